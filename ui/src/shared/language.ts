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

/** The language that the person prefers most of those that there are; the first one, where they prefer none of them. */
export function languageFor(
  languages: readonly [Language, ...Language[]],
  preferred: readonly string[],
): Language {
  for (const { language: wanted } of localesOf(preferred)) {
    const found = languages.find(({ tag }) => new Intl.Locale(tag).language === wanted);
    if (found) return found;
  }
  return languages[0];
}

/** The locale of dates and numbers: the language of the words, in the person's own manner of it, or else as it is written
 * where the person is. Without either it is the language alone. `preferred` are the languages of the person, in order. */
export function localeFor(tag: string, preferred: readonly string[]): string {
  const { language } = new Intl.Locale(tag);
  const locales = localesOf(preferred);
  const own = locales.find((locale) => locale.language === language);
  if (own) return own.baseName;
  const region = locales.find((locale) => locale.region)?.region;
  return region ? `${language}-${region}` : language;
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
