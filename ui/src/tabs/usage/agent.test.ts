import { screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { choose, openApp, settled } from "../../../tests/app";

const button = (name: string | RegExp) => screen.getByRole("button", { name });

test("an agent's token is shown once, and its first event turns the wait into a check", async () => {
  const { backend, user, container } = await openApp("first");
  await user.type(screen.getByRole("textbox", { name: "Agent name" }), "Nightly agent{Enter}");
  await settled();
  expect(container.querySelector("[data-figure=curl]")?.textContent).toContain("curl");
  expect(screen.getByText("Waiting for the first event…")).toBeTruthy();
  const { usage } = backend.snapshot;
  if (usage) backend.change({ usage: { ...usage, today: 1, monthly_used: 1, available: 299 } });
  await settled();
  expect(screen.getByText("First event received.")).toBeTruthy();
  await user.click(button("Done"));
  expect(container.querySelector("[data-figure=curl]")).toBeNull();
});

test("a token and the filters are still there after a look at another tab", async () => {
  const { user, backend, container } = await openApp("usage");
  await user.type(screen.getByRole("textbox", { name: "Agent name" }), "Nightly agent{Enter}");
  await settled();
  await choose(/^Action/u, "Deep research");
  for (const tab of ["account", "usage"] as const) {
    backend.requestTab(tab);
    await settled();
  }
  expect(container.querySelector("[data-figure=curl]")?.textContent).toContain("curl");
  expect(screen.getByText("Nightly agent is ready to report")).toBeTruthy();
  expect(backend.called("report").at(-1)?.[0]).toMatchObject({ action: "deep_research" });
});

test("another home starts without the filters and the token of the one before", async () => {
  const { user, backend, container } = await openApp("usage");
  await user.type(screen.getByRole("textbox", { name: "Agent name" }), "Nightly agent{Enter}");
  await settled();
  await choose(/^Action/u, "Deep research");
  await backend.commands.activateHome("home-remote");
  await settled();
  expect(container.querySelector("[data-figure=curl]")).toBeNull();
  expect(backend.called("report").at(-1)?.[0]).toMatchObject({ action: null });
});

test("an event that arrived has arrived after midnight too", async () => {
  const { user, backend } = await openApp("usage");
  const spend = async (today: number) => {
    const { usage } = backend.snapshot;
    if (usage) backend.change({ usage: { ...usage, today } });
    await settled();
  };
  await user.type(screen.getByRole("textbox", { name: "Agent name" }), "Nightly agent{Enter}");
  await settled();
  await spend(0);
  expect(screen.getByText("Waiting for the first event…")).toBeTruthy();
  await spend(1);
  expect(screen.getByText("First event received.")).toBeTruthy();
  await spend(0);
  expect(screen.getByText("First event received.")).toBeTruthy();
});

test("the line for the terminal is copied by the app", async () => {
  const { backend, user } = await openApp("usage");
  await user.type(screen.getByRole("textbox", { name: "Agent name" }), "Nightly agent{Enter}");
  await settled();
  await user.click(button("Copy command"));
  expect(backend.called("copyText").at(-1)?.[0]).toContain("curl -X POST");
});
