import type { ResponseStyle } from "../../bindings";

/** Those that this version can word, and offers. */
export type KnownStyle = Exclude<ResponseStyle, "other">;

export const styles: readonly KnownStyle[] = [
  "concise",
  "balanced",
  "detailed",
  "step_by_step",
  "formal",
  "friendly",
];
