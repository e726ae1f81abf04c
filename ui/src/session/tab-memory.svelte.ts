import { createContext } from "svelte";

/** What tabs keep while another one is looked at, each under its own name. It ends with the account's workspace. */
export class TabMemory {
  readonly #kept = new Map<string, unknown>();
  readonly #ends: (() => void)[] = [];

  /** What is kept under that name; made, with effects of its own, when it is first asked for. */
  keep<T>(name: string, make: () => T): T {
    if (!this.#kept.has(name)) {
      this.#ends.push(
        $effect.root(() => {
          this.#kept.set(name, make());
        }),
      );
    }
    return this.#kept.get(name) as T;
  }

  end(): void {
    for (const end of this.#ends) end();
  }
}

export const [getTabMemory, setTabMemory] = createContext<TabMemory>();
