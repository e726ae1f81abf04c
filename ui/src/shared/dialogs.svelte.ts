import { type Component, createContext } from "svelte";

interface Opened {
  view: Component<{ open: boolean }, object, "open">;
  props: object;
}

/** The dialogs above a window, of which at most one is open. Each lives with what it is about: whoever opens one hands it
 * over, and the window knows none by name. */
export class Dialogs {
  /** The one that was opened last. It stays while it closes, gives the focus back where it was, and then is gone with all
   * that was written into it or shown by it. */
  shown: Opened | undefined = $state.raw();
  open = $state(false);

  show<Props extends { open: boolean }>(
    view: Component<Props, object, "open">,
    props: Omit<Props, "open">,
  ): void {
    this.shown = { view: view as unknown as Opened["view"], props };
    this.open = true;
  }

  close(): void {
    this.open = false;
  }

  /** It has been closed, and nothing of it is in sight any more. */
  closed(): void {
    if (!this.open) this.shown = undefined;
  }
}

export const [getDialogs, setDialogs] = createContext<Dialogs>();
