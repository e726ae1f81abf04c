//! The worker on a made-up computer, against made-up servers.

mod alerts;
mod clock;
mod editing;
mod entering;
mod outages;
mod preferences;
mod servers;
mod signing_in;
mod troubles;
mod warnings;

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::stream::poll_fn;
use jiff::tz::TimeZone;
use secrecy::SecretString;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::sync::{oneshot, watch};

use crate::notice::Notice;
use crate::ports::{Clock, Notifier, NotifierError, Ports, Secrets, SecretsError};
use crate::snapshot::{Access, Condition, Connection, Snapshot};
use crate::{Config, Engine, SignInOutcome};

/// A keyring that a test can lock or take away.
#[derive(Default)]
struct FakeKeyring {
    secrets: Mutex<HashMap<String, SecretString>>,
    trouble: Mutex<Option<SecretsError>>,
    /// How often the person may have been asked again.
    asked_again: AtomicU32,
}

impl FakeKeyring {
    fn set_trouble(&self, trouble: Option<SecretsError>) {
        *self.trouble.lock().unwrap() = trouble;
    }
}

#[async_trait]
impl Secrets for FakeKeyring {
    async fn get(&self, name: &str) -> Result<Option<SecretString>, SecretsError> {
        match &*self.trouble.lock().unwrap() {
            Some(trouble) => Err(trouble.clone()),
            None => Ok(self.secrets.lock().unwrap().get(name).cloned()),
        }
    }

    async fn set(&self, name: &str, secret: SecretString) -> Result<(), SecretsError> {
        self.secrets.lock().unwrap().insert(name.to_owned(), secret);
        Ok(())
    }

    async fn remove(&self, name: &str) -> Result<(), SecretsError> {
        self.secrets.lock().unwrap().remove(name);
        Ok(())
    }

    fn may_ask_again(&self) {
        self.asked_again.fetch_add(1, Ordering::SeqCst);
    }
}

/// Notifications that a test reads, and can break.
#[derive(Default)]
struct FakeDesktop {
    shown: watch::Sender<Vec<Notice>>,
    broken: AtomicBool,
    /// The person has turned it off.
    off: AtomicBool,
    /// It takes notices and never answers.
    deaf: AtomicBool,
    /// It answers nobody, and has taken nothing.
    out_of_reach: AtomicBool,
}

impl FakeDesktop {
    fn shown(&self) -> Vec<Notice> {
        self.shown.borrow().clone()
    }

    /// Waits until so many notices were shown, and answers all of them.
    async fn shows(&self, notices: usize) -> Vec<Notice> {
        let mut shown = self.shown.subscribe();
        let waiting = shown.wait_for(|shown| shown.len() >= notices);
        tokio::time::timeout(PATIENCE, waiting).await.expect("in time").unwrap().clone()
    }
}

#[async_trait]
impl Notifier for FakeDesktop {
    async fn reach(&self) -> Result<(), NotifierError> {
        if self.out_of_reach.load(Ordering::SeqCst) {
            std::future::pending::<()>().await;
        }
        Ok(())
    }

    async fn show(&self, notice: &Notice) -> Result<(), NotifierError> {
        if self.broken.load(Ordering::SeqCst) {
            return Err(NotifierError::Missing("no service".to_owned()));
        }
        if self.off.load(Ordering::SeqCst) {
            return Err(NotifierError::Off);
        }
        if self.deaf.load(Ordering::SeqCst) {
            std::future::pending::<()>().await;
        }
        self.shown.send_modify(|shown| shown.push(notice.clone()));
        Ok(())
    }
}

const PATIENCE: Duration = Duration::from_secs(30);

/// 2026-11-21 at noon, UTC.
const NOON_MS: i64 = 1_795_262_400_000;

/// A clock that a test sets. It starts at noon.
struct FakeClock {
    now_ms: AtomicI64,
    wakes: watch::Sender<()>,
    /// Whoever asks next meets a bug.
    has_a_bug: AtomicBool,
}

