//! The arrows within the server: each room uses only rooms below it, so that no circle ties them together.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::workspace;

/// The rooms of the server, from the ground up. Rooms of one storey do not know each other.
const STOREYS: [&[&str]; 13] = [
    &["clock", "database_url", "supervisor"],
    &["batch", "catalog", "client_address", "db", "names", "plain_path", "request_id", "settings", "unread"],
    &["bus", "problem", "versions"],
    &["extract", "ledger", "page", "parameters", "reports", "rules", "throttle"],
    &["deliveries", "identity", "if_match", "lookout"],
    &["jobs"],
    &["observe"],
    &["app"],
    &["billing", "service", "workspace"],
    &["account", "signals", "stream", "usage"],
    &["session"],
    &["http_service"],
    &["serve"],
];

/// Fails with every arrow that leads up, and with every room that has no storey.
pub(crate) fn check() -> Result<()> {
    let sources = workspace::root().join("crates/server/src");
    let mut faults = BTreeSet::new();
    for file in rust_files(&sources)? {
        let within = file.strip_prefix(&sources)?;
        let room = within.iter().next().and_then(|first| Path::new(first).file_stem()).and_then(|stem| stem.to_str());
        let room = room.with_context(|| format!("{} has no name", file.display()))?;
        if matches!(room, "lib" | "main") {
            continue;
        }
        let Some(storey) = storey_of(room) else {
            faults.insert(format!("{room} has no storey in xtask/src/rooms.rs"));
            continue;
        };
        let text = std::fs::read_to_string(&file)?;
        for used in rooms_used(&text).into_iter().filter(|used| used != room) {
            if storey_of(&used).is_none_or(|of_used| of_used >= storey) {
                faults.insert(format!("{room} → {used}, in {}", within.display()));
            }
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    bail!("these arrows within the server must not be:\n  {}", faults.into_iter().collect::<Vec<_>>().join("\n  "))
}

fn storey_of(room: &str) -> Option<usize> {
    STOREYS.iter().position(|rooms| rooms.contains(&room))
}

/// Which rooms a file names, its tests aside: those may look at the house from above.
fn rooms_used(text: &str) -> BTreeSet<String> {
    let shipped = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let code: Vec<&str> = shipped.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let mut used = BTreeSet::new();
    for statement in code.join("\n").split("crate::").skip(1) {
        match statement.strip_prefix('{') {
            Some(list) => {
                let list = list.split('}').next().unwrap_or_default();
                used.extend(
                    list.split(',')
                        .map(|path| first_name(path.trim()))
                        .filter(|name| !name.is_empty())
                        .map(str::to_owned),
                );
            }
            None => {
                used.insert(first_name(statement).to_owned());
            }
        }
    }
    used
}

fn first_name(path: &str) -> &str {
    path.split(|character: char| !(character.is_alphanumeric() || character == '_')).next().unwrap_or_default()
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
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
    fn no_room_has_two_storeys() {
        let rooms: Vec<_> = STOREYS.iter().flat_map(|rooms| rooms.iter()).collect();
        assert_eq!(rooms.iter().collect::<BTreeSet<_>>().len(), rooms.len());
    }

    #[test]
    fn the_rooms_of_the_server_lead_down() {
        check().unwrap();
    }
}
