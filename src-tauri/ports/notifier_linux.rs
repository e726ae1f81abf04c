//! Notifications over D-Bus, with actions where the desktop offers them. A failed send is an error, which the
//! notification plugin would not tell.

use std::sync::Arc;

use async_trait::async_trait;
use futures_util::StreamExt;
use infuse_engine::Engine;
use infuse_engine::ports::{Clock, Notifier, NotifierError};
use infuse_engine::snapshot::Condition;
use infuse_engine::usage::alerts::Notice;
use notify_rust::{Hint, Notification, NotificationHandle, NotificationResponse, Urgency};
use tauri::AppHandle;
use zbus::fdo::DBusProxy;

use super::clock::SystemClock;
use super::notice::words_of;
use crate::link::Tab;
use crate::request::{Request, Requests};
use crate::wording::Wording;

/// Who shows notifications on the session bus.
const SERVICE: &str = "org.freedesktop.Notifications";
const OPEN_USAGE: &str = "open-usage";
const SNOOZE: &str = "snooze";

pub(crate) struct DesktopNotifier {
    wording: Arc<Wording>,
    clock: Arc<SystemClock>,
    requests: Requests,
}

impl DesktopNotifier {
    pub(crate) fn new(_app: &AppHandle, wording: Arc<Wording>, clock: Arc<SystemClock>, requests: Requests) -> Self {
        Self { wording, clock, requests }
    }

    fn notification(&self, notice: &Notice, actions: bool) -> Notification {
        let words = words_of(notice, &self.wording, &self.clock.time_zone());
        let mut notification = Notification::new();
        notification
            .appname(&self.wording.text("app-name"))
            .summary(&words.title)
            .body(&words.body)
            .icon("infuse")
            .urgency(urgency_of(notice))
            .hint(Hint::DesktopEntry("infuse".to_owned()));
        if actions {
            notification
                .action("default", &self.wording.text("notice-open-usage"))
                .action(OPEN_USAGE, &self.wording.text("notice-open-usage"));
            if can_be_snoozed(notice) {
                notification.action(SNOOZE, &self.wording.text("notice-snooze"));
            }
        }
        notification
    }
}

#[async_trait]
impl Notifier for DesktopNotifier {
    async fn show(&self, notice: &Notice) -> Result<(), NotifierError> {
        let actions = offers_actions().await?;
        let handle = self.notification(notice, actions).show_async().await.map_err(failed)?;
        if actions {
            tokio::spawn(await_answer(handle, self.requests.clone()));
        }
        Ok(())
    }
}

/// Without the `actions` capability some desktops would turn a notice with actions into a dialog.
async fn offers_actions() -> Result<bool, NotifierError> {
    let capabilities = tokio::task::spawn_blocking(notify_rust::get_capabilities).await.map_err(failed)?;
    Ok(capabilities.map_err(failed)?.iter().any(|capability| capability == "actions"))
}

/// Holds the notice until it is closed: some desktops take it away with the connection that sent it.
async fn await_answer(handle: NotificationHandle, requests: Requests) {
    let answer = |response: &NotificationResponse| {
        let request = match response {
            NotificationResponse::Default => Request::OpenWindow(Some(Tab::Usage)),
            NotificationResponse::Action(action) if action == OPEN_USAGE => Request::OpenWindow(Some(Tab::Usage)),
            NotificationResponse::Action(action) if action == SNOOZE => Request::PauseWarnings,
            _ => return,
        };
        if requests.send(request).is_err() {
            tracing::debug!(?request, "the app is ending");
        }
    };
    handle.wait_for_action_async(answer).await;
}

fn urgency_of(notice: &Notice) -> Urgency {
    match notice {
        Notice::CreditsExhausted { .. } => Urgency::Critical,
        Notice::PlanUpgraded { .. } => Urgency::Low,
        Notice::CreditsLow { .. } | Notice::Signal { .. } | Notice::Digest { .. } => Urgency::Normal,
    }
}

fn can_be_snoozed(notice: &Notice) -> bool {
    !matches!(notice, Notice::PlanUpgraded { .. })
}

fn failed(error: impl std::fmt::Display) -> NotifierError {
    NotifierError(error.to_string())
}

/// Tells the engine whether anything would show a notification, now and whenever that changes.
pub(crate) async fn follow_service(engine: Engine) {
    if let Err(error) = try_follow_service(&engine).await {
        tracing::warn!(%error, "notification services can not be watched");
        engine.set_condition(Condition::NoNotifications, true);
    }
}

async fn try_follow_service(engine: &Engine) -> zbus::Result<()> {
    let connection = zbus::Connection::session().await?;
    let bus = DBusProxy::new(&connection).await?;
    let mut changes = bus.receive_name_owner_changed_with_args(&[(0, SERVICE)]).await?;
    let name = zbus::names::BusName::try_from(SERVICE)?;
    loop {
        let running = bus.name_has_owner(name.clone()).await?;
        let startable = bus.list_activatable_names().await?.iter().any(|activatable| activatable.as_str() == SERVICE);
        engine.set_condition(Condition::NoNotifications, !running && !startable);
        if changes.next().await.is_none() {
            return Ok(());
        }
    }
}
