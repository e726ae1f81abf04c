import type {
  ActionTotal,
  ActivityRow,
  AlertRow,
  ApprovalNow,
  JournalRow,
  JournalStep,
  QrPicture,
  ReplayedAlert,
  SessionRow,
  Snapshot,
  ThresholdReplay,
  TokenRow,
  VoiceRow,
} from "../src/bindings";
import { addDays, dayOf, daysBetween } from "../src/shared/format";

const prices: Record<string, number> = {
  message: 1,
  agent_step: 2,
  web_fetch: 1,
  image_generation: 5,
  image_edit: 5,
  deep_research: 20,
};
const conversations = [
  { id: "c1", title: "Quarterly market scan", actions: ["deep_research", "agent_step", "web_fetch"] },
  { id: "c2", title: "Inbox triage", actions: ["agent_step", "message"] },
  { id: "c3", title: "Launch visuals", actions: ["image_generation", "image_edit", "message"] },
  { id: "c4", title: "Travel to Lisbon", actions: ["web_fetch", "agent_step"] },
  {
    id: "c5",
    title: "A very long title of a conversation that would not fit in any column",
    actions: ["message"],
  },
  { id: "c6", title: null, actions: ["message", "agent_step"] },
];

export function snapshotAt(now: Date): Snapshot {
  const resetsAt = new Date(now.getTime() + 12 * 86_400_000);
  return {
    homes: [
      { id: "home-local", kind: "local", name: "", url: "http://127.0.0.1:8787", email: null, active: true },
      {
        id: "home-remote",
        kind: "remote",
        name: "infuse.example.org",
        url: "https://infuse.example.org",
        email: "ada@example.com",
        active: false,
      },
    ],
    access: {
      state: "signed_in",
      account: {
        id: "a1",
        name: "Ada Lovelace",
        email: "",
        email_verified: false,
        email_problem: null,
        pending_email: null,
        sign_in_method: "local",
        created_at: "2026-03-03T08:00:00Z",
        deletion_scheduled_at: null,
        two_factor: { enabled: false, recovery_codes_left: 0 },
      },
      workspace: { id: "w1", name: "Ada Lovelace", plan: "pro", personal: true },
    },
    connection: { state: "live" },
    outdated: false,
    usage: {
      monthly_total: 1000,
      monthly_used: 747,
      monthly_available: 253,
      purchased_available: 400,
      held: 0,
      available: 653,
      total: 1400,
      left_per_mille: 466,
      level: "enough",
      cycle_started_at: new Date(resetsAt.getTime() - 30 * 86_400_000).toISOString(),
      resets_at: resetsAt.toISOString(),
      memory_words_used: 412_300,
      memory_words_limit: 1_000_000,
      workflows_active: 7,
      workflows_limit: 10,
      as_of: now.toISOString(),
      stale: false,
      today: 31,
      last_days: [31, 22, 18, 5, 4, 27, 30, 14, 19, 33, 6, 3, 21, 31],
      forecast: {
        outlook: "short",
        date: dayOf(new Date(now.getTime() + 7 * 86_400_000)),
        earliest: dayOf(new Date(now.getTime() + 5 * 86_400_000)),
        latest: dayOf(new Date(now.getTime() + 9 * 86_400_000)),
        days_short: 5,
      },
    },
    warnings: { state: "on" },
    device: {
      language: "system",
      theme: "system",
      density: "comfortable",
      text_size: "100",
      reduce_motion: false,
      tray_icon: "ring",
      autostart: true,
      quit_on_close: false,
      volume: 80,
    },
    conditions: [],
    local_server: null,
    jobs: [],
    approvals: [],
  };
}

