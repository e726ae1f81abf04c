//! What a person is told of and when, as they prefer it, on this device.

use infuse_protocol::Timestamp;
use infuse_protocol::stream::AlertKind;

use super::*;
use crate::preferences::{AlertKind as Kind, AlertWay};
use crate::resources::{Field, FieldState, PreferencesView, ResourceName, ResourceView};
use crate::snapshot::{CreditLevel, Density, DeviceSettings, Language, PauseUntil, TextSize, Theme, TrayIcon};
use crate::usage::view::AlertNotification;

fn low(available: i64) -> Notice {
    let resets_at: Timestamp = "2026-12-01T00:00:00.000Z".parse().unwrap();
    Notice::CreditsLow { available: Some(available), resets_at_ms: Some(resets_at.as_millis()) }
}

async fn view_of(engine: &Engine) -> Option<PreferencesView> {
    match engine.resource(ResourceName::Preferences).await.unwrap() {
        Some(ResourceView::Preferences { fields }) => Some(*fields),
        _ => None,
    }
}

/// Waits until the preferences stand so. Each change of them is told.
async fn until_view(engine: &Engine, is_so: impl Fn(&PreferencesView) -> bool) -> PreferencesView {
    let mut versions = engine.resource_versions();
    let waiting = async {
        loop {
            match view_of(engine).await {
                Some(view) if is_so(&view) => return view,
                _ => versions.changed().await.unwrap(),
            }
        }
    };
    let reached = tokio::time::timeout(PATIENCE, waiting).await;
    match reached {
        Ok(view) => view,
        Err(_) => panic!("{:?} is not so", view_of(engine).await),
    }
}

fn saved<T>(value: T) -> Field<T> {
    Field { value, state: FieldState::Saved }
}

async fn until_level(engine: &Engine, level: CreditLevel) {
    until(engine, |snapshot| snapshot.usage.as_ref().is_some_and(|usage| usage.level == level)).await;
}

/// A device that follows the server, and knows what the person prefers.
pub(super) async fn followed(device: &Device, server: &FakeServer) -> Engine {
    let engine = live(device, server).await;
    until_view(&engine, |view| view.low_credit_threshold.state == FieldState::Saved).await;
    engine
}

#[tokio::test]
async fn a_threshold_is_worn_at_once_and_kept_by_the_server() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = followed(&device, &server).await;
    until_level(&engine, CreditLevel::Enough).await;
    engine.set_low_credit_threshold(290).await.unwrap();
    until_level(&engine, CreditLevel::Low).await;
    until_view(&engine, |view| view.low_credit_threshold == saved(290)).await;
    assert_eq!(*server.wire.preferences.lock().unwrap(), preferences_of(2, 290));
    engine.stop().await;
}

#[tokio::test]
async fn what_a_server_fails_at_holds_back_nothing_else_and_is_read_when_it_can() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    *server.wire.fails_at.lock().unwrap() = Some("/v1/personalization");
    let engine = followed(&device, &server).await;
    engine.set_low_credit_threshold(290).await.unwrap();
    until_view(&engine, |view| view.low_credit_threshold == saved(290)).await;
    let asked = server.asked_for("/v1/personalization");
    *server.wire.fails_at.lock().unwrap() = Some("/v1/preferences");
    server.asks_for("/v1/personalization", asked + 1).await;
    engine.stop().await;
}

#[tokio::test]
async fn a_threshold_that_was_set_without_a_connection_survives_the_app_and_arrives() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = followed(&device, &server).await;
    server.set(Mood::Away);
    server.hang_up();
    until(&engine, is_offline).await;
    engine.set_low_credit_threshold(290).await.unwrap();
    until_view(&engine, |view| view.low_credit_threshold == Field { value: 290, state: FieldState::Pending }).await;
    until_level(&engine, CreditLevel::Low).await;
    engine.stop().await;

    let engine = device.start().await;
    until_level(&engine, CreditLevel::Low).await;
    server.set(Mood::Answering);
    engine.refresh().await.unwrap();
    until_view(&engine, |view| view.low_credit_threshold == saved(290)).await;
    assert_eq!(server.wire.preferences.lock().unwrap()["low_credit_threshold"], 290);
    engine.stop().await;
}

