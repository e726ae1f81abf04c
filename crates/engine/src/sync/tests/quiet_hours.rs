//! Quiet hours: what waits for their end, and what does not.

use infuse_protocol::stream::AlertKind;

use super::preferences::followed;
use super::*;
use crate::notice::{Counts, Occasion};
use crate::preferences::{AlertKind as Kind, QuietBoundary};
use crate::snapshot::{PauseUntil, Warnings};
use crate::usage::view::AlertNotification;

/// It is noon; they last until two.
async fn is_quiet(engine: &Engine) {
    engine.set_quiet_boundary(QuietBoundary::From, "11:30".to_owned()).await.unwrap();
    engine.set_quiet_boundary(QuietBoundary::To, "14:00".to_owned()).await.unwrap();
    engine.set_quiet_hours(true).await.unwrap();
    let at_two = Warnings::Quiet { until: "2026-11-21T14:00:00.000Z".to_owned() };
    until(engine, |snapshot| snapshot.warnings == at_two).await;
}

/// Lets the worker do all that was said to it.
async fn heard(engine: &Engine, server: &FakeServer, available: i64) {
    server.say("entries", &available.to_string(), entries(available));
    until_available(engine, i32::try_from(available).unwrap()).await;
}

#[tokio::test]
async fn what_comes_in_quiet_hours_is_handed_over_as_one_digest_at_their_end() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = followed(&device, &server).await;
    is_quiet(&engine).await;
    server.raise(&alert("report", AlertKind::WorkflowFailed));
    server.raise(&alert("calendar", AlertKind::IntegrationNeedsReconnect));
    heard(&engine, &server, 123).await;
    assert_eq!(device.desktop.shown(), []);
    assert!(engine.alerts(10).await.unwrap().iter().all(|row| row.notification == AlertNotification::Waiting));
    device.sleep(Duration::from_secs(2 * 60 * 60 + 2)).await;
    let mut versions = engine.journal_version();
    versions.borrow_and_update();
    let counts = Counts { workflows_failed: 1, reconnects: 1, ..Counts::default() };
    let shown = device.desktop.shows(1).await;
    assert!(matches!(&shown[..], [Notice::Digest { occasion: Occasion::Away, counts: told, .. }] if *told == counts));
    until(&engine, |snapshot| snapshot.warnings == Warnings::On).await;
    // Whoever shows the list asks anew.
    tokio::time::timeout(PATIENCE, versions.changed()).await.expect("it is told").unwrap();
    engine.stop().await;
    let engine = device.start().await;
    assert!(engine.alerts(10).await.unwrap().iter().all(|row| row.notification == AlertNotification::Shown));
    engine.stop().await;
}

#[tokio::test]
async fn what_a_person_lets_through_is_shown_at_once_and_takes_nothing_along() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = followed(&device, &server).await;
    is_quiet(&engine).await;
    engine.set_let_through(Kind::WorkflowFailed, true).await.unwrap();
    server.raise(&alert("calendar", AlertKind::IntegrationNeedsReconnect));
    server.raise(&alert("report", AlertKind::WorkflowFailed));
    assert_eq!(device.desktop.shows(1).await, [signal("report")]);
    engine.set_quiet_hours(false).await.unwrap();
    assert_eq!(device.desktop.shows(2).await, [signal("report"), signal("calendar")]);
    engine.stop().await;
}

#[tokio::test]
async fn what_is_let_through_later_is_shown_then() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = followed(&device, &server).await;
    is_quiet(&engine).await;
    server.raise(&alert("report", AlertKind::WorkflowFailed));
    heard(&engine, &server, 123).await;
    assert_eq!(device.desktop.shown(), []);
    engine.set_let_through(Kind::WorkflowFailed, true).await.unwrap();
    assert_eq!(device.desktop.shows(1).await, [signal("report")]);
    engine.stop().await;
}

#[tokio::test]
async fn quiet_hours_survive_a_restart_and_hold_what_happened_meanwhile() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = followed(&device, &server).await;
    is_quiet(&engine).await;
    server.raise(&alert("report", AlertKind::WorkflowFailed));
    heard(&engine, &server, 123).await;
    engine.stop().await;
    let engine = device.start().await;
    until(&engine, |snapshot| snapshot.connection == Connection::Live).await;
    until(&engine, |snapshot| matches!(snapshot.warnings, Warnings::Quiet { .. })).await;
    heard(&engine, &server, 124).await;
    assert_eq!(device.desktop.shown(), []);
    // The computer sleeps until after their end.
    device.clock.jump(3 * 60 * 60 * 1_000);
    device.clock.wakes.send_replace(());
    assert_eq!(device.desktop.shows(1).await, [signal("report")]);
    engine.stop().await;
}

#[tokio::test]
async fn quiet_hours_begin_by_themselves() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = followed(&device, &server).await;
    engine.set_quiet_boundary(QuietBoundary::From, "13:00".to_owned()).await.unwrap();
    engine.set_quiet_boundary(QuietBoundary::To, "14:00".to_owned()).await.unwrap();
    engine.set_quiet_hours(true).await.unwrap();
    server.raise(&alert("before", AlertKind::WorkflowFailed));
    assert_eq!(device.desktop.shows(1).await, [signal("before")]);
    device.sleep(Duration::from_secs(60 * 60 + 2)).await;
    until(&engine, |snapshot| matches!(snapshot.warnings, Warnings::Quiet { .. })).await;
    // The stream was silent for an hour, and is opened anew.
    server.opened_behind(2).await;
    server.raise(&alert("within", AlertKind::WorkflowFailed));
    heard(&engine, &server, 123).await;
    assert_eq!(device.desktop.shown().len(), 1);
    engine.stop().await;
}

#[tokio::test]
async fn a_pause_until_tomorrow_ends_at_eight_in_the_morning() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = followed(&device, &server).await;
    engine.pause_warnings(PauseUntil::Tomorrow).await.unwrap();
    let at_eight = Warnings::Paused { until: "2026-11-22T08:00:00.000Z".to_owned() };
    until(&engine, |snapshot| snapshot.warnings == at_eight).await;
    server.raise(&alert("report", AlertKind::WorkflowFailed));
    heard(&engine, &server, 123).await;
    assert_eq!(device.desktop.shown(), []);
    device.sleep(Duration::from_secs(20 * 60 * 60 + 2)).await;
    assert_eq!(device.desktop.shows(1).await, [signal("report")]);
    engine.stop().await;
}
