import type { AppError } from "../bindings";
import type { Outcome } from "./backend";

/** Where a setting stands between the person and the server. */
export type SettingState<T> =
  | { kind: "settled" }
  | { kind: "saving" }
  | { kind: "saved" }
  /** Kept on this computer, to be sent once the server answers. */
  | { kind: "pending" }
  /** It was changed elsewhere while this one was being written. */
  | { kind: "conflict"; mine: T; theirs: T }
  | { kind: "refused"; error: AppError };

/** How a change was kept: at the server, or here until it answers. */
export type Kept = "saved" | "pending";

/** A setting that is edited in place. What was not touched follows what is heard, and is never sent: only so does an old
 * text not go over a newer one. */
export class Setting<T> {
  /** As last heard. */
  value: T = $state.raw() as T;
  /** As the person has it. */
  draft: T = $state.raw() as T;
  state: SettingState<T> = $state.raw({ kind: "settled" });
  /** What the draft was made from. */
  #base: T;
  readonly #save: (wanted: T) => Promise<Outcome<Kept>>;

  constructor(value: T, save: (wanted: T) => Promise<Outcome<Kept>>) {
    this.value = value;
    this.draft = value;
    this.#base = value;
    this.#save = save;
  }

  get touched(): boolean {
    return this.draft !== this.#base;
  }

  /** Takes in what is so now. */
  hear(value: T): void {
    if (value === this.value) return;
    this.value = value;
    if (this.touched && this.draft !== value) return;
    this.#follow();
    if (this.state.kind !== "saving") this.state = { kind: "settled" };
  }

  edit(draft: T): void {
    this.draft = draft;
    if (this.state.kind !== "saving") this.state = { kind: "settled" };
  }

  /** Gives up what was written. */
  revert(): void {
    this.#follow();
    this.state = { kind: "settled" };
  }

  /** Keeps the draft, unless nothing was changed. One that is under way is not sent twice. */
  async commit(): Promise<void> {
    if (!this.touched || this.state.kind === "saving" || this.state.kind === "conflict") return;
    if (this.value !== this.#base) {
      this.state = { kind: "conflict", mine: this.draft, theirs: this.value };
      return;
    }
    await this.#send();
  }

  /** Ends a conflict with what the person wrote. */
  async keepMine(): Promise<void> {
    await this.#send();
  }

  /** Ends a conflict with what came from elsewhere. */
  takeTheirs(): void {
    this.revert();
  }

  async #send(): Promise<void> {
    const wanted = this.draft;
    this.state = { kind: "saving" };
    const outcome = await this.#save(wanted);
    if (outcome.status === "error") {
      this.state = { kind: "refused", error: outcome.error };
      return;
    }
    this.value = wanted;
    this.#base = wanted;
    this.state = { kind: outcome.data };
  }

  #follow(): void {
    this.draft = this.value;
    this.#base = this.value;
  }
}
