//! Each call of the contract by each kind of caller: who may, who may not, and who learns nothing.

use std::collections::BTreeMap;
use std::time::Duration;

use infuse_protocol::session::Session;
use infuse_protocol::tokens::{IssuedToken, NewToken, Token};
use infuse_protocol::{Code, Page, Problem, Scope};
use infuse_server::db::Db;
use infuse_server::erase::erase;
use infuse_tests::wait::until;
use infuse_tests::{Agent, Caller, Database, Person, Requests as _, Response, TestServer, on_both_databases};
use reqwest::StatusCode;
use serde_json::json;
use uuid::Uuid;

use crate::fuzz::calls::{Call, calls};
use crate::roles::join;

on_both_databases!(
    each_call_is_open_to_whom_the_table_names_and_to_nobody_else,
    what_is_named_by_its_id_is_there_for_its_owner_alone,
);

/// Who may send a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gate {
    Anyone,
    /// A person, about their own account.
    Person,
    /// A person, or any token.
    Signed,
    /// A person, or a token with that scope, about what is their own.
    Own(Scope),
    /// A person, about a workspace of theirs that the body names.
    Named,
    /// A member of the workspace, or a token with that scope.
    Member(Scope),
    /// A member of the workspace, or any token that is bound to it.
    MemberOrToken,
    /// An admin or owner, or a token with that scope of one.
    Admin(Scope),
    /// A member in person.
    MemberPerson,
    /// An admin or owner in person.
    AdminPerson,
}

