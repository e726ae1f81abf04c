//! Notifications over D-Bus, with actions where the desktop offers them. A failed send is an error, which the
//! notification plugin would not tell.
//!
//! All of them share one connection, which stays for as long as the app runs: some desktops take a notice away with
//! the connection that sent it.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use futures_util::StreamExt;
use infuse_engine::Engine;
use infuse_engine::notice::Notice;
use infuse_engine::ports::{Clock, Notifier, NotifierError};
use infuse_engine::snapshot::Condition;
use tauri::AppHandle;
use tokio::task::AbortHandle;
use zbus::fdo::DBusProxy;
use zbus::zvariant::Value;

use super::clock::SystemClock;
use super::notice::{can_be_snoozed, opens, words_of};
use crate::request::{ApprovalAnswer, Request, Requests, WarningsRequest};
use crate::wording::Wordings;

/// Who shows notifications on the session bus.
const SERVICE: &str = "org.freedesktop.Notifications";
const OPEN: &str = "open";
const SNOOZE: &str = "snooze";
const ALLOW: &str = "allow";
const DENY: &str = "deny";
/// Invoked by a click on the notice itself.
const DEFAULT: &str = "default";

/// Of how many notices clicks are still answered: the newest.
const ANSWERED: usize = 64;

/// Version 1.2 of https://specifications.freedesktop.org/notification-spec/.
#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications"
)]
trait Notifications {
    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

    fn close_notification(&self, id: u32) -> zbus::Result<()>;

    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action_key: String) -> zbus::Result<()>;
}

pub(crate) struct DesktopNotifier {
    wordings: Wordings,
    clock: Arc<SystemClock>,
    requests: Requests,
    service: tokio::sync::Mutex<Option<Service>>,
}

/// The connection to the service.
#[derive(Clone)]
struct Service {
    notifications: NotificationsProxy<'static>,
    shown: Arc<Shown>,
    /// As it said when it was reached last.
    abilities: Option<Abilities>,
    /// Ends with the connection.
    listener: AbortHandle,
}

/// The notices whose clicks are answered, and what each leads to. Services tell of everybody's.
#[derive(Default)]
struct Shown(Mutex<VecDeque<ShownNotice>>);

#[derive(Clone)]
struct ShownNotice {
    number: Number,
    opens: Request,
    /// What is asked by it, by its id.
    approval_id: Option<String>,
}

/// What a notice is known by: the service's name on the bus, and the number that it gave. A service that starts anew counts
/// from the beginning, and has another name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Number {
    service: String,
    id: u32,
}

impl Number {
    fn of(message: &zbus::message::Header<'_>, id: u32) -> Self {
        Self { service: message.sender().map(ToString::to_string).unwrap_or_default(), id }
    }
}

impl Shown {
    fn add(&self, notice: ShownNotice) {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if shown.len() == ANSWERED {
            shown.pop_front();
        }
        shown.push_back(notice);
    }

    /// Forgets the notices that ask for an approval, and answers what they are known by.
    fn take(&self, approval_id: &str) -> Vec<Number> {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (taken, left) = shown.drain(..).partition(|notice| notice.approval_id.as_deref() == Some(approval_id));
        *shown = left;
        let taken: VecDeque<ShownNotice> = taken;
        taken.into_iter().map(|notice| notice.number).collect()
    }

    /// What is asked for by an action of a notice; `None` where it is no notice of ours, or no action.
    fn request(&self, number: &Number, action: &str) -> Option<Request> {
        let shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let ShownNotice { opens, approval_id, .. } = shown.iter().rev().find(|shown| shown.number == *number)?;
        let answer = |allow| approval_id.clone().map(|id| Request::Approval(ApprovalAnswer { id, allow }));
        match action {
            DEFAULT | OPEN => Some(opens.clone()),
            ALLOW => answer(true),
            DENY => answer(false),
            SNOOZE => Some(Request::Warnings(WarningsRequest::Pause)),
            _ => None,
        }
    }
}

/// A notice as the service takes it.
struct Message {
    summary: String,
    body: String,
    /// Keys and labels in turn.
    actions: Vec<String>,
    urgency: Urgency,
}

/// As the specification numbers them.
#[derive(Clone, Copy)]
enum Urgency {
    Low = 0,
    Normal = 1,
    Critical = 2,
}

impl DesktopNotifier {
    pub(crate) fn new(_app: &AppHandle, wordings: Wordings, clock: Arc<SystemClock>, requests: Requests) -> Self {
        Self { wordings, clock, requests, service: tokio::sync::Mutex::default() }
    }

