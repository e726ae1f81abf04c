//! What is left of a person whose account was erased: nothing. And accounts that have little to erase.

use infuse_protocol::account::{Account, SignInMethod};
use infuse_protocol::{Code, Scope};
use infuse_server::db::{Db, Dialect};
use infuse_server::erase::{erase, finish};
use infuse_server::jobs::{NewJob, enqueue};
use infuse_server::ledger::verify::{VerifyReport, verify};
use infuse_tests::wait::until;
use infuse_tests::{Database, Metering as _, Requests as _, Response, TestServer, event, on_both_databases};
use reqwest::Method;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use sqlx::{AssertSqlSafe, Row as _};
use uuid::Uuid;

on_both_databases!(
    an_erased_account_leaves_nothing_in_any_table,
    long_journals_are_erased_page_by_page_while_others_write,
    an_edit_beside_an_erasure_leaves_nothing_and_locks_nobody_out,
    an_account_without_a_password_is_not_signed_in_to_by_one,
);

const PASSWORD: &str = "a quiet harbour at dawn";
const ADDRESS: &str = "198.51.100.77";

async fn served(database: Database) -> (TestServer, Db) {
    let server = TestServer::builder().database(database).throttled();
    let server = server.settings(|settings| settings.behind_proxy = true).start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    (server, db)
}

async fn send(server: &TestServer, path: &str, body: Value) -> Response {
    let request = server.anyone().request(Method::POST, path).header("x-forwarded-for", ADDRESS).json(&body);
    Response::read(request.send().await.unwrap()).await.unwrap()
}

/// Every column of every table, with the name of its table.
pub(super) async fn columns(db: &Db) -> Vec<(String, String)> {
    let sql = match db.dialect() {
        Dialect::Sqlite => {
            "SELECT t.name AS of_table, c.name AS of_column FROM sqlite_master t JOIN pragma_table_info(t.name) c
             WHERE t.type = 'table'"
        }
        Dialect::Postgres => {
            "SELECT CAST(table_name AS TEXT) AS of_table, CAST(column_name AS TEXT) AS of_column
             FROM information_schema.columns WHERE table_schema = 'public'"
        }
    };
    let rows = sqlx::query(sql).fetch_all(db.pool()).await.unwrap();
    rows.iter().map(|row| (row.get("of_table"), row.get("of_column"))).collect()
}

/// Where any of these texts stands, as text or in hexadecimal.
pub(super) async fn places_of(db: &Db, texts: &[&str]) -> Vec<String> {
    let mut places = Vec::new();
    for (table, column) in columns(db).await {
        let value = match db.dialect() {
            Dialect::Sqlite => format!(
                "CASE typeof(\"{column}\") WHEN 'blob' THEN hex(\"{column}\") ELSE CAST(\"{column}\" AS TEXT) END"
            ),
            // Bytes are shown in hexadecimal.
            Dialect::Postgres => format!("CAST(\"{column}\" AS TEXT)"),
        };
        let sql = format!("SELECT {value} FROM \"{table}\" WHERE \"{column}\" IS NOT NULL");
        let values: Vec<String> = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(db.pool()).await.unwrap();
        let holds = |value: &String| texts.iter().any(|text| value.to_lowercase().contains(&text.to_lowercase()));
        if values.iter().any(holds) {
            places.push(format!("{table}.{column}"));
        }
    }
    places
}

