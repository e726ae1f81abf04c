//! From the first line of the process to its last.

use std::sync::mpsc;
use std::time::Duration;

use infuse_engine::Engine;
use tauri::{AppHandle, Manager, RunEvent, WindowEvent};
use tokio::runtime::Runtime;

use crate::dock;
use crate::end::{self, End};
use crate::request::{Request, Requests};
use crate::tray::presence::{Presence, Presences};
use crate::windows;

/// How long the engine may take to finish what is under way. What it does not finish is lost no more than if the
/// power had failed.
const FAREWELL: Duration = Duration::from_secs(2);

const _: () = assert!(FAREWELL.as_millis() < end::LIMIT.as_millis());

/// Registering links runs programs of the system: the window comes first.
#[cfg(all(not(debug_assertions), any(windows, target_os = "linux")))]
const LINKS_AFTER: Duration = Duration::from_secs(5);

/// In bytes. A build without optimisation polls a request of the sample data's making through more frames than the usual
/// two MiB take. No more memory is used than the deepest call has touched.
const STACK: usize = 8 * 1024 * 1024;

/// Starts the threads on which all but the windows runs. The app waits for most of its life: two of them are enough,
/// on whatever machine, and those that wait for the system end soon.
///
/// # Errors
/// When the system gives no threads.
pub(crate) fn start_threads() -> std::io::Result<Runtime> {
    let mut threads = tokio::runtime::Builder::new_multi_thread();
    threads.worker_threads(2).thread_stack_size(STACK).thread_keep_alive(Duration::from_secs(1)).enable_all();
    let runtime = threads.build()?;
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
            let registered = tauri::async_runtime::spawn_blocking(move || {
                use tauri_plugin_deep_link::DeepLinkExt;
                if let Err(error) = app.deep_link().register_all() {
                    tracing::warn!(%error, "links to the app will not open it");
                }
            });
            if let Err(error) = registered.await {
                tracing::error!(%error, "registering links died");
            }
        });
    }
    #[cfg(not(all(not(debug_assertions), any(windows, target_os = "linux"))))]
    let _ = app;
}

/// Ends the app in order when the session or a terminal tells it to. They are heard on a thread of their own, which
/// waits for nothing else.
///
/// # Errors
/// When the system gives no thread, or tells of no signals.
#[cfg(unix)]
pub(crate) fn quit_on_signals(requests: Requests) -> std::io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGINT, SIGHUP])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for _ in signals.forever() {
            requests.ask(Request::Quit);
        }
    })?;
    Ok(())
}

#[cfg(not(unix))]
pub(crate) fn quit_on_signals(requests: Requests) -> std::io::Result<()> {
    tauri::async_runtime::spawn(async move {
        match tokio::signal::ctrl_c().await {
            Ok(()) => requests.ask(Request::Quit),
            Err(error) => tracing::warn!(%error, "signals can not be heard"),
        }
    });
    Ok(())
}

pub(crate) fn on_event(app: &AppHandle, event: RunEvent) {
    match event {
        // Without a code it is the last window that went: the tray stays.
        RunEvent::ExitRequested { code: None, api, .. } => api.prevent_exit(),
        RunEvent::ExitRequested { api, .. } if !app.state::<End>().is_prepared() => {
            api.prevent_exit();
            prepare(app);
        }
        RunEvent::WindowEvent { label, event: WindowEvent::Destroyed, .. } if label == windows::main::LABEL => {
            dock::stand(app, false);
            // Nobody could stop a voice any more.
            if let Some(engine) = app.try_state::<Engine>() {
                engine.stop_preview();
            }
            if ends_with_its_window(app) {
                app.state::<Requests>().ask(Request::Quit);
            }
        }
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => open_links(app, &urls),
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { has_visible_windows: false, .. } => app.state::<Requests>().ask(Request::OPEN),
        RunEvent::Exit => finish(app),
        _ => {}
    }
}

/// Without a tray nothing would bring a closed window back.
fn ends_with_its_window(app: &AppHandle) -> bool {
    let quit_on_close = app.try_state::<Engine>().is_some_and(|engine| engine.snapshot().borrow().device.quit_on_close);
    quit_on_close || app.try_state::<Presences>().is_some_and(|shown| *shown.borrow() == Presence::Absent)
}

/// Takes the windows away and has the engine finish beside the main thread, which goes on answering whoever asks it
/// for something; then the app is asked to exit again.
fn prepare(app: &AppHandle) {
    let end = app.state::<End>();
    end.begin();
    if !end.prepares() {
        return;
    }
    windows::leave(app);
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        stop_engine(&app).await;
        app.state::<End>().prepared();
        app.exit(0);
    });
}

/// The main loop is over. Some systems end it without asking first: there this is the last chance to finish.
fn finish(app: &AppHandle) {
    let end = app.state::<End>();
    if end.is_prepared() {
        return;
    }
    end.begin();
    let (done, is_done) = mpsc::channel::<()>();
    let stopped = app.clone();
    tauri::async_runtime::spawn(async move {
        stop_engine(&stopped).await;
        drop(done);
    });
    if is_done.recv_timeout(FAREWELL) == Err(mpsc::RecvTimeoutError::Timeout) {
        tracing::warn!("the app ends without its engine");
    }
}

async fn stop_engine(app: &AppHandle) {
    let Some(engine) = app.try_state::<Engine>() else { return };
    if tokio::time::timeout(FAREWELL, engine.stop()).await.is_err() {
        tracing::warn!("the engine took too long to stop");
    }
}

/// They may come before the app is set up, and wait then as every request does.
#[cfg(target_os = "macos")]
fn open_links(app: &AppHandle, urls: &[url::Url]) {
    use crate::request::WindowRequest;

    for url in urls {
        match crate::link::Tab::from_link(url.as_str()) {
            Ok(tab) => app.state::<Requests>().ask(Request::Window(WindowRequest::Open(Some(tab.into())))),
            Err(error) => tracing::warn!(%error, "a link was refused"),
        }
    }
}
