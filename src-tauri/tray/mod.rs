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
use std::time::Duration;

use infuse_engine::Engine;
use infuse_engine::ports::Clock;
use infuse_engine::snapshot::Snapshot;
use jiff::Timestamp;
use tauri::AppHandle;
use tokio::sync::watch;
use tokio::time::timeout;

use crate::request::Requests;
use crate::wording::{Wording, Wordings};
use face::{Face, Here};
use presence::{Presence, Presences};

/// How long the desktop may take to take an icon, or a change of it. It has hung then, or is another's.
const LIMIT: Duration = Duration::from_secs(3);
/// Pauses between tries where the desktop has a tray that took no icon.
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Shows the tray and keeps it true until the app ends. It wakes only when the snapshot changes, or the desktop's tray
/// does; a tray that took no icon is tried again.
pub(crate) async fn follow(
    app: AppHandle,
    engine: Engine,
    clock: Arc<dyn Clock>,
    wordings: Wordings,
    requests: Requests,
    presences: Presences,
) {
    let mut snapshots = engine.snapshot();
    // Days are cut anew when the time zone changes, and nothing else in the snapshot may: the same moments are written
    // otherwise then.
    let mut versions = engine.journal_version();
    let mut words = wordings.changes();
    let mut registry = host::Registry::watch(LIMIT).await;
    let mut pause = SHORTEST_PAUSE;
    loop {
        registry.is_as_it_was();
        let face = face_now(&snapshots.borrow_and_update(), clock.as_ref(), &words.borrow_and_update());
        let mut redraws = Redraws::default();
        redraws.due(&face);
        let started = timeout(LIMIT, host::Tray::start(&app, face, requests.clone())).await;
        match started {
            Ok(Ok(tray)) => {
                be(&presences, Presence::Shown);
                pause = SHORTEST_PAUSE;
                let faces = async {
                    while changed(&mut snapshots, &mut versions, &mut words).await {
                        let face = face_now(&snapshots.borrow_and_update(), clock.as_ref(), &words.borrow_and_update());
                        if redraws.due(&face) && timeout(LIMIT, tray.show(face)).await.is_err() {
                            return tracing::warn!("the tray does not take a change");
                        }
                    }
                };
                tokio::select! {
                    () = faces => {}
                    () = registry.changed() => {}
                    () = tray.refused() => {}
                }
            }
            Ok(Err(error)) => tracing::info!(%error, "there is no tray"),
            Err(_) => tracing::warn!("the tray does not answer"),
        }
        be(&presences, Presence::Absent);
        registry.another_chance(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Waits until the face may be another; `false` when the engine is gone.
async fn changed(
    snapshots: &mut watch::Receiver<Snapshot>,
    versions: &mut watch::Receiver<u64>,
    words: &mut watch::Receiver<Arc<Wording>>,
) -> bool {
    tokio::select! {
        changed = snapshots.changed() => changed.is_ok(),
        changed = versions.changed() => changed.is_ok(),
        changed = words.changed() => changed.is_ok(),
    }
}

fn be(presences: &Presences, now: Presence) {
    presences.send_if_modified(|presence| std::mem::replace(presence, now) != now);
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
    use super::face::tests::{face_of, face_said_in, snapshot_of_ada};
    use super::*;
    use crate::wording::tests::PSEUDO;

    #[tokio::test]
    async fn another_language_is_a_face_to_be_sent() {
        let (_engine, mut snapshots) = watch::channel(snapshot_of_ada());
        let (_journal, mut versions) = watch::channel(1);
        let wordings = Wordings::of_the_system();
        let mut words = wordings.changes();
        let mut redraws = Redraws::default();
        assert!(redraws.due(&face_said_in(&words.borrow_and_update(), &snapshots.borrow())));

        wordings.speak(&PSEUDO);
        assert!(changed(&mut snapshots, &mut versions, &mut words).await);
        let face = face_said_in(&words.borrow_and_update(), &snapshots.borrow());
        assert!(redraws.due(&face));
        assert_eq!(face.words.open, "Opéèn Infuséè");
        assert_eq!(face.rows[0], "Créèdits: 253 of 1,000");
    }

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
