//! An account that its owner wants erased: it waits, can be restored, and then nothing of it is left.

use std::time::Duration;

use infuse_protocol::account::{Account, ScheduledDeletion, SecurityEvent};
use infuse_protocol::session::SignedIn;
use infuse_protocol::{Code, Page, Scope};
use infuse_server::db::Db;
use infuse_server::erase::{erase, finish};
use infuse_server::ledger::verify::verify;
use infuse_tests::actor::PASSWORD;
use infuse_tests::mail_server::secret_in;
use infuse_tests::outbox::wait_for_mails;
use infuse_tests::wait::until;
use infuse_tests::{
    Agent, Database, EventStream, Metering as _, Person, Requests as _, Response, TestServer, event, on_both_databases,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::erasing::{join, places_of};

on_both_databases!(
    a_deletion_is_asked_for_by_who_knows_e_mail_and_password,
    until_its_day_an_account_is_signed_in_to_while_its_tokens_and_alert_mails_stop_and_is_restored_whole,
    after_fourteen_days_nothing_of_the_account_is_left,
    an_account_that_can_not_be_erased_holds_up_no_other,
    whoever_alone_owns_a_workspace_with_others_hands_it_over_first,
    a_workspace_whose_owners_all_leave_is_its_eldest_administrators,
    an_account_within_the_app_is_not_deleted_by_the_server,
    alerts_that_are_dispatched_beside_an_erasure_leave_no_mail_behind,
);

const DELETION: &str = "/v1/account/deletion";
const DAY: Duration = Duration::from_secs(86_400);

async fn served(database: Database) -> (TestServer, Db) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    (server, db)
}

fn wanted(name: &str) -> Value {
    json!({"email": format!("{name}@example.com"), "password": PASSWORD})
}

async fn ask(person: &Person, body: &Value) -> Response {
    person.post(DELETION, body).await
}

async fn account(person: &Person) -> Account {
    person.get("/v1/account").await.expect_status(200).json()
}

async fn kinds(person: &Person) -> Vec<String> {
    let page: Page<SecurityEvent> = person.get("/v1/account/activity").await.expect_status(200).json();
    page.items.iter().map(|event| event.kind.name().to_owned()).collect()
}

