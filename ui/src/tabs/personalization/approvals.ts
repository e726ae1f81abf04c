import type { Approval, ApprovalCategory } from "../../bindings";

/** Those that this version can word, and lets the person choose for. */
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

/** Whether that permits more. What only a newer server knows may be stricter than anything else, and more than all but the
 * most. */
export function loosens(from: Approval, to: Approval): boolean {
  const rank = (approval: Approval): number => byPermission.indexOf(approval as KnownApproval);
  return to === "other" ? from !== "allow" : rank(to) > Math.max(0, rank(from));
}
