//! The person's account: who they are, where they are signed in, and what integrations are given.

use infuse_engine::Engine;
use infuse_engine::access::view::{SessionRow, TokenLifetime, TokenOverlap, TokenRow, TokenScope, TokenSecret};
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

#[tauri::command]
#[specta::specta]
pub(super) async fn sessions(engine: State<'_, Engine>) -> Answer<Vec<SessionRow>> {
    engine.sessions().await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn end_session(engine: State<'_, Engine>, id: String) -> Answer {
    engine.end_session(id).await
}

/// Answers how many were ended.
#[tauri::command]
#[specta::specta]
pub(super) async fn end_other_sessions(engine: State<'_, Engine>) -> Answer<u32> {
    engine.end_other_sessions().await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn tokens(engine: State<'_, Engine>) -> Answer<Vec<TokenRow>> {
    engine.tokens().await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn issue_token(
    engine: State<'_, Engine>,
    name: String,
    scopes: Vec<TokenScope>,
    lifetime: TokenLifetime,
) -> Answer<TokenSecret> {
    engine.issue_token(name, scopes, lifetime).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn rotate_token(engine: State<'_, Engine>, id: String, overlap: TokenOverlap) -> Answer<TokenSecret> {
    engine.rotate_token(id, overlap).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn revoke_token(engine: State<'_, Engine>, id: String) -> Answer {
    engine.revoke_token(id).await
}
