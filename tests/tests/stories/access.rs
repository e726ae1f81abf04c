//! Who may come in: accounts, sessions, and what is answered to those who may not.

use std::time::Duration;

use infuse_protocol::account::{Account, SignedUp};
use infuse_protocol::session::{Revoked, Session, SignedIn};
use infuse_protocol::workspace::{Role, Workspace, WorkspaceKind};
use infuse_protocol::{Code, Page, Problem, Scope};
use infuse_tests::actor::PASSWORD;
use infuse_tests::{
    Caller, Database, Metering as _, Person, Requests as _, Response, TestServer, on_both_databases, raw,
};
use reqwest::Method;
use serde_json::{Value, json};

on_both_databases!(
    signing_up_makes_an_account_a_workspace_and_a_session,
    one_email_is_one_account_however_it_is_spelled,
    many_who_sign_up_with_one_email_at_once_make_one_account,
    a_bad_sign_up_is_told_all_its_faults_and_makes_nothing,
    a_failed_sign_in_never_tells_whether_the_email_exists,
    signing_out_ends_that_session_at_once_and_no_other,
    all_other_sessions_can_be_ended,
    sessions_of_others_are_not_there,
    sessions_are_listed_in_pages,
    the_session_that_asks_is_seen_now,
    a_name_can_be_changed,
    a_workspace_of_others_is_not_there,
    requests_without_a_valid_secret_are_refused,
    malformed_requests_are_refused_with_their_own_codes,
    a_body_far_too_large_is_answered,
    every_problem_names_its_request,
);

async fn served(database: Database) -> TestServer {
    TestServer::builder().database(database).start().await
}

fn sign_up_of(name: &str) -> Value {
    json!({"name": name, "email": format!("{name}@example.com"), "password": PASSWORD})
}

async fn sign_in(caller: &Caller, email: &str, password: &str) -> Response {
    caller.post("/v1/sessions", &json!({"email": email, "password": password})).await
}

/// The same person, signed in once more.
async fn again(server: &TestServer, person: &Person) -> (Caller, Session) {
    let answer: SignedIn =
        sign_in(server.anyone(), person.account.email.as_deref().unwrap(), PASSWORD).await.expect_status(201).json();
    (server.anyone().with_secret(&answer.token), answer.session)
}

async fn signing_up_makes_an_account_a_workspace_and_a_session(database: Database) {
    let server = served(database).await;
    let device = json!({"name": "Ada's laptop", "platform": "linux", "app_version": "0.1.0"});
    let body = json!({"name": " Ada ", "email": "Ada@Example.com", "password": PASSWORD, "device": device});
    let made: SignedUp = server.anyone().post("/v1/accounts", &body).await.expect_status(201).json();
    assert!(made.token.starts_with("ifs_"));
    assert_eq!((made.account.name.as_str(), made.account.email.as_deref()), ("Ada", Some("Ada@Example.com")));
    assert_eq!((made.workspace.kind, made.workspace.role), (WorkspaceKind::Personal, Role::Owner));
    assert_eq!(made.workspace.plan, "free");

    let ada = server.anyone().with_secret(&made.token);
    assert_eq!(ada.get("/v1/account").await.expect_status(200).json::<Account>(), made.account);
    let workspaces: Page<Workspace> = ada.get("/v1/workspaces").await.expect_status(200).json();
    assert_eq!(workspaces.items, [made.workspace]);
    let sessions: Page<Session> = ada.get("/v1/sessions").await.expect_status(200).json();
    assert_eq!(sessions.items.len(), 1);
    assert!(sessions.items[0].current);
    assert_eq!(sessions.items[0].device.as_ref().unwrap().name, "Ada's laptop");
    assert_eq!(sessions.items[0].address, "127.0.0.1");
}

async fn one_email_is_one_account_however_it_is_spelled(database: Database) {
    let server = served(database).await;
    server.sign_up("alice").await;
    let body = json!({"name": "Mallory", "email": "ALICE@example.COM", "password": PASSWORD});
    server.anyone().post("/v1/accounts", &body).await.expect_problem(Code::EmailTaken);
    let _ = sign_in(server.anyone(), " Alice@Example.com ", PASSWORD).await.expect_status(201);
}

