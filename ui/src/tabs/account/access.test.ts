import { screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { expectAccessible, openApp, settled } from "../../../tests/app";

const card = (title: string) => within(screen.getByRole("region", { name: title }));
const sessions = () => card("Sessions");
const tokens = () => card("Access tokens");
const dialog = async () => within(await screen.findByRole("dialog"));
const question = async () => within(await screen.findByRole("alertdialog"));

/** The row of that name. */
function row(of: ReturnType<typeof card>, name: string) {
  const item = of.getByText(name).closest("li");
  if (!item) throw new Error(`no row is called ${name}`);
  return within(item);
}

test("each session says what it is on, from where, since when, and which is this one", async () => {
  await openApp("account");
  const here = row(sessions(), "ada-desktop");
  expect(here.getByText("This device")).toBeTruthy();
  expect(here.getByText("Linux · this computer")).toBeTruthy();
  expect(here.getByText(/^First seen .+ · active now$/u)).toBeTruthy();
  expect(here.queryByRole("button")).toBeNull();
  const elsewhere = row(sessions(), "Ada's MacBook");
  expect(elsewhere.getByText("macOS · 192.0.2.44")).toBeTruthy();
  expect(elsewhere.getByText(/^First seen .+ · last seen .+$/u)).toBeTruthy();
  expect(elsewhere.queryByText("This device")).toBeNull();
  expect(row(sessions(), "Unknown device").getByText(/^Unknown system · 2001:db8:/u)).toBeTruthy();
});

test("a system that only a newer server knows goes by its own name", async () => {
  const { backend } = await openApp("account");
  backend.sessions = backend.sessions.map((session) => ({
    ...session,
    device: { name: "phone", platform: "plan9" },
  }));
  backend.activityChanged();
  await settled();
  expect(sessions().getByText("plan9 · this computer")).toBeTruthy();
});

test("a session is ended by its own button, which is named after it", async () => {
  const { backend, user } = await openApp("account");
  await user.click(sessions().getByRole("button", { name: "Sign out Ada's MacBook" }));
  await settled();
  expect(backend.called("endSession")).toEqual([["s2"]]);
  expect(sessions().queryByText("Ada's MacBook")).toBeNull();
  expect(screen.getByText("Ada's MacBook is signed out")).toBeTruthy();
});

test("all other sessions are ended only once that is confirmed, and it is said how many they were", async () => {
  const { backend, user } = await openApp("account");
  await user.click(sessions().getByRole("button", { name: "Sign out all others…" }));
  expect((await question()).getByText(/^2 other sessions end at once\./u)).toBeTruthy();
  expect(backend.called("endOtherSessions")).toEqual([]);
  await user.click((await question()).getByRole("button", { name: "Sign out all others" }));
  await settled();
  expect(screen.getByText("2 sessions ended")).toBeTruthy();
  expect(sessions().getAllByRole("listitem")).toHaveLength(1);
  expect(sessions().queryByRole("button")).toBeNull();
});

test("a session that could not be ended stays, and it is said why", async () => {
  const { backend, user } = await openApp("account");
  backend.refuse("endSession", "timed_out");
  await user.click(sessions().getByRole("button", { name: "Sign out Ada's MacBook" }));
  await settled();
  expect(sessions().getByText("Ada's MacBook")).toBeTruthy();
  expect(screen.getByText("The server took too long to answer.")).toBeTruthy();
});

test("lists are asked for again when the account has changed, and when the server is back", async () => {
  const { backend } = await openApp("account");
  expect(backend.called("sessions")).toHaveLength(1);
  expect(backend.called("tokens")).toHaveLength(1);
  backend.activityChanged();
  await settled();
  expect(backend.called("sessions")).toHaveLength(2);
  backend.change({ connection: { state: "offline", since: new Date().toISOString() } });
  await settled();
  expect(backend.called("sessions")).toHaveLength(2);
  backend.change({ connection: { state: "live" } });
  await settled();
  expect(backend.called("sessions")).toHaveLength(3);
  expect(backend.called("tokens")).toHaveLength(3);
});

test("what the snapshot says of other things asks for no list again", async () => {
  const { backend } = await openApp("account");
  backend.change({ outdated: false });
  await settled();
  expect(backend.called("sessions")).toHaveLength(1);
});

test("without a server nothing is shown that may not be so any more, and nothing can be done about it", async () => {
  await openApp("access-offline");
  expect(sessions().getByText(/^The server isn't answering\./u)).toBeTruthy();
  expect(tokens().getByText(/^The server isn't answering\./u)).toBeTruthy();
  expect(screen.queryByText("ada-desktop")).toBeNull();
  expect(sessions().queryByRole("button")).toBeNull();
  expect(tokens().queryByRole("button")).toBeNull();
});

test("an answer that did not come says why, and can be asked for again", async () => {
  const { backend, user } = await openApp("access-trouble");
  backend.refusals.clear();
  await user.click(sessions().getByRole("button", { name: "Try again" }));
  await settled();
  expect(sessions().getByText("ada-desktop")).toBeTruthy();
});

test("of many sessions a few are shown, and all on demand", async () => {
  const { user } = await openApp("access-long");
  expect(sessions().getAllByRole("listitem")).toHaveLength(6);
  await user.click(sessions().getByRole("button", { name: "Show 3 more" }));
  expect(sessions().getAllByRole("listitem")).toHaveLength(9);
});

test("each token says in plain words what it may do, where, since when, and until when", async () => {
  await openApp("account");
  const agent = row(tokens(), "Nightly agent");
  expect(agent.getByText("May report usage and send signals in “Ada Lovelace”")).toBeTruthy();
  expect(agent.getByText("ift_…9fQ2")).toBeTruthy();
  expect(agent.getByText(/^Created .+ · last used .+ · expires .+$/u)).toBeTruthy();
  expect(row(tokens(), "Trial").getByText(/in a workspace you've left$/u)).toBeTruthy();
  expect(row(tokens(), "Trial").getByText(/· never used · expired /u)).toBeTruthy();
  expect(tokens().getByText(/^Each token is made for one integration/u)).toBeTruthy();
});

test("a token that nothing uses is pointed out, and one that has ended is not to be rotated", async () => {
  await openApp("account");
  expect(row(tokens(), "Spreadsheet").getByText("Unused for 90 days")).toBeTruthy();
  expect(tokens().getByText(/^One hasn't been used for 90 days\./u)).toBeTruthy();
  expect(row(tokens(), "Nightly agent").queryByText("Unused for 90 days")).toBeNull();
  expect(row(tokens(), "Trial").getByText("Expired")).toBeTruthy();
  expect(row(tokens(), "Trial").queryByRole("button", { name: /^Rotate/u })).toBeNull();
});

test("who has no token is told what one is for", async () => {
  await openApp("access-empty");
  expect(tokens().getByText(/^No tokens yet\. Make one for each integration/u)).toBeTruthy();
});

test("a token is made for what was chosen, and its secret is shown until the dialog is closed", async () => {
  const { backend, user } = await openApp("account");
  await user.click(tokens().getByRole("button", { name: "New token…" }));
  const form = await dialog();
  await expectAccessible(screen.getByRole("dialog"));
  expect(
    form.getByText("Make one token for each integration. It works in “Ada Lovelace” only."),
  ).toBeTruthy();
  await user.type(form.getByRole("textbox", { name: "Token name" }), "Ledger");
  await user.click(form.getByRole("checkbox", { name: "Read billing" }));
  await user.click(form.getByRole("checkbox", { name: "Report usage" }));
  await user.click(form.getByRole("checkbox", { name: "Read usage" }));
  await user.click(form.getByRole("radio", { name: "In 30 days" }));
  await user.click(form.getByRole("button", { name: "Create token" }));
  await settled();
  expect(backend.called("issueToken")).toEqual([["Ledger", ["usage_read", "billing_read"], "days30"]]);
  const shown = await dialog();
  expect(shown.getByRole("heading", { name: "“Ledger” is ready" })).toBeTruthy();
  expect(shown.getByText("ift_7Yq2vK0example")).toBeTruthy();
  expect(document.activeElement).toBe(shown.getByRole("button", { name: "Copy secret" }));
  await expectAccessible(screen.getByRole("dialog"));
  await user.click(shown.getByRole("button", { name: "Copy secret" }));
  await user.click(shown.getByRole("button", { name: "Save to a file…" }));
  expect(backend.called("copyText")).toEqual([["ift_7Yq2vK0example"]]);
  expect(backend.called("saveSecret")).toEqual([["ift_7Yq2vK0example", "infuse-token.txt"]]);
  // It is seen this once, and a key pressed by chance takes it away from nobody.
  await user.keyboard("{Escape}");
  expect(screen.getByText("ift_7Yq2vK0example")).toBeTruthy();
  await user.click(shown.getByRole("button", { name: "Done" }));
  await vi.waitFor(() => expect(document.body.textContent).not.toContain("ift_7Yq2vK0example"));
  expect(tokens().getByText("Ledger")).toBeTruthy();
});

test("a token that may do nothing, or has no name, is not made", async () => {
  const { backend, user } = await openApp("account");
  await user.click(tokens().getByRole("button", { name: "New token…" }));
  const form = await dialog();
  await user.click(form.getByRole("button", { name: "Create token" }));
  await settled();
  expect(form.getByRole("alert").textContent).toBe("Fill in this field.");
  await user.type(form.getByRole("textbox", { name: "Token name" }), "Ledger");
  await user.click(form.getByRole("checkbox", { name: "Report usage" }));
  await user.click(form.getByRole("button", { name: "Create token" }));
  await settled();
  expect(form.getByRole("alert").textContent).toBe("Choose at least one.");
  expect(backend.called("issueToken")).toEqual([]);
});

test("a token that the server does not make is said why, and what was chosen stays", async () => {
  const { backend, user } = await openApp("account");
  backend.refuse("issueToken", "limit_reached");
  await user.click(tokens().getByRole("button", { name: "New token…" }));
  const form = await dialog();
  await user.type(form.getByRole("textbox", { name: "Token name" }), "Ledger{Enter}");
  await settled();
  expect(form.getByRole("alert").textContent).toMatch(/as many of these as the server allows/u);
  expect(form.getByRole<HTMLInputElement>("textbox", { name: "Token name" }).value).toBe("Ledger");
});

test("a token is rotated with the overlap that was chosen, and shows its new secret", async () => {
  const { backend, user } = await openApp("account");
  await user.click(tokens().getByRole("button", { name: "Rotate… Nightly agent" }));
  const form = await dialog();
  await expectAccessible(screen.getByRole("dialog"));
  await user.click(form.getByRole("radio", { name: "Not at all" }));
  await user.click(form.getByRole("button", { name: "Rotate" }));
  await settled();
  expect(backend.called("rotateToken")).toEqual([["t1", "nothing"]]);
  const shown = await dialog();
  expect(shown.getByText("ift_9Zr3wL1example")).toBeTruthy();
  expect(shown.getByText("The old one no longer works.")).toBeTruthy();
});

test("a token is revoked only once that is confirmed", async () => {
  const { backend, user } = await openApp("account");
  await user.click(tokens().getByRole("button", { name: "Revoke… Spreadsheet" }));
  expect(backend.called("revokeToken")).toEqual([]);
  expect((await question()).getByRole("heading", { name: "Revoke “Spreadsheet”?" })).toBeTruthy();
  await user.click((await question()).getByRole("button", { name: "Revoke token" }));
  await settled();
  expect(backend.called("revokeToken")).toEqual([["t2"]]);
  expect(tokens().queryByText("Spreadsheet")).toBeNull();
  expect(screen.getByText("“Spreadsheet” is revoked")).toBeTruthy();
});

const activity = () => card("Activity");

test("what happened is told in plain words, with device, address and what it happened to", async () => {
  await openApp("account");
  const token = row(activity(), "Access token created");
  expect(token.getByText("Nightly agent")).toBeTruthy();
  expect(token.getByText(/ · ada-desktop · this computer$/u)).toBeTruthy();
  const stranger = row(activity(), "Signed in from a new device or network");
  expect(stranger.getByText(/ · Ada's MacBook · 192\.0\.2\.44$/u)).toBeTruthy();
  expect(row(activity(), "All other devices were signed out").getByText("2 sessions")).toBeTruthy();
});

test("what only a newer server knows is told as that, and never by a name of the program", async () => {
  const { user } = await openApp("account");
  await user.click(activity().getByRole("button", { name: "Show more" }));
  await settled();
  const unknown = row(activity(), "Something that a newer version of Infuse can tell you about");
  expect(unknown.getByText(/ · Unknown device · unknown address$/u)).toBeTruthy();
  expect(activity().queryByText(/moon_landed/u)).toBeNull();
  expect(activity().queryByRole("button", { name: "Show more" })).toBeNull();
});

test("activity is filtered by what it is about, and follows what happens elsewhere", async () => {
  const { backend, user } = await openApp("account");
  expect(backend.called("activity")).toEqual([[null, 7]]);
  activity().getByRole("combobox", { name: "Show: Everything" }).focus();
  await user.keyboard("{Enter}");
  await screen.findByRole("listbox");
  await user.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{Enter}");
  await settled();
  expect(activity().getAllByRole("listitem")).toHaveLength(1);
  backend.activity = [];
  backend.activityChanged();
  await settled();
  expect(activity().getByText("Nothing of that kind in the last 400 days.")).toBeTruthy();
});
