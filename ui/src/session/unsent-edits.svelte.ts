import type { Session } from "./session.svelte";

/** How many changes a server has not heard of yet. To be made while a component is. */
export class UnsentEdits {
  count = $state(0);

  constructor(session: Session, homeId: () => string | undefined) {
    $effect(() => {
      const id = homeId();
      if (id === undefined) return;
      void session.commands.unsentEdits(id).then((outcome) => {
        this.count = outcome.status === "ok" ? outcome.data : 0;
      });
    });
  }
}
