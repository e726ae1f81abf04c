import { screen, within } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import { approvalsAt } from "../../dev/fake-data";
import { expectAccessible, openApp, openQuickLook, settled } from "../../tests/app";
import { tabs } from "../tabs/registry";
import { timeLeft } from "./time-left";

afterEach(() => vi.restoreAllMocks());

const report = "Send the weekly report to 14 people";
const migration = "Run the migration of the staging database";
const card = (title: string) => within(screen.getByRole("region", { name: title }));
const isAsked = (title: string) => screen.queryByRole("region", { name: title }) !== null;
const answer = (name: "Deny" | "Allow", title: string) =>
  screen.getByRole("button", { name: `${name} ${title}` });

test.each(tabs.map(({ name }) => name))("what an agent asks is told in full on the tab %s", async (tab) => {
  const { backend } = await openApp("approvals");
  backend.requestTab(tab);
  await settled();
  const asked = card(report);
  expect(asked.getByText("“Inbox triage” asks for your approval")).toBeTruthy();
  expect(asked.getByText("Send messages")).toBeTruthy();
  expect(asked.getByText(/Subject: What we learned/u).textContent).toContain("\n\nHello all");
  expect(asked.getByText("Would spend 40 credits")).toBeTruthy();
  expect(asked.getByText("4 min left to answer")).toBeTruthy();
  expect(card(migration).getByText("Denied in 45 s")).toBeTruthy();
  await expectAccessible();
});

test("it is allowed, and goes", async () => {
  const { backend, user } = await openApp("approvals");
  await user.click(answer("Allow", report));
  await settled();
  expect(backend.called("decideApproval")).toEqual([["ask-1", true]]);
  expect([isAsked(report), isAsked(migration)]).toEqual([false, true]);
});

test("it is denied, and goes", async () => {
  const { backend, user } = await openApp("approvals");
  await user.click(answer("Deny", migration));
  await settled();
  expect(backend.called("decideApproval")).toEqual([["ask-2", false]]);
  expect([isAsked(report), isAsked(migration)]).toEqual([true, false]);
});

test("no key that was meant for the page answers it, and neither answer is urged", async () => {
  const { backend, user } = await openApp("approvals");
  await user.keyboard("{Enter} ");
  expect(backend.called("decideApproval")).toEqual([]);
  const [deny, allow] = card(report).getAllByRole("button");
  expect([deny?.textContent?.trim(), allow?.textContent?.trim()]).toEqual(["Deny", "Allow"]);
  expect(deny?.className).toBe(allow?.className);
});

test("two clicks answer one request, and not the next one that takes its place", async () => {
  const { backend, user } = await openApp("approvals");
  await user.click(answer("Allow", report));
  await settled();
  const second = new MouseEvent("click", { bubbles: true, detail: 2 });
  answer("Allow", migration).dispatchEvent(second);
  await settled();
  expect(backend.called("decideApproval")).toEqual([["ask-1", true]]);
});

test("a click that was meant for a card that has just gone answers nothing", async () => {
  const { backend, user } = await openApp("approvals");
  const now = vi.spyOn(performance, "now");
  const at = performance.now();
  now.mockReturnValue(at);
  backend.change({ approvals: backend.snapshot.approvals.slice(1) });
  await settled();
  await user.click(answer("Allow", migration));
  await settled();
  expect(backend.called("decideApproval")).toEqual([]);
  now.mockReturnValue(at + 500);
  await user.click(answer("Allow", migration));
  await settled();
  expect(backend.called("decideApproval")).toEqual([["ask-2", true]]);
  now.mockRestore();
});

test("while an answer is under way no other one is taken", async () => {
  const { backend, user } = await openApp("approvals");
  backend.silent.add("decideApproval");
  await user.click(answer("Deny", report));
  await user.click(answer("Allow", report));
  await settled();
  expect(backend.called("decideApproval")).toEqual([["ask-1", false]]);
  expect(answer("Allow", report).getAttribute("aria-disabled")).toBe("true");
  expect(answer("Deny", migration).getAttribute("aria-disabled")).toBe("false");
});

