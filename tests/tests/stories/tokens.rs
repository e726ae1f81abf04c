//! What agents carry: made, rotated, revoked, expired, and never more than their scopes.

use std::time::Duration;

use infuse_protocol::tokens::{IssuedToken, RotatedToken, Token};
use infuse_protocol::workspace::Workspace;
use infuse_protocol::{Code, Page, Scope, Timestamp};
use infuse_tests::{
    Agent, Caller, Database, Metering as _, Person, Requests as _, TestServer, event, on_both_databases,
};
use reqwest::Method;
use serde_json::{Value, json};

on_both_databases!(
    a_token_is_shown_once_and_listed_without_its_secret,
    a_token_does_what_its_scopes_allow_and_no_more,
    a_token_reaches_neither_accounts_nor_sessions_nor_tokens,
    a_token_is_for_one_workspace,
    a_bad_token_is_told_all_its_faults_and_is_not_made,
    a_revoked_token_is_refused_by_the_very_next_request,
    an_expired_token_is_refused,
    a_rotated_token_works_with_both_secrets_while_they_overlap,
    tokens_of_others_are_not_there,
    a_person_has_at_most_a_hundred_tokens_for_a_workspace,
    the_time_of_the_last_use_is_kept_and_where_it_came_from,
);

async fn served(database: Database) -> (TestServer, Person) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let alice = server.sign_up("alice").await;
    (server, alice)
}

async fn issue(person: &Person, change: impl FnOnce(&mut Value)) -> infuse_tests::Response {
    let mut body = json!({"name": "agent", "workspace_id": person.workspace.id, "scopes": ["usage:write"]});
    change(&mut body);
    person.post("/v1/tokens", &body).await
}

async fn tokens_of(person: &Person) -> Vec<Token> {
    person.get("/v1/tokens").await.expect_status(200).json::<Page<Token>>().items
}

/// What the server lists of the token that an agent carries.
pub(crate) async fn token_of(person: &Person, agent: &Agent) -> Token {
    let secret = agent.caller().secret().unwrap();
    let hint = format!("ift_…{}", &secret[secret.len() - 4..]);
    tokens_of(person).await.into_iter().find(|token| token.hint == hint).unwrap()
}

fn in_one_hour() -> Timestamp {
    Timestamp::from_millis(jiff::Timestamp::now().as_millisecond() + 3_600_000)
}

/// How a request of whoever has this secret is answered.
async fn status_of(caller: &Caller, workspace_id: &str) -> u16 {
    caller.get(&format!("/v1/workspaces/{workspace_id}/usage")).await.status()
}

async fn a_person_has_at_most_a_hundred_tokens_for_a_workspace(database: Database) {
    let (server, alice) = served(database).await;
    for _ in 0..100 {
        let _ = issue(&alice, |_| {}).await.expect_status(201);
    }
    let _ = issue(&alice, |_| {}).await.expect_problem(Code::LimitReached);
    let _ = issue(&server.sign_up("bob").await, |_| {}).await.expect_status(201);
    let revoked = tokens_of(&alice).await.remove(0);
    let _ = alice.delete(&format!("/v1/tokens/{}", revoked.id)).await.expect_status(204);
    let _ = issue(&alice, |_| {}).await.expect_status(201);
}

async fn a_token_is_shown_once_and_listed_without_its_secret(database: Database) {
    let (_server, alice) = served(database).await;
    let issued: IssuedToken = issue(&alice, |_| ()).await.expect_status(201).json();
    assert!(issued.token.starts_with("ift_"));
    assert_eq!(issued.details.hint, format!("ift_…{}", &issued.token[issued.token.len() - 4..]));
    let listed = alice.get("/v1/tokens").await.expect_status(200);
    assert!(!listed.text().contains(&issued.token));
    assert_eq!(listed.json::<Page<Token>>().items, [issued.details]);
}

async fn a_token_does_what_its_scopes_allow_and_no_more(database: Database) {
    let (_server, alice) = served(database).await;
    let writer = alice.token(&[Scope::UsageWrite]).await;
    writer.debit(event("message")).await;
    let problem = writer.get(&writer.usage_path("")).await.expect_problem(Code::InsufficientScope);
    assert_eq!(problem.required_scope, Some(Scope::UsageRead));
    let reader = alice.token(&[Scope::UsageRead]).await;
    assert_eq!(reader.usage().await.credits.available, 299);
    let problem = reader.report(&[event("message")]).await.expect_problem(Code::InsufficientScope);
    assert_eq!(problem.required_scope, Some(Scope::UsageWrite));
    writer.get("/v1/stream").await.expect_problem(Code::InsufficientScope);
}