/// The gate of a call; a call without a line here fails the story.
fn gates() -> BTreeMap<String, Gate> {
    use Gate::{Admin, AdminPerson, Anyone, Member, MemberOrToken, MemberPerson, Named, Own, Person, Signed};
    use Scope::{ApprovalsAsk, SettingsRead, SignalsWrite, UsageRead, UsageRefund, UsageWrite};
    let usage = "/v1/workspaces/{w}/usage";
    let lines: [(&str, String, Gate); 81] = [
        ("GET", "/confirm-email".to_owned(), Anyone),
        ("POST", "/confirm-email".to_owned(), Anyone),
        ("GET", "/healthz".to_owned(), Anyone),
        ("GET", "/metrics".to_owned(), Anyone),
        ("GET", "/not-me".to_owned(), Anyone),
        ("POST", "/not-me".to_owned(), Anyone),
        ("GET", "/readyz".to_owned(), Anyone),
        ("GET", "/reset-password".to_owned(), Anyone),
        ("POST", "/reset-password".to_owned(), Anyone),
        ("GET", "/undo-email".to_owned(), Anyone),
        ("POST", "/undo-email".to_owned(), Anyone),
        ("GET", "/verify-email".to_owned(), Anyone),
        ("POST", "/verify-email".to_owned(), Anyone),
        ("GET", "/v1/account".to_owned(), Person),
        ("PATCH", "/v1/account".to_owned(), Person),
        ("GET", "/v1/account/activity".to_owned(), Person),
        ("POST", "/v1/account/deletion".to_owned(), Person),
        ("DELETE", "/v1/account/deletion".to_owned(), Person),
        ("GET", "/v1/account/export".to_owned(), Person),
        ("POST", "/v1/account/two-factor".to_owned(), Person),
        ("POST", "/v1/account/two-factor/confirm".to_owned(), Person),
        ("POST", "/v1/account/two-factor/recovery-codes".to_owned(), Person),
        ("POST", "/v1/account/two-factor/disable".to_owned(), Person),
        ("POST", "/v1/account/email".to_owned(), Person),
        ("DELETE", "/v1/account/email".to_owned(), Person),
        ("POST", "/v1/account/email/confirm".to_owned(), Anyone),
        ("POST", "/v1/account/email/undo".to_owned(), Anyone),
        ("POST", "/v1/account/email/verification".to_owned(), Person),
        ("POST", "/v1/preferences/test-email".to_owned(), Person),
        ("POST", "/v1/account/email/verification/confirm".to_owned(), Anyone),
        ("POST", "/v1/account/password".to_owned(), Person),
        ("POST", "/v1/account/protection".to_owned(), Person),
        ("POST", "/v1/accounts".to_owned(), Anyone),
        ("GET", "/v1/catalog".to_owned(), Anyone),
        ("POST", "/v1/oidc/authorizations".to_owned(), Anyone),
        ("POST", "/v1/oidc/sessions".to_owned(), Anyone),
        ("POST", "/v1/password-resets".to_owned(), Anyone),
        ("POST", "/v1/password-resets/confirm".to_owned(), Anyone),
        ("POST", "/v1/approvals/check".to_owned(), Own(SettingsRead)),
        ("GET", "/v1/personalization".to_owned(), Own(SettingsRead)),
        ("PATCH", "/v1/personalization".to_owned(), Person),
        ("GET", "/v1/voices".to_owned(), Signed),
        ("GET", "/v1/voices/{id}/preview".to_owned(), Signed),
        ("GET", "/v1/workspaces/{w}/approvals".to_owned(), Member(ApprovalsAsk)),
        ("POST", "/v1/workspaces/{w}/approvals".to_owned(), Member(ApprovalsAsk)),
        ("GET", "/v1/workspaces/{w}/approvals/{id}".to_owned(), Member(ApprovalsAsk)),
        ("POST", "/v1/workspaces/{w}/approvals/{id}/decision".to_owned(), MemberPerson),
        ("GET", "/v1/workspaces/{w}/defaults".to_owned(), Member(SettingsRead)),
        ("PATCH", "/v1/workspaces/{w}/defaults".to_owned(), AdminPerson),
        ("GET", "/v1/preferences".to_owned(), Person),
        ("PATCH", "/v1/preferences".to_owned(), Person),
        ("GET", "/v1/sessions".to_owned(), Person),
        ("POST", "/v1/sessions".to_owned(), Anyone),
        ("POST", "/v1/sessions/two-factor".to_owned(), Anyone),
        ("DELETE", "/v1/sessions".to_owned(), Person),
        ("DELETE", "/v1/sessions/current".to_owned(), Person),
        ("DELETE", "/v1/sessions/{id}".to_owned(), Person),
        ("GET", "/v1/sign-in-methods".to_owned(), Anyone),
        ("GET", "/v1/stream".to_owned(), Own(UsageRead)),
        ("GET", "/v1/tokens".to_owned(), Person),
        ("POST", "/v1/tokens".to_owned(), Named),
        ("DELETE", "/v1/tokens/{id}".to_owned(), Person),
        ("POST", "/v1/tokens/{id}/rotate".to_owned(), Person),
        ("GET", "/v1/unsubscribe".to_owned(), Anyone),
        ("POST", "/v1/unsubscribe".to_owned(), Anyone),
        ("GET", "/v1/workspaces".to_owned(), Signed),
        ("GET", "/v1/workspaces/{w}".to_owned(), MemberOrToken),
        ("PATCH", "/v1/workspaces/{w}".to_owned(), AdminPerson),
        ("POST", "/v1/workspaces/{w}/signals".to_owned(), Member(SignalsWrite)),
        ("GET", usage.to_owned(), Member(UsageRead)),
        ("GET", format!("{usage}/alerts"), Member(UsageRead)),
        ("GET", format!("{usage}/breakdown"), Member(UsageRead)),
        ("GET", format!("{usage}/entries"), Member(UsageRead)),
        ("POST", format!("{usage}/estimate"), Member(UsageRead)),
        ("POST", format!("{usage}/events"), Member(UsageWrite)),
        ("GET", format!("{usage}/export"), Member(UsageRead)),
        ("PUT", format!("{usage}/gauges"), Member(UsageWrite)),
        ("POST", format!("{usage}/holds"), Member(UsageWrite)),
        ("DELETE", format!("{usage}/holds/{{id}}"), Member(UsageWrite)),
        ("POST", format!("{usage}/holds/{{id}}/capture"), Member(UsageWrite)),
        ("POST", format!("{usage}/refunds"), Admin(UsageRefund)),
    ];
    lines.into_iter().map(|(method, path, gate)| (format!("{method} {path}"), gate)).collect()
}

/// What a caller is told, as far as that is the gate's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// Whatever comes of it, it was let in.
    LetIn,
    Unknown,
    NotAllowed,
    NotThere,
}

/// Someone who sends every call to Alice's workspace.
struct Kind {
    name: String,
    caller: Caller,
    /// What the table says of them.
    expected: fn(Gate, Option<Scope>) -> Told,
    scope: Option<Scope>,
}

/// Sends the call as often as the server has no turn for it: exports that nobody reads to their end keep theirs for a
/// moment.
async fn told(caller: &Caller, call: &Call, alice: &Person) -> Told {
    until("the server has a turn for it", async || try_told(caller, call, alice).await).await
}

