import type { ConnectedAgent } from "../../bindings";
import type { Session } from "../../session/session.svelte";
import { Submission } from "../../shared/submission.svelte";

/** From a name to a first event: makes the token, keeps it while it is shown, and notices when it is used.
 * Made while a component is, whose life it shares. */
export class AgentConnection {
  name = $state("");
  agent: ConnectedAgent | undefined = $state.raw();
  readonly submission = new Submission();
  /** More was spent since the token was made. It stays so, although the day and its figure end. */
  heard = $state(false);
  /** The credits of today before the first event; absent until they are known. */
  #spentBefore: number | undefined;
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    $effect(() => this.#listen(session.snapshot?.usage?.today));
  }

  async connect(): Promise<void> {
    this.heard = false;
    this.#spentBefore = this.#session.snapshot?.usage?.today;
    await this.submission.ask(async () => {
      const outcome = await this.#session.commands.connectAgent(this.name.trim());
      if (outcome.status === "ok") this.agent = outcome.data;
      return outcome;
    });
  }

  finish(): void {
    this.agent = undefined;
    this.name = "";
  }

  #listen(spentToday: number | undefined): void {
    if (!this.agent || spentToday === undefined) return;
    if (this.#spentBefore !== undefined && spentToday > this.#spentBefore) this.heard = true;
    this.#spentBefore = spentToday;
  }
}
