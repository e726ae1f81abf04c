import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { choose, openApp, settled } from "../../../tests/app";
import type { Filter } from "../../bindings";

const button = (name: string | RegExp) => screen.getByRole("button", { name });

test("the balance is one figure with its parts and the reset", async () => {
  const { container } = await openApp("usage");
  expect(container.querySelector("[data-figure=available]")?.textContent).toBe("653");
  const parts = screen.getByRole("list", { name: "Where your credits stand" });
  expect(parts.textContent).toContain("747 of 1,000 used");
  expect(parts.textContent).toContain("253 monthly");
  expect(parts.textContent).toContain("400 purchased");
  expect(screen.getByText(/resets in 12 days/u)).toBeTruthy();
});

test("what is left stands first, in the bar as in the ring", async () => {
  const { container } = await openApp("held");
  const parts = [...container.querySelectorAll(".bar > i")].map((part) => part.classList.item(0));
  expect(parts.slice(0, 4)).toEqual(["monthly", "purchased", "held", "used"]);
});

test("a meter at its limit says so by words and shape", async () => {
  const { backend, container } = await openApp("usage");
  const { usage } = backend.snapshot;
  if (usage) backend.change({ usage: { ...usage, workflows_active: 10 } });
  await settled();
  expect(screen.getByText("All 10 active")).toBeTruthy();
  expect(container.querySelectorAll(".meter.reached svg")).toHaveLength(1);
});

test("the outlook keeps its row whatever it says", async () => {
  const { backend } = await openApp("loading");
  expect(screen.getAllByText("Waiting for the first figures.").length).toBeGreaterThan(0);
  const { usage } = (await openApp("usage")).backend.snapshot;
  const told = async (forecast: NonNullable<typeof usage>["forecast"]) => {
    if (usage) backend.change({ usage: { ...usage, forecast } });
    await settled();
    return screen.getAllByText(/forecast appears|your credits last until/u).length;
  };
  expect(await told(null)).toBe(1);
  expect(await told({ outlook: "enough" })).toBe(1);
});

test("the ring is a door to the figures behind it", async () => {
  const { user } = await openApp("account");
  await user.click(screen.getByRole("button", { name: /^653 credits/u }));
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Usage");
});

test("a bar leads to its day alone", async () => {
  const { backend, user } = await openApp("usage");
  screen.getByRole("slider", { name: /Credits over time/u }).focus();
  const filter = () => backend.called("report").at(-1)?.[0];
  const busy = backend.snapshot.usage ? backend.rows.find((row) => row.kind === "debit") : undefined;
  const day = busy?.occurred_at.slice(0, 10) ?? "";
  const back = Math.round((Date.parse("2026-11-21") - Date.parse(day)) / 86_400_000);
  await user.keyboard(`{End}${"{ArrowLeft}".repeat(back)}{Enter}`);
  await settled();
  expect(filter()).toMatchObject({ from: day, to: day });
  await user.click(button("Clear filters"));
  await settled();
  expect(filter()).toMatchObject({ from: "2026-10-23", to: "2026-11-21" });
});

test("Escape sends a bar's tip away, and the next bar has its own", async () => {
  const { user, container } = await openApp("usage");
  screen.getByRole("slider", { name: /Credits over time/u }).focus();
  await user.keyboard("{End}{ArrowLeft}");
  expect(container.querySelector(".tip")).not.toBeNull();
  await user.keyboard("{Escape}");
  expect(container.querySelector(".tip")).toBeNull();
  await user.keyboard("{ArrowLeft}");
  expect(container.querySelector(".tip")).not.toBeNull();
});

test("the day that it is stands named below its bar", async () => {
  const { container } = await openApp("usage");
  const labels = [...container.querySelectorAll(".chart text")].map((label) => label.textContent?.trim());
  expect(labels.at(-1)).toBe("Today");
});

test("what nothing reported is unknown, not 0", async () => {
  const { container } = await openApp("first");
  expect(screen.getAllByText("not reported yet")).toHaveLength(2);
  expect([...container.querySelectorAll(".meter b")].map((figure) => figure.textContent)).toEqual(["–", "–"]);
});

test("held credits are shown only while there are some", async () => {
  const { backend } = await openApp("held");
  const parts = screen.getByRole("list", { name: "Where your credits stand" });
  expect(parts.textContent).toContain("24 held");
  const { usage } = backend.snapshot;
  if (usage) backend.change({ usage: { ...usage, held: 0 } });
  await settled();
  expect(parts.textContent).not.toContain("held");
});

test("low and used up are told by words and shape, not by colour alone", async () => {
  await openApp("low");
  expect(screen.getByText("Low")).toBeTruthy();
  expect(screen.getByText("Only 8 credits left.")).toBeTruthy();
  await openApp("exhausted");
  expect(screen.getByText("None left")).toBeTruthy();
  expect(screen.getByRole("alert").textContent).toContain("No credits left.");
});

test("a figure that is too old says of when it is", async () => {
  await openApp("stale");
  expect(screen.getByText(/^As of /u).classList).toContain("stale");
});

test("a forecast that falls short names the day and the span", async () => {
  await openApp("usage");
  expect(screen.getByText(/At this pace, your credits run out around/u)).toBeTruthy();
  expect(screen.getByText(/5 days before the reset/u)).toBeTruthy();
});