async fn try_told(caller: &Caller, call: &Call, alice: &Person) -> Option<Told> {
    let path = call.path.replace("{w}", &alice.workspace.id).replace("{id}", &Uuid::now_v7().to_string());
    let query: Vec<String> = call.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let path = if query.is_empty() { path } else { format!("{path}?{}", query.join("&").replace('+', "%2B")) };
    let request = caller.request(call.method.clone(), &path).header("if-match", "*");
    let request = match (call.body)(alice) {
        // Alice goes on after it.
        Some(mut body) if call.path == "/v1/account/deletion" => {
            body["email"] = "nobody@example.com".into();
            request.json(&body)
        }
        Some(body) => request.json(&body),
        None => request,
    };
    let answer = request.send().await.unwrap();
    let status = answer.status();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        let reason = Response::read(answer).await.unwrap().expect_problem(Code::Unavailable).reason;
        // There is none here, whoever asks.
        if reason.as_deref() == Some("identity_provider_not_configured") {
            return Some(Told::LetIn);
        }
        assert_eq!(reason.as_deref(), Some("busy"), "{} {path}", call.method);
        return None;
    }
    assert!(!status.is_server_error(), "{} {path}: {status}", call.method);
    // Of one who is let in the head is enough: a stream has no end.
    if !status.is_client_error() {
        return Some(Told::LetIn);
    }
    let problem = Response::read(answer).await.unwrap().json::<Problem>();
    Some(match problem.code {
        // How the account stands, and not who asks.
        Code::Forbidden if problem.reason.is_some() => Told::LetIn,
        Code::Unauthorized => Told::Unknown,
        Code::Forbidden | Code::InsufficientScope => Told::NotAllowed,
        Code::NotFound => Told::NotThere,
        // Wrong passwords and codes among them.
        _ => Told::LetIn,
    })
}

/// 404 is also what an id is told of that was made up for the call, and a link that leads nowhere.
fn agrees(told: Told, expected: Told, call: &Call) -> bool {
    let may_be_absent = call.path.contains("{id}") || call.path.contains("confirm") || call.path.contains("refunds");
    let may_be_absent = may_be_absent || call.path.ends_with("/undo");
    let is_link = call.query.iter().any(|(name, _)| *name == "token");
    told == expected || (expected == Told::LetIn && told == Told::NotThere && (may_be_absent || is_link))
}

fn of_nobody(gate: Gate, _: Option<Scope>) -> Told {
    if gate == Gate::Anyone { Told::LetIn } else { Told::Unknown }
}

fn of_token(gate: Gate, scope: Option<Scope>) -> Told {
    match gate {
        Gate::Anyone | Gate::Signed | Gate::MemberOrToken => Told::LetIn,
        Gate::Own(needed) | Gate::Member(needed) | Gate::Admin(needed) if scope == Some(needed) => Told::LetIn,
        _ => Told::NotAllowed,
    }
}

fn of_owner(_: Gate, _: Option<Scope>) -> Told {
    Told::LetIn
}

fn of_member(gate: Gate, _: Option<Scope>) -> Told {
    if matches!(gate, Gate::Admin(_) | Gate::AdminPerson) { Told::NotAllowed } else { Told::LetIn }
}

fn of_stranger(gate: Gate, _: Option<Scope>) -> Told {
    match gate {
        Gate::Named
        | Gate::Member(_)
        | Gate::MemberOrToken
        | Gate::MemberPerson
        | Gate::Admin(_)
        | Gate::AdminPerson => Told::NotThere,
        _ => Told::LetIn,
    }
}

/// A token of another workspace is told of this one what a stranger is, and of all else what a token is.
fn of_foreign_token(gate: Gate, scope: Option<Scope>) -> Told {
    match gate {
        Gate::Member(_) | Gate::MemberOrToken | Gate::MemberPerson | Gate::Admin(_) | Gate::AdminPerson => {
            Told::NotThere
        }
        _ => of_token(gate, scope),
    }
}

/// A token of all scopes that ends at a moment.
async fn token_until(person: &Person, expires_at: Option<infuse_protocol::Timestamp>) -> IssuedToken {
    let wanted = NewToken {
        name: "an agent".to_owned(),
        workspace_id: person.workspace.id.clone(),
        scopes: Scope::ALL.iter().map(|(scope, _)| *scope).collect(),
        expires_at,
    };
    person.post("/v1/tokens", &wanted).await.expect_status(201).json()
}

