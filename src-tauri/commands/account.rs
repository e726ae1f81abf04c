//! The person's account.

use infuse_engine::Engine;
use tauri::State;

use super::Answer;

#[tauri::command]
#[specta::specta]
pub(super) async fn rename_account(engine: State<'_, Engine>, name: String) -> Answer {
    engine.rename_account(name).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn send_verification(engine: State<'_, Engine>) -> Answer {
    engine.send_verification().await
}
