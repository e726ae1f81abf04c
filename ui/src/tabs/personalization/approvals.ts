import type { Approval, ApprovalCategory } from "../../bindings";

export const categories: readonly ApprovalCategory[] = [
  "send_messages",
  "change_calendar",
  "delete_data",
  "run_commands",
  "spend_credits",
];

/** Those that this version can word, and offers, from what permits least to what permits most. */
export type KnownApproval = Exclude<Approval, "other">;

const byPermission: readonly KnownApproval[] = ["never", "ask", "allow"];

/** As they are shown: that first which most people choose. */
export const approvals: readonly KnownApproval[] = ["ask", "allow", "never"];

/** Whether that permits more. What only a newer server knows may be stricter than anything else. */
export function loosens(from: Approval, to: KnownApproval): boolean {
  return byPermission.indexOf(to) > Math.max(0, byPermission.indexOf(from as KnownApproval));
}

/** The most credits that anyone can let be spent at once. */
export const mostAtOnce = 1_000_000;

/** Whether that is a number of credits to be spent at once. */
export function isAmount(written: number | null): written is number {
  return written !== null && Number.isInteger(written) && written >= 0 && written <= mostAtOnce;
}
