//! Where requests come in: hung clients, proxies in front, and what a client writes in another form than ours.

use std::io::Write as _;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use infuse_protocol::account::SignUp;
use infuse_protocol::session::Session;
use infuse_protocol::tokens::{IssuedToken, Token};
use infuse_protocol::usage::{Entry, EventResults, RaisedAlert};
use infuse_protocol::workspace::Workspace;
use infuse_protocol::{Code, Page, Scope};
use infuse_server::ConnectionLimits;
use infuse_tests::actor::PASSWORD;
use infuse_tests::{Agent, Database, Metering, Person, Requests, TestServer, event, on_both_databases, raw};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use uuid::Uuid;

on_both_databases!(
    a_client_that_hangs_is_let_go_and_one_that_hears_no_more_is_answered,
    a_head_of_a_megabyte_is_refused,
    a_request_that_its_sender_half_closes_is_answered_and_recorded_once,
    behind_a_proxy_each_client_has_its_own_address,
    a_packed_body_is_taken_within_the_limits_of_a_body,
    an_address_means_the_same_in_capitals_and_with_a_slash_at_its_end,
    an_id_means_the_same_in_capitals_wherever_it_stands,
    a_time_may_have_more_digits_than_are_kept,
    a_stream_goes_on_from_a_position_in_its_address,
    a_name_has_something_to_see_and_turns_nothing_round,
    a_password_fits_however_a_keyboard_writes_it,
    a_password_of_a_megabyte_is_refused_at_once,
    zones_are_known_by_their_old_names_as_well,
);

async fn metered(database: Database) -> (TestServer, Person, Agent) {
    let server = TestServer::builder().database(database).start().await;
    let alice = server.sign_up("alice").await;
    let agent = alice.token(&[Scope::UsageRead, Scope::UsageWrite]).await;
    (server, alice, agent)
}

/// What the server says on a connection until it closes it.
async fn heard_until_closed(stream: &mut TcpStream) -> String {
    let mut heard = Vec::new();
    // A connection that is closed with unread bytes is reset.
    let _ = tokio::time::timeout(infuse_tests::wait::PATIENCE, stream.read_to_end(&mut heard)).await.unwrap();
    String::from_utf8_lossy(&heard).into_owned()
}

async fn a_client_that_hangs_is_let_go_and_one_that_hears_no_more_is_answered(database: Database) {
    // For who is honest as well, on a busy machine.
    let short = Duration::from_secs(2);
    let limits = ConnectionLimits { head: short, body: short, idle: short, unread: short };
    let server =
        TestServer::builder().database(database).settings(|settings| settings.connections = limits).start().await;
    let post = "POST /v1/accounts HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{";
    let asked = "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";
    let half_a_second_one = format!("{asked}GET /heal");
    let heard = [
        ("", ""),
        ("GET /healthz HTTP/1.1\r\nhost", ""),
        (post, "HTTP/1.1 408 Request Timeout"),
        (asked, "HTTP/1.1 200 OK"),
        (half_a_second_one.as_str(), "HTTP/1.1 200 OK"),
    ]
    .map(async |(sent, answer)| {
        let mut stream = TcpStream::connect(server.address()).await.unwrap();
        stream.write_all(sent.as_bytes()).await.unwrap();
        let heard = heard_until_closed(&mut stream).await;
        assert_eq!(heard.lines().next().unwrap_or_default(), answer, "{sent}");
    });
    futures_util::future::join_all(heard).await;
    // None of them keeps it from others, or from ending.
    let mut hung = TcpStream::connect(server.address()).await.unwrap();
    hung.write_all(b"GET /").await.unwrap();
    let _ = server.anyone().get("/healthz").await.expect_status(200);
    server.stop().await;
}

async fn a_head_of_a_megabyte_is_refused(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let head = format!("GET /healthz HTTP/1.1\r\nhost: x\r\nx-name: {}\r\n\r\n", "x".repeat(1024 * 1024));
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    // The server closes while the client still writes.
    let _ = stream.write_all(head.as_bytes()).await;
    let heard = heard_until_closed(&mut stream).await;
    assert!(heard.is_empty() || heard.starts_with("HTTP/1.1 431 "), "{heard}");
    let head = format!("GET /healthz HTTP/1.1\r\nhost: x\r\nx-name: {}\r\n\r\n", "x".repeat(33 * 1024));
    let answer = raw::send(server.address(), head.as_bytes()).await;
    assert_eq!(answer.status(), Some(431), "{}", answer.text());
}

async fn a_request_that_its_sender_half_closes_is_answered_and_recorded_once(database: Database) {
    let (server, _, agent) = metered(database).await;
    let body = json!({"events": [event("message")]}).to_string();
    let request = format!(
        "POST {} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        agent.usage_path("events"),
        agent.caller().secret().unwrap(),
        body.len()
    );
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    let heard = heard_until_closed(&mut stream).await;
    assert!(heard.starts_with("HTTP/1.1 200 ") && heard.contains("\"debited\""), "{heard}");
    assert_eq!(agent.journal().await.len(), 2);
}

