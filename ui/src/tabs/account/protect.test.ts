import { screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { expectAccessible, openApp, settled } from "../../../tests/app";

const region = (name: string) => within(screen.getByRole("region", { name }));
const dialog = async () => within(await screen.findByRole("dialog"));
const closed = () => vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());

async function openProtect(mailServer = false) {
  const opened = await openApp("account");
  if (mailServer) {
    opened.backend.localMail = {
      host: "smtp.example.org",
      port: 465,
      encryption: "tls",
      user: "",
      from: "infuse@example.org",
    };
  }
  const card = region("Sign-in and security");
  await opened.user.click(card.getByRole("button", { name: "Protect this account…" }));
  const asked = await dialog();
  await settled();
  return { ...opened, asked };
}

test("an account of this computer is protected by an address and a password, and is one like any other then", async () => {
  const { backend, user, asked } = await openProtect();
  await expectAccessible(screen.getByRole("dialog"));
  expect(asked.getByText(/kept as a file on this computer/u)).toBeTruthy();
  await user.type(asked.getByLabelText("Email"), "ada@example.com");
  await user.type(asked.getByLabelText("New password"), "correct horse battery staple");
  expect(await asked.findByText("Strong")).toBeTruthy();
  expect(backend.called("estimatePassword").at(-1)).toEqual([
    "correct horse battery staple",
    ["Ada Lovelace", "ada@example.com"],
    false,
  ]);
  await user.keyboard("{Enter}");
  await settled();
  expect(backend.called("protectAccount")).toEqual([["ada@example.com", "correct horse battery staple"]]);
  const done = await dialog();
  expect(done.getByRole("heading", { name: "This account is protected" })).toBeTruthy();
  await user.click(done.getByRole("button", { name: "Open folder" }));
  expect(backend.called("openOutbox")).toHaveLength(1);
  await user.click(done.getByRole("button", { name: "Done" }));
  await closed();
  const card = region("Sign-in and security");
  expect(card.queryByRole("button", { name: "Protect this account…" })).toBeNull();
  expect(card.getByRole("button", { name: "Change password…" })).toBeTruthy();
  expect(card.getByRole("button", { name: "Turn on…" })).toBeTruthy();
  expect(region("Profile").getByText("ada@example.com")).toBeTruthy();
  expect(region("Profile").getByRole("button", { name: "Open folder" })).toBeTruthy();
});

test("where a mail server takes the mail, nobody is led to a folder", async () => {
  const { user, asked } = await openProtect(true);
  expect(asked.getByText(/is emailed to it/u)).toBeTruthy();
  await user.type(asked.getByLabelText("Email"), "ada@example.com");
  await user.type(asked.getByLabelText("New password"), "correct horse battery staple{Enter}");
  await settled();
  await closed();
  expect(screen.getByText(/A link to confirm the address is on its way to ada@example\.com/u)).toBeTruthy();
});

test.each([
  ["email_taken", null, "Email"],
  ["validation", "email", "Email"],
  ["validation", "password", "New password"],
] as const)("what %s refuses in %s stands beside %s", async (code, field, label) => {
  const { backend, user, asked } = await openProtect();
  backend.refuse("protectAccount", code, field);
  await user.type(asked.getByLabelText("Email"), "ada@example.com");
  await user.type(asked.getByLabelText("New password"), "correct horse battery staple{Enter}");
  await settled();
  expect(asked.getByRole("alert").textContent).toBeTruthy();
  expect(document.activeElement).toBe(asked.getByLabelText(label));
});

test("an account of sample data has nothing to protect", async () => {
  const { backend } = await openApp("account");
  backend.change({ homes: [{ id: "s", kind: "sample", name: "", url: "", email: null, active: true }] });
  await settled();
  expect(region("Sign-in and security").queryByRole("button")).toBeNull();
  expect(region("Sign-in and security").getByText(/made up/u)).toBeTruthy();
});

test("whoever signs out of a protected account is told what they need to come back", async () => {
  const { user } = await openApp("account-protected");
  await user.click(screen.getByRole("button", { name: "Sign out…" }));
  const asked = within(await screen.findByRole("alertdialog"));
  expect(asked.getByText(/you'll need your email and password/u)).toBeTruthy();
});

test("figures that move leave the strength of a new password as it is asked about", async () => {
  const { backend, user } = await openApp("account-remote");
  await user.click(region("Sign-in and security").getByRole("button", { name: "Change password…" }));
  const asked = await dialog();
  await user.type(asked.getByLabelText("New password"), "correct horse battery staple");
  expect(await asked.findByText("Strong")).toBeTruthy();
  const before = backend.called("estimatePassword").length;
  backend.account({ created_at: "2026-03-04T08:00:00Z" });
  await settled();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(backend.called("estimatePassword")).toHaveLength(before);
});