async fn many_who_sign_up_with_one_email_at_once_make_one_account(database: Database) {
    let server = served(database).await;
    let body = sign_up_of("alice");
    let tries = (0..8).map(|_| server.anyone().post("/v1/accounts", &body));
    let mut statuses: Vec<u16> = futures_util::future::join_all(tries).await.iter().map(Response::status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409, 409, 409, 409, 409]);
}

async fn a_bad_sign_up_is_told_all_its_faults_and_makes_nothing(database: Database) {
    let server = served(database).await;
    let body = json!({"name": "\u{0}", "email": "nobody", "password": "short", "device":
        {"name": "", "platform": "linux", "app_version": "1"}});
    let problem = server.anyone().post("/v1/accounts", &body).await.expect_problem(Code::ValidationFailed);
    let faults: Vec<_> = problem.errors.iter().map(|fault| (fault.pointer.as_str(), fault.code.as_str())).collect();
    assert_eq!(
        faults,
        [
            ("/name", "control_character"),
            ("/email", "not_an_email"),
            ("/password", "too_short"),
            ("/device/name", "required"),
        ]
    );
    for password in ["passwordpassword", "alice@example.com", "aaaaaaaaaaaaaaaaaaaa"] {
        let body = json!({"name": "alice", "email": "alice@example.com", "password": password});
        server.anyone().post("/v1/accounts", &body).await.expect_problem(Code::ValidationFailed);
    }
    // The e-mail is still free.
    server.sign_up("alice").await;
}

async fn a_failed_sign_in_never_tells_whether_the_email_exists(database: Database) {
    let server = served(database).await;
    server.sign_up("alice").await;
    let wrong = "another quiet harbour at dusk";
    let known = sign_in(server.anyone(), "alice@example.com", wrong).await.expect_problem(Code::InvalidCredentials);
    let answer = sign_in(server.anyone(), "bob@example.com", wrong).await;
    assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
    let unknown = answer.expect_problem(Code::InvalidCredentials);
    assert_eq!(Problem { request_id: None, ..known }, Problem { request_id: None, ..unknown });
}

async fn signing_out_ends_that_session_at_once_and_no_other(database: Database) {
    let server = served(database).await;
    let alice = server.sign_up("alice").await;
    let (other, _) = again(&server, &alice).await;
    let _ = alice.delete("/v1/sessions/current").await.expect_status(204);
    alice.get("/v1/account").await.expect_problem(Code::Unauthorized);
    let _ = other.get("/v1/account").await.expect_status(200);
}

async fn all_other_sessions_can_be_ended(database: Database) {
    let server = served(database).await;
    let alice = server.sign_up("alice").await;
    let (second, _) = again(&server, &alice).await;
    let (third, session) = again(&server, &alice).await;
    let _ = alice.delete(&format!("/v1/sessions/{}", session.id)).await.expect_status(204);
    third.get("/v1/account").await.expect_problem(Code::Unauthorized);
    alice.delete(&format!("/v1/sessions/{}", session.id)).await.expect_problem(Code::NotFound);
    let ended: Revoked = alice.delete("/v1/sessions").await.expect_status(200).json();
    assert_eq!(ended.revoked, 1);
    second.get("/v1/account").await.expect_problem(Code::Unauthorized);
    let _ = alice.get("/v1/account").await.expect_status(200);
}

async fn sessions_of_others_are_not_there(database: Database) {
    let server = served(database).await;
    let (alice, bob) = (server.sign_up("alice").await, server.sign_up("bob").await);
    let (_, session) = again(&server, &alice).await;
    for id in [session.id.as_str(), "x", "%00", "0197a2b8-5a1c-7d3e-8f00-000000000001"] {
        bob.delete(&format!("/v1/sessions/{id}")).await.expect_problem(Code::NotFound);
    }
    let sessions: Page<Session> = alice.get("/v1/sessions").await.expect_status(200).json();
    assert_eq!(sessions.items.len(), 2);
}

