import { readFileSync } from "node:fs";
import { screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { expectAccessible, openApp, settled } from "../../../tests/app";
import type { ErrorCode, VoiceRow } from "../../bindings";
import { hasText } from "../../shared/text";
import { Comparison } from "./comparison.svelte";

const card = () => within(screen.getByRole("region", { name: "Voice" }));
const voice = (name: string) => card().getByRole<HTMLInputElement>("radio", { name: new RegExp(`^${name}`) });
const mark = (name: string) =>
  card().getByRole<HTMLInputElement>("checkbox", { name: new RegExp(`^${name}`) });
const button = (name: string) => card().getByRole("button", { name });
/** What is told of what plays. */
const told = () => document.querySelector("[aria-live=polite].visually-hidden")?.textContent?.trim();

test("a voice is chosen by its card, and says what it speaks and sounds like", async () => {
  const { backend, container, user } = await openApp("personalization");
  expect(voice("Marina").checked).toBe(true);
  expect(voice("Marina").closest("label")?.textContent?.replaceAll(/\s+/gu, " ").trim()).toBe(
    "Marina Português warm, calm",
  );
  await user.click(voice("Otto"));
  await settled();
  expect(backend.called("setVoice")).toEqual([["otto"]]);
  expect(backend.called("previewVoices")).toEqual([]);
  expect(voice("Otto").checked).toBe(true);
  expect(card().getByText("Saved")).toBeTruthy();
  await expectAccessible(container);
});

test("the voices are one group to the keyboard, each with a button beside that plays it", async () => {
  const { backend, user } = await openApp("personalization");
  const group = within(card().getByRole("group", { name: "Reading voice" }));
  const names = new Set(group.getAllByRole<HTMLInputElement>("radio").map(({ name }) => name));
  expect(names.size).toBe(1);
  // The simulated page has none, and the keys of radio buttons are looked up with it.
  vi.stubGlobal("CSS", { escape: (name: string) => name });
  voice("Marina").focus();
  await user.keyboard("{ArrowDown}");
  await settled();
  vi.unstubAllGlobals();
  expect(backend.called("setVoice")).toEqual([["otto"]]);
  await user.tab();
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Hear June");
  await user.keyboard(" ");
  await settled();
  expect(backend.called("previewVoices")).toEqual([[["june"], null]]);
});

test("a preview chooses nothing, tells what plays, and is stopped by the same button", async () => {
  const { backend, user } = await openApp("personalization");
  await user.click(button("Hear Elise"));
  await settled();
  expect(backend.called("previewVoices")).toEqual([[["elise"], null]]);
  expect(voice("Marina").checked).toBe(true);
  expect(told()).toBe("Playing Elise, Français");
  expect(button("Stop Elise").querySelector<SVGElement>(".run")?.style.getPropertyValue("--length")).toBe(
    "4200ms",
  );
  await user.click(button("Stop Elise"));
  await settled();
  expect(backend.called("stopPreview")).toHaveLength(1);
  expect(told()).toBe("");
});

test("what has played to its end leaves no button that would stop it", async () => {
  const { backend } = await openApp("voice-playing");
  expect(button("Stop Marina")).toBeTruthy();
  backend.playedOut();
  await settled();
  expect(button("Hear Marina")).toBeTruthy();
});

test("whoever leaves the tab does not leave a voice behind", async () => {
  const { backend } = await openApp("voice-playing");
  backend.requestTab("usage");
  await settled();
  expect(backend.called("stopPreview")).toHaveLength(1);
});

test("a voice that was asked for and is not heard yet shows that it comes", async () => {
  const { backend, user } = await openApp("personalization");
  backend.silent.add("previewVoices");
  await user.click(button("Hear Otto"));
  await settled();
  expect(button("Hear Otto").getAttribute("aria-busy")).toBe("true");
  expect(button("Hear June").getAttribute("aria-busy")).toBe("false");
});

test("a voice that doesn't speak the language of replies says so, and stands behind those that do", async () => {
  const { backend } = await openApp("personalization");
  const note = voice("Otto").getAttribute("aria-describedby") ?? "";
  expect(document.getElementById(note)?.textContent).toBe("Doesn't speak Portuguese");
  expect(voice("Marina").getAttribute("aria-describedby")).toBeNull();
  backend.standPersonalization({ response_language: { value: "de-AT", state: { state: "saved" } } });
  await settled();
  expect(card().getAllByRole<HTMLInputElement>("radio")[0]?.value).toBe("otto");
  backend.standPersonalization({ response_language: { value: "auto", state: { state: "saved" } } });
  await settled();
  expect(card().queryByText(/^Doesn't speak/u)).toBeNull();
});

test("of what a voice sounds like two words are said, and none that nobody here knows", async () => {
  const { backend } = await openApp("personalization");
  const [first] = backend.voices;
  if (!first) throw new Error("there are voices");
  backend.voices = [{ ...first, character: ["sepulchral", "even", "crisp", "rich"] }];
  backend.change({ connection: { state: "polling" } });
  backend.requestTab("usage");
  await settled();
  backend.requestTab("personalization");
  await settled();
  expect(card().getByText("even, crisp")).toBeTruthy();
});

test("two voices are marked A and B, played one after another, and one of them is taken", async () => {
  const { backend, container, user } = await openApp("personalization");
  await user.click(button("Compare two"));
  await settled();
  expect(button("Play both").getAttribute("aria-disabled")).toBe("true");
  await user.click(button("Play both"));
  expect(backend.called("previewVoices")).toEqual([]);
  expect(mark("Marina").checked).toBe(true);
  await user.click(mark("June"));
  await settled();
  expect(card().getByText("A is Marina, B is June.")).toBeTruthy();
  await expectAccessible(container);
  await user.click(button("Play both"));
  await settled();
  expect(backend.called("previewVoices")).toEqual([[["marina", "june"], null]]);
  expect(told()).toBe("Playing Marina, Português");
  backend.playedOut();
  await settled();
  expect(told()).toBe("Playing June, English");
  await user.click(button("Stop"));
  await settled();
  expect(told()).toBe("");
  expect(backend.called("setVoice")).toEqual([]);
  await user.click(button("Use June"));
  await settled();
  expect(backend.called("setVoice")).toEqual([["june"]]);
});

test("Escape leaves the comparison, and the keyboard stands where it was begun", async () => {
  const { user } = await openApp("personalization");
  await user.click(button("Compare two"));
  await settled();
  mark("June").focus();
  await user.keyboard("{Escape}");
  await settled();
  expect(card().queryAllByRole("checkbox")).toEqual([]);
  expect(voice("Marina").checked).toBe(true);
  expect(document.activeElement).toBe(button("Compare two"));
  expect(button("Compare two").getAttribute("aria-pressed")).toBe("false");
});

test("a third mark takes the place of the older one", () => {
  const comparison = new Comparison("x");
  comparison.mark("y");
  comparison.mark("z");
  expect(comparison.both).toEqual(["z", "y"]);
  comparison.mark("x");
  expect(comparison.both).toEqual(["z", "x"]);
  comparison.mark("z");
  expect([comparison.both, comparison.markOf("x")]).toEqual([undefined, "b"]);
  comparison.mark("y");
  comparison.mark("w");
  expect(comparison.both).toEqual(["y", "w"]);
});

test.each<[ErrorCode, RegExp, boolean]>([
  ["no_audio_output", /^No sound output was found/u, true],
  ["audio_lost", /^The sound output went away/u, true],
  ["clip_broken", /can't be played/u, true],
  ["voice_unknown", /any more/u, false],
])("%s is told beside the voices, and can be tried again where that may help", async (code, words, again) => {
  const { backend, user } = await openApp("personalization");
  backend.refuse("previewVoices", code);
  await user.click(button("Hear June"));
  await settled();
  expect(card().getByText(words)).toBeTruthy();
  expect(card().queryByRole("button", { name: "Try again" }) !== null).toBe(again);
  if (!again) return;
  backend.refusals.clear();
  await user.click(button("Try again"));
  await settled();
  expect(backend.called("previewVoices")).toEqual([
    [["june"], null],
    [["june"], null],
  ]);
  expect(card().queryByText(words)).toBeNull();
});

test("where the voices can't be had it is said, and they come once the server answers", async () => {
  const { backend } = await openApp("voices-unheard");
  expect(card().getByText(/^The voices can't be loaded yet/u)).toBeTruthy();
  expect(card().queryAllByRole("radio")).toEqual([]);
  expect(card().getByRole("slider", { name: "Volume" })).toBeTruthy();
  backend.refusals.clear();
  backend.change({ connection: { state: "live" } });
  await settled();
  expect(voice("Marina").checked).toBe(true);
});

test("a server without voices says so, and offers no comparison", async () => {
  await openApp("voices-none");
  expect(card().getByText("This server doesn't offer any voices yet.")).toBeTruthy();
  expect(card().queryByRole("button", { name: "Compare two" })).toBeNull();
});

test("a chosen voice that the server doesn't have is said to be missing", async () => {
  await openApp("voice-missing");
  expect(card().getByText(/^This server doesn't offer the voice that was chosen/u)).toBeTruthy();
  expect(
    card()
      .getAllByRole<HTMLInputElement>("radio")
      .some(({ checked }) => checked),
  ).toBe(false);
});

test("a voice that is set for everyone can be listened to, and not exchanged", async () => {
  const { backend, user } = await openApp("personalization-locked");
  expect(voice("Elise").getAttribute("aria-disabled")).toBe("true");
  await user.click(voice("June"));
  await settled();
  expect([voice("Elise").checked, voice("June").checked]).toEqual([true, false]);
  expect(backend.called("setVoice")).toEqual([]);
  await user.click(button("Hear June"));
  expect(backend.called("previewVoices")).toHaveLength(1);
  await user.click(button("Compare two"));
  await user.click(mark("June"));
  await settled();
  expect(card().queryByRole("button", { name: /^Use / })).toBeNull();
});

test("the volume is written as it is moved, and kept once it is let go", async () => {
  const { backend } = await openApp("personalization");
  const volume = card().getByRole<HTMLInputElement>("slider", { name: "Volume" });
  expect([volume.value, volume.getAttribute("aria-valuetext")]).toEqual(["80", "80%"]);
  volume.value = "35";
  volume.dispatchEvent(new Event("input", { bubbles: true }));
  await settled();
  expect(volume.getAttribute("aria-valuetext")).toBe("35%");
  expect(backend.called("setVolume")).toEqual([]);
  volume.dispatchEvent(new Event("change", { bubbles: true }));
  await settled();
  expect(backend.called("setVolume")).toEqual([[35]]);
  expect(backend.snapshot.device.volume).toBe(35);
});

test("a volume that the app did not take goes back to what it was", async () => {
  const { backend } = await openApp("personalization");
  backend.refuse("setVolume", "internal");
  const volume = card().getByRole<HTMLInputElement>("slider", { name: "Volume" });
  volume.value = "10";
  volume.dispatchEvent(new Event("input", { bubbles: true }));
  volume.dispatchEvent(new Event("change", { bubbles: true }));
  await settled();
  expect(screen.getByText("Something went wrong in Infuse.")).toBeTruthy();
  expect(volume.value).toBe("80");
});

test("a voice that breaks off after it began says why, until the next one is heard", async () => {
  const { backend, user } = await openApp("personalization");
  await user.click(button("Hear Otto"));
  await settled();
  backend.play(null, [], "audio_lost");
  await settled();
  expect(card().getByText(/sound output went away/u)).toBeTruthy();
  await user.click(button("Hear Otto"));
  await settled();
  expect(card().queryByText(/sound output went away/u)).toBeNull();
});

test("each word for the voices that come with Infuse is there in every language", () => {
  const voices = JSON.parse(readFileSync("../crates/server/voices/catalogue.json", "utf8")) as VoiceRow[];
  for (const word of new Set(voices.flatMap(({ character }) => character))) {
    expect(hasText(`voice-sounds-${word}`), word).toBe(true);
  }
});
