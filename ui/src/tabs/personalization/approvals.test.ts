import { screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { expectAccessible, openApp, settled } from "../../../tests/app";
import { loosens } from "./approvals";

const card = () => within(screen.getByRole("region", { name: "Approvals" }));
const choice = (what: string, name: string) =>
  within(card().getByRole("group", { name: what })).getByRole<HTMLInputElement>("radio", { name });
const amount = () =>
  card().getByRole<HTMLInputElement>("spinbutton", { name: "Credits at once without asking" });
const dialog = async () => within(await screen.findByRole("alertdialog", { name: "Let InfuseOS do more?" }));
const closed = () => vi.waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());

test("what is allowed from now on is said plainly before it is", async () => {
  const { backend, user } = await openApp("personalization");
  await user.click(choice("Delete data", "Allow"));
  const asked = await dialog();
  expect(asked.getByText("InfuseOS may delete data without asking you.")).toBeTruthy();
  await expectAccessible();
  expect(backend.called("setApproval")).toEqual([]);
  expect(choice("Delete data", "Never").checked).toBe(true);
  await user.click(asked.getByRole("button", { name: "Allow" }));
  await settled();
  expect(backend.called("setApproval")).toEqual([["delete_data", "allow"]]);
  expect(choice("Delete data", "Allow").checked).toBe(true);
});

test("a no leaves it as it was", async () => {
  const { backend, user } = await openApp("personalization");
  await user.click(choice("Run commands", "Allow"));
  await user.click((await dialog()).getByRole("button", { name: "Cancel" }));
  await closed();
  expect(backend.called("setApproval")).toEqual([]);
  expect(choice("Run commands", "Ask").checked).toBe(true);
});

test.each([
  ["Send messages", "Allow", "InfuseOS may send messages without asking you."],
  ["Run commands", "Allow", "InfuseOS may run commands without asking you."],
  ["Delete data", "Ask", "InfuseOS may delete data, if you say yes each time."],
  [
    "Spend more than 20 credits at once",
    "Allow",
    "InfuseOS may spend any number of credits at once without asking you.",
  ],
])("%s, %s: it is said what that permits", async (what, name, words) => {
  const { user } = await openApp("personalization");
  await user.click(choice(what, name));
  expect((await dialog()).getByText(words)).toBeTruthy();
});

test("what permits less is done at once", async () => {
  const { backend, user } = await openApp("personalization");
  await user.click(choice("Change the calendar", "Ask"));
  await user.click(choice("Send messages", "Never"));
  await settled();
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(backend.called("setApproval")).toEqual([
    ["change_calendar", "ask"],
    ["send_messages", "never"],
  ]);
});

test("what only a newer server knows may be stricter than all that is known", () => {
  expect(loosens("other", "ask")).toBe(true);
  expect(loosens("other", "never")).toBe(false);
  expect(loosens("ask", "allow")).toBe(true);
  expect(loosens("allow", "ask")).toBe(false);
  expect(loosens("ask", "other")).toBe(true);
  expect(loosens("allow", "other")).toBe(false);
});

test("going back to a default that permits more is asked about, in the words of what it permits, and to no other", async () => {
  const { backend, user } = await openApp("personalization");
  await user.click(card().getByRole("button", { name: "Use the default Change the calendar" }));
  await settled();
  expect(backend.called("setApproval")).toEqual([["change_calendar", null]]);
  await user.click(card().getByRole("button", { name: "Use the default Delete data" }));
  const asked = await dialog();
  expect(asked.getByText("InfuseOS may delete data, if you say yes each time.")).toBeTruthy();
  await user.click(asked.getByRole("button", { name: "Let it ask" }));
  await settled();
  expect(backend.called("setApproval").at(-1)).toEqual(["delete_data", null]);
  expect(choice("Delete data", "Ask").checked).toBe(true);
});

