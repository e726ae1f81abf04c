import { screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { recoveryCodes } from "../../../dev/fake-data";
import { expectAccessible, openApp, settled } from "../../../tests/app";

const card = () => within(screen.getByRole("region", { name: "Sign-in and security" }));
const dialog = async () => within(await screen.findByRole("dialog"));
const closed = () => vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
const key = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ";
const [firstCode = ""] = recoveryCodes;

/** Opens the dialog that switches it on, and goes as far as the key. */
async function openKey() {
  const opened = await openApp("account-remote");
  await opened.user.click(card().getByRole("button", { name: "Turn on…" }));
  await opened.user.type((await dialog()).getByLabelText("Password"), "a quiet harbour{Enter}");
  await settled();
  return { ...opened, asked: await dialog() };
}

test("two-factor is switched on by password, key and code, and its recovery codes are shown until they are kept", async () => {
  const { backend, user, asked } = await openKey();
  expect(backend.called("setUpTwoFactor")).toEqual([["a quiet harbour"]]);
  expect(asked.getByRole("img", { name: "QR code for your authenticator app" })).toBeTruthy();
  expect(asked.getByText(key)).toBeTruthy();
  await expectAccessible(screen.getByRole("dialog"));
  await user.click(asked.getByRole("button", { name: "Copy key" }));
  expect(backend.called("copyText")).toEqual([[key.replaceAll(" ", "")]]);
  await user.click(asked.getByLabelText("6-digit code from the app"));
  await user.paste("123 456");
  await user.keyboard("{Enter}");
  await settled();
  expect(backend.called("confirmTwoFactor")).toEqual([["123456"]]);

  const shown = await dialog();
  expect(shown.getByRole("heading", { name: "Keep these recovery codes" })).toBeTruthy();
  expect(shown.getAllByRole("listitem").map((item) => item.textContent)).toEqual([...recoveryCodes]);
  expect(document.body.textContent).not.toContain(key);
  await expectAccessible(screen.getByRole("dialog"));
  await user.click(shown.getByRole("button", { name: "Copy" }));
  expect(backend.called("copyText").at(-1)).toEqual([recoveryCodes.join("\n")]);
  await user.click(shown.getByRole("button", { name: "Save to a file…" }));
  const [text, name] = backend.called("saveSecret")[0] ?? [];
  expect(name).toBe("infuse-recovery-codes.txt");
  expect(text).toMatch(/^Infuse recovery codes of ada@example\.com at infuse\.example\.org\n/u);
  expect(String(text).split("\n").slice(-10)).toEqual([...recoveryCodes]);
  await user.click(shown.getByRole("button", { name: "Print…" }));
  expect(backend.called("printPage")).toHaveLength(1);
  await user.keyboard("{Escape}");
  expect(screen.getByText(firstCode)).toBeTruthy();
  await user.click(shown.getByRole("button", { name: "I've kept them" }));
  await closed();
  expect(document.body.innerHTML).not.toContain(firstCode);
  // What opened it has gone: the keyboard goes on where it was.
  await vi.waitFor(() =>
    expect(document.activeElement?.closest("section")).toBe(
      screen.getByRole("region", { name: "Sign-in and security" }),
    ),
  );
  expect(card().getByText("On")).toBeTruthy();
  expect(card().getByText(/^10 left\./u)).toBeTruthy();
});

test("a wrong password, a code too short and a wrong code are said beside their fields, and another can be typed", async () => {
  const { backend, user } = await openApp("account-remote");
  await user.click(card().getByRole("button", { name: "Turn on…" }));
  const asked = await dialog();
  await expectAccessible(screen.getByRole("dialog"));
  backend.refuse("setUpTwoFactor", "invalid_credentials");
  await user.type(asked.getByLabelText("Password"), "another one{Enter}");
  await settled();
  expect(asked.getByRole("alert").textContent).toBe("Wrong password.");
  backend.refusals.clear();
  await user.keyboard("{Enter}");
  await settled();
  const field = asked.getByLabelText<HTMLInputElement>("6-digit code from the app");
  expect(document.activeElement).toBe(field);
  await user.type(field, "12345{Enter}");
  await settled();
  expect(asked.getByRole("alert").textContent).toBe("Enter all 6 digits.");
  expect(backend.called("confirmTwoFactor")).toEqual([]);
  backend.refuse("confirmTwoFactor", "clock_apart");
  await user.type(field, "6{Enter}");
  await settled();
  expect(asked.getByRole("alert").textContent).toMatch(/^That code belongs to another time\./u);
  expect([field.value, document.activeElement]).toEqual(["", field]);
  backend.refusals.clear();
  await user.type(field, "654321{Enter}");
  await settled();
  expect(backend.called("confirmTwoFactor").at(-1)).toEqual(["654321"]);
});

test("a key that was not confirmed is gone with its dialog, and nothing is on", async () => {
  const { user } = await openKey();
  await user.keyboard("{Escape}");
  await closed();
  expect(document.body.innerHTML).not.toContain(key);
  expect(card().getByText("Off")).toBeTruthy();
});

test("what is on says since when and how many recovery codes are left, and few of them are pointed out", async () => {
  const { backend } = await openApp("two-factor");
  expect(card().getByText(/^On since .+ Signing in takes your password and a code/u)).toBeTruthy();
  expect(card().getByText(/^9 left\. Each one signs you in once/u)).toBeTruthy();
  backend.twoFactor(true, 3);
  await settled();
  expect(card().getByText("Only 3 left. Renew them before you run out.")).toBeTruthy();
  backend.twoFactor(true, 0);
  await settled();
  expect(card().getByText(/^None left\./u)).toBeTruthy();
});

test("a change on another device is followed", async () => {
  const { backend } = await openApp("account-remote");
  expect(backend.called("twoFactorSince")).toEqual([]);
  // What happened may be heard of before the account is.
  backend.activityChanged();
  await settled();
  backend.twoFactor(true, 10);
  await settled();
  expect(card().getByText(/^On since /u)).toBeTruthy();
  expect(card().getByRole("button", { name: "Turn off…" })).toBeTruthy();
});

test("recovery codes are renewed by a code, and shown until they are kept", async () => {
  const { backend, user } = await openApp("two-factor");
  await user.click(card().getByRole("button", { name: "Renew…" }));
  const asked = await dialog();
  await expectAccessible(screen.getByRole("dialog"));
  backend.refuse("renewRecoveryCodes", "invalid_code");
  await user.type(asked.getByRole("textbox", { name: "Code" }), "111111{Enter}");
  await settled();
  expect(asked.getByRole("alert").textContent).toMatch(/^That code is wrong, or was used before\./u);
  backend.refusals.clear();
  await user.keyboard("{Enter}");
  await settled();
  expect((await dialog()).getByText(firstCode)).toBeTruthy();
  await user.click((await dialog()).getByRole("button", { name: "I've kept them" }));
  await closed();
  expect(document.body.innerHTML).not.toContain(firstCode);
});

test("two-factor is switched off by password and code", async () => {
  const { backend, user } = await openApp("two-factor");
  await user.click(card().getByRole("button", { name: "Turn off…" }));
  const asked = await dialog();
  await expectAccessible(screen.getByRole("dialog"));
  await user.type(asked.getByLabelText("Password"), "a quiet harbour");
  await user.type(asked.getByRole("textbox", { name: "Code" }), " 123 456 {Enter}");
  await closed();
  expect(backend.called("disableTwoFactor")).toEqual([["a quiet harbour", "123 456"]]);
  expect(screen.getByText("Two-factor authentication is off")).toBeTruthy();
  expect(card().getByText("Off")).toBeTruthy();
});

test("without a server it says how it stands, and that nothing can be changed", async () => {
  await openApp("two-factor-offline");
  expect(card().getByText("On")).toBeTruthy();
  expect(card().queryByRole("button")).toBeNull();
  expect(card().getByText("The server isn't answering. Once it does, you can change this.")).toBeTruthy();
});

test("an account without a password is told why there is nothing to switch on, and what it can have instead", async () => {
  await openApp("account");
  expect(card().getByText(/no email, password or two-factor authentication of its own/u)).toBeTruthy();
  expect(
    card()
      .getAllByRole("button")
      .map((button) => button.textContent?.trim()),
  ).toEqual(["Protect this account…"]);
});

test("an account with two-factor is deleted by password and code, also where that was not known before", async () => {
  const { backend, user } = await openApp("account-remote");
  await user.click(screen.getByRole("button", { name: "Delete account…" }));
  const asked = await dialog();
  expect(asked.queryByRole("textbox", { name: "Code" })).toBeNull();
  await user.type(asked.getByRole("textbox", { name: "Type your email to confirm" }), "ada@example.com");
  await user.type(asked.getByLabelText("Password"), "a quiet harbour");
  backend.refuse("scheduleDeletion", "two_factor_required");
  await user.click(asked.getByRole("button", { name: "Delete account" }));
  await settled();
  backend.refusals.clear();
  const field = asked.getByRole("textbox", { name: "Code" });
  expect(document.activeElement).toBe(field);
  expect(asked.getByRole("alert").textContent).toBe("Enter the code from your authenticator app.");
  await user.type(field, "١٢٣456");
  await user.click(asked.getByRole("button", { name: "Delete account" }));
  await settled();
  expect(backend.called("scheduleDeletion").at(-1)).toEqual(["ada@example.com", "a quiet harbour", "123456"]);
});
