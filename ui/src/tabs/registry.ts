import Bell from "@lucide/svelte/icons/bell";
import ChartNoAxesColumn from "@lucide/svelte/icons/chart-no-axes-column";
import SlidersHorizontal from "@lucide/svelte/icons/sliders-horizontal";
import UserRound from "@lucide/svelte/icons/user-round";
import type { Component } from "svelte";
import type { Tab as TabName } from "../bindings";
import type { MessageId } from "../locales/message-ids";
import { Lazy } from "../shared/lazy.svelte";
import UsageTab from "./usage/UsageTab.svelte";

/** A tab as the frame knows it: the frame draws title and purpose, and the view whatever it is about. */
export interface Tab {
  name: TabName;
  title: MessageId;
  purpose: MessageId;
  icon: Component<{ size?: number | string; strokeWidth?: number }>;
  view: Lazy<Component>;
}

/** The tabs in the order of the sidebar, which is also that of their shortcuts. The first that is shown comes with the
 * window, which would wait for it; the others are fetched when they are first opened. */
export const tabs: readonly Tab[] = [
  {
    name: "account",
    title: "account-title",
    purpose: "account-purpose",
    icon: UserRound,
    view: new Lazy(() => import("./account/AccountTab.svelte")),
  },
  {
    name: "preferences",
    title: "preferences-title",
    purpose: "preferences-purpose",
    icon: Bell,
    view: new Lazy(() => import("./preferences/PreferencesTab.svelte")),
  },
  {
    name: "personalization",
    title: "personalization-title",
    purpose: "personalization-purpose",
    icon: SlidersHorizontal,
    view: new Lazy(() => import("./personalization/PersonalizationTab.svelte")),
  },
  {
    name: "usage",
    title: "usage-title",
    purpose: "usage-purpose",
    icon: ChartNoAxesColumn,
    view: Lazy.ready(UsageTab),
  },
];

/** The tab that a window opens with, and behind the gauge of the credits. */
export const firstTab: TabName = "usage";

export function tabNamed(name: TabName): Tab | undefined {
  return tabs.find((tab) => tab.name === name);
}
