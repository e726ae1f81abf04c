import type { Period } from "../../bindings";
import {
  addDays,
  formatDayFull,
  formatDayRange,
  formatDayShort,
  formatMonth,
  formatMonthShort,
} from "../../shared/format";

/** The period that begins on a day, in full. */
export function barLabel(start: string, period: Period): string {
  if (period === "month") return formatMonth(start);
  return period === "week" ? formatDayRange(start, addDays(start, 6)) : formatDayFull(start);
}

export function axisLabel(start: string, period: Period): string {
  return period === "month" ? formatMonthShort(start) : formatDayShort(start);
}
