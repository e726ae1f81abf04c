//! Where a stream goes on: what happened in between is told, and of this journal only.

use infuse_protocol::stream::{Changed, EntriesEvent};
use infuse_server::db::Db;
use infuse_server::ledger::{Actor, Subscription};
use infuse_tests::{
    Database, EventStream, Metering as _, Outside, Person, Requests as _, TestServer, event, events_of,
    on_both_databases,
};
use serde_json::json;
use uuid::Uuid;

on_both_databases!(
    a_restored_backup_that_has_grown_past_the_reader_is_another_journal,
    a_journal_that_is_replaced_under_an_open_stream_is_read_anew,
    leaving_one_workspace_and_joining_another_while_away_is_noticed,
    joining_a_workspace_is_heard_and_followed_at_once,
    a_change_of_plan_is_told_to_who_was_away,
    a_change_that_no_one_was_told_of_is_heard_in_150_workspaces,
);

async fn position_of(person: &Person) -> String {
    let mut stream = EventStream::open(person).await;
    stream.next().await.expect("how things stand");
    stream.position().to_owned()
}

async fn a_restored_backup_that_has_grown_past_the_reader_is_another_journal(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let alice = server.sign_up("alice").await;
    alice.debit(event("message")).await;
    let (original, url) = (server.database().clone(), server.url().to_owned());
    server.stop().await;
    let backup = original.copy().await;

    let server = TestServer::builder().on(&original).start().await;
    let before = alice.at(server.url());
    before.debit(event("message")).await;
    let position = position_of(&before).await;
    server.stop().await;

    let server = TestServer::builder().on(&backup).start().await;
    assert_ne!(server.url(), url);
    let after = alice.at(server.url());
    after.debit(events_of("message", 2)).await;
    let newest = after.debit(event("message")).await;
    let mut stream = EventStream::resume(&after, Some(&position)).await;
    assert_eq!(stream.next().await.expect("news").event, "resync");
    let heard: EntriesEvent = stream.next_of("entries").await;
    assert_eq!((heard.entries.len(), Some(heard.usage.entry_seq)), (0, newest.seq));
    // What it was told is of this journal, and goes on.
    let position = stream.position().to_owned();
    let next = after.debit(event("message")).await;
    let heard: EntriesEvent = EventStream::resume(&after, Some(&position)).await.next_of("entries").await;
    assert_eq!(heard.entries.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>(), [next.id]);
}

async fn a_journal_that_is_replaced_under_an_open_stream_is_read_anew(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let alice = server.sign_up("alice").await;
    let before = alice.debit(event("message")).await;
    let mut stream = EventStream::open(&alice).await;
    let _: EntriesEvent = stream.next_of("entries").await;
    // Where the stream stands, another history has another entry.
    let db = Db::open(server.database().url()).await.expect("the server's database");
    let mut tx = db.begin_write().await.expect("a transaction");
    for sql in ["UPDATE entries SET hash = $1 WHERE seq = $2", "UPDATE books SET hash = $1 WHERE seq = $2"] {
        let changed = sqlx::query(sql).bind(vec![7_u8; 32]).bind(before.seq).execute(&mut *tx).await;
        assert_eq!(changed.expect("it is written").rows_affected(), 1);
    }
    tx.commit().await.expect("it is committed");
    db.close().await;

    let debit = alice.debit(event("message")).await;
    assert_eq!(stream.next().await.expect("news").event, "resync");
    let heard: EntriesEvent = stream.next_of("entries").await;
    assert_eq!((heard.entries.len(), Some(heard.usage.entry_seq)), (0, debit.seq));
    let next = alice.debit(event("message")).await;
    let heard: EntriesEvent = stream.next_of("entries").await;
    assert_eq!(heard.entries.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>(), [next.id]);
}

/// Makes `person` a member of the workspaces of `joined`, and no longer one of those of `left`.
async fn move_member(server: &TestServer, person: &Person, left: &[&Person], joined: &[&Person]) {
    let db = Db::open(server.database().url()).await.expect("the server's database");
    let mut tx = db.begin_write().await.expect("a transaction");
    for other in left {
        sqlx::query("DELETE FROM members WHERE workspace_id = $1 AND account_id = $2")
            .bind(&other.workspace.id)
            .bind(&person.account.id)
            .execute(&mut *tx)
            .await
            .expect("it was a member");
    }
    for other in joined {
        sqlx::query("INSERT INTO members (workspace_id, account_id, role, joined_ms) VALUES ($1, $2, 'member', 0)")
            .bind(&other.workspace.id)
            .bind(&person.account.id)
            .execute(&mut *tx)
            .await
            .expect("it is a member now");
    }
    tx.commit().await.expect("it is committed");
    db.close().await;
}

