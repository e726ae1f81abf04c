//! `infuse-server verify` finds what was changed behind the server's back, and names where.

use std::time::Duration;

use infuse_protocol::usage::{Event, Hold, NewHold, NewRefund};
use infuse_server::db::Db;
use infuse_server::ledger::verify::{VerifyError, VerifyReport, verify};
use infuse_tests::{Database, Metering as _, Requests as _, TestServer, event, events_of, on_both_databases};
use uuid::Uuid;

on_both_databases!(a_journal_of_every_kind_of_entry_is_whole, what_was_tampered_with_is_named);

/// A workspace that has been through much: debits, a hold, a reset, and a refund that came too late for its grant.
async fn lived_in(database: Database) -> (TestServer, String) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let alice = server.sign_up("alice").await;
    let research = Event { source: Some("a laptop".to_owned()), ..event("deep_research") };
    alice.debit(research.clone()).await;
    alice.debit(events_of("message", 270)).await;
    server.advance(Duration::from_secs(32 * 86_400)).await;
    let wanted = NewHold { id: Uuid::now_v7().to_string(), actions: None, credits: Some(50), expires_in_seconds: 600 };
    let _: Hold = alice.post(&alice.usage_path("holds"), &wanted).await.expect_status(201).json();
    let refund = NewRefund { id: Uuid::now_v7().to_string(), event_id: research.id, reason: "it failed".to_owned() };
    let _ = alice.post(&alice.usage_path("refunds"), &refund).await.expect_status(201);
    alice.debit(event("web_fetch")).await;
    alice.debit(event("message")).await;
    (server, alice.workspace.id)
}

async fn a_journal_of_every_kind_of_entry_is_whole(database: Database) {
    let (server, _) = lived_in(database).await;
    let db = Db::open(server.database().url()).await.unwrap();
    assert_eq!(verify(&db).await.unwrap(), VerifyReport { workspaces: 1, entries: 8 });
    server.advance(Duration::from_secs(31 * 86_400)).await;
    assert_eq!(verify(&db).await.unwrap(), VerifyReport { workspaces: 1, entries: 11 });
    db.close().await;
}

async fn what_was_tampered_with_is_named(database: Database) {
    let (server, workspace_id) = lived_in(database).await;
    let db = Db::open(server.database().url()).await.unwrap();
    let copy_of_the_last = "INSERT INTO entries SELECT book, actor, format, quantity, seq + 1, credits, balance_after, \
        occurred_ms, recorded_ms, takes_back, hash, hash, kind, action, split, catalog_version, fingerprint, \
        conversation_id, conversation_title, source, reason, seal FROM entries WHERE seq = 8";
    let one_grant_more = "INSERT INTO grants SELECT book, seq + 100, kind, amount, remaining, starts_ms, ends_ms, \
        live FROM grants WHERE kind = 'plan' AND live = 1";
    let another_actor = "UPDATE actors SET account_id = seal";
    for (tampering, seq, fault) in [
        ("UPDATE entries SET quantity = 9 WHERE seq = 3", Some(3), "its hash"),
        ("UPDATE entries SET split = '[]' WHERE seq = 2", Some(2), "an entry's split is damaged"),
        ("UPDATE entries SET kind = 'gift' WHERE seq = 2", Some(2), "an entry's kind is damaged"),
        ("DELETE FROM entries WHERE seq = 4", Some(4), "missing"),
        ("DELETE FROM entries WHERE seq = 8", None, "ends at entry 7"),
        (copy_of_the_last, Some(9), "behind the journal's end"),
        ("UPDATE books SET seq = 6", Some(7), "behind the journal's end"),
        ("UPDATE books SET balance = balance + 1", None, "the balance says"),
        ("DELETE FROM books", None, "it has no book"),
        ("DELETE FROM grants WHERE live = 1", None, "is missing"),
        ("DELETE FROM grants WHERE live = 0", None, "is missing"),
        ("UPDATE grants SET live = 1 WHERE live = 0", None, "counts, though it has ended"),
        ("UPDATE grants SET live = 0 WHERE kind = 'plan'", None, "does not count, though it has credits left"),
        ("UPDATE grants SET remaining = remaining + 1 WHERE live = 1", None, "left"),
        ("UPDATE grants SET amount = amount + 1 WHERE live = 1", None, "amount"),
        ("UPDATE grants SET ends_ms = ends_ms + 1 WHERE live = 1", None, "end"),
        ("UPDATE grants SET ends_ms = NULL WHERE live = 1", None, "end"),
        ("UPDATE grants SET ends_ms = ends_ms + 1 WHERE live = 0", None, "end"),
        ("UPDATE grants SET starts_ms = starts_ms + 1", None, "start"),
        ("UPDATE books SET owed = 5", None, "are owed"),
        ("UPDATE books SET held = held + 1", None, "its head says"),
        ("UPDATE entries SET source = 'another' WHERE source IS NOT NULL", Some(2), "its hash"),
        (another_actor, Some(2), "its hash"),
        ("UPDATE grants SET kind = 'pack' WHERE live = 1", None, "kind"),
        ("UPDATE grants SET seq = 99 WHERE live = 0", None, "is missing"),
        (one_grant_more, None, "was brought by no entry"),
    ] {
        let error = tampered(&db, tampering).await;
        let VerifyError::Broken(broken) = &error else { panic!("{tampering}: {error}") };
        assert_eq!((&broken.workspace_id, broken.seq), (&workspace_id, seq), "{tampering}: {error}");
        assert!(broken.fault.contains(fault), "{tampering}: {error}");
    }
    db.close().await;
}

/// What is found after a change, which is then taken back.
async fn tampered(db: &Db, tampering: &'static str) -> VerifyError {
    let tables = ["entries", "books", "grants", "actors"];
    for table in tables {
        execute(db, format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}")).await;
    }
    execute(db, tampering.to_owned()).await;
    let error = verify(db).await.expect_err(tampering);
    for table in tables {
        execute(db, format!("DELETE FROM {table}")).await;
        execute(db, format!("INSERT INTO {table} SELECT * FROM kept_{table}")).await;
        execute(db, format!("DROP TABLE kept_{table}")).await;
    }
    error
}

async fn execute(db: &Db, statement: String) {
    let mut tx = db.begin_write().await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}
