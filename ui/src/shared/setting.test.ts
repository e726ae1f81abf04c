import { expect, test, vi } from "vitest";
import type { Outcome } from "./backend";
import { type Kept, Setting } from "./setting.svelte";

const kept = (how: Kept) =>
  vi.fn(async (_wanted: string): Promise<Outcome<Kept>> => ({ status: "ok", data: how }));
const refusal = { code: "validation", detail: "", field: null } as const;

test("what was not touched follows what is heard, and is never sent", async () => {
  const save = kept("saved");
  const name = new Setting<string>("Ada", save);
  name.hear("Ada Lovelace");
  await name.commit();
  expect(name.draft).toBe("Ada Lovelace");
  expect(save).not.toHaveBeenCalled();
});

test("what was written is kept, and says so", async () => {
  const save = kept("saved");
  const name = new Setting<string>("Ada", save);
  name.edit("Grace");
  const saving = name.commit();
  expect(name.state).toEqual({ kind: "saving" });
  await saving;
  name.hear("Grace");
  expect(save.mock.calls).toEqual([["Grace"]]);
  expect(name.state).toEqual({ kind: "saved" });
  expect(name.touched).toBe(false);
});

test("what was saved here and then changed elsewhere is not said to be saved any more", async () => {
  const name = new Setting<string>("Ada", kept("saved"));
  name.edit("Grace");
  await name.commit();
  name.hear("Augusta");
  expect(name.draft).toBe("Augusta");
  expect(name.state).toEqual({ kind: "settled" });
});

test("what the server could not be told yet is said to be kept here", async () => {
  const name = new Setting<string>("Ada", kept("pending"));
  name.edit("Grace");
  await name.commit();
  expect(name.state).toEqual({ kind: "pending" });
});

test("news from elsewhere do not overwrite what is being written, nor the other way round", async () => {
  const save = kept("saved");
  const name = new Setting<string>("Ada", save);
  name.edit("Grace");
  name.hear("Augusta");
  expect(name.draft).toBe("Grace");
  await name.commit();
  expect(name.state).toEqual({ kind: "conflict", mine: "Grace", theirs: "Augusta" });
  expect(save).not.toHaveBeenCalled();
});

test("a conflict ends with either value", async () => {
  const inConflict = async () => {
    const save = kept("saved");
    const name = new Setting<string>("Ada", save);
    name.edit("Grace");
    name.hear("Augusta");
    await name.commit();
    return { name, save };
  };
  const mine = await inConflict();
  await mine.name.keepMine();
  expect(mine.save.mock.calls).toEqual([["Grace"]]);
  expect(mine.name.state).toEqual({ kind: "saved" });
  const theirs = await inConflict();
  theirs.name.takeTheirs();
  expect(theirs.name.draft).toBe("Augusta");
  expect(theirs.name.state).toEqual({ kind: "settled" });
  expect(theirs.save).not.toHaveBeenCalled();
});

test("a refusal leaves what was written, to be mended", async () => {
  const name = new Setting<string>("Ada", async () => ({ status: "error", error: refusal }));
  name.edit("Grace");
  await name.commit();
  expect(name.state).toEqual({ kind: "refused", error: refusal });
  expect(name.draft).toBe("Grace");
  name.edit("Grace H.");
  expect(name.state).toEqual({ kind: "settled" });
});

test("what is under way is not sent twice", async () => {
  const save = kept("saved");
  const name = new Setting<string>("Ada", save);
  name.edit("Grace");
  await Promise.all([name.commit(), name.commit()]);
  expect(save).toHaveBeenCalledTimes(1);
});
