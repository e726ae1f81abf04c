import { afterEach, expect, test, vi } from "vitest";
import { scenes } from "../dev/scenes";
import { expectAccessible, openApp, openQuickLook } from "./app";

afterEach(() => vi.restoreAllMocks());

test.each(Object.keys(scenes))("the scene %s is accessible and worded from the catalogues", async (scene) => {
  // A message that the catalogues lack, or that lacks a value, complains there.
  const complaints = vi.spyOn(console, "error").mockImplementation(() => {});
  await openApp(scene);
  await expectAccessible();
  expect(complaints.mock.calls).toEqual([]);
});

test.each(["usage", "low", "exhausted", "loading", "first", "welcome"])(
  "the quick look is accessible in the scene %s",
  async (scene) => {
    const complaints = vi.spyOn(console, "error").mockImplementation(() => {});
    await openQuickLook(scene);
    await expectAccessible();
    expect(complaints.mock.calls).toEqual([]);
  },
);
