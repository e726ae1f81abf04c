//! What the windows are told.

use infuse_engine::Engine;
use infuse_engine::resources::ResourceName;
use infuse_engine::snapshot::Snapshot;
use serde::Serialize;
use tauri::{AppHandle, Manager};
use tauri_specta::Event;

use crate::link::Tab;
use crate::windows;

/// Something on display is different now.
#[derive(Clone, Debug, Serialize, specta::Type, Event)]
pub(crate) struct SnapshotChanged(Snapshot);

/// Reports and pages of the journal are to be asked for again.
#[derive(Clone, Debug, Serialize, specta::Type, Event)]
pub(crate) struct JournalChanged {
    version: u32,
}

/// A resource stands otherwise now, and is to be asked for again.
#[derive(Clone, Debug, Serialize, specta::Type, Event)]
pub(crate) struct ResourceChanged {
    resource: ResourceName,
}

/// The person asked for a tab from outside of the window.
#[derive(Clone, Debug, Serialize, specta::Type, Event)]
pub(crate) struct TabRequested {
    pub(crate) tab: Tab,
}

/// Tells the windows there are of every change, until the app ends. Wakes only when something changes.
pub(crate) async fn follow(app: AppHandle, engine: Engine) {
    let mut snapshots = engine.snapshot();
    let mut versions = engine.journal_version();
    let mut resources = engine.resource_versions();
    let mut told_of = resources.borrow_and_update().clone();
    let mut theme = snapshots.borrow().device.theme;
    loop {
        let told = tokio::select! {
            changed = snapshots.changed() => {
                if changed.is_err() {
                    return;
                }
                let snapshot = snapshots.borrow_and_update().clone();
                let told = tell(&app, SnapshotChanged(snapshot.clone()));
                if snapshot.device.theme != theme {
                    theme = snapshot.device.theme;
                    if let Err(error) = windows::apply_theme(&app, &snapshot) {
                        tracing::error!(%error, "a window keeps the colours of the theme before");
                    }
                }
                told
            }
            changed = versions.changed() => {
                if changed.is_err() {
                    return;
                }
                // Only whether it differs matters to who hears of it.
                let version = *versions.borrow_and_update() as u32;
                tell(&app, JournalChanged { version })
            }
            changed = resources.changed() => {
                if changed.is_err() {
                    return;
                }
                let before = std::mem::replace(&mut told_of, resources.borrow_and_update().clone());
                let differs = |(name, version): &(&ResourceName, &u64)| before.get(name) != Some(version);
                told_of.iter().filter(differs).try_for_each(|(name, _)| tell(&app, ResourceChanged { resource: *name }))
            }
        };
        if let Err(error) = told {
            tracing::error!(%error, "a window was not told of a change");
        }
    }
}

fn tell(app: &AppHandle, event: impl Event + Serialize + Clone) -> tauri::Result<()> {
    if app.webview_windows().is_empty() {
        return Ok(());
    }
    event.emit(app)
}
