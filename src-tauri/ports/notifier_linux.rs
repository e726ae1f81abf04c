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

    fn notification(&self, notice: &Notice, desktop: Abilities) -> Notification {
        let words = words_of(notice, &self.wording, &self.clock.time_zone());
        // Agents word their signals themselves: what they say is text, never markup.
        let body = if desktop.markup { escaped(&words.body) } else { words.body };
        let mut notification = Notification::new();
        notification
            .appname(&self.wording.text("app-name"))
            .summary(&words.title)
            .body(&body)
            .icon("infuse")
            .urgency(urgency_of(notice))
            .hint(Hint::DesktopEntry("infuse".to_owned()));
        if desktop.actions {
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
        let desktop = abilities().await?;
        let handle = self.notification(notice, desktop).show_async().await.map_err(failed)?;
        if desktop.actions {
            tokio::spawn(await_answer(handle, self.requests.clone()));
        }
        Ok(())
    }
}

/// What the desktop's notification service can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Abilities {
    /// Without it some services would turn a notice with actions into a dialog.
    actions: bool,
    /// The body is read as markup.
    markup: bool,
}

async fn abilities() -> Result<Abilities, NotifierError> {
    let capabilities = tokio::task::spawn_blocking(notify_rust::get_capabilities).await.map_err(failed)?;
    let capabilities = capabilities.map_err(failed)?;
    let has = |name: &str| capabilities.iter().any(|capability| capability == name);
    Ok(Abilities { actions: has("actions"), markup: has("body-markup") })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
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
        Notice::PlanUpgraded { .. } | Notice::CreditsWereExhausted { .. } => Urgency::Low,
        Notice::CreditsLow { .. } | Notice::Signal { .. } | Notice::Elsewhere { .. } | Notice::Digest { .. } => {
            Urgency::Normal
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn notification(notice: &Notice, desktop: Abilities) -> Notification {
        let (requests, _) = tokio::sync::mpsc::unbounded_channel();
        DesktopNotifier { wording: Wording::english().into(), clock: SystemClock.into(), requests }
            .notification(notice, desktop)
    }

    #[test]
    fn what_an_agent_says_is_never_markup() {
        let notice = Notice::Signal { title: "Nightly".to_owned(), detail: "a < b & <a href=''>c</a>".to_owned() };
        let body = |markup| notification(&notice, Abilities { actions: true, markup }).body;
        assert_eq!(body(true), "a &lt; b &amp; &lt;a href=''&gt;c&lt;/a&gt;");
        assert_eq!(body(false), "a < b & <a href=''>c</a>");
    }

    #[test]
    fn actions_are_offered_only_where_the_desktop_has_them() {
        let notice = Notice::CreditsExhausted { resets_at_ms: None };
        let actions = |actions| notification(&notice, Abilities { actions, markup: true }).actions;
        assert_eq!(actions(true).len(), 6);
        assert_eq!(actions(false), Vec::<String>::new());
    }
}
