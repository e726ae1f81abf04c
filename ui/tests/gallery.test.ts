import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import Gallery from "../dev/Gallery.svelte";
import { lengthened } from "../dev/pseudo";
import { expectAccessible, settled } from "./app";

let complaints: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  // A message that the catalogues lack, or that lacks a value, complains there.
  complaints = vi.spyOn(console, "error").mockImplementation(() => {});
  render(Gallery);
});

afterEach(() => {
  expect(complaints.mock.calls).toEqual([]);
  vi.restoreAllMocks();
});

test("every shared component is accessible in each of its states", async () => {
  await expectAccessible();
});

test("a setting says what became of its change, beside its field", () => {
  const said = (name: string) => {
    const note = screen.getByRole("textbox", { name }).getAttribute("aria-describedby") ?? "";
    return document.getElementById(note)?.textContent?.trim();
  };
  expect(said("Settled")).toBe("What this setting means");
  expect(said("Saving")).toBe("Saving…");
  expect(said("Saved")).toBe("Saved");
  expect(said("Pending offline")).toMatch(/^Saved here\./u);
  expect(said("Conflict")).toContain("“Augusta Ada King”");
  expect(said("Refused")).toBe("Use 1 to 100 characters, without line breaks or other control characters.");
});

test("a conflict shows both values, each with the way to keep it", () => {
  expect(screen.getByRole("button", { name: "Keep “Grace Hopper”" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Use “Augusta Ada King”" })).toBeTruthy();
});

test("a form that lacks something says so beside its field, and leads there", async () => {
  const user = userEvent.setup();
  const form = within(screen.getByRole("form", { name: "An empty form" }));
  await user.click(form.getByRole("button", { name: "Send" }));
  await settled();
  const email = form.getByRole("textbox", { name: "Email" });
  expect(email.getAttribute("aria-invalid")).toBe("true");
  expect(form.getByRole("alert").textContent).toBe("Fill in this field.");
  expect(document.activeElement).toBe(email);
});

test("a refused form shows each refusal beside its field", () => {
  const form = within(screen.getByRole("form", { name: "A form that was refused" }));
  expect(form.getAllByRole("alert")).toHaveLength(2);
});

test("a form that is under way keeps the focus of its button", async () => {
  const button = within(screen.getByRole("form", { name: "A form that is under way" })).getByRole("button", {
    name: "Sending…",
  });
  button.focus();
  await userEvent.setup().keyboard("{Enter}");
  expect(document.activeElement).toBe(button);
});

test("a password can be looked at, and a new one says how strong it is", async () => {
  const form = within(screen.getByRole("form", { name: "A form that is under way" }));
  const field = form.getByLabelText<HTMLInputElement>("New password");
  expect(field.type).toBe("password");
  await userEvent.setup().click(form.getByRole("button", { name: "Show password" }));
  expect(field.type).toBe("text");
  expect(await form.findByText("Strong")).toBeTruthy();
  expect(await screen.findByText("Too short: at least 15 characters")).toBeTruthy();
});

test("a code is one field, which the system can fill in", () => {
  const code = screen.getByRole<HTMLInputElement>("textbox", { name: "Code" });
  expect(code.autocomplete).toBe("one-time-code");
  expect(code.inputMode).toBe("numeric");
  expect(screen.getByRole("textbox", { name: "Code, refused" }).getAttribute("aria-invalid")).toBe("true");
});

test("a choice is made from the keyboard", async () => {
  const user = userEvent.setup();
  screen.getByRole("combobox", { name: "Day: Monday" }).focus();
  await user.keyboard("{Enter}");
  await screen.findByRole("listbox");
  await expectAccessible();
  await user.keyboard("{ArrowDown}{Enter}");
  expect(await screen.findByRole("combobox", { name: "Day: Tuesday" })).toBeTruthy();
});

test("any of several are chosen, and stand in their own order", async () => {
  const user = userEvent.setup();
  const days = within(screen.getByRole("group", { name: "Days" }));
  await user.click(days.getByRole("checkbox", { name: /^Wednesday/u }));
  await user.click(days.getByRole("checkbox", { name: "Monday" }));
  const chosen = days.getAllByRole<HTMLInputElement>("checkbox").map((box) => box.checked);
  expect(chosen).toEqual([false, false, true]);
  const refused = screen.getByRole("group", { name: "Days, refused" });
  expect(within(refused).getByRole("alert").textContent).toBe("Choose at least one.");
});

test("one of many is found by a part of its name", async () => {
  const user = userEvent.setup();
  const field = screen.getByRole<HTMLInputElement>("combobox", { name: "Find a day" });
  await user.clear(field);
  await user.type(field, "wedn");
  const options = within(await screen.findByRole("listbox")).getAllByRole("option");
  expect(options.map((option) => option.textContent?.trim())).toEqual([
    "Wednesday, which is a long name for a day",
  ]);
  await user.keyboard("{ArrowDown}{Enter}");
  expect(await screen.findByRole("combobox", { name: /^Day: Wednesday/u })).toBeTruthy();
});

test("what can't be taken back waits until its word is written", async () => {
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Delete…" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  await expectAccessible();
  const confirm = dialog.getByRole("button", { name: "Delete account" });
  await user.click(confirm);
  expect(screen.getByRole("alertdialog")).toBeTruthy();
  await user.type(dialog.getByRole("textbox"), "ada");
  expect(confirm.getAttribute("aria-disabled")).toBe("false");
  await user.click(confirm);
  await vi.waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
});

test("the words of the language that nobody speaks are longer by about two fifths", () => {
  const text = "Shown when credits run low and when they run out";
  expect(lengthened(text).length / text.length).toBeGreaterThan(1.35);
  expect(lengthened("In <b>12,5 %</b>")).toBe("Íìñń <b>12,5 %</b>");
});
