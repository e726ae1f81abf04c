import { expect, test } from "vitest";
import { scenes } from "../dev/scenes";
import { expectAccessible, openApp, openQuickLook } from "./app";

test.each(Object.keys(scenes))("the scene %s is accessible and worded from the catalogues", async (scene) => {
  const { container } = await openApp(scene);
  await expectAccessible();
  // The id of a message stands in its place when the catalogues lack it.
  expect(container.textContent).not.toMatch(/\b(?:[a-z]+-){2,}[a-z]+\b/u);
});

test.each(["usage", "low", "exhausted", "loading", "first", "welcome"])(
  "the quick look is accessible in the scene %s",
  async (scene) => {
    await openQuickLook(scene);
    await expectAccessible();
  },
);
