import type { Density, Language, Tab, Theme } from "../bindings";
import { languages } from "../locales/languages";
import ForgetServerConfirm from "../session/ForgetServerConfirm.svelte";
import { homeName } from "../session/names";
import SignOutConfirm from "../session/SignOutConfirm.svelte";
import { everything, saveJournal } from "../session/save-journal";
import type { Session } from "../session/session.svelte";
import { stepped } from "../session/text-size";
import type { Outcome } from "../shared/backend";
import type { Dialogs } from "../shared/dialogs.svelte";
import { t } from "../shared/text";
import { tabs } from "../tabs/registry";
import ServerDialog from "../welcome/ServerDialog.svelte";

export interface PaletteGroup {
  title: string;
  entries: PaletteEntry[];
}

export interface PaletteEntry {
  label: string;
  /** What tells it from another of the same label, as two servers of one host. */
  address?: string;
  run: () => void;
  /** Whether it leads the keyboard to a place of its own: it waits until the palette has let go of it. */
  leads?: boolean;
}

/** All that can be done now, by name. */
export function paletteGroups(session: Session, dialogs: Dialogs, ontab: (tab: Tab) => void): PaletteGroup[] {
  return [
    {
      title: t("palette-go"),
      entries: [
        ...tabs.map(({ name, title }) => ({ label: t(title), run: () => ontab(name) })),
        { label: t("alerts-title"), run: () => session.open("usage", "alerts"), leads: true },
      ],
    },
    { title: t("usage-title"), entries: usageEntries(session) },
    { title: t("palette-look"), entries: lookEntries(session) },
    { title: t("homes-title"), entries: homeEntries(session, dialogs) },
    { title: t("palette-app"), entries: [command(session, t("quit"), () => session.commands.quit())] },
  ];
}

function usageEntries(session: Session): PaletteEntry[] {
  const { commands, snapshot } = session;
  return [
    command(session, t("refresh"), () => commands.refresh()),
    ...(snapshot?.warnings.state === "paused"
      ? [command(session, t("warnings-resume"), () => commands.resumeWarnings())]
      : [
          command(session, t("warnings-pause"), () => commands.pauseWarnings("reset")),
          command(session, t("palette-pause-tomorrow"), () => commands.pauseWarnings("tomorrow")),
        ]),
    { label: t("export-all-csv"), run: () => void saveJournal(session, everything, "csv") },
    { label: t("export-all-json"), run: () => void saveJournal(session, everything, "json") },
  ];
}

function lookEntries(session: Session): PaletteEntry[] {
  const themes: Theme[] = ["system", "light", "dark"];
  const densities: Density[] = ["comfortable", "compact"];
  const size = session.snapshot?.device.text_size ?? "100";
  return [
    ...themes.map((theme) =>
      command(session, t(`palette-theme-${theme}`), () => session.commands.setTheme(theme)),
    ),
    ...densities.map((density) =>
      command(session, t(`palette-density-${density}`), () => session.commands.setDensity(density)),
    ),
    command(session, t("palette-language", { language: t("language-system") }), () =>
      session.commands.setLanguage("system"),
    ),
    ...languages.map(({ tag, name }) =>
      command(session, t("palette-language", { language: name }), () =>
        session.commands.setLanguage(tag as Language),
      ),
    ),
    command(session, t("palette-text-larger"), () => session.commands.setTextSize(stepped(size, 1))),
    command(session, t("palette-text-smaller"), () => session.commands.setTextSize(stepped(size, -1))),
  ];
}

function homeEntries(session: Session, dialogs: Dialogs): PaletteEntry[] {
  const homes = session.snapshot?.homes ?? [];
  const others = homes.filter((home) => !home.active);
  const samples = homes.filter((home) => home.kind === "sample");
  const servers = others.filter((home) => home.kind === "remote");
  return [
    ...others.map((home) => ({
      ...command(session, t("homes-switch", { home: homeName(home) }), () =>
        session.commands.activateHome(home.id),
      ),
      address: home.url,
    })),
    { label: t("homes-add-server"), run: () => dialogs.show(ServerDialog, {}) },
    ...(samples.length > 0
      ? []
      : [command(session, t("homes-add-sample"), () => session.commands.useSample())]),
    ...samples.map((home) =>
      command(session, t("homes-remove-sample"), () => session.commands.removeHome(home.id)),
    ),
    ...servers.map((server) => ({
      label: t("forget-ask", { server: server.name }),
      address: server.url,
      run: () => dialogs.show(ForgetServerConfirm, { server }),
    })),
    // Nobody could sign in to a made-up account again.
    ...(session.activeHome?.kind === "sample"
      ? []
      : [{ label: t("sign-out-ask"), run: () => dialogs.show(SignOutConfirm, {}) }]),
  ];
}

function command<T>(session: Session, label: string, order: () => Promise<Outcome<T>>): PaletteEntry {
  return { label, run: () => void session.toasts.carriedOut(order()) };
}
