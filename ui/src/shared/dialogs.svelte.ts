import { type Component, createContext } from "svelte";

interface Opened {
  view: Component<{ open: boolean }, object, "open">;
  props: object;
}

/** The dialogs above a window, of which at most one is open. Each lives with what it is about: whoever opens one hands it
 * over, and the window knows none by name. */
export class Dialogs {
  /** The one that was opened last. It stays while it closes, and gives the focus back where it was. */
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
}

export const [getDialogs, setDialogs] = createContext<Dialogs>();
