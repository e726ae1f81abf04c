// Looks at every page of the design bench in every size, and in each of them with every language and size of text, and writes
// down what does not fit. Sizes are those of frames, whose pages know no other window.
import type { TextSize } from "../src/bindings";
import { languages } from "../src/locales/languages";
import { acts } from "./acts";
import { scenes, waitingScenes } from "./scenes";

interface Bench extends Window {
  opened: Promise<void>;
  misfits: () => string[];
  say: (language: string) => Promise<void>;
  resizeText: (size: TextSize) => Promise<unknown>;
}
type Look = `${"en" | "pseudo"} ${TextSize}`;
interface Size {
  width: number;
  height: number;
  /** The languages and sizes of text that the gate looks at in it. */
  looks: Look[];
}
interface View {
  name: string;
  query: string;
  act?: (page: Document) => unknown;
  sizes: Record<string, Size>;
  /** Whether its window is made larger with its text. */
  grows?: boolean;
  /** Whether it is looked at while it waits for an answer. */
  waits?: boolean;
  /** Whether it has most words of the app, and is looked at in each language that the app is written in as well. */
  translated?: boolean;
}

const everyLook: Look[] = ["en 100", "en 140", "pseudo 100", "pseudo 140"];
/** Two of them have both languages and both sizes of text. */
const plainAndLongest: Look[] = ["en 100", "pseudo 140"];
const largeAndLong: Look[] = ["en 140", "pseudo 100"];

/** In CSS pixels. Each size has both languages and both sizes of text, and not all of them together: that is for `?thorough`. At 200 % of zoom a window has half
 * of them (WCAG 1.4.4). */
const windows: View["sizes"] = {
  "usual window": { width: 1120, height: 780, looks: plainAndLongest },
  "smallest window": { width: 720, height: 520, looks: largeAndLong },
  "usual window at 200 %": { width: 560, height: 390, looks: plainAndLongest },
};

/** Beside what stands for all of them: a language has longer words, times and dates of its own. */
const translations = languages.slice(1).map(({ tag }) => tag);
const widely = [
  "usage",
  "account-remote",
  "account-deletion",
  "account-oidc",
  "preferences-remote",
  "preferences-replayed",
  "quiet-hours",
  "personalization",
  "personalization-locked",
  "welcome",
  "signed-out-provider",
];
/** In CSS pixels, with a size of text. */
const tight: { width: number; height: number; text: TextSize }[] = [
  { width: 720, height: 520, text: "100" },
  { width: 560, height: 390, text: "140" },
];

const views: View[] = [
  { name: "gallery", query: "page=gallery", sizes: windows },
  ...Object.keys(scenes).map((scene) => ({
    name: scene,
    query: `scene=${scene}`,
    sizes: windows,
    waits: waitingScenes.has(scene),
    translated: widely.includes(scene),
  })),
  ...Object.entries(acts).map(([name, { scene, open }]) => ({
    name: `${scene}, ${name}`,
    query: `scene=${scene}`,
    act: open,
    sizes: windows,
  })),
  ...[
    "usage",
    "held",
    "low",
    "exhausted",
    "stale",
    "first",
    "loading",
    "approvals",
    "welcome",
    "keyring",
  ].map(
    (scene): View => ({
      name: `quick look, ${scene}`,
      query: `page=quick&scene=${scene}`,
      sizes: { "its window": { width: 336, height: 376, looks: everyLook } },
      grows: true,
      translated: scene === "held",
    }),
  ),
];

async function look(view: View): Promise<string[]> {
  const { name, query, act, sizes, grows, waits } = view;
  const frame = document.createElement("iframe");
  frame.style.cssText = "border: 0; width: 1120px; height: 780px";
  frame.src = `./?${query}&motion=off`;
  document.body.replaceChildren(frame);
  await new Promise((resolve) => {
    frame.onload = resolve;
  });
  const bench = frame.contentWindow as unknown as Bench;
  const page = frame.contentDocument as Document;
  const opened = bench.opened.then(() => true);
  const isOpen = await Promise.race([opened, after(waits ? waiting : patience).then(() => false)]);
  if (!isOpen && !waits) return [`${name}: was not opened`];
  await settled(bench);
  try {
    await act?.(page);
  } catch (error) {
    return [`${name}: ${error}`];
  }
  const found: string[] = [];
  for (const look of everyLook) {
    const [wanted, text] = look.split(" ") as ["en" | "pseudo", TextSize];
    const language = wanted === "pseudo" ? foreign : wanted;
    await bench.say(language);
    await bench.resizeText(text);
    for (const [size, { width, height, looks }] of Object.entries(sizes)) {
      if (thorough || looks.includes(look)) await lookAt(size, width, height, language, text);
    }
  }
  for (const language of view.translated ? translations : []) {
    await bench.say(language);
    for (const { width, height, text } of grows ? ownWindow(sizes) : tight) {
      await bench.resizeText(text);
      await lookAt(`${width} × ${height}`, width, height, language, text);
    }
  }
  return found;

  async function lookAt(
    size: string,
    width: number,
    height: number,
    language: string,
    text: TextSize,
  ): Promise<void> {
    const times = grows ? Number(text) / 100 : 1;
    frame.style.width = `${Math.round(width * times)}px`;
    frame.style.height = `${Math.round(height * times)}px`;
    await settled(bench);
    const where = `${name} · ${language} · text ${text} % · ${size}`;
    found.push(...bench.misfits().map((what) => `${where}: ${what}`));
  }
}

/** A window that is as large as its text needs no other size. */
function ownWindow(sizes: View["sizes"]): typeof tight {
  return Object.values(sizes).map(({ width, height }) => ({ width, height, text: "100" }));
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Observers of sizes have been told, and what they changed is laid out. */
function settled(bench: Bench): Promise<void> {
  return new Promise((resolve) => {
    bench.requestAnimationFrame(() => setTimeout(resolve));
  });
}

/** Beyond it a view will not be opened any more, and has failed. */
const patience = 20_000;
/** After it a view that waits for an answer has drawn all that it draws without one. */
const waiting = 1000;
const thorough = new URLSearchParams(location.search).has("thorough");
/** `?language=ar` looks at that language in place of the one that nobody speaks. */
const foreign = new URLSearchParams(location.search).get("language") ?? "pseudo";
const only = new URLSearchParams(location.search).get("only");
const found: string[] = [];
for (const view of views.filter(({ name }) => !only || name.includes(only)))
  found.push(...(await look(view)));

const report = document.createElement("pre");
report.textContent = found.join("\n") || "Everything fits.";
document.body.replaceChildren(report);
Object.assign(window, { found });
