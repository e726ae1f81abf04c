//! Of what the person is told, and at how many credits they are warned.

use infuse_engine::Engine;
use infuse_engine::preferences::AlertKind;
use tauri::State;

use super::Answer;

#[tauri::command]
#[specta::specta]
pub(super) async fn set_low_credit_threshold(engine: State<'_, Engine>, credits: i32) -> Answer {
    engine.set_low_credit_threshold(credits).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn set_desktop_alerts(engine: State<'_, Engine>, kind: AlertKind, on: bool) -> Answer {
    engine.set_desktop_alerts(kind, on).await
}