test("an answer that did not arrive is said so, and can be given again on another tab", async () => {
  const { backend, user } = await openApp("approvals");
  backend.refuse("decideApproval", "unreachable");
  await user.click(answer("Deny", report));
  await settled();
  backend.requestTab("account");
  await settled();
  expect(card(report).getByRole("alert").textContent).toMatch(/The server doesn't answer/u);
  backend.refusals.clear();
  await user.click(answer("Deny", report));
  await settled();
  expect(isAsked(report)).toBe(false);
});

test("what was answered elsewhere is said so, and goes with what the app hears", async () => {
  const { backend, user } = await openApp("approvals");
  backend.refuse("decideApproval", "already_decided");
  await user.click(answer("Allow", report));
  await settled();
  backend.change({ approvals: backend.snapshot.approvals.slice(1) });
  await settled();
  expect(screen.getByText("Somebody answered already, or the time was up.")).toBeTruthy();
  expect(isAsked(report)).toBe(false);
});

test("of more than three the oldest are shown, and the others are counted", async () => {
  const { backend } = await openApp("approvals-many");
  const asked = within(screen.getByRole("region", { name: "Waiting for your approval" }));
  expect(asked.getAllByRole("button")).toHaveLength(6);
  expect(asked.getByText("And 2 more requests")).toBeTruthy();
  expect(asked.getByText("Would spend 1 credit")).toBeTruthy();
  backend.change({ approvals: backend.snapshot.approvals.slice(1) });
  await settled();
  expect(asked.getAllByRole("button")).toHaveLength(6);
  expect(asked.getByText("And 1 more request")).toBeTruthy();
});

test("what nobody answered in time goes with the snapshot, and what comes is shown", async () => {
  const { backend } = await openApp("approvals");
  const asked = backend.snapshot.approvals;
  backend.change({ approvals: [] });
  await settled();
  expect(screen.queryByRole("region", { name: "Waiting for your approval" })).toBeNull();
  backend.change({ approvals: asked });
  await settled();
  expect(isAsked(report)).toBe(true);
});

test("nobody who is signed out is asked", async () => {
  const { backend } = await openApp("approvals");
  backend.change({ access: { state: "signed_out", email: "" } });
  await settled();
  expect(isAsked(report)).toBe(false);
});

test("an agent's markup is text", async () => {
  const { backend, container } = await openApp("approvals");
  const [first] = backend.snapshot.approvals;
  if (!first) throw new Error("the scene asks something");
  const markup = "<img src=x><b>Safe</b>";
  backend.change({ approvals: [{ ...first, asked_by: markup, title: markup, detail: markup }] });
  await settled();
  const asked = screen.getByRole("region", { name: markup });
  expect(asked.querySelectorAll("img, b")).toHaveLength(0);
  expect(asked.textContent).toContain(`“${markup}” asks`);
  expect(container.querySelector("img")).toBeNull();
});

test("each request is read out once, when it comes", async () => {
  const { backend } = await openApp("approvals");
  const log = screen.getByRole("log");
  const told = () => [...log.children].map(({ textContent }) => textContent);
  expect(told()).toEqual([
    `“Inbox triage” asks for your approval: ${report}`,
    `“Deploy bot” asks for your approval: ${migration}`,
  ]);
  const second = log.children[1];
  backend.change({ approvals: backend.snapshot.approvals.slice(1), outdated: true });
  await settled();
  expect([...log.children]).toEqual([second]);
});

test("the time is counted down while something is asked and seen, and nothing ticks otherwise", async () => {
  const [begun, ended] = [vi.spyOn(window, "setInterval"), vi.spyOn(window, "clearInterval")];
  const { backend } = await openApp("usage");
  expect(begun).not.toHaveBeenCalled();
  backend.change({ approvals: approvalsAt(new Date()) });
  await settled();
  expect(begun.mock.calls.map(([, pause]) => pause)).toEqual([1000]);
  vi.setSystemTime(Date.now() + 5000);
  const [tick] = begun.mock.calls[0] ?? [];
  (tick as () => void)();
  await settled();
  expect(card(migration).getByText("Denied in 40 s")).toBeTruthy();
  const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  document.dispatchEvent(new Event("visibilitychange"));
  expect(ended).toHaveBeenLastCalledWith(begun.mock.results[0]?.value);
  expect(begun).toHaveBeenCalledTimes(1);
  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event("visibilitychange"));
  expect(begun).toHaveBeenCalledTimes(2);
  backend.change({ approvals: [] });
  await settled();
  expect(ended).toHaveBeenLastCalledWith(begun.mock.results[1]?.value);
  document.dispatchEvent(new Event("visibilitychange"));
  expect(begun).toHaveBeenCalledTimes(2);
});

test.each([
  [-3, "Time is up"],
  [0.4, "Time is up"],
  [59, "Denied in 59 s"],
  [61, "1 min left to answer"],
  [7199, "119 min left to answer"],
  [7200, "2 h left to answer"],
  [86_400, "24 h left to answer"],
])("%d seconds are told as “%s”", (seconds, words) => {
  const now = Date.now();
  expect(timeLeft(new Date(now + seconds * 1000).toISOString(), now)).toBe(words);
});

test("the quick look says how many wait, and leads to them", async () => {
  const { backend, user } = await openQuickLook("approvals");
  await expectAccessible();
  await user.click(screen.getByRole("button", { name: "2 approvals wait" }));
  expect(backend.called("openWindow")).toEqual([["usage"]]);
  backend.change({ approvals: backend.snapshot.approvals.slice(1) });
  await settled();
  expect(screen.getByRole("button", { name: "1 approval waits" })).toBeTruthy();
  backend.change({ approvals: [] });
  await settled();
  expect(screen.queryByRole("button", { name: /approval/u })).toBeNull();
});
