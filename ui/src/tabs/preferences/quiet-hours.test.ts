import { screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { expectAccessible, openApp, settled } from "../../../tests/app";
import { timesWith } from "./quiet-hours";

const card = () => screen.getByRole("region", { name: "Quiet hours" });
const switchOf = (name: string) => within(card()).getByRole<HTMLInputElement>("switch", { name });
const time = (name: "From" | "Until") =>
  within(card()).getByRole("combobox", { name: new RegExp(`^${name}: `) });
const saved = { state: "saved" } as const;

/** Opens the list of times from the keyboard, and answers what it offers. */
async function timesOf(name: "From" | "Until"): Promise<HTMLElement[]> {
  time(name).focus();
  await userEvent.setup().keyboard("{Enter}");
  return screen.findAllByRole("option");
}

test("where there are no quiet hours nothing but their switch is shown", async () => {
  const { backend, user, container } = await openApp("preferences");
  expect(within(card()).getAllByRole("switch")).toHaveLength(1);
  await user.click(switchOf("Hold notifications"));
  await settled();
  expect(backend.called("setQuietHours")).toEqual([[true]]);
  expect(time("From").textContent).toContain("10:00 PM");
  expect(time("Until").textContent).toContain("7:00 AM");
  expect(within(card()).getByText("On the next day")).toBeTruthy();
  expect(within(card()).getAllByRole("switch")).toHaveLength(6);
  await expectAccessible(container);
});

test("a server that knows no quiet hours has no card of them", async () => {
  const { backend } = await openApp("preferences");
  backend.standPreferences({ quiet_enabled: { value: null, state: saved } });
  await settled();
  expect(screen.queryByRole("region", { name: "Quiet hours" })).toBeNull();
});

test("a time is chosen among half hours, and never that of the other end", async () => {
  const { backend, user } = await openApp("quiet-hours");
  const times = await timesOf("Until");
  expect(times).toHaveLength(47);
  expect(times.map((option) => option.textContent?.trim())).not.toContain("10:00 PM");
  await user.keyboard("{ArrowUp}{Enter}");
  await settled();
  expect(backend.called("setQuietBoundary")).toEqual([["to", "06:30"]]);
  expect(time("Until").textContent).toContain("6:30 AM");
});

test("a time between two half hours is one of the choices", () => {
  expect(timesWith("21:45", "07:00")).toHaveLength(48);
  expect(timesWith("21:45", "07:00").slice(42, 45)).toEqual(["21:30", "21:45", "22:00"]);
  expect(timesWith("07:00", "07:00")).toHaveLength(48);
});

test("hours that begin as they end are said to be none", async () => {
  const { backend } = await openApp("quiet-hours");
  backend.standPreferences({ quiet_to: { value: "22:00", state: saved } });
  await settled();
  expect(time("Until").textContent).toContain("10:00 PM");
  expect(screen.getByText("Quiet hours start and end at the same time, so nothing waits")).toBeTruthy();
});

test.each([
  ["Credits run low", "credits_low"],
  ["Credits are used up", "credits_exhausted"],
  ["A workflow fails", "workflow_failed"],
  ["An integration needs to be reconnected", "integration_needs_reconnect"],
  ["Your plan changes", "plan_upgraded"],
])("%s may come through", async (name, kind) => {
  const { backend, user } = await openApp("quiet-hours");
  const was = switchOf(name).checked;
  await user.click(switchOf(name));
  await settled();
  expect(backend.called("setLetThrough")).toEqual([[kind, !was]]);
  expect(switchOf(name).checked).toBe(!was);
  expect(within(card()).getByText("Saved")).toBeTruthy();
});

test("a kind that no notification tells of is said to have none", async () => {
  await openApp("quiet-hours");
  expect(within(card()).getAllByText("Its notifications are off under Alerts")).toHaveLength(1);
});

test("while it is quiet it is said until when, by the card and beside the warnings", async () => {
  const { backend } = await openApp("quiet-hours");
  expect(within(card()).getByText(/^Quiet until .*7:00 AM$/u)).toBeTruthy();
  expect(screen.getByText(/^Waiting until .*7:00 AM, when quiet hours end$/u)).toBeTruthy();
  backend.change({ warnings: { state: "on" } });
  await settled();
  expect(within(card()).queryByText(/^Quiet until/u)).toBeNull();
  expect(within(card()).getByText("They come together when quiet hours end")).toBeTruthy();
});

test("of mails and sign-ins is told only where there are some", async () => {
  const { backend } = await openApp("quiet-hours");
  expect(within(card()).getByText(/^Emails are sent as usual/u)).toBeTruthy();
  backend.change({
    homes: backend.snapshot.homes.map((home) => ({ ...home, active: home.kind === "local" })),
  });
  backend.account({ email: "" });
  await settled();
  expect(within(card()).queryByText(/^Emails are sent as usual/u)).toBeNull();
});

test("times that meet are both shown, as the person writes times, and one of them is chosen", async () => {
  const { backend, user } = await openApp("quiet-hours");
  const conflict = { state: "conflict", mine: "21:45", theirs: "23:00" } as const;
  backend.standPreferences({ quiet_from: { value: "21:45", state: conflict } });
  await settled();
  expect(screen.getByRole("button", { name: "Keep “9:45 PM”" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Use “11:00 PM”" }));
  await settled();
  expect(backend.called("takeTheirs")).toEqual([["preferences", "quiet_from"]]);
  expect(time("From").textContent).toContain("11:00 PM");
});

test("what is to be decided on is shown also where there are no quiet hours", async () => {
  const { backend } = await openApp("preferences");
  const conflict = { state: "conflict", mine: true, theirs: false } as const;
  backend.standPreferences({ plan_upgraded_through: { value: true, state: conflict } });
  await settled();
  expect(within(card()).getByRole("button", { name: "Use “held until the end”" })).toBeTruthy();
});

test("a time that the app did not take says so and stays as it was", async () => {
  const { backend, user } = await openApp("quiet-hours");
  backend.refuse("setQuietBoundary", "internal");
  await timesOf("From");
  await user.keyboard("{ArrowDown}{Enter}");
  await settled();
  expect(screen.getByText("Something went wrong in Infuse.")).toBeTruthy();
  expect(backend.preferences?.quiet_from.value).toBe("22:00");
});