async fn behind_a_proxy_each_client_has_its_own_address(database: Database) {
    let behind = |settings: &mut infuse_server::Settings| settings.behind_proxy = true;
    let server = TestServer::builder().database(database).settings(behind).start().await;
    let alice = server.sign_up("alice").await;
    let body = json!({"email": alice.account.email, "password": PASSWORD});
    for (name, value, address) in [
        ("x-forwarded-for", "198.51.100.1, 203.0.113.9:4711", "203.0.113.9"),
        ("x-forwarded-for", "[2001:db8::1]:443", "2001:db8::1"),
        ("forwarded", "for=198.51.100.1, for=\"[2001:db8::1]:443\";proto=https", "2001:db8::1"),
        ("forwarded", "for=unknown", "127.0.0.1"),
    ] {
        let request = server.anyone().request(Method::POST, "/v1/sessions").header(name, value).json(&body);
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        assert_eq!(answer["session"]["address"], address, "{name}: {value}");
    }
}

/// Sends a body with an encoding; the status, and what the server would have taken.
async fn sent_as(agent: &Agent, encoding: &str, body: Vec<u8>) -> (u16, Option<String>) {
    let request = agent.caller().request(Method::POST, &agent.usage_path("events"));
    let request = request.header("content-type", "application/json").header("content-encoding", encoding).body(body);
    let answer = request.send().await.unwrap();
    let taken = answer.headers().get("accept-encoding").map(|value| value.to_str().unwrap().to_owned());
    (answer.status().as_u16(), taken)
}

async fn a_packed_body_is_taken_within_the_limits_of_a_body(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let packed = |body: &[u8]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(body).unwrap();
        encoder.finish().unwrap()
    };
    let body = format!("\u{feff}{}", json!({"events": [event("message")]}));
    assert_eq!(sent_as(&agent, "gzip", packed(body.as_bytes())).await, (200, None));
    assert_eq!(sent_as(&agent, "gzip", packed(&vec![b' '; 64 * 1024 * 1024])).await, (413, None));
    assert_eq!(sent_as(&agent, "gzip", body.clone().into_bytes()).await, (400, None));
    assert_eq!(sent_as(&agent, "br", body.clone().into_bytes()).await, (415, Some("gzip".to_owned())));
    assert_eq!(sent_as(&agent, "identity", body.into_bytes()).await, (200, None));
    assert_eq!(agent.journal().await.len(), 2);
}

async fn an_address_means_the_same_in_capitals_and_with_a_slash_at_its_end(database: Database) {
    let (_server, alice, agent) = metered(database).await;
    let capitals = format!("/v1/workspaces/{}", alice.workspace.id.to_uppercase());
    for path in [capitals.clone(), format!("{capitals}/"), format!("/v1/workspaces/{}/", alice.workspace.id)] {
        let workspace: Workspace = alice.get(&path).await.expect_status(200).json();
        assert_eq!(workspace, alice.workspace);
    }
    let events = json!({"events": [event("message")]});
    let _: EventResults = agent.post(&format!("{capitals}/usage/events/"), &events).await.expect_status(200).json();
    let entries: Page<Entry> = agent.get(&format!("{capitals}/usage/entries/?limit=1")).await.expect_status(200).json();
    assert_eq!(entries.items.len(), 1);
    alice.get("/v1/account/?x=1").await.expect_problem(Code::MalformedRequest);
    let sessions: Page<Session> = alice.get("/v1/sessions/").await.expect_status(200).json();
    let _ = alice.delete(&format!("/v1/sessions/{}/", sessions.items[0].id.to_uppercase())).await.expect_status(204);
}

async fn an_id_means_the_same_in_capitals_wherever_it_stands(database: Database) {
    let (_server, alice, agent) = metered(database).await;
    let capitals = alice.workspace.id.to_uppercase();
    let wanted = json!({"name": "agent", "workspace_id": capitals, "scopes": ["usage:read"]});
    let token: IssuedToken = alice.post("/v1/tokens", &wanted).await.expect_status(201).json();
    assert_eq!(token.details.workspace_id, alice.workspace.id);
    let tokens = format!("/v1/tokens?limit=1&cursor={}", token.details.id.to_uppercase());
    assert_eq!(alice.get(&tokens).await.expect_status(200).json::<Page<Token>>().items.len(), 1);

    let (debit, hold, refund) = (Uuid::now_v7().to_string(), Uuid::now_v7().to_string(), Uuid::now_v7().to_string());
    for [debit, hold, refund] in
        [[&debit, &hold, &refund].map(|id| id.to_uppercase()), [debit.clone(), hold.clone(), refund.clone()]]
    {
        let wanted = json!({"id": hold, "credits": 20, "expires_in_seconds": 600});
        let _ = agent.post(&agent.usage_path("holds"), &wanted).await.expect_status(201);
        let events = json!({"events": [{"id": debit, "action": "message", "hold_id": hold}]});
        let _ = agent.post(&agent.usage_path("events"), &events).await.expect_status(200);
        let wanted = json!({"id": refund, "event_id": debit, "reason": "it failed"});
        let _ = alice.post(&alice.usage_path("refunds"), &wanted).await.expect_status(201);
        let wanted = json!({"id": refund, "kind": "workflow_failed", "title": "The nightly report"});
        let signals = format!("/v1/workspaces/{}/signals", alice.workspace.id);
        let _ = alice.post(&signals, &wanted).await.expect_status(202);
    }
    // The grant of the plan, one debit, one refund; one alert.
    assert_eq!(agent.journal().await.len(), 3);
    let alerts: Page<RaisedAlert> = agent.get(&agent.usage_path("alerts")).await.expect_status(200).json();
    assert_eq!(alerts.items.len(), 1);
}

