import type { Session } from "./session.svelte";

/** Whether the person signs in with an identity provider, so that the account has no password to be asked for. */
export function signsInElsewhere(session: Session): boolean {
  const access = session.snapshot?.access;
  return access?.state === "signed_in" && access.account.sign_in_method === "oidc";
}
