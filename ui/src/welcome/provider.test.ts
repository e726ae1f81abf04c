import { screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { expectAccessible, openApp, settled } from "../../tests/app";
import type { AppError, ErrorCode } from "../bindings";

const goOn = () => screen.queryByRole("button", { name: /^Continue with/u });
const waits = () => screen.queryByText("Waiting for Example ID…");
const signedIn = { outcome: "signed_in", recovery_codes_left: null } as const;

/** The page of a server that was signed in to before, and that has an identity provider. */
async function openKnown() {
  const opened = await openApp("signed-out-provider");
  await settled();
  return opened;
}

/** The same, with the person in their browser. */
async function openBrowser() {
  const opened = await openKnown();
  await opened.user.click(screen.getByRole("button", { name: "Continue with Example ID" }));
  await settled();
  return opened;
}

/** The form of a server that nobody has named yet, in its dialog. */
async function openDialog() {
  const opened = await openApp("welcome-provider");
  await opened.user.click(screen.getByRole("button", { name: "Sign in…" }));
  const dialog = within(await screen.findByRole("dialog"));
  const address = dialog.getByRole("textbox", { name: "Server address" });
  return { ...opened, dialog, address };
}

/** Answers to what is asked of a server, in the order that they are given in. */
function answersOf(backend: Awaited<ReturnType<typeof openApp>>["backend"]) {
  const asked = new Map<string, (provider: string | null) => void>();
  backend.commands.signInMethods = (url) =>
    new Promise((resolve) => {
      asked.set(url, (provider) => resolve({ status: "ok", data: { provider } }));
    });
  return (url: string, provider: string | null) => asked.get(url)?.(provider);
}

test("a known server is asked at once, and its identity provider is offered by name", async () => {
  const { backend } = await openKnown();
  expect(backend.called("signInMethods")).toEqual([["https://infuse.example.org"]]);
  expect(goOn()?.textContent?.trim()).toBe("Continue with Example ID");
  expect(document.activeElement).toBe(screen.getByLabelText("Password"));
  await expectAccessible();
});

test("a server without an identity provider, or without an answer, shows nothing of one", async () => {
  const { backend, user } = await openApp("signed-out-remote");
  expect(goOn()).toBeNull();
  expect(screen.queryByText("or")).toBeNull();
  backend.refuse("signInMethods", "unreachable");
  const address = screen.getByRole("textbox", { name: "Server address" });
  await user.type(address, "/x");
  await user.tab();
  await settled();
  expect(backend.called("signInMethods")).toHaveLength(2);
  expect(screen.queryByRole("alert")).toBeNull();
  expect(goOn()).toBeNull();
});

test("a server that did not answer is asked again once the person is back in the window", async () => {
  const { backend, user } = await openApp("signed-out-remote");
  backend.refuse("signInMethods", "unreachable");
  backend.provider = "Example ID";
  const address = screen.getByRole("textbox", { name: "Server address" });
  await user.type(address, "/");
  await user.tab();
  await settled();
  expect(goOn()).toBeNull();
  backend.refusals.clear();
  window.dispatchEvent(new FocusEvent("focus"));
  await settled();
  expect(goOn()).toBeTruthy();
  window.dispatchEvent(new FocusEvent("focus"));
  expect(backend.called("signInMethods")).toHaveLength(3);
});

test("the server of a protected account of this computer is not asked", async () => {
  const { backend } = await openApp("signed-out-protected");
  backend.provider = "Example ID";
  window.dispatchEvent(new FocusEvent("focus"));
  await settled();
  expect(backend.called("signInMethods")).toEqual([]);
  expect(goOn()).toBeNull();
});

test("an address is asked about when it is left, and not with each letter", async () => {
  const { backend, user, dialog, address } = await openDialog();
  await user.type(address, "https://infuse.example.org");
  expect(backend.called("signInMethods")).toEqual([]);
  await user.tab();
  await settled();
  expect(backend.called("signInMethods")).toEqual([["https://infuse.example.org"]]);
  expect(dialog.getByRole("button", { name: "Continue with Example ID" })).toBeTruthy();
  await expectAccessible();
  await user.click(dialog.getByRole("radio", { name: "Create an account" }));
  expect(goOn()).toBeTruthy();
});

test("another address takes the offer away until that has been asked", async () => {
  const { backend, user, address } = await openDialog();
  await user.type(address, "https://infuse.example.org");
  await user.tab();
  await settled();
  expect(goOn()).toBeTruthy();
  backend.provider = "Other ID";
  await user.type(address, "/other");
  expect(goOn()).toBeNull();
  await user.tab();
  await settled();
  expect(goOn()?.textContent?.trim()).toBe("Continue with Other ID");
});

test("an answer of an address that is not there any more is dropped", async () => {
  const { backend, user, address } = await openDialog();
  const answer = answersOf(backend);
  await user.type(address, "https://one.example.org");
  await user.tab();
  await user.clear(address);
  await user.type(address, "https://two.example.org");
  answer("https://one.example.org", "One ID");
  await settled();
  expect(goOn()).toBeNull();
  await user.tab();
  answer("https://two.example.org", "Two ID");
  await settled();
  expect(goOn()?.textContent?.trim()).toBe("Continue with Two ID");
});

test("an answer that comes late does not stand in the place of a newer one", async () => {
  const { backend, user, address } = await openDialog();
  const answer = answersOf(backend);
  await user.type(address, "https://one.example.org");
  await user.tab();
  await user.clear(address);
  await user.type(address, "https://two.example.org");
  await user.tab();
  answer("https://two.example.org", null);
  await settled();
  answer("https://one.example.org", "One ID");
  await settled();
  expect(goOn()).toBeNull();
});

test("while the person is in their browser the form gives way, and the way back is at hand", async () => {
  const { backend } = await openBrowser();
  expect(backend.called("signInWithProvider")).toEqual([["https://infuse.example.org"]]);
  expect(screen.getByRole("heading", { name: "Continue in your browser" })).toBeTruthy();
  expect(screen.getByText(/^Your browser was opened for Example ID, and this window goes on/u)).toBeTruthy();
  expect(waits()?.role).toBe("status");
  expect(screen.queryByLabelText("Password")).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Cancel" }));
  await expectAccessible();
});

test.each(["the button", "Escape", "Escape where nothing is focused"])(
  "a sign-in in the browser is cancelled by %s, and leads back to what began it",
  async (way) => {
    const { backend, user } = await openBrowser();
    if (way === "Escape where nothing is focused") (document.activeElement as HTMLElement).blur();
    if (way === "the button") await user.click(screen.getByRole("button", { name: "Cancel" }));
    else await user.keyboard("{Escape}");
    await settled();
    expect(backend.called("cancelSignIn")).toHaveLength(1);
    expect(waits()).toBeNull();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(document.activeElement).toBe(goOn());
  },
);

test("Escape that closes a dialog above the page does not cancel the sign-in below it", async () => {
  const { backend, user } = await openBrowser();
  await user.click(screen.getByRole("button", { name: "Forget this server…" }));
  await screen.findByRole("alertdialog");
  await user.keyboard("{Escape}");
  await vi.waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  expect(backend.called("cancelSignIn")).toEqual([]);
  expect(waits()).toBeTruthy();
});

test("Escape leads back to the form, also where the focus is beside the step", async () => {
  const { user, dialog, address } = await openDialog();
  await user.type(address, "https://infuse.example.org");
  await user.tab();
  await settled();
  await user.click(dialog.getByRole("button", { name: "Continue with Example ID" }));
  await user.click(dialog.getByText(/^Your browser was opened for Example ID/u));
  await user.keyboard("{Escape}");
  await settled();
  expect(dialog.getByRole("heading", { name: "Sign in to a server" })).toBeTruthy();
});

test("in a dialog Escape leads back to the form first, and closes it then", async () => {
  const { backend, user, dialog, address } = await openDialog();
  await user.type(address, "https://infuse.example.org");
  await user.tab();
  await settled();
  await user.click(dialog.getByRole("button", { name: "Continue with Example ID" }));
  await settled();
  expect(dialog.getByRole("heading", { name: "Continue in your browser" })).toBeTruthy();
  expect(dialog.getAllByText(/^Your browser was opened for Example ID/u)).toHaveLength(1);
  await expectAccessible();
  await user.keyboard("{Escape}");
  await settled();
  expect(dialog.getByRole("heading", { name: "Sign in to a server" })).toBeTruthy();
  expect(document.activeElement).toBe(goOn());
  expect(dialog.getByRole<HTMLInputElement>("textbox", { name: "Server address" }).value).toBe(
    "https://infuse.example.org",
  );
  await user.keyboard("{Escape}");
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(backend.called("cancelSignIn")).toHaveLength(1);
});

test("the form of a server closes once the person is signed in", async () => {
  const { backend, user, dialog, address } = await openDialog();
  await user.type(address, "https://infuse.example.org");
  await user.tab();
  await settled();
  await user.click(dialog.getByRole("button", { name: "Continue with Example ID" }));
  await settled();
  backend.comeBack(signedIn);
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(backend.called("cancelSignIn")).toEqual([]);
});

test("a page that goes away takes its sign-in with it", async () => {
  const { backend } = await openBrowser();
  backend.change({ access: { state: "welcome" } });
  await settled();
  expect(backend.called("cancelSignIn")).toHaveLength(1);
});

test("a password and a browser are never asked at a time", async () => {
  const { backend, user } = await openKnown();
  backend.silent.add("signIn");
  await user.keyboard("a quiet harbour{Enter}");
  expect(goOn()?.getAttribute("aria-disabled")).toBe("true");
  const button = goOn();
  if (button) await user.click(button);
  expect(backend.called("signInWithProvider")).toEqual([]);
});

const refusals: [ErrorCode, RegExp][] = [
  ["email_unverified", /hasn't verified your email/u],
  ["account_has_password", /^There's an account with your email already/u],
  ["account_unverified", /nobody has confirmed/u],
  ["linked_to_another", /belongs to somebody else/u],
  ["provider_unusable", /can't work with an identity provider/u],
  ["provider_refused", /didn't let you in, or the sign-in was/u],
  ["provider_away", /can't reach your identity provider/u],
  ["no_browser", /^No browser could be opened/u],
  ["sign_in_ended", /^This sign-in has ended\. Start it again/u],
];

test.each(refusals)("%s stands in the form, and another try is at hand", async (code, words) => {
  const { backend, user } = await openKnown();
  backend.refuse("signInWithProvider", code);
  await user.click(screen.getByRole("button", { name: "Continue with Example ID" }));
  await settled();
  expect(screen.getByRole("alert").textContent?.trim()).toMatch(words);
  expect(document.activeElement).toBe(goOn());
  await expectAccessible();
  backend.refusals.clear();
  await user.keyboard("{Enter}");
  await settled();
  expect(screen.queryByRole("alert")).toBeNull();
  expect(waits()).toBeTruthy();
});

test("a refusal that is about the address stands beside it", async () => {
  const { backend, user } = await openKnown();
  backend.refuse("signInWithProvider", "unreachable");
  await user.click(screen.getByRole("button", { name: "Continue with Example ID" }));
  await settled();
  expect(screen.getByRole("textbox", { name: "Server address" }).getAttribute("aria-invalid")).toBe("true");
});

test("an account with two-factor is asked for its code, and not for a password", async () => {
  const { backend, user } = await openBrowser();
  backend.comeBack({ outcome: "second_factor_required" });
  await settled();
  const code = screen.getByLabelText("6-digit code from your authenticator app");
  expect(screen.getByText("This account asks for a code as well.")).toBeTruthy();
  expect(document.activeElement).toBe(code);
  await expectAccessible();
  await user.keyboard("123456{Enter}");
  await settled();
  expect(backend.called("signInWithSecondFactor")).toEqual([["code", "123456"]]);
});

test("back from the code leads to the button that began it, and the sign-in is forgotten", async () => {
  const { backend, user } = await openBrowser();
  backend.comeBack({ outcome: "second_factor_required" });
  await settled();
  await user.click(screen.getByRole("button", { name: "Back" }));
  await settled();
  expect(document.activeElement).toBe(goOn());
  expect(backend.called("cancelSignIn")).toHaveLength(1);
});

test("a code that came too late speaks of no password", async () => {
  const { backend, user } = await openBrowser();
  backend.comeBack({ outcome: "second_factor_required" });
  await settled();
  const ended: AppError = { code: "sign_in_ended", detail: "", field: null };
  backend.refusals.set("signInWithSecondFactor", ended);
  await user.keyboard("123456{Enter}");
  await settled();
  expect(screen.getByRole("alert").textContent?.trim()).toBe("This sign-in has ended. Start it again.");
  expect(document.activeElement).toBe(goOn());
});
