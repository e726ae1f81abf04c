import type { Home } from "../bindings";
import { hasText, t } from "../shared/text";

export function homeName(home: Home): string {
  return home.kind === "remote" ? home.name : t(`home-${home.kind}`);
}

/** Plans are data of the server: one that the catalogues do not know goes by its own name. */
export function planName(plan: string): string {
  const id = `plan-${plan}`;
  return hasText(id) ? t(id) : plan;
}

/** At most two letters that stand for a name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return picked
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toLocaleUpperCase();
}
