import { FluentResource } from "@fluent/bundle";
import { expect, test } from "vitest";
import { languages } from "./languages";

// What windows, shell and mails say: each language says all of it, and all of it with what it is given.

type Message = FluentResource["body"][number];
type Pattern = Message["value"];
type Element = Exclude<NonNullable<Pattern>, string>[number];
type Select = Extract<Element, { type: "select" }>;

const sources = import.meta.glob<string>("./*/*.ftl", { query: "?raw", import: "default", eager: true });

/** All messages of a language, by their ids. */
function messagesOf(tag: string): Map<string, Message> {
  const texts = Object.entries(sources).filter(([path]) => path.startsWith(`./${tag}/`));
  return new Map(
    texts.flatMap(([, text]) => new FluentResource(text).body.map((message) => [message.id, message])),
  );
}

/** Each part of a message, those of its variants too. */
function partsOf(value: Pattern): Exclude<Element, string>[] {
  if (!value || typeof value === "string") return [];
  return value.flatMap((part) => {
    if (typeof part === "string") return [];
    return part.type === "select"
      ? [
          part,
          part.selector as Exclude<Element, string>,
          ...part.variants.flatMap((variant) => partsOf(variant.value)),
        ]
      : [part];
  });
}

const selectsOf = (message: Message): Select[] =>
  partsOf(message.value).filter((part): part is Select => part.type === "select");

/** What a message is given. */
function parametersOf(message: Message): string[] {
  const names = partsOf(message.value).flatMap((part) => (part.type === "var" ? [part.name] : []));
  return [...new Set(names)].toSorted();
}

const categories = ["zero", "one", "two", "few", "many"];
const keyOf = (variant: Select["variants"][number]): string => String(variant.key.value);

/** By which of what it is given the message takes another plural form. */
function countedOf(message: Message): string[] {
  const counted = selectsOf(message).filter((select) =>
    select.variants.some((variant) => categories.includes(keyOf(variant))),
  );
  return [
    ...new Set(counted.flatMap(({ selector }) => (selector.type === "var" ? [selector.name] : []))),
  ].toSorted();
}

/** What it says, without what it is given. */
function textOf(value: Pattern): string {
  if (!value) return "";
  if (typeof value === "string") return value;
  return value
    .map((part) => {
      if (typeof part === "string") return part;
      if (part.type !== "select") return "";
      return part.variants.map((variant) => textOf(variant.value)).join(" ");
    })
    .join("");
}

/** Names and forms that are the same in every language. */
const names = new Set([
  "mail-moment",
  "mail-server-host-example",
  "mail-server-start_tls",
  "mail-server-tls",
  "product",
  "plan-free",
  "plan-pro",
  "plan-max",
  "plan-team",
  "server-url-example",
  "session-system-linux",
  "session-system-macos",
  "session-system-windows",
  "token-file",
  "unknown-figure",
  "voice-mark-a",
  "voice-mark-b",
]);

/** Words that a language has in common with English. */
const alike: Record<string, readonly string[]> = {
  de: [
    "export-account",
    "alert-way-desktop",
    "any-code",
    "fresh-live",
    "journal-title",
    "lives-on",
    "mail-server-port",
    "name",
    "palette-app",
    "theme-system",
    "tray-icon-ring",
    "voice-sounds-warm",
    "workflows",
    "workspace-team",
  ],
  es: ["column-total", "palette-app", "reply-style-formal", "workspace-personal"],
  fr: [
    "action-count-image_generation",
    "action-count-message",
    "action-image_generation",
    "action-message",
    "activity-group-sessions",
    "any-code",
    "column-total",
    "filter-action",
    "filter-conversation",
    "interface-title",
    "journal-title",
    "mail-server-port",
    "palette-app",
    "reply-style",
    "sessions-title",
    "token-secret",
    "tray-icon-monochrome",
    "volume",
    "workflows",
  ],
  ja: ["export-account-file", "export-file-all", "export-file-range", "recovery-codes-file"],
  ar: ["export-account-file", "export-file-all", "export-file-range", "recovery-codes-file"],
};

