import type { UsageNow } from "../bindings";
import type { Level } from "../shared/level";

/** What the credits are out of: the plan's month and what was bought beside it. */
export function creditsInAll(usage: UsageNow): number {
  return usage.monthly_total + usage.purchased_remaining;
}

export function creditShare(usage: UsageNow | null): number {
  if (!usage || creditsInAll(usage) <= 0) return 0;
  return Math.min(1, Math.max(0, usage.available / creditsInAll(usage)));
}

export function creditLevel(usage: UsageNow | null): Level {
  if (!usage) return "unknown";
  if (usage.available <= 0) return "exhausted";
  return usage.available <= usage.low_threshold ? "low" : "enough";
}
