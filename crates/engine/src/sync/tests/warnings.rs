//! What a person is told, and when.

use infuse_protocol::Timestamp;
use infuse_protocol::stream::{Alert, AlertKind};
use serde_json::to_value;

use super::*;
use crate::notice::Occasion;
use crate::snapshot::{PauseUntil, Warnings};

#[tokio::test]
async fn a_warning_that_a_pause_held_is_judged_again_when_it_is_shown() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    engine.pause_warnings(PauseUntil::Reset).await.unwrap();
    until(&engine, |snapshot| matches!(snapshot.warnings, Warnings::Paused { .. })).await;
    server.raise(&alert("low", AlertKind::CreditsLow));
    server.raise(&alert("exhausted", AlertKind::CreditsExhausted));
    server.say("entries", "2", entries(0));
    until_available(&engine, 0).await;
    let mut renewed = usage_of(300);
    renewed["as_of"] = "2026-12-01T00:00:03.000Z".into();
    renewed["credits"]["cycle_started_at"] = "2026-12-01T00:00:00.000Z".into();
    renewed["credits"]["resets_at"] = "2027-01-01T00:00:00.000Z".into();
    *server.wire.usage.lock().unwrap() = Some(renewed);
    assert_eq!(device.desktop.shown(), []);
    // Until the reset, and a little longer.
    device.sleep(Duration::from_secs(9 * 24 * 60 * 60 + 12 * 60 * 60 + 3)).await;
    let was = Notice::CreditsWereExhausted { at_ms: NOON_MS + 1, granted: Some(300), available: 300 };
    assert_eq!(device.desktop.shows(1).await, [was]);
    engine.stop().await;
}

#[tokio::test]
async fn another_workspace_is_told_of_in_its_own_words() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    let exhausted = alert("used up", AlertKind::CreditsExhausted);
    server.raise(&Alert { workspace_id: "team".to_owned(), ..exhausted });
    let elsewhere = Notice::Elsewhere { title: "used up".to_owned(), detail: String::new() };
    assert_eq!(device.desktop.shows(1).await, [elsewhere]);
    engine.stop().await;
}

#[tokio::test]
async fn an_alert_of_a_newer_server_is_told_and_what_can_not_be_read_ends_nothing() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    server.say("alert", "1", json!({ "id": "without a kind" }));
    server.say("entries", "2", json!({ "workspace_id": "w", "entries": "many" }));
    let mut newer = to_value(alert("moon", AlertKind::WorkflowFailed)).unwrap();
    newer["kind"] = "moon_is_full".into();
    server.say("alert", "3", newer);
    assert_eq!(device.desktop.shows(1).await, [signal("moon")]);
    server.say("entries", "4", entries(200));
    until_available(&engine, 200).await;
    assert_eq!(server.opened_behind(1).await, [None]);
    engine.stop().await;
}

#[tokio::test]
async fn many_signals_at_once_are_few_notices() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    for number in 0..12 {
        server.raise(&alert(&format!("signal {number}"), AlertKind::WorkflowFailed));
    }
    let told = |shown: &[Notice]| -> u32 {
        shown
            .iter()
            .map(|notice| match notice {
                Notice::Digest { occasion: Occasion::Burst, counts, .. } => counts.workflows_failed,
                Notice::Signal { .. } => 1,
                other => panic!("{other:?}"),
            })
            .sum()
    };
    let mut notices = 1;
    while told(&device.desktop.shows(notices).await) < 12 {
        notices += 1;
    }
    assert!(notices <= 4, "{:?}", device.desktop.shown());
    engine.stop().await;
    assert_eq!(told(&device.desktop.shown()), 12);
}

#[tokio::test]
async fn a_desktop_that_never_answers_delays_neither_figures_nor_the_end() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    device.desktop.deaf.store(true, Ordering::SeqCst);
    server.raise(&alert("lost", AlertKind::WorkflowFailed));
    server.say("entries", "2", entries(249));
    // Well before the desktop is told to be deaf.
    let soon = tokio::time::timeout(ALLOWANCE, until_available(&engine, 249));
    soon.await.expect("the figure follows");
    Device::run(Duration::from_secs(6)).await;
    until(&engine, |snapshot| snapshot.conditions.contains(&Condition::NoNotifications)).await;
    tokio::time::timeout(Duration::from_secs(1) + ALLOWANCE, engine.stop()).await.expect("it ends");
}

