//! Notifications of Windows and macOS, through Tauri's plugin. It does not tell whether one was shown.

use std::sync::Arc;

use async_trait::async_trait;
use infuse_engine::Engine;
use infuse_engine::ports::{Clock, Notifier, NotifierError};
use infuse_engine::usage::alerts::Notice;
use tauri::AppHandle;
use tauri_plugin_notification::NotificationExt;

use super::clock::SystemClock;
use super::notice::words_of;
use crate::link::Tab;
use crate::request::{Request, Requests};
use crate::wording::Wording;

pub(crate) struct DesktopNotifier {
    app: AppHandle,
    wording: Arc<Wording>,
    clock: Arc<SystemClock>,
}

impl DesktopNotifier {
    pub(crate) fn new(app: &AppHandle, wording: Arc<Wording>, clock: Arc<SystemClock>, requests: Requests) -> Self {
        let opened = app.notification().on_action(move |_| {
            if requests.send(Request::OpenWindow(Some(Tab::Usage))).is_err() {
                tracing::debug!("the app is ending");
            }
        });
        if let Err(error) = opened {
            tracing::warn!(%error, "a click on a notification will do nothing");
        }
        Self { app: app.clone(), wording, clock }
    }
}

#[async_trait]
impl Notifier for DesktopNotifier {
    async fn show(&self, notice: &Notice) -> Result<(), NotifierError> {
        let words = words_of(notice, &self.wording, &self.clock.time_zone());
        let notification = self.app.notification().builder().title(words.title).body(words.body);
        notification.show().map_err(|error| NotifierError(error.to_string()))
    }
}

/// Both systems always have one.
pub(crate) async fn follow_service(_engine: Engine) {}
