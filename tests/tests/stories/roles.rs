//! Who may do what in a workspace, and how long what they made lasts.

use infuse_protocol::stream::EntriesEvent;
use infuse_protocol::tokens::{NewToken, Token};
use infuse_protocol::usage::NewRefund;
use infuse_protocol::workspace::{Role, Workspace};
use infuse_protocol::{Code, Page, Scope};
use infuse_server::db::{Db, Dialect};
use infuse_tests::wait::until;
use infuse_tests::{
    Agent, Database, EventStream, Metering as _, Person, Requests as _, TestServer, event, on_both_databases,
};
use serde_json::{Value, json};
use uuid::Uuid;

on_both_databases!(
    a_token_ends_with_its_makers_membership_and_does_not_come_back_with_it,
    the_stream_of_a_token_ends_with_its_makers_membership,
    a_token_that_is_made_while_the_membership_ends_is_refused,
    a_refund_takes_its_own_scope_or_an_owner_or_admin,
    a_member_changes_no_workspace,
    a_token_may_never_do_more_than_its_maker,
);

/// Alice owns the workspace, Bob is in it as what the story says.
async fn shared(database: Database, role: &str) -> (TestServer, Db, Person, Person) {
    let server = TestServer::builder().database(database).start().await;
    let (alice, mut bob) = (server.sign_up("alice").await, server.sign_up("bob").await);
    let db = Db::open(server.database().url()).await.unwrap();
    join(&db, &alice.workspace, &bob, role).await;
    // What Bob does from here on, he does in Alice's workspace.
    bob.workspace = alice.workspace.clone();
    (server, db, alice, bob)
}