test("a default of more credits than the person chose is asked about, and one of fewer is not", async () => {
  const { backend, user } = await openApp("personalization");
  const choose = async (credits: string): Promise<void> => {
    await user.clear(amount());
    await user.type(amount(), `${credits}{Enter}`);
    await settled();
  };
  const inherit = () =>
    card().getByRole("button", { name: "Use the default Credits at once without asking" });
  await choose("5");
  await user.click(inherit());
  const asked = await dialog();
  expect(asked.getByText("InfuseOS may spend up to 20 credits at once without asking you.")).toBeTruthy();
  await user.click(asked.getByRole("button", { name: "Raise the limit" }));
  await closed();
  await settled();
  expect(backend.called("setSpendOver")).toEqual([[5], [null]]);
  expect(amount().value).toBe("20");
  await choose("50");
  await user.click((await dialog()).getByRole("button", { name: "Raise the limit" }));
  await closed();
  await user.click(inherit());
  await settled();
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(backend.called("setSpendOver").at(-1)).toEqual([null]);
});

test("a higher number of credits is kept after a yes to it", async () => {
  const { backend, user } = await openApp("personalization");
  expect(amount().value).toBe("20");
  await user.clear(amount());
  await user.type(amount(), "50{Enter}");
  const asked = await dialog();
  expect(asked.getByText("InfuseOS may spend up to 50 credits at once without asking you.")).toBeTruthy();
  expect(backend.called("setSpendOver")).toEqual([]);
  await user.click(asked.getByRole("button", { name: "Raise the limit" }));
  await settled();
  expect(backend.called("setSpendOver")).toEqual([[50]]);
  expect(amount().value).toBe("50");
  expect(card().getByRole("group", { name: "Spend more than 50 credits at once" })).toBeTruthy();
});

test("a no to it brings back the number that was", async () => {
  const { backend, user } = await openApp("personalization");
  await user.clear(amount());
  await user.type(amount(), "500{Enter}");
  await user.click((await dialog()).getByRole("button", { name: "Cancel" }));
  await closed();
  await settled();
  expect(amount().value).toBe("20");
  expect(backend.called("setSpendOver")).toEqual([]);
});

test("a lower number is kept when its field is left, and one that was merely visited is not sent", async () => {
  const { backend, user } = await openApp("personalization");
  await user.click(amount());
  await user.tab();
  expect(backend.called("setSpendOver")).toEqual([]);
  await user.clear(amount());
  await user.type(amount(), "5");
  await user.tab();
  await settled();
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(backend.called("setSpendOver")).toEqual([[5]]);
});

test.each(["-1", "2.5", "1000001", ""])(
  "%j is refused beside its field, and Escape brings back what was",
  async (wrong) => {
    const { backend, user } = await openApp("personalization");
    await user.clear(amount());
    if (wrong) await user.type(amount(), wrong);
    await user.keyboard("{Enter}");
    await settled();
    expect(screen.getByText("Enter a whole number from 0 to 1,000,000.")).toBeTruthy();
    expect(amount().getAttribute("aria-invalid")).toBe("true");
    expect(backend.called("setSpendOver")).toEqual([]);
    await user.click(amount());
    await user.keyboard("{Escape}");
    await settled();
    expect([amount().value, amount().getAttribute("aria-invalid")]).toEqual(["20", "false"]);
  },
);

test("what the workspace has set for everyone can be read, and not changed", async () => {
  const { backend, user } = await openApp("personalization-locked");
  expect(choice("Spend more than 50 credits at once", "Never").checked).toBe(true);
  await user.click(choice("Send messages", "Allow"));
  await settled();
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(choice("Send messages", "Ask").checked).toBe(true);
  expect(backend.called("setApproval")).toEqual([]);
  expect([amount().readOnly, amount().getAttribute("aria-disabled")]).toEqual([true, "true"]);
});

test("what only a newer server knows is said to be so, and none of the others", async () => {
  await openApp("personalization-newer");
  const group = within(card().getByRole("group", { name: "Run commands" }));
  expect(group.getAllByRole<HTMLInputElement>("radio").some(({ checked }) => checked)).toBe(false);
});

test("values that meet are shown in words, and one of them is chosen", async () => {
  const { backend, user } = await openApp("personalization-conflict");
  expect(card().getByRole("button", { name: "Keep “10 credits”" })).toBeTruthy();
  await user.click(card().getByRole("button", { name: "Use “Allow”" }));
  await settled();
  expect(backend.called("takeTheirs")).toEqual([["personalization", "delete_data"]]);
  expect(choice("Delete data", "Allow").checked).toBe(true);
});