async fn execute(db: &Db, statement: &'static str, id: &str) {
    let mut tx = db.begin_write().await.unwrap();
    sqlx::query(statement).bind(id).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn signal(agent: &Agent) {
    let path = format!("/v1/workspaces/{}/signals", agent.workspace_id());
    let signal = json!({"id": Uuid::now_v7(), "kind": "workflow_failed", "title": "The nightly report"});
    let _ = agent.post(&path, &signal).await.expect_status(202);
}

async fn wait_until_all_is_done(db: &Db) {
    until("all is done", async || {
        let sql = "SELECT (SELECT COUNT(*) FROM alerts WHERE dispatched_ms IS NULL)
                   + (SELECT COUNT(*) FROM jobs WHERE done_ms IS NULL AND dead_ms IS NULL)";
        let pending: i64 = sqlx::query_scalar(sql).fetch_one(db.pool()).await.unwrap();
        (pending == 0).then_some(())
    })
    .await;
}

async fn a_deletion_is_asked_for_by_who_knows_e_mail_and_password(database: Database) {
    let (server, db) = served(database).await;
    let alice = server.sign_up("alice").await;
    let other_email = json!({"email": "bob@example.com", "password": PASSWORD});
    let refused = ask(&alice, &other_email).await.expect_problem(Code::ValidationFailed);
    assert_eq!(refused.errors[0].pointer, "/email");
    let other_password = json!({"email": "alice@example.com", "password": "another quiet harbour"});
    ask(&alice, &other_password).await.expect_problem(Code::InvalidCredentials);
    server.anyone().post(DELETION, &wanted("alice")).await.expect_problem(Code::Unauthorized);
    let agent = alice.token(&[Scope::UsageRead]).await;
    agent.post(DELETION, &wanted("alice")).await.expect_problem(Code::Forbidden);
    agent.delete(DELETION).await.expect_problem(Code::Forbidden);
    assert_eq!(account(&alice).await.deletion_scheduled_at, None);

    let before = server.advance(Duration::ZERO).await.now;
    let spelled = json!({"email": " Alice@Example.com ", "password": PASSWORD, "code": null});
    let scheduled: ScheduledDeletion = ask(&alice, &spelled).await.expect_status(202).json();
    let ahead_ms = scheduled.scheduled_at.as_millis() - before.as_millis();
    let fortnight_ms = (14 * DAY).as_millis() as i64;
    assert!((fortnight_ms..fortnight_ms + 60_000).contains(&ahead_ms), "{ahead_ms}");
    let now = account(&alice).await;
    assert_eq!((now.deletion_scheduled_at, now.version), (Some(scheduled.scheduled_at), alice.account.version + 1));
    // Asked for again, it stays as it is.
    server.advance(DAY).await;
    let again: ScheduledDeletion = ask(&alice, &wanted("alice")).await.expect_status(202).json();
    assert_eq!(again, scheduled);
    assert_eq!(kinds(&alice).await[0], "deletion_scheduled");
    db.close().await;
}

async fn until_its_day_an_account_is_signed_in_to_while_its_tokens_and_alert_mails_stop_and_is_restored_whole(
    database: Database,
) {
    let (server, db) = served(database).await;
    let (alice, bob) = (server.sign_up("alice").await, server.sign_up("bob").await);
    let mails = wait_for_mails(server.outbox(), "alice@example.com", 1).await;
    let link = json!({"token": secret_in(&mails[0], "ifv_").unwrap()});
    let _ = server.anyone().post("/v1/account/email/verification/confirm", &link).await.expect_status(200);
    let agent = alice.token(&[Scope::UsageRead, Scope::SignalsWrite]).await;
    let of_bob = bob.token(&[Scope::SignalsWrite]).await;
    join(&db, &bob.workspace.id, &alice.account.id).await;
    let mut of_agent = EventStream::open(&agent).await;

    let scheduled: ScheduledDeletion = ask(&alice, &wanted("alice")).await.expect_status(202).json();
    let _: Value = of_agent.next_of("session_ended").await;
    let usage = format!("/v1/workspaces/{}/usage", alice.workspace.id);
    agent.get(&usage).await.expect_problem(Code::Unauthorized);
    let _ = alice.get(&usage).await.expect_status(200);
    let sign_in = json!({"email": "alice@example.com", "password": PASSWORD});
    let signed_in: SignedIn = server.anyone().post("/v1/sessions", &sign_in).await.expect_status(201).json();
    assert_eq!(signed_in.account.deletion_scheduled_at, Some(scheduled.scheduled_at));
    signal(&of_bob).await;
    wait_until_all_is_done(&db).await;
    let mails = wait_for_mails(server.outbox(), "alice@example.com", 3).await;
    assert!(mails.iter().any(|mail| mail.contains("Subject: Your account will be deleted\r\n")), "{mails:?}");
    assert!(mails.iter().all(|mail| !mail.contains("The nightly report")), "{mails:?}");

    let _ = alice.delete(DELETION).await.expect_status(204);
    let _ = alice.delete(DELETION).await.expect_status(204);
    assert_eq!(account(&alice).await.deletion_scheduled_at, None);
    let _ = agent.get(&usage).await.expect_status(200);
    let told = kinds(&alice).await;
    assert_eq!(told.iter().filter(|kind| *kind == "deletion_cancelled").count(), 1, "{told:?}");
    signal(&of_bob).await;
    wait_until_all_is_done(&db).await;
    let mails = wait_for_mails(server.outbox(), "alice@example.com", 5).await;
    assert!(mails.iter().any(|mail| mail.contains("Subject: Your account stays\r\n")), "{mails:?}");
    assert!(mails.iter().any(|mail| mail.contains("The nightly report")), "{mails:?}");
    server.advance(16 * DAY).await;
    wait_until_all_is_done(&db).await;
    assert_eq!(account(&alice).await.id, alice.account.id);
    db.close().await;
}

async fn after_fourteen_days_nothing_of_the_account_is_left(database: Database) {
    let (server, db) = served(database).await;
    let (alice, bob) = (server.sign_up("alice").await, server.sign_up("bob").await);
    join(&db, &bob.workspace.id, &alice.account.id).await;
    let agent = alice.token(&[Scope::UsageWrite]).await;
    agent.debit(event("message")).await;
    let path = format!("/v1/workspaces/{}/usage/events", bob.workspace.id);
    let _ = alice.post(&path, &json!({"events": [event("message")]})).await.expect_status(200);
    let _ =
        alice.edit("/v1/account", alice.account.version, &json!({"name": "Alice in person"})).await.expect_status(200);
    let _ = ask(&alice, &wanted("alice")).await.expect_status(202);
    let id_in_hex = alice.account.id.replace('-', "");
    let traces = [&alice.account.id, &id_in_hex, "alice@example.com", "Alice in person", &alice.workspace.id];
    assert_ne!(places_of(&db, &traces).await, [""; 0]);

    server.advance(13 * DAY).await;
    wait_until_all_is_done(&db).await;
    let _ = alice.get("/v1/account").await.expect_status(200);
    server.advance(DAY + Duration::from_secs(7_200)).await;
    until("the account is erased", async || (alice.get("/v1/account").await.status() == 401).then_some(())).await;
    until("nothing is left", async || places_of(&db, &traces).await.is_empty().then_some(())).await;
    let report = verify(&db).await.unwrap();
    assert_eq!(report.workspaces, 1);
    bob.token(&[Scope::UsageWrite]).await.debit(event("message")).await;
    // The address is free again, and knows nothing of who had it.
    let anew = server.sign_up("alice").await;
    assert_eq!(kinds(&anew).await, ["signed_up"]);
    db.close().await;
}

async fn an_account_that_can_not_be_erased_holds_up_no_other(database: Database) {
    let (server, db) = served(database).await;
    let [alice, bob, carol] =
        [server.sign_up("alice").await, server.sign_up("bob").await, server.sign_up("carol").await];
    join(&db, &carol.workspace.id, &alice.account.id).await;
    let path = format!("/v1/workspaces/{}/usage/events", carol.workspace.id);
    let _ = alice.post(&path, &json!({"events": [event("message")]})).await.expect_status(200);
    let _ = ask(&alice, &wanted("alice")).await.expect_status(202);
    server.advance(Duration::from_secs(60)).await;
    let _ = ask(&bob, &wanted("bob")).await.expect_status(202);
    // A damage that only the erasure of the first one meets.
    let damage = "UPDATE actors SET seal = CAST('' AS BYTEA)
                  WHERE account_id IS NOT NULL AND book = (SELECT book FROM books WHERE workspace_id = $1)";
    execute(&db, damage, &carol.workspace.id).await;
    server.advance(14 * DAY + Duration::from_secs(7_200)).await;
    until("the other one is erased", async || (bob.get("/v1/account").await.status() == 401).then_some(())).await;
    let left: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM accounts").fetch_one(db.pool()).await.unwrap();
    assert_eq!(left, 2);
    db.close().await;
}

async fn whoever_alone_owns_a_workspace_with_others_hands_it_over_first(database: Database) {
    let (server, db) = served(database).await;
    let (alice, bob) = (server.sign_up("alice").await, server.sign_up("bob").await);
    join(&db, &alice.workspace.id, &bob.account.id).await;
    ask(&alice, &wanted("alice")).await.expect_problem(Code::SoleOwner);
    assert_eq!(account(&alice).await.deletion_scheduled_at, None);
    // A member leaves whenever they want to.
    let _ = ask(&bob, &wanted("bob")).await.expect_status(202);
    let _ = bob.delete(DELETION).await.expect_status(204);
    execute(&db, "UPDATE members SET role = 'owner' WHERE account_id = $1", &bob.account.id).await;
    let _ = ask(&alice, &wanted("alice")).await.expect_status(202);
    db.close().await;
}

async fn a_workspace_whose_owners_all_leave_is_its_eldest_administrators(database: Database) {
    let (server, db) = served(database).await;
    let [alice, bob] = [server.sign_up("alice").await, server.sign_up("bob").await];
    let [member, administrator, later] =
        [server.sign_up("member").await, server.sign_up("administrator").await, server.sign_up("later").await];
    for person in [&member, &administrator, &later, &bob] {
        join(&db, &alice.workspace.id, &person.account.id).await;
    }
    execute(&db, "UPDATE members SET role = 'owner' WHERE account_id = $1", &bob.account.id).await;
    execute(
        &db,
        "UPDATE members SET role = 'admin', joined_ms = 5 WHERE account_id = $1 AND role = 'member'",
        &administrator.account.id,
    )
    .await;
    execute(
        &db,
        "UPDATE members SET role = 'admin', joined_ms = 6 WHERE account_id = $1 AND role = 'member'",
        &later.account.id,
    )
    .await;
    let _ = ask(&alice, &wanted("alice")).await.expect_status(202);
    // Alice leaves: Bob is needed.
    ask(&bob, &wanted("bob")).await.expect_problem(Code::SoleOwner);
    // Then he is made a member, as nothing looks at what is to come.
    execute(&db, "UPDATE members SET role = 'member' WHERE account_id = $1 AND joined_ms = 0", &bob.account.id).await;
    server.advance(14 * DAY + Duration::from_secs(7_200)).await;
    until("the account is erased", async || (alice.get("/v1/account").await.status() == 401).then_some(())).await;
    let owners = "SELECT account_id FROM members WHERE workspace_id = $1 AND role = 'owner'";
    let owners: Vec<String> =
        sqlx::query_scalar(owners).bind(alice.workspace.id.as_str()).fetch_all(db.pool()).await.unwrap();
    assert_eq!(owners, [administrator.account.id]);
    db.close().await;
}

async fn an_account_within_the_app_is_not_deleted_by_the_server(database: Database) {
    let (server, db) = served(database).await;
    let alice = server.sign_up("alice").await;
    execute(&db, "UPDATE accounts SET password_hash = NULL WHERE id = $1", &alice.account.id).await;
    ask(&alice, &wanted("alice")).await.expect_problem(Code::Forbidden);
    execute(&db, "UPDATE accounts SET email = NULL, email_key = NULL WHERE id = $1", &alice.account.id).await;
    ask(&alice, &wanted("alice")).await.expect_problem(Code::Forbidden);
    assert_eq!(account(&alice).await.deletion_scheduled_at, None);
    db.close().await;
}

async fn alerts_that_are_dispatched_beside_an_erasure_leave_no_mail_behind(database: Database) {
    let (server, db) = served(database).await;
    let bob = server.sign_up("bob").await;
    let of_bob = bob.token(&[Scope::SignalsWrite]).await;
    for number in 0..8 {
        let person = server.sign_up(&format!("person{number}")).await;
        let id = person.account.id.as_str();
        execute(&db, "UPDATE accounts SET email_verified_ms = 1 WHERE id = $1", id).await;
        join(&db, &bob.workspace.id, id).await;
        let own = person.token(&[Scope::SignalsWrite]).await;
        signal(&own).await;
        let erasing = async {
            let mut tx = db.begin_write().await.unwrap();
            erase(&mut tx, id).await.unwrap();
            tx.commit().await.unwrap();
        };
        tokio::join!(signal(&of_bob), erasing);
        finish(&db).await.unwrap();
        wait_until_all_is_done(&db).await;
        assert_eq!(places_of(&db, &[id]).await, [""; 0]);
    }
    db.close().await;
}
