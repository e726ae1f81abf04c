//! A server that answers and streams what a test makes up.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::stream::poll_fn;
use infuse_protocol::Timestamp;
use infuse_protocol::stream::{Alert, AlertKind};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{oneshot, watch};

use super::PATIENCE;
use super::device::NOON_MS;

pub(super) fn answer(value: serde_json::Value) -> Response {
    value.to_string().into_response()
}

/// A server with one account and one workspace without entries, whose usage and stream a test makes up.
pub(super) fn router() -> Router {
    signed_in_router().route("/v1/workspaces/w/usage/entries", get(no_entries))
}

pub(super) async fn no_entries() -> Response {
    answer(json!({ "items": [], "next_cursor": null }))
}

/// The same, whose entries a test makes up too.
pub(super) fn signed_in_router() -> Router {
    let account = account_of("Ada");
    signed_in_router_without_account().route("/v1/account", get(async move || answer(account)))
}

/// The same, whose account a test makes up too.
pub(super) fn signed_in_router_without_account() -> Router {
    signed_in_router_with(Arc::new(Mutex::new(preferences_of(1, 10))))
}

/// The same, which keeps these preferences.
pub(super) fn signed_in_router_with(preferences: KeptPreferences) -> Router {
    let at = "2026-11-01T00:00:00.000Z";
    let account = account_of("Ada");
    let session = json!({
        "id": "s", "current": true, "device": null, "address": "", "created_at": at, "last_seen_at": at,
    });
    let sessions = json!({ "items": [session], "next_cursor": null });
    let signed_in = json!({ "token": "ifs_x", "session": session, "account": account });
    let workspace = json!({ "id": "w", "name": "Ada", "kind": "personal", "role": "owner", "plan": "free" });
    let workspaces = json!({ "items": [workspace], "next_cursor": null });
    let health = json!({ "service": "infuse", "version": "1", "status": "ok" });
    Router::new()
        .route("/healthz", get(async move || answer(health)))
        .route("/v1/sessions", post(async move || answer(signed_in)).get(async move || answer(sessions)))
        .route("/v1/preferences", get(read_preferences).patch(edit_preferences).with_state(preferences))
        .route("/v1/workspaces", get(async move || answer(workspaces)))
        .fallback(async || problem(StatusCode::NOT_FOUND, json!({ "code": "not_found" })))
}

/// What the contract has a server say of a failure.
pub(super) fn problem(status: StatusCode, mut members: serde_json::Value) -> Response {
    for (member, value) in [("type", ""), ("title", ""), ("detail", "")] {
        members[member] = value.into();
    }
    members["status"] = status.as_u16().into();
    (status, answer(members)).into_response()
}

pub(super) fn renamed(name: &str, version: i64) -> serde_json::Value {
    let mut account = account_of(name);
    account["version"] = version.into();
    account
}

pub(super) fn account_of(name: &str) -> serde_json::Value {
    json!({
        "id": "a", "version": 1, "name": name, "email": "ada@example.com", "email_verified": true,
        "sign_in_method": "password", "two_factor": { "enabled": false, "recovery_codes_left": 0 },
        "created_at": "2026-11-01T00:00:00.000Z", "deletion_scheduled_at": null,
    })
}

/// What a server keeps of a person's preferences.
pub(super) type KeptPreferences = Arc<Mutex<serde_json::Value>>;

pub(super) async fn read_preferences(State(kept): State<KeptPreferences>) -> Response {
    answer(kept.lock().unwrap().clone())
}

pub(super) async fn edit_preferences(
    State(kept): State<KeptPreferences>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let mut kept = kept.lock().unwrap();
    let version = kept["version"].as_i64().unwrap();
    if headers["if-match"] != format!("\"{version}\"") {
        return problem(StatusCode::PRECONDITION_FAILED, json!({ "code": "version_conflict", "current": *kept }));
    }
    merge(&mut kept, &serde_json::from_str(&body).unwrap());
    kept["version"] = (version + 1).into();
    answer(kept.clone())
}

/// Changes the leaves that an edit names.
pub(super) fn merge(value: &mut serde_json::Value, edit: &serde_json::Value) {
    match edit {
        serde_json::Value::Object(fields) => fields.iter().for_each(|(name, edit)| merge(&mut value[name], edit)),
        leaf => *value = leaf.clone(),
    }
}

pub(super) fn preferences_of(version: i64, threshold: i64) -> serde_json::Value {
    let on = json!({ "desktop": true, "email": true });
    let alerts = json!({
        "credits_low": on, "credits_exhausted": on, "workflow_failed": on, "integration_needs_reconnect": on,
        "plan_upgraded": on,
    });
    let interface = json!({
        "theme": "system", "density": "comfortable", "text_scale": 100, "reduce_motion": false, "language": "system",
    });
    let through = json!({
        "credits_low": false, "credits_exhausted": true, "workflow_failed": false,
        "integration_needs_reconnect": false, "plan_upgraded": false,
    });
    let quiet = json!({ "enabled": false, "from": "22:00", "to": "07:00", "let_through": through });
    json!({
        "version": version, "alerts": alerts, "low_credit_threshold": threshold, "quiet_hours": quiet,
        "interface": interface,
    })
}