async fn each_call_is_open_to_whom_the_table_names_and_to_nobody_else(database: Database) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let alice = server.sign_up("alice").await;
    let [member, admin, stranger, erased, signed_out] = [
        server.sign_up("member").await,
        server.sign_up("admin").await,
        server.sign_up("stranger").await,
        server.sign_up("erased").await,
        server.sign_up("signed-out").await,
    ];
    join(&db, &alice.workspace, &member, "member").await;
    join(&db, &alice.workspace, &admin, "admin").await;
    let in_an_hour = server.advance(Duration::ZERO).await.now.as_millis() + 3_600_000;
    let expired = token_until(&alice, Some(infuse_protocol::Timestamp::from_millis(in_an_hour))).await;
    server.advance(Duration::from_secs(3_601)).await;
    let revoked = token_until(&alice, None).await;
    let _ = alice.delete(&format!("/v1/tokens/{}", revoked.details.id)).await.expect_status(204);
    let _ = signed_out.delete("/v1/sessions/current").await.expect_status(204);
    let mut tx = db.begin_write().await.unwrap();
    erase(&mut tx, &erased.account.id).await.unwrap();
    tx.commit().await.unwrap();

    let anyone = server.anyone();
    let kind = |name: &str, caller: &Caller, expected| Kind {
        name: name.to_owned(),
        caller: caller.clone(),
        expected,
        scope: None,
    };
    let mut kinds = vec![
        kind("nobody", anyone, of_nobody),
        kind("a made-up session", &anyone.with_secret("ifs_x"), of_nobody),
        kind("an expired token", &anyone.with_secret(&expired.token), of_nobody),
        kind("a revoked token", &anyone.with_secret(&revoked.token), of_nobody),
        kind("who has signed out", signed_out.caller(), of_nobody),
        kind("who was erased", erased.caller(), of_nobody),
        kind("a stranger", stranger.caller(), of_stranger),
        kind("a member", member.caller(), of_member),
        kind("an admin", admin.caller(), of_owner),
        kind("the owner", alice.caller(), of_owner),
        Kind {
            scope: Some(Scope::UsageRead),
            ..kind("a token of another workspace", stranger.token(&[Scope::UsageRead]).await.caller(), of_foreign_token)
        },
    ];
    for (scope, name) in Scope::ALL {
        let agent: Agent = alice.token(&[scope]).await;
        kinds.push(Kind { scope: Some(scope), ..kind(&format!("a token of {name}"), agent.caller(), of_token) });
    }

    let (gates, mut calls) = (gates(), calls());
    let named: Vec<String> = calls.iter().map(|call| format!("{} {}", call.method, call.path)).collect();
    let missing: Vec<&String> = named.iter().filter(|name| !gates.contains_key(*name)).collect();
    assert!(missing.is_empty(), "the table does not say who may send {missing:?}");
    assert_eq!(gates.len(), named.len(), "the table names a call that there is not");

    // What ends a caller's own session comes last.
    calls.sort_by_key(|call| call.path == "/v1/sessions/current");
    let mut wrong = Vec::new();
    for call in &calls {
        let name = format!("{} {}", call.method, call.path);
        for kind in &kinds {
            let (told, expected) = (told(&kind.caller, call, &alice).await, (kind.expected)(gates[&name], kind.scope));
            if !agrees(told, expected, call) {
                wrong.push(json!({"call": name, "caller": kind.name, "told": format!("{told:?}"), "expected": format!("{expected:?}")}));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    println!("{} calls by {} kinds of callers", calls.len(), kinds.len());
    db.close().await;
}

/// The table's callers name ids that nobody has. Here they name Alice's.
async fn what_is_named_by_its_id_is_there_for_its_owner_alone(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let alice = server.sign_up("alice").await;
    let [member, admin, stranger] =
        [server.sign_up("member").await, server.sign_up("admin").await, server.sign_up("stranger").await];
    join(&db, &alice.workspace, &member, "member").await;
    join(&db, &alice.workspace, &admin, "admin").await;
    let token = token_until(&alice, None).await;
    let agent = server.anyone().with_secret(&token.token);
    let sessions: Page<Session> = alice.get("/v1/sessions").await.expect_status(200).json();
    let (session, token) =
        (format!("/v1/sessions/{}", sessions.items[0].id), format!("/v1/tokens/{}", token.details.id));
    let rotate = format!("{token}/rotate");
    for other in [&member, &admin, &stranger] {
        other.delete(&session).await.expect_problem(Code::NotFound);
        other.delete(&token).await.expect_problem(Code::NotFound);
        other.post(&rotate, &json!({})).await.expect_problem(Code::NotFound);
        let theirs: Page<Token> = other.get("/v1/tokens").await.expect_status(200).json();
        assert!(theirs.items.is_empty(), "{theirs:?}");
    }
    let usage = format!("/v1/workspaces/{}/usage", alice.workspace.id);
    let _ = agent.get(&usage).await.expect_status(200);
    let _ = alice.post(&rotate, &json!({})).await.expect_status(200);
    let _ = alice.delete(&token).await.expect_status(204);
    let _ = alice.delete(&session).await.expect_status(204);
    db.close().await;
}
