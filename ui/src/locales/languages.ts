import type { Language, Offer } from "../shared/language";

const catalogues = import.meta.glob<string>(["./en/*.ftl", "!./en/native.ftl", "!./en/mail.ftl"], {
  query: "?raw",
  import: "default",
  eager: true,
});

/** Stands in for one that is not there, and until another one is. */
export const english: Language = { tag: "en", direction: "ltr", catalogues: Object.values(catalogues) };

/** Those that the app is written in. All but the first are fetched when they are spoken. */
export const languages: readonly [Offer, ...Offer[]] = [
  { tag: "en", name: "English", direction: "ltr", fetch: async () => english.catalogues },
  { tag: "de", name: "Deutsch", direction: "ltr", fetch: async () => (await import("./de")).default },
  { tag: "es", name: "Español", direction: "ltr", fetch: async () => (await import("./es")).default },
  { tag: "fr", name: "Français", direction: "ltr", fetch: async () => (await import("./fr")).default },
  { tag: "ja", name: "日本語", direction: "ltr", fetch: async () => (await import("./ja")).default },
  { tag: "ar", name: "العربية", direction: "rtl", fetch: async () => (await import("./ar")).default },
];
