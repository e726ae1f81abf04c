//! What this device alone keeps, and its services.

use infuse_engine::Engine;
use infuse_engine::private;
use infuse_engine::snapshot::{Density, Language, PauseUntil, TextSize, Theme, TrayIcon};
use tauri::{AppHandle, Manager, State, WebviewWindow, Wry};
use tauri_plugin_clipboard_manager::{Clipboard, ClipboardExt};

use super::{Answer, choose_file, desktop_error};
use crate::wording::Wordings;
use crate::{autostart, ports};

#[tauri::command]
#[specta::specta]
pub(super) async fn pause_warnings(engine: State<'_, Engine>, until: PauseUntil) -> Answer {
    engine.pause_warnings(until).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn resume_warnings(engine: State<'_, Engine>) -> Answer {
    engine.resume_warnings().await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn set_theme(engine: State<'_, Engine>, theme: Theme) -> Answer {
    engine.set_theme(theme).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn set_density(engine: State<'_, Engine>, density: Density) -> Answer {
    engine.set_density(density).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn set_text_size(engine: State<'_, Engine>, text_size: TextSize) -> Answer {
    engine.set_text_size(text_size).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn set_reduce_motion(engine: State<'_, Engine>, on: bool) -> Answer {
    engine.set_reduce_motion(on).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn set_language(engine: State<'_, Engine>, language: Language) -> Answer {
    engine.set_language(language).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn set_tray_icon(engine: State<'_, Engine>, tray_icon: TrayIcon) -> Answer {
    engine.set_tray_icon(tray_icon).await
}

/// Kept only once the desktop has agreed to start the app.
#[tauri::command]
#[specta::specta]
pub(super) async fn set_autostart(app: AppHandle, engine: State<'_, Engine>, on: bool) -> Answer {
    autostart::set(&app, &engine, on).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn set_quit_on_close(engine: State<'_, Engine>, on: bool) -> Answer {
    engine.set_quit_on_close(on).await
}

/// Leads the person to where the system allows notifications, outside of the app.
#[tauri::command]
#[specta::specta]
pub(super) async fn open_notification_settings() -> Answer {
    ports::open_notification_settings().map_err(desktop_error)
}

#[tauri::command]
#[specta::specta]
pub(super) async fn copy_text(app: AppHandle, text: String) -> Answer {
    // It connects to the desktop anew, which a start need not wait for.
    if app.try_state::<Clipboard<Wry>>().is_none() {
        app.plugin(tauri_plugin_clipboard_manager::init()).map_err(desktop_error)?;
    }
    app.clipboard().write_text(text).map_err(desktop_error)
}

/// Asks where to, and writes a secret there, for this person alone. Answers whether it did: the person may have cancelled.
#[tauri::command]
#[specta::specta]
pub(super) async fn save_secret(
    app: AppHandle,
    window: WebviewWindow,
    wordings: State<'_, Wordings>,
    secret: String,
    suggested_name: String,
) -> Answer<bool> {
    let kind = wordings.now().text("file-text");
    let Some(path) = choose_file(&app, &window, suggested_name, kind, "txt").await? else { return Ok(false) };
    // Before there is anything to read in it.
    private::make_file(&path)?;
    tokio::fs::write(&path, secret + "\n").await?;
    Ok(true)
}

/// The name of the person who uses this computer, to begin with; empty when the system does not know it.
#[tauri::command]
#[specta::specta]
pub(super) async fn suggested_name() -> Answer<String> {
    Ok(whoami::realname().unwrap_or_default())
}
