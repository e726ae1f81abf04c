import { untrack } from "svelte";
import type { AppError } from "../../bindings";
import type { Session } from "../../session/session.svelte";
import type { Outcome } from "../../shared/backend";
import { Latest } from "../../shared/latest.svelte";

/** A list that the server alone knows. It is asked for while there is a server to answer, and again whenever it may have
 * changed. Made while a component is, whose life it shares. */
export class ServerList<Row> {
  readonly #latest = new Latest<Row[]>();
  /** Goes up with each reason to ask again. */
  #round = $state(0);
  readonly #session: Session;
  readonly #isAway = $derived.by(() => this.#session.snapshot?.connection.state === "offline");
  readonly #isReachable = $derived.by(() => {
    const state = this.#session.snapshot?.connection.state;
    return state === "live" || state === "polling";
  });

  constructor(session: Session, ask: () => Promise<Outcome<Row[]>>) {
    this.#session = session;
    $effect(() => {
      void session.activityVersion;
      void this.#round;
      const [isAway, isReachable] = [this.#isAway, this.#isReachable];
      untrack(() => {
        // What was heard before the server was out of reach may not be so any more.
        if (isAway) this.#latest.forget();
        else if (isReachable) void this.#latest.ask(ask());
      });
    });
  }

  /** Whether the server is known to be out of reach: what was heard before may not be so any more. */
  get offline(): boolean {
    return this.#isAway;
  }

  get rows(): Row[] | undefined {
    return this.#latest.value;
  }

  get error(): AppError | undefined {
    return this.#latest.error;
  }

  again(): void {
    this.#round++;
  }
}
