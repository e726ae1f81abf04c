import { screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { expectAccessible, openApp, settled } from "../../tests/app";

const form = () => within(screen.getByRole("region", { name: "Sign in" }));

test("a protected account of this computer is signed in to by its address and password, without the server's", async () => {
  const { backend, user } = await openApp("signed-out-protected");
  expect(screen.getByRole("heading", { name: "Sign in on this computer" })).toBeTruthy();
  expect(screen.queryByLabelText("Server address")).toBeNull();
  expect(form().getByLabelText<HTMLInputElement>("Email").value).toBe("ada@example.com");
  expect(document.activeElement).toBe(form().getByLabelText("Password"));
  await user.keyboard("a quiet harbour{Enter}");
  await settled();
  expect(backend.called("signIn")).toEqual([["http://127.0.0.1:8787", "ada@example.com", "a quiet harbour"]]);
});

test("its server is asked where it is now", async () => {
  const { backend, user } = await openApp("signed-out-protected");
  const homes = backend.snapshot.homes.map((home) =>
    home.kind === "local" ? { ...home, url: "http://127.0.0.1:8790/" } : home,
  );
  backend.change({ homes });
  await settled();
  await user.type(form().getByLabelText("Password"), "a quiet harbour{Enter}");
  expect(backend.called("signIn")[0]?.[0]).toBe("http://127.0.0.1:8790/");
});

test("the link to a new password is found in the folder of mails where no mail server takes it", async () => {
  const { backend, user } = await openApp("signed-out-protected");
  await user.click(form().getByRole("button", { name: "Forgot your password?" }));
  await settled();
  expect(form().queryByLabelText("Server address")).toBeNull();
  await expectAccessible();
  await user.click(form().getByRole("button", { name: "Send link" }));
  await settled();
  expect(backend.called("askPasswordReset")).toEqual([["http://127.0.0.1:8787", "ada@example.com"]]);
  expect(form().getByText(/is in the folder\.$/u)).toBeTruthy();
  await user.click(form().getByRole("button", { name: "Open folder" }));
  expect(backend.called("openOutbox")).toHaveLength(1);
});

test("the first page leads on to a protected account, which asks for its password by itself", async () => {
  const { backend, user } = await openApp("signed-out-protected");
  backend.change({
    access: { state: "welcome" },
    homes: backend.snapshot.homes.map((home) => ({ ...home, active: false })),
  });
  await settled();
  await user.click(screen.getByRole("button", { name: "Continue" }));
  await settled();
  expect(backend.called("activateHome")).toEqual([["home-local"]]);
  expect(backend.called("useLocal")).toEqual([]);
});

test("an account that turns out to be protected says how it is entered", async () => {
  const { backend, user } = await openApp("welcome");
  backend.refuse("useLocal", "local_protected");
  await user.click(screen.getByRole("button", { name: "Start here" }));
  await settled();
  expect(screen.getByText(/^This account is protected: sign in with/u)).toBeTruthy();
});
