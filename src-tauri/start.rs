//! What happens when the app is started, the first time and while it runs already.

use std::sync::atomic::AtomicU16;
use std::sync::{Arc, Mutex};

use infuse_engine::{Config, Engine};
use tauri::async_runtime::spawn;
use tauri::{AppHandle, Manager};
use tokio::sync::watch;

use crate::instance::{Instance, Visit};
use crate::link::{Tab, Target};
use crate::place::Place;
use crate::request::{self, Asked, Request, Requests, WindowRequest};
use crate::tasks::keep;
use crate::tray::presence::{self, Presence};
use crate::windows::Windows;
use crate::wording::Wordings;
use crate::{autostart, events, lifecycle, ports, tray};

/// Starts the engine and all that follows it. The main thread goes on at once: what is on the disk may take its time.
pub(crate) fn begin(
    app: &AppHandle,
    place: Place,
    instance: Instance,
    visit: &Visit,
    requests: Requests,
    asked: Asked,
) {
    app.manage(Windows {
        web_data: place.folder.join("web"),
        page: Mutex::default(),
        text_percent: AtomicU16::new(100),
    });
    app.manage(place.clone());
    take_visits(instance, requests.clone());
    let (ending, ends) = (app.clone(), asked.clone());
    keep("end", move || request::answer_ends(ending.clone(), ends.clone()));
    visit.ask(&requests);
    lifecycle::register_links(app);
    spawn(start_engine(app.clone(), place, requests, asked));
}

/// The tray and the windows come as soon as it is known what they are to show; homes are opened beside them.
async fn start_engine(app: AppHandle, place: Place, requests: Requests, asked: Asked) {
    let wordings = Wordings::of_the_system();
    let ports = ports::all(&app, wordings.clone(), requests.clone());
    let clock = ports.clock.clone();
    let engine = Engine::open(config(&app, place), ports).await;
    wordings.choose(engine.snapshot().borrow().device.language);
    let (presences, _) = watch::channel(Presence::Unknown);
    app.manage(wordings.clone());
    app.manage(presences.clone());
    app.manage(engine.clone());

    let opened = engine.clone();
    spawn(async move { opened.begin().await });
    let (shown, windows) = (app.clone(), asked.clone());
    keep("windows", move || request::answer_windows(shown.clone(), windows.clone()));
    let (warned, warnings) = (engine.clone(), asked.clone());
    keep("warnings", move || request::answer_warnings(warned.clone(), warnings.clone()));
    let answered = engine.clone();
    keep("approvals", move || request::answer_approvals(answered.clone(), asked.clone()));
    let (words, chosen) = (wordings.clone(), engine.clone());
    keep("language", move || words.clone().follow_choice(chosen.snapshot()));
    let (told, followed) = (app.clone(), engine.clone());
    keep("events", move || events::follow(told.clone(), followed.clone()));
    let (icon, followed, shows, asks) = (app.clone(), engine.clone(), presences.clone(), requests.clone());
    keep("tray", move || {
        tray::follow(icon.clone(), followed.clone(), clock.clone(), wordings.clone(), asks.clone(), shows.clone())
    });
    let (seen, conditions) = (app.clone(), engine.clone());
    keep("presence", move || {
        presence::follow(seen.clone(), conditions.clone(), requests.clone(), presences.subscribe())
    });
    let (asking, conditions) = (app.clone(), engine.clone());
    keep("notification service", move || ports::follow_notification_service(asking.clone(), conditions.clone()));
    spawn(autostart::learn(app, engine));
}

fn take_visits(instance: Instance, requests: Requests) {
    if !instance.is_locked() {
        tracing::warn!("the data folder can not be locked: two apps may use it");
    }
    let instance = Arc::new(instance);
    keep("visits", move || {
        let (instance, requests) = (instance.clone(), requests.clone());
        async move {
            let taken = instance.take_visits(|visit| {
                let is_taken = !requests.are_over();
                if is_taken {
                    visit.ask(&requests);
                }
                is_taken
            });
            if let Err(error) = taken.await {
                tracing::error!(%error, "another start can not reach this app any more");
            }
        }
    });
}

impl Visit {
    /// Asks for what was come for: a link, or the window; nothing, when it was to stay hidden.
    fn ask(&self, requests: &Requests) {
        if self.hidden {
            return;
        }
        let tab = match self.link.as_deref().map(Tab::from_link).transpose() {
            Ok(tab) => tab,
            Err(error) => {
                tracing::warn!(%error, "a link was refused");
                None
            }
        };
        requests.ask(Request::Window(WindowRequest::Open(tab.map(Target::from))));
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
