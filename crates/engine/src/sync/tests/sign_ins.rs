//! Sign-ins from new devices, and what keeps a notice of one from being shown.

use super::*;
use crate::access::view::ActivityGroup;

fn new_device(name: &str) -> Notice {
    Notice::NewDevice { device: Some(name.to_owned()), address: "192.0.2.1".to_owned() }
}

#[tokio::test]
async fn a_sign_in_that_the_system_shows_nothing_of_waits_until_notifications_are_allowed() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    device.desktop.off.store(true, Ordering::SeqCst);
    server.sign_in_from(1, "Laptop");
    until(&engine, |snapshot| snapshot.conditions == [Condition::NotificationsOff]).await;
    assert_eq!(device.desktop.shown(), []);
    device.desktop.off.store(false, Ordering::SeqCst);
    engine.set_condition(Condition::NotificationsOff, false);
    assert_eq!(device.desktop.shows(1).await, [new_device("Laptop")]);
    engine.stop().await;
}

#[tokio::test]
async fn whoever_lets_much_happen_holds_no_notice_of_a_sign_in_back() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    server.wire.activity_goes_on.store(true, Ordering::SeqCst);
    server.sign_in_from(1, "Laptop");
    assert_eq!(device.desktop.shows(1).await, [new_device("Laptop")]);
    engine.stop().await;
}

#[tokio::test]
async fn what_happens_during_a_look_is_looked_for_after_it() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    server.asks_for("/v1/sessions", 2).await;
    let go = server.hold("/v1/sessions");
    server.sign_in_from(1, "Laptop");
    server.asks_for("/v1/sessions", 3).await;
    server.sign_in_from(2, "Phone");
    server.say("entries", "1", entries(249));
    until_available(&engine, 249).await;
    go.send(()).unwrap();
    assert_eq!(device.desktop.shows(2).await, [new_device("Laptop"), new_device("Phone")]);
    engine.stop().await;
}

#[tokio::test]
async fn a_look_that_fails_is_repeated_while_nothing_else_happens() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    let asked = server.asked_for("/v1/account/activity");
    server.wire.keeps_activity_back.store(true, Ordering::SeqCst);
    server.sign_in_from(1, "Laptop");
    server.asks_for("/v1/account/activity", asked + 1).await;
    server.wire.keeps_activity_back.store(false, Ordering::SeqCst);
    assert_eq!(device.desktop.shows(1).await, [new_device("Laptop")]);
    engine.stop().await;
}

#[tokio::test]
async fn a_desktop_that_does_not_answer_about_one_sign_in_costs_the_notice_of_no_other() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    device.desktop.deaf.store(true, Ordering::SeqCst);
    server.sign_in_from(1, "Laptop");
    device.desktop.is_reached(1).await;
    Device::run(Duration::from_secs(6)).await;
    until(&engine, |snapshot| snapshot.conditions == [Condition::NoNotifications]).await;
    server.sign_in_from(2, "Phone");
    server.asks_for("/v1/sessions", 4).await;
    engine.stop().await;
    device.desktop.deaf.store(false, Ordering::SeqCst);
    let engine = device.start().await;
    assert_eq!(device.desktop.shows(1).await, [new_device("Phone")]);
    engine.stop().await;
}

#[tokio::test]
async fn nobody_is_told_of_the_sign_ins_of_who_has_left() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    device.desktop.slow.send_replace(true);
    server.sign_in_from(1, "Laptop");
    device.desktop.is_reached(1).await;
    engine.sign_out().await.unwrap();
    until(&engine, |snapshot| matches!(snapshot.access, Access::SignedOut { .. })).await;
    device.desktop.slow.send_replace(false);
    // It waits for the notice that is under way.
    engine.stop().await;
    assert_eq!(device.desktop.shown(), []);
}

#[tokio::test]
async fn of_many_sign_ins_the_newest_are_told_and_none_that_was_before_this_session() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    let names = ["first", "second", "third", "fourth", "fifth"];
    {
        let mut activity = server.wire.activity.lock().unwrap();
        for (number, name) in (1..).zip(names) {
            let happened_at = if number == 5 { "2026-10-31T00:00:00.000Z" } else { "2026-11-21T12:00:00.000Z" };
            activity.push(json!({
                "id": format!("00000000-0000-7000-8000-{number:012}"), "kind": "signed_in_from_new_device",
                "happened_at": happened_at, "address": "192.0.2.1",
                "device": { "name": name, "platform": "linux", "app_version": "0.1.0" }, "detail": null,
            }));
        }
    }
    server.say("changed", "0", json!({ "resource": "activity", "version": 1 }));
    assert_eq!(device.desktop.shows(3).await, ["second", "third", "fourth"].map(new_device));
    engine.stop().await;
    assert_eq!(device.desktop.shown().len(), 3);
}

#[tokio::test]
async fn a_list_of_activity_that_never_ends_is_left_in_the_end() {
    let device = Device::new();
    let (asked, cursors) = (Arc::new(AtomicU32::new(0)), Arc::new(Mutex::new(Vec::new())));
    let (counted, told) = (asked.clone(), cursors.clone());
    let page = async move |request: Request| {
        counted.fetch_add(1, Ordering::SeqCst);
        let query = request.uri().query().unwrap_or_default().as_bytes().to_vec();
        let cursor = url::form_urlencoded::parse(&query).find(|(name, _)| name == "cursor");
        told.lock().unwrap().extend(cursor.map(|(_, value)| value.into_owned()));
        let event = json!({
            "id": "e", "kind": "token_issued", "happened_at": "2026-11-21T12:00:00.000Z", "address": "", "device": null,
            "detail": null,
        });
        answer(json!({ "items": vec![event; 200], "next_cursor": "a&b=c d" }))
    };
    let router =
        router().route("/v1/workspaces/w/usage", get(async || usage())).route("/v1/account/activity", get(page));
    let engine = device.start().await;
    sign_in(&engine, serve(router).await).await;
    until(&engine, |snapshot| matches!(snapshot.access, Access::SignedIn { .. })).await;
    let rows = tokio::time::timeout(PATIENCE, engine.activity(Some(ActivityGroup::Email), 100)).await.expect("in time");
    assert_eq!(rows.unwrap().len(), 0);
    assert!(asked.load(Ordering::SeqCst) < 100);
    assert!(cursors.lock().unwrap().iter().all(|cursor| cursor == "a&b=c d"));
    engine.stop().await;
}
