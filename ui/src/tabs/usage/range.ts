import { addDays, dayOf } from "../../shared/format";

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

/** The days that a preset means today. */
export function presetRange(
  preset: Exclude<RangePreset, "custom">,
  today: string,
  resetsAt?: string,
): DayRange {
  if (preset === "cycle") return { from: resetsAt ? cycleStart(resetsAt) : addDays(today, -29), to: today };
  return { from: addDays(today, 1 - Number(preset)), to: today };
}

/** The same day of the month before the reset, or that month's last one. */
function cycleStart(resetsAt: string): string {
  const reset = new Date(resetsAt);
  const start = new Date(reset);
  start.setDate(1);
  start.setMonth(start.getMonth() - 1);
  const lastOfMonth = new Date(start.getFullYear(), start.getMonth() + 1, 0).getDate();
  start.setDate(Math.min(reset.getDate(), lastOfMonth));
  return dayOf(start);
}