/** What a warning at so many credits would have come to in a journal that stands newest first; near enough to be looked at. */
export function replayOf(rows: JournalRow[], now: Date, credits: number): ThresholdReplay {
  const from = addDays(dayOf(now), -29);
  const alerts: ReplayedAlert[] = [];
  const balances: (number | null)[] = Array.from({ length: 31 }, () => null);
  let worst = 0;
  for (const { balance_after, occurred_at } of rows.toReversed().flatMap((row) => row.steps.toReversed())) {
    const level = balance_after > credits ? 0 : balance_after > 0 ? 1 : 2;
    const day = daysBetween(from, dayOf(new Date(occurred_at)));
    if (level > worst && day >= 0) {
      const kind = level === 2 ? "credits_exhausted" : "credits_low";
      alerts.push({ kind, raised_at: occurred_at, day, balance: balance_after });
    }
    worst = level === 0 ? 0 : Math.max(worst, level);
    balances.fill(balance_after, Math.max(0, day + 1));
  }
  const first = rows.at(-1);
  const unknown = first ? daysBetween(from, dayOf(new Date(first.occurred_at))) : 29;
  const always_below = alerts.length === 0 && worst > 0;
  return { from, days: 30, unknown_days: Math.max(0, unknown), always_below, balances, alerts };
}

