import { untrack } from "svelte";
import type { Effective, Field } from "../../bindings";
import type { Session } from "../../session/session.svelte";
import { type Keeper, Setting } from "../../shared/setting.svelte";
import { t } from "../../shared/text";

/** A setting that is the person's own, or else the workspace's, or else the default. To be made while a component is. */
export class Inherited<T> {
  /** What the person chose themselves; nothing, where they did not. */
  readonly setting: Setting<T | null>;
  readonly #effective: () => Effective<T>;
  readonly #session: Session;

  constructor(
    session: Session,
    field: () => Field<T | null>,
    effective: () => Effective<T>,
    /** It stays the same. */
    keeper: Keeper<T | null>,
  ) {
    this.#session = session;
    this.#effective = effective;
    this.setting = untrack(() => new Setting<T | null>(field(), keeper));
    $effect.pre(() => {
      const heard = field();
      untrack(() => this.setting.hear(heard));
    });
  }

  /** Whether the workspace has set it for everyone. */
  get locked(): boolean {
    return this.#effective().locked;
  }

  /** Whether it is the person's own. */
  get isOwn(): boolean {
    return !this.locked && this.setting.draft !== null;
  }

  /** What holds. */
  get value(): T {
    const { value, inherited, locked } = this.#effective();
    return locked ? value : (this.setting.draft ?? inherited);
  }

  /** What holds once the person's own is given up. */
  get inherited(): T {
    return this.#effective().inherited;
  }

  /** Where that comes from. */
  get source(): string {
    const { source } = this.#effective();
    const workspace = this.#workspace;
    if (this.locked) return t("source-locked", { workspace });
    if (this.isOwn) return t("source-personal");
    // What the person has just given up is no answer to what holds in its place.
    return source === "personal" ? "" : t(`source-${source}`, { workspace });
  }

  async choose(wanted: T): Promise<void> {
    if (!this.locked) await this.setting.choose(wanted);
  }

  /** Gives up the person's own. */
  async inherit(): Promise<void> {
    if (!this.locked) await this.setting.choose(null);
  }

  get #workspace(): string {
    const access = this.#session.snapshot?.access;
    return access?.state === "signed_in" ? access.workspace.name : "";
  }
}