async fn a_token_reaches_neither_accounts_nor_sessions_nor_tokens(database: Database) {
    let (_server, alice) = served(database).await;
    let all: Vec<Scope> = Scope::ALL.iter().map(|(scope, _)| *scope).collect();
    let agent = alice.token(&all).await;
    for path in ["/v1/account", "/v1/preferences", "/v1/sessions", "/v1/tokens"] {
        agent.get(path).await.expect_problem(Code::Forbidden);
    }
    agent.patch("/v1/account", &json!({"name": "Mallory"})).await.expect_problem(Code::Forbidden);
    let workspace = format!("/v1/workspaces/{}", alice.workspace.id);
    agent.patch(&workspace, &json!({"name": "Mine"})).await.expect_problem(Code::Forbidden);
    agent.delete("/v1/sessions").await.expect_problem(Code::Forbidden);
    agent.delete("/v1/sessions/current").await.expect_problem(Code::Forbidden);
    let body = json!({"name": "more", "workspace_id": alice.workspace.id, "scopes": ["usage:read"]});
    agent.post("/v1/tokens", &body).await.expect_problem(Code::Forbidden);
    let path = format!("/v1/tokens/{}", token_of(&alice, &agent).await.id);
    agent.delete(&path).await.expect_problem(Code::Forbidden);
    let rotation = format!("{path}/rotate");
    agent.post(&rotation, &json!({})).await.expect_problem(Code::Forbidden);
}

async fn a_token_is_for_one_workspace(database: Database) {
    let (server, alice) = served(database).await;
    let bob = server.sign_up("bob").await;
    let agent = alice.token(&[Scope::UsageRead, Scope::UsageWrite]).await;
    for id in [bob.workspace.id.as_str(), "x", "%00"] {
        agent.get(&format!("/v1/workspaces/{id}/usage")).await.expect_problem(Code::NotFound);
        let body = json!({"events": [event("message")]});
        agent.post(&format!("/v1/workspaces/{id}/usage/events"), &body).await.expect_problem(Code::NotFound);
    }
    assert_eq!(bob.usage().await.credits.available, 300);
    let of = |id: &str| format!("/v1/workspaces/{id}");
    let _ = bob.patch(&of(&bob.workspace.id), &json!({"name": "Studio"})).await.expect_status(200);
    agent.get(&of(&bob.workspace.id)).await.expect_problem(Code::NotFound);
    assert_eq!(agent.get(&of(&alice.workspace.id)).await.expect_status(200).json::<Workspace>(), alice.workspace);
    let listed: Page<Workspace> = agent.get("/v1/workspaces").await.expect_status(200).json();
    assert_eq!((listed.items, listed.next_cursor), (vec![alice.workspace.clone()], None));
    issue(&bob, |body| body["workspace_id"] = json!(alice.workspace.id)).await.expect_problem(Code::NotFound);
}

async fn a_bad_token_is_told_all_its_faults_and_is_not_made(database: Database) {
    let (_server, alice) = served(database).await;
    let all_wrong = |body: &mut Value| {
        body["name"] = json!(" ");
        body["scopes"] = json!([]);
        body["expires_at"] = json!("2020-01-01T00:00:00Z");
    };
    let problem = issue(&alice, all_wrong).await.expect_problem(Code::ValidationFailed);
    let pointers: Vec<&str> = problem.errors.iter().map(|fault| fault.pointer.as_str()).collect();
    assert_eq!(pointers, ["/name", "/scopes", "/expires_at"]);
    let twice = issue(&alice, |body| body["scopes"] = json!(["usage:read", "usage:read"])).await;
    assert_eq!(twice.expect_problem(Code::ValidationFailed).errors[0].code, "duplicate");
    let unknown = issue(&alice, |body| body["scopes"] = json!(["usage:read", "root"])).await;
    assert_eq!(unknown.expect_problem(Code::MalformedRequest).errors[0].pointer, "/scopes/1");
    let no_time = issue(&alice, |body| body["expires_at"] = json!("tomorrow")).await;
    assert_eq!(no_time.expect_problem(Code::MalformedRequest).errors[0].pointer, "/expires_at");
    assert_eq!(tokens_of(&alice).await, []);
}