async fn sessions_are_listed_in_pages(database: Database) {
    let server = served(database).await;
    let alice = server.sign_up("alice").await;
    let (_, second) = again(&server, &alice).await;
    let (_, third) = again(&server, &alice).await;
    let first_page: Page<Session> = alice.get("/v1/sessions?limit=2").await.expect_status(200).json();
    let ids: Vec<&str> = first_page.items.iter().map(|session| session.id.as_str()).collect();
    assert_eq!(ids, [&third.id, &second.id]);
    let cursor = first_page.next_cursor.unwrap();
    let last_page: Page<Session> =
        alice.get(&format!("/v1/sessions?limit=2&cursor={cursor}")).await.expect_status(200).json();
    assert!(last_page.items.len() == 1 && last_page.items[0].current && last_page.next_cursor.is_none());
    for query in ["limit=0", "limit=1001", "cursor=x"] {
        alice.get(&format!("/v1/sessions?{query}")).await.expect_problem(Code::ValidationFailed);
    }
    for query in ["limit=many", "limit=99999999999999999999", "unknown=1"] {
        alice.get(&format!("/v1/sessions?{query}")).await.expect_problem(Code::MalformedRequest);
    }
}

async fn the_session_that_asks_is_seen_now(database: Database) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let alice = server.sign_up("alice").await;
    let (_, other) = again(&server, &alice).await;
    let now = server.advance(Duration::from_secs(3_600)).await.now;
    let sessions: Page<Session> = alice.get("/v1/sessions").await.expect_status(200).json();
    let [second, first] = sessions.items.as_slice() else { panic!("{sessions:?}") };
    assert!(first.current && first.last_seen_at >= now);
    assert_eq!(second.last_seen_at, other.last_seen_at);
}

async fn a_name_can_be_changed(database: Database) {
    let server = served(database).await;
    let alice = server.sign_up("alice").await;
    let account: Account = alice.edit("/v1/account", 1, &json!({"name": " Alice L. "})).await.expect_status(200).json();
    assert_eq!(account, Account { name: "Alice L.".to_owned(), version: 2, ..alice.account.clone() });
    let unchanged: Account = alice.edit("/v1/account", 2, &json!({})).await.expect_status(200).json();
    assert_eq!(unchanged, account);
    for name in ["", " ", "a\nb", &"a".repeat(101)] {
        alice.edit("/v1/account", 2, &json!({"name": name})).await.expect_problem(Code::ValidationFailed);
    }
    let path = format!("/v1/workspaces/{}", alice.workspace.id);
    let workspace: Workspace = alice.patch(&path, &json!({"name": "Home"})).await.expect_status(200).json();
    assert_eq!(alice.get(&path).await.expect_status(200).json::<Workspace>(), workspace);
    assert_eq!(workspace.name, "Home");
}

async fn a_workspace_of_others_is_not_there(database: Database) {
    let server = served(database).await;
    let (alice, bob) = (server.sign_up("alice").await, server.sign_up("bob").await);
    let unknown = "0197a2b8-5a1c-7d3e-8f00-000000000001".to_owned();
    let capitals = alice.workspace.id.to_uppercase();
    for id in [alice.workspace.id.clone(), unknown, "x".to_owned(), "%00".to_owned(), capitals] {
        let path = format!("/v1/workspaces/{id}");
        bob.get(&path).await.expect_problem(Code::NotFound);
        bob.patch(&path, &json!({"name": "Mine"})).await.expect_problem(Code::NotFound);
        bob.get(&format!("{path}/usage")).await.expect_problem(Code::NotFound);
    }
}

