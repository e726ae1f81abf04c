// The design bench: any scene of the app in an ordinary browser, as in `/?scene=low&theme=dark&page=quick`.
import "../src/styles/index.css";
import { mount } from "svelte";
import App from "../src/frame/App.svelte";
import QuickLook from "../src/quick/QuickLook.svelte";
import { openWindow } from "../src/session/open-window";
import { FakeBackend } from "./fake-backend";
import { scenes } from "./scenes";

const wanted = new URLSearchParams(location.search);
const scene = wanted.get("scene") ?? "usage";
const theme = wanted.get("theme");
const backend = new FakeBackend();
scenes[scene]?.(backend);
if (theme === "light" || theme === "dark") void backend.commands.setTheme(theme);
if (wanted.get("density") === "compact") void backend.commands.setDensity("compact");
const page = wanted.get("page");

void openWindow((session, target) => {
  if (page === "quick") mount(QuickLook, { target, props: { session } });
  else mount(App, { target, props: { session } });
  if (scene === "account") backend.requestTab("account");
}, backend);
Object.assign(window, { backend });
