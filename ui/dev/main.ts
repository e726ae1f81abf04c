// The design bench, in an ordinary browser: any scene of the app, as in `/?scene=low&theme=dark&page=quick`, or the gallery of
// the shared components at `/?page=gallery`; `&text=140` for another size of text, `&language=pseudo` for longer words from
// right to left, `&forced=colors` for a desktop that sets the colours itself.
import "../src/styles/index.css";
import { mount } from "svelte";
import type { TextSize } from "../src/bindings";
import App from "../src/frame/App.svelte";
import { languages } from "../src/locales/languages";
import QuickLook from "../src/quick/QuickLook.svelte";
import { openWindow } from "../src/session/open-window";
import { textSizes } from "../src/session/text-size";
import { speak } from "../src/shared/wording.svelte";
import { FakeBackend } from "./fake-backend";
import { forceColors } from "./forced-colors";
import Gallery from "./Gallery.svelte";
import { misfits } from "./misfits";
import { pseudo } from "./pseudo";
import { scenes, tabOfScene } from "./scenes";

const wanted = new URLSearchParams(location.search);
const scene = wanted.get("scene") ?? "usage";
const theme = wanted.get("theme");
const page = wanted.get("page");
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
  wanted.get("language") === "pseudo" ? [pseudo] : languages,
);
void opened.then(async () => {
  if (wanted.get("forced") === "colors") await forceColors();
  document.documentElement.dataset.shown = "";
});

// For `check.ts`, and for a person at the console.
Object.assign(window, {
  backend,
  opened,
  misfits,
  say: (language: string) => speak(language === "pseudo" ? pseudo : languages[0]),
  resizeText: (size: TextSize) => backend.commands.setTextSize(size),
});
