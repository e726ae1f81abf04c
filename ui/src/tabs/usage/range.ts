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

/** The days that a preset means today. While the cycle is not known, it is the last thirty. */
export function presetRange(
  preset: Exclude<RangePreset, "custom">,
  today: string,
  cycleStartedAt?: string,
): DayRange {
  if (preset !== "cycle") return { from: addDays(today, 1 - Number(preset)), to: today };
  return { from: cycleStartedAt ? dayOf(new Date(cycleStartedAt)) : addDays(today, -29), to: today };
}
