import { FluentNumber, type FluentVariable, type Scope } from "@fluent/bundle";
import type { MessageId } from "../locales/message-ids";
import { formatNumber } from "./format";
import { wording } from "./wording.svelte";

/** A number that picks plural forms by the text's language and is written as the person writes numbers. */
class PersonNumber extends FluentNumber {
  override toString(_scope: Scope): string {
    return formatNumber(this.value);
  }
}

export type TextArguments = Record<string, string | number>;

/** The text of a message of the catalogues; of an unknown message its id, so that the gap shows. */
export function t(id: MessageId, values: TextArguments = {}): string {
  const { bundle } = wording();
  const message = bundle.getMessage(id);
  if (!message?.value) {
    console.error(`message ${id}: the catalogues lack it`);
    return id;
  }
  const wrapped: Record<string, FluentVariable> = {};
  for (const [name, value] of Object.entries(values)) {
    wrapped[name] = typeof value === "number" ? new PersonNumber(value) : value;
  }
  const problems: Error[] = [];
  const text = bundle.formatPattern(message.value, wrapped, problems);
  for (const problem of problems) console.error(`message ${id}:`, problem.message);
  return text;
}

/** Text that may run in another direction than the words around it, or stands where they run against their own. It keeps its order
 * in both, as what is put into a message does. */
export function isolated(text: string): string {
  return wording().language.direction === "rtl" ? `\u2068${text}\u2069` : text;
}

/** Whether the catalogues have it: ids that are made of a server's data may be of none. */
export function hasText(id: string): id is MessageId {
  return wording().bundle.hasMessage(id);
}
