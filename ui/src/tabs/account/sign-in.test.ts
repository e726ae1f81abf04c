import { screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { expectAccessible, openApp, settled } from "../../../tests/app";

const region = (name: string) => within(screen.getByRole("region", { name }));
const dialog = async () => within(await screen.findByRole("dialog"));
const closed = () => vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());

async function openChange() {
  const opened = await openApp("account-remote");
  const change = region("Sign-in and security").getByRole("button", { name: "Change password…" });
  await opened.user.click(change);
  return { ...opened, asked: await dialog() };
}

test("a password is changed by the current one, and the new one says how strong it is by the person's own name", async () => {
  const { backend, user, asked } = await openChange();
  await user.type(asked.getByLabelText("Current password"), "a quiet harbour");
  const field = asked.getByLabelText("New password");
  await user.type(field, "short");
  expect(await asked.findByText("Too short: at least 15 characters")).toBeTruthy();
  await user.clear(field);
  await user.type(field, "Ada Lovelace forever");
  expect(await asked.findByText(/your name or email$/u)).toBeTruthy();
  expect(backend.called("estimatePassword").at(-1)).toEqual([
    "Ada Lovelace forever",
    ["Ada Lovelace", "ada@example.com"],
    false,
  ]);
  await user.clear(field);
  await user.type(field, "correct horse battery staple");
  expect(await asked.findByText("Strong")).toBeTruthy();
  await expectAccessible(screen.getByRole("dialog"));
  await user.keyboard("{Enter}");
  await settled();
  expect(backend.called("changePassword")).toEqual([["a quiet harbour", "correct horse battery staple"]]);
  await closed();
});

test("a wrong current password and a refused new one are said beside their fields", async () => {
  const { backend, user, asked } = await openChange();
  await user.type(asked.getByLabelText("Current password"), "another one");
  await user.type(asked.getByLabelText("New password"), "correct horse");
  backend.refuse("changePassword", "invalid_credentials");
  await user.keyboard("{Enter}");
  await settled();
  expect(document.activeElement).toBe(asked.getByLabelText("Current password"));
  expect(asked.getByRole("alert").textContent).toBe("Wrong password.");
  backend.refuse("changePassword", "validation", "new_password");
  await user.keyboard("{Enter}");
  await settled();
  expect(document.activeElement).toBe(asked.getByLabelText("New password"));
  expect(asked.getByRole("alert").textContent).toMatch(/too easy to guess/u);
});

test("an address is changed by the password, waits for its link, and can be taken back", async () => {
  const { backend, user } = await openApp("account-remote");
  await user.click(region("Profile").getByRole("button", { name: "Change email…" }));
  const asked = await dialog();
  await expectAccessible(screen.getByRole("dialog"));
  backend.refuse("changeEmail", "validation", "email");
  await user.type(asked.getByLabelText("New email"), "king@example.com");
  await user.type(asked.getByLabelText("Password"), "a quiet harbour{Enter}");
  await settled();
  expect(asked.getByRole("alert").textContent).toMatch(/^This is your address already/u);
  backend.refusals.clear();
  await user.keyboard("{Enter}");
  await settled();
  expect(backend.called("changeEmail").at(-1)).toEqual(["king@example.com", "a quiet harbour"]);
  await closed();
  expect(region("Profile").getByText(/^Waiting for you to open the link.+king@example\.com/u)).toBeTruthy();
  await user.click(region("Profile").getByRole("button", { name: "Cancel change" }));
  await settled();
  expect(backend.called("withdrawEmailChange")).toHaveLength(1);
  expect(region("Profile").queryByText(/^Waiting for you/u)).toBeNull();
});

test("an address that nobody has confirmed says so, and its link is sent again", async () => {
  const { backend, user } = await openApp("email-unverified");
  expect(region("Profile").getByText("Not verified")).toBeTruthy();
  await user.click(region("Profile").getByRole("button", { name: "Send a new link" }));
  expect(backend.called("sendVerification")).toHaveLength(1);
});

