import type { Field, PreferencesView } from "../../bindings";
import { kinds, throughOf } from "./kinds";

/** The times that are offered: every half hour of a day, and the one that was chosen. Times are `HH:MM`. */
export function timesWith(chosen: string, without: string): string[] {
  const halves = Array.from({ length: 48 }, (_, half) => {
    const hour = String(Math.floor(half / 2)).padStart(2, "0");
    return `${hour}:${half % 2 === 0 ? "00" : "30"}`;
  });
  return [...new Set([...halves, chosen])].filter((time) => time === chosen || time !== without).toSorted();
}

/** Whether the server knows quiet hours. */
export function knowsQuietHours({ quiet_enabled }: PreferencesView): boolean {
  return quiet_enabled.value !== null;
}

/** Whether something of quiet hours is to be decided on, also where there are none now. */
export function isUndecided(preferences: PreferencesView): boolean {
  const fields: Field<unknown>[] = [
    preferences.quiet_from,
    preferences.quiet_to,
    ...kinds.map((kind) => throughOf(preferences, kind)),
  ];
  return fields.some(({ state: { state } }) => state === "conflict" || state === "refused");
}