#[tokio::test]
async fn a_warning_that_no_desktop_had_taken_when_the_app_ended_is_shown_by_the_next_start() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    device.desktop.out_of_reach.store(true, Ordering::SeqCst);
    server.raise(&alert("1", AlertKind::WorkflowFailed));
    device.desktop.is_reached(1).await;
    engine.stop().await;
    device.desktop.out_of_reach.store(false, Ordering::SeqCst);
    let engine = device.start().await;
    assert_eq!(device.desktop.shows(1).await, [signal("1")]);
    engine.stop().await;
}

#[tokio::test]
async fn a_desktop_that_can_not_be_reached_is_said_so_and_asked_anew_when_it_can() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    device.desktop.out_of_reach.store(true, Ordering::SeqCst);
    server.raise(&alert("1", AlertKind::WorkflowFailed));
    device.desktop.is_reached(1).await;
    Device::run(Duration::from_secs(6)).await;
    until(&engine, |snapshot| snapshot.conditions == [Condition::NoNotifications]).await;
    device.desktop.out_of_reach.store(false, Ordering::SeqCst);
    engine.set_condition(Condition::NoNotifications, false);
    assert_eq!(device.desktop.shows(1).await, [signal("1")]);
    until(&engine, |snapshot| snapshot.conditions.is_empty()).await;
    engine.stop().await;
    assert_eq!(device.desktop.shown().len(), 1);
}

#[tokio::test]
async fn a_notice_that_the_system_refuses_is_kept_until_notifications_are_allowed() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    device.desktop.off.store(true, Ordering::SeqCst);
    server.raise(&alert("1", AlertKind::WorkflowFailed));
    until(&engine, |snapshot| snapshot.conditions == [Condition::NotificationsOff]).await;
    assert!(device.desktop.shown().is_empty());
    device.desktop.off.store(false, Ordering::SeqCst);
    engine.set_condition(Condition::NotificationsOff, false);
    assert_eq!(device.desktop.shows(1).await, [signal("1")]);
    until(&engine, |snapshot| snapshot.conditions.is_empty()).await;
    engine.stop().await;
}

#[tokio::test]
async fn what_is_raised_while_the_stream_can_not_be_opened_is_told() {
    let raised = Arc::new(Mutex::new(vec![(1, NOON_MS - 60_000)]));
    let list = raised.clone();
    let alerts = async move |request: Request| {
        let after = request.uri().query().unwrap().split('&').find_map(|pair| pair.strip_prefix("after=")).unwrap();
        let after: i64 = after.parse().unwrap();
        let items: Vec<_> = list
            .lock()
            .unwrap()
            .iter()
            .filter(|(seq, _)| *seq > after)
            .map(|(seq, raised_ms)| {
                json!({
                    "seq": seq, "id": format!("alert {seq}"), "kind": "workflow_failed", "title": format!("signal {seq}"),
                    "detail": "", "raised_at": Timestamp::from_millis(*raised_ms),
                })
            })
            .collect();
        answer(json!({ "items": items, "next_cursor": null }))
    };
    let router = router()
        .route("/v1/workspaces/w/usage", get(async || usage()))
        .route("/v1/workspaces/w/usage/alerts", get(alerts))
        .route("/v1/stream", get(async || StatusCode::NOT_IMPLEMENTED));
    let device = Device::new();
    let engine = device.start().await;
    sign_in(&engine, serve(router).await).await;
    until(&engine, |snapshot| snapshot.connection == Connection::Polling).await;
    raised.lock().unwrap().push((2, NOON_MS + 1_000));
    device.sleep(Duration::from_secs(31)).await;
    assert_eq!(device.desktop.shows(1).await, [signal("signal 2")]);
    engine.stop().await;
}

#[tokio::test]
async fn one_and_the_same_wish_pauses_warnings_and_resumes_them() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    engine.toggle_warnings().await.unwrap();
    until(&engine, |snapshot| matches!(snapshot.warnings, Warnings::Paused { .. })).await;
    engine.toggle_warnings().await.unwrap();
    until(&engine, |snapshot| snapshot.warnings == Warnings::On).await;
    engine.stop().await;
}
