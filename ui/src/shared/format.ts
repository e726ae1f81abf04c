import { language, localeFor } from "./language";

/** Numbers and times in the language of the words, as the person writes it, and in their time zone. A day is `YYYY-MM-DD`, a
 * moment is RFC 3339. */

const locale = localeFor(language, typeof navigator === "undefined" ? [] : navigator.languages);
const formatters = new Map<string, Intl.DateTimeFormat>();
const whole = new Intl.NumberFormat(locale);
const short = new Intl.NumberFormat(locale, { notation: "compact", maximumSignificantDigits: 3 });
const signed = new Intl.NumberFormat(locale, { signDisplay: "exceptZero" });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });

export const formatNumber = (value: number): string => whole.format(value);
export const formatCompact = (value: number): string => short.format(value);
/** With its sign, as the locale writes it: some systems' fonts have no other minus, and searching all fonts for
 * one takes longer than drawing the journal. */
export const formatSigned = (value: number): string => signed.format(value);

export const formatDayShort = (day: string): string => inShape({ day: "numeric", month: "short" }, day);
export const formatDayLong = (day: string): string => inShape({ day: "numeric", month: "long" }, day);
export const formatDayFull = (day: string): string =>
  inShape({ weekday: "long", day: "numeric", month: "long" }, day);
export const formatMonth = (day: string): string => inShape({ month: "long", year: "numeric" }, day);
export const formatMonthShort = (day: string): string => inShape({ month: "short" }, day);
export const formatDate = (moment: string): string =>
  shaped({ day: "numeric", month: "long", year: "numeric" }).format(new Date(moment));
export const formatTime = (moment: string): string =>
  shaped({ hour: "2-digit", minute: "2-digit" }).format(new Date(moment));
export const formatTimeExact = (moment: string): string =>
  shaped({ hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(new Date(moment));

/** `23 October – 21 November`. */
export function formatDayRange(from: string, to: string): string {
  return shaped({ day: "numeric", month: "long" }).formatRange(startOfDay(from), startOfDay(to));
}

/** The time of a moment of today, and the date and time of any other. */
export function formatMoment(moment: string, now: Date = new Date()): string {
  if (dayOf(new Date(moment)) === dayOf(now)) return formatTime(moment);
  return shaped({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(
    new Date(moment),
  );
}

/** `in 12 days`, `tomorrow`, `yesterday`. */
export function formatDaysAway(moment: string, now: Date = new Date()): string {
  return relative.format(daysBetween(dayOf(now), dayOf(new Date(moment))), "day");
}

/** The day on which a moment falls here. */
export function dayOf(moment: Date): string {
  const month = String(moment.getMonth() + 1).padStart(2, "0");
  const date = String(moment.getDate()).padStart(2, "0");
  return `${moment.getFullYear()}-${month}-${date}`;
}

export function addDays(day: string, days: number): string {
  const moment = startOfDay(day);
  moment.setDate(moment.getDate() + days);
  return dayOf(moment);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / 86_400_000);
}

function startOfDay(day: string): Date {
  // Noon exists on every day of every time zone; midnight does not.
  return new Date(`${day}T12:00:00`);
}

function inShape(shape: Intl.DateTimeFormatOptions, day: string): string {
  return shaped(shape).format(startOfDay(day));
}

function shaped(shape: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(shape);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, shape);
  formatters.set(key, known);
  return known;
}
