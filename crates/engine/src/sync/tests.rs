//! The worker against servers that no Infuse server would be.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::tz::TimeZone;
use secrecy::SecretString;
use serde_json::json;
use tokio::net::TcpListener;

use crate::ports::{Clock, Notifier, NotifierError, Ports, Secrets, SecretsError};
use crate::snapshot::{Access, Connection, Snapshot};
use crate::usage::alerts::Notice;
use crate::{Config, Engine};

#[derive(Default)]
struct FakeKeyring(Mutex<HashMap<String, SecretString>>);

#[async_trait]
impl Secrets for FakeKeyring {
    async fn get(&self, name: &str) -> Result<Option<SecretString>, SecretsError> {
        Ok(self.0.lock().unwrap().get(name).cloned())
    }

    async fn set(&self, name: &str, secret: SecretString) -> Result<(), SecretsError> {
        self.0.lock().unwrap().insert(name.to_owned(), secret);
        Ok(())
    }

    async fn remove(&self, name: &str) -> Result<(), SecretsError> {
        self.0.lock().unwrap().remove(name);
        Ok(())
    }
}

struct FakeNotifier;

#[async_trait]
impl Notifier for FakeNotifier {
    async fn show(&self, _notice: &Notice) -> Result<(), NotifierError> {
        Ok(())
    }
}

/// A clock that a test sets. It starts on 2026-11-21 at noon.
struct FakeClock(AtomicI64);

impl Clock for FakeClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }

    fn time_zone(&self) -> TimeZone {
        TimeZone::UTC
    }
}

struct Device {
    folder: tempfile::TempDir,
    keyring: Arc<FakeKeyring>,
    clock: Arc<FakeClock>,
}

impl Device {
    fn new() -> Self {
        // Another test of this process may have installed it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let clock = Arc::new(FakeClock(AtomicI64::new(1_795_262_400_000)));
        Self { folder: tempfile::tempdir().unwrap(), keyring: Arc::default(), clock }
    }

    async fn start(&self) -> Engine {
        start(self.folder.path(), self.keyring.clone(), self.clock.clone()).await
    }
}

async fn start(folder: &Path, keyring: Arc<FakeKeyring>, clock: Arc<FakeClock>) -> Engine {
    let config = Config {
        folder: folder.to_owned(),
        device_name: "test".to_owned(),
        platform: "linux".to_owned(),
        app_version: "0.0.0".to_owned(),
    };
    Engine::start(config, Ports { secrets: keyring, notifier: Arc::new(FakeNotifier), clock, local_server: None }).await
}

fn answer(value: serde_json::Value) -> Response {
    value.to_string().into_response()
}

/// A server with one account and one workspace, whose usage and stream a test makes up.
fn router() -> Router {
    let at = "2026-11-01T00:00:00.000Z";
    let account = json!({
        "id": "a", "name": "Ada", "email": "ada@example.com", "email_verified": true, "sign_in_method": "password",
        "two_factor": { "enabled": false, "recovery_codes_left": 0 }, "created_at": at, "deletion_scheduled_at": null,
    });
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
        .route("/v1/account", get(async move || answer(account)))
        .route("/v1/workspaces", get(async move || answer(workspaces)))
        .route("/v1/workspaces/w/usage/entries", get(async || answer(json!({ "items": [], "next_cursor": null }))))
}

fn usage() -> Response {
    answer(json!({
        "credits": {
            "monthly_total": 300, "monthly_used": 50, "monthly_remaining": 250, "purchased_remaining": 0,
            "held": 0, "available": 250, "resets_at": "2026-12-01T00:00:00.000Z",
        },
        "grants": [], "memory_words": { "used": null, "limit": 50000 }, "workflows": { "active": null, "limit": 2 },
        "as_of": "2026-11-21T12:00:00.000Z", "entry_seq": 0,
    }))
}

/// Serves it until the test's runtime ends.
async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

async fn sign_in(engine: &Engine, url: String) {
    engine.sign_in(url, "ada@example.com".to_owned(), "a password".to_owned()).await.unwrap();
}

async fn until(engine: &Engine, reached: impl FnMut(&Snapshot) -> bool) -> Snapshot {
    let mut snapshots = engine.snapshot();
    let waiting = snapshots.wait_for(reached);
    tokio::time::timeout(std::time::Duration::from_secs(30), waiting).await.expect("in time").unwrap().clone()
}

#[tokio::test]
async fn a_server_whose_stream_can_not_be_opened_is_asked_instead() {
    let router = router()
        .route("/v1/workspaces/w/usage", get(async || usage()))
        .route("/v1/stream", get(async || StatusCode::NOT_IMPLEMENTED));
    let device = Device::new();
    let engine = device.start().await;
    sign_in(&engine, serve(router).await).await;
    let polling = until(&engine, |snapshot| snapshot.connection == Connection::Polling).await;
    let shown = polling.usage.unwrap();
    assert_eq!((shown.available, shown.stale, shown.memory_words_used), (250, false, None));
    engine.stop().await;
}

#[tokio::test]
async fn a_server_that_answers_nonsense_is_offline_and_shows_no_figures() {
    let router = router()
        .route("/v1/workspaces/w/usage", get(async || "<html>it works!</html>"))
        .route("/v1/stream", get(async || "<html>it works!</html>"));
    let device = Device::new();
    let engine = device.start().await;
    sign_in(&engine, serve(router).await).await;
    let offline = until(&engine, |snapshot| matches!(snapshot.connection, Connection::Offline { .. })).await;
    assert_eq!(offline.usage, None);
    assert!(matches!(offline.access, Access::SignedIn { .. }));
    engine.stop().await;
}

#[tokio::test]
async fn figures_from_the_day_before_are_stale_and_keep_their_age() {
    let calls = Arc::new(AtomicU32::new(0));
    let count = calls.clone();
    // The first answers are good; after them the server is away.
    let away_later = async move || match count.fetch_add(1, Ordering::SeqCst) {
        0 => usage(),
        _ => StatusCode::BAD_GATEWAY.into_response(),
    };
    let router = router()
        .route("/v1/workspaces/w/usage", get(away_later))
        .route("/v1/stream", get(async || StatusCode::NOT_IMPLEMENTED));
    let device = Device::new();
    let engine = device.start().await;
    sign_in(&engine, serve(router).await).await;
    let fresh = until(&engine, |snapshot| snapshot.usage.is_some()).await.usage.unwrap();
    engine.stop().await;

    device.clock.0.fetch_add(24 * 60 * 60 * 1_000, Ordering::SeqCst);
    let engine = device.start().await;
    let stale = until(&engine, |snapshot| snapshot.usage.is_some()).await.usage.unwrap();
    assert!(stale.stale && !fresh.stale);
    assert_eq!((stale.available, stale.as_of), (fresh.available, fresh.as_of));
    engine.stop().await;
}

#[test]
fn every_command_may_be_awaited_on_any_thread() {
    fn assert_send<T: Send>(_: impl FnOnce(Engine) -> T) {}
    assert_send(|engine| async move { engine.use_sample().await });
    assert_send(|engine| async move { engine.use_local(String::new()).await });
    assert_send(|engine| async move { engine.report(Default::default(), crate::usage::view::Period::Day).await });
    assert_send(|engine| async move { engine.journal(Default::default(), None, 1).await });
    assert_send(|engine| async move { engine.sign_out().await });
}
