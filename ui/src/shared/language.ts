/** A language that words are to be had in. */
export interface Language {
  /** BCP 47. */
  tag: string;
  direction: "ltr" | "rtl";
  /** In Fluent's syntax. */
  catalogues: readonly string[];
  /** What becomes of each piece of text on its way to the page. */
  transform?: (text: string) => string;
}

/** A language that is fetched once it is to be spoken. */
export interface Offer extends Omit<Language, "catalogues"> {
  /** As those call it who speak it. */
  name: string;
  fetch: () => Promise<readonly string[]>;
}

/** The language that the person prefers most of those that there are; the first one, where they prefer none of them. */
export function languageFor<L extends { tag: string }>(
  languages: readonly [L, ...L[]],
  preferred: readonly string[],
): L {
  for (const { language: wanted } of localesOf(preferred)) {
    const found = languages.find(({ tag }) => new Intl.Locale(tag).language === wanted);
    if (found) return found;
  }
  return languages[0];
}

/** The locale of dates and numbers: the language of the words, in the person's own manner of it, or else as it is written
 * where the person is. Without either it is the language alone. `preferred` are the languages of the person, in order.
 * Digits and calendar are those of code, exports and bills, which stand beside them: some Arabic locales have others. */
export function localeFor(tag: string, preferred: readonly string[]): string {
  const { language } = new Intl.Locale(tag);
  const locales = localesOf(preferred);
  const own = locales.find((locale) => locale.language === language);
  const region = locales.find((locale) => locale.region)?.region;
  const locale = own?.baseName ?? (region ? `${language}-${region}` : language);
  return language === "ar" ? `${locale}-u-ca-gregory-nu-latn` : locale;
}

/** A computer without a locale names its language `C`, which is none. */
function localesOf(tags: readonly string[]): Intl.Locale[] {
  return tags.flatMap((tag) => {
    try {
      return [new Intl.Locale(tag)];
    } catch {
      return [];
    }
  });
}
