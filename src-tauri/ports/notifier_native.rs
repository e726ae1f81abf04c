//! Notifications of Windows and macOS, through Tauri's plugin. It does not tell whether one was shown: whether the person
//! allows them is asked of the system before.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use infuse_engine::Engine;
use infuse_engine::notice::Notice;
use infuse_engine::ports::{Clock, Notifier, NotifierError};
use infuse_engine::snapshot::Condition;
use tauri::AppHandle;
use tauri_plugin_notification::{Action, ActionType, NotificationExt};

use super::allowed;
use super::clock::SystemClock;
use super::notice::{can_be_snoozed, opens, words_of};
use crate::request::{ApprovalAnswer, Request, Requests, WarningsRequest};
use crate::wording::{Wording, Wordings};

const OPEN_USAGE: &str = "open-usage";
const OPEN_ALERTS: &str = "open-alerts";
const OPEN_ACCOUNT: &str = "open-account";
const SNOOZE: &str = "snooze";
const ALLOW: &str = "allow";
const DENY: &str = "deny";
/// What the plugin calls a click on the notice itself.
const TAP: &str = "tap";

/// Kinds of notices, which differ in what they open and offer.
const ALERTS: &str = "alerts";
const SECURITY: &str = "security";
const WARNING: &str = "warning";
const NEWS: &str = "news";
const APPROVAL: &str = "approval";

/// What a notice says of itself that asks for an approval: its id.
const APPROVAL_ID: &str = "approval_id";

/// Neither system tells when the person allows notifications again.
const ASK_AGAIN: Duration = Duration::from_secs(30);

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
    let usage = || action(OPEN_USAGE, "open-usage");
    let snooze = || action(SNOOZE, "notice-snooze");
    let alerts = action(OPEN_ALERTS, "notice-open-alerts");
    let account = action(OPEN_ACCOUNT, "notice-open-account");
    app.notification().register_action_types(vec![
        ActionType::builder(ALERTS).actions(vec![alerts, snooze()]).build(),
        ActionType::builder(WARNING).actions(vec![usage(), snooze()]).build(),
        ActionType::builder(SECURITY).actions(vec![account]).build(),
        ActionType::builder(NEWS).actions(vec![usage()]).build(),
        ActionType::builder(APPROVAL)
            .actions(vec![action(ALLOW, "approval-allow"), action(DENY, "approval-deny")])
            .build(),
    ])?;
    app.notification().on_action(move |performed| {
        let notification = performed.notification();
        let kind = notification.and_then(|notification| notification.action_type_id());
        let approval_id = notification.and_then(|notification| notification.extra().get(APPROVAL_ID)?.as_str());
        requests.ask(request_of(performed.action_id(), kind, approval_id));
    })
}

fn kind_of(notice: &Notice) -> &'static str {
    match (opens(notice), can_be_snoozed(notice)) {
        (Request::OPEN, _) => APPROVAL,
        (Request::OPEN_ALERTS, _) => ALERTS,
        (Request::OPEN_ACCOUNT, _) => SECURITY,
        (_, true) => WARNING,
        (_, false) => NEWS,
    }
}

/// What is asked for by an action of a notice of that kind.
fn request_of(action: &str, kind: Option<&str>, approval_id: Option<&str>) -> Request {
    match action {
        ALLOW | DENY if let Some(id) = approval_id => {
            Request::Approval(ApprovalAnswer { id: id.to_owned(), allow: action == ALLOW })
        }
        _ if kind == Some(APPROVAL) => Request::OPEN,
        SNOOZE => Request::Warnings(WarningsRequest::Pause),
        OPEN_ALERTS => Request::OPEN_ALERTS,
        TAP if kind == Some(ALERTS) => Request::OPEN_ALERTS,
        OPEN_ACCOUNT => Request::OPEN_ACCOUNT,
        TAP if kind == Some(SECURITY) => Request::OPEN_ACCOUNT,
        _ => Request::OPEN_USAGE,
    }
}

#[async_trait]
impl Notifier for DesktopNotifier {
    async fn reach(&self) -> Result<(), NotifierError> {
        if allowed::are_allowed(&self.app.config().identifier).await { Ok(()) } else { Err(NotifierError::Off) }
    }

    async fn show(&self, notice: &Notice) -> Result<(), NotifierError> {
        let words = words_of(notice, &self.wordings.now(), &self.clock.time_zone());
        let mut builder = self.app.notification().builder().action_type_id(kind_of(notice));
        if let Notice::Approval(approval) = notice {
            builder = builder.id(number_of(&approval.id)).extra(APPROVAL_ID, &approval.id);
        }
        builder.title(words.title).body(words.body).show().map_err(|error| NotifierError::Missing(error.to_string()))
    }

    async fn withdraw(&self, approval_id: &str) {
        if let Err(error) = self.app.notification().remove_active(vec![number_of(approval_id)]) {
            tracing::debug!(%error, "a notice that is over stays");
        }
    }
}

/// What the system knows the notice of an approval by. Two of one number would take each other's place.
fn number_of(approval_id: &str) -> i32 {
    let mut hasher = DefaultHasher::new();
    approval_id.hash(&mut hasher);
    // The lower half is as good as any.
    hasher.finish() as i32
}

/// Shows the person where the system allows notifications.
pub(crate) fn open_settings() -> Result<(), String> {
    tauri_plugin_opener::open_url(allowed::SETTINGS, None::<&str>).map_err(|error| error.to_string())
}

/// Tells the engine whether the person allows notifications, now and whenever that changes.
pub(crate) async fn follow_service(app: AppHandle, engine: Engine) {
    loop {
        let are_off = !allowed::are_allowed(&app.config().identifier).await;
        let is_known = engine.snapshot().borrow().conditions.contains(&Condition::NotificationsOff);
        if are_off != is_known {
            engine.set_condition(Condition::NotificationsOff, are_off);
        }
        tokio::time::sleep(ASK_AGAIN).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_on_a_notice_opens_what_its_button_opens() {
        let signal = kind_of(&Notice::Signal { title: String::new(), detail: String::new() });
        assert_eq!(request_of(TAP, Some(signal), None), Request::OPEN_ALERTS);
        assert_eq!(request_of(OPEN_ALERTS, Some(signal), None), Request::OPEN_ALERTS);
        let new_device = kind_of(&Notice::NewDevice { device: None, address: String::new() });
        assert_eq!(request_of(TAP, Some(new_device), None), Request::OPEN_ACCOUNT);
        let low = kind_of(&Notice::CreditsLow { available: None, resets_at_ms: None });
        assert_eq!(request_of(TAP, Some(low), None), Request::OPEN_USAGE);
        assert_eq!(request_of(SNOOZE, Some(low), None), Request::Warnings(WarningsRequest::Pause));
        let answer = Request::Approval(ApprovalAnswer { id: "a".to_owned(), allow: false });
        assert_eq!(request_of(DENY, Some(APPROVAL), Some("a")), answer);
        assert_eq!(request_of(TAP, Some(APPROVAL), Some("a")), Request::OPEN);
        assert_eq!(kind_of(&Notice::PlanUpgraded { plan: "pro".to_owned() }), NEWS);
    }
}
