import { screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { expectAccessible, openApp, settled } from "../../../tests/app";

const data = () => within(screen.getByRole("region", { name: "Your data" }));
const dialog = async () => within(await screen.findByRole("dialog"));

test("everything about the person is exported from the tab, and that is said", async () => {
  const { backend, user } = await openApp("account-remote");
  await user.click(data().getByRole("button", { name: "Export my data…" }));
  await settled();
  expect(backend.called("exportAccount")).toEqual([["infuse-account.zip"]]);
  expect(screen.getByText("Your data is saved")).toBeTruthy();
});

test("an account is deleted by e-mail and password, after what goes and when was said and the export was offered", async () => {
  const { backend, user } = await openApp("account-remote");
  await user.click(data().getByRole("button", { name: "Delete account…" }));
  const asked = await dialog();
  expect(asked.getByText(/^You have 14 days to change your mind/u)).toBeTruthy();
  await expectAccessible(screen.getByRole("dialog"));
  await user.click(asked.getByRole("button", { name: "Export my data first…" }));
  await settled();
  expect(backend.called("exportAccount")).toHaveLength(1);
  await user.type(asked.getByRole("textbox", { name: "Type your email to confirm" }), "bob@example.com");
  await user.type(asked.getByLabelText("Password"), "a quiet harbour");
  await user.click(asked.getByRole("button", { name: "Delete account" }));
  await settled();
  expect(asked.getByText("This isn't your account's email.")).toBeTruthy();
  expect(backend.called("scheduleDeletion")).toEqual([]);
  await user.clear(asked.getByRole("textbox", { name: "Type your email to confirm" }));
  await user.type(asked.getByRole("textbox", { name: "Type your email to confirm" }), "Ada@example.com");
  backend.refuse("scheduleDeletion", "invalid_credentials");
  await user.click(asked.getByRole("button", { name: "Delete account" }));
  await settled();
  expect(asked.getByText("Wrong password.")).toBeTruthy();
  backend.refusals.clear();
  await user.click(asked.getByRole("button", { name: "Delete account" }));
  await settled();
  expect(backend.called("scheduleDeletion").at(-1)).toEqual(["Ada@example.com", "a quiet harbour", null]);
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(screen.getAllByText(/^This account will be deleted on /u)).toHaveLength(2);
});

test("an account that will be deleted is restored from the banner, on whichever tab", async () => {
  const { backend, user } = await openApp("account-deletion");
  expect(data().queryByRole("button", { name: "Delete account…" })).toBeNull();
  const banner = screen.getByRole("alert");
  await user.click(within(banner).getByRole("button", { name: "Restore" }));
  await settled();
  expect(backend.called("cancelDeletion")).toEqual([[]]);
  expect(screen.queryByText(/^This account will be deleted on /u)).toBeNull();
});

test("an account on this computer says how it is removed", async () => {
  await openApp("account");
  expect(data().getByText(/^This account lives on this computer only\./u)).toBeTruthy();
  expect(data().queryByRole("button", { name: "Delete account…" })).toBeNull();
});
