import type { ConversationChoice, Filter, JournalRow, Period, Report } from "../../bindings";
import type { Session } from "../../session/session.svelte";
import type { Outcome } from "../../shared/backend";
import { dayOf } from "../../shared/format";
import { Latest } from "../../shared/latest.svelte";
import { type DayRange, presetRange, type RangePreset } from "./range";

const pageSize = 40;
/** No page is longer. */
const longestPage = 500;

interface Journal {
  rows: JournalRow[];
  next: number | null;
}

/** What the tab asks about, and the answers. One filter drives chart, breakdowns, journal and export. */
export class UsageView {
  preset: RangePreset = $state("30");
  custom: DayRange | undefined = $state.raw();
  action: string | null = $state(null);
  conversation: string | null = $state(null);
  period: Period = $state("day");
  /** With the length of its bars, which may be asked for anew while the report is in sight. */
  readonly report = new Latest<Report & { period: Period }>();
  readonly conversations = new Latest<ConversationChoice[]>();
  readonly journal = new Latest<Journal>();
  /** The page that was asked for last beyond those in sight. */
  readonly earlier = new Latest<Journal>();
  /** Fulfilled once all that was asked for last has come. */
  complete: Promise<void> = Promise.resolve();
  readonly #session: Session;
  /** Tells the questions that were asked last from those that they overtook. */
  #turn = 0;
  /** The day that it is here. The journal is said to be new when another one begins. */
  readonly today: string = $derived.by(() => {
    void this.#session.journalVersion;
    return dayOf(new Date());
  });
  /** By itself, as other figures of a snapshot change no range. */
  readonly #cycleStartedAt = $derived.by(() => this.#session.snapshot?.usage?.cycle_started_at);

  constructor(session: Session) {
    this.#session = session;
  }

  get range(): DayRange {
    if (this.preset === "custom") return this.custom ?? presetRange("30", this.today);
    return presetRange(this.preset, this.today, this.#cycleStartedAt);
  }

  get filter(): Filter {
    return { ...this.range, action: this.action, conversation_id: this.conversation };
  }

  get narrowed(): boolean {
    return this.action !== null || this.conversation !== null || this.preset !== "30";
  }

  /** Nothing was ever debited here, as far as is known. */
  get untouched(): boolean {
    return this.report.value?.untouched ?? false;
  }

  /** Shows some days alone, day by day. */
  narrowTo(days: DayRange): void {
    this.custom = days;
    this.preset = "custom";
    this.period = "day";
  }

  clear(): void {
    this.preset = "30";
    this.custom = undefined;
    this.action = null;
    this.conversation = null;
  }

  /**
   * Asks for everything again. Answered once the report has come; what stands further down is asked for after
   * that, so that the window need not wait for it.
   */
  reload(): Promise<void> {
    const { filter, period } = this;
    const turn = ++this.#turn;
    const question = this.#session.commands.report(filter, period);
    const report = this.report.ask(answered(question, (report) => ({ ...report, period })));
    this.complete = report.then(() => (turn === this.#turn ? this.#reloadTheRest(filter) : undefined));
    return report;
  }

  /** A longer journal stays as long as it was. */
  async #reloadTheRest(filter: Filter): Promise<void> {
    const length = Math.max(pageSize, this.journal.value?.rows.length ?? 0);
    this.earlier.error = undefined;
    await Promise.all([
      this.journal.ask(this.#newest(filter, length)),
      this.conversations.ask(this.#session.commands.conversations()),
    ]);
  }

  async loadMore(): Promise<void> {
    const shown = this.journal.value;
    if (!shown || shown.next === null || this.journal.loading || this.earlier.loading) return;
    await this.earlier.ask(this.#session.commands.journal(this.filter, shown.next, pageSize));
    const { value: page, error } = this.earlier;
    // What was asked for anew meanwhile may be about other entries.
    if (!page || error || this.journal.value !== shown) return;
    this.journal.value = { rows: [...shown.rows, ...page.rows], next: page.next };
  }

  /** At least so many rows, unless there are fewer, in as many pages as that takes. */
  async #newest(filter: Filter, length: number): Promise<Outcome<Journal>> {
    const { commands } = this.#session;
    const rows: JournalRow[] = [];
    let next: number | null = null;
    do {
      const limit = Math.min(length - rows.length, longestPage);
      const outcome: Outcome<Journal> = await commands.journal(filter, next, limit);
      if (outcome.status === "error") return outcome;
      rows.push(...outcome.data.rows);
      next = outcome.data.next;
    } while (next !== null && rows.length < length);
    return { status: "ok", data: { rows, next } };
  }
}

/** The answer to a question, changed unless it is a refusal. */
async function answered<T, U>(question: Promise<Outcome<T>>, change: (answer: T) => U): Promise<Outcome<U>> {
  const outcome = await question;
  return outcome.status === "error" ? outcome : { status: "ok", data: change(outcome.data) };
}
