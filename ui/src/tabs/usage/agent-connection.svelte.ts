import type { AppError, ConnectedAgent } from "../../bindings";
import type { Session } from "../../session/session.svelte";

/** From a name to a first event: makes the token, keeps it while it is shown, and notices when it is used. */
export class AgentConnection {
  agent: ConnectedAgent | undefined = $state.raw();
  error: AppError | undefined = $state.raw();
  busy = $state(false);
  #usedBefore = $state(0);
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** More was spent since the token was made. */
  get heard(): boolean {
    const usage = this.#session.snapshot?.usage;
    return this.agent !== undefined && usage != null && usage.today > this.#usedBefore;
  }

  async connect(name: string): Promise<void> {
    this.busy = true;
    this.#usedBefore = this.#session.snapshot?.usage?.today ?? 0;
    const outcome = await this.#session.commands.connectAgent(name);
    this.busy = false;
    this.error = outcome.status === "error" ? outcome.error : undefined;
    this.agent = outcome.status === "ok" ? outcome.data : undefined;
  }

  finish(): void {
    this.agent = undefined;
  }
}
