import type { Session } from "./session.svelte";

/** Takes the deletion of the account back, and says so. */
export async function cancelDeletion(session: Session): Promise<void> {
  if (await session.toasts.carriedOut(session.commands.cancelDeletion()))
    session.toasts.show("deletion-cancelled");
}