/** Where the person is signed in: here, on a laptop and a phone elsewhere. */
export function sessionsUntil(now: Date): SessionRow[] {
  const ago = (days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString();
  return [
    {
      id: "s1",
      current: true,
      device: { name: "ada-desktop", platform: "linux" },
      address: "127.0.0.1",
      from_this_computer: true,
      first_seen_at: ago(40),
      last_seen_at: ago(0),
    },
    {
      id: "s2",
      current: false,
      device: { name: "Ada's MacBook", platform: "macos" },
      address: "192.0.2.44",
      from_this_computer: false,
      first_seen_at: ago(12),
      last_seen_at: ago(1),
    },
    {
      id: "s3",
      current: false,
      device: null,
      address: "2001:db8:12:3400:8a2e:370:7334:1",
      from_this_computer: false,
      first_seen_at: ago(3),
      last_seen_at: ago(3),
    },
  ];
}

/** What has happened to the access of the account, newest first; the last of a kind that only a newer server knows. */
export function activityUntil(now: Date): ActivityRow[] {
  const here = {
    device: { name: "ada-desktop", platform: "linux" },
    address: "127.0.0.1",
    from_this_computer: true,
  };
  const elsewhere = {
    device: { name: "Ada's MacBook", platform: "macos" },
    address: "192.0.2.44",
    from_this_computer: false,
  };
  const unknown = { device: null, address: null, from_this_computer: false };
  const events: [
    Pick<ActivityRow, "kind" | "group" | "detail">,
    Pick<ActivityRow, "device" | "address" | "from_this_computer">,
  ][] = [
    [{ kind: "token_issued", group: "tokens", detail: "Nightly agent" }, here],
    [{ kind: "second_factor_refused", group: "sign_ins", detail: null }, elsewhere],
    [{ kind: "signed_in_from_new_device", group: "sign_ins", detail: null }, elsewhere],
    [{ kind: "session_ended", group: "sessions", detail: "old-laptop" }, here],
    [{ kind: "other_sessions_ended", group: "sessions", detail: "2" }, here],
    [{ kind: "two_factor_enabled", group: "secrets", detail: null }, here],
    [{ kind: "email_changed", group: "email", detail: null }, unknown],
    [{ kind: "moon_landed", group: "account", detail: null }, unknown],
    [{ kind: "signed_up", group: "sign_ins", detail: null }, here],
  ];
  return events.map(([event, from], index) => ({
    ...event,
    ...from,
    id: `e${index}`,
    happened_at: new Date(now.getTime() - (index * 9 + 1) * 3_600_000).toISOString(),
  }));
}

/** Tokens of a person, newest first: one in use, one that is not, and one that has ended. */
export function tokensUntil(now: Date): TokenRow[] {
  const ago = (days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString();
  return [
    {
      id: "t1",
      name: "Nightly agent",
      workspace: "Ada Lovelace",
      scopes: ["usage_write", "signals_write"],
      hint: "ift_…9fQ2",
      created_at: ago(20),
      last_used_at: ago(0),
      address: "203.0.113.7",
      from_this_computer: false,
      expires_at: ago(-345),
      standing: "in_use",
    },
    {
      id: "t2",
      name: "Spreadsheet",
      workspace: "Ada Lovelace",
      scopes: ["usage_read"],
      hint: "ift_…Xk07",
      created_at: ago(200),
      last_used_at: ago(120),
      address: "198.51.100.20",
      from_this_computer: false,
      expires_at: null,
      standing: "unused",
    },
    {
      id: "t3",
      name: "Trial",
      workspace: null,
      scopes: ["usage_write", "usage_read", "usage_refund", "signals_write", "settings_read"],
      hint: "ift_…a0Rb",
      created_at: ago(60),
      last_used_at: null,
      address: null,
      from_this_computer: false,
      expires_at: ago(30),
      standing: "expired",
    },
  ];
}

/** A journal of so many days by a fixed seed, newest first. */
export function journalUntil(now: Date, days: number): JournalRow[] {
  const random = seeded(11);
  const rows: JournalRow[] = [];
  let seq = 1;
  let balance = 1400;
  for (let back = days - 1; back >= 0; back--) {
    const day = addDays(dayOf(now), -back);
    const busy = [0, 6].includes(new Date(`${day}T12:00:00`).getDay()) ? 1 : 4;
    const turns = Math.floor(random() * busy) + (busy > 1 ? 1 : 0);
    const minutes = Array.from({ length: turns }, () => 480 + Math.floor(random() * 660)).sort(
      (a, b) => a - b,
    );
    for (const minute of minutes) {
      const row = debit(random, `${day}T${clock(minute)}`, seq, balance);
      rows.unshift(row);
      seq += row.steps.length;
      balance = row.balance_after;
      if (balance < 80) {
        balance += 1000;
        rows.unshift(grant(row.occurred_at, seq++, balance));
      }
    }
  }
  return rows;
}

function debit(random: () => number, minute: string, first: number, before: number): JournalRow {
  const conversation = pick(random, conversations);
  const steps: JournalStep[] = [];
  let left = before;
  for (let step = 1 + Math.floor(random() * 4); step > 0; step--) {
    const action = pick(random, conversation.actions);
    const quantity = action === "deep_research" ? 1 : 1 + Math.floor(random() * 3);
    const credits = -(prices[action] ?? 1) * quantity;
    left += credits;
    steps.unshift({
      seq: first + steps.length,
      id: `event-${first + steps.length}`,
      action,
      quantity,
      credits,
      balance_after: left,
      source: "nightly-agent",
      occurred_at: new Date(`${minute}:${10 + steps.length}`).toISOString(),
    });
  }
  return {
    seq: first + steps.length - 1,
    kind: "debit",
    occurred_at: steps[0]?.occurred_at ?? "",
    credits: left - before,
    balance_after: left,
    conversation: { id: conversation.id, title: conversation.title },
    by_action: totals(steps),
    reason: null,
    steps,
  };
}

function grant(moment: string, seq: number, balance: number): JournalRow {
  const step = {
    id: `grant-${seq}`,
    action: null,
    quantity: null,
    source: null,
    credits: 1000,
    balance_after: balance,
  };
  return {
    seq,
    kind: "grant",
    occurred_at: moment,
    credits: 1000,
    balance_after: balance,
    conversation: null,
    by_action: [],
    reason: null,
    steps: [{ ...step, seq, occurred_at: moment }],
  };
}

/** A minute of the day as `08:05`. */
function clock(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** Credits and quantities by action, largest first. */
export function totals(steps: JournalStep[]): ActionTotal[] {
  const sums = new Map<string, ActionTotal>();
  for (const { action, quantity, credits } of steps) {
    if (!action) continue;
    const sum = sums.get(action) ?? { action, credits: 0, quantity: 0 };
    sums.set(action, { action, credits: sum.credits - credits, quantity: sum.quantity + (quantity ?? 0) });
  }
  return [...sums.values()].sort((a, b) => b.credits - a.credits);
}

function pick<T>(random: () => number, from: T[]): T {
  return from[Math.floor(random() * from.length)] as T;
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** One of each kind, newest first. */
export function alertsUntil(now: Date): AlertRow[] {
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
  const none = { title: "", detail: "" };
  const shown = { notification: "shown" as const };
  return [
    {
      key: "5",
      kind: "signal",
      title: "The nightly report failed",
      detail: "Step 3 could not reach the calendar.",
      raised_at: hoursAgo(2),
      notification: "waiting",
    },
    {
      key: "6",
      kind: "signal",
      title: "The calendar needs to be connected again",
      detail: "",
      raised_at: hoursAgo(3),
      notification: "left_out",
    },
    { key: "4", kind: "credits_low", ...none, raised_at: hoursAgo(20), ...shown },
    { key: "3", kind: "elsewhere", title: "Credits ran out", detail: "", raised_at: hoursAgo(45), ...shown },
    { key: "2", kind: "plan_upgraded", ...none, raised_at: hoursAgo(200), notification: "left_out" },
    { key: "1", kind: "credits_exhausted", ...none, raised_at: hoursAgo(230), ...shown },
  ];
}

/** A QR code's looks, which nobody can scan. */
export function pictureOfNothing(): QrPicture {
  const modules = 57;
  const [first, last] = [4, modules - 5];
  let path = "";
  for (let row = first; row <= last; row++) {
    for (let column = first; column <= last; column++) {
      const within = (edge: number, at: number): boolean => at >= edge && at < edge + 7;
      const isFinder =
        (within(first, row) || within(last - 6, row)) &&
        (within(first, column) || within(last - 6, column)) &&
        !(within(last - 6, row) && within(last - 6, column));
      const ring = (at: number): number =>
        Math.min((at - first) % (last - 6 - first), 6 - ((at - first) % (last - 6 - first)));
      const isDark = isFinder
        ? Math.min(ring(row), ring(column)) !== 1
        : (row * row + 3 * row * column + column * column * 7) % 5 < 2;
      if (isDark) path += `M${column} ${row}h1v1h-1z`;
    }
  }
  return { modules, path };
}

/** Codes of the form that servers give. */
export const recoveryCodes: readonly string[] = Array.from({ length: 10 }, (_, at) =>
  ["7k2m", "q9xd", "c3hf", "w8nv"].map((group) => group.replace(/\d/u, String(at))).join("-"),
);

export const voices: VoiceRow[] = [
  { id: "marina", name: "Marina", languages: ["pt-BR", "pt-PT"], character: ["warm", "calm"] },
  { id: "otto", name: "Otto", languages: ["de-DE"], character: ["clear", "deep"] },
  { id: "june", name: "June", languages: ["en-US"], character: ["bright", "quick"] },
  { id: "elise", name: "Elise", languages: ["fr-FR", "en-GB"], character: ["soft", "smooth"] },
  { id: "teo", name: "Teo", languages: ["es-419"], character: ["lively", "friendly"] },
  { id: "aoi", name: "Aoi", languages: ["ja"], character: ["even", "gentle"] },
  { id: "salma", name: "Salma", languages: ["ar"], character: ["steady", "rich"] },
  { id: "nils", name: "Nils", languages: ["en-GB", "sv", "nb", "da"], character: ["crisp", "light"] },
];

/** What two agents ask, the first of which can not wait for long. */
export function approvalsAt(now: Date): ApprovalNow[] {
  const inSeconds = (seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();
  return [
    {
      id: "ask-1",
      asked_by: "Inbox triage",
      category: "send_messages",
      title: "Send the weekly report to 14 people",
      detail:
        "To: team@example.com\nSubject: What we learned this week\n\nHello all, here is what the market scan found.",
      credits: 40,
      expires_at: inSeconds(280),
    },
    {
      id: "ask-2",
      asked_by: "Deploy bot",
      category: "run_commands",
      title: "Run the migration of the staging database",
      detail: null,
      credits: null,
      expires_at: inSeconds(45),
    },
  ];
}

/** More than are shown at once, at length, and one of a kind that only a newer server knows. */
export function manyApprovalsAt(now: Date): ApprovalNow[] {
  const [first] = approvalsAt(now);
  const categories = ["delete_data", "change_calendar", "spend_credits", "run_commands", null] as const;
  return categories.map((category, index) => ({
    ...(first as ApprovalNow),
    id: `ask-${index}`,
    asked_by: "The integration that reports what the overnight market research has used",
    category,
    title: `Delete each of the ${1000 + index} files of https://infuse.a-rather-long-name-of-a-department.example.org/archive/2019, their backups and the index that names them, for good, as nobody has opened any of them since they were moved there`,
    detail: Array.from({ length: 12 }, (_, line) => `rm --recursive archive/2019/part-${line}`).join("\n"),
    credits: index === 0 ? 1 : 12_500,
    expires_at: new Date(now.getTime() + 5 * 3_600_000).toISOString(),
  }));
}
