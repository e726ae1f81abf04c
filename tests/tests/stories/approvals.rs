//! `/v1/workspaces/{w}/approvals`: what agents ask a person before they do it.

use std::time::Duration;

use futures_util::future::join_all;
use infuse_protocol::approvals::{ApprovalRequest, ApprovalState};
use infuse_protocol::personalization::Field;
use infuse_protocol::{Code, Page, Scope};
use infuse_server::settings::Throttle;
use infuse_tests::{Agent, Database, Person, Requests as _, TestServer, on_both_databases};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::two_factor::replicas;

on_both_databases!(
    what_an_agent_asks_is_answered_once_and_the_agent_is_told_at_once,
    what_nobody_answers_in_time_is_denied,
    what_the_person_has_chosen_is_not_asked,
    the_same_id_asks_nothing_anew,
    nobody_sees_or_answers_what_another_is_asked,
    what_can_not_be_asked_is_refused_and_asks_nobody,
    of_many_answers_over_two_replicas_one_stands,
);

async fn served(database: Database) -> (TestServer, Person, Agent, String) {
    let server = TestServer::builder()
        .database(database)
        .test_clock()
        .settings(|settings| settings.throttle = Throttle::Off)
        .start()
        .await;
    let alice = server.sign_up("alice").await;
    let agent = alice.token(&[Scope::ApprovalsAsk]).await;
    let path = path_of(&alice);
    (server, alice, agent, path)
}

fn path_of(person: &Person) -> String {
    format!("/v1/workspaces/{}/approvals", person.workspace.id)
}

fn question(category: &str) -> Value {
    json!({
        "id": Uuid::now_v7(), "category": category, "title": " Delete\n 3 drafts ", "detail": "a\nb", "credits": 5,
        "expires_in_seconds": 60,
    })
}

async fn ask(agent: &Agent, path: &str, category: &str) -> ApprovalRequest {
    agent.post(path, &question(category)).await.expect_status(201).json()
}

async fn state(agent: &Agent, path: &str, id: &str, wait: u32) -> ApprovalState {
    let path = format!("{path}/{id}?wait_seconds={wait}");
    agent.get(&path).await.expect_status(200).json::<ApprovalRequest>().state
}

async fn pending(person: &Person, path: &str) -> Vec<ApprovalRequest> {
    person.get(&format!("{path}?state=pending")).await.expect_status(200).json::<Page<_>>().items
}

async fn what_an_agent_asks_is_answered_once_and_the_agent_is_told_at_once(database: Database) {
    let (_server, alice, agent, path) = served(database).await;
    let asked = ask(&agent, &path, "delete_data").await;
    assert_eq!((asked.title.as_str(), asked.detail.as_deref()), ("Delete 3 drafts", Some("a\nb")));
    assert_eq!((asked.state, asked.rule, asked.credits), (ApprovalState::Pending, None, Some(5)));
    assert_eq!(asked.expires_at.as_millis() - asked.asked_at.as_millis(), 60_000);
    assert_eq!(pending(&alice, &path).await, std::slice::from_ref(&asked));
    assert_eq!(state(&agent, &path, &asked.id, 0).await, ApprovalState::Pending);

    let decision = format!("{path}/{}/decision", asked.id);
    let answering = async {
        // The agent waits by then, or is answered without.
        tokio::task::yield_now().await;
        alice.post(&decision, &json!({"decision": "allow"})).await.expect_status(200).json::<ApprovalRequest>()
    };
    let waiting = tokio::time::timeout(Duration::from_secs(20), state(&agent, &path, &asked.id, 60));
    let (told, answered) = tokio::join!(waiting, answering);
    assert_eq!((told.unwrap(), answered.state), (ApprovalState::Allowed, ApprovalState::Allowed));
    let problem = alice.post(&decision, &json!({"decision": "deny"})).await.expect_problem(Code::AlreadyDecided);
    assert_eq!(problem.current.unwrap()["state"], "allowed");
    assert_eq!(state(&agent, &path, &asked.id, 0).await, ApprovalState::Allowed);
    assert!(pending(&alice, &path).await.is_empty());
}

async fn what_nobody_answers_in_time_is_denied(database: Database) {
    let (server, alice, agent, path) = served(database).await;
    let asked = ask(&agent, &path, "run_commands").await;
    let passing = async {
        tokio::task::yield_now().await;
        server.advance(Duration::from_secs(60)).await
    };
    let waiting = tokio::time::timeout(Duration::from_secs(20), state(&agent, &path, &asked.id, 60));
    let (told, _) = tokio::join!(waiting, passing);
    assert_eq!(told.unwrap(), ApprovalState::Expired);
    assert!(pending(&alice, &path).await.is_empty());
    let decision = format!("{path}/{}/decision", asked.id);
    let problem = alice.post(&decision, &json!({"decision": "allow"})).await.expect_problem(Code::AlreadyDecided);
    assert_eq!(problem.current.unwrap()["state"], "expired");
    let over = format!("{path}?state=expired");
    assert_eq!(alice.get(&over).await.expect_status(200).json::<Page<ApprovalRequest>>().items.len(), 1);
}

