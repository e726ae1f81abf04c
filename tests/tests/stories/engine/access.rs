//! Where a person is signed in, and what integrations are given, on both databases.

use std::time::Duration;

use infuse_engine::access::view::{TokenLifetime, TokenOverlap, TokenRow, TokenScope, TokenStanding};
use infuse_protocol::Code;
use infuse_tests::relay::{Behaviour, Relay};
use infuse_tests::wait::{ALLOWANCE, until_within};
use infuse_tests::{Caller, Database, Person, on_both_databases};

use super::*;

on_both_databases!(
    a_session_that_another_device_ends_is_over_there_within_a_second,
    who_signs_out_everywhere_else_is_told_how_many_sessions_that_were,
    a_token_does_what_was_chosen_and_nothing_else_until_it_is_revoked,
    a_rotated_token_has_a_new_secret_and_its_old_one_works_for_as_long_as_was_chosen,
    a_token_too_many_is_refused_in_words_of_its_own,
    without_a_server_neither_list_is_answered,
);

/// What a device that has lost its session may take to notice: a second, and what a busy machine takes.
const AT_ONCE: Duration = Duration::from_secs(1).saturating_add(ALLOWANCE);

/// A server, its person as another program, and a device on which that person has signed in.
async fn scene(database: Database) -> (TestServer, Person, TestDevice, Engine) {
    let server = TestServer::builder().database(database).start().await;
    let alice = server.sign_up("alice").await;
    let device = TestDevice::new();
    let engine = device.start().await;
    sign_in(&engine, &server).await;
    until_available(&engine, 300).await;
    (server, alice, device, engine)
}

async fn a_session_that_another_device_ends_is_over_there_within_a_second(database: Database) {
    let (server, alice, _device, engine) = scene(database).await;
    let second_device = TestDevice::new();
    let second = second_device.start().await;
    sign_in(&second, &server).await;
    until_available(&second, 300).await;

    let sessions = engine.sessions().await.unwrap();
    assert_eq!(sessions.iter().map(|session| session.current).collect::<Vec<_>>(), [true, false, false]);
    let names: Vec<_> =
        sessions.iter().map(|session| session.device.as_ref().map(|device| device.name.as_str())).collect();
    assert_eq!(names[..2], [Some("story"), Some("story")]);
    assert!(sessions.iter().all(|session| session.from_this_computer && session.address.is_some()), "{sessions:?}");
    let seen_there = second.sessions().await.unwrap();
    let of_second = seen_there.iter().find(|session| session.current).unwrap().id.clone();

    engine.end_session(of_second.clone()).await.unwrap();
    let look = |snapshot: &Snapshot| matches!(snapshot.access, Access::SignedOut { .. }).then_some(());
    let snapshots = second.snapshot();
    until_within(AT_ONCE, "the other device has fallen out", async || look(&snapshots.borrow())).await;
    assert_eq!(second.sessions().await.unwrap_err().code, ErrorCode::SignedOut);
    assert_eq!(engine.sessions().await.unwrap().len(), 2);
    // It is gone, as was wished.
    engine.end_session(of_second).await.unwrap();
    assert_eq!(engine.end_session("current".to_owned()).await.unwrap_err().code, ErrorCode::NotFound);
    until_available(&engine, 300).await;
    let _ = alice.get("/v1/account").await.expect_status(200);
    second.stop().await;
    engine.stop().await;
}

async fn who_signs_out_everywhere_else_is_told_how_many_sessions_that_were(database: Database) {
    let (server, alice, _device, engine) = scene(database).await;
    let sign_in = json!({ "email": "alice@example.com", "password": PASSWORD });
    for _ in 0..2 {
        let _ = server.anyone().post("/v1/sessions", &sign_in).await.expect_status(201);
    }
    assert_eq!(engine.sessions().await.unwrap().len(), 4);
    assert_eq!(engine.end_other_sessions().await.unwrap(), 3);
    let _ = alice.get("/v1/account").await.expect_problem(Code::Unauthorized);
    let left = engine.sessions().await.unwrap();
    assert_eq!(left.iter().map(|session| session.current).collect::<Vec<_>>(), [true]);
    assert_eq!(engine.end_other_sessions().await.unwrap(), 0);
    engine.stop().await;
}

/// Who has this secret.
fn with(server: &TestServer, secret: &str) -> Caller {
    server.anyone().with_secret(secret)
}

async fn only_token(engine: &Engine) -> TokenRow {
    let mut tokens = engine.tokens().await.unwrap();
    assert_eq!(tokens.len(), 1, "{tokens:?}");
    tokens.remove(0)
}

