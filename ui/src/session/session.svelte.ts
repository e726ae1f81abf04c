import { createContext } from "svelte";
import type { ErrorCode, Home, Part, ResourceName, Snapshot, Sounding, Tab, TabRequested } from "../bindings";
import type { Backend, Unlisten } from "../shared/backend";
import { Toasts } from "../shared/toasts.svelte";

/** What the app last said, and the way to say something back. One per window. */
export class Session {
  snapshot = $state.raw<Snapshot>();
  journalVersion = $state(0);
  /** Goes up when something may have happened to the access of the account. */
  activityVersion = $state(0);
  /** Goes up for each resource that is to be asked for again. */
  readonly resourceVersions: Record<ResourceName, number> = $state({
    account: 0,
    preferences: 0,
    personalization: 0,
    defaults: 0,
  });
  /** What plays, and since when by the clock of the page. */
  playback = $state.raw<{ playing: Sounding | null; failure: ErrorCode | null; since: number }>({
    playing: null,
    failure: null,
    since: 0,
  });
  /** The tab that was last asked for, from outside of the window or from another tab. */
  requestedTab = $state.raw<TabRequested>();
  /** The part of it that was asked for, until it was gone to. */
  #requestedPart = $state.raw<Part | null>(null);
  /** Fulfilled once the app knows whether it may act for someone, or can not tell. */
  readonly begun: Promise<void>;
  /** Fulfilled once the open view has what stands first in it. */
  answered: Promise<unknown> = Promise.resolve();
  readonly toasts = new Toasts();
  readonly backend: Backend;
  #begin: () => void = () => {};

  constructor(backend: Backend) {
    this.backend = backend;
    this.begun = new Promise((resolve) => {
      this.#begin = resolve;
    });
  }

  get commands(): Backend["commands"] {
    return this.backend.commands;
  }

  get activeHome(): Home | undefined {
    return this.snapshot?.homes.find((home) => home.active);
  }

  /** Listens before it asks, so that no change is missed between the two. */
  async start(): Promise<Unlisten> {
    const unlisten = await Promise.all([
      this.backend.onSnapshot((snapshot) => this.#hear(snapshot)),
      this.backend.onJournal(({ version }) => {
        this.journalVersion = version;
      }),
      this.backend.onActivity(() => {
        this.activityVersion++;
      }),
      this.backend.onResource(({ resource }) => {
        this.resourceVersions[resource]++;
      }),
      this.backend.onPlayback(({ playing, failure }) => {
        this.playback = { playing, failure, since: performance.now() };
      }),
      this.backend.onTabRequest(({ tab, part }) => this.open(tab, part)),
    ]);
    const first = await this.commands.snapshot();
    if (first.status === "error") {
      this.toasts.showError(first.error);
      this.#begin();
    } else if (!this.snapshot) this.#hear(first.data);
    return () => {
      for (const stop of unlisten) stop();
    };
  }

  /** Opens a tab, at one of its parts where one is named. */
  open(tab: Tab, part: Part | null = null): void {
    this.requestedTab = { tab, part };
    this.#requestedPart = part;
  }

  /** Whether a part was asked for. It is handed out once: what was closed again stays so. */
  takeRequestedPart(part: Part): boolean {
    if (this.#requestedPart !== part) return false;
    this.#requestedPart = null;
    return true;
  }

  #hear(snapshot: Snapshot): void {
    const wasLive = this.snapshot?.connection.state === "live";
    if (snapshot.connection.state === "live" && !wasLive) this.toasts.reconnected();
    this.snapshot = snapshot;
    if (snapshot.access.state !== "starting") this.#begin();
  }
}

export const [getSession, setSession] = createContext<Session>();
