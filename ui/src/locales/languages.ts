import type { Language } from "../shared/language";

const english = import.meta.glob<string>(["./en/*.ftl", "!./en/native.ftl", "!./en/mail.ftl"], {
  query: "?raw",
  import: "default",
  eager: true,
});

/** Those that the app is written in. The first stands in for one that is not there. */
export const languages: readonly [Language, ...Language[]] = [
  { tag: "en", direction: "ltr", catalogues: Object.values(english) },
];
