import type { MessageId } from "../../locales/message-ids";
import type { Dialogs } from "../../shared/dialogs.svelte";
import SignInAgain from "./SignInAgain.svelte";

/** What a form does about a sign-in that is too long ago: it gives way to a new one. */
export function signInAgain(
  dialogs: Dialogs,
): Partial<Record<MessageId, { label: MessageId; run: () => void }>> {
  return { "error-sign-in-again": { label: "sign-in-again", run: () => dialogs.show(SignInAgain, {}) } };
}
