import { screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { expectAccessible, openApp, settled } from "../../../tests/app";
import { english } from "../../locales/languages";
import { speak } from "../../shared/wording.svelte";
import { auto, directionOf, languageChoices, languageTags, nameHere, ownName, speaks } from "./languages";

const card = () => within(screen.getByRole("region", { name: "Replies" }));
const language = () => card().getByRole<HTMLInputElement>("combobox", { name: "Language" });
const style = (name: string) => card().getByRole<HTMLInputElement>("radio", { name });
const example = () =>
  within(screen.getByRole("region", { name: "Example" }))
    .getByText((_, element) => element?.getAttribute("aria-live") === "polite")
    .textContent?.trim();

test("a language is found by its own name, by its name here, and by its tag", async () => {
  const { backend, user } = await openApp("personalization");
  expect(language().value).toBe("Português (Brasil)");
  await user.click(language());
  for (const [written, found] of [
    ["deutsch", 3],
    ["german", 3],
    ["de-ch", 1],
    ["espanol", 2],
    ["same as", 1],
    ["klingon", 0],
  ] as const) {
    await user.clear(language());
    await user.type(language(), written);
    await settled();
    expect([written, screen.queryAllByRole("option").length]).toEqual([written, found]);
  }
  expect(screen.getByText("Nothing found.")).toBeTruthy();
  await user.clear(language());
  await user.type(language(), "german (austria)");
  await settled();
  await user.keyboard("{ArrowDown}{Enter}");
  await settled();
  expect(backend.called("setResponseLanguage")).toEqual([["de-AT"]]);
  expect(language().value).toBe("Deutsch (Österreich)");
});

test("a search that is given up leaves the language as it was", async () => {
  const { backend, user } = await openApp("personalization");
  await user.click(language());
  await user.clear(language());
  await user.type(language(), "jap");
  await user.keyboard("{Escape}");
  await settled();
  expect(language().value).toBe("Português (Brasil)");
  expect(backend.called("setResponseLanguage")).toEqual([]);
});

test("the list begins with the language of each message", async () => {
  const { user, backend } = await openApp("personalization");
  await user.click(language());
  await settled();
  const [first] = screen.getAllByRole("option");
  expect(first?.textContent?.trim()).toBe("Same as my message");
  await expectAccessible();
  if (first) await user.click(first);
  await settled();
  expect(backend.called("setResponseLanguage")).toEqual([[auto]]);
  expect(language().value).toBe("Same as my message");
});

test("each language is marked as what it is, and runs as it does", () => {
  const choices = languageChoices(undefined);
  expect(choices).toHaveLength(languageTags.length);
  expect(languageTags.length).toBeGreaterThan(60);
  for (const tag of ["en-US", "en-GB", "pt-BR", "pt-PT", "zh-Hans", "zh-Hant", "es-ES", "es-419", "fr-CA"]) {
    expect(languageTags).toContain(tag);
  }
  expect(choices.find(({ value }) => value === "he")).toMatchObject({
    label: "עברית",
    lang: "he",
    dir: "rtl",
    hint: "Hebrew",
  });
  expect(directionOf("ur")).toBe("rtl");
  expect(new Set(choices.map(({ label }) => label)).size).toBe(choices.length);
});

test("names are in the language of the app beside the languages' own", () => {
  expect(nameHere("pt-BR")).toBe("Portuguese (Brazil)");
  speak({ ...english, tag: "de" });
  expect(nameHere("pt-BR")).toBe("Portugiesisch (Brasilien)");
  expect(ownName("pt-BR")).toBe("Português (Brasil)");
});

test("a language that is not offered is shown where it was chosen, and a tag that says nothing stands for itself", async () => {
  const { backend } = await openApp("personalization");
  backend.standPersonalization({ response_language: { value: "lb", state: { state: "saved" } } });
  await settled();
  expect(language().value).toBe(ownName("lb"));
  expect(ownName("!")).toBe("!");
  expect(languageChoices("lb").map(({ value }) => value)).toContain("lb");
});

test("a voice speaks a language in whatever way that is written", () => {
  expect(speaks(["pt-PT"], "pt-BR")).toBe(true);
  expect(speaks(["fil"], "fi")).toBe(false);
  expect(speaks(["ja"], auto)).toBe(true);
});

test("the example is that of the style, at once and before the choice is saved", async () => {
  const { backend, user } = await openApp("personalization");
  expect(example()).toMatch(/^10:00 AM or 3:30 PM/u);
  backend.silent.add("setResponseStyle");
  await user.click(style("Step by step"));
  await settled();
  expect(backend.called("setResponseStyle")).toEqual([["step_by_step"]]);
  expect(example()).toMatch(/^1\. /u);
  expect(style("Step by step").checked).toBe(true);
  expect(card().getByText("Saving…")).toBeTruthy();
});

test("a choice that was saved says so, and then that it is the person's own", async () => {
  const { user, backend } = await openApp("personalization");
  await user.click(style("Friendly"));
  await settled();
  expect(card().getByText("Saved")).toBeTruthy();
  backend.standPersonalization({ response_style: { value: "formal", state: { state: "saved" } } });
  await settled();
  expect(card().getByText("Your choice")).toBeTruthy();
});

test("where a setting comes from is said, and the way back to it is offered only where there is one", async () => {
  const { backend } = await openApp("personalization-inherited");
  expect(card().getByText("From Acme Research")).toBeTruthy();
  expect(language().value).toBe("العربية");
  expect(screen.queryAllByRole("button", { name: /^Use the default/u })).toEqual([]);
  expect(screen.getAllByText("Default").length).toBe(6);
  backend.standPersonalization({ response_language: { value: "fi", state: { state: "saved" } } });
  await settled();
  expect(card().getByRole("button", { name: "Use the default Language" })).toBeTruthy();
});

test("what the person gives up is what holds for everyone else again", async () => {
  const { backend, user } = await openApp("personalization");
  backend.standDefaults({ response_style: { value: "formal", state: { state: "saved" } } });
  await settled();
  await user.click(card().getByRole("button", { name: "Use the default Style" }));
  await settled();
  expect(backend.called("setResponseStyle")).toEqual([[null]]);
  expect(style("Formal").checked).toBe(true);
  expect(card().queryByRole("button", { name: "Use the default Style" })).toBeNull();
});

test("what the workspace has set for everyone is said by whom, can be read, and can't be changed", async () => {
  const { backend, container, user } = await openApp("personalization-locked");
  expect(screen.getAllByText("Set for everyone by Acme Research")).toHaveLength(6);
  const field = card().getByRole<HTMLInputElement>("textbox", { name: "Language" });
  expect([field.value, field.getAttribute("aria-disabled"), field.readOnly]).toEqual([
    "Français (France)",
    "true",
    true,
  ]);
  expect(style("Formal").getAttribute("aria-disabled")).toBe("true");
  await user.click(style("Friendly"));
  await settled();
  expect(style("Formal").checked).toBe(true);
  expect(backend.called("setResponseStyle")).toEqual([]);
  expect(card().queryByRole("button", { name: /^Use the default/u })).toBeNull();
  await expectAccessible(container);
});

test("a lock that comes or goes elsewhere shows at once", async () => {
  const { backend } = await openApp("personalization");
  backend.standDefaults({
    response_style: { value: "formal", state: { state: "saved" } },
    locked: { value: ["response_style"], state: { state: "saved" } },
  });
  await settled();
  expect(style("Formal").checked).toBe(true);
  backend.standDefaults({ locked: { value: [], state: { state: "saved" } } });
  await settled();
  expect(style("Concise").checked).toBe(true);
});

test("an edit without a connection is kept, and says that it waits", async () => {
  await openApp("personalization-pending");
  expect(card().getAllByText(/^Saved here\./u)).toHaveLength(2);
  expect(style("Detailed").checked).toBe(true);
});

test("a conflict is worded as people word it, also where one side gave its choice up", async () => {
  const { backend, user } = await openApp("personalization-conflict");
  expect(card().getByRole("button", { name: "Keep “English (United Kingdom)”" })).toBeTruthy();
  expect(card().getByRole("button", { name: "Use “中文（繁體）”" })).toBeTruthy();
  await user.click(card().getByRole("button", { name: "Use “the default”" }));
  await settled();
  expect(backend.called("takeTheirs")).toEqual([["personalization", "response_style"]]);
  expect(style("Balanced").checked).toBe(true);
});

test("a choice that was refused says why, and stays as the person made it", async () => {
  const { backend, user } = await openApp("personalization");
  backend.refuse("setResponseStyle", "forbidden");
  await user.click(style("Formal"));
  await settled();
  expect(style("Formal").checked).toBe(true);
  expect(card().queryByText("Saved")).toBeNull();
  expect(card().getByText(/allowed|permission|may/iu)).toBeTruthy();
});

test("a style that only a newer server knows is said to be one, with no example of another", async () => {
  await openApp("personalization-newer");
  expect(screen.getAllByText("Set to something that only a newer version of Infuse knows")).toHaveLength(2);
  expect(
    card()
      .getAllByRole<HTMLInputElement>("radio")
      .every((radio) => !radio.checked),
  ).toBe(true);
  expect(screen.queryByRole("region", { name: "Example" })).toBeNull();
});

test("what no server has told yet is not made up", async () => {
  await openApp("personalization-unheard");
  expect(screen.getByText(/^Your personalization can't be loaded yet/u)).toBeTruthy();
  expect(screen.queryAllByRole("radio")).toEqual([]);
});
