import { fireEvent, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { mount } from "svelte";
import { expect, test, vi } from "vitest";
import { FakeBackend } from "../../dev/fake-backend";
import { choose, expectAccessible, openApp, settled } from "../../tests/app";
import type { MessageId } from "../locales/message-ids";
import { openWindow } from "../session/open-window";
import { t } from "../shared/text";
import App from "./App.svelte";

const heading = () => screen.getByRole("heading", { level: 1 }).textContent;

test("digits with Ctrl open the tabs", async () => {
  const { user } = await openApp("usage");
  await user.keyboard("{Control>}1{/Control}");
  expect(heading()).toBe("Account");
  await user.keyboard("{Control>}2{/Control}");
  expect(heading()).toBe("Preferences");
  await user.keyboard("{Control>}3{/Control}");
  expect(heading()).toBe("Personalization");
  await user.keyboard("{Control>}4{/Control}");
  expect(heading()).toBe("Usage");
});

test("the digits open the tabs where they are written with Shift too, and in the number pad", async () => {
  await openApp("usage");
  await fireEvent.keyDown(window, { key: "&", code: "Digit1", ctrlKey: true });
  expect(heading()).toBe("Account");
  await fireEvent.keyDown(window, { key: "4", code: "Numpad4", ctrlKey: true });
  expect(heading()).toBe("Usage");
});

test("no shortcut acts behind the question that signing out asks", async () => {
  const { user } = await openApp("account");
  await user.click(screen.getByRole("button", { name: "Sign out…" }));
  await screen.findByRole("alertdialog");
  await user.keyboard("{Control>}2{/Control}");
  expect(heading()).toBe("Account");
  await user.keyboard("{Control>}k{/Control}");
  await settled();
  expect(screen.queryByRole("combobox", { name: "Commands" })).toBeNull();
});

test("a server that is not entered can be forgotten, once that is confirmed", async () => {
  const { backend, user } = await openApp("usage");
  await choose(/Switch server/u, "Forget infuse.example.org…");
  const asked = within(await screen.findByRole("alertdialog", { name: "Forget infuse.example.org?" }));
  expect(backend.called("removeHome")).toEqual([]);
  await user.click(asked.getByRole("button", { name: "Forget server" }));
  expect(backend.called("removeHome")).toEqual([["home-remote"]]);
});

test("the palette asks before it forgets a server", async () => {
  const { backend, user } = await openApp("account");
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox", { name: "Commands" }), "forget{Enter}");
  expect(await screen.findByRole("alertdialog", { name: "Forget infuse.example.org?" })).toBeTruthy();
  expect(backend.called("removeHome")).toEqual([]);
});

test("the palette tells two servers of one name apart", async () => {
  const { backend, user } = await openApp("usage");
  const [local, remote] = backend.snapshot.homes;
  if (!local || !remote) throw new Error("there are two homes");
  backend.change({ homes: [local, remote, { ...remote, id: "other", url: "http://infuse.example.org" }] });
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox", { name: "Commands" }), "forget http:");
  const found = screen.getAllByRole("option");
  expect(found.length).toBeGreaterThan(0);
  await user.keyboard("{Enter}");
  await user.click(
    within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Forget server" }),
  );
  expect(backend.called("removeHome")).toEqual([["other"]]);
});

test("a tab begins at its head, however far the one before it was read", async () => {
  const { user } = await openApp("usage");
  const main = screen.getByRole("main");
  main.scrollTop = 400;
  expect(main.scrollTop).toBe(400);
  await user.keyboard("{Control>}1{/Control}");
  expect(main.scrollTop).toBe(0);
});

test("a page is read, and scrolled by the keys, from its title on", async () => {
  const { user } = await openApp("usage");
  const title = () => screen.getByRole("heading", { level: 1 });
  expect(document.activeElement).toBe(title());
  await user.click(within(screen.getByRole("navigation")).getByText("Account"));
  expect(document.activeElement).toBe(title());
  expect(title().textContent).toBe("Account");
});

test("only the tabs that exist are shown", async () => {
  await openApp("usage");
  const sidebar = within(screen.getByRole("navigation"));
  expect(sidebar.getAllByRole("listitem").map((item) => item.textContent?.replace(/\W|\d/gu, ""))).toEqual([
    "Account",
    "Preferences",
    "Personalization",
    "Usage",
  ]);
});

test("a tab that is asked for from outside is opened", async () => {
  const { backend } = await openApp("usage");
  backend.requestTab("account");
  await settled();
  expect(heading()).toBe("Account");
});

test("the palette finds a command by its name and runs it", async () => {
  const { backend, user } = await openApp("account");
  await user.keyboard("{Control>}k{/Control}");
  const input = await screen.findByRole("combobox", { name: "Commands" });
  await expectAccessible(screen.getByRole("dialog"));
  await user.type(input, "theme dark{Enter}");
  expect(backend.called("setTheme")).toEqual([["dark"]]);
});

test.each([
  ["Pause warnings until reset", "reset"],
  ["Pause warnings until tomorrow at 8", "tomorrow"],
])("the palette knows a pause of each length: %s", async (name, until) => {
  const { backend, user } = await openApp("usage");
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox"), name);
  await user.keyboard("{Enter}");
  await settled();
  expect(backend.called("pauseWarnings")).toEqual([[until]]);
  await user.keyboard("{Control>}k{/Control}");
  await screen.findByRole("combobox");
  expect(screen.queryByRole("option", { name })).toBeNull();
  expect(screen.getByRole("option", { name: "Resume warnings" })).toBeTruthy();
});

test("the palette asks before it signs out", async () => {
  const { backend, user } = await openApp("account");
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox", { name: "Commands" }), "sign out{Enter}");
  expect(await screen.findByRole("alertdialog")).toBeTruthy();
  expect(backend.called("signOut")).toEqual([]);
});

test("the switcher marks the active home and changes it", async () => {
  const { backend } = await openApp("usage");
  await choose(/Switch server/u, /^infuse\.example\.org$/u);
  expect(backend.called("activateHome")).toEqual([["home-remote"]]);
  screen.getByRole("button", { name: /Switch server/u }).focus();
  await userEvent.keyboard("{Enter}");
  const marked = await screen.findByRole("menuitemradio", { checked: true });
  expect(marked.textContent?.trim()).toBe("infuse.example.org");
});

test("sample data can be looked at from any home, and the palette knows the way too", async () => {
  const { backend, user } = await openApp("usage");
  await choose(/Switch server/u, "Explore sample data");
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox", { name: "Commands" }), "explore{Enter}");
  expect(backend.called("useSample")).toHaveLength(2);
});

test("sample data is marked as such and can be removed", async () => {
  const { backend, user } = await openApp("sample");
  expect(screen.getByText("Sample")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Remove sample data" }));
  expect(backend.called("removeHome")).toEqual([["home-sample"]]);
});

test("nobody is led to sign out of an account that is made up", async () => {
  const { user, backend } = await openApp("sample");
  backend.requestTab("account");
  await settled();
  expect(screen.queryByRole("button", { name: "Sign out…" })).toBeNull();
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox", { name: "Commands" }), "s");
  expect(screen.queryByRole("option", { name: "Sign out…" })).toBeNull();
  expect(screen.getByRole("option", { name: "Remove sample data" })).toBeTruthy();
});

test("each trouble of the computer is told", async () => {
  const { backend } = await openApp("conditions");
  const told = backend.snapshot.conditions.map((condition) =>
    t(`condition-${condition.replaceAll("_", "-")}` as MessageId),
  );
  expect(told.filter((text) => screen.queryByText(text) === null)).toEqual([]);
  expect(new Set(told).size).toBe(10);
});

test("notifications that are off lead to where they are turned on", async () => {
  const { backend, user } = await openApp("conditions");
  await user.click(screen.getByRole("button", { name: "Open notification settings" }));
  expect(backend.called("openNotificationSettings")).toEqual([[]]);
});

test("a port that another program uses is left when the person says so, and agents are remembered", async () => {
  const { backend, user } = await openApp("port-taken");
  expect(screen.getByText(/^node is using port 8787.*tell your agents/u)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Use port 8788" }));
  expect(backend.called("moveLocalServer")).toEqual([[8788]]);
  expect(screen.queryByText(/uses port/u)).toBeNull();
});

test("data that can not be opened is restored from the backup that is chosen, the last one first", async () => {
  const { backend, user } = await openApp("unreadable");
  expect(screen.getByRole("alert").textContent).toContain("can't be opened");
  await user.click(screen.getByRole("button", { name: "Restore a backup…" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(backend.called("restoreLocal")).toEqual([]);
  expect(dialog.getByRole("combobox", { name: /^Backup: / })).toBeTruthy();
  await user.click(dialog.getByRole("button", { name: "Restore" }));
  expect(backend.called("restoreLocal")).toEqual([["day-2026-11-25.db"]]);
});

test("two backups of the same minute are told apart", async () => {
  const { backend, user } = await openApp("unreadable");
  const backups = ["2026-11-25T10:00:07Z", "2026-11-25T10:00:31Z"].map((made_at) => ({
    name: `${made_at}.db`,
    made_at,
  }));
  backend.change({ local_server: { state: "unreadable", backups } });
  await settled();
  await user.click(screen.getByRole("button", { name: "Restore a backup…" }));
  screen.getByRole("combobox", { name: /^Backup: / }).focus();
  await user.keyboard("{Enter}");
  const choices = within(await screen.findByRole("listbox")).getAllByRole("option");
  expect(new Set(choices.map((choice) => choice.textContent?.trim())).size).toBe(2);
});

test("a backup that is made while one is chosen can be chosen, too, and one that is gone is not", async () => {
  const { backend, user } = await openApp("unreadable");
  await user.click(screen.getByRole("button", { name: "Restore a backup…" }));
  const dialog = within(await screen.findByRole("dialog"));
  const backups = [{ name: "day-2026-11-26.db", made_at: "2026-11-26T10:00:00Z" }];
  backend.change({ local_server: { state: "unreadable", backups } });
  await settled();
  await user.click(dialog.getByRole("button", { name: "Restore" }));
  expect(backend.called("restoreLocal")).toEqual([["day-2026-11-26.db"]]);
});

test("nobody is asked any more to replace data that can be opened again", async () => {
  const { backend, user } = await openApp("unreadable");
  await user.click(screen.getByRole("button", { name: "Restore a backup…" }));
  await screen.findByRole("dialog");
  backend.change({ local_server: null });
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(backend.called("restoreLocal")).toEqual([]);
});

test("a full disk under the server inside the app is told once, by what it keeps from being recorded", async () => {
  await openApp("local-disk-full");
  expect(screen.getByText(/^The disk is full, so Infuse can't record/u)).toBeTruthy();
  expect(screen.getAllByText(/The disk is full/u)).toHaveLength(1);
});

test("being offline is told with its beginning, and can be tried again", async () => {
  const { backend, user } = await openApp("offline");
  expect(screen.getByText(/^The server hasn't answered since/u)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(backend.called("refresh")).toHaveLength(1);
});

test("the ring is hollow as soon as the server is out of reach", async () => {
  const { backend, container } = await openApp("usage");
  expect(container.querySelector(".gauge .hollow")).toBeNull();
  backend.change({ connection: { state: "offline", since: new Date().toISOString() }, outdated: true });
  await settled();
  expect(container.querySelector(".gauge .hollow")).not.toBeNull();
});

test("a refused command says why, until that has passed", async () => {
  const { backend, user } = await openApp("offline");
  backend.refuse("refresh", "unreachable");
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await settled();
  expect(screen.getByText(/^The server doesn't answer/u)).toBeTruthy();
  backend.change({ connection: { state: "live" } });
  await settled();
  expect(screen.queryByText(/^The server doesn't answer/u)).toBeNull();
});

test("a refusal leaves when the same is tried again and done", async () => {
  const { backend, user } = await openApp("offline");
  backend.refuse("refresh", "rate_limited");
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await settled();
  expect(screen.getByText(/^Too many attempts/u)).toBeTruthy();
  backend.refusals.clear();
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await settled();
  expect(screen.queryByText(/^Too many attempts/u)).toBeNull();
});

test("a toast never covers what is focused", async () => {
  const { session } = await openApp("account");
  const button = screen.getByRole("button", { name: "Sign out…" });
  const moved = vi.spyOn(button, "scrollIntoView");
  const place = { left: 400, right: 700, top: 700, bottom: 740 } as DOMRect;
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue(place);
  session.toasts.show("copied");
  await settled();
  button.focus();
  expect(moved).toHaveBeenCalledOnce();
  vi.restoreAllMocks();
});

test("the keyboard keeps a place when what it stood on has done its work and gone", async () => {
  const { user } = await openApp("usage");
  await choose(/^Range/u, "Last 7 days");
  const clear = screen.getByRole("button", { name: "Clear filters" });
  clear.focus();
  await user.keyboard("{Enter}");
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByRole("group", { name: "Filters" })));
});

test("the window is reported ready only once its figures and its chart are drawn", async () => {
  document.body.innerHTML = '<div id="app"></div>';
  const backend = new FakeBackend();
  const signedIn = backend.snapshot.access;
  backend.change({ access: { state: "starting" } });
  const windowReady = vi.spyOn(backend.commands, "windowReady");
  windowReady.mockImplementation(async () => {
    expect(document.querySelector('[data-figure="available"]')?.textContent).toBe("653");
    expect(screen.getByRole("slider", { name: t("chart-label") })).toBeTruthy();
    return { status: "ok", data: null };
  });
  const opened = openWindow((session, target) => void mount(App, { target, props: { session } }), backend);
  await settled();
  expect(windowReady).not.toHaveBeenCalled();
  backend.change({ access: signedIn });
  await opened;
  expect(windowReady).toHaveBeenCalledOnce();
});

test("text grows and shrinks with the keys of a browser, and its window is told how large it is now", async () => {
  const { backend, user } = await openApp("usage");
  const scale = () => document.documentElement.style.getPropertyValue("--text-scale");
  expect(scale()).toBe("1");
  expect(backend.called("fitWindow")).toEqual([]);
  await user.keyboard("{Control>}+{/Control}");
  await settled();
  expect(scale()).toBe("1.1");
  expect(backend.called("fitWindow")).toHaveLength(1);
  await user.keyboard("{Control>}--{/Control}");
  expect(scale()).toBe("0.9");
  await user.keyboard("{Control>}-{/Control}");
  expect(backend.called("setTextSize")).toEqual([["110"], ["100"], ["90"]]);
  await user.keyboard("{Control>}0{/Control}");
  expect(scale()).toBe("1");
});

test("a label that is in sight is not said again by a tip", async () => {
  await openApp("usage");
  const told = [...document.querySelectorAll<HTMLElement>("[title]")].filter(
    (element) => !element.hasAttribute("data-shortened") && element.textContent?.trim() === element.title,
  );
  expect(told.map((element) => element.title)).toEqual([]);
});
