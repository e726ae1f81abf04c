import ChartNoAxesColumn from "@lucide/svelte/icons/chart-no-axes-column";
import UserRound from "@lucide/svelte/icons/user-round";
import type { Component } from "svelte";
import type { Tab as TabName } from "../bindings";
import AccountTab from "../tabs/account/AccountTab.svelte";
import UsageTab from "../tabs/usage/UsageTab.svelte";

interface Tab {
  name: TabName;
  title: string;
  icon: Component<{ size?: number; strokeWidth?: number }>;
  view: Component;
}

/** The tabs in the order of the sidebar, which is also that of their shortcuts. */
export const tabs: readonly Tab[] = [
  { name: "account", title: "account-title", icon: UserRound, view: AccountTab },
  { name: "usage", title: "usage-title", icon: ChartNoAxesColumn, view: UsageTab },
];
