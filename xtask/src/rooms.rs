//! The arrows within a crate: each room uses only rooms below it, so that no circle ties them together.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::workspace;

/// A crate, and its rooms from the ground up. Rooms of one storey do not know each other.
struct House {
    sources: &'static str,
    storeys: &'static [&'static [&'static str]],
}

const HOUSES: [House; 2] = [
    House {
        sources: "crates/server/src",
        storeys: &[
            &["clock", "database_url", "oidc_settings", "smtp_url", "supervisor"],
            &["batch", "catalog", "client_address", "db", "names", "plain_path", "request_id", "settings", "unread"],
            &["bus", "jobs", "problem", "versions"],
            &["extract", "ledger", "page", "parameters", "reports", "rules", "throttle"],
            &["identity", "if_match", "lookout", "provider"],
            &["mail"],
            &["deliveries", "erase", "security"],
            &["chores"],
            &["observe"],
            &["app"],
            &["billing", "service", "voices", "workspace"],
            &["personalization"],
            &["account", "approvals", "preferences", "signals", "stream", "usage"],
            &["session"],
            &["http_service"],
            &["serve"],
        ],
    },
    House {
        sources: "crates/engine/src",
        storeys: &[
            &["snapshot"],
            &["config", "notice", "private", "scope"],
            &["ports", "sqlite"],
            &["cache", "error"],
            &["api"],
            &["resources"],
            &["state"],
            &["folders", "vault", "view"],
            &["account", "device", "hosting", "job", "personalization", "preferences", "voices"],
            &["usage"],
            &["context"],
            &["session"],
            &["access", "approvals", "outbox", "workspace"],
            &["sync"],
            &["home"],
            &["engine"],
        ],
    },
];

/// Fails with every arrow that leads up, and with every room that has no storey.
pub(crate) fn check() -> Result<()> {
    let mut faults = BTreeSet::new();
    for house in HOUSES {
        house.check(&mut faults)?;
    }
    if faults.is_empty() {
        return Ok(());
    }
    bail!("these arrows within a crate must not be:\n  {}", faults.into_iter().collect::<Vec<_>>().join("\n  "))
}

impl House {
    fn check(&self, faults: &mut BTreeSet<String>) -> Result<()> {
        let sources = workspace::root().join(self.sources);
        for file in rust_files(&sources)? {
            let within = file.strip_prefix(&sources)?;
            let room =
                within.iter().next().and_then(|first| Path::new(first).file_stem()).and_then(|stem| stem.to_str());
            let room = room.with_context(|| format!("{} has no name", file.display()))?;
            // Tests may look at the house from above.
            if matches!(room, "lib" | "main") || within.iter().any(|part| part == "tests" || part == "tests.rs") {
                continue;
            }
            let Some(storey) = self.storey_of(room) else {
                faults.insert(format!("{}/{room} has no storey in xtask/src/rooms.rs", self.sources));
                continue;
            };
            let text = std::fs::read_to_string(&file)?;
            for used in rooms_used(&text).into_iter().filter(|used| used != room) {
                if self.storey_of(&used).is_none_or(|of_used| of_used >= storey) {
                    faults.insert(format!("{room} → {used}, in {}/{}", self.sources, within.display()));
                }
            }
        }
        Ok(())
    }

    fn storey_of(&self, room: &str) -> Option<usize> {
        self.storeys.iter().position(|rooms| rooms.contains(&room))
    }
}

/// Which rooms a file names, its tests aside.
fn rooms_used(text: &str) -> BTreeSet<String> {
    let shipped = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let code: Vec<&str> = shipped.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let mut used = BTreeSet::new();
    for path in code.join("\n").split("crate::").skip(1) {
        match path.strip_prefix('{') {
            Some(list) => used.extend(first_names(list)),
            None => {
                used.insert(first_name(path).to_owned());
            }
        }
    }
    used
}

/// The first name of each path of a list, whose opening brace is not part of `list`; what stands in braces within it
/// belongs to the name before.
fn first_names(list: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let (mut depth, mut path) = (1, String::new());
    for character in list.chars() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        let is_over = depth == 0 || (depth == 1 && character == ',');
        if is_over {
            names.insert(first_name(path.trim()).to_owned());
            path.clear();
        } else {
            path.push(character);
        }
        if depth == 0 {
            break;
        }
    }
    names.remove("");
    names
}

fn first_name(path: &str) -> &str {
    path.split(|character: char| !(character.is_alphanumeric() || character == '_')).next().unwrap_or_default()
}

/// All Rust sources of a folder.
pub(crate) fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_known_by_the_first_name_behind_crate() {
        let text = "use crate::db::Db;\nuse crate::{\n    account, bus::Bus,\n};\nlet at = crate::clock::now();\n\
                    #[cfg(test)]\nmod tests {\n    use crate::app::App;\n}";
        assert_eq!(rooms_used(text).into_iter().collect::<Vec<_>>(), ["account", "bus", "clock", "db"]);
    }

    #[test]
    fn a_list_within_a_list_hides_no_room_behind_it() {
        let text = "use crate::{bus::{Bus, Mail as _}, db::{self, file::{Claim, mark}}, ledger};\nfn of(it: &It) {}";
        assert_eq!(rooms_used(text).into_iter().collect::<Vec<_>>(), ["bus", "db", "ledger"]);
    }

    #[test]
    fn no_room_has_two_storeys() {
        for house in HOUSES {
            let rooms: Vec<_> = house.storeys.iter().flat_map(|rooms| rooms.iter()).collect();
            assert_eq!(rooms.iter().collect::<BTreeSet<_>>().len(), rooms.len());
        }
    }

    #[test]
    fn the_rooms_lead_down() {
        check().unwrap();
    }
}
