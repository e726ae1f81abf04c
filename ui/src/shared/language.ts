/** The language of the words, which is that of the catalogues. */
export const language = "en";

/** The locale of dates and numbers: the language of the words, in the person's own manner of it, or else as it is written
 * where the person is. Without either it is the language alone. `languages` are those that the person prefers, in order;
 * a computer without a locale names its language `C`, which is none. */
export function localeFor(words: string, languages: readonly string[]): string {
  const preferred = languages.flatMap((tag) => {
    try {
      return [new Intl.Locale(tag)];
    } catch {
      return [];
    }
  });
  const own = preferred.find((locale) => locale.language === words);
  if (own) return own.baseName;
  const region = preferred.find((locale) => locale.region)?.region;
  return region ? `${words}-${region}` : words;
}
