import { FluentBundle, FluentResource } from "@fluent/bundle";
import { languages } from "../locales/languages";
import { type Language, languageFor, localeFor } from "./language";

/** The words of one language, and the locale that its dates and numbers are written in. */
export class Wording {
  readonly bundle: FluentBundle;
  readonly locale: string;

  constructor(
    readonly language: Language,
    preferred: readonly string[],
  ) {
    this.locale = localeFor(language.tag, preferred);
    // Without need, isolation marks would stand in copied and spoken text.
    const useIsolating = language.direction === "rtl";
    this.bundle = new FluentBundle(language.tag, { useIsolating, transform: language.transform });
    for (const source of language.catalogues) this.bundle.addResource(new FluentResource(source));
  }
}

const preferred = (): readonly string[] => (typeof navigator === "undefined" ? [] : navigator.languages);

let spoken = $state.raw(new Wording(languageFor(languages, preferred()), preferred()));

/** That in which everything is said now. What reads it is said anew when it changes. */
export function wording(): Wording {
  return spoken;
}

/** Says everything in another language from now on, what is on display too. */
export function speak(language: Language): void {
  spoken = new Wording(language, preferred());
  document.documentElement.lang = language.tag;
  document.documentElement.dir = language.direction;
}

/** Speaks as the person's system does, and goes on with it when that changes, which is told. Answers how to end it. */
export function followSystem(
  available: readonly [Language, ...Language[]] = languages,
  told: (tag: string) => void = () => {},
): () => void {
  speak(languageFor(available, preferred()));
  const follow = (): void => {
    const language = languageFor(available, preferred());
    speak(language);
    told(language.tag);
  };
  window.addEventListener("languagechange", follow);
  return () => window.removeEventListener("languagechange", follow);
}
