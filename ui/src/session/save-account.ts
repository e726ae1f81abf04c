import { t } from "../shared/text";
import type { Session } from "./session.svelte";

/** Lets the person choose a file for everything that the server keeps about them, and says that it was written. */
export async function saveAccount(session: Session): Promise<void> {
  const outcome = await session.commands.exportAccount(`${t("export-account-file")}.zip`);
  if (outcome.status === "error") session.toasts.showError(outcome.error);
  else if (outcome.data) session.toasts.show("export-account-saved");
}
