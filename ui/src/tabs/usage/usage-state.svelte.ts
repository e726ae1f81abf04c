import type { Session } from "../../session/session.svelte";
import type { TabMemory } from "../../session/tab-memory.svelte";
import { AgentConnection } from "./agent-connection.svelte";
import { UsageView } from "./usage-view.svelte";

/** What the tab keeps while another one is looked at: its questions and answers, and a token that is shown once. */
export class UsageState {
  readonly view: UsageView;
  readonly connection: AgentConnection;
  /** Whether the card of the agent stands first. */
  agentFirst = $state(false);

  constructor(session: Session) {
    this.view = new UsageView(session);
    this.connection = new AgentConnection(session);
  }

  static in(memory: TabMemory, session: Session): UsageState {
    return memory.keep("usage", () => new UsageState(session));
  }
}
