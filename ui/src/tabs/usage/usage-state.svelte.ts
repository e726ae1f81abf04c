import { createContext } from "svelte";
import type { Session } from "../../session/session.svelte";
import { AgentConnection } from "./agent-connection.svelte";
import { UsageView } from "./usage-view.svelte";

/** What the tab keeps while another one is looked at: its questions and answers, and a token that is shown once.
 * One for each account and home, made with the window's frame. */
export class UsageState {
  readonly view: UsageView;
  readonly connection: AgentConnection;
  /** Whether the card of the agent stands first. */
  agentFirst = $state(false);

  constructor(session: Session) {
    this.view = new UsageView(session);
    this.connection = new AgentConnection(session);
  }
}

export const [getUsageState, setUsageState] = createContext<UsageState>();