async fn what_the_person_has_chosen_is_not_asked(database: Database) {
    let (_server, alice, agent, path) = served(database).await;
    let chosen = json!({"approvals": {"run_commands": "allow", "delete_data": "never"}});
    let _ = alice.edit("/v1/personalization", 1, &chosen).await.expect_status(200);
    let allowed = ask(&agent, &path, "run_commands").await;
    assert_eq!((allowed.state, allowed.rule), (ApprovalState::Allowed, Some(Field::RunCommands)));
    let denied = ask(&agent, &path, "delete_data").await;
    assert_eq!((denied.state, denied.rule), (ApprovalState::Denied, Some(Field::DeleteData)));
    assert!(denied.decided_at.is_some());
    assert!(pending(&alice, &path).await.is_empty());
}

async fn the_same_id_asks_nothing_anew(database: Database) {
    let (_server, alice, agent, path) = served(database).await;
    let asked = question("delete_data");
    let answers = join_all((0..8).map(|_| agent.post(&path, &asked))).await;
    let first: ApprovalRequest = answers[0].json();
    for answer in answers {
        assert_eq!(answer.expect_status(201).json::<ApprovalRequest>(), first);
    }
    assert_eq!(pending(&alice, &path).await.len(), 1);
    let mut other = asked.clone();
    other["title"] = json!("Delete everything");
    agent.post(&path, &other).await.expect_problem(Code::IdempotencyConflict);
    // Nor is it another's to ask by.
    let stranger = alice.token(&[Scope::ApprovalsAsk]).await;
    stranger.post(&path, &asked).await.expect_problem(Code::IdempotencyConflict);
}

async fn nobody_sees_or_answers_what_another_is_asked(database: Database) {
    let (server, alice, agent, path) = served(database).await;
    let bob = server.sign_up("bob").await;
    let db = infuse_server::db::Db::open(server.database().url()).await.unwrap();
    crate::roles::join(&db, &alice.workspace, &bob, "admin").await;
    db.close().await;
    let asked = ask(&agent, &path, "send_messages").await;
    let own = format!("{path}/{}", asked.id);
    let decision = format!("{own}/decision");
    assert!(pending(&bob, &path).await.is_empty());
    bob.get(&own).await.expect_problem(Code::NotFound);
    bob.post(&decision, &json!({"decision": "allow"})).await.expect_problem(Code::NotFound);
    let other = alice.token(&[Scope::ApprovalsAsk]).await;
    other.get(&own).await.expect_problem(Code::NotFound);
    // An agent does not answer itself.
    agent.post(&decision, &json!({"decision": "allow"})).await.expect_problem(Code::Forbidden);
    assert_eq!(state(&agent, &path, &asked.id, 0).await, ApprovalState::Pending);
}

async fn what_can_not_be_asked_is_refused_and_asks_nobody(database: Database) {
    let (_server, alice, agent, path) = served(database).await;
    for (member, wrong, pointer) in [
        ("id", json!("7"), "/id"),
        ("category", json!("world_peace"), "/category"),
        ("title", json!("\u{200b} "), "/title"),
        ("credits", json!(-1), "/credits"),
        ("credits", json!(1_000_000_001), "/credits"),
        ("expires_in_seconds", json!(0), "/expires_in_seconds"),
        ("expires_in_seconds", json!(86_401), "/expires_in_seconds"),
    ] {
        let mut body = question("delete_data");
        body[member] = wrong.clone();
        let problem = agent.post(&path, &body).await.expect_problem(Code::ValidationFailed);
        assert_eq!(problem.errors[0].pointer, pointer, "{wrong}");
    }
    let asked = ask(&agent, &path, "delete_data").await;
    let wrong = format!("{path}/{}?wait_seconds=61", asked.id);
    agent.get(&wrong).await.expect_problem(Code::ValidationFailed);
    alice.get(&format!("{path}?state=odd")).await.expect_problem(Code::ValidationFailed);
    // One token leaves room for others, and all of them for an end of it.
    for _ in 1..20 {
        let _ = ask(&agent, &path, "delete_data").await;
    }
    agent.post(&path, &question("delete_data")).await.expect_problem(Code::LimitReached);
    for _ in 0..4 {
        let other = alice.token(&[Scope::ApprovalsAsk]).await;
        for _ in 0..20 {
            let _ = ask(&other, &path, "delete_data").await;
        }
    }
    let late = alice.token(&[Scope::ApprovalsAsk]).await;
    late.post(&path, &question("delete_data")).await.expect_problem(Code::LimitReached);
    assert_eq!(pending(&alice, &path).await.len(), 100);
}

async fn of_many_answers_over_two_replicas_one_stands(database: Database) {
    let (first, second) = replicas(database).await;
    let alice = first.sign_up("alice").await;
    let agent = alice.token(&[Scope::ApprovalsAsk]).await;
    let path = path_of(&alice);
    let asked = ask(&agent, &path, "delete_data").await;
    let decision = format!("{path}/{}/decision", asked.id);
    let servers = [Some(&first), second.as_ref()].into_iter().flatten();
    let secret = alice.caller().secret().unwrap();
    let callers: Vec<_> = servers.map(|server| server.anyone().with_secret(secret)).collect();
    let answers = join_all((0..20).map(|at| {
        let (caller, decision) = (&callers[at % callers.len()], &decision);
        let body = json!({"decision": if at % 3 == 0 { "allow" } else { "deny" }});
        async move { caller.post(decision, &body).await }
    }))
    .await;
    let (taken, late): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status() == 200);
    assert_eq!(taken.len(), 1);
    let stands = taken[0].json::<ApprovalRequest>().state;
    for answer in late {
        answer.expect_problem(Code::AlreadyDecided);
    }
    assert_eq!(state(&agent, &path, &asked.id, 0).await, stands);
}
