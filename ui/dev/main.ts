// The design bench, in an ordinary browser: any scene of the app, as in `/?scene=low&theme=dark&page=quick`, or the gallery of
// the shared components at `/?page=gallery`; `&text=140` for larger text, `&language=pseudo` for longer words from right to
// left.
import "../src/styles/index.css";
import { mount } from "svelte";
import App from "../src/frame/App.svelte";
import QuickLook from "../src/quick/QuickLook.svelte";
import { openWindow } from "../src/session/open-window";
import { wear } from "../src/session/theme";
import { FakeBackend } from "./fake-backend";
import Gallery from "./Gallery.svelte";
import { overflows } from "./overflows";
import { speakPseudo } from "./pseudo";
import { accountScenes, scenes } from "./scenes";

const wanted = new URLSearchParams(location.search);
const scene = wanted.get("scene") ?? "usage";
const theme = wanted.get("theme");
const page = wanted.get("page");
const text = wanted.get("text");

const backend = new FakeBackend();
scenes[scene]?.(backend);
if (theme === "light" || theme === "dark") void backend.commands.setTheme(theme);
if (wanted.get("density") === "compact") void backend.commands.setDensity("compact");
if (text) document.documentElement.style.setProperty("--text-scale", String(Number(text) / 100));
if (wanted.get("language") === "pseudo") speakPseudo(document.documentElement);

void openWindow((session, target) => {
  if (page === "quick") mount(QuickLook, { target, props: { session } });
  else if (page === "gallery") {
    wear(backend.snapshot.device, document.documentElement);
    mount(Gallery, { target });
  } else mount(App, { target, props: { session } });
  if (accountScenes.has(scene)) backend.requestTab("account");
}, backend);

Object.assign(window, { backend, overflows });
