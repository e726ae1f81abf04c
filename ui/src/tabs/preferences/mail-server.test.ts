import { screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { expectAccessible, openApp, settled } from "../../../tests/app";

const card = () => within(screen.getByRole("region", { name: "Outgoing email" }));
const dialog = async () => within(await screen.findByRole("dialog"));
const closed = () => vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
type Asked = Awaited<ReturnType<typeof dialog>>;
const field = (asked: Asked, name: string) => asked.getByLabelText<HTMLInputElement>(name);

test("mails without a mail server are files, and their folder is opened", async () => {
  const { backend, user } = await openApp("preferences");
  expect(card().getByText("Emails are kept as files on this computer")).toBeTruthy();
  await user.click(card().getByRole("button", { name: "Open folder" }));
  expect(backend.called("openOutbox")).toHaveLength(1);
});

test("a mail server is set up, and shown without its password", async () => {
  const { backend, user, container } = await openApp("preferences");
  await user.click(card().getByRole("button", { name: "Set up a mail server…" }));
  const asked = await dialog();
  await expectAccessible(screen.getByRole("dialog"));
  await user.type(field(asked, "Host"), "smtp.example.org");
  await user.click(asked.getByRole("radio", { name: "STARTTLS" }));
  expect(field(asked, "Port").value).toBe("587");
  await user.type(field(asked, "User"), "ada");
  await user.type(field(asked, "Password"), "a quiet harbour");
  await user.type(field(asked, "From"), "infuse@example.org{Enter}");
  await settled();
  expect(backend.called("setLocalMail")).toEqual([
    [
      {
        host: "smtp.example.org",
        port: 587,
        encryption: "start_tls",
        user: "ada",
        from: "infuse@example.org",
      },
      "a quiet harbour",
    ],
  ]);
  await closed();
  expect(card().getByText("smtp.example.org")).toBeTruthy();
  expect(card().getByText("Emails come from infuse@example.org")).toBeTruthy();
  expect(container.textContent).not.toContain("a quiet harbour");
});

test("a port that was chosen stays when the encryption changes", async () => {
  const { user } = await openApp("preferences");
  await user.click(card().getByRole("button", { name: "Set up a mail server…" }));
  const asked = await dialog();
  await user.clear(field(asked, "Port"));
  await user.type(field(asked, "Port"), "2525");
  await user.click(asked.getByRole("radio", { name: "STARTTLS" }));
  expect(field(asked, "Port").value).toBe("2525");
});

test("what is changed keeps the password, unless it is for another user or server", async () => {
  const { backend, user } = await openApp("preferences-mail");
  await user.click(card().getByRole("button", { name: "Change…" }));
  const asked = await dialog();
  expect(field(asked, "Password").placeholder).toBe("Unchanged");
  await user.clear(field(asked, "From"));
  await user.type(field(asked, "From"), "ada@example.org{Enter}");
  await settled();
  expect(backend.called("setLocalMail")[0]?.[1]).toBeNull();
  await closed();
  await user.click(card().getByRole("button", { name: "Change…" }));
  const again = await dialog();
  await user.type(field(again, "User"), "x{Enter}");
  await settled();
  expect(backend.called("setLocalMail")).toHaveLength(1);
  expect(document.activeElement).toBe(field(again, "Password"));
});

test("a server that takes no mails, and a host that is none, are said, and nothing is kept", async () => {
  const { backend, user } = await openApp("preferences-mail");
  await user.click(card().getByRole("button", { name: "Change…" }));
  const asked = await dialog();
  backend.refuse("setLocalMail", "mail_server");
  await user.click(asked.getByRole("button", { name: "Save" }));
  await settled();
  expect(asked.getByRole("alert").textContent).toMatch(/doesn't take emails this way/u);
  backend.refuse("setLocalMail", "validation", "host");
  await user.click(asked.getByRole("button", { name: "Save" }));
  await settled();
  expect(document.activeElement).toBe(field(asked, "Host"));
  await user.clear(field(asked, "Port"));
  await user.type(field(asked, "Port"), "0{Enter}");
  await settled();
  expect(asked.getByRole("alert").textContent).toBe("Enter a whole number from 1 to 65535.");
});

test("a check that takes long says so, and is not left", async () => {
  const { backend, user } = await openApp("preferences-mail");
  await user.click(card().getByRole("button", { name: "Change…" }));
  const asked = await dialog();
  backend.silent.add("setLocalMail");
  await user.click(asked.getByRole("button", { name: "Save" }));
  expect(asked.getByRole("button", { name: "Checking…" }).getAttribute("aria-disabled")).toBe("true");
  await user.keyboard("{Escape}");
  expect(screen.getByRole("dialog")).toBeTruthy();
});

test("a mail server is given up only once that is confirmed", async () => {
  const { backend, user } = await openApp("preferences-mail");
  await user.click(card().getByRole("button", { name: "Stop using it…" }));
  expect(backend.called("forgetLocalMail")).toEqual([]);
  const asked = within(await screen.findByRole("alertdialog"));
  await user.click(asked.getByRole("button", { name: "Stop using it" }));
  await settled();
  expect(backend.called("forgetLocalMail")).toHaveLength(1);
  expect(card().getByText("Emails are kept as files on this computer")).toBeTruthy();
});

test("only the server of this computer has a mail server that is set up here", async () => {
  await openApp("preferences-remote");
  expect(screen.queryByRole("region", { name: "Outgoing email" })).toBeNull();
});

test("a protected account of this computer can be told by email, once its address is confirmed", async () => {
  const { backend, user } = await openApp("preferences-protected");
  const alerts = within(screen.getByRole("region", { name: "Alerts" }));
  expect(alerts.getByText(/^Confirm your address.+which is a file on this computer\.$/u)).toBeTruthy();
  expect(alerts.getByRole("button", { name: "Open folder" })).toBeTruthy();
  expect(alerts.queryByRole("button", { name: "Send a test Email" })).toBeNull();
  await user.click(alerts.getByRole("button", { name: "Send a new link" }));
  await settled();
  expect(screen.getByText("The mail to ada@example.com is a file in the mail folder")).toBeTruthy();
  expect(backend.called("sendVerification")).toHaveLength(1);
});
