import type { ExportFormat, Filter } from "../bindings";
import { t } from "../shared/text";
import type { Session } from "./session.svelte";

export const everything: Filter = { from: null, to: null, action: null, conversation_id: null };

/** Lets the person choose a file for the journal and says how much was written to it. */
export async function saveJournal(session: Session, filter: Filter, format: ExportFormat): Promise<void> {
  const { from, to } = filter;
  const name = from && to ? t("export-file-range", { from, to }) : t("export-file-all");
  const outcome = await session.commands.exportJournal(filter, format, `${plain(name)}.${format}`);
  if (outcome.status === "error") session.toasts.showError(outcome.error);
  else if (outcome.data !== null) session.toasts.show("export-saved", { count: outcome.data });
}

/** A file's name is no running text: the marks that keep directions apart in that have no place in it. */
function plain(name: string): string {
  return name.replaceAll(/[\u2066-\u2069]/gu, "");
}
