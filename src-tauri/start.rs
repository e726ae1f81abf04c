//! What happens when the app is started, the first time and while it runs already.

use std::sync::{Arc, Mutex};

use clap::Parser;
use infuse_engine::{Config, Engine};
use tauri::async_runtime::{block_on, spawn};
use tauri::{AppHandle, Manager};
use tokio::sync::{mpsc, watch};

use crate::command_line::CommandLine;
use crate::link::Tab;
use crate::place::Place;
use crate::request::{self, Request, Requests};
use crate::tray::presence::{self, Presence};
use crate::windows::Windows;
use crate::wording::Wording;
use crate::{autostart, events, lifecycle, ports, tray};

/// Starts the engine and all that follows it.
pub(crate) fn first(
    app: &AppHandle,
    place: Place,
    line: &CommandLine,
    requests: Requests,
    asked: mpsc::UnboundedReceiver<Request>,
) {
    let wording = Arc::new(Wording::english());
    let ports = ports::all(app, wording.clone(), requests.clone());
    let clock = ports.clock.clone();
    let (presences, _) = watch::channel(Presence::Unknown);
    app.manage(Windows { web_data: place.folder.join("web"), requested_tab: Mutex::new(None) });
    app.manage(wording.clone());
    app.manage(presences.clone());
    let engine = block_on(Engine::start(config(app, place), ports));
    app.manage(engine.clone());

    spawn(request::answer(app.clone(), asked));
    spawn(events::follow(app.clone(), engine.clone()));
    spawn(autostart::learn(app.clone(), engine.clone()));
    spawn(tray::follow(app.clone(), engine.clone(), clock, wording, requests.clone(), presences.clone()));
    spawn(presence::follow(app.clone(), engine.clone(), requests.clone(), presences.subscribe()));
    spawn(ports::follow_notification_service(engine));
    spawn(lifecycle::quit_on_signals(requests.clone()));
    lifecycle::register_links(app);
    if !line.hidden {
        open(line, &requests);
    }
}

/// Answers a second start: its link, or the window.
pub(crate) fn second(arguments: &[String], requests: &Requests) {
    match CommandLine::try_parse_from(arguments) {
        Ok(line) => open(&line, requests),
        Err(error) => tracing::warn!(%error, "a second start was not understood"),
    }
}

fn open(line: &CommandLine, requests: &Requests) {
    let tab = match line.link.as_deref().map(Tab::from_link).transpose() {
        Ok(tab) => tab,
        Err(error) => {
            tracing::warn!(%error, "a link was refused");
            None
        }
    };
    if requests.send(Request::OpenWindow(tab)).is_err() {
        tracing::debug!("the app is ending");
    }
}

fn config(app: &AppHandle, place: Place) -> Config {
    Config {
        folder: place.folder,
        device_name: whoami::devicename().unwrap_or_else(|_| "computer".to_owned()),
        platform: std::env::consts::OS.to_owned(),
        app_version: app.package_info().version.to_string(),
    }
}
