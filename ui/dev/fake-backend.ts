import type {
  AccountNow,
  AccountView,
  ActivityRow,
  AlertRow,
  AppError,
  Approval,
  Bar,
  DefaultsView,
  Density,
  DeviceSettings,
  EffectivePersonalization,
  EmailProblem,
  ErrorCode,
  Field,
  Filter,
  JournalRow,
  Language,
  LocalMail,
  PasswordEstimate,
  Period,
  PersonalizationView,
  PreferencesView,
  RecoveryCodes,
  Report,
  ResourceName,
  ResponseStyle,
  SessionRow,
  SignInOutcome,
  Snapshot,
  Sounding,
  Tab,
  TabRequested,
  Theme,
  ThresholdReplay,
  TokenRow,
  VoiceRow,
} from "../src/bindings";
import type { Backend, Outcome } from "../src/shared/backend";
import { addDays, dayOf } from "../src/shared/format";
import {
  activityUntil,
  alertsUntil,
  journalUntil,
  pictureOfNothing,
  recoveryCodes,
  replayOf,
  sessionsUntil,
  snapshotAt,
  tokensUntil,
  totals,
  voices,
} from "./fake-data";

type Commands = Backend["commands"];
type Listener<T> = (payload: T) => void;

/** Stands in for the app behind the web view, in tests and on the design bench. It remembers what was asked. */
export class FakeBackend implements Backend {
  snapshot: Snapshot;
  rows: JournalRow[];
  alerts: AlertRow[];
  /** Where the person is signed in. */
  sessions: SessionRow[];
  tokens: TokenRow[];
  activity: ActivityRow[];
  /** Commands that were called, with what they were given. */
  readonly calls: { command: string; given: unknown[] }[] = [];
  /** Commands that are refused, and how. */
  readonly refusals = new Map<keyof Commands, AppError>();
  /** Commands that never answer. */
  readonly silent = new Set<keyof Commands>();
  readonly commands: Commands;
  /** How the person's name stands, where that is not as the snapshot has it. */
  #name: Field<string> | undefined;
  /** How the person's preferences stand; absent while no server has told them. */
  preferences: PreferencesView | undefined = {
    low_credit_threshold: saved(10),
    credits_low_desktop: saved(true),
    credits_exhausted_desktop: saved(true),
    workflow_failed_desktop: saved(true),
    integration_needs_reconnect_desktop: saved(false),
    plan_upgraded_desktop: saved(true),
    credits_low_email: saved(true),
    credits_exhausted_email: saved(true),
    workflow_failed_email: saved(false),
    integration_needs_reconnect_email: saved(true),
    plan_upgraded_email: saved(true),
    quiet_enabled: saved<boolean | null>(false),
    quiet_from: saved<string | null>("22:00"),
    quiet_to: saved<string | null>("07:00"),
    credits_low_through: saved<boolean | null>(false),
    credits_exhausted_through: saved<boolean | null>(true),
    workflow_failed_through: saved<boolean | null>(false),
    integration_needs_reconnect_through: saved<boolean | null>(false),
    plan_upgraded_through: saved<boolean | null>(false),
    theme: saved<Theme | null>("system"),
    density: saved<Density | null>("comfortable"),
    text_scale: saved<number | null>(100),
    reduce_motion: saved<boolean | null>(false),
    language: saved<Language | null>("system"),
  };
  /** What the person chose for the assistant; absent while no server has told it. */
  personalization: PersonalizationView | undefined = {
    response_language: saved<string | null>("pt-BR"),
    response_style: saved<ResponseStyle | null>("concise"),
    voice_id: saved<string | null>("marina"),
    send_messages: saved<Approval | null>(null),
    change_calendar: saved<Approval | null>("allow"),
    delete_data: saved<Approval | null>("never"),
    run_commands: saved<Approval | null>(null),
    spend_credits: saved<Approval | null>(null),
    spend_over: saved<number | null>(null),
  };
  /** The same as the workspace sets it, and what it lets nobody choose another for. */
  defaults: PersonalizationView & DefaultsView = {
    response_language: saved<string | null>(null),
    response_style: saved<ResponseStyle | null>(null),
    voice_id: saved<string | null>(null),
    send_messages: saved<Approval | null>(null),
    change_calendar: saved<Approval | null>(null),
    delete_data: saved<Approval | null>(null),
    run_commands: saved<Approval | null>(null),
    spend_credits: saved<Approval | null>(null),
    spend_over: saved<number | null>(null),
    locked: saved<string[] | null>(null),
  };
  voices: VoiceRow[] = voices;
  /** What plays. */
  playing: Sounding | null = null;
  /** What plays after it. */
  #playsNext: Sounding[] = [];
  /** Where the person is mailed, and whether that is known to be theirs. */
  email: Omit<AccountView, "name"> = {
    email: saved<string | null>("ada@example.com"),
    email_verified: saved(true),
    email_problem: saved<EmailProblem | null>(null),
  };
  /** Who takes the mails of the server inside the app; nobody, where they are files. */
  localMail: LocalMail | null = null;
  /** What a number of credits would have come to; nothing while the journal is not known. */
  replay: (credits: number) => ThresholdReplay | null = (credits) => replayOf(this.rows, this.#now, credits);
  /** Whether the account of a sign-in has two-factor on. */
  asksForSecondFactor = false;
  /** What the identity provider of any server is called, where it has one. */
  provider: string | null = null;
  /** Whether the person stays in their browser until they come back from it, or cancel. */
  staysInBrowser = false;
  #inBrowser: ((outcome: SignInOutcome) => void)[] = [];
  /** How many changes no server has heard of. */
  unsent = 0;
  #snapshotListeners: Listener<Snapshot>[] = [];
  #journalListeners: Listener<{ version: number }>[] = [];
  #activityListeners: Listener<{ version: number }>[] = [];
  #resourceListeners: Parameters<Backend["onResource"]>[0][] = [];
  #playbackListeners: Parameters<Backend["onPlayback"]>[0][] = [];
  #tabListeners: Parameters<Backend["onTabRequest"]>[0][] = [];
  #version = 0;
  readonly #now: Date;

  constructor(days = 90, now = new Date()) {
    this.#now = now;
    this.snapshot = snapshotAt(now);
    this.rows = journalUntil(now, days);
    this.alerts = alertsUntil(now);
    this.sessions = sessionsUntil(now);
    this.tokens = tokensUntil(now);
    this.activity = activityUntil(now);
    this.commands = this.#commands();
  }

  onSnapshot = async (listener: Listener<Snapshot>) => add(this.#snapshotListeners, listener);
  onJournal = async (listener: Listener<{ version: number }>) => add(this.#journalListeners, listener);
  onActivity = async (listener: Listener<{ version: number }>) => add(this.#activityListeners, listener);
  onResource: Backend["onResource"] = async (listener) => add(this.#resourceListeners, listener);
  onPlayback: Backend["onPlayback"] = async (listener) => {
    if (this.playing) listener({ playing: this.playing, failure: null });
    return add(this.#playbackListeners, listener);
  };
  onTabRequest: Backend["onTabRequest"] = async (listener) => add(this.#tabListeners, listener);

  /** Changes what is true and tells the windows. */
  change(part: Partial<Snapshot>): void {
    this.snapshot = { ...this.snapshot, ...part };
    for (const listener of this.#snapshotListeners) listener(this.snapshot);
  }

  journalChanged(): void {
    this.#version++;
    for (const listener of this.#journalListeners) listener({ version: this.#version });
  }

  /** The name stands so by now, whoever changed it. */
  standName(name: Field<string>): void {
    this.#name = name;
    for (const listener of this.#resourceListeners) listener({ resource: "account" });
  }

  /** Preferences stand so by now, whoever changed them. */
  standPreferences(part: Partial<PreferencesView> | undefined): void {
    this.preferences = part && this.preferences && { ...this.preferences, ...part };
    for (const listener of this.#resourceListeners) listener({ resource: "preferences" });
  }

  /** What the person chose for the assistant stands so by now, whoever changed it. */
  standPersonalization(part: Partial<PersonalizationView> | undefined): void {
    this.personalization = part && this.personalization && { ...this.personalization, ...part };
    for (const listener of this.#resourceListeners) listener({ resource: "personalization" });
  }

  /** The workspace sets it so by now, and some of it for good. */
  standDefaults(part: Partial<PersonalizationView & DefaultsView>): void {
    this.defaults = { ...this.defaults, ...part };
    for (const listener of this.#resourceListeners) listener({ resource: "defaults" });
  }

  /** That plays by now, or nothing. */
  play(playing: Sounding | null, next: Sounding[] = [], failure: ErrorCode | null = null): void {
    this.playing = playing;
    this.#playsNext = next;
    for (const listener of this.#playbackListeners) listener({ playing, failure });
  }

  /** What played has come to its end. */
  playedOut(): void {
    const [next, ...rest] = this.#playsNext;
    this.play(next ?? null, rest);
  }

  /** What a voice says, in that language where it can. */
  clipOf(id: string, wanted: string | null): Sounding {
    const voice = this.voices.find((voice) => voice.id === id);
    const language = wanted ?? this.#effective()?.response_language.value ?? "auto";
    const own = voice?.languages.find((tag) => tag.split("-")[0] === language.split("-")[0]);
    return { voice_id: id, language: own ?? voice?.languages[0] ?? "en-US", length_ms: 4200 };
  }

  /** As the engine works it out. */
  #effective(): EffectivePersonalization | null {
    const { personalization, defaults } = this;
    if (!personalization) return null;
    const plain: { [name in keyof PersonalizationView]: PersonalizationView[name]["value"] } = {
      response_language: "auto",
      response_style: "balanced",
      voice_id: "june",
      send_messages: "ask",
      change_calendar: "ask",
      delete_data: "ask",
      run_commands: "ask",
      spend_credits: "ask",
      spend_over: 20,
    };
    const holds = Object.entries(plain).map(([key, value]) => {
      const name = key as keyof PersonalizationView;
      const [own, ofAll] = [personalization[name].value, defaults[name].value];
      const locked = defaults.locked.value?.includes(name) ?? false;
      const inherited = ofAll ?? value;
      if (locked) return [name, { value: inherited, source: "workspace", locked, inherited }];
      if (own !== null) return [name, { value: own, source: "personal", locked, inherited }];
      return [
        name,
        { value: inherited, source: ofAll === null ? "default" : "workspace", locked, inherited },
      ];
    });
    return Object.fromEntries(holds) as EffectivePersonalization;
  }

  /** Something has happened to the access of the account: sessions and tokens may be others. */
  activityChanged(): void {
    for (const listener of this.#activityListeners) listener({ version: this.#version++ });
  }

  #deletion(deletion_scheduled_at: string | null): void {
    const { access } = this.snapshot;
    if (access.state !== "signed_in") return;
    this.change({ access: { ...access, account: { ...access.account, deletion_scheduled_at } } });
  }

  /** The account stands so by now. */
  account(part: Partial<AccountNow>): void {
    const { access } = this.snapshot;
    if (access.state === "signed_in") {
      this.change({ access: { ...access, account: { ...access.account, ...part } } });
    }
  }

  /** The account of this computer is signed in to with an address and a password by now. */
  protect(email: string): void {
    const homes = this.snapshot.homes.map((home) => (home.kind === "local" ? { ...home, email } : home));
    this.change({ homes });
    this.account({ email, email_verified: false, sign_in_method: "password" });
    for (const listener of this.#resourceListeners) listener({ resource: "account" });
  }

  /** Two-factor stands so by now, whoever changed it. */
  twoFactor(enabled: boolean, recovery_codes_left: number): void {
    const { access } = this.snapshot;
    if (access.state !== "signed_in") return;
    const account = { ...access.account, two_factor: { enabled, recovery_codes_left } };
    this.change({ access: { ...access, account } });
  }

  #codes(): RecoveryCodes {
    this.twoFactor(true, recoveryCodes.length);
    return { codes: [...recoveryCodes] };
  }

  /** The person is done in their browser. */
  comeBack(outcome: SignInOutcome = this.#signedIn()): void {
    for (const resolve of this.#inBrowser.splice(0)) resolve(outcome);
  }

  #inTheBrowser(): SignInOutcome | Promise<SignInOutcome> {
    if (!this.staysInBrowser) return this.#signedIn();
    return new Promise((resolve) => this.#inBrowser.push(resolve));
  }

  #signedIn(): SignInOutcome {
    return this.asksForSecondFactor
      ? { outcome: "second_factor_required" }
      : { outcome: "signed_in", recovery_codes_left: null };
  }

  requestTab(tab: Tab, part: TabRequested["part"] = null): void {
    for (const listener of this.#tabListeners) listener({ tab, part });
  }

  refuse(command: keyof Commands, code: ErrorCode, field: string | null = null): void {
    this.refusals.set(command, { code, detail: "a refusal of the fake", field });
  }

  called(command: keyof Commands): unknown[][] {
    return this.calls.filter((call) => call.command === command).map((call) => call.given);
  }

  #commands(): Commands {
    const answers: { [name in keyof Commands]: (...given: Parameters<Commands[name]>) => unknown } = {
      snapshot: () => this.snapshot,
      useLocal: () => null,
      signIn: () => this.#signedIn(),
      signInMethods: () => ({ provider: this.provider }),
      signInAgain: () => this.#inTheBrowser(),
      signInWithProvider: () => this.#inTheBrowser(),
      signInWithSecondFactor: (factor) => ({
        outcome: "signed_in",
        recovery_codes_left: factor === "recovery_code" ? 9 : null,
      }),
      signUp: () => ({ outcome: "signed_in", recovery_codes_left: null }),
      cancelSignIn: () => this.comeBack({ outcome: "cancelled" }),
      decideApproval: (id) =>
        this.change({ approvals: this.snapshot.approvals.filter((approval) => approval.id !== id) }),
      cancelJob: (id) => this.change({ jobs: this.snapshot.jobs.filter((job) => job.id !== id) }),
      useSample: () => null,
      moveLocalServer: () => this.change({ local_server: null }),
      restoreLocal: () => this.change({ local_server: null }),
      activateHome: (id) =>
        this.change({ homes: this.snapshot.homes.map((home) => ({ ...home, active: home.id === id })) }),
      removeHome: (id) => this.change({ homes: this.snapshot.homes.filter((home) => home.id !== id) }),
      signOut: () => null,
      renameAccount: (name) => this.#rename(name),
      resource: (name) =>
        ({
          account: () => ({
            resource: name,
            fields: { name: this.#fieldOfName(), ...this.#contact() },
          }),
          preferences: () => this.preferences && { resource: name, fields: this.preferences },
          personalization: () => this.personalization && { resource: name, fields: this.personalization },
          defaults: () => ({ resource: name, fields: { locked: this.defaults.locked } }),
        })[name](),
      keepMine: (name, field) => this.#settle(name, field, false),
      takeTheirs: (name, field) => this.#settle(name, field, true),
      setLowCreditThreshold: (credits) => this.standPreferences({ low_credit_threshold: saved(credits) }),
      setAlertWay: (kind, way, on) => this.standPreferences({ [`${kind}_${way}`]: saved(on) }),
      setQuietHours: (on) => this.standPreferences({ quiet_enabled: saved(on) }),
      setQuietBoundary: (boundary, time) => this.standPreferences({ [`quiet_${boundary}`]: saved(time) }),
      setLetThrough: (kind, on) => this.standPreferences({ [`${kind}_through`]: saved(on) }),
      effectivePersonalization: () => this.#effective(),
      voices: () => this.voices,
      setResponseLanguage: (language) => this.standPersonalization({ response_language: saved(language) }),
      setResponseStyle: (style) => this.standPersonalization({ response_style: saved(style) }),
      setVoice: (voice) => this.standPersonalization({ voice_id: saved(voice) }),
      setApproval: (category, approval) => this.standPersonalization({ [category]: saved(approval) }),
      setSpendOver: (credits) => this.standPersonalization({ spend_over: saved(credits) }),
      previewVoices: ([first, ...rest], language) =>
        this.play(
          first === undefined ? null : this.clipOf(first, language),
          rest.map((id) => this.clipOf(id, language)),
        ),
      stopPreview: () => this.play(null),
      setVolume: (volume) => this.#look({ volume }),
      sendVerification: () => null,
      testEmail: () => null,
      testNotification: () => null,
      localMail: () => this.localMail,
      setLocalMail: (mail) => {
        this.localMail = mail;
      },
      forgetLocalMail: () => {
        this.localMail = null;
      },
      openOutbox: () => null,
      protectAccount: (email) => this.protect(email),
      changeEmail: (pending_email) => this.account({ pending_email }),
      withdrawEmailChange: () => this.account({ pending_email: null }),
      changePassword: () => {
        this.sessions = this.sessions.filter((session) => session.current);
        this.activityChanged();
      },
      estimatePassword: (password, own) => estimateOf(password, own),
      askPasswordReset: () => null,
      replayThreshold: (credits) => this.replay(credits),
      sessions: () => this.sessions,
      endSession: (id) => {
        this.sessions = this.sessions.filter((session) => session.id !== id);
      },
      endOtherSessions: () => {
        const before = this.sessions.length;
        this.sessions = this.sessions.filter((session) => session.current);
        return before - this.sessions.length;
      },
      tokens: () => this.tokens,
      activity: (group, limit) =>
        this.activity.filter((row) => group === null || row.group === group).slice(0, limit),
      exportAccount: () => true,
      scheduleDeletion: () => {
        const at = new Date(this.#now.getTime() + 14 * 86_400_000).toISOString();
        this.#deletion(at);
        return at;
      },
      cancelDeletion: () => this.#deletion(null),
      setUpTwoFactor: () => ({
        key: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
        picture: pictureOfNothing(),
      }),
      confirmTwoFactor: () => this.#codes(),
      renewRecoveryCodes: () => this.#codes(),
      disableTwoFactor: () => this.twoFactor(false, 0),
      twoFactorSince: () => new Date(this.#now.getTime() - 30 * 86_400_000).toISOString(),
      issueToken: (name, scopes) => {
        const [like] = tokensUntil(new Date());
        if (like)
          this.tokens = [
            {
              ...like,
              id: `t${name}`,
              name,
              scopes,
              last_used_at: null,
              address: null,
              from_this_computer: false,
            },
            ...this.tokens,
          ];
        return { token: "ift_7Yq2vK0example" };
      },
      rotateToken: () => ({ token: "ift_9Zr3wL1example" }),
      revokeToken: (id) => {
        this.tokens = this.tokens.filter((token) => token.id !== id);
      },
      saveSecret: () => true,
      unsentEdits: () => this.unsent,
      refresh: () => null,
      report: (filter, period) => ({
        ...report(this.#matching(filter), filter, period),
        untouched: this.rows.every((row) => row.kind !== "debit"),
      }),
      conversations: () => conversationsOf(this.rows),
      journal: (filter, before, limit) => page(this.#matching(filter), before, limit),
      alerts: (limit) => this.alerts.slice(0, limit),
      exportJournal: (filter) => this.#matching(filter).length,
      connectAgent: () => ({
        token: "ift_7Yq2vK0example",
        events_url: "http://127.0.0.1:8787/v1/workspaces/w1/usage/events",
        curl: `curl -X POST http://127.0.0.1:8787/v1/workspaces/w1/usage/events -H 'Authorization: Bearer ift_7Yq2vK0example' -H 'Content-Type: application/json' -d '{"events":[{"id":"first","action":"message"}]}'`,
      }),
      copyText: () => null,
      openNotificationSettings: () => null,
      pauseWarnings: (until) => {
        const tomorrow = new Date(`${addDays(dayOf(this.#now), 1)}T08:00:00`).toISOString();
        const reset = this.snapshot.usage?.resets_at ?? "";
        this.change({ warnings: { state: "paused", until: until === "reset" ? reset : tomorrow } });
      },
      resumeWarnings: () => this.change({ warnings: { state: "on" } }),
      setTheme: (theme) => this.#look({ theme }, { theme: saved(theme) }),
      setTextSize: (text_size) => this.#look({ text_size }, { text_scale: saved(Number(text_size)) }),
      setDensity: (density) => this.#look({ density }, { density: saved(density) }),
      setReduceMotion: (on) => this.#look({ reduce_motion: on }, { reduce_motion: saved(on) }),
      setLanguage: (language) => this.#look({ language }, { language: saved(language) }),
      setTrayIcon: (tray_icon) => this.#look({ tray_icon }),
      setAutostart: (autostart) => this.#look({ autostart }),
      setQuitOnClose: (on) => this.#look({ quit_on_close: on }),
      suggestedName: () => "Ada Lovelace",
      fitWindow: () => null,
      followLanguage: () => null,
      openWindow: () => null,
      hideQuickLook: () => null,
      printPage: () => null,
      windowReady: () => null,
      quit: () => null,
    };
    const answer = (name: keyof Commands) =>
      (answers[name] as (...given: unknown[]) => unknown).bind(answers);
    const commands = Object.keys(answers).map((key) => {
      const name = key as keyof Commands;
      return [name, (...given: unknown[]) => this.#carryOut(name, given, answer(name))];
    });
    return Object.fromEntries(commands) as Commands;
  }

  /** The device looks so by now, and the account as far as it follows. */
  #look(device: Partial<DeviceSettings>, preferences: Partial<PreferencesView> = {}): null {
    this.standPreferences(preferences);
    this.change({ device: { ...this.snapshot.device, ...device } });
    return null;
  }

  async #carryOut(
    command: keyof Commands,
    given: unknown[],
    answer: (...given: unknown[]) => unknown,
  ): Promise<Outcome<unknown>> {
    this.calls.push({ command, given });
    if (this.silent.has(command)) return new Promise(() => {});
    const error = this.refusals.get(command);
    if (error) return { status: "error", error };
    const answered = answer(...given);
    const data = answered instanceof Promise ? await answered : answered;
    return { status: "ok", data: data ?? null };
  }

  /** Ends a conflict, or gives up what was refused. */
  #settle(resource: ResourceName, field: string, theirs: boolean): void {
    if (resource === "account") this.standName(settled(this.#fieldOfName(), theirs));
    else if (resource === "personalization" && this.personalization) {
      const of = field as keyof PersonalizationView;
      this.standPersonalization({ [of]: settled(this.personalization[of] as Field<unknown>, theirs) });
    } else if (resource === "preferences" && this.preferences) {
      const of = field as keyof PreferencesView;
      this.standPreferences({ [of]: settled(this.preferences[of] as Field<unknown>, theirs) });
    }
  }

  #rename(name: string): void {
    const { access } = this.snapshot;
    if (access.state === "signed_in") {
      this.change({ access: { ...access, account: { ...access.account, name } } });
    }
    this.standName({ value: name, state: { state: "saved" } });
  }

  #fieldOfName(): Field<string> {
    const { access } = this.snapshot;
    const name = access.state === "signed_in" ? access.account.name : "";
    return this.#name ?? { value: name, state: { state: "saved" } };
  }

  /** A home on this computer has the address of its account, if that has one. */
  #contact(): Omit<AccountView, "name"> {
    const { access, homes } = this.snapshot;
    const isRemote = homes.some((home) => home.active && home.kind === "remote");
    if (isRemote || access.state !== "signed_in") return this.email;
    const { email, email_verified } = access.account;
    return { ...this.email, email: saved(email || null), email_verified: saved(email_verified) };
  }

  #matching({ from, to, action, conversation_id }: Filter): JournalRow[] {
    return this.rows.filter((row) => {
      const day = dayOf(new Date(row.occurred_at));
      return (
        (!from || day >= from) &&
        (!to || day <= to) &&
        (!action || row.by_action.some((total) => total.action === action)) &&
        (conversation_id === null || row.conversation?.id === conversation_id)
      );
    });
  }
}

function saved<T>(value: T): Field<T> {
  return { value, state: { state: "saved" } };
}

function settled<T>({ value, state }: Field<T>, theirs: boolean): Field<T> {
  return saved(theirs && state.state === "conflict" ? state.theirs : value);
}

function add<T>(listeners: T[], listener: T): () => void {
  listeners.push(listener);
  return () => listeners.splice(listeners.indexOf(listener), 1);
}

function page(rows: JournalRow[], before: number | null, limit: number) {
  const start = before === null ? 0 : rows.findIndex((row) => row.seq < before);
  const end = start + Math.min(limit, 500);
  const shown = start === -1 ? [] : rows.slice(start, end);
  const more = start !== -1 && end < rows.length;
  return { rows: shown, next: more ? (shown[shown.length - 1]?.seq ?? null) : null };
}

function report(rows: JournalRow[], filter: Filter, period: Period): Omit<Report, "untouched"> {
  const steps = rows.flatMap((row) => row.steps).filter((step) => step.action !== null);
  const matching = steps.filter((step) => !filter.action || step.action === filter.action);
  const to = filter.to ?? dayOf(new Date());
  const from = filter.from ?? addDays(to, -29);
  const byStart = groupBy(matching, (step) => startOf(dayOf(new Date(step.occurred_at)), period));
  const bars: Bar[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const start = startOf(day, period);
    if (bars.at(-1)?.start === start) continue;
    const by_action = totals(byStart.get(start) ?? []);
    bars.push({ start, total: sum(by_action), by_action });
  }
  const total = sum(totals(matching));
  return {
    from,
    to,
    total,
    per_day: Math.round(total / 30),
    bars,
    by_action: totals(matching),
    by_conversation: conversationsOf(rows)
      .map(({ id, title }) => {
        const own = rows.filter((row) => row.conversation?.id === id).flatMap((row) => row.steps);
        const by_action = totals(own.filter((step) => !filter.action || step.action === filter.action));
        return { id, title, credits: sum(by_action), by_action };
      })
      .sort((a, b) => b.credits - a.credits),
  };
}

function startOf(day: string, period: Period): string {
  if (period === "day") return day;
  if (period === "month") return `${day.slice(0, 7)}-01`;
  return addDays(day, -((new Date(`${day}T12:00:00`).getDay() + 6) % 7));
}

function conversationsOf(rows: JournalRow[]) {
  const found = new Map<string, { id: string; title: string | null }>();
  for (const { conversation } of rows) if (conversation) found.set(conversation.id, conversation);
  return [...found.values()];
}

function sum(of: { credits: number }[]): number {
  return of.reduce((whole, part) => whole + part.credits, 0);
}

function groupBy<T>(items: T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

/** Roughly what the app says: enough to see each of its answers. */
export function estimateOf(password: string, own: string[] = []): PasswordEstimate {
  const least = 15;
  const small = password.toLowerCase();
  if (password.length < least) return { strength: "weak", fault: "too_short", hint: null, least };
  if (password.length > 128) return { strength: "weak", fault: "too_long", hint: null, least };
  if (own.some((name) => name !== "" && small.includes(name.toLowerCase()))) {
    return { strength: "weak", fault: "own_name", hint: null, least };
  }
  if (small.startsWith("password")) return { strength: "weak", fault: "guessable", hint: "common", least };
  if (new Set(small).size < 6) return { strength: "weak", fault: null, hint: "repeats", least };
  return { strength: password.length < 24 ? "good" : "strong", fault: null, hint: null, least };
}
