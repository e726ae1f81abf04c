import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(`${import.meta.dirname}/tokens.css`, "utf8");
const pairs = [...css.matchAll(/--([\w-]+):\s*light-dark\(#([\da-f]{6}), #([\da-f]{6})\)/gu)];
const tokens = new Map(pairs.map(([, name, light, dark]) => [name, { light, dark }]));

type Theme = "light" | "dark";
const themes: Theme[] = ["light", "dark"];
const grounds = ["canvas", "sidebar", "surface", "raised", "sunken"];

function linear(hex: string): [number, number, number] {
  return [0, 2, 4].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
}

function luminance(hex: string): number {
  const [red, green, blue] = linear(hex);
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

test("a button that is busy says what it does as readably as any text", () => {
  const controls = readFileSync(`${import.meta.dirname}/controls.css`, "utf8");
  const rule = /\[aria-disabled="true"\] \{([^}]*)\}/u.exec(controls)?.[1] ?? "";
  const token = (property: string) =>
    new RegExp(`[^-]${property}: var\\(--([\\w-]+)\\)`, "u").exec(rule)?.[1] ?? "";
  expect(readable).toContainEqual([token("color"), token("background")]);
  expect(rule).not.toContain("opacity");
});

test.each(themes)("what only a shape tells stands out at 3 to 1 in the %s theme", (theme) => {
  const series = [...tokens.keys()].filter((name) => name?.startsWith("series-")) as string[];
  expect(series.length).toBe(7);
  const shapes = [...series, "accent", "edge", "ink-3"].map((shape) => [shape, "surface"] as const);
  const faint = shapes.filter(([shape, ground]) => !(contrast(shape, ground, theme) >= 3));
  expect(faint).toEqual([]);
});

/** How people see who lack one kind of cone, in linear light: Machado, Oliveira and Fernandes 2009, severity 1, and
 * Viénot, Brettel and Mollon 1999. The two models differ, so a colour has to hold in both. */
const deficiencies = {
  "deuteranopia (Machado)": [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  "protanopia (Machado)": [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  "deuteranopia (Viénot)": [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
  "protanopia (Viénot)": [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
} satisfies Record<string, Matrix>;

/** From linear sRGB to XYZ under D65. */
const toXyz: Matrix = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
];

type Triple = [number, number, number];
type Matrix = [Triple, Triple, Triple];

function times(matrix: Matrix, [a, b, c]: Triple): Triple {
  return matrix.map((row) => row[0] * a + row[1] * b + row[2] * c) as Triple;
}

function seenIn(matrix: Matrix, hex: string): Triple {
  const light = times(matrix, linear(hex)).map((part) => Math.min(1, Math.max(0, part))) as Triple;
  const [x, y, z] = times(toXyz, light);
  const root = (part: number) => (part > 216 / 24389 ? Math.cbrt(part) : ((24389 / 27) * part + 16) / 116);
  const [fx, fy, fz] = [root(x / 0.95047), root(y), root(z / 1.08883)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

/** The difference between two colours of CIELAB by CIEDE2000 (CIE 142-2001), as Sharma, Wu and Dalal write it. */
function difference([light1, a1, b1]: Triple, [light2, a2, b2]: Triple): number {
  const degrees = 180 / Math.PI;
  const seventh = (chroma: number) => Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7));
  const stretch = 1.5 - 0.5 * seventh((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2);
  const [chroma1, chroma2] = [Math.hypot(a1 * stretch, b1), Math.hypot(a2 * stretch, b2)];
  const hue = (a: number, b: number) => (Math.atan2(b, a * stretch) * degrees + 360) % 360;
  const [hue1, hue2] = [hue(a1, b1), hue(a2, b2)];
  const turned = ((hue2 - hue1 + 540) % 360) - 180;
  const hues = 2 * Math.sqrt(chroma1 * chroma2) * Math.sin(turned / 2 / degrees);
  const [light, chroma, middle] = [(light1 + light2) / 2, (chroma1 + chroma2) / 2, hue1 + turned / 2];
  const cosine = (angle: number) => Math.cos(angle / degrees);
  const weight =
    1 -
    0.17 * cosine(middle - 30) +
    0.24 * cosine(2 * middle) +
    0.32 * cosine(3 * middle + 6) -
    0.2 * cosine(4 * middle - 63);
  const lights = (light2 - light1) / (1 + (0.015 * (light - 50) ** 2) / Math.sqrt(20 + (light - 50) ** 2));
  const chromas = (chroma2 - chroma1) / (1 + 0.045 * chroma);
  const turns = hues / (1 + 0.015 * chroma * weight);
  const blue = ((((middle % 360) + 360) % 360) - 275) / 25;
  const rotation = -2 * seventh(chroma) * Math.sin((60 * Math.exp(-(blue ** 2))) / degrees);
  return Math.sqrt(lights ** 2 + chromas ** 2 + turns ** 2 + rotation * chromas * turns);
}

test("the difference between two colours is that of the standard", () => {
  // The 1st, 7th and 17th of the test pairs of Sharma, Wu and Dalal 2005.
  expect(difference([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4);
  expect(difference([50, 0, 0], [50, -1, 2])).toBeCloseTo(2.3669, 4);
  expect(difference([50, 2.5, 0], [73, 25, -18])).toBeCloseTo(27.1492, 4);
});

const sights = themes.flatMap((theme) =>
  Object.entries(deficiencies).map(([name, sight]) => ({ theme, name, sight })),
);

test.each(sights)(
  "any two actions of the chart are told apart with $name in the $theme theme",
  ({ theme, sight }) => {
    const names = [...tokens.keys()].filter((name) => name?.startsWith("series-")) as string[];
    const colours = names.map((name) => ({ name, seen: seenIn(sight, tokens.get(name)?.[theme] ?? "") }));
    const alike = colours.flatMap((one, at) =>
      colours
        .slice(at + 1)
        .filter((other) => !(difference(one.seen, other.seen) >= 11))
        .map((other) => `${one.name} and ${other.name}`),
    );
    expect(alike).toEqual([]);
  },
);
