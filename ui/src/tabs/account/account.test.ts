import { screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { openApp, settled } from "../../../tests/app";

const nameField = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Name" });

test("a name is kept on Enter and says so", async () => {
  const { backend, user } = await openApp("account");
  await user.clear(nameField());
  await user.type(nameField(), "Grace Hopper{Enter}");
  await settled();
  expect(backend.called("renameAccount")).toEqual([["Grace Hopper"]]);
  expect(screen.getByText("Saved")).toBeTruthy();
});

test("a name is kept when its field is left", async () => {
  const { backend, user } = await openApp("account");
  await user.type(nameField(), " King");
  await user.tab();
  await settled();
  expect(backend.called("renameAccount")).toEqual([["Ada Lovelace King"]]);
});

test("a name that was changed elsewhere is not sent back old by a field that was merely visited", async () => {
  const { backend, user } = await openApp("account");
  await user.click(nameField());
  backend.standName({ value: "Ada King", state: { state: "saved" } });
  await settled();
  expect(nameField().value).toBe("Ada King");
  await user.tab();
  await settled();
  expect(backend.called("renameAccount")).toEqual([]);
});

test("a name that was changed elsewhere while another was written is asked about", async () => {
  const { backend, user } = await openApp("account");
  await user.type(nameField(), " King");
  backend.standName({ value: "Augusta", state: { state: "saved" } });
  await settled();
  await user.keyboard("{Enter}");
  await settled();
  expect(backend.called("renameAccount")).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Keep “Ada Lovelace King”" }));
  await settled();
  expect(backend.called("renameAccount")).toEqual([["Ada Lovelace King"]]);
});

test("a name that the server has not heard of is said to be kept here, until it has", async () => {
  const { backend } = await openApp("account");
  backend.standName({ value: "Grace", state: { state: "pending" } });
  await settled();
  expect(nameField().value).toBe("Grace");
  expect(screen.getByText("Saved here. The server gets it when you're back online.")).toBeTruthy();
  backend.standName({ value: "Grace", state: { state: "saved" } });
  await settled();
  expect(screen.getByText("Saved")).toBeTruthy();
});

test("a name that was changed elsewhere while this one waited is asked about, with both", async () => {
  const { backend, user } = await openApp("account");
  const conflict = { state: "conflict", mine: "Grace", theirs: "Augusta" } as const;
  backend.standName({ value: "Grace", state: conflict });
  await settled();
  await user.click(screen.getByRole("button", { name: "Use “Augusta”" }));
  await settled();
  expect(backend.called("takeTheirs")).toEqual([["account", "name"]]);
  expect(nameField().value).toBe("Augusta");
  backend.standName({ value: "Grace", state: conflict });
  await settled();
  await user.click(screen.getByRole("button", { name: "Keep “Grace”" }));
  await settled();
  expect(backend.called("keepMine")).toEqual([["account", "name"]]);
  expect(backend.called("renameAccount")).toEqual([]);
});

test("a name that the server refused is there to be mended", async () => {
  const { backend } = await openApp("account");
  const error = { code: "validation", detail: "", field: "name" } as const;
  backend.standName({ value: "Grace", state: { state: "refused", error } });
  await settled();
  expect(nameField().value).toBe("Grace");
  expect(nameField().getAttribute("aria-invalid")).toBe("true");
});

test("a name that was kept is not said to be refused when nobody can say how it stands", async () => {
  const { backend, user } = await openApp("account");
  backend.refuse("resource", "internal");
  await user.clear(nameField());
  await user.type(nameField(), "Grace{Enter}");
  await settled();
  expect(backend.called("renameAccount")).toEqual([["Grace"]]);
  expect(nameField().getAttribute("aria-invalid")).toBe("false");
  expect(screen.getByText("Saved here. The server gets it when you're back online.")).toBeTruthy();
});

test("no name can be written that is longer than the server takes", async () => {
  await openApp("account");
  expect(nameField().maxLength).toBe(100);
});

test("who leaves is told what the server has not heard of", async () => {
  const { backend, user } = await openApp("account");
  backend.unsent = 2;
  await user.click(screen.getByRole("button", { name: "Sign out…" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  await settled();
  expect(dialog.getByText(/2 changes that you made haven't reached the server yet/u)).toBeTruthy();
});

test("who leaves is told that it is not known what the server has heard of", async () => {
  const { backend, user } = await openApp("account");
  backend.refuse("unsentEdits", "internal");
  await user.click(screen.getByRole("button", { name: "Sign out…" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  await settled();
  expect(dialog.getByText(/can't tell whether changes that you made are still unsent/u)).toBeTruthy();
});

test("who leaves and has nothing unsent is told nothing of it", async () => {
  const { user } = await openApp("account");
  await user.click(screen.getByRole("button", { name: "Sign out…" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  await settled();
  expect(dialog.queryByText(/unsent|reached the server/u)).toBeNull();
});

test("an empty name is refused beside its field", async () => {
  const { backend, user } = await openApp("account");
  await user.clear(nameField());
  await user.keyboard("{Enter}");
  await settled();
  expect(nameField().getAttribute("aria-invalid")).toBe("true");
  expect(backend.called("renameAccount")).toEqual([]);
});

test("a name that was not changed is not sent", async () => {
  const { backend, user } = await openApp("account");
  await user.type(nameField(), "{Enter}");
  expect(backend.called("renameAccount")).toEqual([]);
});

test("an account on this computer shows no invented address", async () => {
  const { container } = await openApp("account");
  expect(container.textContent).not.toContain("@");
  expect(screen.getByText(/lives on your computer and gets no mail/u)).toBeTruthy();
});

test("signing out asks first, and only then signs out", async () => {
  const { backend, user } = await openApp("account");
  await user.click(screen.getByRole("button", { name: "Sign out…" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  expect(backend.called("signOut")).toEqual([]);
  await user.click(dialog.getByRole("button", { name: "Cancel" }));
  expect(backend.called("signOut")).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Sign out…" }));
  await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Sign out" }));
  expect(backend.called("signOut")).toHaveLength(1);
});
