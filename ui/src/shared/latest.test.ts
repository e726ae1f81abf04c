import { expect, test } from "vitest";
import type { Outcome } from "./backend";
import { Latest } from "./latest.svelte";

function question<T>() {
  let resolve: (outcome: Outcome<T>) => void = () => {};
  const promise = new Promise<Outcome<T>>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

test("an answer that a newer question overtook is dropped", async () => {
  const latest = new Latest<string>();
  const [first, second] = [question<string>(), question<string>()];
  const asked = [latest.ask(first.promise), latest.ask(second.promise)];
  second.resolve({ status: "ok", data: "new" });
  first.resolve({ status: "ok", data: "old" });
  await Promise.all(asked);
  expect(latest.value).toBe("new");
  expect(latest.loading).toBe(false);
});

test("a refusal keeps the last good answer in sight", async () => {
  const latest = new Latest<string>();
  await latest.ask(Promise.resolve({ status: "ok", data: "good" }));
  const error = { code: "timed_out" as const, detail: "", field: null };
  await latest.ask(Promise.resolve({ status: "error", error }));
  expect(latest.value).toBe("good");
  expect(latest.error).toEqual(error);
});
