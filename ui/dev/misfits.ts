/** What does not fit on the page as it stands: text that is cut off, what lies upon each other, what has to be scrolled
 * sideways to be read, and what is too small to be hit. Each is named by its element and its words. */
export function misfits(): string[] {
  styles.clear();
  layers.clear();
  frames.clear();
  const things = visibleThings();
  return [...cutOff(things), ...overlapping(things), ...scrolledSideways(), ...tooSmall()];
}

/** Asked for many times over, and changed by nothing meanwhile. */
const styles = new Map<Element, CSSStyleDeclaration>();
const layers = new Map<Element, Element | null>();

const frames = new Map<Element, DOMRect>();

function frameOf(element: Element): DOMRect {
  const known = frames.get(element) ?? element.getBoundingClientRect();
  frames.set(element, known);
  return known;
}

function styleOf(element: Element): CSSStyleDeclaration {
  const known = styles.get(element) ?? getComputedStyle(element);
  styles.set(element, known);
  return known;
}

interface Thing {
  element: Element;
  /** Where its letters stand, line by line, or the whole of a control. */
  boxes: DOMRect[];
  /** What it stands above the page in, if it does. */
  layer: Element | null;
}

/** Half a pixel is the engine's rounding, and a letter's foot may reach out of its line. */
const tolerance = 1.5;

/** Whoever is named by its own data, however long, may end in an ellipsis where the whole can be read elsewhere. */
const shortened = "[data-shortened]";
/** A table of figures may be scrolled sideways (WCAG 1.4.10), as may a line that is pasted into a terminal. */
const wide = ".scroll, pre, code";

function visibleThings(): Thing[] {
  const things: Thing[] = [];
  for (const element of document.body.querySelectorAll("*")) {
    const holds = element.matches("input, progress") || [...element.childNodes].some(isText);
    if (!holds || element.matches("script, style, option") || element.closest(".visually-hidden, [hidden]"))
      continue;
    if (element instanceof HTMLElement && !element.checkVisibility(seen)) continue;
    // As small as what is there for screen readers alone.
    if (Math.max(frameOf(element).width, frameOf(element).height) <= 1) continue;
    const whole = element.matches("input, progress") ? [frameOf(element)] : linesOf(element);
    const boxes = whole.flatMap((box) => inSight(box, element));
    if (boxes.length > 0) things.push({ element, boxes, layer: layerOf(element) });
  }
  return things;
}

const seen = { visibilityProperty: true, opacityProperty: true };

function isText(node: Node): boolean {
  return node.nodeType === Node.TEXT_NODE && (node.nodeValue ?? "").trim() !== "";
}

/** Of the text that stands in the element itself. */
function linesOf(element: Element): DOMRect[] {
  return [...element.childNodes].filter(isText).flatMap((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  });
}