#[tokio::test]
async fn two_devices_that_change_two_kinds_meet_in_no_conflict() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = followed(&device, &server).await;
    {
        let mut theirs = server.wire.preferences.lock().unwrap();
        merge(&mut theirs, &json!({ "version": 2, "alerts": { "credits_low": { "desktop": false } } }));
    }
    engine.set_alert_way(Kind::WorkflowFailed, AlertWay::Desktop, false).await.unwrap();
    let view = until_view(&engine, |view| view.workflow_failed_desktop == saved(false)).await;
    assert_eq!((view.credits_low_desktop, view.plan_upgraded_desktop), (saved(false), saved(true)));
    assert_eq!(server.wire.preferences.lock().unwrap()["version"], 3);
    engine.stop().await;
}

#[tokio::test]
async fn what_an_older_server_does_not_know_is_absent_and_takes_nothing_away() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    server.wire.preferences.lock().unwrap()["alerts"]["credits_low"] = json!({ "desktop": true });
    let engine = followed(&device, &server).await;
    let view = view_of(&engine).await.unwrap();
    assert_eq!((view.credits_low_email, view.credits_low_desktop), (saved(None), saved(true)));
    {
        let mut theirs = server.wire.preferences.lock().unwrap();
        merge(&mut theirs, &json!({ "version": 2, "alerts": { "credits_low": { "email": true } } }));
    }
    engine.set_low_credit_threshold(290).await.unwrap();
    until_view(&engine, |view| view.credits_low_email == saved(Some(true))).await;
    engine.set_alert_way(Kind::CreditsLow, AlertWay::Email, false).await.unwrap();
    let view = until_view(&engine, |view| view.credits_low_email == saved(Some(false))).await;
    assert_eq!(view.credits_low_desktop, saved(true));
    assert_eq!(server.wire.preferences.lock().unwrap()["alerts"]["credits_low"]["email"], false);
    engine.stop().await;
}

#[tokio::test]
async fn a_threshold_that_both_devices_changed_is_chosen_by_the_person() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = followed(&device, &server).await;
    // This device can not hear of it before it has kept its own.
    server.set(Mood::Away);
    *server.wire.preferences.lock().unwrap() = preferences_of(2, 100);
    engine.set_low_credit_threshold(290).await.unwrap();
    server.set(Mood::Answering);
    let conflict = Field { value: 290, state: FieldState::Conflict { mine: 290, theirs: 100 } };
    until_view(&engine, |view| view.low_credit_threshold == conflict).await;
    engine.keep_mine(ResourceName::Preferences, "low_credit_threshold".to_owned()).await.unwrap();
    until_view(&engine, |view| view.low_credit_threshold == saved(290)).await;
    engine.set_alert_way(Kind::CreditsLow, AlertWay::Desktop, false).await.unwrap();
    until_view(&engine, |view| view.credits_low_desktop == saved(false)).await;
    engine.stop().await;
}

#[tokio::test]
async fn a_kind_that_is_switched_off_shows_no_notification_and_can_be_read() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = followed(&device, &server).await;
    engine.set_alert_way(Kind::IntegrationNeedsReconnect, AlertWay::Desktop, false).await.unwrap();
    server.raise(&alert("mail", AlertKind::IntegrationNeedsReconnect));
    server.raise(&alert("report", AlertKind::WorkflowFailed));
    assert_eq!(device.desktop.shows(1).await, [signal("report")]);
    let told: Vec<_> = engine.alerts(10).await.unwrap().into_iter().map(|row| row.notification).collect();
    assert!(told.contains(&AlertNotification::Shown) && told.contains(&AlertNotification::LeftOut), "{told:?}");
    assert_eq!(told.len(), 2);
    // What was heard while it was off is not made up for.
    engine.set_alert_way(Kind::IntegrationNeedsReconnect, AlertWay::Desktop, true).await.unwrap();
    server.raise(&alert("calendar", AlertKind::IntegrationNeedsReconnect));
    assert_eq!(device.desktop.shows(2).await, [signal("report"), signal("calendar")]);
    engine.stop().await;
}

