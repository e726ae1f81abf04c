/** What a screen reader can begin from, when the thing itself has gone. */
const regions = "section, form, [role=group], main";

/** What lies above the page for a while. */
const above = ".dialog, .menu, .palette";

/** Never leaves the keyboard without a place: when what is focused is taken off the page, as a button that did its work, the
 * nearest region that it stood in is focused instead, or else the page's title. Dialogs and menus give the focus back to what
 * opened them, where that is still there. Answers how to end it. */
export function keepFocus(page: Document): () => void {
  let focused: Element | null = null;
  let around: HTMLElement[] = [];

  const remember = ({ target }: FocusEvent): void => {
    if (!(target instanceof Element) || target.closest(above)) return;
    focused = target;
    around = [];
    for (let region = target.closest<HTMLElement>(regions); region; ) {
      around.push(region);
      region = region.parentElement?.closest<HTMLElement>(regions) ?? null;
    }
  };

  const observer = new MutationObserver(() => {
    if (!focused || focused.isConnected) return;
    const { activeElement } = page;
    // What lies above the page may have changed what it was opened by, and is still to give the focus back.
    if (activeElement?.closest(above)) return;
    focused = null;
    if (activeElement && activeElement !== page.body) return;
    const region = around.find((candidate) => candidate.isConnected && candidate.tagName !== "MAIN");
    const next = region ?? page.querySelector<HTMLElement>("h1");
    if (!next) return;
    if (!next.hasAttribute("tabindex")) next.tabIndex = -1;
    next.focus({ preventScroll: true });
  });

  page.addEventListener("focusin", remember);
  observer.observe(page.body, { childList: true, subtree: true });
  return () => {
    page.removeEventListener("focusin", remember);
    observer.disconnect();
  };
}
