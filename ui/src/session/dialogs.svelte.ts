import { createContext } from "svelte";
import type { Home } from "../bindings";

export type DialogName = "commands" | "add-server" | "forget-server" | "sign-out";

/** The dialogs above the workspace, of which at most one is open. */
export class Dialogs {
  open: DialogName | undefined = $state();
  /** The server that the dialog of that name is about. */
  forgetting: Home | undefined = $state.raw();

  askToForget(server: Home): void {
    this.forgetting = server;
    this.open = "forget-server";
  }

  /** What a dialog of that name binds to. */
  isOpen(name: DialogName): boolean {
    return this.open === name;
  }

  setOpen(name: DialogName, open: boolean): void {
    if (open) this.open = name;
    else if (this.open === name) this.open = undefined;
  }
}

export const [getDialogs, setDialogs] = createContext<Dialogs>();
