import type { ReplayedAlert, Tab } from "../src/bindings";
import { addDays, dayOf } from "../src/shared/format";
import type { FakeBackend } from "./fake-backend";
import { approvalsAt, manyApprovalsAt } from "./fake-data";

/** Those that are seen on another tab than the first. */
export const tabOfScene: ReadonlyMap<string, Tab> = new Map([
  ["account", "account"],
  ["access-empty", "account"],
  ["access-long", "account"],
  ["account-deletion", "account"],
  ["account-remote", "account"],
  ["account-protected", "account"],
  ["email-unverified", "account"],
  ["email-pending", "account"],
  ["email-failing", "account"],
  ["email-offline", "account"],
  ["account-oidc", "account"],
  ["account-oidc-offline", "account"],
  ["two-factor-oidc", "account"],
  ["two-factor", "account"],
  ["two-factor-few", "account"],
  ["two-factor-offline", "account"],
  ["access-loading", "account"],
  ["access-offline", "account"],
  ["access-trouble", "account"],
  ["name-pending", "account"],
  ["name-conflict", "account"],
  ["name-refused", "account"],
  ["preferences", "preferences"],
  ["preferences-pending", "preferences"],
  ["preferences-conflict", "preferences"],
  ["preferences-refused", "preferences"],
  ["preferences-unheard", "preferences"],
  ["preferences-remote", "preferences"],
  ["preferences-unverified", "preferences"],
  ["preferences-protected", "preferences"],
  ["preferences-mail", "preferences"],
  ["preferences-replayed", "preferences"],
  ["preferences-unread", "preferences"],
  ["warnings-paused", "preferences"],
  ["quiet-hours", "preferences"],
  ["quiet-hours-conflict", "preferences"],
  ["quiet-hours-offline", "preferences"],
  ["personalization", "personalization"],
  ["personalization-inherited", "personalization"],
  ["personalization-locked", "personalization"],
  ["personalization-pending", "personalization"],
  ["personalization-conflict", "personalization"],
  ["personalization-refused", "personalization"],
  ["personalization-newer", "personalization"],
  ["personalization-unheard", "personalization"],
  ["voice-playing", "personalization"],
  ["voice-missing", "personalization"],
  ["voices-unheard", "personalization"],
  ["voices-loading", "personalization"],
  ["voices-none", "personalization"],
  ["no-audio-output", "personalization"],
]);

/** Those whose window waits for an answer that never comes. */
export const waitingScenes: ReadonlySet<string> = new Set(["loading", "starting"]);

