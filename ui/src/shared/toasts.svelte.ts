import type { AppError, ErrorCode } from "../bindings";
import type { MessageId } from "../locales/message-ids";
import type { Outcome } from "./backend";
import { present } from "./errors";
import type { TextArguments } from "./text";

export interface Toast {
  key: number;
  /** Said when it is shown, and not before: the language may change while it stands. */
  message: MessageId;
  values: TextArguments;
  tone: "done" | "warning" | "error";
  /** Of a refusal, why. */
  code?: ErrorCode;
}

/** Short answers to what the person just did. The newest one is shown. */
export class Toasts {
  current = $state.raw<Toast>();
  #shown = 0;

  show(message: MessageId, values: TextArguments = {}): void {
    this.#put({ message, values, tone: "done" });
  }

  showError(error: AppError): void {
    const { message, severity } = present(error);
    this.#put({ message, values: {}, tone: severity, code: error.code });
  }

  #put(toast: Omit<Toast, "key">): void {
    this.current = { key: ++this.#shown, ...toast };
  }

  /** The server answers, to a session that goes on: that either was not so is past. */
  reconnected(): void {
    const { code } = this.current ?? {};
    if (code === "unreachable" || code === "timed_out" || code === "signed_out") this.dismiss();
  }

  dismiss(): void {
    this.current = undefined;
  }

  /** Waits for a command and shows its refusal. A refusal that stood before leaves, as there is a newer answer.
   * Answers whether it was carried out. */
  async carriedOut<T>(command: Promise<Outcome<T>>): Promise<boolean> {
    const before = this.current;
    const outcome = await command;
    if (outcome.status === "error") this.showError(outcome.error);
    else if (before?.code !== undefined && this.current === before) this.dismiss();
    return outcome.status === "ok";
  }
}