impl FakeClock {
    /// Sets it forward or back, while no time passes.
    fn jump(&self, millis: i64) {
        self.now_ms.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for FakeClock {
    fn now_ms(&self) -> i64 {
        assert!(!self.has_a_bug.swap(false, Ordering::SeqCst), "a bug that a test asked for");
        self.now_ms.load(Ordering::SeqCst)
    }

    fn time_zone(&self) -> TimeZone {
        TimeZone::UTC
    }

    fn wakes(&self) -> watch::Receiver<()> {
        self.wakes.subscribe()
    }
}

/// What outlives the app.
struct Device {
    folder: tempfile::TempDir,
    keyring: Arc<FakeKeyring>,
    desktop: Arc<FakeDesktop>,
    clock: Arc<FakeClock>,
}

impl Device {
    fn new() -> Self {
        // Another test of this process may have installed it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let clock = Arc::new(FakeClock {
            now_ms: AtomicI64::new(NOON_MS),
            wakes: watch::Sender::new(()),
            has_a_bug: AtomicBool::new(false),
        });
        Self { folder: tempfile::tempdir().unwrap(), keyring: Arc::default(), desktop: Arc::default(), clock }
    }

    fn config(&self) -> Config {
        Config {
            folder: self.folder.path().to_owned(),
            device_name: "test".to_owned(),
            platform: "linux".to_owned(),
            app_version: "0.0.0".to_owned(),
        }
    }

    fn ports(&self) -> Ports {
        let (secrets, notifier, clock) = (self.keyring.clone(), self.desktop.clone(), self.clock.clone());
        Ports { secrets, notifier, clock, local_server: None }
    }

    async fn start(&self) -> Engine {
        Engine::start(self.config(), self.ports()).await
    }

    /// Lets so much time pass at once.
    async fn sleep(&self, time: Duration) {
        self.clock.jump(i64::try_from(time.as_millis()).unwrap());
        Self::run(time).await;
    }

    /// Lets the timers of programs run so far on, while the clock stands. After the clock has jumped they come to where
    /// they would have been when the computer woke and ran for that time.
    async fn run(time: Duration) {
        tokio::time::pause();
        tokio::time::advance(time).await;
        tokio::time::resume();
    }
}

fn answer(value: serde_json::Value) -> Response {
    value.to_string().into_response()
}

/// A server with one account and one workspace without entries, whose usage and stream a test makes up.
fn router() -> Router {
    signed_in_router().route("/v1/workspaces/w/usage/entries", get(no_entries))
}

async fn no_entries() -> Response {
    answer(json!({ "items": [], "next_cursor": null }))
}

/// The same, whose entries a test makes up too.
fn signed_in_router() -> Router {
    let account = account_of("Ada");
    signed_in_router_without_account().route("/v1/account", get(async move || answer(account)))
}

/// The same, whose account a test makes up too.
fn signed_in_router_without_account() -> Router {
    signed_in_router_with(Arc::new(Mutex::new(preferences_of(1, 10))))
}

/// The same, which keeps these preferences.
fn signed_in_router_with(preferences: KeptPreferences) -> Router {
    let at = "2026-11-01T00:00:00.000Z";
    let account = account_of("Ada");
    let session = json!({
        "id": "s", "current": true, "device": null, "address": "", "created_at": at, "last_seen_at": at,
    });
    let signed_in = json!({ "token": "ifs_x", "session": session, "account": account });
    let workspace = json!({ "id": "w", "name": "Ada", "kind": "personal", "role": "owner", "plan": "free" });
    let workspaces = json!({ "items": [workspace], "next_cursor": null });
    let health = json!({ "service": "infuse", "version": "1", "status": "ok" });
    Router::new()
        .route("/healthz", get(async move || answer(health)))
        .route("/v1/sessions", post(async move || answer(signed_in)))
        .route("/v1/preferences", get(read_preferences).patch(edit_preferences).with_state(preferences))
        .route("/v1/workspaces", get(async move || answer(workspaces)))
}

fn renamed(name: &str, version: i64) -> serde_json::Value {
    let mut account = account_of(name);
    account["version"] = version.into();
    account
}

fn account_of(name: &str) -> serde_json::Value {
    json!({
        "id": "a", "version": 1, "name": name, "email": "ada@example.com", "email_verified": true,
        "sign_in_method": "password", "two_factor": { "enabled": false, "recovery_codes_left": 0 },
        "created_at": "2026-11-01T00:00:00.000Z", "deletion_scheduled_at": null,
    })
}

