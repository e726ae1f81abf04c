import type { ReplayedKind, ThresholdReplay } from "../../bindings";

/** A place in the chart, in percent of its width and height, from where both begin. */
export interface Place {
  x: number;
  y: number;
}

export interface ReplayLayout {
  /** The course of the balance; empty while there is none. */
  line: Place[];
  /** How high the threshold stands; absent where no balance came near. */
  threshold: number | undefined;
  marks: (Place & { kind: ReplayedKind; raisedAt: string })[];
  /** Up to where there was no journal yet. */
  unknown: number;
}

/** Where a replay is drawn. The highest balance reaches the top, so that a threshold beyond it is none that shows. */
export function layOut(replay: ThresholdReplay, credits: number): ReplayLayout {
  const { days, balances, alerts, unknown_days: unknown } = replay;
  const known = balances.filter((balance) => balance !== null);
  const top = Math.max(1, ...known, ...alerts.map((alert) => alert.balance));
  const place = (day: number, balance: number): Place => ({
    x: (day / days) * 100,
    y: (Math.max(0, balance) / top) * 100,
  });
  const marks = alerts.map(({ kind, raised_at, day, balance }) => ({
    kind,
    raisedAt: raised_at,
    ...place(day + partOfDay(raised_at), balance),
  }));
  // What a day ends with; before the first day, what it begins with.
  const line = balances.flatMap((balance, day) => {
    const within = marks.filter((_, at) => alerts[at]?.day === day - 1);
    return balance === null ? [] : [...within, place(day, balance)];
  });
  const first = known[0];
  if (first !== undefined && balances[0] === null) line.unshift(place(unknown, first));
  return {
    line: line.map(({ x, y }) => ({ x, y })),
    threshold: credits <= top ? place(0, credits).y : undefined,
    marks,
    unknown: place(unknown, 0).x,
  };
}

/** How much of its day has passed at a moment. */
function partOfDay(moment: string): number {
  const time = new Date(moment);
  return (time.getHours() * 60 + time.getMinutes()) / (24 * 60);
}
