import { afterEach, expect, test, vi } from "vitest";
import { pseudo } from "../dev/pseudo";
import { scenes } from "../dev/scenes";
import { english } from "../src/locales/languages";
import { speak } from "../src/shared/wording.svelte";
import { ownName, shortName } from "../src/tabs/personalization/languages";
import { openApp, openQuickLook, settled } from "./app";

afterEach(() => vi.restoreAllMocks());

/** All that is written or read out, but for what languages call themselves. */
function words(): string[] {
  const named = ["aria-label", "title", "placeholder", "aria-valuetext", "data-label"];
  const texts: string[] = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node instanceof Element) texts.push(...named.flatMap((name) => node.getAttribute(name) ?? []));
    else if (node.nodeValue?.trim() && !isNameOfItself(node)) texts.push(node.nodeValue.trim());
  }
  return texts;
}

/** Whether it is what a language calls itself, which is the same in all of them. */
function isNameOfItself(text: Node): boolean {
  const language = text.parentElement?.closest("body [lang]")?.getAttribute("lang");
  return language != null && [ownName(language), shortName(language)].includes(text.nodeValue?.trim() ?? "");
}

const windows = [
  ...Object.keys(scenes).map((scene) => ({ what: `the scene ${scene}`, open: () => openApp(scene) })),
  ...["usage", "held", "welcome"].map((scene) => ({
    what: `the quick look in the scene ${scene}`,
    open: () => openQuickLook(scene),
  })),
];

test.each(windows)("$what says everything anew when the language changes", async ({ open }) => {
  const complaints = vi.spyOn(console, "error").mockImplementation(() => {});
  speak(pseudo);
  await open();
  const inPseudo = words();
  speak(english);
  await settled();
  const inEnglish = words();
  expect(inEnglish).not.toEqual(inPseudo);
  expect(inEnglish.filter((text) => /[áéíóúýñ]/u.test(text))).toEqual([]);
  speak(pseudo);
  await settled();
  expect(words()).toEqual(inPseudo);
  expect(complaints.mock.calls).toEqual([]);
});

test("what ships knows nothing of the design bench and its language", () => {
  const sources = import.meta.glob<string>("../src/**/*.{ts,svelte}", {
    query: "?raw",
    import: "default",
    eager: true,
  });
  const shipped = Object.entries(sources).filter(([path]) => !path.endsWith(".test.ts"));
  expect(shipped.length).toBeGreaterThan(100);
  expect(shipped.filter(([, source]) => /dev\/|pseudo/u.test(source)).map(([path]) => path)).toEqual([]);
});
