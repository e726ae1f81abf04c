import { configure } from "@testing-library/svelte";
import { afterEach, beforeEach, vi } from "vitest";
import { english } from "../src/locales/languages";
import { speak } from "../src/shared/wording.svelte";

// Whether something is hidden costs most of the time of a query, and is held by the tests of accessibility.
configure({ asyncUtilTimeout: 10_000, defaultHidden: true });

// What the simulated page lacks of a browser.
class NoResize implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver = NoResize;
Element.prototype.scrollIntoView = () => {};
Element.prototype.hasPointerCapture = () => false;
Element.prototype.getAnimations = () => [];
HTMLCanvasElement.prototype.getContext = () => null;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-21T19:30:00Z") });
});

afterEach(() => {
  vi.useRealTimers();
  document.documentElement.removeAttribute("data-theme");
  speak(english);
});