async fn a_token_does_what_was_chosen_and_nothing_else_until_it_is_revoked(database: Database) {
    let (server, alice, _device, engine) = scene(database).await;
    let issued = engine.issue_token("Nightly".to_owned(), vec![TokenScope::UsageRead], TokenLifetime::Days30).await;
    let token = only_token(&engine).await;
    assert_eq!((token.name.as_str(), token.workspace.as_deref()), ("Nightly", Some("alice")));
    assert_eq!((token.scopes.as_slice(), token.standing), ([TokenScope::UsageRead].as_slice(), TokenStanding::InUse));
    assert!(token.last_used_at.is_none() && token.expires_at.is_some());
    let secret = issued.unwrap().token;
    assert_eq!(token.hint, format!("ift_…{}", &secret[secret.len() - 4..]));

    let carrier = with(&server, &secret);
    let usage = format!("/v1/workspaces/{}/usage", alice.workspace.id);
    let _ = carrier.get(&usage).await.expect_status(200);
    let events = json!({ "events": [event("message")] });
    let _ = carrier.post(&format!("{usage}/events"), &events).await.expect_problem(Code::InsufficientScope);
    let _ = carrier.get("/v1/sessions").await.expect_problem(Code::Forbidden);
    until("its use is known", async || only_token(&engine).await.last_used_at).await;
    assert!(only_token(&engine).await.from_this_computer);

    engine.revoke_token(token.id.clone()).await.unwrap();
    let _ = carrier.get(&usage).await.expect_problem(Code::Unauthorized);
    assert!(engine.tokens().await.unwrap().is_empty());
    // It is gone, as was wished.
    engine.revoke_token(token.id).await.unwrap();
    engine.stop().await;
}

async fn a_rotated_token_has_a_new_secret_and_its_old_one_works_for_as_long_as_was_chosen(database: Database) {
    let (server, alice, _device, engine) = scene(database).await;
    let usage = format!("/v1/workspaces/{}/usage", alice.workspace.id);
    let first = engine.issue_token("Nightly".to_owned(), vec![TokenScope::UsageRead], TokenLifetime::Forever).await;
    let first = first.unwrap().token;
    let token = only_token(&engine).await;
    assert_eq!(token.expires_at, None);
    let second = engine.rotate_token(token.id.clone(), TokenOverlap::Hour).await.unwrap().token;
    for secret in [&first, &second] {
        let _ = with(&server, secret).get(&usage).await.expect_status(200);
    }
    let third = engine.rotate_token(token.id.clone(), TokenOverlap::Nothing).await.unwrap().token;
    for secret in [&first, &second] {
        let _ = with(&server, secret).get(&usage).await.expect_problem(Code::Unauthorized);
    }
    let _ = with(&server, &third).get(&usage).await.expect_status(200);
    let rotated = only_token(&engine).await;
    assert_eq!((rotated.id, rotated.hint), (token.id, format!("ift_…{}", &third[third.len() - 4..])));
    engine.stop().await;
}

async fn a_token_too_many_is_refused_in_words_of_its_own(database: Database) {
    let (_server, alice, _device, engine) = scene(database).await;
    for _ in 0..100 {
        let _ = alice.token(&[Scope::UsageRead]).await;
    }
    let refused = engine.issue_token("Nightly".to_owned(), vec![TokenScope::UsageRead], TokenLifetime::Year).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::LimitReached);
    assert_eq!(engine.tokens().await.unwrap().len(), 100);
    let unnamed = engine.issue_token(" ".to_owned(), vec![TokenScope::UsageRead], TokenLifetime::Year).await;
    assert_eq!(unnamed.unwrap_err().field.as_deref(), Some("name"));
    engine.stop().await;
}

async fn without_a_server_neither_list_is_answered(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let _alice = server.sign_up("alice").await;
    let relay = Relay::to(&server.address().to_string()).await;
    let device = TestDevice::new();
    let engine = device.start().await;
    let url = format!("http://{}/", relay.address());
    engine.sign_in(url, "alice@example.com".to_owned(), PASSWORD.to_owned()).await.unwrap();
    until_available(&engine, 300).await;
    relay.set(Behaviour::HangUp);
    let is_offline = |snapshot: &Snapshot| matches!(snapshot.connection, Connection::Offline { .. }).then_some(());
    until_shown(&engine, "the server is out of reach", is_offline).await;
    assert_eq!(engine.sessions().await.unwrap_err().code, ErrorCode::Unreachable);
    assert_eq!(engine.tokens().await.unwrap_err().code, ErrorCode::Unreachable);
    relay.set(Behaviour::Pass);
    until_available(&engine, 300).await;
    assert_eq!(engine.sessions().await.unwrap().len(), 2);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_local_home_has_sessions_and_tokens_as_any_other() {
    let device = TestDevice::new();
    let engine = device.start().await;
    engine.use_local("Ada".to_owned()).await.unwrap();
    until_available(&engine, 300).await;
    let sessions = engine.sessions().await.unwrap();
    assert_eq!(
        sessions.iter().map(|session| session.current && session.from_this_computer).collect::<Vec<_>>(),
        [true]
    );
    let agent = connect_agent(&engine).await;
    let token = only_token(&engine).await;
    assert_eq!((token.name.as_str(), token.scopes.as_slice()), ("story", [TokenScope::UsageWrite].as_slice()));
    engine.revoke_token(token.id).await.unwrap();
    let _ = agent.report(&[event("message")]).await.expect_problem(Code::Unauthorized);
    engine.stop().await;
}
