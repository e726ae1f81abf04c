//! Of what the person is told, and at how many credits they are warned.

use infuse_engine::Engine;
use infuse_engine::hosting::LocalMail;
use infuse_engine::preferences::{AlertKind, AlertWay, QuietBoundary};
use infuse_engine::usage::view::ThresholdReplay;
use tauri::State;

use super::{Answer, desktop_error};

#[tauri::command]
#[specta::specta]
pub(super) async fn set_low_credit_threshold(engine: State<'_, Engine>, credits: i32) -> Answer {
    engine.set_low_credit_threshold(credits).await
}

/// What a warning at so many credits or fewer would have come to; nothing while the journal is not known.
#[tauri::command]
#[specta::specta]
pub(super) async fn replay_threshold(engine: State<'_, Engine>, credits: i32) -> Answer<Option<ThresholdReplay>> {
    engine.replay_threshold(credits).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn test_notification(engine: State<'_, Engine>) -> Answer {
    engine.test_notification().await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn test_email(engine: State<'_, Engine>) -> Answer {
    engine.test_email().await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn set_alert_way(engine: State<'_, Engine>, kind: AlertKind, way: AlertWay, on: bool) -> Answer {
    engine.set_alert_way(kind, way, on).await
}

/// Who takes the mails of the server inside this app; nothing where they become files.
#[tauri::command]
#[specta::specta]
pub(super) async fn local_mail(engine: State<'_, Engine>) -> Answer<Option<LocalMail>> {
    engine.local_mail().await
}

/// Without a password it is the one that is kept.
#[tauri::command]
#[specta::specta]
pub(super) async fn set_local_mail(engine: State<'_, Engine>, mail: LocalMail, password: Option<String>) -> Answer {
    engine.set_local_mail(mail, password).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn forget_local_mail(engine: State<'_, Engine>) -> Answer {
    engine.forget_local_mail().await
}

/// Shows the folder of mails that became files.
#[tauri::command]
#[specta::specta]
pub(super) async fn open_outbox(engine: State<'_, Engine>) -> Answer {
    let folder = engine.local_outbox()?;
    let opening = tokio::task::spawn_blocking(move || tauri_plugin_opener::open_path(folder, None::<&str>));
    opening.await.map_err(desktop_error)?.map_err(desktop_error)
}

#[tauri::command]
#[specta::specta]
pub(super) async fn set_quiet_hours(engine: State<'_, Engine>, on: bool) -> Answer {
    engine.set_quiet_hours(on).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn set_quiet_boundary(engine: State<'_, Engine>, boundary: QuietBoundary, time: String) -> Answer {
    engine.set_quiet_boundary(boundary, time).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn set_let_through(engine: State<'_, Engine>, kind: AlertKind, on: bool) -> Answer {
    engine.set_let_through(kind, on).await
}
