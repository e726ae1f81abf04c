import { screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { openApp, settled } from "../../../tests/app";

const disclosure = () => screen.getByRole("button", { name: /alerts|nightly report/i });

test("the newest alert is in sight, and all of them on demand", async () => {
  const { user, backend } = await openApp("usage");
  expect(disclosure().textContent).toContain("The nightly report failed");
  await user.click(disclosure());
  await settled();
  const rows = within(screen.getByRole("list", { name: "Recent alerts" })).getAllByRole("listitem");
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
  await user.keyboard("{Control>}3{/Control}");
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
