import type { SoughtChoice } from "../../shared/sought-choice";
import { wording } from "../../shared/wording.svelte";

/** Of each message: that which it is written in. */
export const auto = "auto";

/** As those call them who speak them. Some engines know the names of few languages in these themselves. */
const names: Readonly<Record<string, string>> = {
  af: "Afrikaans",
  am: "አማርኛ",
  ar: "العربية",
  az: "Azərbaycan",
  be: "Беларуская",
  bg: "Български",
  bn: "বাংলা",
  bs: "Bosanski",
  ca: "Català",
  cs: "Čeština",
  cy: "Cymraeg",
  da: "Dansk",
  de: "Deutsch",
  "de-AT": "Deutsch (Österreich)",
  "de-CH": "Deutsch (Schweiz)",
  "de-DE": "Deutsch (Deutschland)",
  el: "Ελληνικά",
  en: "English",
  "en-AU": "English (Australia)",
  "en-CA": "English (Canada)",
  "en-GB": "English (United Kingdom)",
  "en-IN": "English (India)",
  "en-US": "English (United States)",
  es: "Español",
  "es-419": "Español (Latinoamérica)",
  "es-ES": "Español (España)",
  et: "Eesti",
  eu: "Euskara",
  fa: "فارسی",
  fi: "Suomi",
  fil: "Filipino",
  fr: "Français",
  "fr-CA": "Français (Canada)",
  "fr-FR": "Français (France)",
  ga: "Gaeilge",
  gl: "Galego",
  gu: "ગુજરાતી",
  he: "עברית",
  hi: "हिन्दी",
  hr: "Hrvatski",
  hu: "Magyar",
  hy: "Հայերեն",
  id: "Bahasa Indonesia",
  is: "Íslenska",
  it: "Italiano",
  ja: "日本語",
  ka: "ქართული",
  kk: "Қазақ тілі",
  km: "ខ្មែរ",
  kn: "ಕನ್ನಡ",
  ko: "한국어",
  lt: "Lietuvių",
  lv: "Latviešu",
  mk: "Македонски",
  ml: "മലയാളം",
  mn: "Монгол",
  mr: "मराठी",
  ms: "Bahasa Melayu",
  mt: "Malti",
  my: "မြန်မာ",
  nb: "Norsk bokmål",
  ne: "नेपाली",
  nl: "Nederlands",
  pa: "ਪੰਜਾਬੀ",
  pl: "Polski",
  pt: "Português",
  "pt-BR": "Português (Brasil)",
  "pt-PT": "Português (Portugal)",
  ro: "Română",
  ru: "Русский",
  si: "සිංහල",
  sk: "Slovenčina",
  sl: "Slovenščina",
  sq: "Shqip",
  sr: "Српски",
  sv: "Svenska",
  sw: "Kiswahili",
  ta: "தமிழ்",
  te: "తెలుగు",
  th: "ไทย",
  tr: "Türkçe",
  uk: "Українська",
  ur: "اردو",
  uz: "O‘zbek",
  vi: "Tiếng Việt",
  zh: "中文",
  "zh-Hans": "中文（简体）",
  "zh-Hant": "中文（繁體）",
  zu: "isiZulu",
};

/** Of a language that is written in more than one way, its ways are offered, and not the language alone. */
const inSeveralWays = new Set(["de", "en", "es", "fr", "pt", "zh"]);

/** Those that replies are offered in. */
export const languageTags: readonly string[] = Object.keys(names).filter((tag) => !inSeveralWays.has(tag));

const rightToLeft = new Set(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]);

/** The language of a tag, without its region and script: `pt`, of `pt-BR`. */
export function baseOf(tag: string): string {
  return tag.split("-")[0]?.toLowerCase() ?? tag;
}

export function directionOf(tag: string): "ltr" | "rtl" {
  return rightToLeft.has(baseOf(tag)) ? "rtl" : "ltr";
}

/** As those call it who speak it: `Português (Brasil)`. */
export function ownName(tag: string): string {
  return names[tag] ?? nameIn(tag, tag);
}

/** The same of its language alone: `Português`. */
export function shortName(tag: string): string {
  return ownName(baseOf(tag));
}

/** In the language of the words: `Portuguese (Brazil)`. */
export function nameHere(tag: string): string {
  return nameIn(tag, wording().language.tag);
}

/** All that are offered, in the order of their own names, and the chosen one in any case. */
export function languageChoices(chosen: string | undefined): SoughtChoice[] {
  const tags = new Set(languageTags);
  if (chosen !== undefined && chosen !== auto) tags.add(chosen);
  const { compare } = new Intl.Collator(wording().locale);
  return [...tags]
    .map((tag) => {
      const [label, here] = [ownName(tag), nameHere(tag)];
      const hint = here.toLocaleLowerCase() === label.toLocaleLowerCase() ? undefined : here;
      return { value: tag, label, lang: tag, dir: directionOf(tag), hint, also: tag };
    })
    .toSorted((one, other) => compare(one.label, other.label));
}

/** Whether one of these languages is that which replies are in, in whatever way it is written there. */
export function speaks(languages: readonly string[], reply: string): boolean {
  return reply === auto || languages.some((tag) => baseOf(tag) === baseOf(reply));
}

const shape: Intl.DisplayNamesOptions = { type: "language", languageDisplay: "standard" };
const inLanguage = new Map<string, Intl.DisplayNames>();

/** A tag that says nothing stands for itself. */
function nameIn(tag: string, language: string): string {
  try {
    const known = inLanguage.get(language) ?? new Intl.DisplayNames([language], shape);
    inLanguage.set(language, known);
    return known.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