#[tokio::test]
async fn what_waits_is_not_shown_once_its_kind_is_switched_off() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = followed(&device, &server).await;
    engine.pause_warnings(PauseUntil::Reset).await.unwrap();
    server.raise(&alert("mail", AlertKind::IntegrationNeedsReconnect));
    server.raise(&alert("report", AlertKind::WorkflowFailed));
    server.say("entries", "2", entries(123));
    until_available(&engine, 123).await;
    engine.set_alert_way(Kind::IntegrationNeedsReconnect, AlertWay::Desktop, false).await.unwrap();
    engine.resume_warnings().await.unwrap();
    assert_eq!(device.desktop.shows(1).await, [signal("report")]);
    engine.stop().await;
}

#[tokio::test]
async fn a_warning_by_a_threshold_that_was_just_set_elsewhere_is_not_taken_for_past() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = followed(&device, &server).await;
    *server.wire.preferences.lock().unwrap() = preferences_of(2, 290);
    *server.wire.usage.lock().unwrap() = Some(usage_at_noon(280));
    let go = change_elsewhere(&server).await;
    server.raise(&alert("low", AlertKind::CreditsLow));
    // There is time to ask for the figures, and to judge by them.
    for available in 270..=279 {
        server.say("entries", "9", entries(available));
        until_available(&engine, i32::try_from(available).unwrap()).await;
    }
    go.send(()).unwrap();
    assert_eq!(device.desktop.shows(1).await, [low(280)]);
    engine.stop().await;
}

#[tokio::test]
async fn an_alert_of_a_kind_that_was_just_switched_on_elsewhere_is_shown() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = followed(&device, &server).await;
    engine.set_alert_way(Kind::WorkflowFailed, AlertWay::Desktop, false).await.unwrap();
    until_view(&engine, |view| view.workflow_failed_desktop == saved(false)).await;
    *server.wire.preferences.lock().unwrap() = preferences_of(3, 10);
    let go = change_elsewhere(&server).await;
    server.raise(&alert("report", AlertKind::WorkflowFailed));
    server.say("entries", "9", entries(123));
    until_available(&engine, 123).await;
    go.send(()).unwrap();
    assert_eq!(device.desktop.shows(1).await, [signal("report")]);
    engine.stop().await;
}

/// Tells that the preferences have changed elsewhere, and keeps back what they are once they are asked for.
async fn change_elsewhere(server: &FakeServer) -> oneshot::Sender<()> {
    let asked = server.asked_for("/v1/preferences");
    let go = server.hold("/v1/preferences");
    server.say("changed", "1", json!({ "resource": "preferences", "version": 9 }));
    server.asks_for("/v1/preferences", asked + 1).await;
    go
}

/// Figures that are as new as the alerts.
fn usage_at_noon(available: i64) -> serde_json::Value {
    let mut usage = usage_of(available);
    usage["as_of"] = Timestamp::from_millis(NOON_MS + 1).to_string().into();
    usage
}

fn device_of(engine: &Engine) -> DeviceSettings {
    engine.snapshot().borrow().device.clone()
}

#[tokio::test]
async fn a_language_is_spoken_at_once_and_kept_by_the_server_for_every_device() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = followed(&device, &server).await;
    engine.set_language(Language::Arabic).await.unwrap();
    assert_eq!(device_of(&engine).language, Language::Arabic);
    engine.set_theme(Theme::Dark).await.unwrap();
    engine.set_text_size(TextSize::Largest).await.unwrap();
    until_view(&engine, |view| view.text_scale == saved(Some(140)) && view.language == saved(Some(Language::Arabic)))
        .await;
    let kept = server.wire.preferences.lock().unwrap()["interface"].clone();
    assert_eq!((&kept["language"], &kept["theme"], &kept["text_scale"]), (&json!("ar"), &json!("dark"), &json!(140)));
    engine.stop().await;

    // Another device begins with it.
    let other = Device::new();
    let engine = followed(&other, &server).await;
    until(&engine, |snapshot| snapshot.device.language == Language::Arabic).await;
    let worn = device_of(&engine);
    assert_eq!((worn.theme, worn.text_size, worn.density), (Theme::Dark, TextSize::Largest, Density::Comfortable));
    engine.stop().await;
}