pub(super) fn usage() -> Response {
    answer(usage_of(250))
}

pub(super) fn usage_of(available: i64) -> serde_json::Value {
    json!({
        "credits": {
            "monthly_total": 300, "monthly_used": 300 - available, "monthly_remaining": available,
            "purchased_remaining": 0, "held": 0, "available": available,
            "cycle_started_at": "2026-11-01T00:00:00.000Z", "resets_at": "2026-12-01T00:00:00.000Z",
        },
        "grants": [], "memory_words": { "used": null, "limit": 50000 }, "workflows": { "active": null, "limit": 2 },
        "as_of": "2026-11-21T12:00:00.000Z", "entry_seq": 0,
    })
}

/// What the stream says of figures that changed without an entry.
pub(super) fn entries(available: i64) -> serde_json::Value {
    json!({ "workspace_id": "w", "entries": [], "usage": usage_of(available) })
}

/// A server whose stream a test speaks on.
pub(super) struct FakeServer {
    pub(super) url: String,
    pub(super) wire: Arc<Wire>,
}

#[derive(Default)]
pub(super) struct Wire {
    /// What each stream was opened behind.
    pub(super) positions: watch::Sender<Vec<Option<String>>>,
    /// The stream that was opened last.
    pub(super) stream: Mutex<Option<UnboundedSender<Event>>>,
    /// Whether streams do not begin by themselves.
    pub(super) silent: AtomicBool,
    pub(super) mood: Mutex<Mood>,
    /// What it answers about the figures, where that is not 250 credits.
    pub(super) usage: Mutex<Option<serde_json::Value>>,
    /// The path of what it fails to answer.
    pub(super) fails_at: Mutex<Option<&'static str>>,
    /// How many requests were left without an answer.
    pub(super) ignored: watch::Sender<usize>,
    /// Who it says the person is, where that is not Ada.
    pub(super) account: Mutex<Option<serde_json::Value>>,
    /// By path: lets the next answer go, which is as it was when it was asked for.
    held: Mutex<HashMap<&'static str, oneshot::Receiver<()>>>,
    pub(super) preferences: KeptPreferences,
    /// What has happened to the access of the account, newest first.
    pub(super) activity: Mutex<Vec<serde_json::Value>>,
    /// Whether it can not say that.
    pub(super) keeps_activity_back: AtomicBool,
    /// Whether something happens to it whenever it is asked for, before it is answered.
    pub(super) activity_goes_on: AtomicBool,
    /// The path of every request.
    pub(super) requests: watch::Sender<Vec<String>>,
}

/// How a server treats requests.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Mood {
    #[default]
    Answering,
    /// A proxy says that the server is away.
    Away,
    /// It takes requests and never answers.
    Ignoring,
}

impl Wire {
    fn say(&self, event: Event) {
        self.stream.lock().unwrap().as_ref().expect("a stream is open").send(event).unwrap();
    }

    pub(super) async fn treat(self: Arc<Self>, request: Request, next: Next) -> Response {
        let path = request.uri().path().to_owned();
        let mood = *self.mood.lock().unwrap();
        let answer = match mood {
            Mood::Answering if *self.fails_at.lock().unwrap() == Some(path.as_str()) => {
                Some(StatusCode::INTERNAL_SERVER_ERROR.into_response())
            }
            Mood::Answering => Some(next.run(request).await),
            Mood::Away => Some(StatusCode::BAD_GATEWAY.into_response()),
            Mood::Ignoring => None,
        };
        let held = self.held.lock().unwrap().remove(path.as_str());
        // What it answers is certain by now.
        self.requests.send_modify(|requests| requests.push(path));
        let Some(answer) = answer else {
            self.ignored.send_modify(|requests| *requests += 1);
            return std::future::pending().await;
        };
        if let Some(held) = held {
            held.await.unwrap();
        }
        answer
    }
}

pub(super) fn event(name: &str, id: &str, data: serde_json::Value) -> Event {
    Event::default().event(name).id(id).json_data(data).unwrap()
}

