/** Two voices that are marked to be heard one after another. */
export class Comparison {
  /** A and B. */
  #marked: [string | undefined, string | undefined] = $state.raw([undefined, undefined]);
  /** That which was marked longer ago, and makes room for a third. */
  #older: 0 | 1 = 0;

  constructor(first?: string) {
    if (first !== undefined) this.mark(first);
  }

  /** Both in order, once there are two. */
  get both(): [string, string] | undefined {
    const [a, b] = this.#marked;
    return a !== undefined && b !== undefined ? [a, b] : undefined;
  }

  markOf(id: string): "a" | "b" | undefined {
    const at = this.#marked.indexOf(id);
    return at === -1 ? undefined : at === 0 ? "a" : "b";
  }

  /** Marks a voice, or takes its mark from it. */
  mark(id: string): void {
    const at = this.#marked.indexOf(id);
    if (at === 0 || at === 1) {
      this.#put(at, undefined);
      return;
    }
    const free = this.#marked.indexOf(undefined);
    const into = free === 0 || free === 1 ? free : this.#older;
    this.#put(into, id);
    this.#older = into === 0 ? 1 : 0;
    // What is alone is the older one, wherever it stands.
    if (this.#marked[this.#older] === undefined) this.#older = into;
  }

  #put(at: 0 | 1, id: string | undefined): void {
    const [a, b] = this.#marked;
    this.#marked = at === 0 ? [id, b] : [a, id];
    if (id === undefined) this.#older = at === 0 ? 1 : 0;
  }
}
