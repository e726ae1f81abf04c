import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(`${import.meta.dirname}/tokens.css`, "utf8");
const pairs = [...css.matchAll(/--([\w-]+):\s*light-dark\(#([\da-f]{6}), #([\da-f]{6})\)/gu)];
const tokens = new Map(pairs.map(([, name, light, dark]) => [name, { light, dark }]));

type Theme = "light" | "dark";
const themes: Theme[] = ["light", "dark"];
const grounds = ["canvas", "sidebar", "surface", "raised", "sunken"];

function luminance(hex: string): number {
  const [red, green, blue] = [0, 2, 4].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of WCAG 2.2 between two tokens. */
function contrast(front: string, back: string, theme: Theme): number {
  const [one, other] = [front, back].map((name) => luminance(tokens.get(name)?.[theme] ?? ""));
  const [dim, bright] = [one ?? 0, other ?? 0].sort((a, b) => a - b) as [number, number];
  return (bright + 0.05) / (dim + 0.05);
}

const readable = [
  ...["ink", "ink-2", "ink-3", "warn", "danger"].flatMap((text) => grounds.map((ground) => [text, ground])),
  ["ink", "accent-soft"],
  ["ink-2", "accent-soft"],
  ["ink", "warn-soft"],
  ["warn", "warn-soft"],
  ["ink", "danger-soft"],
  ["danger", "danger-soft"],
  ["accent", "surface"],
  ["accent-ink", "accent"],
  ["accent-ink", "accent-hover"],
  ["danger-ink", "danger"],
] as [string, string][];

test.each(themes)("text reads at 4.5 to 1 in the %s theme", (theme) => {
  const faint = readable.filter(([text, ground]) => !(contrast(text, ground, theme) >= 4.5));
  expect(faint).toEqual([]);
});

test.each(themes)("what only a shape tells stands out at 3 to 1 in the %s theme", (theme) => {
  const series = [...tokens.keys()].filter((name) => name?.startsWith("series-")) as string[];
  expect(series.length).toBe(7);
  const shapes = [...series, "accent", "edge", "ink-3"].map((shape) => [shape, "surface"] as const);
  const faint = shapes.filter(([shape, ground]) => !(contrast(shape, ground, theme) >= 3));
  expect(faint).toEqual([]);
});
