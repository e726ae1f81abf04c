//! The tray icon: what is left, at a glance, without a window.

mod art;
mod face;
#[cfg(target_os = "linux")]
#[path = "linux.rs"]
mod host;
#[cfg(not(target_os = "linux"))]
#[path = "native.rs"]
mod host;
pub(crate) mod presence;

use std::sync::Arc;

use infuse_engine::Engine;
use infuse_engine::ports::Clock;
use infuse_engine::snapshot::Snapshot;
use jiff::Timestamp;
use tauri::AppHandle;

use crate::request::Requests;
use crate::wording::Wording;
use face::{Face, Here};
use presence::{Presence, Presences};

/// Shows the tray and keeps it true until the app ends. It wakes only when the snapshot changes.
pub(crate) async fn follow(
    app: AppHandle,
    engine: Engine,
    clock: Arc<dyn Clock>,
    wording: Arc<Wording>,
    requests: Requests,
    presences: Presences,
) {
    let mut snapshots = engine.snapshot();
    let mut redraws = Redraws::default();
    let face = face_now(&snapshots.borrow_and_update(), clock.as_ref(), &wording);
    redraws.due(&face);
    let tray = match host::Tray::start(&app, face, wording.clone(), requests, presences.clone()).await {
        Ok(tray) => tray,
        Err(error) => {
            tracing::warn!(%error, "there is no tray");
            presences.send_replace(Presence::Absent);
            return;
        }
    };
    while snapshots.changed().await.is_ok() {
        let face = face_now(&snapshots.borrow_and_update(), clock.as_ref(), &wording);
        if redraws.due(&face) {
            tray.show(face).await;
        }
    }
}

fn face_now(snapshot: &Snapshot, clock: &dyn Clock, wording: &Wording) -> Face {
    let now = Timestamp::from_millisecond(clock.now_ms()).unwrap_or_default();
    Face::of(snapshot, &Here { wording, now, zone: clock.time_zone() })
}

/// Remembers what was shown, because trays flicker when the same is sent again.
#[derive(Default)]
struct Redraws {
    shown: Option<Face>,
}

impl Redraws {
    /// Whether the face differs from the one before.
    fn due(&mut self, face: &Face) -> bool {
        let due = self.shown.as_ref() != Some(face);
        if due {
            self.shown = Some(face.clone());
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::face::tests::{face_of, snapshot_of_ada};
    use super::*;

    #[test]
    fn the_same_face_is_not_sent_again() {
        let mut redraws = Redraws::default();
        let mut snapshot = snapshot_of_ada();
        assert!(redraws.due(&face_of(&snapshot)));
        assert!(!redraws.due(&face_of(&snapshot)));

        // Nothing of this is seen in the tray.
        let usage = snapshot.usage.as_mut().unwrap();
        usage.as_of = "2026-11-21T14:02:59Z".to_owned();
        usage.today += 1;
        assert!(!redraws.due(&face_of(&snapshot)));

        snapshot.usage.as_mut().unwrap().monthly_available -= 1;
        assert!(redraws.due(&face_of(&snapshot)));
    }
}
