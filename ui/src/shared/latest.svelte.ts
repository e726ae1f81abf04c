import type { AppError } from "../bindings";
import type { Outcome } from "./backend";

/** The answer to the latest of several questions. An answer that a newer question overtook is dropped, and
 * the last good one stays while the next is on its way. */
export class Latest<T> {
  value = $state.raw<T>();
  error = $state.raw<AppError>();
  loading = $state(false);
  #asked = 0;

  /** Takes back what was answered, and drops what is still on its way. */
  forget(): void {
    this.#asked++;
    this.value = undefined;
    this.error = undefined;
    this.loading = false;
  }

  async ask(question: Promise<Outcome<T>>): Promise<void> {
    const turn = ++this.#asked;
    this.loading = true;
    const outcome = await question;
    if (turn !== this.#asked) return;
    this.loading = false;
    if (outcome.status === "ok") {
      this.value = outcome.data;
      this.error = undefined;
    } else {
      this.error = outcome.error;
    }
  }
}
