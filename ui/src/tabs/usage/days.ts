import { addDays, dayOf, formatDayFull } from "../../shared/format";
import { t } from "../../shared/text";

/** What happened on one day, of what is listed below it. */
export interface Day<T> {
  key: string;
  day: string;
  rows: T[];
}

/** In the order in which they come, in which a day that was reported late stands more than once. */
export function byDay<T>(rows: readonly T[], momentOf: (row: T) => string): Day<T>[] {
  const grouped: Day<T>[] = [];
  for (const row of rows) {
    const day = dayOf(new Date(momentOf(row)));
    const last = grouped[grouped.length - 1];
    if (last?.day === day) last.rows.push(row);
    else
      grouped.push({
        key: `${day} ${grouped.filter((other) => other.day === day).length}`,
        day,
        rows: [row],
      });
  }
  return grouped;
}

/** `Today`, `Saturday, November 21`. */
export function dayName(day: string, today: string): string {
  if (day === today) return t("today");
  return day === addDays(today, -1) ? t("yesterday") : formatDayFull(day);
}
