//! Everything that is kept about a person, as one archive.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use infuse_protocol::{Code, Scope};
use infuse_server::account::export::{ELSEWHERE, KEPT};
use infuse_server::db::Db;
use infuse_tests::actor::PASSWORD;
use infuse_tests::wait::until;
use infuse_tests::{Caller, Database, Metering as _, Person, Requests as _, TestServer, event, on_both_databases};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use zip::ZipArchive;

use crate::erasing::{columns, join};

on_both_databases!(
    an_archive_holds_what_is_kept_about_the_person_and_no_secret,
    each_table_and_column_is_in_the_archive_or_said_why_not,
    a_journal_of_many_pages_is_whole_and_a_client_that_hangs_up_leaves_nothing_behind,
);

const EXPORT: &str = "/v1/account/export";

/// The files of an archive.
async fn archive(person: &Person) -> BTreeMap<String, String> {
    archive_of(person.caller()).await
}

pub(super) async fn archive_of(caller: &Caller) -> BTreeMap<String, String> {
    let answer = caller.request(Method::GET, EXPORT).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "application/zip");
    let bytes = answer.bytes().await.unwrap();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        files.insert(file.name().unwrap().into_owned(), text);
    }
    files
}

pub(super) fn items(files: &BTreeMap<String, String>, file: &str) -> Vec<Value> {
    serde_json::from_str(&files[file]).unwrap_or_else(|error| panic!("{file}: {error}"))
}

async fn an_archive_holds_what_is_kept_about_the_person_and_no_secret(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let (alice, bob) = (server.sign_up("alice").await, server.sign_up("bob").await);
    crate::passwords::verify(&[&server], "alice@example.com").await;
    join(&db, &bob.workspace.id, &alice.account.id).await;
    let agent = alice.token(&[Scope::UsageWrite, Scope::SignalsWrite]).await;
    agent.debit(event("message")).await;
    let path = format!("/v1/workspaces/{}/usage/events", bob.workspace.id);
    let in_bobs = json!({"events": [event("message")]});
    let _ = alice.post(&path, &in_bobs).await.expect_status(200);
    let _ = bob.post(&path, &json!({"events": [event("message"), event("message")]})).await.expect_status(200);
    let quiet = json!({"alerts": {"workflow_failed": {"desktop": false}}});
    let _ = alice.edit("/v1/preferences", 1, &quiet).await.expect_status(200);
    let signal = json!({"id": Uuid::now_v7(), "kind": "workflow_failed", "title": "The nightly report"});
    let signals = format!("/v1/workspaces/{}/signals", alice.workspace.id);
    let _ = agent.post(&signals, &signal).await.expect_status(202);
    until("the alert is dispatched", async || {
        let told: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM deliveries").fetch_one(db.pool()).await.unwrap();
        (told > 0).then_some(())
    })
    .await;

    until("a link is kept", async || {
        let secrets = "SELECT COUNT(*) FROM account_link_secrets";
        let secrets: i64 = sqlx::query_scalar(secrets).fetch_one(db.pool()).await.unwrap();
        (secrets > 0).then_some(())
    })
    .await;

    let files = archive(&alice).await;
    let expected: BTreeSet<String> = KEPT.iter().map(|kept| kept.file.to_owned()).collect();
    let journals = [&alice.workspace.id, &bob.workspace.id].map(|id| format!("journals/{id}.json"));
    let named: BTreeSet<String> = files.keys().cloned().collect();
    assert_eq!(named, expected.into_iter().chain(journals.clone()).chain(["README.md".to_owned()]).collect());
    assert!(files["README.md"].starts_with("# What is kept about you"));
    let [account] = items(&files, "account.json").try_into().unwrap();
    assert_eq!((&account["email"], &account["deletion_at"]), (&json!("alice@example.com"), &Value::Null));
    assert_eq!(account["created_at"], json!(alice.account.created_at));
    assert_eq!(items(&files, "tokens.json")[0]["name"], "story");
    assert_eq!(items(&files, "sessions.json").len(), 1);
    assert_eq!(items(&files, "memberships.json").len(), 2);
    assert_eq!(items(&files, "alerts.json")[0]["title"], "The nightly report");
    assert_eq!(items(&files, "deliveries.json")[0]["channel"], "desktop");
    assert_eq!(
        items(&files, "preferences.json"),
        [json!({"kind": "workflow_failed", "channel": "desktop", "wanted": 0})]
    );
    assert_eq!(items(&files, "spending.json").len(), 2);
    let [not_me, ..] = &items(&files, "account_links.json")[..] else { panic!("no link is in the archive") };
    assert_eq!((&not_me["kind"], &not_me["email"]), (&json!("not_me"), &json!("alice@example.com")));
    let kinds: Vec<Value> = items(&files, "activity.json").iter().map(|event| event["kind"].clone()).collect();
    assert_eq!(kinds, ["signed_up", "email_verified", "token_issued", "exported"]);
    // Of her own workspace all of it, as its export says it; of Bob's what is by her.
    let exported = format!("/v1/workspaces/{}/usage/export?format=json", alice.workspace.id);
    let exported: Vec<Value> = alice.get(&exported).await.expect_status(200).json();
    assert_eq!(items(&files, &journals[0]), exported);
    let in_bobs_journal = items(&files, &journals[1]);
    assert_eq!(in_bobs_journal.len(), 1, "{in_bobs_journal:?}");
    assert_eq!(in_bobs_journal[0]["id"], in_bobs["events"][0]["id"]);

    let hashes: Vec<String> = sqlx::query_scalar(
        "SELECT secret_hash FROM sessions UNION SELECT secret_hash FROM token_secrets
         UNION SELECT password_hash FROM accounts UNION SELECT secret_hash FROM email_verifications
         UNION SELECT secret_hash FROM account_link_secrets",
    )
    .fetch_all(db.pool())
    .await
    .unwrap();
    let secrets = [alice.caller().secret(), agent.caller().secret(), Some(PASSWORD)].into_iter().flatten();
    for secret in secrets.map(str::to_owned).chain(hashes).chain(["bob@example.com".to_owned()]) {
        let places: Vec<&String> =
            files.iter().filter(|(_, text)| text.contains(&secret)).map(|(name, _)| name).collect();
        assert_eq!(places, [""; 0], "{secret}");
    }
    agent.get(EXPORT).await.expect_problem(Code::Forbidden);
    server.anyone().get(EXPORT).await.expect_problem(Code::Unauthorized);
    db.close().await;
}

