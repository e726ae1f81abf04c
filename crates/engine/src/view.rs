//! What is shown. Whoever knows that something is so draws it here; nobody asks here what is so.

use tokio::sync::watch;

use crate::snapshot::{Condition, Home, Snapshot};
use crate::state::HomeRecord;

/// What the outside sees. A watcher is woken only by a change.
pub(crate) struct View {
    snapshot: watch::Sender<Snapshot>,
    journal_version: watch::Sender<u64>,
    activity_version: watch::Sender<u64>,
}

impl View {
    pub(crate) fn new(first: Snapshot) -> Self {
        let (journal_version, activity_version) = (watch::Sender::new(0), watch::Sender::new(0));
        Self { snapshot: watch::Sender::new(first), journal_version, activity_version }
    }

    /// For the outside alone.
    pub(crate) fn snapshot(&self) -> watch::Receiver<Snapshot> {
        self.snapshot.subscribe()
    }

    /// For the outside alone.
    pub(crate) fn journal_version(&self) -> watch::Receiver<u64> {
        self.journal_version.subscribe()
    }

    /// Changes the snapshot; nobody is woken when it is the same after it.
    pub(crate) fn update(&self, change: impl FnOnce(&mut Snapshot)) {
        self.snapshot.send_if_modified(|snapshot| {
            let before = snapshot.clone();
            change(snapshot);
            snapshot.conclude();
            *snapshot != before
        });
    }

    pub(crate) fn journal_changed(&self) {
        self.journal_version.send_modify(|version| *version += 1);
    }

    /// For the outside alone.
    pub(crate) fn activity_version(&self) -> watch::Receiver<u64> {
        self.activity_version.subscribe()
    }

    pub(crate) fn activity_changed(&self) {
        self.activity_version.send_modify(|version| *version += 1);
    }

    /// Shows the homes as they are kept.
    pub(crate) fn show_homes(&self, homes: &[HomeRecord]) {
        let homes = homes.iter().map(home_of).collect();
        self.update(|snapshot| snapshot.homes = homes);
    }

    /// Shows what is wrong with a cache, and nothing else of what may be.
    pub(crate) fn show_cache_condition(&self, condition: Option<Condition>) {
        for known in [Condition::CacheRebuilt, Condition::CacheNewer, Condition::CacheLocked] {
            self.set_condition(known, condition == Some(known));
        }
    }

    pub(crate) fn set_condition(&self, condition: Condition, present: bool) {
        self.update(|snapshot| snapshot.set_condition(condition, present));
    }
}

fn home_of(record: &HomeRecord) -> Home {
    Home {
        id: record.id.clone(),
        kind: record.kind,
        name: name_of(&record.url),
        url: record.address(),
        email: record.chosen_email().map(str::to_owned),
        active: record.active,
    }
}

/// What a server is called: its host, with the port where that is not the usual one, as one machine may have several.
fn name_of(url: &str) -> String {
    let Ok(url) = url::Url::parse(url) else { return String::new() };
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn two_servers_of_one_machine_have_two_names() {
        assert_eq!(name_of("https://infuse.example.org/"), "infuse.example.org");
        assert_eq!(name_of("https://infuse.example.org:8443/"), "infuse.example.org:8443");
        assert_eq!(name_of("http://[::1]:8787/"), "[::1]:8787");
        assert_eq!(name_of(""), "");
    }
}
