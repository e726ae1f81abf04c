import type { UsageNow } from "../bindings";
import type { Level } from "../shared/level";

/** How much of the credits is left, from 0 to 1. */
export function creditShare(usage: UsageNow | null): number {
  return (usage?.left_per_mille ?? 0) / 1000;
}

export function creditLevel(usage: UsageNow | null): Level {
  return usage?.level ?? "unknown";
}