impl FakeServer {
    pub(super) async fn start() -> Self {
        let wire = Arc::new(Wire::default());
        *wire.preferences.lock().unwrap() = preferences_of(1, 10);
        let opened = wire.clone();
        let stream = async move |headers: HeaderMap| {
            let position = headers.get("last-event-id").map(|position| position.to_str().unwrap().to_owned());
            let (sender, events) = unbounded_channel();
            if !opened.silent.load(Ordering::SeqCst) {
                sender.send(event("entries", "0", entries(250))).unwrap();
            }
            *opened.stream.lock().unwrap() = Some(sender);
            opened.positions.send_modify(|positions| positions.push(position));
            streamed(events)
        };
        let (treating, asked) = (wire.clone(), wire.clone());
        let figures = async move || answer(asked.usage.lock().unwrap().clone().unwrap_or_else(|| usage_of(250)));
        let known = wire.clone();
        let account = async move || {
            let account = known.account.lock().unwrap().clone().unwrap_or_else(|| account_of("Ada"));
            answer(account)
        };
        let happened = wire.clone();
        let activity = async move || {
            if happened.activity_goes_on.load(Ordering::SeqCst) {
                happened.say(event("changed", "0", json!({ "resource": "activity", "version": 1 })));
                // Long enough to be heard before the answer is.
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            if happened.keeps_activity_back.load(Ordering::SeqCst) {
                return StatusCode::SERVICE_UNAVAILABLE.into_response();
            }
            answer(json!({ "items": *happened.activity.lock().unwrap(), "next_cursor": null }))
        };
        let router = signed_in_router_with(wire.preferences.clone())
            .route("/v1/account", get(account))
            .route("/v1/account/activity", get(activity))
            .route("/v1/workspaces/w/usage/entries", get(no_entries))
            .route("/v1/workspaces/w/usage", get(figures))
            .route("/v1/stream", get(stream))
            .layer(from_fn(move |request, next| treating.clone().treat(request, next)));
        Self { url: serve(router).await, wire }
    }

    pub(super) fn url(&self) -> String {
        self.url.clone()
    }

    pub(super) fn set(&self, mood: Mood) {
        *self.wire.mood.lock().unwrap() = mood;
    }

    /// Keeps the next answer to that path back until it is let go.
    pub(super) fn hold(&self, path: &'static str) -> oneshot::Sender<()> {
        let (go, held) = oneshot::channel();
        self.wire.held.lock().unwrap().insert(path, held);
        go
    }

    /// Closes the open stream.
    pub(super) fn hang_up(&self) {
        self.wire.stream.lock().unwrap().take();
    }

    /// Waits until requests are left without an answer.
    pub(super) async fn ignores(&self) {
        let mut ignored = self.wire.ignored.subscribe();
        let waiting = ignored.wait_for(|requests| *requests > 0);
        tokio::time::timeout(PATIENCE, waiting).await.expect("in time").unwrap();
    }

    /// How often that path was asked for.
    pub(super) fn asked_for(&self, path: &str) -> usize {
        self.wire.requests.borrow().iter().filter(|asked| *asked == path).count()
    }

    /// Waits until that path was asked for so often.
    pub(super) async fn asks_for(&self, path: &str, times: usize) {
        let mut requests = self.wire.requests.subscribe();
        let waiting = requests.wait_for(|asked| asked.iter().filter(|asked| *asked == path).count() >= times);
        tokio::time::timeout(PATIENCE, waiting).await.expect("in time").unwrap();
    }

    pub(super) fn say(&self, name: &str, id: &str, data: serde_json::Value) {
        self.wire.say(event(name, id, data));
    }

    /// Somebody signs in from a new device.
    pub(super) fn sign_in_from(&self, number: u32, device: &str) {
        let sign_in = json!({
            "id": format!("00000000-0000-7000-8000-{number:012}"), "kind": "signed_in_from_new_device",
            "happened_at": "2026-11-21T12:00:00.000Z", "address": "192.0.2.1",
            "device": { "name": device, "platform": "linux", "app_version": "0.1.0" }, "detail": null,
        });
        self.wire.activity.lock().unwrap().insert(0, sign_in);
        self.say("changed", "0", json!({ "resource": "activity", "version": 1 }));
    }

    pub(super) fn raise(&self, alert: &Alert) {
        self.say("alert", &alert.id, serde_json::to_value(alert).unwrap());
    }

    /// Waits until so many streams were opened, and answers what each of them was opened behind.
    pub(super) async fn opened_behind(&self, streams: usize) -> Vec<Option<String>> {
        let mut positions = self.wire.positions.subscribe();
        let waiting = positions.wait_for(|positions| positions.len() >= streams);
        tokio::time::timeout(PATIENCE, waiting).await.expect("in time").unwrap().clone()
    }
}

/// An answer that says these events, until nobody is left to say one.
pub(super) fn streamed(mut events: UnboundedReceiver<Event>) -> impl IntoResponse {
    Sse::new(poll_fn(move |context| events.poll_recv(context).map(|event| event.map(Ok::<_, Infallible>))))
}

/// Serves it until the test's runtime ends.
pub(super) async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

/// An alert that is raised a moment after the device's noon; its id is its title.
pub(super) fn alert(id: &str, kind: AlertKind) -> Alert {
    Alert {
        id: id.to_owned(),
        workspace_id: "w".to_owned(),
        kind,
        title: id.to_owned(),
        detail: String::new(),
        link: None,
        raised_at: Timestamp::from_millis(NOON_MS + 1),
    }
}
