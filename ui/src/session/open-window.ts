import { flushSync } from "svelte";
import { type Backend, tauriBackend } from "../shared/backend";
import { Session } from "./session.svelte";
import { bringFonts } from "./theme";

/** Draws a window, and lets it be shown once it holds what it will show: its first frame is the real one. */
export async function openWindow(
  draw: (session: Session, target: HTMLElement) => void,
  backend: Backend = tauriBackend,
): Promise<void> {
  const target = document.getElementById("app");
  if (!target) throw new Error("the page has no place for the app");
  const fonts = bringFonts(document.documentElement);
  const session = new Session(backend);
  await session.start();
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

/** Pixels of 1rem where neither the desktop nor the person has changed the size of text (`base.css`). */
const REM = 13.5;

/** How large text is, in percent of what it is where nobody has changed it; measured on a line, as it is drawn. */
function textPercent(): number {
  const line = document.createElement("div");
  line.style.cssText =
    "position: absolute; visibility: hidden; font-size: 10rem; line-height: 1; white-space: nowrap";
  line.textContent = "0";
  document.body.append(line);
  const height = line.getBoundingClientRect().height;
  line.remove();
  return Math.round((10 * height) / REM) || 100;
}
