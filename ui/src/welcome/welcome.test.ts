import { screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { expectAccessible, openApp, settled } from "../../tests/app";
import type { ErrorCode } from "../bindings";

async function openServerForm() {
  const opened = await openApp("welcome");
  await opened.user.click(screen.getByRole("button", { name: "Sign in…" }));
  const dialog = within(await screen.findByRole("dialog"));
  const fill = async () => {
    await opened.user.type(dialog.getByRole("textbox", { name: "Server address" }), "https://example.org");
    await opened.user.type(dialog.getByRole("textbox", { name: "Email" }), "ada@example.org");
    await opened.user.type(dialog.getByLabelText("Password"), "correct horse battery");
  };
  return { ...opened, dialog, fill };
}

test("the name of the person who uses the computer is offered", async () => {
  const { backend, user } = await openApp("welcome");
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Your name" }).value).toBe("Ada Lovelace");
  await user.click(screen.getByRole("button", { name: "Start here" }));
  expect(backend.called("useLocal")).toEqual([["Ada Lovelace"]]);
});

test("the homes that are kept can be reached when none is open", async () => {
  const { backend, user } = await openApp("welcome");
  const kept = {
    id: "home-remote",
    kind: "remote",
    name: "infuse.example.org",
    url: "https://infuse.example.org",
    email: "ada@example.org",
  } as const;
  backend.change({ homes: [{ ...kept, active: false }] });
  await settled();
  await user.click(screen.getByRole("button", { name: "infuse.example.org" }));
  expect(backend.called("activateHome")).toEqual([["home-remote"]]);
});

test("sample data shows how far it is", async () => {
  const { backend, user } = await openApp("welcome");
  await user.click(screen.getByRole("button", { name: "Open sample data" }));
  expect(backend.called("useSample")).toHaveLength(1);
  backend.change({ access: { state: "preparing", done: 37, total: 90 } });
  await settled();
  expect(screen.getByText("Day 37 of 90…")).toBeTruthy();
});

test("making sample data is announced when it begins, and not with each day", async () => {
  const { backend } = await openApp("preparing");
  const announced = () =>
    screen
      .getAllByRole("status")
      .map((status) => status.textContent)
      .join("");
  const begun = announced();
  expect(begun).toContain("Sample data being made");
  backend.change({ access: { state: "preparing", done: 38, total: 105 } });
  await settled();
  expect(screen.getByText("Day 38 of 105…")).toBeTruthy();
  expect(announced()).toBe(begun);
});

test("making sample data can be cancelled", async () => {
  const { backend, user } = await openApp("preparing");
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(backend.called("cancelJob")).toEqual([["job"]]);
});

test("a sign-in that is under way can be cancelled, and the form stays as it was", async () => {
  const { backend, user, dialog, fill } = await openServerForm();
  backend.silent.add("signIn");
  await fill();
  await user.click(dialog.getByRole("button", { name: "Sign in" }));
  await user.click(dialog.getByRole("button", { name: "Cancel" }));
  expect(backend.called("cancelSignIn")).toHaveLength(1);
  expect(dialog.getByRole<HTMLInputElement>("textbox", { name: "Email" }).value).toBe("ada@example.org");
});

test("a sign-in that nobody waits for any more is cancelled", async () => {
  const { backend, user, dialog, fill } = await openServerForm();
  backend.silent.add("signIn");
  await fill();
  await user.click(dialog.getByRole("button", { name: "Sign in" }));
  await user.keyboard("{Escape}");
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(backend.called("cancelSignIn")).toHaveLength(1);
});

test("writing can begin as soon as the form of a server is open", async () => {
  const { user, dialog } = await openServerForm();
  const address = dialog.getByRole<HTMLInputElement>("textbox", { name: "Server address" });
  await vi.waitFor(() => expect(document.activeElement).toBe(address));
  await user.keyboard("https://example.org");
  expect(address.value).toBe("https://example.org");
});

test("the form of a server can be left without an answer", async () => {
  const { backend, user, dialog } = await openServerForm();
  await user.click(dialog.getByRole("button", { name: "Cancel" }));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(backend.called("signIn")).toEqual([]);
});

test("a click beside the form of a server takes nothing away", async () => {
  const { user, dialog, fill } = await openServerForm();
  await fill();
  const beside = document.querySelector(".scrim");
  if (!beside) throw new Error("nothing lies behind the form");
  await user.click(beside);
  await settled();
  expect(dialog.getByRole<HTMLInputElement>("textbox", { name: "Email" }).value).toBe("ada@example.org");
  expect(screen.getByRole("dialog")).toBeTruthy();
});

test("what is missing is said beside its field, which is focused", async () => {
  const { backend, user, dialog } = await openServerForm();
  await user.click(dialog.getByRole("button", { name: "Sign in" }));
  await settled();
  expect(dialog.getAllByText("Fill in this field.")).toHaveLength(3);
  expect(document.activeElement).toBe(dialog.getByRole("textbox", { name: "Server address" }));
  expect(backend.called("signIn")).toEqual([]);
});

test("signing in hands over address, e-mail and password", async () => {
  const { backend, user, dialog, fill } = await openServerForm();
  await fill();
  await user.click(dialog.getByRole("button", { name: "Sign in" }));
  expect(backend.called("signIn")).toEqual([
    ["https://example.org", "ada@example.org", "correct horse battery"],
  ]);
});

test("an account is created with a name", async () => {
  const { backend, user, dialog, fill } = await openServerForm();
  await user.click(dialog.getByRole("radio", { name: "Create an account" }));
  await user.type(dialog.getByRole("textbox", { name: "Name" }), "Ada");
  await fill();
  await user.click(dialog.getByRole("button", { name: "Create an account" }));
  expect(backend.called("signUp")).toEqual([
    ["https://example.org", "Ada", "ada@example.org", "correct horse battery"],
  ]);
});

const places: [ErrorCode, string][] = [
  ["invalid_url", "Server address"],
  ["unreachable", "Server address"],
  ["not_infuse", "Server address"],
  ["certificate_expired", "Server address"],
  ["certificate_invalid", "Server address"],
  ["timed_out", "Server address"],
  ["invalid_credentials", "Password"],
];

test.each(places)("%s stands beside the field %s", async (code, label) => {
  const { backend, user, dialog, fill } = await openServerForm();
  backend.refuse("signIn", code);
  await fill();
  await user.click(dialog.getByRole("button", { name: "Sign in" }));
  await settled();
  const field = dialog.getByLabelText(label);
  expect(field.getAttribute("aria-invalid")).toBe("true");
  const note = document.getElementById(field.getAttribute("aria-describedby") ?? "");
  expect(note?.textContent?.length).toBeGreaterThan(20);
  expect(dialog.getAllByRole("alert")).toHaveLength(1);
});

test("the form of a server is accessible, with a refusal too", async () => {
  const { backend, user, dialog, fill } = await openServerForm();
  backend.refuse("signIn", "rate_limited");
  await fill();
  await user.click(dialog.getByRole("button", { name: "Sign in" }));
  await settled();
  expect(dialog.getByRole("alert")).toBeTruthy();
  await expectAccessible();
});

test("who was signed in on a server has only the password left to write", async () => {
  await openApp("signed-out-remote");
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Server address" }).value).toBe(
    "https://infuse.example.org",
  );
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Email" }).value).toBe("ada@example.org");
  expect(document.activeElement).toBe(screen.getByLabelText("Password"));
});