async fn a_revoked_token_is_refused_by_the_very_next_request(database: Database) {
    let (_server, alice) = served(database).await;
    let agent = alice.token(&[Scope::UsageRead]).await;
    assert_eq!(agent.usage().await.credits.available, 300);
    let path = format!("/v1/tokens/{}", token_of(&alice, &agent).await.id);
    let _ = alice.delete(&path).await.expect_status(204);
    agent.get(&agent.usage_path("")).await.expect_problem(Code::Unauthorized);
    alice.delete(&path).await.expect_problem(Code::NotFound);
    alice.post(&format!("{path}/rotate"), &json!({})).await.expect_problem(Code::NotFound);
    assert_eq!(tokens_of(&alice).await, []);
}

async fn an_expired_token_is_refused(database: Database) {
    let (server, alice) = served(database).await;
    let with_end = |body: &mut Value| {
        body["scopes"] = json!(["usage:read"]);
        body["expires_at"] = json!(in_one_hour());
    };
    let issued: IssuedToken = issue(&alice, with_end).await.expect_status(201).json();
    let agent = server.anyone().with_secret(&issued.token);
    assert_eq!(status_of(&agent, &alice.workspace.id).await, 200);
    server.advance(Duration::from_secs(3_601)).await;
    assert_eq!(status_of(&agent, &alice.workspace.id).await, 401);
}

async fn a_rotated_token_works_with_both_secrets_while_they_overlap(database: Database) {
    let (server, alice) = served(database).await;
    let agent: Agent = alice.token(&[Scope::UsageRead]).await;
    let path = format!("/v1/tokens/{}/rotate", token_of(&alice, &agent).await.id);
    let rotate = async |overlap: Value| -> Caller {
        let rotated: RotatedToken = alice.post(&path, &overlap).await.expect_status(200).json();
        server.anyone().with_secret(&rotated.token)
    };
    let second = rotate(json!({"overlap_seconds": 60})).await;
    let workspace_id = &alice.workspace.id;
    assert_eq!(status_of(agent.caller(), workspace_id).await, 200);
    assert_eq!(status_of(&second, workspace_id).await, 200);
    server.advance(Duration::from_secs(61)).await;
    assert_eq!(status_of(agent.caller(), workspace_id).await, 401);
    assert_eq!(status_of(&second, workspace_id).await, 200);
    // How long they overlap may be left out, and with it the body.
    let third = rotate(json!({})).await;
    assert_eq!(status_of(&second, workspace_id).await, 401);
    let without_a_body = alice.caller().request(Method::POST, &path).send().await.unwrap();
    let fourth = server.anyone().with_secret(&without_a_body.json::<RotatedToken>().await.unwrap().token);
    assert_eq!(status_of(&third, workspace_id).await, 401);
    assert_eq!(status_of(&fourth, workspace_id).await, 200);
    for overlap in [-1, 604_801, i64::MAX] {
        alice.post(&path, &json!({"overlap_seconds": overlap})).await.expect_problem(Code::ValidationFailed);
    }
    assert_eq!(status_of(&fourth, workspace_id).await, 200);
}

async fn tokens_of_others_are_not_there(database: Database) {
    let (server, alice) = served(database).await;
    let bob = server.sign_up("bob").await;
    let agent = alice.token(&[Scope::UsageRead]).await;
    for id in [token_of(&alice, &agent).await.id.as_str(), "x", "%00"] {
        bob.delete(&format!("/v1/tokens/{id}")).await.expect_problem(Code::NotFound);
        bob.post(&format!("/v1/tokens/{id}/rotate"), &json!({})).await.expect_problem(Code::NotFound);
    }
    assert_eq!(tokens_of(&bob).await, []);
    assert_eq!(agent.usage().await.credits.available, 300);
}

async fn the_time_of_the_last_use_is_kept_and_where_it_came_from(database: Database) {
    let (_server, alice) = served(database).await;
    let agent = alice.token(&[Scope::UsageRead]).await;
    assert_eq!(token_of(&alice, &agent).await.last_used_address, None);
    agent.usage().await;
    let used_at = infuse_tests::wait::until("the use is written", async || tokens_of(&alice).await[0].last_used_at);
    assert!(used_at.await >= token_of(&alice, &agent).await.created_at);
    assert_eq!(token_of(&alice, &agent).await.last_used_address.as_deref(), Some("127.0.0.1"));
}
