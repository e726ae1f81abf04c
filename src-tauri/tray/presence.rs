//! Whether a tray shows the app. Where none does, the window must, or nobody would know that it runs.

use std::time::Duration;

use infuse_engine::Engine;
use infuse_engine::snapshot::Condition;
use tauri::{AppHandle, Manager};
use tokio::sync::watch;

use crate::request::{Request, Requests};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Unknown,
    Shown,
    Absent,
}

pub(crate) type Presences = watch::Sender<Presence>;

/// How long a tray host may be away, as when a panel restarts or starts after the app, before the window opens.
const GRACE: Duration = Duration::from_secs(5);

/// Tells the engine of trays that come and go, and shows the window while there is none.
pub(crate) async fn follow(
    app: AppHandle,
    engine: Engine,
    requests: Requests,
    mut presences: watch::Receiver<Presence>,
) {
    loop {
        let presence = *presences.borrow_and_update();
        engine.set_condition(Condition::NoTray, presence == Presence::Absent);
        if presence == Presence::Absent {
            tokio::select! {
                () = tokio::time::sleep(GRACE) => open_if_invisible(&app, &requests),
                changed = presences.changed() => match changed {
                    Ok(()) => continue,
                    Err(_) => return,
                },
            }
        }
        if presences.changed().await.is_err() {
            return;
        }
    }
}

fn open_if_invisible(app: &AppHandle, requests: &Requests) {
    if app.webview_windows().is_empty() {
        requests.ask(Request::OPEN);
    }
}
