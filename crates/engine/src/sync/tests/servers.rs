//! Servers that no Infuse server would be.

use tokio::sync::mpsc::unbounded_channel;

use super::*;
use crate::ErrorCode;
use crate::resources::ResourceName;
use crate::snapshot::Access;
use crate::usage::view::{Filter, Period};

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
    let cycle = (shown.cycle_started_at.as_str(), shown.resets_at.as_str());
    assert_eq!(cycle, ("2026-11-01T00:00:00.000Z", "2026-12-01T00:00:00.000Z"));
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
    let offline = until(&engine, is_offline).await;
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

    device.clock.jump(24 * 60 * 60 * 1_000);
    let engine = device.start().await;
    let stale = until(&engine, |snapshot| snapshot.usage.is_some()).await.usage.unwrap();
    assert!(stale.stale && !fresh.stale);
    assert_eq!((stale.available, stale.as_of), (fresh.available, fresh.as_of));
    engine.stop().await;
}

#[tokio::test]
async fn figures_go_with_who_was_signed_in() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    server.say("session_ended", "1", json!({}));
    let signed_out = until(&engine, |snapshot| matches!(snapshot.access, Access::SignedOut { .. })).await;
    assert_eq!(signed_out.usage, None);
    assert_eq!(engine.alerts(1).await.unwrap_err().code, ErrorCode::SignedOut);
    assert_eq!(engine.resource(ResourceName::Account).await.unwrap(), None);
    assert_eq!(engine.rename_account("Eve".to_owned()).await.unwrap_err().code, ErrorCode::SignedOut);
    engine.stop().await;

    let engine = device.start().await;
    let signed_out = until(&engine, |snapshot| matches!(snapshot.access, Access::SignedOut { .. })).await;
    assert_eq!(signed_out.usage, None);
    engine.stop().await;
}

#[tokio::test]
async fn a_journal_that_grows_while_it_is_read_is_read_once() {
    let requests = Arc::new(AtomicU32::new(0));
    let counted = requests.clone();
    // Two more were recorded after the figures were read.
    let page = async move || {
        counted.fetch_add(1, Ordering::SeqCst);
        answer(json!({ "items": (1..=4).map(entry).collect::<Vec<_>>(), "next_cursor": null }))
    };
    let (sender, events) = unbounded_channel();
    let events = Arc::new(Mutex::new(Some(events)));
    let stream = async move || streamed(events.lock().unwrap().take().expect("one stream"));
    let router = signed_in_router()
        .route("/v1/workspaces/w/usage/entries", get(page))
        .route("/v1/workspaces/w/usage", get(async || answer(usage_at(2))))
        .route("/v1/stream", get(stream));
    let say = |seq: i64| {
        let news = json!({ "workspace_id": "w", "entries": [entry(seq)], "usage": usage_at(seq) });
        sender.send(event("entries", &seq.to_string(), news)).unwrap();
    };
    let device = Device::new();
    let engine = device.start().await;
    say(2);
    sign_in(&engine, serve(router).await).await;
    until_available(&engine, 298).await;
    say(3);
    say(4);
    until_available(&engine, 296).await;
    let journal = engine.journal(Default::default(), None, 10).await.unwrap();
    assert_eq!(journal.rows.iter().map(|row| row.steps.len()).sum::<usize>(), 4);
    assert_eq!(requests.load(Ordering::SeqCst), 1);
    engine.stop().await;
}

#[tokio::test]
async fn a_workspace_is_untouched_until_its_first_debit_whatever_the_filter() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    let filter = Filter { action: Some("deep_research".to_owned()), ..Filter::default() };
    assert!(engine.report(filter.clone(), Period::Day).await.unwrap().untouched);
    server.say("entries", "1", json!({ "workspace_id": "w", "entries": [entry(1)], "usage": usage_at(1) }));
    until_available(&engine, 299).await;
    let report = engine.report(filter, Period::Day).await.unwrap();
    assert_eq!((report.untouched, report.total), (false, 0));
    engine.stop().await;
}

pub(super) fn entry(seq: i64) -> serde_json::Value {
    json!({
        "seq": seq, "id": seq.to_string(), "kind": "debit", "action": "message", "quantity": 1, "credits": -1,
        "balance_after": 300 - seq, "occurred_at": "2026-11-21T11:00:00.000Z",
        "recorded_at": "2026-11-21T11:00:00.000Z", "split": [], "catalog_version": "1", "hash": "",
    })
}

pub(super) fn usage_at(seq: i64) -> serde_json::Value {
    let mut usage = usage_of(300 - seq);
    usage["entry_seq"] = seq.into();
    usage
}

#[test]
fn every_command_may_be_awaited_on_any_thread() {
    fn assert_send<T: Send>(_: impl FnOnce(Engine) -> T) {}
    assert_send(|engine| async move { engine.use_sample().await });
    assert_send(|engine| async move { engine.use_local(String::new()).await });
    assert_send(|engine| async move { engine.report(Default::default(), Period::Day).await });
    assert_send(|engine| async move { engine.journal(Default::default(), None, 1).await });
    assert_send(|engine| async move { engine.sign_out().await });
}
