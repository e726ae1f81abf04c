//! The person's account: who they are, where they are signed in, and what integrations are given.

use infuse_engine::Engine;
use infuse_engine::access::view::{
    ActivityGroup, ActivityRow, RecoveryCodes, SessionRow, TokenLifetime, TokenOverlap, TokenRow, TokenScope,
    TokenSecret, TwoFactorSetUp,
};
use infuse_engine::account::view::PasswordEstimate;
use tauri::{AppHandle, State, WebviewWindow};

use super::{Answer, choose_file};
use crate::wording::Wordings;

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
pub(super) async fn change_password(
    engine: State<'_, Engine>,
    current_password: String,
    new_password: String,
) -> Answer {
    engine.change_password(current_password, new_password).await
}

/// Looking into one takes milliseconds: beside the window's thread.
#[tauri::command]
#[specta::specta]
pub(super) async fn estimate_password(
    engine: State<'_, Engine>,
    password: String,
    own: Vec<String>,
    two_factor: bool,
) -> Answer<PasswordEstimate> {
    Ok(engine.estimate_password(&password, &own, two_factor))
}

#[tauri::command]
#[specta::specta]
pub(super) async fn protect_account(engine: State<'_, Engine>, email: String, password: String) -> Answer {
    engine.protect_account(email, password).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn change_email(engine: State<'_, Engine>, email: String, password: Option<String>) -> Answer {
    engine.change_email(email, password).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn withdraw_email_change(engine: State<'_, Engine>) -> Answer {
    engine.withdraw_email_change().await
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
pub(super) async fn decide_approval(engine: State<'_, Engine>, id: String, allow: bool) -> Answer {
    engine.decide_approval(id, allow).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn revoke_token(engine: State<'_, Engine>, id: String) -> Answer {
    engine.revoke_token(id).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn set_up_two_factor(engine: State<'_, Engine>, password: Option<String>) -> Answer<TwoFactorSetUp> {
    engine.set_up_two_factor(password).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn confirm_two_factor(engine: State<'_, Engine>, code: String) -> Answer<RecoveryCodes> {
    engine.confirm_two_factor(code).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn renew_recovery_codes(engine: State<'_, Engine>, code: String) -> Answer<RecoveryCodes> {
    engine.renew_recovery_codes(code).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn disable_two_factor(engine: State<'_, Engine>, password: Option<String>, code: String) -> Answer {
    engine.disable_two_factor(password, code).await
}

/// RFC 3339; nothing where the server does not remember.
#[tauri::command]
#[specta::specta]
pub(super) async fn two_factor_since(engine: State<'_, Engine>) -> Answer<Option<String>> {
    engine.two_factor_since().await
}

/// What has happened to the access of the account, newest first.
#[tauri::command]
#[specta::specta]
pub(super) async fn activity(
    engine: State<'_, Engine>,
    group: Option<ActivityGroup>,
    limit: u32,
) -> Answer<Vec<ActivityRow>> {
    engine.activity(group, limit).await
}

/// Asks where to, and writes everything there that the server keeps about the person. Answers whether it did; not where the
/// person cancelled.
#[tauri::command]
#[specta::specta]
pub(super) async fn export_account(
    app: AppHandle,
    window: WebviewWindow,
    engine: State<'_, Engine>,
    wordings: State<'_, Wordings>,
    suggested_name: String,
) -> Answer<bool> {
    // Whose it is now: another home may be the active one when the person has chosen.
    let export = engine.begin_account_export().await?;
    let kind = wordings.now().text("file-zip");
    let Some(path) = choose_file(&app, &window, suggested_name, kind, "zip").await? else { return Ok(false) };
    Ok(export.write(path).await?.is_some())
}

/// Answers when the account will be erased (RFC 3339).
#[tauri::command]
#[specta::specta]
pub(super) async fn schedule_deletion(
    engine: State<'_, Engine>,
    email: String,
    password: Option<String>,
    code: Option<String>,
) -> Answer<String> {
    engine.schedule_deletion(email, password, code).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn cancel_deletion(engine: State<'_, Engine>) -> Answer {
    engine.cancel_deletion().await
}
