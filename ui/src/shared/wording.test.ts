import { expect, test, vi } from "vitest";
import { languages } from "../locales/languages";
import { formatDayLong, formatDaysAway, formatNumber } from "./format";
import { t } from "./text";
import { followSystem, speak } from "./wording.svelte";

test("dates and numbers are of the language that the words are in", () => {
  expect(formatDayLong("2026-12-03")).toBe("December 3");
  speak({ tag: "de", direction: "ltr", catalogues: ["credits = { $credits } Guthaben"] });
  expect(formatDayLong("2026-12-03")).toBe("3. Dezember");
  expect(formatNumber(1000)).toBe("1.000");
  expect(formatDaysAway("2026-11-22T00:30:00", new Date("2026-11-21T23:30:00"))).toBe("morgen");
  expect(t("credits", { credits: 1000 })).toBe("1.000 Guthaben");
  expect(document.documentElement.lang).toBe("de");
});

test("what is put into a text that runs from right to left keeps a direction of its own", () => {
  speak({ ...languages[0], tag: "ar", direction: "rtl" });
  expect(t("forget-ask", { server: "example.org" })).toBe("Forget \u2068example.org\u2069…");
  expect(document.documentElement.dir).toBe("rtl");
});

test("a system that changes its language changes that of the words", () => {
  const german = { tag: "de", direction: "ltr", catalogues: ["done = Fertig"] } as const;
  const preferred = vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-US"]);
  const end = followSystem([...languages, german]);
  expect(t("done")).toBe("Done");
  preferred.mockReturnValue(["de-AT", "en"]);
  window.dispatchEvent(new Event("languagechange"));
  expect(t("done")).toBe("Fertig");
  end();
  preferred.mockReturnValue(["en-US"]);
  window.dispatchEvent(new Event("languagechange"));
  expect(t("done")).toBe("Fertig");
  preferred.mockRestore();
});
