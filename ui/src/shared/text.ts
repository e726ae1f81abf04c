import { FluentBundle, FluentNumber, FluentResource, type FluentVariable, type Scope } from "@fluent/bundle";
import type { MessageId } from "../locales/message-ids";
import { formatNumber } from "./format";
import { language } from "./language";

const catalogues = import.meta.glob<string>(["../locales/en/*.ftl", "!../locales/en/native.ftl"], {
  query: "?raw",
  import: "default",
  eager: true,
});

/** A number that picks plural forms by the text's language and is written as the person writes numbers. */
class PersonNumber extends FluentNumber {
  override toString(_scope: Scope): string {
    return formatNumber(this.value);
  }
}

// Isolation marks would stand in copied and spoken text; they return with the first right-to-left catalogue.
const bundle = new FluentBundle(language, { useIsolating: false });
const list = new Intl.ListFormat(language, { type: "unit" });
for (const source of Object.values(catalogues)) bundle.addResource(new FluentResource(source));

export type TextArguments = Record<string, string | number>;

/** The text of a message of the catalogues; of an unknown message its id, so that the gap shows. */
export function t(id: MessageId, values: TextArguments = {}): string {
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

/** `4 steps, 1 message`, as the text's language lists things. */
export function listed(parts: string[]): string {
  return list.format(parts);
}

/** Whether the catalogues have it: ids that are made of a server's data may be of none. */
export function hasText(id: string): id is MessageId {
  return bundle.hasMessage(id);
}
