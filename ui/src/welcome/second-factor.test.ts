import { screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { expectAccessible, openApp, settled } from "../../tests/app";

const codeField = () => screen.getByLabelText<HTMLInputElement>("6-digit code from your authenticator app");

/** The page of a server that was signed in to before, as far as the code. */
async function openSecondFactor() {
  const opened = await openApp("signed-out-two-factor");
  await opened.user.keyboard("a quiet harbour{Enter}");
  await settled();
  return opened;
}

test("after the password the code is asked for, by the keyboard alone, and a pasted one may have spaces", async () => {
  const { backend, user } = await openSecondFactor();
  expect(screen.getByText("This account asks for a code beside the password.")).toBeTruthy();
  expect(document.activeElement).toBe(codeField());
  expect([codeField().inputMode, codeField().autocomplete]).toEqual(["numeric", "one-time-code"]);
  await expectAccessible();
  await user.paste("123 456");
  await user.keyboard("{Enter}");
  await settled();
  expect(backend.called("signInWithSecondFactor")).toEqual([["code", "123456"]]);
});

test("a wrong code is said, and the next one can be typed at once", async () => {
  const { backend, user } = await openSecondFactor();
  backend.refuse("signInWithSecondFactor", "invalid_code");
  await user.keyboard("111111{Enter}");
  await settled();
  expect(screen.getByRole("alert").textContent).toMatch(/^That code is wrong, or was used before\./u);
  expect([codeField().value, document.activeElement]).toEqual(["", codeField()]);
  backend.refuse("signInWithSecondFactor", "clock_apart");
  await user.keyboard("222222{Enter}");
  await settled();
  expect(screen.getByRole("alert").textContent).toMatch(
    /^That code belongs to another time\. Set the clock/u,
  );
  await user.keyboard("3{Enter}");
  await settled();
  expect(screen.getByRole("alert").textContent).toBe("Enter all 6 digits.");
  expect(backend.called("signInWithSecondFactor")).toHaveLength(2);
});

test("a recovery code does instead, and it is said how many are left", async () => {
  const { backend, user } = await openSecondFactor();
  await user.click(screen.getByRole("button", { name: "Use a recovery code instead" }));
  await settled();
  const field = screen.getByRole<HTMLInputElement>("textbox", { name: "Recovery code" });
  expect(document.activeElement).toBe(field);
  await expectAccessible();
  backend.refuse("signInWithSecondFactor", "invalid_code");
  await user.type(field, "7k2m-q9xd{Enter}");
  await settled();
  expect(screen.getByRole("alert").textContent).toBe("That recovery code is wrong, or was used before.");
  // It is long, and one letter of it may be what was wrong.
  expect(field.value).toBe("7k2m-q9xd");
  backend.refusals.clear();
  await user.keyboard("{Enter}");
  await settled();
  expect(backend.called("signInWithSecondFactor").at(-1)).toEqual(["recovery_code", "7k2m-q9xd"]);
  expect(screen.getByText("You have 9 recovery codes left")).toBeTruthy();
});

test("Escape and Back lead back to the password, and the sign-in is forgotten", async () => {
  const { backend, user } = await openSecondFactor();
  await user.keyboard("{Escape}");
  await settled();
  expect(document.activeElement).toBe(screen.getByLabelText("Password"));
  expect(backend.called("cancelSignIn")).toHaveLength(1);
  await user.keyboard("{Enter}");
  await settled();
  await user.click(screen.getByRole("button", { name: "Back" }));
  await settled();
  expect(document.activeElement).toBe(screen.getByLabelText("Password"));
  expect(backend.called("cancelSignIn")).toHaveLength(2);
});

test("a sign-in that has ended says so, beside the password that begins another one", async () => {
  const { backend, user } = await openSecondFactor();
  backend.refuse("signInWithSecondFactor", "sign_in_ended");
  await user.keyboard("123456{Enter}");
  await settled();
  expect(screen.getByText("This sign-in has ended. Enter your password again.")).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText("Password"));
});

test("in a dialog Escape leads back first, and closes it then", async () => {
  const { backend, user } = await openApp("welcome");
  backend.asksForSecondFactor = true;
  await user.click(screen.getByRole("button", { name: "Sign in…" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.type(dialog.getByRole("textbox", { name: "Server address" }), "https://infuse.example.org");
  await user.type(dialog.getByRole("textbox", { name: "Email" }), "ada@example.org");
  await user.type(dialog.getByLabelText("Password"), "a quiet harbour{Enter}");
  await settled();
  expect(dialog.getByRole("heading", { name: "One more step" })).toBeTruthy();
  await expectAccessible();
  await user.keyboard("{Escape}");
  await settled();
  expect(dialog.getByRole("heading", { name: "Sign in to a server" })).toBeTruthy();
  await user.keyboard("{Escape}");
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("the form of a server closes once its code was right", async () => {
  const { backend, user } = await openApp("welcome");
  backend.asksForSecondFactor = true;
  await user.click(screen.getByRole("button", { name: "Sign in…" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.type(dialog.getByRole("textbox", { name: "Server address" }), "https://infuse.example.org");
  await user.type(dialog.getByRole("textbox", { name: "Email" }), "ada@example.org");
  await user.type(dialog.getByLabelText("Password"), "a quiet harbour{Enter}");
  await settled();
  await user.type(dialog.getByLabelText("6-digit code from your authenticator app"), "123456{Enter}");
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(backend.called("cancelSignIn")).toEqual([]);
});