test("a server that can not be entered can be forgotten, once that is confirmed", async () => {
  const { backend, user } = await openApp("signed-out-remote");
  await user.click(screen.getByRole("button", { name: "Forget this server…" }));
  const asked = within(await screen.findByRole("alertdialog"));
  expect(backend.called("removeHome")).toEqual([]);
  await user.click(asked.getByRole("button", { name: "Forget server" }));
  expect(backend.called("removeHome")).toEqual([["home-remote"]]);
});

test("a home on this computer is entered again without a password, and without a name that it has", async () => {
  const { backend, user } = await openApp("signed-out");
  expect(screen.queryByLabelText("Password")).toBeNull();
  expect(screen.queryByRole("textbox")).toBeNull();
  backend.refuse("useLocal", "local_server");
  await user.click(screen.getByRole("button", { name: "Continue" }));
  expect(backend.called("useLocal")).toHaveLength(1);
  await settled();
  expect(screen.getByRole("alert").textContent).toContain("didn't start");
});

test("sample data that can not be entered any more can be removed", async () => {
  const { backend, user } = await openApp("signed-out-sample");
  expect(screen.queryByRole("button", { name: "Continue" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Remove sample data" }));
  expect(backend.called("removeHome")).toEqual([["home-sample"]]);
});

test("a locked keyring is not called signed out", async () => {
  const { backend, user } = await openApp("keyring");
  expect(screen.getByText(/You're not signed out/u)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(backend.called("refresh")).toHaveLength(1);
});

test("a keyring that is not there is not called locked", async () => {
  await openApp("keyring-missing");
  expect(screen.getByRole("heading", { name: "No keyring was found" })).toBeTruthy();
  expect(screen.getByText(/not signed out\. Start one/u)).toBeTruthy();
});
