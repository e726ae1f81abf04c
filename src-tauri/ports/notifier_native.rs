//! Notifications of Windows and macOS, through Tauri's plugin. It does not tell whether one was shown.

use std::sync::Arc;

use async_trait::async_trait;
use infuse_engine::Engine;
use infuse_engine::ports::{Clock, Notifier, NotifierError};
use infuse_engine::usage::alerts::Notice;
use tauri::AppHandle;
use tauri_plugin_notification::{Action, ActionType, NotificationExt};

use super::clock::SystemClock;
use super::notice::words_of;
use crate::request::{Request, Requests, WarningsRequest};
use crate::wording::{Wording, Wordings};

const NOTICE: &str = "notice";
const OPEN_USAGE: &str = "open-usage";
const SNOOZE: &str = "snooze";

pub(crate) struct DesktopNotifier {
    app: AppHandle,
    wordings: Wordings,
    clock: Arc<SystemClock>,
}

impl DesktopNotifier {
    pub(crate) fn new(app: &AppHandle, wordings: Wordings, clock: Arc<SystemClock>, requests: Requests) -> Self {
        if let Err(error) = offer_actions(app, &wordings.now(), requests) {
            tracing::warn!(%error, "a click on a notification will do nothing");
        }
        Self { app: app.clone(), wordings, clock }
    }
}

/// Registers the buttons of a notice, and what they and a click on it do.
fn offer_actions(app: &AppHandle, wording: &Wording, requests: Requests) -> tauri_plugin_notification::Result<()> {
    let action = |id: &str, text: &str| Action::builder(id, wording.text(text)).build();
    let actions = vec![action(OPEN_USAGE, "open-usage"), action(SNOOZE, "notice-snooze")];
    app.notification().register_action_types(vec![ActionType::builder(NOTICE).actions(actions).build()])?;
    app.notification().on_action(move |performed| {
        let request = match performed.action_id() {
            SNOOZE => Request::Warnings(WarningsRequest::Pause),
            _ => Request::OPEN_USAGE,
        };
        requests.ask(request);
    })
}

#[async_trait]
impl Notifier for DesktopNotifier {
    async fn show(&self, notice: &Notice) -> Result<(), NotifierError> {
        let words = words_of(notice, &self.wordings.now(), &self.clock.time_zone());
        let builder = self.app.notification().builder().action_type_id(NOTICE);
        builder.title(words.title).body(words.body).show().map_err(|error| NotifierError(error.to_string()))
    }
}

/// Both systems always have one.
pub(crate) async fn follow_service(_engine: Engine) {}
