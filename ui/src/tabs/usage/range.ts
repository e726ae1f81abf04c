import { addDays, dayOf, daysBetween } from "../../shared/format";

export const rangePresets = ["7", "30", "90", "cycle", "custom"] as const;
export type RangePreset = (typeof rangePresets)[number];

/** First and last day, both included. */
export interface DayRange {
  from: string;
  to: string;
}

export function isRangePreset(text: string): text is RangePreset {
  return (rangePresets as readonly string[]).includes(text);
}

/** The days that a preset means today. While the cycle is not known, it is the last thirty. */
export function presetRange(
  preset: Exclude<RangePreset, "custom">,
  today: string,
  cycleStartedAt?: string,
): DayRange {
  if (preset !== "cycle") return { from: addDays(today, 1 - Number(preset)), to: today };
  return { from: cycleStartedAt ? dayOf(new Date(cycleStartedAt)) : addDays(today, -29), to: today };
}

/** Credits for each day of a range, rounded, of which the days before `first` do not count: somebody new did not spend
 * little, but was not there yet. */
export function perDay(report: DayRange & { total: number }, first?: string): number {
  const from = first && first > report.from && first <= report.to ? first : report.from;
  return Math.round(report.total / (daysBetween(from, report.to) + 1));
}
