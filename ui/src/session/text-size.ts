import type { TextSize } from "../bindings";

/** In the order of their size. */
export const textSizes: readonly TextSize[] = ["90", "100", "110", "125", "140"];

/** The next size in that direction, as far as there is one. */
export function stepped(from: TextSize, step: 1 | -1): TextSize {
  return textSizes[textSizes.indexOf(from) + step] ?? from;
}

/** The size that keys ask for, which are those of a browser: Ctrl or Cmd with +, − and 0. */
export function askedByKeys(event: KeyboardEvent, from: TextSize): TextSize | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  if (event.key === "+" || event.key === "=") return stepped(from, 1);
  if (event.key === "-") return stepped(from, -1);
  return event.key === "0" ? "100" : undefined;
}

/** Pixels of 1rem where neither the desktop nor the person has changed the size of text (`base.css`). */
const REM = 13.5;

/** How large text is, in percent of what it is where nobody has changed it; measured on a line, as it is drawn. */
export function textPercent(): number {
  const line = document.createElement("div");
  line.style.cssText =
    "position: absolute; visibility: hidden; font-size: 10rem; line-height: 1; white-space: nowrap";
  line.textContent = "0";
  document.body.append(line);
  const height = line.getBoundingClientRect().height;
  line.remove();
  return Math.round((10 * height) / REM) || 100;
}

/** That of these sizes which is nearest to so many percent. */
export function nearestSize(percent: number): TextSize {
  const distance = (size: TextSize): number => Math.abs(Number(size) - percent);
  return textSizes.reduce((best, size) => (distance(size) < distance(best) ? size : best));
}
