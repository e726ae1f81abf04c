import { untrack } from "svelte";
import type { LocalMail } from "../bindings";
import { Latest } from "../shared/latest.svelte";
import type { Session } from "./session.svelte";

/** What becomes of the mails of the server inside this app, while that is the active home. Made while a component is, whose
 * life it shares. */
export class LocalMails {
  readonly #latest = new Latest<LocalMail | null>();
  readonly #session: Session;
  readonly #isLocal = $derived.by(() => this.#session.activeHome?.kind === "local");

  constructor(session: Session) {
    this.#session = session;
    $effect(() => {
      const isLocal = this.#isLocal;
      untrack(() => {
        if (isLocal) this.again();
        else this.#latest.forget();
      });
    });
  }

  /** Who takes them; `undefined` while that is not known, and of any other server. */
  get server(): LocalMail | null | undefined {
    return this.#latest.value;
  }

  /** Whether nobody takes them, so that they are files on this computer. */
  get areFiles(): boolean {
    return this.#latest.value === null;
  }

  /** Whether there is nothing more to be heard of them. */
  get settled(): boolean {
    return !this.#isLocal || this.#latest.value !== undefined || this.#latest.error !== undefined;
  }

  again(): void {
    void this.#latest.ask(this.#session.commands.localMail());
  }
}
