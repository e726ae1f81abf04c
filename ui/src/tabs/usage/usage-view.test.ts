import { expect, test, vi } from "vitest";
import { FakeBackend } from "../../../dev/fake-backend";
import { Session } from "../../session/session.svelte";
import { UsageView } from "./usage-view.svelte";

test("a journal that is longer than a page may be is as long after it was asked for again", async () => {
  const backend = new FakeBackend(700);
  const view = new UsageView(new Session(backend));
  view.custom = { from: "2020-01-01", to: "2026-11-21" };
  view.preset = "custom";
  view.journal.value = { rows: backend.rows.slice(0, 640), next: 1 };
  await view.reload();
  await view.complete;
  expect(view.journal.value?.rows.map((row) => row.seq)).toEqual(
    backend.rows.slice(0, 640).map((row) => row.seq),
  );
  expect(view.journal.value?.next).toBe(backend.rows[639]?.seq);
});

test("a journal whose question was overtaken while the report was under way is not asked for", async () => {
  const backend = new FakeBackend();
  const view = new UsageView(new Session(backend));
  const asked = vi.spyOn(backend.commands, "journal");
  const first = view.reload();
  view.action = "message";
  await Promise.all([first, view.reload()]);
  await view.complete;
  expect(asked.mock.calls.map(([filter]) => filter.action)).toEqual(["message"]);
});

test("an earlier page is dropped when the journal was asked for anew meanwhile", async () => {
  const view = new UsageView(new Session(new FakeBackend()));
  await view.reload();
  await view.complete;
  const asked = view.loadMore();
  view.journal.value = { rows: [], next: null };
  await asked;
  expect(view.journal.value).toEqual({ rows: [], next: null });
});