test("a session that is somebody else's leads to a new password, or to a mail where the old one is not known", async () => {
  const { backend, user } = await openApp("account-remote");
  const [first] = region("Sessions").getAllByRole("button", { name: /^This wasn't me/u });
  if (first) await user.click(first);
  const asked = await dialog();
  expect(
    asked.getByRole("heading", { name: "Sign out everywhere else and choose a new password" }),
  ).toBeTruthy();
  expect(asked.getByText(/^Access tokens keep working\./u)).toBeTruthy();
  await user.click(asked.getByRole("button", { name: "I don't know the password" }));
  await settled();
  expect(backend.called("askPasswordReset")).toEqual([["https://infuse.example.org", "ada@example.com"]]);
  expect(backend.called("changePassword")).toEqual([]);
  await closed();
  expect(screen.getByText("A link to a new password is on its way to ada@example.com")).toBeTruthy();
});

test("a sign-in from a new device and wrong codes after a right password can be said not to have been one's own", async () => {
  await openApp("account-remote");
  const asked = region("Activity").getAllByRole("button", { name: /^This wasn't me/u });
  expect(asked.map((button) => button.getAttribute("aria-labelledby")?.split(" ")[1])).toEqual(
    ["Wrong codes at a sign-in", "Signed in from a new device or network"].map(
      (words) => region("Activity").getByText(words).parentElement?.id,
    ),
  );
});

test("where the codes were wrong nobody is said to have got in", async () => {
  const { user } = await openApp("account-remote");
  const [first] = region("Activity").getAllByRole("button", { name: /^This wasn't me/u });
  if (first) await user.click(first);
  const asked = await dialog();
  expect(asked.getByText(/^Nobody got in: the codes were wrong/u)).toBeTruthy();
  expect(asked.queryByText(/^Whoever signed in/u)).toBeNull();
  expect(asked.getByText(/^Access tokens keep working\./u)).toBeTruthy();
});

test("nobody else gets into a home on this computer", async () => {
  await openApp("account");
  expect(screen.queryByRole("button", { name: /^This wasn't me/u })).toBeNull();
});

test("two-factor that turns out to be on leads to new recovery codes", async () => {
  const { backend, user } = await openApp("account-remote");
  await user.click(region("Sign-in and security").getByRole("button", { name: "Turn on…" }));
  backend.refuse("setUpTwoFactor", "two_factor_on");
  await user.type((await dialog()).getByLabelText("Password"), "a quiet harbour{Enter}");
  await settled();
  const asked = await dialog();
  expect(asked.getByRole("heading", { name: "Two-factor authentication is already on" })).toBeTruthy();
  await user.type(asked.getByLabelText("Code"), "123456{Enter}");
  await settled();
  expect(backend.called("renewRecoveryCodes")).toEqual([["123456"]]);
  expect((await dialog()).getByRole("heading", { name: "Keep these recovery codes" })).toBeTruthy();
});

test("a set-up that took too long begins again and says why", async () => {
  const { backend, user } = await openApp("account-remote");
  await user.click(region("Sign-in and security").getByRole("button", { name: "Turn on…" }));
  await user.type((await dialog()).getByLabelText("Password"), "a quiet harbour{Enter}");
  await settled();
  backend.refuse("confirmTwoFactor", "two_factor_not_begun");
  await user.type((await dialog()).getByLabelText("6-digit code from the app"), "123456{Enter}");
  await settled();
  const asked = await dialog();
  expect(asked.getByText(/^This took too long/u)).toBeTruthy();
  expect(asked.getByLabelText("Password")).toBeTruthy();
});

test("a password that is too short without two-factor is to be changed first, and is not called wrong", async () => {
  const { backend, user } = await openApp("two-factor");
  await user.click(region("Sign-in and security").getByRole("button", { name: "Turn off…" }));
  const asked = await dialog();
  // The server says so only to who knows it.
  backend.refuse("disableTwoFactor", "validation", "password");
  await user.type(asked.getByLabelText("Code"), "123456");
  await user.type(asked.getByLabelText("Password"), "short but right{Enter}");
  await settled();
  expect(asked.getByRole("alert").textContent).toBe(
    "Your password is too short to protect your account alone. Change it first.",
  );
});

test("a lost answer to the code leads to new recovery codes as well", async () => {
  const { backend, user } = await openApp("account-remote");
  await user.click(region("Sign-in and security").getByRole("button", { name: "Turn on…" }));
  await user.type((await dialog()).getByLabelText("Password"), "a quiet harbour{Enter}");
  await settled();
  backend.refuse("confirmTwoFactor", "two_factor_on");
  await user.type((await dialog()).getByLabelText("6-digit code from the app"), "123456{Enter}");
  await settled();
  expect(
    (await dialog()).getByRole("heading", { name: "Two-factor authentication is already on" }),
  ).toBeTruthy();
});

test("without a server, addresses and passwords are shown and not changed", async () => {
  await openApp("email-offline");
  expect(region("Profile").getByText("ada@example.com")).toBeTruthy();
  expect(region("Profile").getByText(/^Waiting for you to open the link/u)).toBeTruthy();
  expect(region("Profile").queryByRole("button")).toBeNull();
  expect(region("Sign-in and security").queryByRole("button")).toBeNull();
});