/// Whoever adds a table or a column decides whether it is about a person.
async fn each_table_and_column_is_in_the_archive_or_said_why_not(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let kept = KEPT.iter().flat_map(|kept| {
        kept.columns.iter().chain(kept.withheld).map(|column| (kept.table.to_owned(), (*column).to_owned()))
    });
    let kept: BTreeSet<(String, String)> = kept.collect();
    let elsewhere: BTreeSet<&str> = ELSEWHERE.iter().map(|(table, _)| *table).collect();
    let there: BTreeSet<(String, String)> = columns(&db)
        .await
        .into_iter()
        .filter(|(table, _)| !elsewhere.contains(table.as_str()) && !table.starts_with("sqlite_"))
        .collect();
    assert_eq!(there, kept);
    db.close().await;
}

async fn a_journal_of_many_pages_is_whole_and_a_client_that_hangs_up_leaves_nothing_behind(database: Database) {
    let server = TestServer::builder().database(database).free_credits(10_000).start().await;
    let alice = server.sign_up("alice").await;
    let agent = alice.token(&[Scope::UsageWrite]).await;
    for _ in 0..5 {
        let events: Vec<Value> = (0..500).map(|_| event("message")).map(|event| json!(event)).collect();
        let path = format!("/v1/workspaces/{}/usage/events", alice.workspace.id);
        let _ = agent.post(&path, &json!({"events": events})).await.expect_status(200);
    }
    let mut hung_up = alice.caller().request(Method::GET, EXPORT).send().await.unwrap();
    assert!(hung_up.chunk().await.unwrap().is_some_and(|piece| piece.starts_with(b"PK")));
    drop(hung_up);
    let files = archive(&alice).await;
    let journal = items(&files, &format!("journals/{}.json", alice.workspace.id));
    let seqs: Vec<i64> = journal.iter().map(|entry| entry["seq"].as_i64().unwrap()).collect();
    assert_eq!(seqs, (1..=2_501).collect::<Vec<_>>());
    // Nothing waits for the one who hung up: the server ends at once.
    server.stop().await;
}
