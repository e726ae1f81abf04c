import type { MessageId } from "../locales/message-ids";
import { t } from "../shared/text";
import type { Session } from "./session.svelte";

/** How many changes a server has not heard of yet. To be made while a component is. */
export class UnsentEdits {
  /** Absent as long as nobody can tell, which is not the same as none. */
  count: number | undefined = $state();

  constructor(session: Session, homeId: () => string | undefined) {
    $effect(() => {
      const id = homeId();
      this.count = undefined;
      if (id === undefined) return;
      let isLatest = true;
      void session.commands.unsentEdits(id).then((outcome) => {
        if (isLatest && outcome.status === "ok") this.count = outcome.data;
      });
      return () => {
        isLatest = false;
      };
    });
  }

  /** What a question says, and what becomes of these changes where there are any or might be. */
  told(question: string, message: MessageId): string {
    if (this.count === 0) return question;
    const told = this.count === undefined ? t("unsent-unknown") : t(message, { count: this.count });
    return `${question} ${told}`;
  }
}