/// Makes an account a member of another's workspace.
pub(super) async fn join(db: &Db, workspace_id: &str, account_id: &str) {
    let mut tx = db.begin_write().await.unwrap();
    sqlx::query("INSERT INTO members (workspace_id, account_id, role, joined_ms) VALUES ($1, $2, 'member', 0)")
        .bind(workspace_id)
        .bind(account_id)
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn an_erased_account_leaves_nothing_in_any_table(database: Database) {
    let (server, db) = served(database).await;
    let device = json!({"name": "Wilhelmina's machine", "platform": "linux", "app_version": "0.1.0"});
    let body = json!({"name": "Wilhelmina", "email": "Wil@Example.org", "password": PASSWORD, "device": device});
    let signed_up: Value = send(&server, "/v1/accounts", body).await.expect_status(201).json();
    let (id, workspace_id) = (signed_up["account"]["id"].as_str().unwrap(), &signed_up["workspace"]["id"]);
    let wilhelmina = server.anyone().with_secret(signed_up["token"].as_str().unwrap());
    let token = json!({"name": "Wilhelmina's agent", "workspace_id": workspace_id, "scopes": ["usage:read"]});
    let _ = wilhelmina.post("/v1/tokens", &token).await.expect_status(201);
    let _ = wilhelmina.post("/v1/account/two-factor", &json!({"password": PASSWORD})).await.expect_status(200);
    let wrong = json!({"email": "wil@example.org", "password": "another quiet harbour"});
    send(&server, "/v1/sessions", wrong).await.expect_problem(Code::InvalidCredentials);
    let mut tx = db.begin_write().await.unwrap();
    let job = NewJob {
        kind: "mail",
        dedup_key: "mail:1",
        payload: "{\"to\": \"wil@example.org\"}",
        account_id: Some(id),
        run_at_ms: i64::MAX,
    };
    assert!(enqueue(&mut tx, &job).await.unwrap());
    tx.commit().await.unwrap();
    let bob = server.sign_up("bob").await;
    let agent = bob.token(&[Scope::UsageRead]).await;
    join(&db, &bob.workspace.id, id).await;
    for workspace in [workspace_id.as_str().unwrap(), &bob.workspace.id] {
        let conversation = json!({"id": "wilhelmina-1", "title": "A letter of Wilhelmina"});
        let event = json!({
            "id": Uuid::now_v7(), "action": "message", "conversation": conversation, "source": "Wilhelmina's laptop"
        });
        let path = format!("/v1/workspaces/{workspace}/usage/events");
        let _ = wilhelmina.post(&path, &json!({"events": [event]})).await.expect_status(200);
    }

    // She is told of what happens in Bob's workspace, and has chosen a name for herself, and what she is told of.
    let signal = json!({"id": Uuid::now_v7(), "kind": "workflow_failed", "title": "The nightly report"});
    let _ = bob.post(&format!("/v1/workspaces/{}/signals", bob.workspace.id), &signal).await.expect_status(202);
    until("the alert is dispatched", async || {
        let told: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM deliveries").fetch_one(db.pool()).await.unwrap();
        (told == 2).then_some(())
    })
    .await;
    let _ = wilhelmina.edit("/v1/account", 1, &json!({"name": "Wilhelmina II"})).await.expect_status(200);
    let quiet = json!({"alerts": {"workflow_failed": {"desktop": false}}, "low_credit_threshold": 50});
    let _ = wilhelmina.edit("/v1/preferences", 1, &quiet).await.expect_status(200);
    let own_workspace = format!("/v1/workspaces/{}", workspace_id.as_str().unwrap());
    let _ = wilhelmina.patch(&own_workspace, &json!({"name": "Wilhelmina's"})).await.expect_status(200);

    // She has asked for another address and for a new password.
    let change = json!({"email": "wilhelmina@example.net", "password": PASSWORD});
    let _ = wilhelmina.post("/v1/account/email", &change).await.expect_status(202);
    let forgotten = json!({"email": "wil@example.org"});
    let _ = send(&server, "/v1/password-resets", forgotten).await.expect_status(202);
    until("the links are kept", async || {
        let sql = "SELECT COUNT(*) FROM account_links l JOIN account_link_secrets s ON s.link_id = l.id
                   WHERE l.kind IN ('email_change', 'password_reset')";
        let links: i64 = sqlx::query_scalar(sql).fetch_one(db.pool()).await.unwrap();
        (links == 2).then_some(())
    })
    .await;

    // A link was mailed to her address, and links stand in mails that she got.
    until("the link is kept", async || {
        let links: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM email_verifications WHERE account_id = $1")
            .bind(id)
            .fetch_one(db.pool())
            .await
            .unwrap();
        (links == 1).then_some(())
    })
    .await;
    let mut tx = db.begin_write().await.unwrap();
    for made in [
        "INSERT INTO unsubscribe_links (secret_hash, account_id, kind, created_ms) VALUES ('x', $1, 'x', 4102444800000)",
        "INSERT INTO recovery_codes (account_id, code_hash) VALUES ($1, 'x')",
        "INSERT INTO sign_in_challenges (secret_hash, account_id, password_key, expires_ms) VALUES ('x', $1, 'x', 4102444800000)",
    ] {
        sqlx::query(made).bind(id).execute(&mut *tx).await.unwrap();
    }
    // Wrong codes of hers, and wrong recovery codes.
    let failures_keys = [
        account_key("wil@example.org"),
        account_key(&format!("code of {id}")),
        account_key(&format!("recovery code of {id}")),
    ];
    for key in &failures_keys[1..] {
        let made = "INSERT INTO sign_in_failures (account_key, begins_ms, failures) VALUES ($1, 4102444800000, 1)";
        sqlx::query(made).bind(key.as_str()).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();

    let id_in_hex = id.replace('-', "");
    let mut traces = vec![id, &id_in_hex, "Wilhelmina", "wil@example.org", ADDRESS];
    traces.extend(failures_keys.iter().map(String::as_str));
    for key in &failures_keys {
        let places = places_of(&db, &[key]).await;
        assert!(places.contains(&"sign_in_failures.account_key".to_owned()), "{places:?}");
    }
    let before = places_of(&db, &traces).await;
    for place in [
        "accounts.id",
        "sessions.address",
        "tokens.name",
        "jobs.payload",
        "known_networks.network",
        "security_events.account_id",
        "actors.account_id",
        "deliveries.account_id",
        "alert_ways.account_id",
        "email_verifications.account_id",
        "account_links.email",
        "mail_requests.account_key",
        "unsubscribe_links.account_id",
        "two_factor.account_id",
        "recovery_codes.account_id",
        "sign_in_challenges.account_id",
        "resource_versions.owner",
        "member_spend.account_id",
        "entries.source",
        "entries.conversation_id",
        "entries.conversation_title",
    ] {
        assert!(before.iter().any(|found| found == place), "{place} is not among {before:?}");
    }

    let mut tx = db.begin_write().await.unwrap();
    erase(&mut tx, id).await.unwrap();
    tx.commit().await.unwrap();
    // Her journal is nobody's by now, and whole is what others have.
    assert_eq!(verify(&db).await.unwrap(), VerifyReport { workspaces: 1, entries: 2 });
    finish(&db).await.unwrap();
    assert_eq!(places_of(&db, &traces).await, [""; 0]);
    assert_eq!(places_of(&db, &[workspace_id.as_str().unwrap()]).await, [""; 0]);
    wilhelmina.get("/v1/account").await.expect_problem(Code::Unauthorized);
    let _ = bob.get("/v1/account").await.expect_status(200);
    assert_eq!(agent.usage().await.credits.available, 299);
    assert_eq!(verify(&db).await.unwrap(), VerifyReport { workspaces: 1, entries: 2 });
    bob.debit(event("message")).await;
    db.close().await;
}

/// What is counted of guesses at an e-mail or at a second factor stands under this key.
fn account_key(of: &str) -> String {
    hex::encode(Sha256::digest(of.as_bytes()))
}

async fn long_journals_are_erased_page_by_page_while_others_write(database: Database) {
    let (server, db) = served(database).await;
    let (alice, bob) = (server.sign_up("alice").await, server.sign_up("bob").await);
    join(&db, &bob.workspace.id, &alice.account.id).await;
    for workspace_id in [&alice.workspace.id, &bob.workspace.id] {
        let path = format!("/v1/workspaces/{workspace_id}/usage/events");
        for _ in 0..3 {
            let of_alice = json!({"id": "alice-1", "title": "A letter of Alice"});
            let events: Vec<Value> =
                (0..95).map(|_| json!({"id": Uuid::now_v7(), "action": "message", "conversation": of_alice})).collect();
            let _ = alice.post(&path, &json!({"events": events})).await.expect_status(200);
        }
    }
    let id_in_hex = alice.account.id.replace('-', "");
    let traces = [alice.account.id.as_str(), &id_in_hex, "alice-1", "A letter of Alice"];
    let mut tx = db.begin_write().await.unwrap();
    erase(&mut tx, &alice.account.id).await.unwrap();
    tx.commit().await.unwrap();
    // Two servers do it, and Bob works meanwhile.
    let working = async {
        for _ in 0..10 {
            bob.debit(event("message")).await;
        }
    };
    let (first, second, ()) = tokio::join!(finish(&db), finish(&db), working);
    first.unwrap();
    second.unwrap();
    assert_eq!(places_of(&db, &traces).await, [""; 0]);
    assert_eq!(verify(&db).await.unwrap(), VerifyReport { workspaces: 1, entries: 1 + 285 + 10 });
    let left: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM erasures").fetch_one(db.pool()).await.unwrap();
    assert_eq!(left, 0);
    db.close().await;
}

/// Each of them writes what the other one deletes or reads first.
async fn an_edit_beside_an_erasure_leaves_nothing_and_locks_nobody_out(database: Database) {
    let (server, db) = served(database).await;
    for number in 0..8 {
        let person = server.sign_up(&format!("person{number}")).await;
        let wanted = json!({"alerts": {"workflow_failed": {"desktop": false}}, "low_credit_threshold": 50 + number});
        let editing = async {
            let answers = [
                person.edit_matching("/v1/preferences", "*".to_owned(), &wanted).await,
                person.edit_matching("/v1/account", "*".to_owned(), &json!({"name": "Another name"})).await,
            ];
            assert!(answers.iter().all(|answer| [200, 401].contains(&answer.status())), "{answers:?}");
        };
        let erasing = async {
            let mut tx = db.begin_write().await.unwrap();
            erase(&mut tx, &person.account.id).await.unwrap();
            tx.commit().await.unwrap();
        };
        tokio::join!(editing, erasing);
        finish(&db).await.unwrap();
        assert_eq!(places_of(&db, &[&person.account.id]).await, [""; 0]);
    }
    db.close().await;
}

async fn an_account_without_a_password_is_not_signed_in_to_by_one(database: Database) {
    let (server, db) = served(database).await;
    let alice = server.sign_up("alice").await;
    let change = async |statement: &'static str| {
        let mut tx = db.begin_write().await.unwrap();
        sqlx::query(statement).bind(alice.account.id.as_str()).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    };
    change("UPDATE accounts SET password_hash = NULL WHERE id = $1").await;
    let sign_in = json!({"email": "alice@example.com", "password": PASSWORD});
    send(&server, "/v1/sessions", sign_in).await.expect_problem(Code::InvalidCredentials);
    change("UPDATE accounts SET email = NULL, email_key = NULL WHERE id = $1").await;
    let account: Account = alice.get("/v1/account").await.expect_status(200).json();
    assert_eq!((account.sign_in_method, account.email), (SignInMethod::Local, None));
    // The e-mail is free for somebody else.
    server.sign_up("alice").await;
    db.close().await;
}
