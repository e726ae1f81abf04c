// Looks at every page of the design bench in every size, text size and language, and writes down what does not fit. Sizes are
// those of frames, whose pages know no other window.
import type { TextSize } from "../src/bindings";
import { acts } from "./acts";
import { scenes } from "./scenes";

interface Bench extends Window {
  opened: Promise<void>;
  misfits: () => string[];
  say: (language: string) => void;
  resizeText: (size: TextSize) => Promise<unknown>;
}
interface View {
  name: string;
  query: string;
  act?: (page: Document) => void;
  sizes: Record<string, [width: number, height: number]>;
  /** Whether its window is made larger with its text. */
  grows?: boolean;
}

/** In CSS pixels. At 200 % of zoom a window has half of them (WCAG 1.4.4). */
const windows: View["sizes"] = {
  "usual window": [1120, 780],
  "smallest window": [720, 520],
  "usual window at 200 %": [560, 390],
};

const views: View[] = [
  { name: "gallery", query: "page=gallery", sizes: windows },
  ...Object.keys(scenes).map((scene) => ({ name: scene, query: `scene=${scene}`, sizes: windows })),
  ...Object.entries(acts).map(([name, { scene, open }]) => ({
    name: `${scene}, ${name}`,
    query: `scene=${scene}`,
    act: open,
    sizes: windows,
  })),
  ...["usage", "held", "low", "exhausted", "stale", "first", "loading", "welcome", "keyring"].map(
    (scene): View => ({
      name: `quick look, ${scene}`,
      query: `page=quick&scene=${scene}`,
      sizes: { "its window": [336, 376] },
      grows: true,
    }),
  ),
];

async function look({ name, query, act, sizes, grows }: View): Promise<string[]> {
  const frame = document.createElement("iframe");
  frame.style.cssText = "border: 0; width: 1120px; height: 780px";
  frame.src = `./?${query}&motion=off`;
  document.body.replaceChildren(frame);
  await new Promise((resolve) => {
    frame.onload = resolve;
  });
  const bench = frame.contentWindow as unknown as Bench;
  const page = frame.contentDocument as Document;
  // Some scenes wait for an answer that never comes.
  await Promise.race([bench.opened, new Promise((resolve) => setTimeout(resolve, 1000))]);
  act?.(page);
  const found: string[] = [];
  let index = 0;
  for (const language of ["en", "pseudo"])
    for (const text of ["100", "140"] as const) {
      bench.say(language);
      await bench.resizeText(text);
      for (const [size, [width, height]] of Object.entries(sizes)) {
        index++;
        if (!thorough && !grows && !chosen.has(index)) continue;
        const times = grows ? Number(text) / 100 : 1;
        frame.style.width = `${Math.round(width * times)}px`;
        frame.style.height = `${Math.round(height * times)}px`;
        await settled(bench);
        const where = `${name} · ${language} · text ${text} % · ${size}`;
        found.push(...bench.misfits().map((what) => `${where}: ${what}`));
      }
    }
  return found;
}

/** Observers of sizes have been told, and what they changed is laid out. */
function settled(bench: Bench): Promise<void> {
  return new Promise((resolve) => {
    bench.requestAnimationFrame(() => setTimeout(resolve));
  });
}

/** Every size with each language and each size of text once, and not all of them together. */
const chosen = new Set([1, 6, 9, 11]);
const thorough = new URLSearchParams(location.search).has("thorough");
const only = new URLSearchParams(location.search).get("only");
const found: string[] = [];
for (const view of views.filter(({ name }) => !only || name.includes(only)))
  found.push(...(await look(view)));

const report = document.createElement("pre");
report.textContent = found.join("\n") || "Everything fits.";
document.body.replaceChildren(report);
Object.assign(window, { found });
