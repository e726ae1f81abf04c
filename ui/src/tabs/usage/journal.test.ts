import { screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { choose, openApp, settled } from "../../../tests/app";

const button = (name: string | RegExp) => screen.getByRole("button", { name });

test("a line of the journal opens to each of its entries", async () => {
  const { user, container, backend } = await openApp("usage");
  const line = container.querySelector<HTMLElement>("ol li > button[aria-expanded]");
  if (!line) throw new Error("the journal is empty");
  await user.click(line);
  expect(line.getAttribute("aria-expanded")).toBe("true");
  const shown = container.querySelectorAll("ol ol li");
  expect(shown).toHaveLength(backend.rows[0]?.steps.length ?? 0);
});

test("a line stays open, and keeps the keyboard, when the journal grows", async () => {
  const { user, container, backend } = await openApp("usage");
  const lineAt = (index: number) =>
    container.querySelectorAll<HTMLElement>("ol li > button[aria-expanded]")[index];
  const [newest, ...others] = backend.rows;
  const [step, line] = [newest?.steps[0], lineAt(0)];
  if (!newest || !step || !line) throw new Error("the journal is empty");
  await user.click(line);
  const added = { ...step, seq: step.seq + 1, id: "added", balance_after: step.balance_after - 1 };
  backend.rows = [{ ...newest, seq: added.seq, steps: [added, ...newest.steps] }, ...others];
  backend.journalChanged();
  await settled();
  expect(lineAt(0)?.getAttribute("aria-expanded")).toBe("true");
  expect(document.activeElement).toBe(lineAt(0));
  expect(container.querySelectorAll("ol ol li")).toHaveLength(newest.steps.length + 1);
  const alone = { ...added, seq: added.seq + 1, id: "alone" };
  backend.rows = [{ ...newest, seq: alone.seq, conversation: null, steps: [alone] }, ...backend.rows];
  backend.journalChanged();
  await settled();
  expect(document.activeElement).toBe(lineAt(1));
  expect(lineAt(1)?.getAttribute("aria-expanded")).toBe("true");
});

test("today is yesterday once another day has begun", async () => {
  const { backend, container } = await openApp("usage");
  const firstDay = () => container.querySelector("h3")?.textContent;
  const day = backend.rows[0]?.occurred_at.slice(0, 10);
  for (const [hours, name] of [
    [20, "Today"],
    [44, "Yesterday"],
  ] as const) {
    vi.setSystemTime(new Date(`${day}T00:00:00Z`).getTime() + hours * 3_600_000);
    backend.journalChanged();
    await settled();
    expect(firstDay()).toBe(name);
  }
});

test("earlier entries are added to those in sight", async () => {
  const { user, container } = await openApp("usage", 90);
  await choose(/^Range/u, "Last 90 days");
  const before = container.querySelectorAll("ol > li").length;
  await user.click(button("Show earlier entries"));
  await settled();
  expect(container.querySelectorAll("ol > li").length).toBeGreaterThan(before);
});

test("earlier entries that do not come can be asked for again", async () => {
  const { user, container, backend } = await openApp("usage", 90);
  await choose(/^Range/u, "Last 90 days");
  const before = container.querySelectorAll("ol > li").length;
  backend.refuse("journal", "timed_out");
  await user.click(button("Show earlier entries"));
  await settled();
  expect(screen.getByText(/Couldn't update\. The server took too long/u)).toBeTruthy();
  backend.refusals.clear();
  await user.click(button("Try again"));
  await settled();
  expect(screen.queryByText(/Couldn't update/u)).toBeNull();
  expect(container.querySelectorAll("ol > li").length).toBeGreaterThan(before);
});
