import type { AppError, ConnectedAgent } from "../../bindings";
import type { Session } from "../../session/session.svelte";

/** From a name to a first event: makes the token, keeps it while it is shown, and notices when it is used.
 * Made while a component is, whose life it shares. */
export class AgentConnection {
  name = $state("");
  agent: ConnectedAgent | undefined = $state.raw();
  error: AppError | undefined = $state.raw();
  busy = $state(false);
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
    if (this.busy) return;
    this.busy = true;
    this.heard = false;
    this.#spentBefore = this.#session.snapshot?.usage?.today;
    const outcome = await this.#session.commands.connectAgent(this.name.trim());
    this.busy = false;
    this.error = outcome.status === "error" ? outcome.error : undefined;
    this.agent = outcome.status === "ok" ? outcome.data : undefined;
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
