import type { Session } from "../../session/session.svelte";
import { t } from "../../shared/text";

/** Whether the person signs in with an identity provider, so that the account has no password to be asked for. */
export function signsInElsewhere(session: Session): boolean {
  const access = session.snapshot?.access;
  return access?.state === "signed_in" && access.account.sign_in_method === "oidc";
}

/** What recovery codes are for, and where to keep them. */
export function recoveryCodesText(session: Session): string {
  return t(signsInElsewhere(session) ? "recovery-codes-what-provider" : "recovery-codes-what");
}
