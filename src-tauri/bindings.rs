//! The one list of commands and events: the handler answers by it, and the web view's TypeScript is made of it.

use tauri_specta::{Builder, collect_events};

use crate::commands;
use crate::events::{ActivityChanged, JournalChanged, PlaybackChanged, ResourceChanged, SnapshotChanged, TabRequested};

pub(crate) fn builder() -> Builder<tauri::Wry> {
    Builder::new()
        .commands(commands::all())
        .events(collect_events![
            SnapshotChanged,
            JournalChanged,
            ActivityChanged,
            PlaybackChanged,
            ResourceChanged,
            TabRequested
        ])
        // No type of the contract is read differently than it is written.
        .disable_serde_phases()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use specta_typescript::Typescript;

    use super::*;

    /// Set to 1, the bindings are written anew instead of compared.
    const UPDATE: &str = "UPDATE_BINDINGS";

    #[test]
    fn bindings_of_the_web_view_are_those_of_the_commands() {
        let header = "// Made from the Rust commands by `cargo xtask gen`. Do not edit.\n";
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/bindings.ts");
        if std::env::var(UPDATE).is_ok_and(|update| update == "1") {
            builder().export(Typescript::default().header(header), path).unwrap();
            return;
        }
        let made = tempfile::tempdir().unwrap();
        let fresh = made.path().join("bindings.ts");
        builder().export(Typescript::default().header(header), &fresh).unwrap();
        let (committed, fresh) = (std::fs::read_to_string(path).unwrap(), std::fs::read_to_string(fresh).unwrap());
        assert!(committed == fresh, "ui/src/bindings.ts has drifted: run `cargo xtask gen`");
    }

    #[test]
    fn every_command_is_granted_to_a_window_and_no_other_is() {
        let manifest: toml::Table = toml::from_str(include_str!("permissions/windows.toml")).unwrap();
        let permissions = manifest["permission"].as_array().unwrap();
        let granted: BTreeSet<&str> = permissions
            .iter()
            .flat_map(|permission| permission["commands"]["allow"].as_array().unwrap())
            .map(|command| command.as_str().unwrap())
            .collect();
        let source = include_str!("commands/mod.rs");
        let made: BTreeSet<&str> = source
            .lines()
            .filter_map(|line| line.trim().strip_suffix(',')?.split_once("::"))
            .map(|(_, command)| command)
            .collect();
        assert_eq!(granted, made);
    }
}
