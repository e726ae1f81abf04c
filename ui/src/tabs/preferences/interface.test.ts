import { screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { choose, expectAccessible, openApp, settled } from "../../../tests/app";
import { languages } from "../../locales/languages";

/** Opens a list from the keyboard. */
async function open(list: RegExp): Promise<HTMLElement[]> {
  screen.getByRole("combobox", { name: list }).focus();
  const { default: userEvent } = await import("@testing-library/user-event");
  await userEvent.setup().keyboard("{Enter}");
  return within(await screen.findByRole("listbox")).getAllByRole("option");
}

test("look, motion and switches are kept by the app", async () => {
  const { backend, user } = await openApp("preferences");
  await user.click(screen.getByRole("radio", { name: "Dark" }));
  await user.click(screen.getByRole("radio", { name: "Compact" }));
  await user.click(screen.getByRole("switch", { name: "Reduce motion" }));
  await user.click(screen.getByRole("switch", { name: "Open at login" }));
  await user.click(screen.getByRole("switch", { name: "Quit when the window closes" }));
  await settled();
  expect(backend.snapshot.device).toEqual({
    language: "system",
    theme: "dark",
    density: "compact",
    text_size: "100",
    reduce_motion: true,
    tray_icon: "ring",
    autostart: false,
    quit_on_close: true,
    volume: 80,
  });
  const { theme, density, motion } = document.documentElement.dataset;
  expect([theme, density, motion]).toEqual(["dark", "compact", "reduced"]);
  expect(screen.getAllByText("Saved")).toHaveLength(3);
  await expectAccessible();
});

test("languages are offered in their own names, after that of the system", async () => {
  const { backend, user } = await openApp("preferences");
  const names = (await open(/^Language/u)).map((option) => option.textContent?.trim());
  expect(names).toEqual(["Same as the system", ...languages.map(({ name }) => name)]);
  expect(names).toContain("العربية");
  await user.keyboard("{End}{Enter}");
  await settled();
  expect(backend.called("setLanguage")).toEqual([["ar"]]);
  expect(backend.snapshot.device.language).toBe("ar");
});

test("the size of text is chosen, and the page wears it", async () => {
  const { backend, user } = await openApp("preferences");
  const sizes = await open(/^Text size: 100%/u);
  expect(sizes.map((size) => size.textContent?.trim())).toEqual(["90%", "100%", "110%", "125%", "140%"]);
  await user.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{Enter}");
  await settled();
  expect(backend.called("setTextSize")).toEqual([["140"]]);
  expect(document.documentElement.style.getPropertyValue("--text-scale")).toBe("1.4");
});

test("the icon of the tray is chosen for this computer", async () => {
  const { backend, user } = await openApp("preferences");
  const icons = await open(/^Tray icon: Ring/u);
  expect(icons.map((icon) => icon.textContent?.trim())).toEqual(["Ring", "Ring with number", "Monochrome"]);
  await user.keyboard("{ArrowDown}{Enter}");
  await settled();
  expect(backend.called("setTrayIcon")).toEqual([["number"]]);
});

test("a setting that was refused shows what is still so", async () => {
  const { backend, user } = await openApp("preferences");
  backend.refuse("setAutostart", "internal");
  const autostart = screen.getByRole<HTMLInputElement>("switch", { name: "Open at login" });
  await user.click(autostart);
  await settled();
  expect(autostart.checked).toBe(true);
});

test("a language that was changed elsewhere too is asked about, each in its own name", async () => {
  const { backend } = await openApp("preferences");
  const keep = vi.spyOn(backend.commands, "keepMine");
  backend.standPreferences({
    language: { value: "de", state: { state: "conflict", mine: "de", theirs: "ja" } },
  });
  await settled();
  expect(screen.getByText(/Changed elsewhere to “日本語”/u)).toBeTruthy();
  screen.getByRole("button", { name: "Keep “Deutsch”" }).click();
  await settled();
  expect(keep.mock.calls).toEqual([["preferences", "language"]]);
});

test("without a server the look of this computer is changed", async () => {
  const { backend, user } = await openApp("preferences-unheard");
  await user.click(screen.getByRole("radio", { name: "Dark" }));
  await settled();
  expect(backend.snapshot.device.theme).toBe("dark");
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "Dark" }).checked).toBe(true);
});

test("a look of sample data follows this computer and nobody's account", async () => {
  const { backend } = await openApp("preferences");
  backend.change({ homes: backend.snapshot.homes.map((home) => ({ ...home, kind: "sample" })) });
  backend.standPreferences({ theme: { value: "dark", state: { state: "saved" } } });
  await settled();
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "System" }).checked).toBe(true);
});

test.each([
  ["Until reset", "reset"],
  ["Until tomorrow at 8", "tomorrow"],
])("warnings can be paused: %s, and resumed", async (choice, until) => {
  const { backend, user } = await openApp("preferences");
  await choose("Pause…", choice);
  expect(backend.called("pauseWarnings")).toEqual([[until]]);
  expect(screen.getByText(/^Paused until/u)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Resume warnings" }));
  expect(backend.snapshot.warnings).toEqual({ state: "on" });
});

test("warnings can be paused in quiet hours too", async () => {
  const { backend } = await openApp("quiet-hours");
  await choose("Pause…", "Until tomorrow at 8");
  expect(backend.snapshot.warnings.state).toBe("paused");
  expect(screen.queryByText(/^Quiet until/u)).toBeNull();
});
