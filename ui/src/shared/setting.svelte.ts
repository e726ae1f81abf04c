import type { AppError, Field, FieldState } from "../bindings";
import type { Outcome } from "./backend";

/** Where a setting stands between the person and the server. */
export type SettingState<T> =
  | { kind: "settled" }
  | { kind: "saving" }
  | { kind: "saved" }
  /** Kept on this computer, to be sent once the server answers. */
  | { kind: "pending" }
  /** It was changed elsewhere while this one was being written, or waited to be sent. */
  | { kind: "conflict"; mine: T; theirs: T }
  | { kind: "refused"; error: AppError };

/** Who keeps a setting. The app does so with or without a connection, and says how it stands. */
export interface Keeper<T> {
  /** Keeps it, and answers how it stands then. */
  save(wanted: T): Promise<Outcome<Field<T>>>;
  /** Ends a conflict that the app has found. */
  keepMine(): Promise<unknown>;
  /** Gives up what was written, for what the server has. */
  takeTheirs(): Promise<unknown>;
}

/** A setting that is edited in place. What was not touched follows what is heard, and is never sent: only so does an old
 * text not go over a newer one. */
export class Setting<T> {
  /** As the app has it: what was written here, or else what the server has. */
  value: T = $state.raw() as T;
  /** As the person has it. */
  draft: T = $state.raw() as T;
  /** What the draft was made from. */
  #base: T = $state.raw() as T;
  /** How it stands by the app. */
  #standing: FieldState<T> = $state.raw({ state: "saved" });
  /** What the app does not know yet: a change that is being handed over, was not taken, or met another one. */
  #own: SettingState<T> | undefined = $state.raw();
  /** Whether the server has just taken in what was written here. */
  #confirmed = $state(false);
  /** What was heard last while a change was being handed over. */
  #heard: Field<T> | undefined;
  readonly #keeper: Keeper<T>;

  constructor({ value, state }: Field<T>, keeper: Keeper<T>) {
    this.value = value;
    this.draft = value;
    this.#base = value;
    this.#standing = state;
    this.#keeper = keeper;
  }

  get touched(): boolean {
    return this.draft !== this.#base;
  }

  get state(): SettingState<T> {
    if (this.#own) return this.#own;
    if (this.touched) return { kind: "settled" };
    const standing = this.#standing;
    switch (standing.state) {
      case "saved":
        return { kind: this.#confirmed ? "saved" : "settled" };
      case "conflict":
        return { kind: "conflict", mine: standing.mine, theirs: standing.theirs };
      case "refused":
        return { kind: "refused", error: standing.error };
      default:
        return { kind: standing.state };
    }
  }

  /** Takes in how it stands now. What is being handed over is answered by itself, and what is heard meanwhile waits for that. */
  hear(field: Field<T>): void {
    if (this.#own?.kind === "saving") this.#heard = field;
    else this.#take(field);
  }

  edit(draft: T): void {
    this.draft = draft;
    if (this.#own?.kind !== "saving") this.#own = undefined;
  }

  /** Gives up what was written; where the server has refused it, also what the app keeps of it. */
  revert(): void {
    const isRefused = !this.touched && this.#standing.state === "refused";
    this.#own = undefined;
    this.#follow();
    if (isRefused) void this.#keeper.takeTheirs();
  }

  /** Keeps the draft, unless nothing was changed. One that is under way is not handed over twice. */
  async commit(): Promise<void> {
    if (!this.touched || this.#own?.kind === "saving" || this.#own?.kind === "conflict") return;
    if (this.value !== this.#base) {
      this.#own = { kind: "conflict", mine: this.draft, theirs: this.value };
      return;
    }
    await this.#send();
  }

  /** Keeps a choice that is made at once, as by a switch. Of several that are made while one is handed over, the last. */
  async choose(draft: T): Promise<void> {
    this.edit(draft);
    await this.commit();
    if (this.touched && this.state.kind === "settled") await this.commit();
  }

  /** Ends a conflict with what the person wrote. */
  async keepMine(): Promise<void> {
    if (this.#own) await this.#send();
    else await this.#keeper.keepMine();
  }

  /** Ends a conflict with what came from elsewhere. */
  async takeTheirs(): Promise<void> {
    if (this.#own) this.revert();
    else await this.#keeper.takeTheirs();
  }

  async #send(): Promise<void> {
    const wanted = this.draft;
    const before = { value: this.value, state: this.#standing.state };
    this.#own = { kind: "saving" };
    const outcome = await this.#keeper.save(wanted);
    if (outcome.status === "error") {
      this.#own = { kind: "refused", error: outcome.error };
    } else {
      this.#own = undefined;
      this.#base = wanted;
      this.#standing = { state: "saving" };
      this.#take(outcome.data);
    }
    const heard = this.#heard;
    this.#heard = undefined;
    // What stood so before is no news, but an answer that was late.
    if (heard && (heard.value !== before.value || heard.state.state !== before.state)) this.#take(heard);
  }

  #take({ value, state }: Field<T>): void {
    const wasUnsent = this.#standing.state === "saving" || this.#standing.state === "pending";
    const isSaved = state.state === "saved";
    this.#confirmed = isSaved && (wasUnsent || (this.#confirmed && value === this.value));
    this.#standing = state;
    const isNews = value !== this.value;
    this.value = value;
    if (!this.touched || this.draft === value) this.#follow();
    else if (isNews && this.#own?.kind === "conflict") this.#own = undefined;
  }

  #follow(): void {
    this.draft = this.value;
    this.#base = this.value;
  }
}
