//! What has happened to the access of an account: listed for its owner, told on the stream, and mailed where the owner
//! should know of it though they did not do it.

use infuse_protocol::account::{SecurityEvent, SecurityEventKind as Kind};
use infuse_protocol::session::SignedIn;
use infuse_protocol::stream::Changed;
use infuse_protocol::tokens::IssuedToken;
use infuse_protocol::{Code, Page};
use infuse_server::db::Db;
use infuse_tests::actor::PASSWORD;
use infuse_tests::outbox::{mails_in, wait_for_mails};
use infuse_tests::wait::until;
use infuse_tests::{Caller, Database, EventStream, Requests, Response, TestServer, on_both_databases};
use reqwest::Method;
use serde_json::json;

on_both_databases!(
    each_thing_that_happens_is_listed_newest_first_in_pages_and_by_kind_to_its_owner_alone,
    a_sign_in_is_mailed_where_device_or_network_is_new_and_else_not,
    a_mail_of_a_security_event_reaches_an_unverified_address_and_not_a_refused_one,
    a_mail_to_an_unverified_address_says_nothing_that_a_person_wrote,
    of_very_many_changes_ten_an_hour_are_mailed_each_and_the_others_counted_in_one_mail,
    what_happens_to_access_is_told_on_the_stream,
);

const ACTIVITY: &str = "/v1/account/activity";
const NEW_DEVICE: &str = "Subject: A new device signed in to your account\r\n";

async fn events(caller: &impl Requests, query: &str) -> Page<SecurityEvent> {
    caller.get(&format!("{ACTIVITY}{query}")).await.expect_status(200).json()
}

async fn kinds(caller: &impl Requests) -> Vec<Kind> {
    events(caller, "").await.items.into_iter().map(|event| event.kind).collect()
}

/// Signs in on a device, from an address that a proxy tells.
async fn sign_in(server: &TestServer, name: &str, device: &str, address: &str) -> Caller {
    let device = json!({"name": device, "platform": "linux", "app_version": "1.0.0"});
    let body = json!({"email": format!("{name}@example.com"), "password": PASSWORD, "device": device});
    let request = server.anyone().request(Method::POST, "/v1/sessions").header("x-forwarded-for", address);
    let answer = Response::read(request.json(&body).send().await.unwrap()).await.unwrap();
    let signed_in: SignedIn = answer.expect_status(201).json();
    server.anyone().with_secret(&signed_in.token)
}

async fn behind_a_proxy(database: Database) -> (TestServer, Db) {
    let server = TestServer::builder().database(database).settings(|settings| settings.behind_proxy = true);
    let server = server.start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    (server, db)
}

async fn wait_until_all_is_done(db: &Db) {
    until("all jobs are done", async || {
        let sql = "SELECT COUNT(*) FROM jobs WHERE done_ms IS NULL AND dead_ms IS NULL";
        let pending: i64 = sqlx::query_scalar(sql).fetch_one(db.pool()).await.unwrap();
        (pending == 0).then_some(())
    })
    .await;
}

