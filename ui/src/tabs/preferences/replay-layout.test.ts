import { expect, test } from "vitest";
import type { ReplayedAlert, ThresholdReplay } from "../../bindings";
import { layOut } from "./replay-layout";

/** On a day, at noon of here. */
const alert = (day: number, balance: number): ReplayedAlert => ({
  kind: "credits_low",
  raised_at: new Date(`2026-11-0${day + 1}T12:00:00`).toISOString(),
  day,
  balance,
});

const replay = (
  balances: (number | null)[],
  alerts: ReplayedAlert[] = [],
  unknown_days = 0,
): ThresholdReplay => ({
  from: "2026-11-01",
  days: balances.length - 1,
  unknown_days,
  always_below: false,
  balances,
  alerts,
});

test("the line goes through each mark at its time of day", () => {
  const { line, marks } = layOut(replay([100, 80, 100], [alert(1, 50)]), 50);
  expect(line).toEqual([
    { x: 0, y: 100 },
    { x: 50, y: 80 },
    { x: 75, y: 50 },
    { x: 100, y: 100 },
  ]);
  expect(marks).toMatchObject([{ x: 75, y: 50 }]);
});

test("a threshold that no balance came near does not press the line down, and does not show", () => {
  expect(layOut(replay([100, 80]), 50).threshold).toBe(50);
  expect(layOut(replay([100, 80]), 1_000_000)).toMatchObject({
    threshold: undefined,
    line: [{ y: 100 }, { y: 80 }],
  });
});

test("a journal that begins within the days is drawn from its first day on", () => {
  const { line, unknown } = layOut(replay([null, null, 60, 30], [], 1), 10);
  expect(unknown).toBeCloseTo(100 / 3);
  expect(line.map(({ y }) => y)).toEqual([100, 100, 50]);
  expect(line[0]?.x).toBeCloseTo(100 / 3);
});

test("without one credit in all the days the line lies at the bottom", () => {
  expect(layOut(replay([0, 0]), 0)).toMatchObject({ threshold: 0, line: [{ y: 0 }, { y: 0 }] });
});
