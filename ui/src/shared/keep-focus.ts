/** What a screen reader can begin from, when the thing itself has gone. */
const regions = "section, form, [role=group], main";

/** Never leaves the keyboard without a place: when what is focused is taken off the page, as a button that did its work, the
 * nearest region that it stood in is focused instead, or else the page's title. Dialogs and menus give the focus back by
 * themselves. Answers how to end it. */
export function keepFocus(page: Document): () => void {
  let focused: Element | null = null;
  let around: HTMLElement[] = [];

  const remember = ({ target }: FocusEvent): void => {
    if (!(target instanceof Element) || target.closest(".dialog, .menu, .palette")) {
      focused = null;
      return;
    }
    focused = target;
    around = [];
    for (let region = target.closest<HTMLElement>(regions); region; ) {
      around.push(region);
      region = region.parentElement?.closest<HTMLElement>(regions) ?? null;
    }
  };

  const observer = new MutationObserver(() => {
    if (!focused || focused.isConnected) return;
    focused = null;
    if (page.activeElement && page.activeElement !== page.body) return;
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
