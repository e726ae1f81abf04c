import { screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { expectAccessible, openApp, settled } from "../../tests/app";

test("a forgotten password is asked for with what is typed already, and no answer tells whether there is an account", async () => {
  const { backend, user } = await openApp("signed-out-remote");
  await user.click(screen.getByRole("button", { name: "Forgot your password?" }));
  const form = within(screen.getByRole("region", { name: "Sign in" }));
  expect(form.getByLabelText<HTMLInputElement>("Email").value).toBe("ada@example.org");
  await expectAccessible();
  await user.click(form.getByRole("button", { name: "Send link" }));
  await settled();
  expect(backend.called("askPasswordReset")).toEqual([["https://infuse.example.org", "ada@example.org"]]);
  expect(form.getByRole("status").textContent?.trim()).toBe(
    "If there is an account with that address, a mail with a link is on its way.",
  );
  await user.click(form.getByRole("button", { name: "Back" }));
  await settled();
  expect(document.activeElement).toBe(screen.getByLabelText("Password"));
});

test("in a dialog Escape leads back to the password, and the dialog stays", async () => {
  const { user } = await openApp("welcome");
  await user.click(screen.getByRole("button", { name: "Sign in…" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("button", { name: "Forgot your password?" }));
  expect(dialog.getByRole("heading", { name: "Forgot your password?" })).toBeTruthy();
  await user.keyboard("{Escape}");
  await settled();
  expect(dialog.getByRole("heading", { name: "Sign in to a server" })).toBeTruthy();
  expect(document.activeElement).toBe(dialog.getByLabelText("Password"));
});

test("that a link is on its way is not said of an address that was edited since", async () => {
  const { user } = await openApp("signed-out-remote");
  await user.click(screen.getByRole("button", { name: "Forgot your password?" }));
  await user.click(screen.getByRole("button", { name: "Send link" }));
  await settled();
  expect(screen.getByText(/^If there is an account/u)).toBeTruthy();
  await user.type(screen.getByLabelText("Email"), "x");
  expect(screen.queryByText(/^If there is an account/u)).toBeNull();
});