test("the arrow keys walk the chart and read each bar", async () => {
  const { user } = await openApp("usage");
  const chart = screen.getByRole("slider", { name: /Credits over time/u });
  chart.focus();
  await user.keyboard("{Home}");
  const first = chart.getAttribute("aria-valuetext");
  expect(chart.getAttribute("aria-valuenow")).toBe("0");
  await user.keyboard("{ArrowRight}");
  expect(chart.getAttribute("aria-valuenow")).toBe("1");
  expect(chart.getAttribute("aria-valuetext")).not.toBe(first);
  await user.keyboard("{End}{ArrowRight}");
  expect(chart.getAttribute("aria-valuenow")).toBe("29");
});

test("the chart has a twin in numbers", async () => {
  const { user } = await openApp("usage");
  await user.click(button("Show as table"));
  const rows = within(screen.getByRole("table")).getAllByRole("row");
  expect(rows).toHaveLength(31);
});

test("a breakdown says what its rows do, and how many more it has", async () => {
  const { user, backend } = await openApp("usage", 60);
  expect(screen.getByTitle("Show only Deep research")).toBeTruthy();
  await user.click(button("Show 1 more"));
  await user.click(screen.getByTitle("Show only Deep research"));
  await settled();
  expect(backend.called("report").at(-1)?.[0]).toMatchObject({ action: "deep_research" });
});

test("few credits over many days are not said to be none", async () => {
  const { backend } = await openApp("usage");
  const few = backend.rows.find((row) => row.kind === "debit" && row.credits > -10);
  backend.rows = few ? [few] : [];
  backend.journalChanged();
  await settled();
  expect(screen.getByText(/less than 1 a day/u)).toBeTruthy();
});

test("one filter drives chart, journal and export", async () => {
  const { backend } = await openApp("usage");
  await choose(/^Action/u, "Deep research");
  await choose(/^Range/u, "Last 7 days");
  await choose("Export", "CSV");
  const asked = (["report", "journal", "exportJournal"] as const).map(
    (command) => backend.called(command).at(-1)?.[0] as Filter,
  );
  expect(asked[0]).toMatchObject({ action: "deep_research", conversation_id: null });
  expect(asked[1]).toEqual(asked[0]);
  expect(asked[2]).toEqual(asked[0]);
});

test("the export names the days that it holds and says how much it saved", async () => {
  const { backend } = await openApp("usage");
  await choose("Export", "JSON");
  expect(backend.called("exportJournal").at(-1)?.[2]).toMatch(
    /^infuse-usage-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.json$/u,
  );
  expect(screen.getByText(/^Saved \d+ entries\.$/u)).toBeTruthy();
});

test("a change of the journal asks for everything again", async () => {
  const { backend } = await openApp("usage");
  const before = backend.called("report").length;
  backend.journalChanged();
  await settled();
  expect(backend.called("report").length).toBe(before + 1);
});

test("an answer that does not come says why and can be asked for again", async () => {
  const { backend, user } = await openApp("trouble");
  expect(screen.getByText("The server took too long to answer.")).toBeTruthy();
  backend.refusals.clear();
  await user.click(button("Try again"));
  await settled();
  expect(screen.queryByText("The server took too long to answer.")).toBeNull();
});

test("a filter that fails says that the chart below is not its answer, and can be tried again", async () => {
  const { backend, user } = await openApp("usage");
  backend.refuse("report", "timed_out");
  await user.click(screen.getByRole("radio", { name: "Week" }));
  await settled();
  expect(screen.getByText(/Couldn't update\. The server took too long/u)).toBeTruthy();
  expect(screen.getByRole("heading", { name: "Credits per day" })).toBeTruthy();
  backend.refusals.clear();
  await user.click(button("Try again"));
  await settled();
  expect(screen.queryByText(/Couldn't update/u)).toBeNull();
  expect(screen.getByRole("heading", { name: "Credits per week" })).toBeTruthy();
});

test("a year that is half typed leaves the other end of the range where it is", async () => {
  const { backend } = await openApp("usage");
  await choose(/^Range/u, "Custom range");
  const end = screen.getByLabelText<HTMLInputElement>("Last day");
  const range = () => backend.called("report").at(-1)?.[0];
  const before = range();
  await fireEvent.change(end, { target: { value: "0020-11-21" } });
  await settled();
  expect(range()).toEqual(before);
  expect(end.validity.valid).toBe(false);
  await fireEvent.change(end, { target: { value: "2026-11-20" } });
  await settled();
  expect(range()).toMatchObject({ from: "2026-10-23", to: "2026-11-20" });
});

test("days up to today can be chosen, once another day has begun too", async () => {
  const { backend } = await openApp("usage");
  await choose(/^Range/u, "Custom range");
  vi.setSystemTime(new Date("2026-11-22T10:00:00Z"));
  backend.journalChanged();
  await settled();
  expect(screen.getByLabelText<HTMLInputElement>("Last day").max).toBe("2026-11-22");
});

test("an action that the range lacks is named by its filter", async () => {
  const { session, backend } = await openApp("usage");
  const own = backend.rows.find((row) => row.kind === "debit");
  if (!own) throw new Error("the journal is empty");
  backend.rows = [{ ...own, steps: own.steps.map((step) => ({ ...step, action: "video" })) }];
  session.journalVersion++;
  await settled();
  await choose(/^Action/u, "video");
  backend.rows = [own];
  session.journalVersion++;
  await settled();
  expect(screen.getByRole("button", { name: /^Action/u }).textContent).toContain("video");
});

test("figures that change ask for nothing again while this cycle is looked at", async () => {
  const { backend } = await openApp("usage");
  await choose(/^Range/u, "This cycle");
  const before = backend.called("report").length;
  const { usage } = backend.snapshot;
  if (usage) backend.change({ usage: { ...usage, available: usage.available - 1 } });
  await settled();
  expect(backend.called("report")).toHaveLength(before);
});
