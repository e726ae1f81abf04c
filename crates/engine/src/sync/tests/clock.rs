//! A computer whose clock is wrong, and is then set.

use infuse_protocol::Timestamp;
use infuse_protocol::stream::{Alert, AlertKind};
use serde_json::to_value;

use super::*;
use crate::snapshot::{PauseUntil, Warnings};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// Jumps in both directions, further than anything that is remembered.
const JUMPS: [i64; 3] = [400 * DAY_MS, -800 * DAY_MS, 400 * DAY_MS + 1];

fn alert(id: &str) -> serde_json::Value {
    let alert = Alert {
        id: id.to_owned(),
        workspace_id: "w".to_owned(),
        kind: AlertKind::WorkflowFailed,
        title: id.to_owned(),
        detail: String::new(),
        link: None,
        // By the server's clock, a moment after the connection began.
        raised_at: Timestamp::from_millis(NOON_MS + 1),
    };
    to_value(alert).unwrap()
}

fn shown(device: &Device) -> Vec<String> {
    let title = |notice: &Notice| match notice {
        Notice::Signal { title, .. } => title.clone(),
        other => panic!("{other:?}"),
    };
    device.desktop.shown().iter().map(title).collect()
}

#[tokio::test]
async fn no_jump_of_the_clock_shows_an_alert_twice_or_holds_one_back() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = device.start().await;
    sign_in(&engine, server.url()).await;
    let mut expected = Vec::new();
    for (number, jump) in JUMPS.into_iter().enumerate() {
        server.opened_behind(number + 1).await;
        until(&engine, |snapshot| snapshot.connection == Connection::Live).await;
        let new = format!("alert {number}");
        expected.push(new.clone());
        // What was told before is told again, as after a stream that ended before its position was noted.
        for id in &expected {
            server.say("alert", id, alert(id));
        }
        // The worker hears one thing after the other.
        let available = 100 + i32::try_from(number).unwrap();
        server.say("entries", &new, entries(i64::from(available)));
        until_available(&engine, available).await;
        device.desktop.shows(expected.len()).await;
        assert_eq!(shown(&device), expected);
        device.clock.jump(jump);
        server.hang_up();
    }
    engine.stop().await;
    assert_eq!(shown(&device), expected);
}

#[tokio::test]
async fn live_figures_are_live_whatever_the_clock_says() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    for (jump, available) in JUMPS.into_iter().zip(200..) {
        device.clock.jump(jump);
        server.say("entries", "1", entries(i64::from(available)));
        let usage = until_available(&engine, available).await.usage.unwrap();
        assert!(!usage.stale, "{usage:?}");
    }
    engine.stop().await;
}

#[tokio::test]
async fn figures_whose_age_the_clock_can_not_tell_are_stale() {
    for jump in JUMPS {
        let (device, server) = (Device::new(), FakeServer::start().await);
        let engine = live(&device, &server).await;
        server.set(Mood::Away);
        server.hang_up();
        assert!(!until(&engine, is_offline).await.usage.unwrap().stale);
        device.clock.jump(jump);
        // It is noticed when the server is tried again.
        until(&engine, |snapshot| snapshot.usage.as_ref().is_some_and(|usage| usage.stale)).await;
        engine.stop().await;
    }
}

#[tokio::test]
async fn another_day_has_the_journal_asked_for_again() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    let mut versions = engine.journal_version();
    versions.borrow_and_update();
    // It is noon.
    device.sleep(Duration::from_secs(12 * 60 * 60 + 2)).await;
    tokio::time::timeout(PATIENCE, versions.changed()).await.expect("in time").unwrap();
    engine.stop().await;
}

#[tokio::test]
async fn after_a_sleep_figures_are_as_old_as_they_are_until_the_server_has_answered() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    server.set(Mood::Ignoring);
    device.clock.jump(DAY_MS / 3);
    Device::run(Duration::from_secs(3)).await;
    let woken = until(&engine, |snapshot| snapshot.connection == Connection::Connecting).await;
    let usage = woken.usage.unwrap();
    assert!(usage.stale && woken.outdated);
    assert_eq!(usage.as_of, "2026-11-21T12:00:00.000Z");
    Device::run(Duration::from_secs(2)).await;
    until(&engine, is_offline).await;

    server.set(Mood::Answering);
    engine.refresh().await.unwrap();
    let back = until(&engine, |snapshot| snapshot.connection == Connection::Live).await;
    assert!(!back.usage.unwrap().stale);
    engine.stop().await;
}

#[tokio::test]
async fn a_wake_that_the_system_tells_of_has_the_server_asked_at_once() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    server.set(Mood::Ignoring);
    device.clock.jump(DAY_MS / 3);
    // Nobody has looked at the clock yet.
    device.clock.wakes.send_replace(());
    let woken = until(&engine, |snapshot| snapshot.connection == Connection::Connecting).await;
    assert!(woken.usage.unwrap().stale && woken.outdated);
    engine.stop().await;
}

#[tokio::test]
async fn what_became_due_in_a_sleep_happens_within_five_seconds_of_waking() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    engine.pause_warnings(PauseUntil::Reset).await.unwrap();
    until(&engine, |snapshot| matches!(snapshot.warnings, Warnings::Paused { .. })).await;
    let mut versions = engine.journal_version();
    versions.borrow_and_update();
    let mut renewed = usage_of(300);
    renewed["as_of"] = "2026-12-01T00:00:30.000Z".into();
    renewed["credits"]["cycle_started_at"] = "2026-12-01T00:00:00.000Z".into();
    renewed["credits"]["resets_at"] = "2027-01-01T00:00:00.000Z".into();
    *server.wire.usage.lock().unwrap() = Some(renewed);
    // It is the first of December, half a minute after the reset.
    device.clock.jump(DAY_MS * 9 + DAY_MS / 2 + 30_000);
    Device::run(Duration::from_secs(3)).await;
    tokio::time::timeout(Duration::from_secs(2) + ALLOWANCE, async {
        until_available(&engine, 300).await;
        until(&engine, |snapshot| snapshot.warnings == Warnings::On).await;
        versions.changed().await.unwrap();
    })
    .await
    .expect("in time");
    engine.stop().await;
}
