//! The main window.

use std::sync::PoisonError;

use tauri::{AppHandle, Manager};
use tauri_specta::Event;

use super::{Windows, builder};
use crate::events::TabRequested;
use crate::link::Tab;

pub(crate) const LABEL: &str = "main";

/// Shows the window, on `tab` if one is named: the one that is there, or a new one.
pub(crate) fn open(app: &AppHandle, tab: Option<Tab>) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window(LABEL) else {
        *app.state::<Windows>().requested_tab.lock().unwrap_or_else(PoisonError::into_inner) = tab;
        return make(app);
    };
    window.unminimize()?;
    window.set_focus()?;
    match tab {
        Some(tab) => TabRequested { tab }.emit_to(app, LABEL),
        None => Ok(()),
    }
}

fn make(app: &AppHandle) -> tauri::Result<()> {
    let builder =
        builder(app, LABEL, "index.html").inner_size(1120.0, 780.0).min_inner_size(720.0, 520.0).prevent_overflow();
    super::make(builder).map(drop)
}

/// The page listens: it is told the tab that the window was opened for.
pub(crate) fn announce_requested_tab(app: &AppHandle) -> tauri::Result<()> {
    let tab = app.state::<Windows>().requested_tab.lock().unwrap_or_else(PoisonError::into_inner).take();
    match tab {
        Some(tab) => TabRequested { tab }.emit_to(app, LABEL),
        None => Ok(()),
    }
}
