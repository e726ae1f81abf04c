//! The windows themselves.

use infuse_engine::Engine;
use infuse_engine::snapshot::Language;
use tauri::{AppHandle, Manager, State, WebviewWindow};

use super::{Answer, desktop_error};
use crate::link::Tab;
use crate::request::{Request, Requests};
use crate::windows;
use crate::wording::Wordings;

/// The page has painted, and listens. Its text is so large, in percent of what it is where nobody has changed it.
#[tauri::command]
#[specta::specta]
pub(super) async fn window_ready(app: AppHandle, window: WebviewWindow, text_percent: u16) -> Answer {
    // It listens, whatever else fails.
    if window.label() == windows::main::LABEL {
        windows::main::announce_target(&app).map_err(desktop_error)?;
    }
    if let Err(error) = windows::fit(&app, &window, text_percent) {
        tracing::warn!(%error, "a window does not fit its text");
    }
    windows::reveal(&window).map_err(desktop_error)
}

/// The page's text has another size now, measured as above.
#[tauri::command]
#[specta::specta]
pub(super) async fn fit_window(app: AppHandle, window: WebviewWindow, text_percent: u16) -> Answer {
    windows::fit(&app, &window, text_percent).map_err(desktop_error)
}

/// The person's system speaks another language now, and the page does too, where no other one was chosen.
#[tauri::command]
#[specta::specta]
pub(super) async fn follow_language(engine: State<'_, Engine>, wordings: State<'_, Wordings>, tag: String) -> Answer {
    if engine.snapshot().borrow().device.language == Language::System {
        wordings.follow(&tag);
    }
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub(super) async fn open_window(app: AppHandle, tab: Tab) -> Answer {
    windows::main::open(&app, Some(tab.into())).map_err(desktop_error)
}

#[tauri::command]
#[specta::specta]
pub(super) async fn hide_quick_look(app: AppHandle) -> Answer {
    windows::quick::close(&app).map_err(desktop_error)
}

/// Has the system ask how the page is to be printed.
#[tauri::command]
#[specta::specta]
pub(super) async fn print_page(window: WebviewWindow) -> Answer {
    window.print().map_err(desktop_error)
}

#[tauri::command]
#[specta::specta]
pub(super) async fn quit(app: AppHandle) -> Answer {
    app.state::<Requests>().ask(Request::Quit);
    Ok(())
}