/** Counted in English, and said of every number alike. */
const uncounted: Record<string, readonly string[]> = { de: [], es: [], fr: [], ja: [], ar: [] };

const english = messagesOf("en");

test.each(languages.slice(1))("$name says all that is said in English, and no more", ({ tag }) => {
  const messages = messagesOf(tag);
  const missing = [...english.keys()].filter((id) => !messages.has(id));
  const unused = [...messages.keys()].filter((id) => !english.has(id));
  expect(`missing: ${missing.join(", ")}; not in English: ${unused.join(", ")}`).toBe(
    "missing: ; not in English: ",
  );
});

test.each(languages)("no message is defined twice in $name", ({ tag }) => {
  const texts = Object.entries(sources).filter(([path]) => path.startsWith(`./${tag}/`));
  const ids = texts.flatMap(([, text]) => new FluentResource(text).body.map(({ id }) => id));
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

test.each(languages)("each line of the catalogues of $name is a message or part of one", ({ tag }) => {
  // What can not be read is left out in silence, with what stands below it.
  for (const [path, text] of Object.entries(sources)) {
    if (!path.startsWith(`./${tag}/`)) continue;
    const begun = [...text.matchAll(/^([a-z][\w-]*) *=/gmu)].map((match) => match[1]);
    expect(
      new FluentResource(text).body.map(({ id }) => id),
      path,
    ).toEqual(begun);
  }
});

test.each(languages.slice(1))("$name says it with what it is given in English", ({ tag }) => {
  const otherwise: string[] = [];
  for (const [id, message] of messagesOf(tag)) {
    const original = english.get(id);
    if (!original) continue;
    const [given, taken] = [parametersOf(original), parametersOf(message)];
    if (String(given) !== String(taken)) otherwise.push(`${id}: ${given.join(", ")} → ${taken.join(", ")}`);
  }
  expect(otherwise).toEqual([]);
});

test.each(languages)("$name has each plural form that its numbers have", ({ tag }) => {
  // That of millions in Spanish and French, which read well without it.
  const isSpared = (category: string): boolean => category === "many" && (tag === "es" || tag === "fr");
  const needed = new Intl.PluralRules(tag)
    .resolvedOptions()
    .pluralCategories.filter((category) => !isSpared(category));
  const lacking: string[] = [];
  for (const [id, message] of messagesOf(tag)) {
    for (const { selector, variants, star } of selectsOf(message)) {
      const keys = variants.map(keyOf);
      if (!keys.some((key) => categories.includes(key))) continue;
      const others = keys.filter(
        (key, at) =>
          at !== star && categories.includes(key) && !needed.includes(key as "one") && !isSpared(key),
      );
      const missing = needed.filter((category) => !keys.includes(category));
      const by = selector.type === "var" ? selector.name : "";
      if (missing.length + others.length > 0)
        lacking.push(`${id} ($${by}): lacks ${missing}, never says ${others}`);
    }
    const counted = countedOf(message);
    const uncountedHere = countedOf(english.get(id) ?? message).filter((name) => !counted.includes(name));
    if (needed.length > 1 && uncountedHere.length > 0 && !uncounted[tag]?.includes(id)) {
      lacking.push(`${id}: says $${uncountedHere} of every number alike`);
    }
  }
  expect(lacking).toEqual([]);
});

test.each(languages.slice(1))("$name leaves nothing in English but names", ({ tag }) => {
  const messages = messagesOf(tag);
  const same = [...messages].filter(([id, message]) => {
    const text = textOf(message.value);
    return /\p{L}/u.test(text) && text === textOf(english.get(id)?.value ?? null);
  });
  const left = same.map(([id]) => id).filter((id) => !names.has(id) && !alike[tag]?.includes(id));
  expect(left).toEqual([]);
});

test("each exception is still one", () => {
  const idle = Object.entries(alike).flatMap(([tag, ids]) => {
    const messages = messagesOf(tag);
    return ids.filter(
      (id) => textOf(messages.get(id)?.value ?? null) !== textOf(english.get(id)?.value ?? null),
    );
  });
  expect(idle).toEqual([]);
});
