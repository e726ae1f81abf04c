import { screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { expectAccessible, openApp, settled } from "../../../tests/app";
import type { AlertNotification, AlertRow } from "../../bindings";

const disclosure = () => screen.getByRole("button", { name: /alerts|nightly report/i });

test("the newest alert is in sight, and all of them on demand", async () => {
  const { user, backend } = await openApp("usage");
  expect(disclosure().textContent).toContain("The nightly report failed");
  await user.click(disclosure());
  await settled();
  const rows = within(screen.getByRole("group", { name: "Recent alerts" })).getAllByRole("listitem");
  expect(rows).toHaveLength(backend.alerts.length);
  expect(rows.map((row) => row.textContent).join()).toContain("In another workspace: Credits ran out");
});

test("who comes from a notification finds the list open, and the keyboard in it", async () => {
  const { backend } = await openApp("account");
  backend.requestTab("usage", "alerts");
  await settled();
  expect(disclosure().getAttribute("aria-expanded")).toBe("true");
  expect(document.activeElement).toBe(disclosure());
});

test("who comes from a notification finds the keyboard in the list, however late it comes", async () => {
  const { backend } = await openApp("account");
  const answer = backend.commands.alerts;
  vi.spyOn(backend.commands, "alerts").mockImplementation(async (limit) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return answer(limit);
  });
  backend.requestTab("usage", "alerts");
  // On a busy computer the tab itself takes longer than a second to come.
  await vi.waitFor(() => expect(document.activeElement).toBe(disclosure()), 10_000);
  expect(disclosure().getAttribute("aria-expanded")).toBe("true");
});

test("a list that was closed again stays closed, whichever tab is looked at meanwhile", async () => {
  const { backend, user } = await openApp("account");
  backend.requestTab("usage", "alerts");
  await settled();
  await user.click(disclosure());
  await user.keyboard("{Control>}1{/Control}");
  await user.keyboard("{Control>}4{/Control}");
  await settled();
  expect(disclosure().getAttribute("aria-expanded")).toBe("false");
  backend.requestTab("usage", "alerts");
  await settled();
  expect(disclosure().getAttribute("aria-expanded")).toBe("true");
});

test("where nobody was warned there is no list", async () => {
  const { backend } = await openApp("usage");
  backend.alerts = [];
  backend.journalChanged();
  await settled();
  expect(screen.queryByRole("button", { name: /alerts/i })).toBeNull();
});

const alert = (key: string, raised: Date, notification: AlertNotification = "shown"): AlertRow => ({
  key,
  kind: "signal",
  title: `Alert ${key}`,
  detail: "",
  raised_at: raised.toISOString(),
  notification,
});

test("what became of an alert is said where no notification told of it", async () => {
  const { backend, user, container } = await openApp("usage");
  const now = new Date();
  backend.alerts = [alert("1", now, "waiting"), alert("2", now, "left_out"), alert("3", now)];
  backend.journalChanged();
  await settled();
  await user.click(screen.getByRole("button", { name: /Alert 1/u }));
  await settled();
  const [waits, leftOut, shown] = screen
    .getAllByRole("listitem")
    .filter((row) => row.querySelector("time + *"));
  expect(waits?.textContent).toMatch(/Waiting.*Alert 1/su);
  expect(leftOut?.textContent).toMatch(/Not shown as a notification.*Alert 2/su);
  expect(shown?.textContent).not.toMatch(/Waiting|Not shown/u);
  await expectAccessible(container);
});

test("alerts stand below their days, the newest first", async () => {
  const { backend, user } = await openApp("usage");
  const [now, yesterday] = [new Date(), new Date()];
  yesterday.setDate(now.getDate() - 1);
  backend.alerts = [alert("1", now), alert("2", now), alert("3", yesterday)];
  backend.journalChanged();
  await settled();
  await user.click(screen.getByRole("button", { name: /Alert 1/u }));
  await settled();
  const list = within(screen.getByRole("group", { name: "Recent alerts" }));
  expect(list.getAllByRole("heading").map((heading) => heading.textContent)).toEqual(["Today", "Yesterday"]);
  expect(list.getAllByRole("list").map((day) => day.childElementCount)).toEqual([2, 1]);
});

test("the palette leads to the list, open and with the keyboard in it", async () => {
  const { user } = await openApp("usage");
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox", { name: "Commands" }), "recent alerts{Enter}");
  await vi.waitFor(() => expect(document.activeElement).toBe(disclosure()));
  expect(disclosure().getAttribute("aria-expanded")).toBe("true");
});

test("so do the preferences", async () => {
  const { user } = await openApp("preferences");
  await user.click(screen.getByRole("button", { name: "Recent alerts" }));
  await vi.waitFor(() => expect(document.activeElement).toBe(disclosure()));
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Usage");
  expect(disclosure().getAttribute("aria-expanded")).toBe("true");
});

test("who asks for alerts where there are none is told so", async () => {
  const { backend } = await openApp("usage");
  backend.alerts = [];
  backend.journalChanged();
  backend.requestTab("usage", "alerts");
  await settled();
  expect(screen.getByText(/^No alerts yet/u)).toBeTruthy();
});
