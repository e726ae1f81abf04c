import {
  type ActivityChanged,
  type AppError,
  commands,
  events,
  type JournalChanged,
  type PlaybackChanged,
  type ResourceChanged,
  type Snapshot,
  type TabRequested,
} from "../bindings";

/** What the web view may ask of the app, and hear from it. Tests and the design bench give their own. */
export interface Backend {
  commands: typeof commands;
  onSnapshot(listener: (snapshot: Snapshot) => void): Promise<Unlisten>;
  onJournal(listener: (change: JournalChanged) => void): Promise<Unlisten>;
  onActivity(listener: (change: ActivityChanged) => void): Promise<Unlisten>;
  onResource(listener: (change: ResourceChanged) => void): Promise<Unlisten>;
  onPlayback(listener: (change: PlaybackChanged) => void): Promise<Unlisten>;
  onTabRequest(listener: (request: TabRequested) => void): Promise<Unlisten>;
}

/** A command's answer: a refusal is a value. */
export type Outcome<T> = { status: "ok"; data: T } | { status: "error"; error: AppError };

export type Unlisten = () => void;

export const tauriBackend: Backend = {
  commands,
  onSnapshot: (listener) => events.snapshotChanged.listen((event) => listener(event.payload)),
  onJournal: (listener) => events.journalChanged.listen((event) => listener(event.payload)),
  onActivity: (listener) => events.activityChanged.listen((event) => listener(event.payload)),
  onResource: (listener) => events.resourceChanged.listen((event) => listener(event.payload)),
  onPlayback: (listener) => events.playbackChanged.listen((event) => listener(event.payload)),
  onTabRequest: (listener) => events.tabRequested.listen((event) => listener(event.payload)),
};
