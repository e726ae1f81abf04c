//! What the windows are told.

use infuse_engine::Engine;
use infuse_engine::resources::{ResourceName, ResourceVersions};
use infuse_engine::snapshot::Snapshot;
use infuse_engine::voices::Playback;
use serde::Serialize;
use tauri::{AppHandle, Manager};
use tauri_specta::Event;
use tokio::sync::watch;

use crate::link::{Part, Tab, Target};
use crate::pace::Pace;
use crate::windows;

/// Something on display is different now.
#[derive(Clone, Debug, Serialize, specta::Type, Event)]
pub(crate) struct SnapshotChanged(Snapshot);

/// Reports and pages of the journal are to be asked for again.
#[derive(Clone, Debug, Serialize, specta::Type, Event)]
pub(crate) struct JournalChanged {
    version: u32,
}

/// Something may have happened to the access of the account: its lists are to be asked for again.
#[derive(Clone, Debug, Serialize, specta::Type, Event)]
pub(crate) struct ActivityChanged {
    version: u32,
}

/// Another voice is heard, or none.
#[derive(Clone, Debug, Serialize, specta::Type, Event)]
pub(crate) struct PlaybackChanged(Playback);

/// A resource stands otherwise now, and is to be asked for again.
#[derive(Clone, Debug, Serialize, specta::Type, Event)]
pub(crate) struct ResourceChanged {
    resource: ResourceName,
}

/// The person asked for a tab from outside of the window.
#[derive(Clone, Debug, Serialize, specta::Type, Event)]
pub(crate) struct TabRequested {
    pub(crate) tab: Tab,
    /// Its beginning, where none is named.
    pub(crate) part: Option<Part>,
}

impl From<Target> for TabRequested {
    fn from(Target { tab, part }: Target) -> Self {
        Self { tab, part }
    }
}

/// Tells the windows there are of changes, until the app ends. Wakes only when something changes.
pub(crate) async fn follow(app: AppHandle, engine: Engine) {
    tokio::join!(
        follow_snapshots(&app, engine.snapshot()),
        follow_journal(&app, engine.journal_version()),
        follow_activity(&app, engine.activity_version()),
        follow_playback(&app, engine.playback()),
        follow_resources(&app, engine.resource_versions())
    );
}

async fn follow_snapshots(app: &AppHandle, mut snapshots: watch::Receiver<Snapshot>) {
    let mut theme = snapshots.borrow().device.theme;
    let mut pace = Pace::default();
    while snapshots.changed().await.is_ok() {
        pace.turn().await;
        let snapshot = snapshots.borrow_and_update().clone();
        if snapshot.device.theme != theme {
            theme = snapshot.device.theme;
            if let Err(error) = windows::apply_theme(app, &snapshot) {
                tracing::error!(%error, "a window keeps the colours of the theme before");
            }
        }
        tell(app, SnapshotChanged(snapshot));
    }
}

async fn follow_resources(app: &AppHandle, mut versions: watch::Receiver<ResourceVersions>) {
    let mut told_of = versions.borrow_and_update().clone();
    let mut pace = Pace::default();
    while versions.changed().await.is_ok() {
        pace.turn().await;
        let before = std::mem::replace(&mut told_of, versions.borrow_and_update().clone());
        for (name, _) in told_of.iter().filter(|(name, version)| before.get(name) != Some(version)) {
            tell(app, ResourceChanged { resource: *name });
        }
    }
}

async fn follow_playback(app: &AppHandle, mut playback: watch::Receiver<Playback>) {
    while playback.changed().await.is_ok() {
        let playback = playback.borrow_and_update().clone();
        tell(app, PlaybackChanged(playback));
    }
}

async fn follow_activity(app: &AppHandle, mut versions: watch::Receiver<u64>) {
    let mut pace = Pace::default();
    while versions.changed().await.is_ok() {
        pace.turn().await;
        let version = *versions.borrow_and_update() as u32;
        tell(app, ActivityChanged { version });
    }
}

async fn follow_journal(app: &AppHandle, mut versions: watch::Receiver<u64>) {
    let mut pace = Pace::default();
    while versions.changed().await.is_ok() {
        pace.turn().await;
        // Only whether it differs matters to who hears of it.
        let version = *versions.borrow_and_update() as u32;
        tell(app, JournalChanged { version });
    }
}

fn tell(app: &AppHandle, event: impl Event + Serialize + Clone) {
    if !app.webview_windows().is_empty()
        && let Err(error) = event.emit(app)
    {
        tracing::error!(%error, "a window was not told of a change");
    }
}
