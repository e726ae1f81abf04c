import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = `${import.meta.dirname}/..`;
const files = [
  ...Object.keys(import.meta.glob("./*.css", { query: "?url" })),
  ...Object.keys(import.meta.glob("../**/*.svelte", { query: "?raw" })),
];
const styles = files.map((path) => {
  const text = readFileSync(`${root}/styles/${path}`, "utf8");
  const css = path.endsWith(".css") ? text : (/<style>(.*?)<\/style>/su.exec(text)?.[1] ?? "");
  const inline = [...text.matchAll(/style:([a-z-]+)=/gu)].map(([, name]) => `${name}: 0;`);
  return { path, css: [css, ...inline].join("\n").replaceAll(/\/\*.*?\*\//gsu, "") };
});

/** What names a side of the screen instead of one of the line. */
const sided = [
  /(?:^|[\s;{])(?:left|right|float|clear)\s*:/u,
  /(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)/u,
  /border-(?:top|bottom)-(?:left|right)-radius/u,
  /text-align\s*:\s*(?:left|right)/u,
  /translateX|\[dir=/u,
];
const fourSides =
  /(?:^|[\s;{])(?:margin|padding|inset|border-width|scroll-margin|scroll-padding)\s*:([^;{}]+)/gu;

test("no style names a side of the screen, so that the other direction needs no style of its own", () => {
  const found = styles.flatMap(({ path, css }) => [
    ...sided.flatMap((pattern) => pattern.exec(css)?.[0].trim() ?? []).map((what) => `${path}: ${what}`),
    ...[...css.matchAll(fourSides)]
      .map(([, values = ""]) => values.trim().split(/\s+(?![^(]*\))/u))
      .filter((values) => values.length === 4 && values[1] !== values[3])
      .map((values) => `${path}: ${values.join(" ")}`),
  ]);
  expect(styles.length).toBeGreaterThan(60);
  expect(found).toEqual([]);
});

test("nothing stands upon the page for long but what was opened there", () => {
  const found = styles.filter(({ css }) => /position\s*:\s*fixed/u.test(css)).map(({ path }) => path);
  // Dialogs and their scrim, and the palette, which hold the keyboard as long as they are open.
  expect(found).toEqual(["./controls.css", "../frame/Palette.svelte"]);
});
