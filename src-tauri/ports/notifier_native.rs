//! Notifications of Windows and macOS, through Tauri's plugin. It does not tell whether one was shown.

use std::sync::Arc;

use async_trait::async_trait;
use infuse_engine::Engine;
use infuse_engine::notice::Notice;
use infuse_engine::ports::{Clock, Notifier, NotifierError};
use tauri::AppHandle;
use tauri_plugin_notification::{Action, ActionType, NotificationExt};

use super::clock::SystemClock;
use super::notice::{opens, words_of};
use crate::request::{Request, Requests, WarningsRequest};
use crate::wording::{Wording, Wordings};

const OPEN_USAGE: &str = "open-usage";
const OPEN_ALERTS: &str = "open-alerts";
const SNOOZE: &str = "snooze";

pub(crate) struct DesktopNotifier {
    app: AppHandle,
    wordings: Wordings,
    clock: Arc<SystemClock>,
}

impl DesktopNotifier {
    pub(crate) fn new(app: &AppHandle, wordings: Wordings, clock: Arc<SystemClock>, requests: Requests) -> Self {
        #[cfg(windows)]
        if let Err(error) = give_name(&app.config().identifier, &wordings.now()) {
            tracing::warn!(%error, "notifications do not carry the app's name");
        }
        if let Err(error) = offer_actions(app, &wordings.now(), requests) {
            tracing::warn!(%error, "a click on a notification will do nothing");
        }
        Self { app: app.clone(), wordings, clock }
    }
}

/// Windows knows the sender of a notification by an id, and takes none of an id that has no name. An installer gives it
/// one; an app that was only unpacked does so itself
/// (<https://learn.microsoft.com/windows/apps/develop/notifications/app-notifications/send-local-toast-other-apps>).
#[cfg(windows)]
fn give_name(id: &str, wording: &Wording) -> windows_registry::Result<()> {
    let key = windows_registry::CURRENT_USER.create(format!(r"Software\Classes\AppUserModelId\{id}"))?;
    key.set_string("DisplayName", wording.text("product"))
}

/// Registers the buttons of a notice, and what they and a click on it do.
fn offer_actions(app: &AppHandle, wording: &Wording, requests: Requests) -> tauri_plugin_notification::Result<()> {
    let action = |id: &str, text: &str| Action::builder(id, wording.text(text)).build();
    // The kind of a notice is what it opens: a click on the notice itself says no more.
    let kind = |open: &str, words: &str| {
        ActionType::builder(open).actions(vec![action(open, words), action(SNOOZE, "notice-snooze")]).build()
    };
    let kinds = vec![kind(OPEN_USAGE, "open-usage"), kind(OPEN_ALERTS, "notice-open-alerts")];
    app.notification().register_action_types(kinds)?;
    app.notification().on_action(move |performed| {
        let request = match performed.action_id() {
            SNOOZE => Request::Warnings(WarningsRequest::Pause),
            OPEN_ALERTS => Request::OPEN_ALERTS,
            _ => Request::OPEN_USAGE,
        };
        requests.ask(request);
    })
}

#[async_trait]
impl Notifier for DesktopNotifier {
    async fn show(&self, notice: &Notice) -> Result<(), NotifierError> {
        let words = words_of(notice, &self.wordings.now(), &self.clock.time_zone());
        let kind = if opens(notice) == Request::OPEN_ALERTS { OPEN_ALERTS } else { OPEN_USAGE };
        let builder = self.app.notification().builder().action_type_id(kind);
        builder.title(words.title).body(words.body).show().map_err(|error| NotifierError(error.to_string()))
    }
}

/// Both systems always have one.
pub(crate) async fn follow_service(_engine: Engine) {}