/** States of the app worth looking at, by name. */
export const scenes: Record<string, (backend: FakeBackend) => void> = {
  usage: () => {},
  account: () => {},
  "account-remote": (backend) => {
    scenes.remote?.(backend);
    backend.account({ sign_in_method: "password" });
  },
  "account-protected": (backend) => backend.protect("ada@example.com"),
  "email-unverified": (backend) => {
    scenes["account-remote"]?.(backend);
    backend.account({ email_verified: false });
  },
  "email-pending": (backend) => {
    scenes["account-remote"]?.(backend);
    backend.account({ pending_email: "augusta.ada.king@analytical-engines.example.org" });
  },
  "email-failing": (backend) => {
    scenes["account-remote"]?.(backend);
    backend.account({ email_problem: "refused" });
  },
  "email-offline": (backend) => {
    scenes["email-pending"]?.(backend);
    scenes.offline?.(backend);
  },
  "account-oidc": (backend) => {
    scenes["account-remote"]?.(backend);
    backend.account({ sign_in_method: "oidc" });
    backend.provider = "Example ID";
    backend.staysInBrowser = true;
  },
  "account-oidc-offline": (backend) => {
    scenes["account-oidc"]?.(backend);
    scenes.offline?.(backend);
  },
  "two-factor-oidc": (backend) => {
    scenes["account-oidc"]?.(backend);
    backend.twoFactor(true, 9);
  },
  "account-deletion": (backend) => {
    scenes["account-remote"]?.(backend);
    void backend.commands.scheduleDeletion("ada@example.com", "", null);
  },
  "two-factor": (backend) => {
    scenes["account-remote"]?.(backend);
    backend.twoFactor(true, 9);
  },
  "two-factor-few": (backend) => {
    scenes["account-remote"]?.(backend);
    backend.twoFactor(true, 1);
  },
  "two-factor-offline": (backend) => {
    scenes["two-factor"]?.(backend);
    scenes.offline?.(backend);
  },
  "access-empty": (backend) => {
    backend.sessions = backend.sessions.filter((session) => session.current);
    backend.tokens = [];
    backend.activity = [];
  },
  "access-long": (backend) => {
    const [here] = backend.sessions;
    const [token] = backend.tokens;
    if (!here || !token) return;
    const device = {
      name: "workstation-of-the-department-of-analytical-engines.example.org",
      platform: "freebsd",
    };
    backend.sessions = Array.from({ length: 9 }, (_, index) => ({
      ...here,
      id: `s${index}`,
      current: index === 0,
      device,
    }));
    backend.tokens = Array.from({ length: 8 }, (_, index) => ({
      ...token,
      id: `t${index}`,
      name: "The integration that reports what the overnight market research has used",
      workspace: "Department of analytical engines and the calculus of finite differences",
      scopes: [
        "usage_write",
        "usage_read",
        "usage_refund",
        "signals_write",
        "settings_read",
        "approvals_ask",
        "billing_read",
      ],
      standing: "unused",
    }));
  },
  "access-loading": (backend) => {
    for (const command of ["sessions", "tokens", "activity"] as const) backend.silent.add(command);
  },
  "access-offline": (backend) => scenes.offline?.(backend),
  "access-trouble": (backend) => {
    backend.refuse("sessions", "timed_out");
    backend.refuse("tokens", "server_fault");
    backend.refuse("activity", "timed_out");
  },
  "name-pending": (backend) => {
    scenes.offline?.(backend);
    backend.standName({ value: "Ada King", state: { state: "pending" } });
  },
  "name-conflict": (backend) =>
    backend.standName({
      value: "Ada King",
      state: { state: "conflict", mine: "Ada King", theirs: "Augusta Ada King" },
    }),
  "name-refused": (backend) =>
    backend.standName({
      value: "Ada King",
      state: { state: "refused", error: { code: "validation", detail: "", field: "name" } },
    }),
  preferences: () => {},
  "preferences-pending": (backend) => {
    scenes.offline?.(backend);
    backend.standPreferences({
      low_credit_threshold: { value: 50, state: { state: "pending" } },
      plan_upgraded_desktop: { value: false, state: { state: "pending" } },
    });
  },
  "preferences-conflict": (backend) =>
    backend.standPreferences({
      low_credit_threshold: { value: 2500, state: { state: "conflict", mine: 2500, theirs: 0 } },
      workflow_failed_desktop: { value: true, state: { state: "conflict", mine: true, theirs: false } },
    }),
  "preferences-refused": (backend) =>
    backend.standPreferences({
      low_credit_threshold: {
        value: 50,
        state: { state: "refused", error: { code: "validation", detail: "", field: "low_credit_threshold" } },
      },
    }),
  "preferences-unheard": (backend) => backend.standPreferences(undefined),
  "preferences-remote": (backend) => scenes.remote?.(backend),
  "preferences-unverified": (backend) => {
    scenes.remote?.(backend);
    backend.email = { ...backend.email, email_verified: { value: false, state: { state: "saved" } } };
  },
  "preferences-protected": (backend) => backend.protect("ada@example.com"),
  "preferences-mail": (backend) => {
    backend.protect("ada@example.com");
    backend.account({ email_verified: true });
    backend.localMail = {
      host: "mail.engines.example.org",
      port: 587,
      encryption: "start_tls",
      user: "ada@example.com",
      from: "infuse@engines.example.org",
    };
  },
  "preferences-replayed": (backend) => {
    const today = dayOf(new Date());
    const at = (day: number, kind: ReplayedAlert["kind"], balance: number): ReplayedAlert => {
      const raised_at = new Date(`${addDays(today, day - 29)}T15:40:00`).toISOString();
      return { kind, raised_at, day, balance };
    };
    const alerts = [
      at(5, "credits_low", 47),
      at(14, "credits_low", 50),
      at(16, "credits_exhausted", 0),
      at(25, "credits_low", 42),
    ];
    const balances = Array.from({ length: 31 }, (_, day) =>
      day < 7
        ? 180 - 26 * day
        : day < 17
          ? Math.max(400 - 50 * (day - 7), 0)
          : Math.max(380 - 41 * (day - 17), 32),
    );
    backend.standPreferences({ low_credit_threshold: { value: 50, state: { state: "saved" } } });
    backend.replay = () => ({
      from: addDays(today, -29),
      days: 30,
      unknown_days: 0,
      always_below: false,
      balances,
      alerts,
    });
  },
  "preferences-unread": (backend) => {
    backend.replay = () => null;
  },
  "warnings-paused": (backend) => void backend.commands.pauseWarnings("tomorrow"),
  "quiet-hours": (backend) => {
    scenes.remote?.(backend);
    backend.standPreferences({ quiet_enabled: { value: true, state: { state: "saved" } } });
    backend.change({ warnings: { state: "quiet", until: nextMorning() } });
  },
  "quiet-hours-conflict": (backend) => {
    scenes["quiet-hours"]?.(backend);
    backend.standPreferences({
      quiet_enabled: { value: true, state: { state: "conflict", mine: true, theirs: false } },
      quiet_from: { value: "21:45", state: { state: "conflict", mine: "21:45", theirs: "23:00" } },
      quiet_to: {
        value: "06:30",
        state: { state: "refused", error: { code: "validation", detail: "", field: "quiet_hours" } },
      },
      workflow_failed_through: { value: true, state: { state: "conflict", mine: true, theirs: false } },
    });
  },
  "quiet-hours-offline": (backend) => {
    scenes.offline?.(backend);
    backend.standPreferences({
      quiet_enabled: { value: true, state: { state: "pending" } },
      quiet_from: { value: "12:00", state: { state: "saved" } },
      quiet_to: { value: "13:30", state: { state: "pending" } },
      credits_low_through: { value: true, state: { state: "pending" } },
    });
  },
  personalization: () => {},
  "personalization-inherited": (backend) => {
    inTeam(backend);
    const nothing = { value: null, state: { state: "saved" } } as const;
    const names = Object.keys(backend.personalization ?? {});
    backend.standPersonalization(Object.fromEntries(names.map((name) => [name, nothing])));
    backend.standDefaults({
      response_language: { value: "ar", state: { state: "saved" } },
      response_style: { value: "step_by_step", state: { state: "saved" } },
      send_messages: { value: "never", state: { state: "saved" } },
    });
  },
  "personalization-locked": (backend) => {
    inTeam(backend);
    backend.standDefaults({
      response_language: { value: "fr-FR", state: { state: "saved" } },
      response_style: { value: "formal", state: { state: "saved" } },
      voice_id: { value: "elise", state: { state: "saved" } },
      send_messages: { value: "ask", state: { state: "saved" } },
      spend_credits: { value: "never", state: { state: "saved" } },
      spend_over: { value: 50, state: { state: "saved" } },
      locked: {
        value: [
          "response_language",
          "response_style",
          "voice_id",
          "send_messages",
          "spend_credits",
          "spend_over",
        ],
        state: { state: "saved" },
      },
    });
  },
  "personalization-pending": (backend) => {
    scenes.offline?.(backend);
    backend.standPersonalization({
      response_language: { value: "de-CH", state: { state: "pending" } },
      response_style: { value: "detailed", state: { state: "pending" } },
      voice_id: { value: "otto", state: { state: "pending" } },
      run_commands: { value: "never", state: { state: "pending" } },
      spend_over: { value: 200, state: { state: "pending" } },
    });
  },
  "personalization-conflict": (backend) =>
    backend.standPersonalization({
      response_language: { value: "en-GB", state: { state: "conflict", mine: "en-GB", theirs: "zh-Hant" } },
      response_style: { value: "formal", state: { state: "conflict", mine: "formal", theirs: null } },
      voice_id: { value: "june", state: { state: "conflict", mine: "june", theirs: "gone" } },
      delete_data: { value: "never", state: { state: "conflict", mine: "never", theirs: "allow" } },
      spend_over: { value: 10, state: { state: "conflict", mine: 10, theirs: 5000 } },
    }),
  "personalization-refused": (backend) => {
    const refused = (field: string) =>
      ({ state: "refused", error: { code: "validation", detail: "", field } }) as const;
    backend.standPersonalization({
      response_language: { value: "tlh", state: refused("response_language") },
      voice_id: { value: "otto", state: refused("voice_id") },
      send_messages: { value: "allow", state: refused("send_messages") },
      spend_over: { value: 999, state: refused("spend_over") },
    });
  },
  "personalization-newer": (backend) =>
    backend.standPersonalization({
      response_style: { value: "other", state: { state: "saved" } },
      run_commands: { value: "other", state: { state: "saved" } },
    }),
  "personalization-unheard": (backend) => backend.standPersonalization(undefined),
  "voice-playing": (backend) => backend.play(backend.clipOf("marina", null)),
  "voice-missing": (backend) =>
    backend.standPersonalization({ voice_id: { value: "gone", state: { state: "saved" } } }),
  "voices-unheard": (backend) => {
    scenes.offline?.(backend);
    backend.refuse("voices", "unreachable");
  },
  "voices-loading": (backend) => void backend.silent.add("voices"),
  "voices-none": (backend) => {
    backend.voices = [];
  },
  "no-audio-output": (backend) => backend.refuse("previewVoices", "no_audio_output"),
  remote: (backend) => {
    backend.change({
      homes: backend.snapshot.homes.map((home) => ({ ...home, active: home.kind === "remote" })),
    });
    backend.account({ email: "ada@example.com", email_verified: true });
  },
  sample: (backend) => {
    backend.change({
      homes: [{ id: "home-sample", kind: "sample", name: "", url: "", email: null, active: true }],
    });
  },
  held: (backend) =>
    usage(backend, { held: 24, monthly_available: 229, available: 629, left_per_mille: 449 }),
  low: (backend) =>
    usage(backend, {
      monthly_used: 992,
      monthly_available: 8,
      purchased_available: 0,
      available: 8,
      total: 1000,
      left_per_mille: 8,
      level: "low",
      forecast: null,
    }),
  exhausted: (backend) =>
    usage(backend, {
      monthly_used: 1000,
      monthly_available: 0,
      purchased_available: 0,
      available: 0,
      total: 1000,
      left_per_mille: 0,
      level: "exhausted",
      forecast: null,
    }),
  stale: (backend) => {
    usage(backend, {
      stale: true,
      as_of: new Date(Date.now() - 3 * 3_600_000).toISOString(),
      forecast: null,
    });
    backend.change({ outdated: true, connection: { state: "connecting" } });
  },
  polling: (backend) => backend.change({ connection: { state: "polling" } }),
  offline: (backend) => {
    usage(backend, { stale: true });
    backend.change({
      outdated: true,
      connection: { state: "offline", since: new Date(Date.now() - 40 * 60_000).toISOString() },
      conditions: ["no_notifications"],
    });
  },
  "port-taken": (backend) =>
    backend.change({ local_server: { state: "port_taken", port: 8787, holder: "node", free: 8788 } }),
  "local-disk-full": (backend) =>
    backend.change({ local_server: { state: "disk_full" }, conditions: ["disk_full"] }),
  unreadable: (backend) =>
    backend.change({
      local_server: {
        state: "unreadable",
        backups: [{ name: "day-2026-11-25.db", made_at: new Date(Date.now() - 86_400_000).toISOString() }],
      },
    }),
  conditions: (backend) =>
    backend.change({
      conditions: [
        "no_notifications",
        "notifications_off",
        "no_tray",
        "cache_rebuilt",
        "cache_newer",
        "cache_locked",
        "state_unsaved",
        "state_locked",
        "disk_full",
        "worker_restarted",
      ],
    }),
  first: (backend) => {
    backend.rows = backend.rows.filter((row) => row.kind === "grant").slice(0, 1);
    usage(backend, {
      monthly_total: 300,
      monthly_used: 0,
      monthly_available: 300,
      purchased_available: 0,
      available: 300,
      total: 300,
      left_per_mille: 1000,
      level: "enough",
      memory_words_used: null,
      workflows_active: null,
      forecast: null,
      today: 0,
      last_days: Array(14).fill(0),
    });
  },
  loading: (backend) => {
    for (const command of ["report", "journal", "conversations"] as const) backend.silent.add(command);
    backend.change({ usage: null, connection: { state: "connecting" } });
  },
  trouble: (backend) => {
    backend.refuse("report", "internal");
    backend.refuse("journal", "timed_out");
  },
  welcome: (backend) => backend.change({ access: { state: "welcome" }, usage: null, homes: [] }),
  "welcome-provider": (backend) => {
    scenes.welcome?.(backend);
    backend.provider = "Example ID";
    backend.staysInBrowser = true;
  },
  preparing: (backend) =>
    backend.change({
      access: { state: "preparing", done: 37, total: 105 },
      jobs: [{ id: "job", kind: "sample_data", done: 37, total: 105 }],
      usage: null,
      homes: [],
    }),
  approvals: (backend) => backend.change({ approvals: approvalsAt(new Date()) }),
  "approvals-many": (backend) => backend.change({ approvals: manyApprovalsAt(new Date()) }),
  exporting: (backend) =>
    backend.change({ jobs: [{ id: "job", kind: "export", done: 12_000, total: 50_000 }] }),
  starting: (backend) => backend.change({ access: { state: "starting" }, usage: null }),
  keyring: (backend) =>
    backend.change({ access: { state: "keyring_locked" }, usage: null, conditions: ["keyring_locked"] }),
  "keyring-missing": (backend) =>
    backend.change({ access: { state: "keyring_locked" }, usage: null, conditions: ["keyring_missing"] }),
  "signed-out": (backend) => backend.change({ access: { state: "signed_out", email: "" }, usage: null }),
  "signed-out-protected": (backend) => {
    backend.protect("ada@example.com");
    backend.change({ access: { state: "signed_out", email: "ada@example.com" }, usage: null });
  },
  "signed-out-sample": (backend) => {
    scenes.sample?.(backend);
    backend.change({ access: { state: "signed_out", email: "" }, usage: null });
  },
  "signed-out-remote": (backend) => {
    backend.change({
      access: { state: "signed_out", email: "ada@example.org" },
      usage: null,
      homes: backend.snapshot.homes.map((home) => ({ ...home, active: home.kind === "remote" })),
    });
  },
  "signed-out-provider": (backend) => {
    scenes["signed-out-remote"]?.(backend);
    backend.provider = "Example ID";
    backend.staysInBrowser = true;
  },
  "signed-out-provider-long": (backend) => {
    scenes["signed-out-provider"]?.(backend);
    backend.provider = "Identity of the Department of Analytical Engines";
  },
  "signed-out-two-factor": (backend) => {
    scenes["signed-out-remote"]?.(backend);
    backend.asksForSecondFactor = true;
  },
};

/** The person looks at the workspace of a team. */
function inTeam(backend: FakeBackend): void {
  scenes.remote?.(backend);
  const { access } = backend.snapshot;
  if (access.state !== "signed_in") return;
  const workspace = { ...access.workspace, id: "w2", name: "Acme Research", plan: "team", personal: false };
  backend.change({ access: { ...access, workspace } });
}

function usage(backend: FakeBackend, part: Partial<NonNullable<FakeBackend["snapshot"]["usage"]>>): void {
  const now = backend.snapshot.usage;
  if (now) backend.change({ usage: { ...now, ...part } });
}

/** Seven in the morning of the next day. */
function nextMorning(): string {
  return new Date(`${addDays(dayOf(new Date()), 1)}T07:00:00`).toISOString();
}
