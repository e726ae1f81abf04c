//! The shell: everything of the desktop that the engine does not know. Only this room knows Tauri.

mod autostart;
mod bindings;
mod command_line;
mod commands;
mod events;
mod lifecycle;
mod link;
mod place;
mod ports;
mod request;
mod start;
mod tray;
mod windows;
mod wording;

use clap::Parser;
use tauri_plugin_window_state::StateFlags;
use tokio::sync::mpsc;

use command_line::CommandLine;
use place::{Place, PlaceError};

/// The app did not start.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    #[error(transparent)]
    Place(#[from] PlaceError),
    #[error("the system gives no threads: {0}")]
    Threads(#[from] std::io::Error),
    #[error(transparent)]
    Tauri(#[from] tauri::Error),
}

/// Runs the app until it ends. A second one with the same data folder hands over to the first and exits.
///
/// # Errors
/// When there is no folder for its data, no desktop to show itself on, or no threads to run on.
pub fn run() -> Result<(), RunError> {
    lifecycle::log_to_stderr();
    #[cfg(target_os = "linux")]
    lifecycle::draw_without_graphics_card();
    let _threads = lifecycle::start_threads()?;
    lifecycle::choose_cryptography();
    let line = CommandLine::parse();
    let place = Place::of(&line)?;
    let mut context = tauri::generate_context!("tauri.conf.json");
    let identifier = place.identifier(&context.config().identifier);
    context.config_mut().identifier.clone_from(&identifier);

    let (requests, asked) = mpsc::unbounded_channel();
    let bindings = bindings::builder();
    let windows = tauri_plugin_window_state::Builder::new()
        .with_filename(place.folder.join("windows.json").to_string_lossy())
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .with_denylist(&[windows::quick::LABEL]);
    let second_starts = requests.clone();
    let builder = tauri::Builder::default()
        .plugin(
            tauri_plugin_single_instance::Builder::new()
                .dbus_id(identifier)
                .callback(move |_, arguments, _| start::second(&arguments, &second_starts))
                .build(),
        )
        .plugin(windows.build())
        .plugin(tauri_plugin_autostart::Builder::new().args(place.autostart_arguments()).build())
        .plugin(tauri_plugin_deep_link::init())
        .plugin(tauri_plugin_dialog::init());
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_notification::init());

    let app = builder
        .invoke_handler(bindings.invoke_handler())
        .setup(move |app| {
            bindings.mount_events(app);
            start::first(app.handle(), place, &line, requests, asked);
            Ok(())
        })
        .build(context)?;
    app.run(lifecycle::on_event);
    Ok(())
}
