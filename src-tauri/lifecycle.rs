//! From the first line of the process to its last.

use std::time::Duration;

use infuse_engine::Engine;
use tauri::{AppHandle, Manager, RunEvent, WindowEvent};
use tokio::runtime::Runtime;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::request::{Request, Requests};
use crate::tray::presence::{Presence, Presences};
use crate::windows;

/// How long the engine may take to finish what is under way.
const FAREWELL: Duration = Duration::from_secs(6);

/// Registering links runs programs of the system: the window comes first.
#[cfg(all(not(debug_assertions), any(windows, target_os = "linux")))]
const LINKS_AFTER: Duration = Duration::from_secs(5);

/// Logs to standard error what `INFUSE_LOG` asks for; warnings without it.
pub(crate) fn log_to_stderr() {
    let asked = std::env::var("INFUSE_LOG").ok().and_then(|filter| filter.parse().ok());
    let filter = asked.unwrap_or_else(|| Targets::new().with_default(LevelFilter::WARN));
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    tracing_subscriber::registry().with(lines).with(filter).init();
}

/// Starts the threads on which all but the windows runs. The app waits for most of its life: two of them are enough,
/// on whatever machine, and those that wait for the system end soon.
///
/// # Errors
/// When the system gives no threads.
pub(crate) fn start_threads() -> std::io::Result<Runtime> {
    let mut threads = tokio::runtime::Builder::new_multi_thread();
    let runtime = threads.worker_threads(2).thread_keep_alive(Duration::from_secs(1)).enable_all().build()?;
    tauri::async_runtime::set(runtime.handle().clone());
    Ok(runtime)
}

/// TLS needs one provider of cryptography, chosen before its first use.
pub(crate) fn choose_cryptography() {
    if rustls::crypto::ring::default_provider().install_default().is_err() {
        tracing::debug!("a provider of cryptography was chosen before");
    }
}

/// Has WebKitGTK draw with the processor, which for text and a few bars is sooner done than a graphics context
/// is made, and holds less memory. It must come before any thread is started, because the environment belongs
/// to all of them. A value that the person has set is kept.
#[cfg(target_os = "linux")]
pub(crate) fn draw_without_graphics_card() {
    if let Err(error) = glib::setenv("WEBKIT_DISABLE_COMPOSITING_MODE", "1", false) {
        tracing::warn!(%error, "pages are drawn by the graphics card");
    }
}

/// Makes this build the one that opens the app's links, where an installer has not done so.
pub(crate) fn register_links(app: &AppHandle) {
    #[cfg(all(not(debug_assertions), any(windows, target_os = "linux")))]
    {
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(LINKS_AFTER).await;
            tauri::async_runtime::spawn_blocking(move || {
                use tauri_plugin_deep_link::DeepLinkExt;
                if let Err(error) = app.deep_link().register_all() {
                    tracing::warn!(%error, "links to the app will not open it");
                }
            })
        });
    }
    #[cfg(not(all(not(debug_assertions), any(windows, target_os = "linux"))))]
    let _ = app;
}

/// Ends the app in order when the session or a terminal tells it to.
pub(crate) async fn quit_on_signals(requests: Requests) {
    if let Err(error) = ask_to_end().await {
        tracing::warn!(%error, "signals can not be heard");
        return;
    }
    if requests.send(Request::Quit).is_err() {
        tracing::debug!("the app is ending");
    }
}

#[cfg(unix)]
async fn ask_to_end() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

#[cfg(not(unix))]
async fn ask_to_end() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

pub(crate) fn on_event(app: &AppHandle, event: RunEvent) {
    match event {
        // Without a code it is the last window that went: the tray stays.
        RunEvent::ExitRequested { code: None, api, .. } => api.prevent_exit(),
        RunEvent::WindowEvent { label, event: WindowEvent::Destroyed, .. }
            if label == windows::main::LABEL && ends_with_its_window(app) =>
        {
            app.exit(0);
        }
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => open_links(app, &urls),
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { has_visible_windows: false, .. } => report(windows::main::open(app, None)),
        RunEvent::Exit => stop_engine(app),
        _ => {}
    }
}

/// Without a tray nothing would bring a closed window back.
fn ends_with_its_window(app: &AppHandle) -> bool {
    let quit_on_close = app.state::<Engine>().snapshot().borrow().device.quit_on_close;
    quit_on_close || *app.state::<Presences>().borrow() == Presence::Absent
}

fn stop_engine(app: &AppHandle) {
    let engine = app.state::<Engine>().inner().clone();
    let stopped = tauri::async_runtime::block_on(async { tokio::time::timeout(FAREWELL, engine.stop()).await });
    if stopped.is_err() {
        tracing::warn!("the engine took too long to stop");
    }
}

#[cfg(target_os = "macos")]
fn open_links(app: &AppHandle, urls: &[url::Url]) {
    for url in urls {
        match crate::link::Tab::from_link(url.as_str()) {
            Ok(tab) => report(windows::main::open(app, Some(tab))),
            Err(error) => tracing::warn!(%error, "a link was refused"),
        }
    }
}

#[cfg(target_os = "macos")]
fn report(result: tauri::Result<()>) {
    if let Err(error) = result {
        tracing::error!(%error, "the window could not be opened");
    }
}
