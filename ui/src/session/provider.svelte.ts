import type { SignInMethods } from "../bindings";
import { Latest } from "../shared/latest.svelte";
import type { Session } from "./session.svelte";

/** What people know the identity provider of a server as, where it has one. Nobody asked for it, so that no refusal of it is
 * shown: whoever signs in hears soon enough that a server does not answer. */
export class Provider {
  readonly #latest = new Latest<SignInMethods>();
  readonly #session: Session;
  /** The address that was asked last. */
  #asked = $state("");

  constructor(session: Session) {
    this.#session = session;
  }

  /** Asks at an address, unless that has told it, or is about to. */
  ask(url: string): void {
    const known = this.#latest.loading || this.#latest.value !== undefined;
    if (url === "" || (url === this.#asked && known)) return;
    this.#latest.forget();
    this.#asked = url;
    void this.#latest.ask(this.#session.commands.signInMethods(url));
  }

  /** That of the server at this address; nothing while none is known. */
  at(url: string): string | null {
    return url === this.#asked ? (this.#latest.value?.provider ?? null) : null;
  }
}
