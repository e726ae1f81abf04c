//! The windows: made when asked for, destroyed when closed, so that no web view exists while none is shown.

pub(crate) mod main;
pub(crate) mod quick;
mod theme;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::AtomicU16;
use std::time::Duration;

use infuse_engine::Engine;
use infuse_engine::snapshot::Snapshot;
use tauri::plugin::TauriPlugin;
use tauri::webview::PageLoadEvent;
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Wry};
use tauri_plugin_window_state::{AppHandleExt, StateFlags};

use crate::end::End;
use crate::link::Tab;
use crate::wording::Wordings;

/// A page that never says that it is ready is shown anyway after so long: an unpainted window can still be closed.
const PATIENCE: Duration = Duration::from_secs(4);

/// What is remembered of a window for the next time.
const REMEMBERED: StateFlags = StateFlags::SIZE.union(StateFlags::POSITION).union(StateFlags::MAXIMIZED);

/// What windows need to know beyond their own.
pub(crate) struct Windows {
    /// Where web views keep what they must.
    pub(crate) web_data: PathBuf,
    /// The tab to open once the main window is ready.
    pub(crate) requested_tab: Mutex<Option<Tab>>,
    /// How large the main window's text was when it last said so, in percent of what it is where nobody has changed it.
    pub(crate) text_percent: AtomicU16,
}

/// Remembers where the main window was.
pub(crate) fn memory(folder: &Path) -> TauriPlugin<Wry> {
    tauri_plugin_window_state::Builder::new()
        .with_filename(folder.join("windows.json").to_string_lossy())
        .with_state_flags(REMEMBERED)
        .with_denylist(&[quick::LABEL])
        .build()
}

/// Takes all windows away, because the app ends. Called on the main thread.
pub(crate) fn leave(app: &AppHandle) {
    if let Err(error) = app.save_window_state(REMEMBERED) {
        tracing::warn!(%error, "where the window was is not kept");
    }
    for window in app.webview_windows().values() {
        if let Err(error) = window.destroy() {
            tracing::debug!(%error, "a window was gone already");
        }
    }
}

/// Makes a window that stays unseen until its page has painted.
fn make(builder: WebviewWindowBuilder<'_, Wry, AppHandle>) -> tauri::Result<WebviewWindow> {
    let window = builder.build()?;
    theme::apply(&window, window.state::<Engine>().snapshot().borrow().device.theme)?;
    Ok(window)
}

/// What every window has in common.
fn builder<'a>(app: &'a AppHandle, label: &str, page: &str) -> WebviewWindowBuilder<'a, Wry, AppHandle> {
    let theme = app.state::<Engine>().snapshot().borrow().device.theme;
    let web_data = app.state::<Windows>().web_data.clone();
    WebviewWindowBuilder::new(app, label, WebviewUrl::App(page.into()))
        .title(app.state::<Wordings>().now().text("product"))
        .visible(false)
        .theme(theme::forced(theme))
        .data_directory(web_data)
        .on_navigation(|url| matches!(url.scheme(), "tauri" | "about") || url.host_str() == Some("tauri.localhost"))
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                tauri::async_runtime::spawn(show_after_patience(window));
            }
        })
}

/// The main thread is told what to do, and not asked: where it does not answer any more, whoever asks it hangs.
async fn show_after_patience(window: WebviewWindow) {
    tokio::time::sleep(PATIENCE).await;
    if window.state::<End>().has_begun() {
        return;
    }
    let shown = window.clone();
    let told = window.run_on_main_thread(move || {
        // A window that is gone by now answers with an error, and needs nothing.
        if let Ok(false) = shown.is_visible() {
            tracing::warn!(window = shown.label(), "the page did not say that it is ready");
            if let Err(error) = reveal(&shown) {
                tracing::error!(%error, "a window could not be shown");
            }
        }
    });
    if let Err(error) = told {
        tracing::debug!(%error, "the app is ending");
    }
}

/// Shows a window whose page has painted, in front of the others.
pub(crate) fn reveal(window: &WebviewWindow) -> tauri::Result<()> {
    window.show()?;
    window.set_focus()
}

/// Makes room for the text of a window's page, in percent of what it is where nobody has changed it.
pub(crate) fn fit(app: &AppHandle, window: &WebviewWindow, text_percent: u16) -> tauri::Result<()> {
    match window.label() {
        quick::LABEL => quick::fit(app, window, text_percent),
        _ => main::fit(window, text_percent),
    }
}

/// Keeps the windows' own colours on the theme that was chosen.
pub(crate) fn apply_theme(app: &AppHandle, snapshot: &Snapshot) -> tauri::Result<()> {
    let windows = app.webview_windows();
    // A window that is closing takes no colour; the others are told all the same.
    let told: Vec<_> = windows.values().map(|window| theme::apply(window, snapshot.device.theme)).collect();
    told.into_iter().collect()
}
