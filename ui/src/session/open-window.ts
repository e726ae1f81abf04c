import { flushSync } from "svelte";
import { languages } from "../locales/languages";
import { type Backend, tauriBackend } from "../shared/backend";
import { Speech } from "../shared/wording.svelte";
import { Session } from "./session.svelte";
import { textPercent } from "./text-size";
import { bringFonts } from "./theme";

/** Draws a window, and lets it be shown once it holds what it will show: its first frame is the real one. */
export async function openWindow(
  draw: (session: Session, target: HTMLElement) => void,
  backend: Backend = tauriBackend,
  available = languages,
): Promise<void> {
  const target = document.getElementById("app");
  if (!target) throw new Error("the page has no place for the app");
  const speech = new Speech(available, (tag) => void backend.commands.followLanguage(tag));
  speech.followSystem();
  const fonts = bringFonts(document.documentElement);
  const session = new Session(backend);
  await session.start();
  await backend.onSnapshot(({ device }) => void speech.choose(device.language));
  await speech.choose(session.snapshot?.device.language ?? "system");
  flushSync(() => draw(session, target));
  await session.begun;
  flushSync();
  // What answered may have drawn what asks anew, as a tab that was fetched first does.
  for (let awaited: Promise<unknown> | undefined; awaited !== session.answered; ) {
    awaited = session.answered;
    await awaited;
    flushSync();
  }
  await fonts;
  // A window that is not shown yet gets no animation frames, so the layout is forced instead of awaited.
  target.getBoundingClientRect();
  await session.commands.windowReady(textPercent());
}