async fn leaving_one_workspace_and_joining_another_while_away_is_noticed(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let (alice, bob, carol) =
        (server.sign_up("alice").await, server.sign_up("bob").await, server.sign_up("carol").await);
    move_member(&server, &alice, &[], &[&bob]).await;
    let mut stream = EventStream::open(&alice).await;
    let first: [EntriesEvent; 2] = [stream.next_of("entries").await, stream.next_of("entries").await];
    assert_eq!(first.map(|event| event.workspace_id), [alice.workspace.id.clone(), bob.workspace.id.clone()]);
    let position = stream.position().to_owned();
    drop(stream);

    move_member(&server, &alice, &[&bob], &[&carol]).await;
    let mut stream = EventStream::resume(&alice, Some(&position)).await;
    assert_eq!(stream.next_of::<Changed>("changed").await.resource, "workspaces");
    let then: [EntriesEvent; 2] = [stream.next_of("entries").await, stream.next_of("entries").await];
    assert_eq!(then.map(|event| event.workspace_id), [alice.workspace.id.clone(), carol.workspace.id.clone()]);
    let position = stream.position().to_owned();
    let mut unchanged = EventStream::resume(&alice, Some(&position)).await;
    assert_eq!(unchanged.next().await.expect("how things stand").event, "entries");
}

async fn joining_a_workspace_is_heard_and_followed_at_once(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let (alice, bob) = (server.sign_up("alice").await, server.sign_up("bob").await);
    let mut stream = EventStream::open(&alice).await;
    let _: EntriesEvent = stream.next_of("entries").await;
    move_member(&server, &alice, &[], &[&bob]).await;
    // The row was written past the server; a change of the account lets it look.
    let _ = alice.edit("/v1/account", 1, &json!({"name": "Alice L."})).await.expect_status(200);
    while stream.next_of::<Changed>("changed").await.resource != "workspaces" {}
    assert_eq!(stream.next_of::<EntriesEvent>("entries").await.workspace_id, bob.workspace.id);
    let debit = bob.debit(event("message")).await;
    let heard: EntriesEvent = stream.next_of("entries").await;
    assert_eq!((heard.workspace_id, heard.entries[0].id.clone()), (bob.workspace.id, debit.id));
}

async fn a_change_of_plan_is_told_to_who_was_away(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let alice = server.sign_up("alice").await;
    let position = position_of(&alice).await;
    let books = Outside::open(server.database().url()).await;
    let wanted = Subscription { plan: "pro".to_owned(), seats: 1 };
    books
        .ledger
        .subscribe(&alice.workspace.id, Uuid::now_v7(), wanted, Actor::server())
        .await
        .expect("a change of plan");
    books.close().await;
    let mut stream = EventStream::resume(&alice, Some(&position)).await;
    let changed: Changed = stream.next_of("changed").await;
    assert_eq!(changed.resource, format!("workspace:{}", alice.workspace.id));
    let position = stream.position().to_owned();
    let mut unchanged = EventStream::resume(&alice, Some(&position)).await;
    let _: EntriesEvent = unchanged.next_of("entries").await;
    let _ = alice.edit("/v1/account", 1, &json!({"name": "Alice L."})).await.expect_status(200);
    assert_eq!(unchanged.next_of::<Changed>("changed").await.resource, "account");
}

async fn a_change_that_no_one_was_told_of_is_heard_in_150_workspaces(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let alice = server.sign_up("alice").await;
    let mut others = Vec::new();
    for number in 0..149 {
        others.push(server.sign_up(&format!("other{number}")).await);
    }
    move_member(&server, &alice, &[], &others.iter().collect::<Vec<_>>()).await;
    let mut stream = EventStream::open(&alice).await;
    for _ in 0..150 {
        let _: EntriesEvent = stream.next_of("entries").await;
    }
    let position = stream.position().to_owned();
    assert!(position.len() < 3_600, "{}", position.len());
    drop(stream);
    let last = &others[148];
    let debit = last.debit(event("message")).await;
    let mut stream = EventStream::resume(&alice, Some(&position)).await;
    loop {
        let next = stream.next().await.expect("the stream goes on");
        assert_eq!(next.event, "entries");
        let heard: EntriesEvent = serde_json::from_str(&next.data).expect("entries");
        if let [entry] = heard.entries.as_slice() {
            assert_eq!((&heard.workspace_id, &entry.id), (&last.workspace.id, &debit.id));
            break;
        }
        assert_eq!(heard.entries, []);
    }
}
