import type { AlertKind, AlertWay, Field, PreferencesView } from "../../bindings";

export const kinds: AlertKind[] = [
  "credits_low",
  "credits_exhausted",
  "workflow_failed",
  "integration_needs_reconnect",
  "plan_upgraded",
];

/** Whether the person is told of such alerts in a way that the server knows. */
export function fieldOf(preferences: PreferencesView, kind: AlertKind, way: AlertWay): Field<boolean> {
  return preferences[`${kind}_${way}`] as Field<boolean>;
}

/** Whether the server knows that way. */
export function isKnown(preferences: PreferencesView, way: AlertWay): boolean {
  return kinds.every((kind) => preferences[`${kind}_${way}`].value !== null);
}

/** Whether a notification of such alerts does not wait for the end of quiet hours. */
export function throughOf(preferences: PreferencesView, kind: AlertKind): Field<boolean | null> {
  return preferences[`${kind}_through`];
}