pub(crate) async fn join(db: &Db, workspace: &Workspace, person: &Person, role: &str) {
    let joining = "INSERT INTO members (workspace_id, account_id, role, joined_ms) VALUES ($1, $2, $3, 0)";
    let mut tx = db.begin_write().await.unwrap();
    sqlx::query(joining)
        .bind(workspace.id.as_str())
        .bind(person.account.id.as_str())
        .bind(role)
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn of_member(db: &Db, statement: &'static str, person: &Person) {
    let mut tx = db.begin_write().await.unwrap();
    let changed = sqlx::query(statement)
        .bind(person.workspace.id.as_str())
        .bind(person.account.id.as_str())
        .execute(&mut *tx)
        .await
        .unwrap();
    assert_eq!(changed.rows_affected(), 1);
    tx.commit().await.unwrap();
}

async fn refund(who: &impl infuse_tests::Metering, event_id: &str) -> infuse_tests::Response {
    let refund =
        NewRefund { id: Uuid::now_v7().to_string(), event_id: event_id.to_owned(), reason: "it failed".to_owned() };
    who.post(&who.usage_path("refunds"), &refund).await
}

async fn a_token_ends_with_its_makers_membership_and_does_not_come_back_with_it(database: Database) {
    let (_server, db, alice, bob) = shared(database, "member").await;
    let (of_bob, of_alice) = (bob.token(&[Scope::UsageRead]).await, alice.token(&[Scope::UsageRead]).await);
    assert_eq!(of_bob.usage().await.credits.available, 300);

    of_member(&db, "DELETE FROM members WHERE workspace_id = $1 AND account_id = $2", &bob).await;
    of_bob.get(&of_bob.usage_path("")).await.expect_problem(Code::Unauthorized);
    of_bob.get("/v1/workspaces").await.expect_problem(Code::Unauthorized);
    bob.get(&bob.usage_path("")).await.expect_problem(Code::NotFound);
    assert_eq!(of_alice.usage().await.credits.available, 300);

    join(&db, &alice.workspace, &bob, "member").await;
    of_bob.get(&of_bob.usage_path("")).await.expect_problem(Code::Unauthorized);
    assert_eq!(bob.get("/v1/tokens").await.expect_status(200).json::<Page<Token>>().items, []);
    db.close().await;
}

async fn the_stream_of_a_token_ends_with_its_makers_membership(database: Database) {
    let (_server, db, alice, bob) = shared(database, "member").await;
    let (of_bob, of_alice) = (bob.token(&[Scope::UsageRead]).await, alice.token(&[Scope::UsageRead]).await);
    let mut stream = EventStream::open(&of_bob).await;
    let mut other = EventStream::open(&of_alice).await;
    let _: EntriesEvent = stream.next_of("entries").await;
    let _: EntriesEvent = other.next_of("entries").await;
    of_member(&db, "DELETE FROM members WHERE workspace_id = $1 AND account_id = $2", &bob).await;
    // A server that ends a membership tells of it as of any change of the account.
    let _ = bob.edit("/v1/account", 1, &json!({"name": "Bob B."})).await.expect_status(200);
    let _: Value = stream.next_of("session_ended").await;
    assert!(stream.next().await.is_none());
    alice.debit(event("message")).await;
    let _: EntriesEvent = other.next_of("entries").await;
    db.close().await;
}

async fn a_token_that_is_made_while_the_membership_ends_is_refused(database: Database) {
    let (_server, db, alice, bob) = shared(database, "admin").await;
    let wanted = |scope| NewToken {
        name: "story".to_owned(),
        workspace_id: alice.workspace.id.clone(),
        scopes: vec![scope],
        expires_at: None,
    };
    // Bob's requests find him a member, and wait to write until he is less, and at last none.
    for (statement, scope, code) in [
        (
            "UPDATE members SET role = 'member' WHERE workspace_id = $1 AND account_id = $2",
            Scope::UsageRefund,
            Code::Forbidden,
        ),
        ("DELETE FROM members WHERE workspace_id = $1 AND account_id = $2", Scope::UsageRead, Code::NotFound),
    ] {
        let mut tx = db.begin_write().await.unwrap();
        sqlx::query(statement)
            .bind(bob.workspace.id.as_str())
            .bind(bob.account.id.as_str())
            .execute(&mut *tx)
            .await
            .unwrap();
        let wanted = wanted(scope);
        let making = bob.post("/v1/tokens", &wanted);
        let ending = async {
            if db.dialect() == Dialect::Postgres {
                until("the request waits", async || {
                    let waiting = "SELECT COUNT(*) FROM pg_stat_activity
                                   WHERE datname = current_database() AND wait_event_type = 'Lock'";
                    let waiting: i64 = sqlx::query_scalar(waiting).fetch_one(db.pool()).await.unwrap();
                    (waiting > 0).then_some(())
                })
                .await;
            } else {
                // The file tells nobody who waits for it; these are answered meanwhile.
                for _ in 0..20 {
                    let _ = bob.get("/v1/tokens").await.expect_status(200);
                }
            }
            tx.commit().await.unwrap();
        };
        let (answer, ()) = tokio::join!(making, ending);
        answer.expect_problem(code);
    }
    assert_eq!(bob.get("/v1/tokens").await.expect_status(200).json::<Page<Token>>().items, []);
    db.close().await;
}

async fn a_refund_takes_its_own_scope_or_an_owner_or_admin(database: Database) {
    let (_server, db, alice, bob) = shared(database, "member").await;
    let events = [event("message"), event("message"), event("message")];
    let writer = alice.token(&[Scope::UsageRead, Scope::UsageWrite]).await;
    let _ = writer.report(&events).await.expect_status(200);
    let problem = refund(&writer, &events[0].id).await.expect_problem(Code::InsufficientScope);
    assert_eq!(problem.required_scope, Some(Scope::UsageRefund));
    refund(&bob, &events[0].id).await.expect_problem(Code::Forbidden);
    assert_eq!(alice.usage().await.credits.available, 297);

    let refunder: Agent = alice.token(&[Scope::UsageRefund]).await;
    let _ = refund(&refunder, &events[0].id).await.expect_status(201);
    let _ = refund(&alice, &events[1].id).await.expect_status(201);
    of_member(&db, "UPDATE members SET role = 'admin' WHERE workspace_id = $1 AND account_id = $2", &bob).await;
    let _ = refund(&bob, &events[2].id).await.expect_status(201);
    assert_eq!(alice.usage().await.credits.available, 300);
    db.close().await;
}

async fn a_member_changes_no_workspace(database: Database) {
    let (server, db, alice, bob) = shared(database, "member").await;
    let path = format!("/v1/workspaces/{}", alice.workspace.id);
    let seen: Workspace = bob.get(&path).await.expect_status(200).json();
    assert_eq!(seen, Workspace { role: Role::Member, ..alice.workspace.clone() });
    bob.patch(&path, &json!({"name": "Mine"})).await.expect_problem(Code::Forbidden);
    of_member(&db, "UPDATE members SET role = 'admin' WHERE workspace_id = $1 AND account_id = $2", &bob).await;
    let _ = bob.patch(&path, &json!({"name": "Ours"})).await.expect_status(200);
    server.sign_up("carol").await.patch(&path, &json!({"name": "Hers"})).await.expect_problem(Code::NotFound);
    db.close().await;
}

async fn a_token_may_never_do_more_than_its_maker(database: Database) {
    let (_server, db, alice, bob) = shared(database, "admin").await;
    let made = event("message");
    alice.debit(made.clone()).await;
    let refunder = bob.token(&[Scope::UsageRefund]).await;
    of_member(&db, "UPDATE members SET role = 'member' WHERE workspace_id = $1 AND account_id = $2", &bob).await;
    refund(&refunder, &made.id).await.expect_problem(Code::Forbidden);
    let wanted = NewToken {
        name: "story".to_owned(),
        workspace_id: alice.workspace.id.clone(),
        scopes: vec![Scope::UsageRead, Scope::UsageRefund],
        expires_at: None,
    };
    bob.post("/v1/tokens", &wanted).await.expect_problem(Code::Forbidden);
    assert_eq!(alice.usage().await.credits.available, 299);
    db.close().await;
}