    fn message(&self, notice: &Notice, desktop: Abilities) -> Message {
        let wording = self.wordings.now();
        let words = words_of(notice, &wording, &self.clock.time_zone());
        // Agents word their signals themselves: what they say is text, never markup.
        let body = if desktop.markup { escaped(&words.body) } else { words.body };
        let mut actions = Vec::new();
        if desktop.actions {
            let mut offer = |key: &str, label: &str| actions.extend([key.to_owned(), wording.text(label)]);
            let open = match opens(notice) {
                Request::OPEN_ALERTS => "notice-open-alerts",
                Request::OPEN_ACCOUNT => "notice-open-account",
                Request::OPEN => "open-app",
                _ => "open-usage",
            };
            offer(DEFAULT, open);
            if matches!(notice, Notice::Approval(_)) {
                offer(ALLOW, "approval-allow");
                offer(DENY, "approval-deny");
            } else {
                offer(OPEN, open);
            }
            if can_be_snoozed(notice) {
                offer(SNOOZE, "notice-snooze");
            }
        }
        Message { summary: words.title, body, actions, urgency: urgency_of(notice) }
    }

    async fn try_show(&self, notice: &Notice) -> zbus::Result<()> {
        let service = self.service().await?;
        // Nothing is asked between the engine's note that it is being shown and the call that hands it over.
        let (service, desktop) = match service.abilities {
            Some(desktop) => (service, desktop),
            None => self.reached().await?,
        };
        let message = self.message(notice, desktop);
        let hints =
            HashMap::from([("urgency", Value::from(message.urgency as u8)), ("desktop-entry", Value::from("infuse"))]);
        let name = self.wordings.now().text("product");
        // Replaces none, and stays for as long as the service likes.
        let call = (&*name, 0u32, "infuse", &*message.summary, &*message.body, &message.actions, hints, -1i32);
        let answer = service.notifications.inner().call_method("Notify", &call).await?;
        let number = Number::of(&answer.header(), answer.body().deserialize()?);
        let approval_id = match notice {
            Notice::Approval(approval) => Some(approval.id.clone()),
            _ => None,
        };
        service.shown.add(ShownNotice { number, opens: opens(notice), approval_id });
        Ok(())
    }

    async fn service(&self) -> zbus::Result<Service> {
        let mut kept = self.service.lock().await;
        if let Some(service) = &*kept
            && !service.listener.is_finished()
        {
            return Ok(service.clone());
        }
        let connection = zbus::Connection::session().await?;
        let notifications = NotificationsProxy::new(&connection).await?;
        let clicks = notifications.receive_action_invoked().await?;
        let shown = Arc::<Shown>::default();
        let listener = tokio::spawn(answer_clicks(clicks, shown.clone(), self.requests.clone())).abort_handle();
        Ok(kept.insert(Service { notifications, shown, abilities: None, listener }).clone())
    }

    /// The service, once it has said what it can do.
    async fn reached(&self) -> zbus::Result<(Service, Abilities)> {
        let mut service = self.service().await?;
        let abilities = Abilities::of(&service.notifications.get_capabilities().await?);
        service.abilities = Some(abilities);
        *self.service.lock().await = Some(service.clone());
        Ok((service, abilities))
    }
}

#[async_trait]
impl Notifier for DesktopNotifier {
    async fn reach(&self) -> Result<(), NotifierError> {
        self.reached().await.map(drop).map_err(|error| NotifierError::Missing(error.to_string()))
    }

    async fn show(&self, notice: &Notice) -> Result<(), NotifierError> {
        // A service that is silent may show it all the same: how long it may be is for the engine to say.
        self.try_show(notice).await.map_err(|error| NotifierError::Missing(error.to_string()))
    }

    async fn withdraw(&self, approval_id: &str) {
        let Some(service) = self.service.lock().await.clone() else { return };
        for number in service.shown.take(approval_id) {
            if let Err(error) = service.notifications.close_notification(number.id).await {
                tracing::debug!(%error, "a notice that is over stays");
            }
        }
    }
}