async fn a_time_may_have_more_digits_than_are_kept(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let now = jiff::Timestamp::now();
    let at = now.strftime("%Y-%m-%dT%H:%M:%S.123456789012Z").to_string();
    let events = json!({"events": [{"id": Uuid::now_v7(), "action": "message", "occurred_at": at}]});
    let _ = agent.post(&agent.usage_path("events"), &events).await.expect_status(200);
    let occurred_at = agent.journal().await[1].occurred_at.to_string();
    assert!(occurred_at.ends_with(".123Z"), "{occurred_at}");
}

async fn a_stream_goes_on_from_a_position_in_its_address(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let opened = async |query: &str| {
        let answer = agent.caller().request(Method::GET, &format!("/v1/stream{query}")).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{query}");
        assert_eq!(answer.headers()["x-accel-buffering"], "no");
        answer
    };
    let first_event = async |query: &str| {
        let mut answer = opened(query).await;
        let mut heard = String::new();
        while !heard.contains("\n\n") {
            heard.push_str(&String::from_utf8_lossy(&answer.chunk().await.unwrap().unwrap()));
        }
        heard
    };
    let first = first_event("").await;
    let position = first.lines().find_map(|line| line.strip_prefix("id: ")).unwrap().to_owned();
    let _ = agent.debit(event("message")).await;
    for name in ["last_event_id", "lastEventId"] {
        let heard = first_event(&format!("?{name}={position}")).await;
        assert!(heard.contains("\"entries\":[{"), "{name}: {heard}");
    }
    let heard = first_event("?lastEventId=").await;
    assert!(heard.contains("\"entries\":[]"), "{heard}");
}

async fn a_name_has_something_to_see_and_turns_nothing_round(database: Database) {
    let (server, alice, _) = metered(database).await;
    for unseen in ["\u{a0}\u{3000}", "\u{200b}", "\u{3164}", "\u{202e}\u{2066}"] {
        let problem =
            alice.edit("/v1/account", 1, &json!({"name": unseen})).await.expect_problem(Code::ValidationFailed);
        assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code.as_str()), ("/name", "required"));
    }
    let account: Value =
        alice.edit("/v1/account", 1, &json!({"name": "\u{202e}ecilA"})).await.expect_status(200).json();
    assert_eq!(account["name"], "ecilA");
    let body = json!({"name": "x".repeat(1_000_000), "email": "bob@example.com", "password": PASSWORD});
    let problem = server.anyone().post("/v1/accounts", &body).await.expect_problem(Code::ValidationFailed);
    assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code.as_str()), ("/name", "too_long"));
}

async fn a_password_fits_however_a_keyboard_writes_it(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let (composed, decomposed) = ("ein \u{dc}berraschungsei", "ein U\u{308}berraschungsei");
    let signing_up =
        SignUp { name: "Ada".into(), email: "ada@example.com".into(), password: composed.into(), device: None };
    let _ = server.anyone().post("/v1/accounts", &signing_up).await.expect_status(201);
    for password in [composed, decomposed] {
        let body = json!({"email": "ada@example.com", "password": password});
        let _ = server.anyone().post("/v1/sessions", &body).await.expect_status(201);
    }
}

async fn a_password_of_a_megabyte_is_refused_at_once(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let alice = server.sign_up("alice").await;
    let megabyte = "a quiet harbour ".repeat(60_000);
    let body = json!({"name": "Bob", "email": "bob@example.com", "password": megabyte});
    let problem = server.anyone().post("/v1/accounts", &body).await.expect_problem(Code::ValidationFailed);
    assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code.as_str()), ("/password", "too_long"));
    for email in [alice.account.email.as_deref().unwrap(), "nobody@example.com"] {
        let body = json!({"email": email, "password": megabyte});
        server.anyone().post("/v1/sessions", &body).await.expect_problem(Code::InvalidCredentials);
    }
}

async fn zones_are_known_by_their_old_names_as_well(database: Database) {
    let (_server, _, agent) = metered(database).await;
    for zone in ["UTC", "Europe/Lisbon", "Asia/Calcutta", "US/Pacific", "Asia/Kolkata"] {
        let path = agent.usage_path(&format!("breakdown?by=day&tz={zone}"));
        let _ = agent.get(&path).await.expect_status(200);
    }
    agent.get(&agent.usage_path("breakdown?by=day&tz=Mars/Base")).await.expect_problem(Code::ValidationFailed);
}