/// What a server keeps of a person's preferences.
type KeptPreferences = Arc<Mutex<serde_json::Value>>;

async fn read_preferences(State(kept): State<KeptPreferences>) -> Response {
    answer(kept.lock().unwrap().clone())
}

async fn edit_preferences(State(kept): State<KeptPreferences>, headers: HeaderMap, body: String) -> Response {
    let mut kept = kept.lock().unwrap();
    let version = kept["version"].as_i64().unwrap();
    if headers["if-match"] != format!("\"{version}\"") {
        let conflict = json!({
            "type": "", "title": "", "detail": "", "status": 412, "code": "version_conflict", "current": *kept,
        });
        return (StatusCode::PRECONDITION_FAILED, answer(conflict)).into_response();
    }
    merge(&mut kept, &serde_json::from_str(&body).unwrap());
    kept["version"] = (version + 1).into();
    answer(kept.clone())
}

/// Changes the leaves that an edit names.
fn merge(value: &mut serde_json::Value, edit: &serde_json::Value) {
    match edit {
        serde_json::Value::Object(fields) => fields.iter().for_each(|(name, edit)| merge(&mut value[name], edit)),
        leaf => *value = leaf.clone(),
    }
}

fn preferences_of(version: i64, threshold: i64) -> serde_json::Value {
    let on = json!({ "desktop": true });
    let alerts = json!({
        "credits_low": on, "credits_exhausted": on, "workflow_failed": on, "integration_needs_reconnect": on,
        "plan_upgraded": on,
    });
    json!({ "version": version, "alerts": alerts, "low_credit_threshold": threshold })
}

fn usage() -> Response {
    answer(usage_of(250))
}

fn usage_of(available: i64) -> serde_json::Value {
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
fn entries(available: i64) -> serde_json::Value {
    json!({ "workspace_id": "w", "entries": [], "usage": usage_of(available) })
}

/// A server whose stream a test speaks on.
struct FakeServer {
    url: String,
    wire: Arc<Wire>,
}

#[derive(Default)]
struct Wire {
    /// What each stream was opened behind.
    positions: watch::Sender<Vec<Option<String>>>,
    /// The stream that was opened last.
    stream: Mutex<Option<UnboundedSender<Event>>>,
    /// Whether streams do not begin by themselves.
    silent: AtomicBool,
    mood: Mutex<Mood>,
    /// What it answers about the figures, where that is not 250 credits.
    usage: Mutex<Option<serde_json::Value>>,
    /// How many requests were left without an answer.
    ignored: watch::Sender<usize>,
    /// Who it says the person is, where that is not Ada.
    account: Mutex<Option<serde_json::Value>>,
    /// Lets the next answer about the person go, which is as they were when it was asked for.
    held_account: Mutex<Option<oneshot::Receiver<()>>>,
    preferences: KeptPreferences,
    /// The path of every request.
    requests: watch::Sender<Vec<String>>,
}

/// How a server treats requests.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Mood {
    #[default]
    Answering,
    /// A proxy says that the server is away.
    Away,
    /// It takes requests and never answers.
    Ignoring,
}

impl Wire {
    async fn treat(self: Arc<Self>, request: Request, next: Next) -> Response {
        let path = request.uri().path().to_owned();
        self.requests.send_modify(|requests| requests.push(path));
        let mood = *self.mood.lock().unwrap();
        match mood {
            Mood::Answering => next.run(request).await,
            Mood::Away => StatusCode::BAD_GATEWAY.into_response(),
            Mood::Ignoring => {
                self.ignored.send_modify(|requests| *requests += 1);
                std::future::pending().await
            }
        }
    }
}

fn event(name: &str, id: &str, data: serde_json::Value) -> Event {
    Event::default().event(name).id(id).json_data(data).unwrap()
}

