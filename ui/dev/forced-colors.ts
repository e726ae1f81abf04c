/** Shows the page as on a desktop that sets the colours itself (`forced-colors: active`), which not every engine can be told:
 * what the styles say for that is made to hold, and everything else gets the system's colours. */
export async function forceColors(): Promise<void> {
  for (const link of document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")) {
    const css = await (await fetch(link.href)).text();
    append(
      css
        .replaceAll(/@font-face\s*\{[^}]*\}/gu, "")
        .replaceAll(/@media\s*\(forced-colors:\s*active\)/gu, "@media all")
        // It is inherited, as this is; an engine that does not know the one drops it.
        .replaceAll(/forced-color-adjust:\s*none/gu, "--keeps-its-colors: 1"),
    );
  }
  for (const element of document.querySelectorAll<HTMLElement>("body, body *:not(svg, svg *)")) {
    const { backgroundColor, borderTopStyle } = getComputedStyle(element);
    if (getComputedStyle(element).getPropertyValue("--keeps-its-colors").trim() === "1") continue;
    // What lets through still does; every edge is seen, also one that was transparent.
    const isFilled = !/^rgba\(.*, 0\)$|transparent/u.test(backgroundColor);
    element.style.cssText += `color: white; box-shadow: none; ${isFilled ? "background: black;" : ""}`;
    if (borderTopStyle !== "none") element.style.borderColor = "white";
  }
}

function append(css: string): void {
  const style = document.createElement("style");
  style.textContent = css;
  document.head.append(style);
}