async fn requests_without_a_valid_secret_are_refused(database: Database) {
    let server = served(database).await;
    let alice = server.sign_up("alice").await;
    let secret = alice.caller().secret().unwrap();
    let anyone = server.anyone();
    let _ = anyone.get("/v1/account").await.expect_problem(Code::Unauthorized);
    for wrong in ["ifs_", "ift_x", "x", &secret[..secret.len() - 1], &format!("{secret}x"), &"i".repeat(5000)] {
        let answer = anyone.with_secret(wrong).get("/v1/account").await;
        answer.expect_problem(Code::Unauthorized);
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
    }
    let lower_case = anyone.request(Method::GET, "/v1/account").header("authorization", format!("bearer {secret}"));
    assert_eq!(lower_case.send().await.unwrap().status(), 200);
    let basic = anyone.request(Method::GET, "/v1/account").header("authorization", format!("Basic {secret}"));
    assert_eq!(basic.send().await.unwrap().status(), 401);
}

async fn malformed_requests_are_refused_with_their_own_codes(database: Database) {
    let server = served(database).await;
    let post = async |content_type: &str, body: Vec<u8>| {
        let mut head =
            format!("POST /v1/accounts HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {}\r\n", body.len());
        if !content_type.is_empty() {
            head.push_str(&format!("content-type: {content_type}\r\n"));
        }
        raw::send(server.address(), &[format!("{head}\r\n").as_bytes(), body.as_slice()].concat()).await
    };
    let json = "application/json";
    for body in ["", "{", "[]", "7", "null", "{}", "\u{feff}{}", "{\"name\":7}", "not json"] {
        assert_eq!(post(json, body.into()).await.status(), Some(400), "{body}");
    }
    assert_eq!(post(json, vec![b'{', b'"', 0xff, 0xfe]).await.status(), Some(400));
    assert_eq!(post(json, "[".repeat(100_000).into()).await.status(), Some(400));
    assert_eq!(post(json, vec![b' '; 1024 * 1024 + 1]).await.status(), Some(413));
    assert_eq!(post("", "{}".into()).await.status(), Some(415));
    assert_eq!(post("text/plain", "{}".into()).await.status(), Some(415));

    let mut extra = sign_up_of("alice");
    extra["role"] = json!("owner");
    let problem = server.anyone().post("/v1/accounts", &extra).await.expect_problem(Code::MalformedRequest);
    assert_eq!(problem.errors[0].pointer, "/role");
    let twice = r#"{"name":"a","name":"b","email":"alice@example.com","password":"a quiet harbour at dawn"}"#;
    assert_eq!(post(json, twice.into()).await.status(), Some(400));
    // None of it made an account.
    server.sign_up("alice").await;
}

/// A client that writes all of a body before it reads hears why it was refused, not that the connection was reset.
async fn a_body_far_too_large_is_answered(database: Database) {
    let server = served(database).await;
    let agent = server.sign_up("alice").await.token(&[Scope::UsageWrite]).await;
    let body = vec![b' '; 24 * 1024 * 1024];
    for (secret, status) in [(agent.caller().secret().unwrap(), 413), ("ift_x", 401)] {
        for connection in ["close", "keep-alive"] {
            let head = format!(
                "POST {} HTTP/1.1\r\nhost: x\r\nconnection: {connection}\r\ncontent-type: application/json\r\n\
                 authorization: Bearer {secret}\r\ncontent-length: {}\r\n\r\n",
                agent.usage_path("events"),
                body.len()
            );
            // Behind the body stands a request whose answer closes the connection that was kept.
            let next = "GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
            let answer = raw::send(server.address(), &[head.as_bytes(), &body, next.as_bytes()].concat()).await;
            assert_eq!(answer.status(), Some(status), "{connection}: {}", answer.text());
        }
    }
}

async fn every_problem_names_its_request(database: Database) {
    let server = served(database).await;
    let alice = server.sign_up("alice").await;
    let unknown = alice.get("/v1/nothing/here").await;
    let problem = unknown.expect_problem(Code::NotFound);
    assert_eq!(problem.request_id.as_deref(), unknown.header("x-request-id"));
    let wrong_method = alice.put("/v1/account", &json!({})).await;
    wrong_method.expect_problem(Code::MethodNotAllowed);
    assert_eq!(wrong_method.header("allow"), Some("GET,HEAD,PATCH"));
}
