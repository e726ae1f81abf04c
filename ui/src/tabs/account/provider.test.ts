import { screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { expectAccessible, openApp, settled } from "../../../tests/app";
import type { ErrorCode } from "../../bindings";

const region = (name: string) => within(screen.getByRole("region", { name }));
const card = () => region("Sign-in and security");
const dialog = async () => within(await screen.findByRole("dialog"));
const closed = () => vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
const again = () => card().getByRole("button", { name: "Sign in again…" });
const signedIn = { outcome: "signed_in", recovery_codes_left: null } as const;
const done = "You're signed in again. You can make the change now.";

/** Signs in again, as far as the browser. */
async function openBrowser(scene = "account-oidc") {
  const opened = await openApp(scene);
  await opened.user.click(again());
  return { ...opened, asked: await dialog() };
}

test("who signs in with an identity provider is told which one, and has no password here", async () => {
  const { backend } = await openApp("account-oidc");
  expect(backend.called("signInMethods")).toEqual([["https://infuse.example.org"]]);
  expect(card().getByText("You sign in with Example ID, which looks after your password.")).toBeTruthy();
  expect(card().getByText("Signing in")).toBeTruthy();
  expect(card().queryByText("Password")).toBeNull();
  expect(screen.queryByRole("button", { name: /^Change password/u })).toBeNull();
  expect(screen.queryByRole("button", { name: /^This wasn't me/u })).toBeNull();
  await expectAccessible();
});

test("a provider whose name is not known has none", async () => {
  await openApp("account-oidc-offline");
  expect(card().getByText(/^You sign in with an identity provider/u)).toBeTruthy();
  expect(card().queryByRole("button")).toBeNull();
});

test("the name is asked for once the server answers", async () => {
  const { backend } = await openApp("account-oidc-offline");
  expect(backend.called("signInMethods")).toEqual([]);
  backend.change({ connection: { state: "live" } });
  await settled();
  expect(card().getByText(/^You sign in with Example ID/u)).toBeTruthy();
  backend.change({ warnings: { state: "on" } });
  await settled();
  expect(backend.called("signInMethods")).toHaveLength(1);
});

test("nobody else is asked how they could sign in", async () => {
  const { backend } = await openApp("account-remote");
  expect(backend.called("signInMethods")).toEqual([]);
  expect(card().queryByRole("button", { name: "Sign in again…" })).toBeNull();
});

test.each(["account-oidc", "two-factor-oidc"])(
  "nothing in the card of %s speaks of a password but the provider's",
  async (scene) => {
    await openApp(scene);
    const words = screen.getByRole("region", { name: "Sign-in and security" }).textContent ?? "";
    expect(words.match(/password/giu)).toHaveLength(1);
  },
);

test("signing in again waits for the browser, and ends in a word that it is done", async () => {
  const { backend, asked } = await openBrowser();
  expect(backend.called("signInAgain")).toEqual([[]]);
  expect(asked.getByRole("heading", { name: "Continue in your browser" })).toBeTruthy();
  expect(await asked.findByText(/^Your browser was opened for Example ID/u)).toBeTruthy();
  expect(asked.getByRole("status").textContent?.trim()).toBe("Waiting for Example ID…");
  expect(document.activeElement).toBe(asked.getByRole("button", { name: "Cancel" }));
  await expectAccessible(screen.getByRole("dialog"));
  backend.comeBack(signedIn);
  await closed();
  expect(screen.getByText(done)).toBeTruthy();
  expect(backend.called("cancelSignIn")).toEqual([]);
  await vi.waitFor(() => expect(document.activeElement).toBe(again()));
});

test.each(["the button", "Escape"])(
  "signing in again is cancelled by %s, and leads back to its row",
  async (way) => {
    const { backend, user, asked } = await openBrowser();
    if (way === "the button") await user.click(asked.getByRole("button", { name: "Cancel" }));
    else await user.keyboard("{Escape}");
    await closed();
    expect(backend.called("cancelSignIn")).toHaveLength(1);
    expect(screen.queryByText(done)).toBeNull();
    await vi.waitFor(() => expect(document.activeElement).toBe(again()));
  },
);

test("a session that is replaced while the dialog is open ends in the word all the same", async () => {
  const { backend } = await openBrowser();
  const { access } = backend.snapshot;
  backend.change({ access: { state: "starting" } });
  await settled();
  backend.change({ access });
  await settled();
  backend.comeBack(signedIn);
  await closed();
  expect(screen.getByText(done)).toBeTruthy();
  expect(backend.called("cancelSignIn")).toEqual([]);
  expect(again()).toBeTruthy();
});

test("a code that was right ends in the word too, however the session is replaced", async () => {
  const { backend, user } = await openBrowser("two-factor-oidc");
  backend.comeBack({ outcome: "second_factor_required" });
  await settled();
  const { access } = backend.snapshot;
  const { signInWithSecondFactor } = backend.commands;
  backend.commands.signInWithSecondFactor = async (factor, code) => {
    backend.change({ access: { state: "starting" } });
    await settled();
    backend.change({ access });
    await settled();
    return signInWithSecondFactor(factor, code);
  };
  await user.keyboard("123456{Enter}");
  await closed();
  await vi.waitFor(() => expect(screen.getByText(done)).toBeTruthy());
  expect(backend.called("cancelSignIn")).toEqual([]);
});

test("a session that ends meanwhile takes the sign-in with it", async () => {
  const { backend } = await openBrowser();
  backend.change({ access: { state: "signed_out", email: "ada@example.com" } });
  await closed();
  expect(backend.called("cancelSignIn")).toHaveLength(1);
  expect(screen.queryByText(done)).toBeNull();
});

const refusals: [ErrorCode, RegExp][] = [
  ["provider_refused", /didn't let you in/u],
  ["provider_away", /can't reach your identity provider/u],
  ["no_browser", /^No browser could be opened/u],
  ["another_account", /^You signed in to another account/u],
  ["unreachable", /^The server doesn't answer/u],
  ["sign_in_ended", /^This sign-in has ended\. Start it again/u],
];

test.each(refusals)("%s is said in the dialog, which tries again", async (code, words) => {
  const opened = await openApp("account-oidc");
  opened.backend.refuse("signInAgain", code);
  await opened.user.click(again());
  const asked = await dialog();
  expect((await asked.findByRole("alert")).textContent?.trim()).toMatch(words);
  expect(asked.getByRole("heading", { name: "Sign in again" })).toBeTruthy();
  await expectAccessible(screen.getByRole("dialog"));
  opened.backend.refusals.clear();
  const retry = asked.getByRole("button", { name: "Try again" });
  await vi.waitFor(() => expect(document.activeElement).toBe(retry));
  await opened.user.keyboard("{Enter}");
  await settled();
  expect(asked.getByRole("status").textContent?.trim()).toBe("Waiting for Example ID…");
  opened.backend.comeBack(signedIn);
  await closed();
  expect(screen.getByText(done)).toBeTruthy();
});

test("an account with two-factor is asked for its code in the same dialog", async () => {
  const { backend, user, asked } = await openBrowser("two-factor-oidc");
  backend.comeBack({ outcome: "second_factor_required" });
  await settled();
  expect(asked.getByText("This account asks for a code as well.")).toBeTruthy();
  expect(document.activeElement).toBe(asked.getByLabelText("6-digit code from your authenticator app"));
  await expectAccessible(screen.getByRole("dialog"));
  await user.keyboard("123456{Enter}");
  await closed();
  expect(backend.called("signInWithSecondFactor")).toEqual([["code", "123456"]]);
  expect(backend.called("cancelSignIn")).toEqual([]);
  expect(screen.getByText(done)).toBeTruthy();
});

test("a sign-in that waits for its code is forgotten with its dialog", async () => {
  const { backend, user, asked } = await openBrowser("two-factor-oidc");
  backend.comeBack({ outcome: "second_factor_required" });
  await settled();
  await user.click(asked.getByRole("button", { name: "Cancel" }));
  await closed();
  expect(backend.called("cancelSignIn")).toHaveLength(1);
  expect(screen.queryByText(done)).toBeNull();
});

test("a code that came too late leads to another try", async () => {
  const { backend, user, asked } = await openBrowser("two-factor-oidc");
  backend.comeBack({ outcome: "second_factor_required" });
  await settled();
  backend.refuse("signInWithSecondFactor", "sign_in_ended");
  await user.keyboard("123456{Enter}");
  await settled();
  expect(asked.getByRole("alert").textContent?.trim()).toBe("This sign-in has ended. Start it again.");
  await user.click(asked.getByRole("button", { name: "Try again" }));
  await settled();
  expect(backend.called("signInAgain")).toHaveLength(2);
});

test("an address is changed without a password", async () => {
  const { backend, user } = await openApp("account-oidc");
  await user.click(region("Profile").getByRole("button", { name: "Change email…" }));
  const asked = await dialog();
  expect(asked.queryByLabelText("Password")).toBeNull();
  await expectAccessible(screen.getByRole("dialog"));
  await user.type(asked.getByLabelText("New email"), "king@example.com{Enter}");
  await closed();
  expect(backend.called("changeEmail")).toEqual([["king@example.com", null]]);
});

test("two-factor is turned on without a password, and nothing on the way speaks of one", async () => {
  const { backend, user } = await openApp("account-oidc");
  await user.click(card().getByRole("button", { name: "Turn on…" }));
  const asked = await dialog();
  const speaksOfPassword = () => /password(?! manager)/iu.test(screen.getByRole("dialog").textContent ?? "");
  expect(speaksOfPassword()).toBe(false);
  await expectAccessible(screen.getByRole("dialog"));
  await user.click(asked.getByRole("button", { name: "Continue" }));
  await settled();
  expect(backend.called("setUpTwoFactor")).toEqual([[null]]);
  expect(speaksOfPassword()).toBe(false);
  backend.refuse("confirmTwoFactor", "two_factor_not_begun");
  await user.type(asked.getByLabelText("6-digit code from the app"), "123456{Enter}");
  await settled();
  expect(asked.getByRole("alert").textContent?.trim()).toMatch(/^This took too long/u);
  expect(speaksOfPassword()).toBe(false);
  backend.refusals.clear();
  await user.click(asked.getByRole("button", { name: "Continue" }));
  await settled();
  await user.type(asked.getByLabelText("6-digit code from the app"), "123456{Enter}");
  await settled();
  expect(asked.getByRole("heading", { name: "Keep these recovery codes" })).toBeTruthy();
  expect(speaksOfPassword()).toBe(false);
  await user.click(asked.getByRole("button", { name: "Save to a file…" }));
  expect(String(backend.called("saveSecret")[0]?.[0])).not.toMatch(/password/iu);
});

test("two-factor is turned off by a code alone", async () => {
  const { backend, user } = await openApp("two-factor-oidc");
  await user.click(card().getByRole("button", { name: "Turn off…" }));
  const asked = await dialog();
  expect(screen.getByRole("dialog").textContent).not.toMatch(/password/iu);
  await user.type(asked.getByRole("textbox", { name: "Code" }), "123456{Enter}");
  await closed();
  expect(backend.called("disableTwoFactor")).toEqual([[null, "123456"]]);
});

test("an account is deleted without a password", async () => {
  const { backend, user } = await openApp("two-factor-oidc");
  await user.click(screen.getByRole("button", { name: "Delete account…" }));
  const asked = await dialog();
  expect(asked.queryByLabelText("Password")).toBeNull();
  await user.type(asked.getByRole("textbox", { name: "Type your email to confirm" }), "ada@example.com");
  await user.type(asked.getByRole("textbox", { name: "Code" }), "123456");
  await user.click(asked.getByRole("button", { name: "Delete account" }));
  await settled();
  expect(backend.called("scheduleDeletion")).toEqual([["ada@example.com", null, "123456"]]);
});

const changes = {
  changeEmail: ["Change email…", { "New email": "king@example.com" }, "Send link"],
  setUpTwoFactor: ["Turn on…", {}, "Continue"],
  disableTwoFactor: ["Turn off…", { Code: "123456" }, "Turn off"],
  scheduleDeletion: [
    "Delete account…",
    { "Type your email to confirm": "ada@example.com", Code: "123456" },
    "Delete account",
  ],
} as const;

test.each(Object.entries(changes))(
  "%s leads on to signing in again where that is too long ago",
  async (command, [ask, fields, action]) => {
    const scene =
      command === "disableTwoFactor" || command === "scheduleDeletion" ? "two-factor-oidc" : "account-oidc";
    const { backend, user } = await openApp(scene);
    backend.refuse(command as keyof typeof changes, "sign_in_again");
    await user.click(screen.getByRole("button", { name: ask }));
    const asked = await dialog();
    for (const [label, text] of Object.entries(fields)) await user.type(asked.getByLabelText(label), text);
    await user.click(asked.getByRole("button", { name: action }));
    await settled();
    const notice = within(asked.getByRole("alert"));
    expect(notice.getByText("To make this change, sign in again first.")).toBeTruthy();
    await expectAccessible(screen.getByRole("dialog"));
    await user.click(notice.getByRole("button", { name: "Sign in again" }));
    await vi.waitFor(() =>
      expect(screen.getByRole("heading", { name: "Continue in your browser" })).toBeTruthy(),
    );
    expect(screen.getAllByRole("dialog")).toHaveLength(1);
    const next = await dialog();
    await vi.waitFor(() => expect(document.activeElement).toBe(next.getByRole("button", { name: "Cancel" })));
    backend.comeBack(signedIn);
    await closed();
    expect(screen.getByText(done)).toBeTruthy();
    await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: ask })));
  },
);