async fn each_thing_that_happens_is_listed_newest_first_in_pages_and_by_kind_to_its_owner_alone(database: Database) {
    let (server, db) = behind_a_proxy(database).await;
    let (alice, bob) = (server.sign_up("alice").await, server.sign_up("bob").await);
    let laptop = sign_in(&server, "alice", "Laptop", "198.51.100.7").await;
    let phone = sign_in(&server, "alice", "Phone", "198.51.100.7").await;
    let wanted = json!({"name": "Nightly", "workspace_id": alice.workspace.id, "scopes": ["usage:read"]});
    let token: IssuedToken = laptop.post("/v1/tokens", &wanted).await.expect_status(201).json();
    let token = format!("/v1/tokens/{}", token.details.id);
    let _ = laptop.post(&format!("{token}/rotate"), &json!({})).await.expect_status(200);
    let _ = laptop.delete(&token).await.expect_status(204);
    let phone_session: Page<infuse_protocol::session::Session> =
        phone.get("/v1/sessions").await.expect_status(200).json();
    let phone_session = phone_session.items.into_iter().find(|session| session.current).unwrap();
    let _ = laptop.delete(&format!("/v1/sessions/{}", phone_session.id)).await.expect_status(204);
    let _ = laptop.delete("/v1/sessions").await.expect_status(200);

    let all = events(&laptop, "").await.items;
    let told: Vec<(Kind, Option<&str>)> = all.iter().map(|event| (event.kind, event.detail.as_deref())).collect();
    let expected = [
        (Kind::OtherSessionsEnded, Some("1")),
        (Kind::SessionEnded, Some("Phone")),
        (Kind::TokenRevoked, Some("Nightly")),
        (Kind::TokenRotated, Some("Nightly")),
        (Kind::TokenIssued, Some("Nightly")),
        (Kind::SignedInFromNewDevice, None),
        (Kind::SignedInFromNewDevice, None),
        (Kind::SignedUp, None),
    ];
    assert_eq!(told, expected);
    assert_eq!(all[1].device.as_ref().map(|device| device.name.as_str()), Some("Laptop"));
    assert_eq!((all[5].address.as_str(), all[6].address.as_str()), ("198.51.100.7", "198.51.100.7"));
    assert_eq!(all[5].device.as_ref().map(|device| device.name.as_str()), Some("Phone"));
    assert!(all.windows(2).all(|pair| pair[0].happened_at >= pair[1].happened_at));

    let mut paged = Vec::new();
    let mut query = "?limit=3".to_owned();
    loop {
        let page = events(&laptop, &query).await;
        assert!(page.items.len() <= 3);
        paged.extend(page.items);
        let Some(cursor) = page.next_cursor else { break };
        query = format!("?limit=3&cursor={cursor}");
    }
    assert_eq!(paged, all);
    let of_kind = events(&laptop, "?kind=signed_in_from_new_device").await.items;
    assert_eq!(of_kind, all[5..7]);
    let unknown = laptop.get(&format!("{ACTIVITY}?kind=moon_landed")).await.expect_problem(Code::ValidationFailed);
    assert_eq!(unknown.errors[0].pointer, "/kind");

    assert_eq!(kinds(&bob).await, [Kind::SignedUp]);
    let _ = laptop.delete("/v1/sessions/current").await.expect_status(204);
    let again = sign_in(&server, "alice", "Laptop", "198.51.100.7").await;
    assert_eq!(kinds(&again).await[..2], [Kind::SignedIn, Kind::SignedOut]);
    let agent = bob.token(&[infuse_protocol::Scope::UsageRead]).await;
    agent.get(ACTIVITY).await.expect_problem(Code::Forbidden);
    server.anyone().get(ACTIVITY).await.expect_problem(Code::Unauthorized);
    db.close().await;
}

async fn a_sign_in_is_mailed_where_device_or_network_is_new_and_else_not(database: Database) {
    let (server, db) = behind_a_proxy(database).await;
    server.sign_up("alice").await;
    verify_alice(&server, &db).await;
    let (home, away) = ("198.51.100.7", "203.0.113.9");
    let mut mailed = 0;
    let expected = [
        ("Laptop", home, true),
        ("Laptop", home, false),
        ("Phone", home, true),
        ("Laptop", away, true),
        ("Laptop", away, false),
        ("Phone", home, false),
    ];
    for (device, address, is_mailed) in expected {
        let caller = sign_in(&server, "alice", device, address).await;
        let kind = if is_mailed { Kind::SignedInFromNewDevice } else { Kind::SignedIn };
        assert_eq!(kinds(&caller).await[0], kind, "{device} at {address}");
        mailed += usize::from(is_mailed);
    }
    wait_until_all_is_done(&db).await;
    let mails = wait_for_mails(server.outbox(), "alice@example.com", 1 + mailed).await;
    let told: Vec<&String> = mails.iter().filter(|mail| mail.contains(NEW_DEVICE)).collect();
    assert_eq!((told.len(), mails.len()), (3, 4));
    assert!(told.iter().any(|mail| mail.contains("Phone (linux)") && mail.contains(home)), "{told:?}");
    assert!(told.iter().any(|mail| mail.contains(away)), "{told:?}");
    assert!(told.iter().all(|mail| !mail.contains("List-Unsubscribe") && mail.contains("Auto-Submitted:")), "{told:?}");
    db.close().await;
}

async fn a_mail_of_a_security_event_reaches_an_unverified_address_and_not_a_refused_one(database: Database) {
    let (server, db) = behind_a_proxy(database).await;
    let alice = server.sign_up("alice").await;
    assert!(!alice.account.email_verified);
    sign_in(&server, "alice", "Laptop", "198.51.100.7").await;
    wait_for_mails(server.outbox(), "alice@example.com", 2).await;
    let mut tx = db.begin_write().await.unwrap();
    sqlx::query("UPDATE accounts SET email_refused_ms = 1").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    let caller = sign_in(&server, "alice", "Phone", "198.51.100.7").await;
    wait_until_all_is_done(&db).await;
    assert_eq!(mails_in(server.outbox()).len(), 2);
    // What was not mailed is listed all the same.
    assert_eq!(kinds(&caller).await[0], Kind::SignedInFromNewDevice);
    db.close().await;
}