/** What of it is in sight where it is scrolled by itself, or ends in an ellipsis. What the whole page scrolls counts as seen. */
function inSight(box: DOMRect, element: Element): DOMRect[] {
  let { left, right, top, bottom } = box;
  for (
    let around: Element | null = element;
    around && !around.matches("main, body");
    around = around.parentElement
  ) {
    const { overflowX, overflowY } = styleOf(around);
    const frame = frameOf(around);
    if (["auto", "scroll"].includes(overflowY))
      [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
    if (["auto", "scroll"].includes(overflowX) || around.matches(shortened)) {
      [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
    }
  }
  return right - left > 1 && bottom - top > 1 ? [new DOMRect(left, top, right - left, bottom - top)] : [];
}

/** Toasts, tips, menus and what sticks to an edge lie upon the page on purpose. */
function layerOf(element: Element | null): Element | null {
  if (!element) return null;
  const known = layers.get(element);
  if (known !== undefined) return known;
  const stands = ["fixed", "absolute", "sticky"].includes(styleOf(element).position);
  const layer = stands ? element : layerOf(element.parentElement);
  layers.set(element, layer);
  return layer;
}

function cutOff(things: Thing[]): string[] {
  const found: string[] = [];
  for (const { element, boxes } of things) {
    if (element.closest(wide)) continue;
    for (
      let around: Element | null = element;
      around && around !== document.body;
      around = around.parentElement
    ) {
      const { overflowX, overflowY, position, display } = styleOf(around);
      if (display === "inline" || display === "contents" || around instanceof SVGElement) continue;
      const frame = frameOf(around);
      const sideways = boxes.some(
        (box) => box.left < frame.left - tolerance || box.right > frame.right + tolerance,
      );
      // What scrolls up and down cuts nothing off for good.
      const hides = overflowY === "hidden" || overflowY === "clip";
      const across =
        hides &&
        boxes.some((box) => box.top < frame.top - tolerance || box.bottom > frame.bottom + tolerance);
      const ends =
        around === element && overflowX !== "visible" && around.scrollWidth > around.clientWidth + 1;
      if (sideways || across || (ends && !around.closest(shortened))) {
        found.push(`cut off: ${nameOf(element)} in ${nameOf(around)}`);
        break;
      }
      if (position === "fixed" || position === "absolute") break;
    }
  }
  return found;
}

function overlapping(things: Thing[]): string[] {
  const found: string[] = [];
  const pieces = things
    .flatMap((thing) => thing.boxes.map((box) => ({ thing, box })))
    .sort((one, other) => one.box.top - other.box.top);
  pieces.forEach(({ thing, box }, index) => {
    for (const other of pieces.slice(index + 1)) {
      if (other.box.top >= box.bottom - tolerance) break;
      if (other.thing === thing || other.thing.layer !== thing.layer) continue;
      if (thing.element.contains(other.thing.element) || other.thing.element.contains(thing.element))
        continue;
      const [one, another] = asBeside(thing, box, other.thing, other.box);
      const across = Math.min(one.right, another.right) - Math.max(one.left, another.left);
      const down = Math.min(one.bottom, another.bottom) - Math.max(one.top, another.top);
      // Lines of text overlap by their leading, which is empty.
      if (across > tolerance && down > 0.3 * Math.min(box.height, other.box.height)) {
        found.push(`upon each other: ${nameOf(thing.element)} and ${nameOf(other.thing.element)}`);
      }
    }
  });
  return [...new Set(found)];
}

/** The boxes of two things. What the page scrolls counts as seen beside what it scrolls, too, but ends where the page does for
 * what stands beside the page. */
function asBeside(thing: Thing, box: DOMRect, other: Thing, otherBox: DOMRect): [DOMRect, DOMRect] {
  const [page, otherPage] = [thing.element.closest("main"), other.element.closest("main")];
  return page === otherPage ? [box, otherBox] : [within(box, page), within(otherBox, otherPage)];
}

function within(box: DOMRect, page: Element | null): DOMRect {
  let { top, bottom } = box;
  for (let around = page; around; around = around.parentElement) {
    if (around !== page && !["auto", "scroll"].includes(styleOf(around).overflowY)) continue;
    [top, bottom] = [Math.max(top, frameOf(around).top), Math.min(bottom, frameOf(around).bottom)];
  }
  return new DOMRect(box.left, top, box.width, Math.max(0, bottom - top));
}

function scrolledSideways(): string[] {
  const scrolls = (element: Element) => {
    const { overflowX } = styleOf(element);
    return (
      overflowX !== "hidden" &&
      overflowX !== "clip" &&
      (overflowX !== "visible" || element === document.documentElement)
    );
  };
  return [document.documentElement, ...document.body.querySelectorAll("*")]
    .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
    .filter((element) => !element.matches(wide) && !element.matches("input") && scrolls(element))
    .map((element) => `scrolls sideways: ${nameOf(element)}`);
}

/** Of 24 pixels a side (WCAG 2.5.8), measured by what answers a pointer there; a word amid a text may be smaller. */
function tooSmall(): string[] {
  const targets = [
    ...document.body.querySelectorAll(
      "button, a, input:not(.visually-hidden), label:has(input), [role=option]",
    ),
  ];
  return targets
    .filter((target) => !target.matches(".tooltip-trigger") && target.checkVisibility(seen))
    .filter((target) => {
      const { width, height } = frameOf(target);
      // A switch is drawn smaller than what it answers to.
      const around = Number.parseFloat(getComputedStyle(target, "::after").inset) || 0;
      return width > 0 && Math.min(width, height) - 2 * Math.min(around, 0) < 23.5;
    })
    .map((target) => `too small to hit: ${nameOf(target)}`);
}

function nameOf(element: Element): string {
  const classes = [...element.classList].filter((name) => !/^(?:svelte|lucide)-/u.test(name));
  const words = (element.textContent ?? "").replaceAll(/\s+/gu, " ").trim().slice(0, 40);
  return `${[element.tagName.toLowerCase(), ...classes].join(".")} “${words}”`;
}
