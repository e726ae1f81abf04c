import { english } from "../src/locales/languages";
import type { Language } from "../src/shared/language";

/** A language that nobody speaks, made from the English catalogues: its words are longer by two fifths, as those of a
 * translation may be, have signs on their letters, and stand in lines from right to left. What holds in it holds in any. */
export const pseudo: Language = {
  ...english,
  // The name that others gave such a language, too.
  tag: "en-XB",
  direction: "rtl",
  transform: lengthened,
};

const twins: Record<string, string> = { a: "áà", e: "éè", i: "íì", o: "óò", u: "úù", y: "ýÿ", n: "ñń" };

/** Some letters become two, with signs of other languages; what marks a text up stays. */
export function lengthened(text: string): string {
  return text.replaceAll(/<\/?b>|[aeiouyn]/giu, (letter) => {
    const twin = twins[letter.toLowerCase()];
    if (twin === undefined) return letter;
    return letter === letter.toLowerCase() ? twin : twin.charAt(0).toUpperCase() + twin.charAt(1);
  });
}
