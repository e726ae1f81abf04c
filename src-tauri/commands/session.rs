//! Homes, and being signed in at them.

use infuse_engine::snapshot::Snapshot;
use infuse_engine::{Engine, Factor, SignInMethods, SignInOutcome};
use tauri::{AppHandle, State};
use tracing::warn;

use super::Answer;
use crate::end::End;
use crate::windows;

#[tauri::command]
#[specta::specta]
pub(super) async fn snapshot(engine: State<'_, Engine>) -> Answer<Snapshot> {
    Ok(engine.snapshot().borrow().clone())
}

#[tauri::command]
#[specta::specta]
pub(super) async fn use_local(engine: State<'_, Engine>, name: String) -> Answer {
    engine.use_local(name).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn move_local_server(engine: State<'_, Engine>, port: u16) -> Answer {
    engine.move_local_server(port).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn restore_local(engine: State<'_, Engine>, backup: String) -> Answer {
    engine.restore_local(backup).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn use_sample(engine: State<'_, Engine>) -> Answer {
    engine.use_sample().await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn sign_in(
    engine: State<'_, Engine>,
    url: String,
    email: String,
    password: String,
) -> Answer<SignInOutcome> {
    engine.sign_in(url, email, password).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn sign_up(
    engine: State<'_, Engine>,
    url: String,
    name: String,
    email: String,
    password: String,
) -> Answer<SignInOutcome> {
    engine.sign_up(url, name, email, password).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn sign_in_with_second_factor(
    engine: State<'_, Engine>,
    factor: Factor,
    code: String,
) -> Answer<SignInOutcome> {
    engine.sign_in_with_second_factor(factor, code).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn sign_in_methods(engine: State<'_, Engine>, url: String) -> Answer<SignInMethods> {
    engine.sign_in_methods(&url).await
}

/// The person is in their browser meanwhile. Unless they gave it up here, or the app ends, the window comes back to the front.
#[tauri::command]
#[specta::specta]
pub(super) async fn sign_in_with_provider(
    app: AppHandle,
    engine: State<'_, Engine>,
    end: State<'_, End>,
    url: String,
) -> Answer<SignInOutcome> {
    let outcome = engine.sign_in_with_provider(&url).await;
    come_back(&app, &end, &outcome);
    outcome
}

/// The same for who is signed in, and nobody else.
#[tauri::command]
#[specta::specta]
pub(super) async fn sign_in_again(
    app: AppHandle,
    engine: State<'_, Engine>,
    end: State<'_, End>,
) -> Answer<SignInOutcome> {
    let outcome = engine.sign_in_again().await;
    come_back(&app, &end, &outcome);
    outcome
}

fn come_back(app: &AppHandle, end: &End, outcome: &Answer<SignInOutcome>) {
    if *outcome != Ok(SignInOutcome::Cancelled)
        && !end.has_begun()
        && let Err(error) = windows::main::open(app, None)
    {
        warn!(%error, "the window stays behind the browser");
    }
}

#[tauri::command]
#[specta::specta]
pub(super) async fn ask_password_reset(engine: State<'_, Engine>, url: String, email: String) -> Answer {
    engine.ask_password_reset(url, email).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn cancel_sign_in(engine: State<'_, Engine>) -> Answer {
    engine.cancel_sign_in();
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub(super) async fn sign_out(engine: State<'_, Engine>) -> Answer {
    engine.sign_out().await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn activate_home(engine: State<'_, Engine>, id: String) -> Answer {
    engine.activate_home(id).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn remove_home(engine: State<'_, Engine>, id: String) -> Answer {
    engine.remove_home(id).await
}