/// Whoever signs up says whose address it is.
async fn a_mail_to_an_unverified_address_says_nothing_that_a_person_wrote(database: Database) {
    let (server, db) = behind_a_proxy(database).await;
    let evil = "Win at casino.example now";
    let body = json!({"name": evil, "email": "victim@example.com", "password": PASSWORD});
    let signed_up: infuse_protocol::account::SignedUp =
        server.anyone().post("/v1/accounts", &body).await.expect_status(201).json();
    let thief = server.anyone().with_secret(&signed_up.token);
    let sign_in = json!({
        "email": "victim@example.com", "password": PASSWORD,
        "device": {"name": evil, "platform": "casino.example", "app_version": "1"}
    });
    let _ = server.anyone().post("/v1/sessions", &sign_in).await.expect_status(201);
    let token = json!({"name": evil, "workspace_id": signed_up.workspace.id, "scopes": ["usage:read"]});
    let _ = thief.post("/v1/tokens", &token).await.expect_status(201);
    wait_until_all_is_done(&db).await;
    let mails = wait_for_mails(server.outbox(), "victim@example.com", 3).await;
    assert_eq!(mails.len(), 3);
    assert!(mails.iter().any(|mail| mail.contains("Subject: An access token was made\r\n")), "{mails:?}");
    let told: Vec<&String> = mails.iter().filter(|mail| !mail.contains("Subject: Is this your address?")).collect();
    assert_eq!(told.len(), 2, "{mails:?}");
    assert!(told.iter().all(|mail| !mail.contains("casino")), "{told:?}");
    db.close().await;
}

async fn of_very_many_changes_ten_an_hour_are_mailed_each_and_the_others_counted_in_one_mail(database: Database) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let alice = server.sign_up("alice").await;
    verify_alice(&server, &db).await;
    // Away from the end of an hour.
    let now_ms = server.move_clock(0).await.now.as_millis();
    let _ = server.move_clock((now_ms / 3_600_000 + 1) * 3_600_000 + 60_000 - now_ms).await;
    let wanted = json!({"name": "Nightly", "workspace_id": alice.workspace.id, "scopes": ["usage:read"]});
    let token: IssuedToken = alice.post("/v1/tokens", &wanted).await.expect_status(201).json();
    for _ in 0..24 {
        let path = format!("/v1/tokens/{}/rotate", token.details.id);
        let _ = alice.post(&path, &json!({})).await.expect_status(200);
    }
    // What needs the password is told at once all the same.
    let wanted = json!({"email": "alice@example.com", "password": PASSWORD});
    let _ = alice.post("/v1/account/deletion", &wanted).await.expect_status(202);
    let told = |mails: &[String], subject: &str| mails.iter().filter(|mail| mail.contains(subject)).count();
    let mails = wait_for_mails(server.outbox(), "alice@example.com", 12).await;
    assert_eq!(told(&mails, "Subject: Your account will be deleted\r\n"), 1);
    server.advance(std::time::Duration::from_secs(3_600)).await;
    let mails = wait_for_mails(server.outbox(), "alice@example.com", 13).await;
    assert_eq!(told(&mails, "Subject: An access token "), 10);
    let more: Vec<&String> =
        mails.iter().filter(|mail| mail.contains("Subject: Many changes to your account\r\n")).collect();
    assert_eq!((more.len(), mails.len()), (1, 13));
    assert!(more[0].contains("tells of: 15."), "{more:?}");
    // Each of them is listed.
    assert_eq!(events(&alice, "?kind=token_rotated&limit=100").await.items.len(), 24);
    db.close().await;
}

/// Her address is verified; not before the mail that asks for it has gone, which would else not be sent.
async fn verify_alice(server: &TestServer, db: &Db) {
    wait_for_mails(server.outbox(), "alice@example.com", 1).await;
    let mut tx = db.begin_write().await.unwrap();
    sqlx::query("UPDATE accounts SET email_verified_ms = 1").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn what_happens_to_access_is_told_on_the_stream(database: Database) {
    let (server, db) = behind_a_proxy(database).await;
    let (alice, bob) = (server.sign_up("alice").await, server.sign_up("bob").await);
    let mut stream = EventStream::open(&alice).await;
    let _ = bob.token(&[infuse_protocol::Scope::UsageRead]).await;
    sign_in(&server, "alice", "Laptop", "198.51.100.7").await;
    let changed: Changed = stream.next_of("changed").await;
    // Signing up was the first.
    assert_eq!((changed.resource.as_str(), changed.version), ("activity", 3));
    db.close().await;
}
