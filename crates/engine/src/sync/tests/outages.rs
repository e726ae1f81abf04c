//! Servers that are away for a while, or slow.

use super::*;
use crate::error::ErrorCode;
use crate::sqlite::Durability;

const SECOND: Duration = Duration::from_secs(1);

/// Lets the pause between two tries pass. Each second goes by while nothing is under way that it could end.
async fn until_back(device: &Device, engine: &Engine) -> Snapshot {
    for _ in 0..60 {
        device.sleep(SECOND).await;
        engine.refresh().await.unwrap();
        if engine.snapshot().borrow().connection == Connection::Live {
            break;
        }
    }
    until(engine, |snapshot| snapshot.connection == Connection::Live).await
}

fn is_stale(snapshot: &Snapshot) -> bool {
    snapshot.usage.as_ref().is_some_and(|usage| usage.stale)
}

#[tokio::test]
async fn figures_are_stale_two_minutes_after_the_last_news_and_live_again_with_the_next() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    server.set(Mood::Away);
    server.hang_up();
    let lost = until(&engine, is_offline).await;
    assert!(!is_stale(&lost) && lost.outdated);
    device.sleep(119 * SECOND).await;
    engine.refresh().await.unwrap_err();
    assert!(!is_stale(&engine.snapshot().borrow()));
    device.sleep(SECOND).await;
    let stale = until(&engine, is_stale).await;
    assert_eq!(stale.usage.map(|usage| (usage.available, usage.as_of)), lost.usage.map(|it| (it.available, it.as_of)));

    server.set(Mood::Answering);
    let back = until_back(&device, &engine).await;
    assert!(!is_stale(&back) && !back.outdated);
    engine.stop().await;
}

#[tokio::test]
async fn a_server_that_stops_answering_is_offline_when_its_stream_was_silent_for_too_long() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    server.set(Mood::Ignoring);
    device.sleep(41 * SECOND).await;
    let lost = until(&engine, is_offline).await;
    assert_eq!(lost.usage.map(|usage| usage.available), Some(250));
    server.set(Mood::Answering);
    until_back(&device, &engine).await;
    engine.stop().await;
}

#[tokio::test]
async fn a_stream_that_is_closed_and_opens_again_is_never_shown_as_offline() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    let mut snapshots = engine.snapshot();
    let was_offline = tokio::spawn(async move { snapshots.wait_for(is_offline).await.is_ok() });
    for streams in 2..4 {
        server.hang_up();
        server.opened_behind(streams).await;
        let available = 200 + i32::try_from(streams).unwrap();
        server.say("entries", "1", entries(i64::from(available)));
        until_available(&engine, available).await;
        // The stream has begun: this question comes behind the one that it was caught up with.
        engine.refresh().await.unwrap();
    }
    assert!(!was_offline.is_finished());
    engine.stop().await;
}

#[tokio::test]
async fn whoever_is_offline_is_told_so_after_one_try() {
    let tries = Arc::new(AtomicU32::new(0));
    let count = tries.clone();
    let away = async move || {
        count.fetch_add(1, Ordering::SeqCst);
        StatusCode::BAD_GATEWAY.into_response()
    };
    let router = router()
        .route("/v1/workspaces/w/usage", get(async || StatusCode::BAD_GATEWAY))
        .route("/v1/stream", get(async || StatusCode::BAD_GATEWAY))
        .route("/v1/tokens", post(away));
    let device = Device::new();
    let engine = device.start().await;
    sign_in(&engine, serve(router).await).await;
    until(&engine, is_offline).await;
    assert_eq!(engine.connect_agent("night".to_owned()).await.unwrap_err().code, ErrorCode::Unreachable);
    assert_eq!(tries.load(Ordering::SeqCst), 1);
    engine.stop().await;
}

#[tokio::test]
async fn a_stream_that_something_holds_back_is_replaced_by_asking() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    server.wire.silent.store(true, Ordering::SeqCst);
    let engine = device.start().await;
    sign_in(&engine, server.url()).await;
    server.opened_behind(1).await;
    // The first of the two may pass while the stream is still being opened.
    for _ in 0..2 {
        device.sleep(41 * SECOND).await;
        engine.refresh().await.unwrap();
    }
    let polling = until(&engine, |snapshot| snapshot.connection == Connection::Polling).await;
    assert_eq!(polling.usage.map(|usage| (usage.available, usage.stale)), Some((250, false)));
    engine.stop().await;
}

#[tokio::test]
async fn signing_in_to_a_server_that_never_answers_ends_with_the_time_limit_and_leaves_no_home() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    server.set(Mood::Ignoring);
    let engine = device.start().await;
    let (person, url) = (engine.clone(), server.url());
    let signing_in =
        tokio::spawn(async move { person.sign_in(url, "ada@example.com".to_owned(), "a password".to_owned()).await });
    server.ignores().await;
    device.sleep(31 * SECOND).await;
    assert_eq!(signing_in.await.unwrap().unwrap_err().code, ErrorCode::TimedOut);
    assert!(engine.snapshot().borrow().homes.is_empty());
    engine.stop().await;
}

#[tokio::test]
async fn a_cache_that_can_not_be_written_is_offline_until_it_can() {
    let device = Device::new();
    let server = FakeServer::start().await;
    let engine = live(&device, &server).await;
    let home = engine.snapshot().borrow().homes[0].id.clone();
    let path = device.folder.path().join(format!("remote-{home}")).join("cache.db");
    let file = crate::sqlite::open(&path, Durability::Relaxed, 1).await.unwrap();
    sqlx::raw_sql("ALTER TABLE figures RENAME TO elsewhere").execute(&file).await.unwrap();
    server.say("entries", "1", entries(249));
    until(&engine, is_offline).await;
    sqlx::raw_sql("ALTER TABLE elsewhere RENAME TO figures").execute(&file).await.unwrap();
    until_back(&device, &engine).await;
    engine.stop().await;
}

#[tokio::test]
async fn a_stream_is_not_opened_before_it_is_known_from_where_on() {
    let device = Device::new();
    let server = FakeServer::start().await;
    live(&device, &server).await.stop().await;

    let file = crate::sqlite::open(&device.folder.path().join("state.db"), Durability::Durable, 1).await.unwrap();
    sqlx::raw_sql("ALTER TABLE stream_positions RENAME TO elsewhere").execute(&file).await.unwrap();
    let engine = device.start().await;
    // Whoever is answered has been entered, and the stream was to be opened by then.
    engine.refresh().await.unwrap();
    assert_eq!(server.opened_behind(1).await.len(), 1);
    sqlx::raw_sql("ALTER TABLE elsewhere RENAME TO stream_positions").execute(&file).await.unwrap();
    device.sleep(5 * SECOND).await;
    assert_eq!(server.opened_behind(2).await, [None, Some("0".to_owned())]);
    engine.stop().await;
}
