import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { tick } from "svelte";
import { expect } from "vitest";
import { FakeBackend } from "../dev/fake-backend";
import { scenes, tabOfScene } from "../dev/scenes";
import App from "../src/frame/App.svelte";
import QuickLook from "../src/quick/QuickLook.svelte";
import { Session } from "../src/session/session.svelte";
import { tabs } from "../src/tabs/registry";

/** Opens the main window on a scene, with a journal of so many days. */
export const openApp = (scene: string, days?: number) => open(scene, App, days);

/** Opens the quick look on a scene. */
export const openQuickLook = (scene: string) => open(scene, QuickLook);

async function open(scene: string, page: typeof App | typeof QuickLook, days = 20) {
  const backend = new FakeBackend(days);
  scenes[scene]?.(backend);
  await Promise.all(tabs.map((tab) => tab.view.load()));
  const session = new Session(backend);
  await session.start();
  const { container } = render(page, { session });
  const tab = tabOfScene.get(scene);
  if (tab) backend.requestTab(tab);
  await settled();
  return { backend, session, container, user: userEvent.setup() };
}

/** Opens a menu from the keyboard and takes one of its choices. */
export async function choose(menu: RegExp | string, choice: RegExp | string): Promise<void> {
  const user = userEvent.setup();
  screen.getByRole("button", { name: menu }).focus();
  await user.keyboard("{Enter}");
  const items = within(await screen.findByRole("menu"));
  items.getByText(choice, { exact: false }).closest<HTMLElement>("[role^=menuitem]")?.focus();
  await user.keyboard("{Enter}");
  await settled();
}

/** Lets answers that are under way arrive and be drawn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) await tick();
}

/** No violation of WCAG that a machine can find. Colours are held by the test of the tokens. */
export async function expectAccessible(root: Element = document.body): Promise<void> {
  const { violations } = await axe.run(root, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  expect(found).toEqual([]);
}
