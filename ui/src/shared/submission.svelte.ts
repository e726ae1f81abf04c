import { createContext, tick } from "svelte";
import type { AppError, ErrorCode } from "../bindings";
import type { MessageId } from "../locales/message-ids";
import type { Outcome } from "./backend";
import { type FieldName, present } from "./errors";

/** A refusal, or that of one field where several would be refused alike. */
type Refusal = ErrorCode | `validation.${FieldName}`;

/** What became of a form: under way, or refused, field by field where the refusal names one. */
export class Submission {
  busy = $state(false);
  /** Why nothing came of it, where that is about no field of the form. */
  general: MessageId | undefined = $state();
  #fields: ReadonlyMap<string, MessageId> = $state.raw(new Map());
  /** The names of the fields that the form has now. */
  names: () => readonly string[] = () => [];
  /** What some refusals mean in this form, where the general message would say something else. */
  readonly #meanings: Partial<Record<Refusal, MessageId>>;

  constructor(meanings: Partial<Record<Refusal, MessageId>> = {}) {
    this.#meanings = meanings;
  }

  errorOf(field: string): MessageId | undefined {
    return this.#fields.get(field);
  }

  /** Whether anything was refused. */
  get refused(): boolean {
    return this.general !== undefined || this.#fields.size > 0;
  }

  clear(): void {
    this.general = undefined;
    this.#fields = new Map();
  }

  refuse(fields: Iterable<[string, MessageId]>): void {
    this.general = undefined;
    this.#fields = new Map(fields);
  }

  /** Asks, and answers whether it was granted. One that is under way is not asked twice. */
  async ask<T>(question: () => Promise<Outcome<T>>): Promise<boolean> {
    if (this.busy) return false;
    this.clear();
    this.busy = true;
    try {
      const outcome = await question();
      if (outcome.status === "ok") return true;
      // The answer may have brought the field that it is about.
      await tick();
      this.#take(outcome.error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  #take(error: AppError): void {
    const { field, message: general } = present(error);
    const refused =
      error.code === "validation" && field !== null ? this.#meanings[`validation.${field}`] : undefined;
    const message = refused ?? this.#meanings[error.code] ?? general;
    if (field !== null && this.names().includes(field)) this.refuse([[field, message]]);
    else this.general = message;
  }
}

/** That of the form around, where there is one. */
const [getContext, setSubmission] = createContext<Submission>();

export { setSubmission };

export function getSubmission(): Submission | undefined {
  try {
    return getContext();
  } catch {
    // A field that stands in no form.
    return undefined;
  }
}