/// Does what notices offer, until the connection ends.
async fn answer_clicks(mut clicks: ActionInvokedStream, shown: Arc<Shown>, requests: Requests) {
    while let Some(click) = clicks.next().await {
        match click.args() {
            Ok(args) => {
                let number = Number::of(&click.message().header(), args.id);
                if let Some(request) = shown.request(&number, &args.action_key) {
                    requests.ask(request);
                }
            }
            Err(error) => tracing::debug!(%error, "a click was not understood"),
        }
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

impl Abilities {
    fn of(capabilities: &[String]) -> Self {
        let has = |name: &str| capabilities.iter().any(|capability| capability == name);
        Self { actions: has("actions"), markup: has("body-markup") }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn urgency_of(notice: &Notice) -> Urgency {
    match notice {
        // What waits for an answer stays until it has one.
        Notice::CreditsExhausted { .. } | Notice::NewDevice { .. } | Notice::Approval(_) => Urgency::Critical,
        Notice::PlanUpgraded { .. } | Notice::CreditsWereExhausted { .. } | Notice::Test => Urgency::Low,
        Notice::CreditsLow { .. } | Notice::Signal { .. } | Notice::Elsewhere { .. } | Notice::Digest { .. } => {
            Urgency::Normal
        }
    }
}

/// Desktops have no common place where notifications are allowed, and none of them tells that they are not.
pub(crate) fn open_settings() -> Result<(), String> {
    Err("this desktop has no such settings".to_owned())
}

/// Tells the engine whether anything would show a notification, now and whenever that changes.
pub(crate) async fn follow_service(_app: AppHandle, engine: Engine) {
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

    fn message(notice: &Notice, desktop: Abilities) -> Message {
        let (requests, _) = crate::request::requests(crate::end::End::default());
        let (wordings, clock) = (Wordings::of_the_system(), SystemClock::default().into());
        DesktopNotifier { wordings, clock, requests, service: tokio::sync::Mutex::default() }.message(notice, desktop)
    }

    #[test]
    fn clicks_are_answered_for_the_newest_notices_and_no_one_elses() {
        let shown = Shown::default();
        let add = |id, opens| shown.add(ShownNotice { number: number(id), opens, approval_id: None });
        (1..=999).for_each(|id| add(id, Request::OPEN_USAGE));
        add(1_000, Request::OPEN_ALERTS);
        assert_eq!(shown.request(&number(1_000), "default"), Some(Request::OPEN_ALERTS));
        assert_eq!(shown.request(&number(937), "open"), Some(Request::OPEN_USAGE));
        assert_eq!(shown.request(&number(937), "snooze"), Some(Request::Warnings(WarningsRequest::Pause)));
        for (id, action) in [(936, "default"), (1_001, "default"), (1_000, "inline-reply")] {
            assert_eq!(shown.request(&number(id), action), None);
        }
    }

    #[test]
    fn an_approval_is_answered_by_its_notice_until_it_is_taken_back() {
        let shown = Shown::default();
        shown.add(ShownNotice { number: number(1), opens: Request::OPEN, approval_id: Some("a".to_owned()) });
        let answer = |allow| Some(Request::Approval(ApprovalAnswer { id: "a".to_owned(), allow }));
        assert_eq!(
            (shown.request(&number(1), "allow"), shown.request(&number(1), "deny")),
            (answer(true), answer(false))
        );
        assert_eq!(shown.request(&number(1), "default"), Some(Request::OPEN));
        assert_eq!((shown.take("b"), shown.take("a")), (vec![], vec![number(1)]));
        assert_eq!(shown.request(&number(1), "allow"), None);
    }

    fn number(id: u32) -> Number {
        Number { service: ":1.7".to_owned(), id }
    }

    #[test]
    fn a_service_that_started_anew_tells_of_other_notices_by_the_same_numbers() {
        let shown = Shown::default();
        shown.add(ShownNotice { number: number(1), opens: Request::OPEN_USAGE, approval_id: None });
        assert_eq!(shown.request(&Number { service: ":1.8".to_owned(), ..number(1) }, "default"), None);
    }

    #[test]
    fn what_an_agent_says_is_never_markup() {
        let notice = Notice::Signal { title: "Nightly".to_owned(), detail: "a < b & <a href=''>c</a>".to_owned() };
        let body = |markup| message(&notice, Abilities { actions: true, markup }).body;
        assert_eq!(body(true), "a &lt; b &amp; &lt;a href=''&gt;c&lt;/a&gt;");
        assert_eq!(body(false), "a < b & <a href=''>c</a>");
    }

    #[test]
    fn actions_are_offered_only_where_the_desktop_has_them() {
        let notice = Notice::CreditsExhausted { resets_at_ms: None };
        let actions = |actions| message(&notice, Abilities { actions, markup: true }).actions;
        assert_eq!(actions(true).len(), 6);
        assert_eq!(actions(false), Vec::<String>::new());
    }
}