#[tokio::test]
async fn a_look_that_another_device_chose_is_worn_here_and_the_icon_stays_this_ones() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = followed(&device, &server).await;
    engine.set_tray_icon(TrayIcon::Monochrome).await.unwrap();
    {
        let mut theirs = server.wire.preferences.lock().unwrap();
        let look = json!({ "theme": "dark", "text_scale": 130, "reduce_motion": true, "language": "tlh" });
        merge(&mut theirs, &json!({ "version": 2, "interface": look }));
    }
    engine.set_density(Density::Compact).await.unwrap();
    until(&engine, |snapshot| snapshot.device.theme == Theme::Dark).await;
    let worn = DeviceSettings {
        theme: Theme::Dark,
        density: Density::Compact,
        // There is none of 130 percent here, and no Klingon.
        text_size: TextSize::Larger,
        language: Language::System,
        reduce_motion: true,
        tray_icon: TrayIcon::Monochrome,
        ..DeviceSettings::default()
    };
    assert_eq!(device_of(&engine), worn);
    engine.stop().await;
}

#[tokio::test]
async fn a_language_that_was_chosen_without_a_connection_is_spoken_after_a_restart_and_arrives() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = followed(&device, &server).await;
    server.set(Mood::Away);
    server.hang_up();
    until(&engine, is_offline).await;
    engine.set_language(Language::Japanese).await.unwrap();
    until_view(&engine, |view| view.language.state == FieldState::Pending).await;
    engine.stop().await;

    let engine = device.start().await;
    assert_eq!(device_of(&engine).language, Language::Japanese);
    server.set(Mood::Answering);
    engine.refresh().await.unwrap();
    until_view(&engine, |view| view.language == saved(Some(Language::Japanese))).await;
    assert_eq!(server.wire.preferences.lock().unwrap()["interface"]["language"], "ja");
    engine.stop().await;
}

#[tokio::test]
async fn at_a_server_that_keeps_no_look_it_is_this_devices_alone() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    server.wire.preferences.lock().unwrap().as_object_mut().unwrap().remove("interface");
    let engine = followed(&device, &server).await;
    engine.set_language(Language::French).await.unwrap();
    engine.set_low_credit_threshold(290).await.unwrap();
    let view = until_view(&engine, |view| view.low_credit_threshold == saved(290)).await;
    assert_eq!((view.language, device_of(&engine).language), (saved(None), Language::French));
    engine.stop().await;
}

#[tokio::test]
async fn of_a_language_that_two_devices_chose_the_servers_is_spoken_until_the_person_chooses() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = followed(&device, &server).await;
    server.set(Mood::Away);
    merge(&mut server.wire.preferences.lock().unwrap(), &json!({ "version": 2, "interface": { "language": "es" } }));
    engine.set_language(Language::German).await.unwrap();
    server.set(Mood::Answering);
    let (mine, theirs) = (Some(Language::German), Some(Language::Spanish));
    until_view(&engine, |view| view.language.state == FieldState::Conflict { mine, theirs }).await;
    until(&engine, |snapshot| snapshot.device.language == Language::Spanish).await;
    engine.keep_mine(ResourceName::Preferences, "language".to_owned()).await.unwrap();
    until(&engine, |snapshot| snapshot.device.language == Language::German).await;
    until_view(&engine, |view| view.language == saved(mine)).await;
    engine.stop().await;
}

#[tokio::test]
async fn a_look_that_was_chosen_before_the_first_answer_about_looks_is_kept_by_the_server() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let go = server.hold("/v1/preferences");
    let engine = device.start().await;
    sign_in(&engine, server.url()).await;
    server.asks_for("/v1/preferences", 1).await;
    engine.set_theme(Theme::Dark).await.unwrap();
    assert!(view_of(&engine).await.is_none());
    assert_eq!(engine.snapshot().borrow().device.theme, Theme::Dark);
    go.send(()).unwrap();
    let kept = || server.wire.preferences.lock().unwrap()["interface"]["theme"] == "dark";
    let waiting = async {
        let mut requests = server.wire.requests.subscribe();
        while !kept() {
            requests.changed().await.unwrap();
        }
    };
    tokio::time::timeout(PATIENCE, waiting).await.expect("the server is told");
    until_view(&engine, |view| view.low_credit_threshold.state == FieldState::Saved).await;
    assert_eq!(engine.snapshot().borrow().device.theme, Theme::Dark);
    engine.stop().await;
    let engine = device.start().await;
    assert_eq!(engine.snapshot().borrow().device.theme, Theme::Dark);
    engine.stop().await;
}