impl FakeServer {
    async fn start() -> Self {
        let wire = Arc::new(Wire::default());
        *wire.preferences.lock().unwrap() = preferences_of(1, 10);
        let opened = wire.clone();
        let stream = async move |headers: HeaderMap| {
            let position = headers.get("last-event-id").map(|position| position.to_str().unwrap().to_owned());
            let (sender, mut events) = unbounded_channel();
            if !opened.silent.load(Ordering::SeqCst) {
                sender.send(event("entries", "0", entries(250))).unwrap();
            }
            *opened.stream.lock().unwrap() = Some(sender);
            opened.positions.send_modify(|positions| positions.push(position));
            Sse::new(poll_fn(move |context| events.poll_recv(context).map(|event| event.map(Ok::<_, Infallible>))))
        };
        let (treating, asked) = (wire.clone(), wire.clone());
        let figures = async move || answer(asked.usage.lock().unwrap().clone().unwrap_or_else(|| usage_of(250)));
        let known = wire.clone();
        let account = async move || {
            let account = known.account.lock().unwrap().clone().unwrap_or_else(|| account_of("Ada"));
            let held = known.held_account.lock().unwrap().take();
            if let Some(held) = held {
                held.await.unwrap();
            }
            answer(account)
        };
        let router = signed_in_router_with(wire.preferences.clone())
            .route("/v1/account", get(account))
            .route("/v1/workspaces/w/usage/entries", get(no_entries))
            .route("/v1/workspaces/w/usage", get(figures))
            .route("/v1/stream", get(stream))
            .layer(from_fn(move |request, next| treating.clone().treat(request, next)));
        Self { url: serve(router).await, wire }
    }

    fn url(&self) -> String {
        self.url.clone()
    }

    fn set(&self, mood: Mood) {
        *self.wire.mood.lock().unwrap() = mood;
    }

    /// Closes the open stream.
    fn hang_up(&self) {
        self.wire.stream.lock().unwrap().take();
    }

    /// Waits until requests are left without an answer.
    async fn ignores(&self) {
        let mut ignored = self.wire.ignored.subscribe();
        let waiting = ignored.wait_for(|requests| *requests > 0);
        tokio::time::timeout(PATIENCE, waiting).await.expect("in time").unwrap();
    }

    /// How often that path was asked for.
    fn asked_for(&self, path: &str) -> usize {
        self.wire.requests.borrow().iter().filter(|asked| *asked == path).count()
    }

    /// Waits until that path was asked for so often.
    async fn asks_for(&self, path: &str, times: usize) {
        let mut requests = self.wire.requests.subscribe();
        let waiting = requests.wait_for(|asked| asked.iter().filter(|asked| *asked == path).count() >= times);
        tokio::time::timeout(PATIENCE, waiting).await.expect("in time").unwrap();
    }

    fn say(&self, name: &str, id: &str, data: serde_json::Value) {
        self.wire.stream.lock().unwrap().as_ref().expect("a stream is open").send(event(name, id, data)).unwrap();
    }

    /// Waits until so many streams were opened, and answers what each of them was opened behind.
    async fn opened_behind(&self, streams: usize) -> Vec<Option<String>> {
        let mut positions = self.wire.positions.subscribe();
        let waiting = positions.wait_for(|positions| positions.len() >= streams);
        tokio::time::timeout(PATIENCE, waiting).await.expect("in time").unwrap().clone()
    }
}

/// Serves it until the test's runtime ends.
async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

fn is_offline(snapshot: &Snapshot) -> bool {
    matches!(snapshot.connection, Connection::Offline { .. })
}

async fn sign_in(engine: &Engine, url: String) {
    let outcome = engine.sign_in(url, "ada@example.com".to_owned(), "a password".to_owned()).await;
    assert_eq!(outcome, Ok(SignInOutcome::SignedIn));
}

/// Starts the app, signed in at the server and following it.
async fn live(device: &Device, server: &FakeServer) -> Engine {
    let engine = device.start().await;
    sign_in(&engine, server.url()).await;
    until(&engine, |snapshot| snapshot.connection == Connection::Live).await;
    engine
}

async fn until(engine: &Engine, reached: impl FnMut(&Snapshot) -> bool) -> Snapshot {
    let mut snapshots = engine.snapshot();
    let waiting = snapshots.wait_for(reached);
    tokio::time::timeout(PATIENCE, waiting).await.expect("in time").unwrap().clone()
}

async fn until_available(engine: &Engine, credits: i32) -> Snapshot {
    until(engine, |snapshot| snapshot.usage.as_ref().is_some_and(|usage| usage.available == credits)).await
}
