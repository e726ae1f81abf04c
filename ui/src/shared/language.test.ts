import { expect, test } from "vitest";
import { type Language, languageFor, localeFor } from "./language";

test("dates and numbers are in the language of the words, in the person's own manner of it", () => {
  expect(localeFor("en", ["de-DE", "en-GB"])).toBe("en-GB");
  expect(localeFor("en", ["en-US"])).toBe("en-US");
});

test("whoever prefers other languages reads no date of theirs amid the words, but their country's order", () => {
  expect(localeFor("en", ["de-DE"])).toBe("en-DE");
  expect(new Intl.DateTimeFormat(localeFor("en", ["de-DE"]), { month: "long" }).format(0)).toBe("January");
});

test("Arabic dates and numbers have the digits and the calendar of code and bills", () => {
  expect(localeFor("ar", ["ar-SA"])).toBe("ar-SA-u-ca-gregory-nu-latn");
});

test("a computer without a locale gets the plain language", () => {
  expect(localeFor("en", ["C"])).toBe("en");
  expect(localeFor("en", [])).toBe("en");
});

test("the words are in the language that the person prefers most of those that there are", () => {
  const [english, arabic] = ["en", "ar"].map(
    (tag): Language => ({ tag, direction: "ltr", catalogues: [] }),
  ) as [Language, Language];
  const among = (...preferred: string[]) => languageFor([english, arabic], preferred).tag;
  expect(among("fr", "ar-EG", "en")).toBe("ar");
  expect(among("en-GB", "ar")).toBe("en");
  expect(among("fr")).toBe("en");
  expect(among("C")).toBe("en");
});
