import type { ActionTotal } from "../../bindings";
import { formatList } from "../../shared/format";
import { hasText, t } from "../../shared/text";

/** The actions of the default catalogue, in the order in which the chart stacks them. */
const known = ["message", "agent_step", "web_fetch", "image_generation", "image_edit", "deep_research"];

/** Actions are data of the server: one that the catalogues do not know goes by its own name. */
export function actionName(action: string): string {
  const id = `action-${action}`;
  return hasText(id) ? t(id) : action;
}

/** `4 steps`. */
export function actionCount(action: string, count: number): string {
  const id = `action-count-${action}`;
  return hasText(id) ? t(id, { count }) : t("action-count-other", { count, action });
}

/** `4 steps, 1 message`. */
export function actionCounts(totals: ActionTotal[], most = totals.length): string {
  const parts = totals.slice(0, most).map((total) => actionCount(total.action, total.quantity));
  return formatList(parts);
}

export function actionColor(action: string): string {
  return known.includes(action) ? `var(--series-${action.replaceAll("_", "-")})` : "var(--series-other)";
}

export const knownActions: readonly string[] = known;

/** The catalogue's order first, then by name, so that a colour's place in the stack never moves. */
export function inStackOrder(actions: Iterable<string>): string[] {
  const rank = (action: string) => (known.includes(action) ? known.indexOf(action) : known.length);
  return [...new Set(actions)].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}
