//! A reader that does not read: what waited for it ends with its session.

use infuse_protocol::tokens::Token;
use infuse_protocol::{Page, Scope};
use infuse_tests::wait::PATIENCE;
use infuse_tests::{Database, EventStream, Metering as _, Requests as _, TestServer, event, on_both_databases};
use reqwest::Method;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpSocket;
use tokio::time::timeout;

on_both_databases!(
    a_reader_that_stalls_sees_nothing_after_its_session_ended,
    an_export_breaks_off_when_its_token_is_revoked
);

/// Batches of 500 debits: about a quarter of a megabyte each as an event, more than the sockets between the two take.
const BATCHES: usize = 40;

async fn a_reader_that_stalls_sees_nothing_after_its_session_ended(database: Database) {
    let server = TestServer::builder().database(database).free_credits(100_000).start().await;
    let alice = server.sign_up("alice").await;
    let agent = alice.token(&[Scope::UsageWrite]).await;
    let socket = TcpSocket::new_v4().unwrap();
    // Small: what lies in it is beyond the server's reach.
    socket.set_recv_buffer_size(64 * 1024).unwrap();
    let mut stalled = socket.connect(server.address()).await.unwrap();
    let secret = alice.caller().secret().unwrap();
    let request = format!(
        "GET /v1/stream HTTP/1.1\r\nhost: infuse\r\nauthorization: Bearer {secret}\r\nconnection: close\r\n\r\n"
    );
    stalled.write_all(request.as_bytes()).await.unwrap();

    let mut reading = EventStream::open(&alice).await;
    let mut last = String::new();
    for _ in 0..BATCHES {
        let events: Vec<_> = (0..500).map(|_| event("message")).collect();
        last.clone_from(&events[499].id);
        let _ = agent.report(&events).await.expect_status(200);
        // Who reads keeps up with it: one that falls 10,000 entries behind is told to read anew instead.
        while !reading.next().await.unwrap().data.contains(&last) {}
    }
    let _ = alice.delete("/v1/sessions/current").await.expect_status(204);
    while reading.next().await.unwrap().event != "session_ended" {}
    let late = agent.debit(event("message")).await;

    let mut heard = Vec::new();
    timeout(PATIENCE, stalled.read_to_end(&mut heard)).await.expect("the stream ends").unwrap();
    let heard = String::from_utf8_lossy(&heard);
    let (_, behind_the_end) = heard.split_once("session_ended").expect("the end is told");
    assert!(!behind_the_end.contains("event:"), "{behind_the_end}");
    assert!(!heard.contains(&late.id) && !heard.contains(&last), "{} bytes", heard.len());
}

async fn an_export_breaks_off_when_its_token_is_revoked(database: Database) {
    let server = TestServer::builder().database(database).free_credits(100_000).start().await;
    let alice = server.sign_up("alice").await;
    let agent = alice.token(&[Scope::UsageWrite, Scope::UsageRead]).await;
    for _ in 0..BATCHES {
        let events: Vec<_> = (0..500).map(|_| event("message")).collect();
        let _ = agent.report(&events).await.expect_status(200);
    }
    let path = agent.usage_path("export?format=json");
    let export = agent.caller().request(Method::GET, &path).send().await.unwrap();
    assert_eq!(export.status(), 200);
    let tokens: Page<Token> = alice.get("/v1/tokens").await.expect_status(200).json();
    let _ = alice.delete(&format!("/v1/tokens/{}", tokens.items[0].id)).await.expect_status(204);
    assert!(export.bytes().await.is_err(), "half a file is not taken for a whole one");
}
