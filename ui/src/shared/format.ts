import { wording } from "./wording.svelte";

/** Numbers and times in the language of the words, as the person writes it, and in their time zone. A day is `YYYY-MM-DD`, a
 * moment is RFC 3339. */

/** What one locale writes with. Making a form takes longer than writing with it, so each is made once. */
class Forms {
  readonly whole: Intl.NumberFormat;
  readonly short: Intl.NumberFormat;
  readonly signed: Intl.NumberFormat;
  readonly percent: Intl.NumberFormat;
  readonly relative: Intl.RelativeTimeFormat;
  readonly list: Intl.ListFormat;
  readonly sentence: Intl.ListFormat;
  readonly #dates = new Map<string, Intl.DateTimeFormat>();

  constructor(readonly locale: string) {
    this.whole = new Intl.NumberFormat(locale);
    this.short = new Intl.NumberFormat(locale, { notation: "compact", maximumSignificantDigits: 3 });
    this.signed = new Intl.NumberFormat(locale, { signDisplay: "exceptZero" });
    this.percent = new Intl.NumberFormat(locale, { style: "percent" });
    this.relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
    // Lists of units have no commas between them in Japanese, and an "and" before every third part alone in German.
    this.list = new Intl.ListFormat(locale, { style: "narrow" });
    this.sentence = new Intl.ListFormat(locale);
  }

  dates(shape: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = JSON.stringify(shape);
    const known = this.#dates.get(key) ?? new Intl.DateTimeFormat(this.locale, shape);
    this.#dates.set(key, known);
    return known;
  }
}

let known = new Forms(wording().locale);

function forms(): Forms {
  const { locale } = wording();
  if (known.locale !== locale) known = new Forms(locale);
  return known;
}

export const formatNumber = (value: number): string => forms().whole.format(value);
export const formatCompact = (value: number): string => forms().short.format(value);
/** With its sign, as the locale writes it: some systems' fonts have no other minus, and searching all fonts for
 * one takes longer than drawing the journal. */
export const formatSigned = (value: number): string => forms().signed.format(value);
/** `110%`, of 110. */
export const formatPercent = (percent: number): string => forms().percent.format(percent / 100);
/** `4 steps, 1 message`. */
export const formatList = (parts: string[]): string => forms().list.format(parts);
/** `report usage and send signals`, amid a sentence. */
export const formatListInSentence = (parts: string[]): string => forms().sentence.format(parts);

export const formatDayShort = (day: string): string => inShape({ day: "numeric", month: "short" }, day);
export const formatDayLong = (day: string): string => inShape({ day: "numeric", month: "long" }, day);
export const formatDayFull = (day: string): string =>
  inShape({ weekday: "long", day: "numeric", month: "long" }, day);
export const formatMonth = (day: string): string => inShape({ month: "long", year: "numeric" }, day);
export const formatMonthShort = (day: string): string => inShape({ month: "short" }, day);
export const formatDate = (moment: string): string =>
  shaped({ day: "numeric", month: "long", year: "numeric" }).format(new Date(moment));
export const formatTime = (moment: string): string =>
  shaped({ hour: "numeric", minute: "2-digit" }).format(new Date(moment));
/** `10:00 PM`, of a time of day: `22:00`. */
export const formatTimeOfDay = (time: string): string =>
  shaped({ hour: "numeric", minute: "2-digit", timeZone: "UTC" }).format(new Date(`1970-01-01T${time}Z`));
export const formatTimeExact = (moment: string): string =>
  shaped({ hour: "numeric", minute: "2-digit", second: "2-digit" }).format(new Date(moment));

/** `23 October – 21 November`. */
export function formatDayRange(from: string, to: string): string {
  // Browsers write Japanese ranges with slashes, beside days that are not.
  if (forms().locale.startsWith("ja")) return `${formatDayLong(from)}～${formatDayLong(to)}`;
  return shaped({ day: "numeric", month: "long" }).formatRange(startOfDay(from), startOfDay(to));
}

/** The time of a moment of today, the date and time of any other, and its year where that is not this one. */
export function formatMoment(moment: string, now: Date = new Date()): string {
  if (dayOf(new Date(moment)) === dayOf(now)) return formatTime(moment);
  return shaped({ ...dateOf(moment, now), hour: "numeric", minute: "2-digit" }).format(new Date(moment));
}

/** The same to the second. */
export function formatMomentExact(moment: string, now: Date = new Date()): string {
  if (dayOf(new Date(moment)) === dayOf(now)) return formatTimeExact(moment);
  const shape = { ...dateOf(moment, now), hour: "numeric", minute: "2-digit", second: "2-digit" } as const;
  return shaped(shape).format(new Date(moment));
}

/** `in 12 days`, `tomorrow`, `yesterday`. */
export function formatDaysAway(moment: string, now: Date = new Date()): string {
  return forms().relative.format(daysBetween(dayOf(now), dayOf(new Date(moment))), "day");
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

/** The shape of a date that is not mistaken for one of another year. */
function dateOf(moment: string, now: Date): Intl.DateTimeFormatOptions {
  const day = { day: "numeric", month: "short" } as const;
  return new Date(moment).getFullYear() === now.getFullYear() ? day : { ...day, year: "numeric" };
}

function inShape(shape: Intl.DateTimeFormatOptions, day: string): string {
  return shaped(shape).format(startOfDay(day));
}

function shaped(shape: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return forms().dates(shape);
}
