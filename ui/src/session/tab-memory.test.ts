import { expect, test, vi } from "vitest";
import { TabMemory } from "./tab-memory.svelte";

test("what a tab keeps is made once, and is its own", () => {
  const memory = new TabMemory();
  const make = vi.fn(() => ({ filter: "none" }));
  const first = memory.keep("usage", make);
  expect(memory.keep("usage", make)).toBe(first);
  expect(memory.keep("billing", make)).not.toBe(first);
  expect(make).toHaveBeenCalledTimes(2);
  memory.end();
});
