import { expect, test } from "vitest";
import { localeFor } from "./language";

test("dates and numbers are in the language of the words, in the person's own manner of it", () => {
  expect(localeFor("en", ["de-DE", "en-GB"])).toBe("en-GB");
  expect(localeFor("en", ["en-US"])).toBe("en-US");
});

test("whoever prefers other languages reads no date of theirs amid the words, but their country's order", () => {
  expect(localeFor("en", ["de-DE"])).toBe("en-DE");
  expect(new Intl.DateTimeFormat(localeFor("en", ["de-DE"]), { month: "long" }).format(0)).toBe("January");
});

test("a computer without a locale gets the plain language", () => {
  expect(localeFor("en", ["C"])).toBe("en");
  expect(localeFor("en", [])).toBe("en");
});
