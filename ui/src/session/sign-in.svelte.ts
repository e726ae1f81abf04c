import type { SignInOutcome } from "../bindings";
import type { Outcome } from "../shared/backend";
import { Submission } from "../shared/submission.svelte";
import type { Session } from "./session.svelte";
import type { Step } from "./sign-in-step";

/** What a sign-in is begun with. */
export type Means = "password" | "provider";

/** What became of what was asked. */
export type Ending = SignInOutcome["outcome"] | "refused";

/** A sign-in, from where it is begun to where the person is in: what stands in its way is said in a form. */
export class SignIn {
  /** A password that was right is never told that it has ended: only what began in the browser is. */
  readonly submission = new Submission({ sign_in_ended: "error-browser-ended" });
  step: Step = $state.raw({ at: "form" });
  readonly #session: Session;
  /** Whether there is nothing any more that could be cancelled. */
  #isDone = false;
  /** Whether nobody waits for it. */
  #isLeft = false;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Whether the person is in their browser, or on their way in. */
  get busy(): boolean {
    return this.submission.busy;
  }

  /** A refusal leads back to the form, whose fields have to be there to say it. */
  async begin(means: Means, ask: () => Promise<Outcome<SignInOutcome>>): Promise<Ending> {
    let ending = "refused" as Ending;
    await this.submission.ask(async () => {
      const answer = await ask();
      if (answer.status === "ok") ending = answer.data.outcome;
      if (ending === "signed_in") this.#isDone = true;
      else if (ending === "second_factor_required") this.step = { at: "code", means };
      else if (ending === "refused") this.step = { at: "form" };
      return answer;
    });
    if (this.#isLeft && ending === "second_factor_required") this.cancel();
    return ending;
  }

  /** The code was right. */
  finish(): void {
    this.#isDone = true;
  }

  /** The server waits for no code any longer. */
  expire(means: Means): void {
    this.step = { at: "form" };
    this.submission.general = means === "password" ? "error-sign-in-ended" : "error-browser-ended";
  }

  cancel(): void {
    void this.#session.toasts.carriedOut(this.#session.commands.cancelSignIn());
  }

  /** Nobody waits any more for what is gone; where the page gives way to that of a new session, it is all but done. */
  leave(): void {
    this.#isLeft = true;
    const isReplaced = this.#session.snapshot?.access.state === "starting";
    if (!this.#isDone && !isReplaced && (this.busy || this.step.at === "code")) this.cancel();
    this.#isDone = true;
  }
}
