//! What is shown. Whoever knows that something is so draws it here; nobody asks here what is so.

use tokio::sync::watch;

use crate::snapshot::{Condition, Home, HomeKind, Snapshot};
use crate::state::{HomeRecord, NO_PORT};

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
    let url = match record.kind {
        HomeKind::Remote => record.url.clone(),
        HomeKind::Local | HomeKind::Sample if record.port == NO_PORT => String::new(),
        HomeKind::Local | HomeKind::Sample => format!("http://127.0.0.1:{}/", record.port),
    };
    let host = url::Url::parse(&record.url).ok().and_then(|url| url.host_str().map(str::to_owned));
    Home { id: record.id.clone(), kind: record.kind, name: host.unwrap_or_default(), url, active: record.active }
}
