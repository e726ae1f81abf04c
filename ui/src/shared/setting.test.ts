import { expect, test, vi } from "vitest";
import type { Field, FieldState } from "../bindings";
import type { Outcome } from "./backend";
import { Setting } from "./setting.svelte";

const refusal = { code: "validation", detail: "", field: null } as const;
const saved = (value: string): Field<string> => ({ value, state: { state: "saved" } });

/** A setting, and its keeper, which answers that a value stands so. */
function kept(state: FieldState<string> = { state: "saved" }) {
  const keeper = {
    save: vi.fn(
      async (value: string): Promise<Outcome<Field<string>>> => ({ status: "ok", data: { value, state } }),
    ),
    keepMine: vi.fn(async () => undefined),
    takeTheirs: vi.fn(async () => undefined),
  };
  return { keeper, name: new Setting<string>(saved("Ada"), keeper) };
}

test("what was not touched follows what is heard, and is never sent", async () => {
  const { keeper, name } = kept();
  name.hear(saved("Ada Lovelace"));
  await name.commit();
  expect(name.draft).toBe("Ada Lovelace");
  expect(name.state).toEqual({ kind: "settled" });
  expect(keeper.save).not.toHaveBeenCalled();
});

test("what was written is kept, and says so", async () => {
  const { keeper, name } = kept();
  name.edit("Grace");
  const saving = name.commit();
  expect(name.state).toEqual({ kind: "saving" });
  await saving;
  name.hear(saved("Grace"));
  expect(keeper.save.mock.calls).toEqual([["Grace"]]);
  expect(name.state).toEqual({ kind: "saved" });
  expect(name.touched).toBe(false);
});

test("what was saved here and then changed elsewhere is not said to be saved any more", async () => {
  const { name } = kept();
  name.edit("Grace");
  await name.commit();
  name.hear(saved("Augusta"));
  expect(name.draft).toBe("Augusta");
  expect(name.state).toEqual({ kind: "settled" });
});

test("what the server could not be told yet is said to be kept here, until it was", async () => {
  const { name } = kept({ state: "pending" });
  name.edit("Grace");
  await name.commit();
  expect(name.state).toEqual({ kind: "pending" });
  name.hear(saved("Grace"));
  expect(name.state).toEqual({ kind: "saved" });
});

test("news from elsewhere do not overwrite what is being written, nor the other way round", async () => {
  const { keeper, name } = kept();
  name.edit("Grace");
  name.hear(saved("Augusta"));
  expect(name.draft).toBe("Grace");
  await name.commit();
  expect(name.state).toEqual({ kind: "conflict", mine: "Grace", theirs: "Augusta" });
  expect(keeper.save).not.toHaveBeenCalled();
});

test("a conflict with what was not handed over yet ends with either value", async () => {
  const inConflict = async () => {
    const { keeper, name } = kept();
    name.edit("Grace");
    name.hear(saved("Augusta"));
    await name.commit();
    return { keeper, name };
  };
  const mine = await inConflict();
  await mine.name.keepMine();
  expect(mine.keeper.save.mock.calls).toEqual([["Grace"]]);
  expect(mine.name.state).toEqual({ kind: "saved" });
  const theirs = await inConflict();
  await theirs.name.takeTheirs();
  expect(theirs.name.draft).toBe("Augusta");
  expect(theirs.name.state).toEqual({ kind: "settled" });
  expect(theirs.keeper.save).not.toHaveBeenCalled();
});

test("a conflict that the app has found is ended by the app", async () => {
  const { keeper, name } = kept();
  name.hear({ value: "Grace", state: { state: "conflict", mine: "Grace", theirs: "Augusta" } });
  expect(name.state).toEqual({ kind: "conflict", mine: "Grace", theirs: "Augusta" });
  await name.keepMine();
  await name.takeTheirs();
  expect([keeper.keepMine.mock.calls.length, keeper.takeTheirs.mock.calls.length]).toEqual([1, 1]);
  expect(keeper.save).not.toHaveBeenCalled();
  name.hear(saved("Augusta"));
  expect(name.draft).toBe("Augusta");
});

test("a refusal leaves what was written, to be mended or given up", async () => {
  const { keeper, name } = kept({ state: "refused", error: refusal });
  name.edit("Grace");
  await name.commit();
  expect(name.state).toEqual({ kind: "refused", error: refusal });
  expect(name.draft).toBe("Grace");
  name.edit("Grace H.");
  expect(name.state).toEqual({ kind: "settled" });
  name.revert();
  expect(name.state).toEqual({ kind: "refused", error: refusal });
  name.revert();
  expect(keeper.takeTheirs).toHaveBeenCalledTimes(1);
});

test("what the app could not keep is said beside it, and can be tried again", async () => {
  const { keeper, name } = kept();
  keeper.save.mockResolvedValueOnce({ status: "error", error: refusal });
  name.edit("Grace");
  await name.commit();
  expect(name.state).toEqual({ kind: "refused", error: refusal });
  await name.commit();
  expect(name.state).toEqual({ kind: "saved" });
});

test("what is under way is not handed over twice, and not disturbed by what was so before", async () => {
  const { keeper, name } = kept();
  name.edit("Grace");
  const saving = Promise.all([name.commit(), name.commit()]);
  name.hear(saved("Ada"));
  await saving;
  expect(keeper.save).toHaveBeenCalledTimes(1);
  expect(name.draft).toBe("Grace");
});

test("what is heard while a change is handed over is taken in after it", async () => {
  const { name } = kept({ state: "pending" });
  name.edit("Grace");
  const saving = name.commit();
  name.hear({ value: "Grace", state: { state: "saving" } });
  name.hear(saved("Grace"));
  await saving;
  expect(name.state).toEqual({ kind: "saved" });
});

test("what is heard while a change is handed over in vain is asked about before it is tried again", async () => {
  const { keeper, name } = kept();
  keeper.save.mockResolvedValueOnce({ status: "error", error: refusal });
  name.edit("Grace");
  const saving = name.commit();
  name.hear(saved("Augusta"));
  await saving;
  expect(name.state).toEqual({ kind: "refused", error: refusal });
  await name.commit();
  expect(name.state).toEqual({ kind: "conflict", mine: "Grace", theirs: "Augusta" });
  expect(keeper.save).toHaveBeenCalledTimes(1);
});

test("of several choices that are made while one is handed over the last is kept", async () => {
  const { keeper, name } = kept();
  const choices = ["Grace", "Ada", "Augusta"].map((choice) => name.choose(choice));
  await Promise.all(choices);
  expect(keeper.save.mock.calls).toEqual([["Grace"], ["Augusta"]]);
  expect(name.state).toEqual({ kind: "saved" });
});

test("a choice that was refused is not made again by itself", async () => {
  const { keeper, name } = kept();
  keeper.save.mockResolvedValueOnce({ status: "error", error: refusal });
  await name.choose("Grace");
  expect(keeper.save).toHaveBeenCalledTimes(1);
});
