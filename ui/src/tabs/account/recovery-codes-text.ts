import { signsInElsewhere } from "../../session/elsewhere";
import type { Session } from "../../session/session.svelte";
import { t } from "../../shared/text";

/** What recovery codes are for, and where to keep them. */
export function recoveryCodesText(session: Session): string {
  return t(signsInElsewhere(session) ? "recovery-codes-what-provider" : "recovery-codes-what");
}
