import { expect, test, vi } from "vitest";
import { english, languages } from "../locales/languages";
import { formatDayLong, formatDaysAway, formatList, formatListInSentence, formatNumber } from "./format";
import { isolated, t } from "./text";
import { Speech, speak } from "./wording.svelte";

test("dates and numbers are of the language that the words are in", () => {
  expect(formatDayLong("2026-12-03")).toBe("December 3");
  speak({ tag: "de", direction: "ltr", catalogues: ["credits = { $credits } Guthaben"] });
  expect(formatDayLong("2026-12-03")).toBe("3. Dezember");
  expect(formatNumber(1000)).toBe("1.000");
  expect(formatDaysAway("2026-11-22T00:30:00", new Date("2026-11-21T23:30:00"))).toBe("morgen");
  expect(t("credits", { credits: 1000 })).toBe("1.000 Guthaben");
  expect(document.documentElement.lang).toBe("de");
});

test("parts are joined as the language of the words joins them", () => {
  const joined = (tag: string): string[] => {
    speak({ ...english, tag });
    const parts = ["A", "B", "C"];
    return [formatList(parts.slice(1)), formatList(parts), formatListInSentence(parts)];
  };
  expect(joined("en")).toEqual(["B, C", "A, B, C", "A, B, and C"]);
  expect(joined("de")).toEqual(["B und C", "A, B und C", "A, B und C"]);
  expect(joined("ja")).toEqual(["B、C", "A、B、C", "A、B、C"]);
  expect(joined("ar")).toEqual(["B وC", "A وB وC", "A وB وC"]);
});

test("what is put into a text that runs from right to left keeps a direction of its own", () => {
  speak({ ...english, tag: "ar", direction: "rtl" });
  expect(t("forget-ask", { server: "example.org" })).toBe("Forget \u2068example.org\u2069…");
  expect(isolated("Done!")).toBe("\u2068Done!\u2069");
  expect(document.documentElement.dir).toBe("rtl");
});

/** Lets what was fetched be spoken. */
const fetched = () => new Promise((resolve) => setTimeout(resolve));

test("a system that changes its language changes that of the words, unless one was chosen", async () => {
  const preferred = vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-US"]);
  const told: string[] = [];
  const speech = new Speech([...languages], (tag) => told.push(tag));
  const end = speech.followSystem();
  await speech.choose("system");
  expect(t("done")).toBe("Done");
  preferred.mockReturnValue(["de-AT", "en"]);
  window.dispatchEvent(new Event("languagechange"));
  await vi.waitFor(() => expect(t("done")).toBe("Fertig"));
  expect(told).toEqual(["de"]);
  await speech.choose("en");
  window.dispatchEvent(new Event("languagechange"));
  await fetched();
  expect(t("done")).toBe("Done");
  end();
  await speech.choose("system");
  preferred.mockReturnValue(["en-US"]);
  window.dispatchEvent(new Event("languagechange"));
  await fetched();
  expect(t("done")).toBe("Fertig");
  preferred.mockRestore();
});

test("of two languages that are chosen in a row the last one is spoken, whichever is fetched first", async () => {
  let arrive: (catalogues: string[]) => void = () => {};
  const slow = new Promise<string[]>((resolve) => {
    arrive = resolve;
  });
  const [first] = languages;
  const late = { tag: "fr", name: "", direction: "ltr", fetch: () => slow } as const;
  const speech = new Speech([first, late]);
  const waiting = speech.choose("fr");
  await speech.choose("en");
  arrive(["done = Terminé"]);
  await waiting;
  expect(t("done")).toBe("Done");
});

test("a language whose words can not be fetched leaves English ones", async () => {
  const complaint = vi.spyOn(console, "error").mockImplementation(() => {});
  const broken = {
    tag: "fr",
    name: "",
    direction: "ltr",
    fetch: () => Promise.reject(new Error("gone")),
  } as const;
  await new Speech([languages[0], broken]).choose("fr");
  expect(t("done")).toBe("Done");
  expect(complaint).toHaveBeenCalled();
  complaint.mockRestore();
});

test("an Arabic window writes the digits and the calendar of code and bills", async () => {
  await new Speech().choose("ar");
  expect(document.documentElement.dir).toBe("rtl");
  expect(formatNumber(1234)).toBe("1,234");
  expect(formatDayLong("2026-12-03")).toContain("3");
});
