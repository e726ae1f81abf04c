//! The shell: everything of the desktop that the engine does not know. Only this room knows Tauri.

mod autostart;
mod bindings;
mod command_line;
mod commands;
mod dock;
mod end;
mod events;
mod failure;
mod instance;
mod lifecycle;
mod link;
mod log;
mod pace;
mod place;
mod ports;
mod request;
mod start;
mod tasks;
mod tray;
mod windows;
mod wording;

use clap::Parser;

use command_line::CommandLine;
use end::End;
use instance::{Arrival, InstanceError, Visit};
use place::{Place, PlaceError};

pub use failure::tell;

/// The app did not start.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    #[error(transparent)]
    Place(#[from] PlaceError),
    #[error(transparent)]
    Instance(#[from] InstanceError),
    #[error("the system gives no threads: {0}")]
    Threads(#[from] std::io::Error),
    /// Only some systems lack one.
    #[error("there is no web view to draw windows with: {0}{WEB_VIEW_REMEDY}")]
    NoWebView(String),
    #[error(transparent)]
    Tauri(#[from] tauri::Error),
}

/// What may be done about a web view that is not there. Elsewhere it comes with the system.
const WEB_VIEW_REMEDY: &str = if cfg!(windows) {
    "\n\nMicrosoft has it: https://developer.microsoft.com/microsoft-edge/webview2 (Evergreen Bootstrapper)"
} else {
    ""
};

/// Runs the app until it ends. A second one with the same data folder hands over to the first and exits.
///
/// # Errors
/// When there is no folder for its data, no desktop to show itself on, or no threads to run on.
pub fn run() -> Result<(), RunError> {
    let line = CommandLine::parse();
    let place = Place::of(&line)?;
    let visit = Visit::from(&line);
    let instance = match instance::arrive(&place.folder, &visit)? {
        Arrival::First(instance) => instance,
        Arrival::Second => return Ok(()),
    };
    log::begin(&place.folder);
    #[cfg(target_os = "linux")]
    lifecycle::draw_without_graphics_card();
    let _threads = lifecycle::start_threads()?;
    lifecycle::choose_cryptography();
    tauri::webview_version().map_err(|error| RunError::NoWebView(error.to_string()))?;

    let end = End::default();
    let (requests, asked) = request::requests(end.clone());
    lifecycle::quit_on_signals(requests.clone())?;
    let bindings = bindings::builder();
    let builder = tauri::Builder::default()
        .plugin(windows::memory(&place.folder))
        .plugin(tauri_plugin_deep_link::init())
        .plugin(tauri_plugin_dialog::init())
        .manage(end)
        .manage(requests.clone());
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_notification::init());

    let app = builder
        .invoke_handler(bindings.invoke_handler())
        .setup(move |app| {
            bindings.mount_events(app);
            dock::stand(app.handle(), false);
            start::begin(app.handle(), place, instance, &visit, requests, asked);
            Ok(())
        })
        .build(tauri::generate_context!("tauri.conf.json"))?;
    app.run(lifecycle::on_event);
    Ok(())
}
