import { screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { openQuickLook, settled } from "../../tests/app";

test("the quick look shows balance, parts, gauges, today and outlook", async () => {
  const { container } = await openQuickLook("usage");
  for (const figure of [
    "653",
    "253 of 1,000",
    "412K of 1M words",
    "7 of 10",
    "31 used today",
    "Lasts until",
  ]) {
    expect(container.textContent).toContain(figure);
  }
});

test("what is held for running work is not offered, and is named", async () => {
  const { container } = await openQuickLook("held");
  expect(container.querySelector("[data-figure=available]")?.textContent).toBe("629");
  expect(container.textContent).toContain("229 of 1,000 · 24 held");
});

test("its three actions reach the app", async () => {
  const { backend, user } = await openQuickLook("usage");
  await user.click(screen.getByRole("button", { name: "Open usage" }));
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  await user.click(screen.getByRole("button", { name: "Pause warnings until reset" }));
  await settled();
  expect(backend.called("openWindow")).toEqual([["usage"]]);
  expect(backend.called("refresh")).toHaveLength(1);
  expect(backend.called("pauseWarnings")).toEqual([["reset"]]);
  await user.click(screen.getByRole("button", { name: "Resume warnings" }));
  expect(backend.called("resumeWarnings")).toHaveLength(1);
});

test("Escape closes it", async () => {
  const { backend, user } = await openQuickLook("usage");
  await user.keyboard("{Escape}");
  expect(backend.called("hideQuickLook")).toHaveLength(1);
});

test("before the first figures it says that they are unknown", async () => {
  const { container } = await openQuickLook("loading");
  expect(container.querySelector("[data-figure=available]")?.textContent).toBe("–");
});

test.each([
  ["starting", "Infuse is starting"],
  ["welcome", "Infuse isn't set up yet"],
  ["signed-out", "You're signed out"],
  ["keyring", "The keyring is locked"],
  ["keyring-missing", "No keyring was found"],
  ["preparing", "Making sample data: day 37 of 105"],
])("in the scene %s it says why there are no figures", async (scene, sentence) => {
  const { container } = await openQuickLook(scene);
  expect(container.textContent).toContain(sentence);
  expect(container.textContent).not.toContain("Connecting");
  expect(container.querySelector("[data-figure=available]")?.textContent).toBe("–");
});

test("a locked keyring leaves the figures that are known", async () => {
  const { backend, container } = await openQuickLook("usage");
  backend.change({ access: { state: "keyring_locked" } });
  await settled();
  expect(container.textContent).toContain("The keyring is locked");
  expect(container.querySelector("[data-figure=available]")?.textContent).toBe("653");
});
