import type { ConversationChoice, Filter, JournalRow, Period, Report } from "../../bindings";
import type { Session } from "../../session/session.svelte";
import { dayOf } from "../../shared/format";
import { Latest } from "../../shared/latest.svelte";
import { type DayRange, presetRange, type RangePreset } from "./range";

const pageSize = 40;

/** What the tab asks about, and the answers. One filter drives chart, breakdowns, journal and export. */
export class UsageView {
  preset: RangePreset = $state("30");
  custom: DayRange | undefined = $state.raw();
  action: string | null = $state(null);
  conversation: string | null = $state(null);
  period: Period = $state("day");
  readonly report = new Latest<Report>();
  readonly conversations = new Latest<ConversationChoice[]>();
  readonly journal = new Latest<{ rows: JournalRow[]; next: number | null }>();
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  get range(): DayRange {
    const today = dayOf(new Date());
    if (this.preset === "custom") return this.custom ?? presetRange("30", today);
    return presetRange(this.preset, today, this.#session.snapshot?.usage?.cycle_started_at);
  }

  get filter(): Filter {
    return { ...this.range, action: this.action, conversation_id: this.conversation };
  }

  get narrowed(): boolean {
    return this.action !== null || this.conversation !== null || this.preset !== "30";
  }

  /** Nothing was ever debited here, as far as can be seen. */
  get untouched(): boolean {
    return (
      !this.narrowed && this.report.value?.total === 0 && this.#session.snapshot?.usage?.monthly_used === 0
    );
  }

  clear(): void {
    this.preset = "30";
    this.custom = undefined;
    this.action = null;
    this.conversation = null;
  }

  /** Asks for everything again; a longer journal stays as long as it was. */
  reload(): Promise<unknown> {
    const { commands } = this.#session;
    const length = Math.max(pageSize, this.journal.value?.rows.length ?? 0);
    return Promise.all([
      this.report.ask(commands.report(this.filter, this.period)),
      this.journal.ask(commands.journal(this.filter, null, length)),
      this.conversations.ask(commands.conversations()),
    ]);
  }

  async loadMore(): Promise<void> {
    const shown = this.journal.value;
    if (!shown || shown.next === null) return;
    const page = this.#session.commands.journal(this.filter, shown.next, pageSize);
    await this.journal.ask(
      page.then((outcome) =>
        outcome.status === "error"
          ? outcome
          : { status: "ok", data: { rows: [...shown.rows, ...outcome.data.rows], next: outcome.data.next } },
      ),
    );
  }
}
