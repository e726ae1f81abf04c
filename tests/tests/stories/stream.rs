//! `GET /v1/stream`: what happens reaches those who may see it, once, until they may not.

use std::time::Duration;

use infuse_protocol::stream::{Alert, AlertKind, Changed, EntriesEvent};
use infuse_protocol::tokens::IssuedToken;
use infuse_protocol::{Code, Scope};
use infuse_tests::{
    Database, EventStream, Metering as _, Person, Requests as _, TestServer, event, events_of, on_both_databases,
};
use serde_json::json;

use super::tokens::token_of;

on_both_databases!(
    a_debit_and_its_alert_arrive,
    a_stream_goes_on_behind_the_last_event_that_was_read,
    a_reader_that_is_too_far_behind_is_told_to_read_anew_and_misses_no_alert,
    a_position_that_means_nothing_is_answered_with_resync,
    nothing_of_other_workspaces_is_heard,
    a_change_of_name_is_heard,
    a_change_that_was_missed_is_heard_by_a_stream_that_goes_on,
    signing_out_closes_the_stream,
    revoking_a_token_closes_its_stream_and_no_other,
    a_token_that_expires_closes_its_stream,
    a_server_that_stops_closes_its_streams,
);

async fn served(database: Database) -> (TestServer, Person) {
    let server = TestServer::builder().database(database).test_clock().free_credits(100_000).start().await;
    let alice = server.sign_up("alice").await;
    (server, alice)
}

/// A stream that has told how things stand, and has nothing more to say.
async fn opened(caller: &impl infuse_tests::Requests) -> EventStream {
    let mut stream = EventStream::open(caller).await;
    let first: EntriesEvent = stream.next_of("entries").await;
    assert_eq!(first.entries, []);
    stream
}

async fn expect_closed(mut stream: EventStream) {
    loop {
        match stream.next().await {
            Some(last) if last.event == "session_ended" => break,
            Some(_) => {}
            None => panic!("the stream closed without a word"),
        }
    }
    assert!(stream.next().await.is_none());
}

async fn a_debit_and_its_alert_arrive(database: Database) {
    let (_server, alice) = served(database).await;
    let agent = alice.token(&[Scope::UsageWrite]).await;
    let mut stream = opened(&alice).await;
    let debit = agent.debit(events_of("message", 99_995)).await;
    let heard: EntriesEvent = stream.next_of("entries").await;
    assert_eq!((heard.workspace_id.as_str(), heard.usage.credits.available), (alice.workspace.id.as_str(), 5));
    assert_eq!(heard.entries.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>(), [debit.id]);
    let alert: Alert = stream.next_of("alert").await;
    assert_eq!((alert.kind, alert.workspace_id), (AlertKind::CreditsLow, alice.workspace.id.clone()));
}

async fn a_stream_goes_on_behind_the_last_event_that_was_read(database: Database) {
    let (_server, alice) = served(database).await;
    let first = alice.debit(event("message")).await;
    let mut stream = EventStream::open(&alice).await;
    let position = stream.next().await.unwrap().id;
    drop(stream);
    let missed = [alice.debit(event("message")).await, alice.debit(events_of("message", 99_990)).await];
    let mut stream = EventStream::resume(&alice, Some(&position)).await;
    let heard: EntriesEvent = stream.next_of("entries").await;
    let ids: Vec<_> = heard.entries.iter().map(|entry| entry.id.clone()).collect();
    assert_eq!(ids, missed.map(|debit| debit.id));
    assert!(!ids.contains(&first.id));
    assert_eq!(stream.next_of::<Alert>("alert").await.kind, AlertKind::CreditsLow);
}

async fn a_reader_that_is_too_far_behind_is_told_to_read_anew_and_misses_no_alert(database: Database) {
    let (_server, alice) = served(database).await;
    let mut stream = EventStream::open(&alice).await;
    let position = stream.next().await.unwrap().id;
    drop(stream);
    alice.debit(events_of("message", 89_495)).await;
    for _ in 0..21 {
        let events: Vec<_> = (0..500).map(|_| event("message")).collect();
        let _ = alice.report(&events).await.expect_status(200);
    }
    let mut stream = EventStream::resume(&alice, Some(&position)).await;
    assert_eq!(stream.next().await.unwrap().event, "resync");
    let heard: EntriesEvent = stream.next_of("entries").await;
    assert_eq!((heard.entries.len(), heard.usage.entry_seq), (0, 10_502));
    assert_eq!(stream.next_of::<Alert>("alert").await.kind, AlertKind::CreditsLow);
}

