/** What does not fit: text and controls that reach beyond what they stand in, and boxes that cut off what they hold without
 * a way to scroll or a sign that it goes on. Names them, for a person to look at. */
export function overflows(): string[] {
  const elements = [...document.querySelectorAll<HTMLElement>("#app *, .menu *, .dialog *")];
  return elements
    .filter(
      (element) => !element.closest(".visually-hidden, svg, [hidden]") && element.getClientRects().length > 0,
    )
    .filter((element) => isCut(element) || isOutside(element))
    .map((element) => {
      const classes = [...element.classList].filter((name) => !name.startsWith("svelte-"));
      return `${[element.tagName.toLowerCase(), ...classes].join(".")}: ${element.textContent?.trim().slice(0, 40)}`;
    });
}

function isCut(element: HTMLElement): boolean {
  const { overflowX, textOverflow } = getComputedStyle(element);
  const hides = overflowX === "hidden" || overflowX === "clip";
  return hides && textOverflow !== "ellipsis" && element.scrollWidth > element.clientWidth + 1;
}

function isOutside(element: HTMLElement): boolean {
  if (!element.matches("button, input, label, p, h1, h2, h3, li, b, time, code, dd, dt")) return false;
  const around = element.parentElement?.closest(".card, .menu, .dialog, nav, main, .scroll");
  if (!around || element.closest(".scroll")) return false;
  const [inner, outer] = [element.getBoundingClientRect(), around.getBoundingClientRect()];
  return inner.width > 0 && (inner.left < outer.left - 1 || inner.right > outer.right + 1);
}
