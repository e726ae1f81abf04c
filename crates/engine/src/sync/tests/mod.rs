//! The worker on a made-up computer, against made-up servers.

mod alerts;
mod clock;
mod device;
mod editing;
mod entering;
mod fake_server;
mod outages;
mod preferences;
mod quiet_hours;
mod servers;
mod sign_ins;
mod signing_in;
mod troubles;
mod warnings;

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::json;
use tokio::sync::{oneshot, watch};

use crate::notice::Notice;
use crate::ports::SecretsError;
use crate::snapshot::{Access, Condition, Connection, Snapshot};
use crate::{Engine, SignInOutcome};
use device::*;
use fake_server::*;

const PATIENCE: Duration = Duration::from_secs(30);

/// What a promise in seconds is given beyond it, on a slow and busy machine.
const ALLOWANCE: Duration = Duration::from_secs(3);

fn is_offline(snapshot: &Snapshot) -> bool {
    matches!(snapshot.connection, Connection::Offline { .. })
}

async fn sign_in(engine: &Engine, url: String) {
    let outcome = engine.sign_in(url, "ada@example.com".to_owned(), "a password".to_owned()).await;
    assert_eq!(outcome, Ok(SignInOutcome::SignedIn { recovery_codes_left: None }));
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

fn signal(title: &str) -> Notice {
    Notice::Signal { title: title.to_owned(), detail: String::new() }
}
