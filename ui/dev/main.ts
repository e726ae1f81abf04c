// The design bench, in an ordinary browser: any scene of the app, as in `/?scene=low&theme=dark&page=quick`, or the gallery of
// the shared components at `/?page=gallery`; `&text=140` for another size of text, `&language=ar` for
// another language or `pseudo` for longer words from right to left, `&forced=colors` for a desktop that sets the colours itself,
// and `&act=new token` for what a person opens in a scene.
import "../src/styles/index.css";
import { mount } from "svelte";
import type { Language, TextSize } from "../src/bindings";
import App from "../src/frame/App.svelte";
import { english, languages } from "../src/locales/languages";
import QuickLook from "../src/quick/QuickLook.svelte";
import { openWindow } from "../src/session/open-window";
import { textSizes } from "../src/session/text-size";
import type { Offer } from "../src/shared/language";
import { Speech, speak } from "../src/shared/wording.svelte";
import { acts } from "./acts";
import { FakeBackend } from "./fake-backend";
import { forceColors } from "./forced-colors";
import Gallery from "./Gallery.svelte";
import { misfits } from "./misfits";
import { pseudo } from "./pseudo";
import { scenes, tabOfScene } from "./scenes";

const wanted = new URLSearchParams(location.search);
const act = acts[wanted.get("act") ?? ""];
const scene = wanted.get("scene") ?? act?.scene ?? "usage";
const theme = wanted.get("theme");
const page = wanted.get("page");
const language = wanted.get("language");
const unspoken: Offer = { ...pseudo, name: "pseudo", fetch: async () => pseudo.catalogues };
const text = textSizes.find((size) => size === wanted.get("text"));

const backend = new FakeBackend();
scenes[scene]?.(backend);
if (theme === "light" || theme === "dark") void backend.commands.setTheme(theme);
if (wanted.get("density") === "compact") void backend.commands.setDensity("compact");
// As for people who asked their system for it: nothing is looked at while it moves.
if (wanted.get("motion") === "off") {
  for (const name of ["quick", "appear", "steady"]) {
    document.documentElement.style.setProperty(`--${name}`, "0ms");
  }
}
const chosen = languages.find(({ tag }) => tag === language);
if (chosen) void backend.commands.setLanguage(chosen.tag as Language);
if (text) void backend.commands.setTextSize(text);

const opened = openWindow(
  (session, target) => {
    if (page === "quick") mount(QuickLook, { target, props: { session } });
    else if (page === "gallery") mount(Gallery, { target, props: { session } });
    else mount(App, { target, props: { session } });
    const tab = tabOfScene.get(scene);
    if (tab) backend.requestTab(tab);
  },
  backend,
  language === "pseudo" ? [unspoken] : languages,
);
void opened.then(async () => {
  if (wanted.get("forced") === "colors") await forceColors();
  await act?.open(document);
  await painted();
  document.documentElement.dataset.shown = "";
});

/** Ends once what stands in the page has been drawn: before a frame, and after it. */
async function painted() {
  for (const _ of ["this frame", "the next"]) await new Promise(requestAnimationFrame);
}

// For `check.ts`, and for a person at the console.
Object.assign(window, {
  backend,
  opened,
  misfits,
  say: async (language: string) => {
    if (language === "pseudo") speak(pseudo);
    else if (language === english.tag) speak(english);
    else await new Speech().choose(language);
  },
  resizeText: (size: TextSize) => backend.commands.setTextSize(size),
});