async fn a_position_that_means_nothing_is_answered_with_resync(database: Database) {
    let (_server, alice) = served(database).await;
    for position in ["nonsense", "AQI", ""] {
        let mut stream = EventStream::resume(&alice, Some(position)).await;
        assert_eq!(stream.next().await.unwrap().event, "resync");
        assert_eq!(stream.next_of::<EntriesEvent>("entries").await.entries, []);
    }
}

async fn nothing_of_other_workspaces_is_heard(database: Database) {
    let (server, alice) = served(database).await;
    let bob = server.sign_up("bob").await;
    let mut stream = opened(&bob).await;
    alice.debit(event("message")).await;
    let own = bob.debit(event("web_fetch")).await;
    let heard: EntriesEvent = stream.next_of("entries").await;
    assert_eq!((heard.workspace_id, heard.entries[0].id.clone()), (bob.workspace.id.clone(), own.id));
    // A position is no key to what it names.
    let position = opened(&alice).await.position().to_owned();
    let mut stream = EventStream::resume(&bob, Some(&position)).await;
    assert_eq!(stream.next_of::<EntriesEvent>("entries").await.workspace_id, bob.workspace.id);
}

async fn a_change_of_name_is_heard(database: Database) {
    let (_server, alice) = served(database).await;
    let mut stream = opened(&alice).await;
    let _ = alice.edit("/v1/account", 1, &json!({"name": "Alice L."})).await.expect_status(200);
    assert_eq!(stream.next_of::<Changed>("changed").await.resource, "account");
    let workspace = format!("/v1/workspaces/{}", alice.workspace.id);
    let _ = alice.patch(&workspace, &json!({"name": "Home"})).await.expect_status(200);
    assert_eq!(stream.next_of::<Changed>("changed").await.resource, format!("workspace:{}", alice.workspace.id));
}

async fn a_change_that_was_missed_is_heard_by_a_stream_that_goes_on(database: Database) {
    let (_server, alice) = served(database).await;
    let position = EventStream::open(&alice).await.next().await.unwrap().id;
    let mut unchanged = EventStream::resume(&alice, Some(&position)).await;
    assert_eq!(unchanged.next().await.unwrap().event, "entries");
    let _ = alice.edit("/v1/account", 1, &json!({"name": "Alice L."})).await.expect_status(200);
    let workspace = format!("/v1/workspaces/{}", alice.workspace.id);
    let _ = alice.patch(&workspace, &json!({"name": "Home"})).await.expect_status(200);
    let mut stream = EventStream::resume(&alice, Some(&position)).await;
    let heard = [stream.next_of::<Changed>("changed").await, stream.next_of("changed").await];
    let resources = ["account".to_owned(), format!("workspace:{}", alice.workspace.id)];
    assert_eq!(heard.map(|changed| (changed.resource, changed.version)), resources.map(|resource| (resource, 2)));
}

async fn signing_out_closes_the_stream(database: Database) {
    let (_server, alice) = served(database).await;
    let stream = opened(&alice).await;
    let _ = alice.delete("/v1/sessions/current").await.expect_status(204);
    expect_closed(stream).await;
    alice.get("/v1/stream").await.expect_problem(Code::Unauthorized);
}

async fn revoking_a_token_closes_its_stream_and_no_other(database: Database) {
    let (_server, alice) = served(database).await;
    let (one, other) = (alice.token(&[Scope::UsageRead]).await, alice.token(&[Scope::UsageRead]).await);
    let (revoked, mut kept) = (opened(&one).await, opened(&other).await);
    let _ = alice.delete(&format!("/v1/tokens/{}", token_of(&alice, &one).await.id)).await.expect_status(204);
    expect_closed(revoked).await;
    let debit = alice.debit(event("message")).await;
    let heard: EntriesEvent = kept.next_of("entries").await;
    assert_eq!(heard.entries[0].id, debit.id);
}

async fn a_token_that_expires_closes_its_stream(database: Database) {
    let (server, alice) = served(database).await;
    let now = server.advance(Duration::ZERO).await.now.as_millis();
    let body = json!({"name": "agent", "workspace_id": alice.workspace.id, "scopes": ["usage:read"],
        "expires_at": infuse_protocol::Timestamp::from_millis(now + 3_600_000)});
    let token: IssuedToken = alice.post("/v1/tokens", &body).await.expect_status(201).json();
    let stream = opened(&server.anyone().with_secret(&token.token)).await;
    server.advance(Duration::from_secs(3_600)).await;
    expect_closed(stream).await;
}

async fn a_server_that_stops_closes_its_streams(database: Database) {
    let (server, alice) = served(database).await;
    let mut stream = opened(&alice).await;
    let stopping = std::time::Instant::now();
    server.stop().await;
    assert!(stream.next().await.is_none());
    assert!(stopping.elapsed() < Duration::from_secs(5) + infuse_tests::wait::ALLOWANCE);
}
