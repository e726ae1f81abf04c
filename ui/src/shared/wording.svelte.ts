import { FluentBundle, FluentResource } from "@fluent/bundle";
import { english, languages } from "../locales/languages";
import { type Language, languageFor, localeFor, type Offer } from "./language";

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

let spoken = $state.raw(new Wording(english, preferred()));

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

/** What a window speaks: the language that was chosen, or else that of the person's system, also when either changes. */
export class Speech {
  #choice: string | undefined;
  /** Only the language that was asked for last is spoken, whichever is fetched first. */
  #asked = 0;

  constructor(
    private readonly available: readonly [Offer, ...Offer[]] = languages,
    /** Hears of each language that the system has changed to. */
    private readonly told: (tag: string) => void = () => {},
  ) {}

  /** Speaks as was chosen: a tag, or anything else for the language of the system. Fulfilled once it is spoken. */
  async choose(choice: string): Promise<void> {
    if (choice === this.#choice) return;
    this.#choice = choice;
    await this.#speak(this.#wanted());
  }

  /** Goes on with the system when its language changes. Answers how to end that. */
  followSystem(): () => void {
    const follow = (): void => {
      const wanted = this.#wanted();
      this.told(wanted.tag);
      void this.#speak(wanted);
    };
    window.addEventListener("languagechange", follow);
    return () => window.removeEventListener("languagechange", follow);
  }

  #wanted(): Offer {
    return this.available.find(({ tag }) => tag === this.#choice) ?? languageFor(this.available, preferred());
  }

  async #speak(offer: Offer): Promise<void> {
    const turn = ++this.#asked;
    try {
      const catalogues = await offer.fetch();
      if (turn === this.#asked) speak({ ...offer, catalogues });
    } catch (error) {
      console.error(`the words of ${offer.tag} can not be fetched:`, error);
      if (turn === this.#asked) speak(english);
    }
  }
}
