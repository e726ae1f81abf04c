/** What is fetched when it is first needed, and at hand from then on. */
export class Lazy<T> {
  value: T | undefined = $state.raw();
  #asked: Promise<T> | undefined;
  readonly #fetch: () => Promise<{ default: T }>;

  constructor(fetch: () => Promise<{ default: T }>) {
    this.#fetch = fetch;
  }

  /** What came with the window already. */
  static ready<T>(value: T): Lazy<T> {
    const lazy = new Lazy(async () => ({ default: value }));
    lazy.value = value;
    return lazy;
  }

  load(): Promise<T> {
    this.#asked ??= this.#fetch().then((module) => {
      this.value = module.default;
      return module.default;
    });
    return this.#asked;
  }
}
