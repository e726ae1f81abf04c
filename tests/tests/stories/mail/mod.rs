//! Mails: each alert once, to whoever wants it and has shown that the address is theirs.

mod aiosmtpd;

use std::time::Duration;

use futures_util::future::join_all;
use infuse_protocol::Code;
use infuse_protocol::account::Account;
use infuse_protocol::preferences::Preferences;
use infuse_protocol::stream::Changed;
use infuse_server::db::Db;
use infuse_tests::actor::PASSWORD;
use infuse_tests::mail_server::secret_in;
use infuse_tests::outbox::{mails_in, wait_for_mails};
use infuse_tests::wait::{until, until_taken};
use infuse_tests::{
    Agent, Caller, Database, EventStream, Person, Requests as _, Response, TestServer, on_both_databases,
};
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

on_both_databases!(
    without_a_mail_server_each_mail_is_a_file_for_its_owner,
    an_address_is_verified_by_the_link_that_was_mailed_to_it,
    a_link_verifies_from_its_page_and_looking_at_the_page_changes_nothing,
    mails_are_in_the_language_that_the_person_chose,
    a_page_of_a_link_is_in_the_language_of_the_browser,
    a_newer_mail_voids_older_links_and_a_day_voids_each,
    of_many_who_follow_a_link_at_once_one_verifies_by_it,
    an_address_that_can_not_be_is_mailed_nothing,
    whoever_has_a_mail_ends_mails_of_its_kind,
    nobody_is_mailed_by_what_they_have_switched_off,
    mails_that_a_person_asks_for_are_few,
    a_test_is_mailed_the_way_that_alerts_go,
);

const DAY: Duration = Duration::from_secs(86_400);
const VERIFICATION: &str = "/v1/account/email/verification";
const CONFIRM: &str = "/v1/account/email/verification/confirm";

async fn confirm(caller: &Caller, token: &str) -> Response {
    caller.post(CONFIRM, &json!({"token": token})).await
}

/// A person who has followed the link in the first mail.
async fn verified(server: &TestServer, name: &str) -> Person {
    let person = server.sign_up(name).await;
    let mails = wait_for_mails(server.outbox(), &format!("{name}@example.com"), 1).await;
    let token = secret_in(&mails[0], "ifv_").unwrap();
    let account: Account = confirm(server.anyone(), &token).await.expect_status(200).json();
    assert!(account.email_verified && account.email_problem.is_none());
    person
}

async fn account(person: &Person) -> Account {
    person.get("/v1/account").await.expect_status(200).json()
}

async fn signal(agent: &Agent, title: &str) {
    let path = format!("/v1/workspaces/{}/signals", agent.workspace_id());
    let signal = json!({"id": Uuid::now_v7(), "kind": "workflow_failed", "title": title, "detail": "Step 3:\nno file"});
    let _ = agent.post(&path, &signal).await.expect_status(202);
}

/// How many deliveries by mail there are, and how many of them are done.
async fn mail_deliveries(db: &Db) -> (i64, i64) {
    let sql = "SELECT COUNT(*), COUNT(done_ms) FROM deliveries WHERE channel = 'email'";
    sqlx::query_as(sql).fetch_one(db.pool()).await.unwrap()
}

async fn wait_until_all_is_dispatched(db: &Db) {
    until("all alerts are dispatched", async || {
        let sql = "SELECT COUNT(*) FROM alerts WHERE dispatched_ms IS NULL";
        let undispatched: i64 = sqlx::query_scalar(sql).fetch_one(db.pool()).await.unwrap();
        (undispatched == 0).then_some(())
    })
    .await;
}

/// Waits until no job is left to be done.
async fn wait_until_all_is_done(db: &Db) {
    wait_until_all_is_dispatched(db).await;
    until("all jobs are done", async || {
        let sql = "SELECT COUNT(*) FROM jobs WHERE done_ms IS NULL AND dead_ms IS NULL";
        let pending: i64 = sqlx::query_scalar(sql).fetch_one(db.pool()).await.unwrap();
        (pending == 0).then_some(())
    })
    .await;
}

async fn without_a_mail_server_each_mail_is_a_file_for_its_owner(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let (alice, _bob) = (verified(&server, "alice").await, server.sign_up("bob").await);
    signal(&alice.as_agent(), "The nightly report").await;
    let mails = wait_for_mails(server.outbox(), "alice@example.com", 2).await;
    let about = |subject: &str| mails.iter().find(|mail| mail.contains(&format!("Subject: {subject}\r\n"))).unwrap();
    let (alert, asked) = (about("A workflow failed: The nightly report"), about("Is this your address?"));
    assert!(alert.contains("List-Unsubscribe: <http://127.0.0.1:"), "{alert}");
    assert!(!asked.contains("List-Unsubscribe"), "{asked}");
    wait_until_all_is_done(&db).await;
    assert_eq!((mails_in(server.outbox()).len(), mail_deliveries(&db).await), (3, (1, 1)));
    #[cfg(unix)]
    for file in std::fs::read_dir(server.outbox()).unwrap().flatten() {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{file:?}");
    }
    db.close().await;
}

async fn an_address_is_verified_by_the_link_that_was_mailed_to_it(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let alice = server.sign_up("alice").await;
    assert!(!alice.account.email_verified);
    let mut stream = EventStream::open(&alice).await;
    let mails = wait_for_mails(server.outbox(), "alice@example.com", 1).await;
    let token = secret_in(&mails[0], "ifv_").unwrap();
    let kept: Vec<String> =
        sqlx::query_scalar("SELECT secret_hash FROM email_verifications").fetch_all(db.pool()).await.unwrap();
    assert!(kept.len() == 1 && !kept.contains(&token), "{kept:?}");

    // A link is no session, and what is nearly one is nothing.
    alice.caller().with_secret(&token).get("/v1/account").await.expect_problem(Code::Unauthorized);
    for wrong in ["", "ifv_", "x", &token[..token.len() - 1], alice.caller().secret().unwrap()] {
        confirm(server.anyone(), wrong).await.expect_problem(Code::NotFound);
    }
    assert!(!account(&alice).await.email_verified);

    let answer = confirm(server.anyone(), &token).await.expect_status(200);
    let confirmed: Account = answer.json();
    assert!(confirmed.email_verified);
    assert_eq!((confirmed.version, answer.header("etag")), (2, Some("\"2\"")));
    assert_eq!(account(&alice).await, confirmed);
    let changed: Changed = stream.next_of("changed").await;
    assert_eq!((changed.resource.as_str(), changed.version), ("account", 2));
    confirm(server.anyone(), &token).await.expect_problem(Code::NotFound);

    // Nothing is asked of an address that is verified.
    let _ = alice.post(VERIFICATION, &json!({})).await.expect_status(202);
    wait_until_all_is_done(&db).await;
    assert_eq!(mails_in(server.outbox()).len(), 1);
    db.close().await;
}

async fn a_link_verifies_from_its_page_and_looking_at_the_page_changes_nothing(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let alice = server.sign_up("alice").await;
    let mails = wait_for_mails(server.outbox(), "alice@example.com", 1).await;
    let path = format!("/verify-email?token={}", secret_in(&mails[0], "ifv_").unwrap());
    let browse = async |method: Method| {
        let request = server.anyone().request(method, &path).header("accept", "text/html,*/*;q=0.8");
        Response::read(request.send().await.unwrap()).await.unwrap()
    };
    for method in [Method::GET, Method::HEAD, Method::GET] {
        let page = browse(method).await.expect_status(200);
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
        assert!(page.header("content-security-policy").unwrap().starts_with("default-src 'none'"));
        assert_eq!(
            (page.header("referrer-policy"), page.header("cache-control")),
            (Some("no-referrer"), Some("no-store"))
        );
    }
    assert!(browse(Method::GET).await.text().contains("<form method=\"post\">"));
    assert!(!account(&alice).await.email_verified);
    assert!(browse(Method::POST).await.expect_status(200).text().contains("Your address is confirmed"));
    assert!(account(&alice).await.email_verified);
    let void = browse(Method::POST).await.expect_status(404);
    assert!(void.text().contains("no longer valid") && void.header("content-type") == Some("text/html; charset=utf-8"));
    server.anyone().post(&path, &json!({})).await.expect_problem(Code::NotFound);
    server.anyone().get("/verify-email").await.expect_problem(Code::MalformedRequest);
}

async fn mails_are_in_the_language_that_the_person_chose(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let alice = verified(&server, "alice").await;
    let german = json!({"interface": {"language": "de"}});
    let _ = alice.edit("/v1/preferences", 1, &german).await.expect_status(200);
    signal(&alice.as_agent(), "The nightly report").await;
    let mails = wait_for_mails(server.outbox(), "alice@example.com", 2).await;
    let subject = "Subject: Ein Workflow ist fehlgeschlagen: The nightly report\r\n";
    let mail = mails.iter().find(|mail| mail.contains(subject)).unwrap_or_else(|| panic!("{mails:?}"));
    assert!(mail.contains("Hallo alice,"), "{mail}");
    assert!(mail.contains("lang=3D\"de\" dir=3D\"ltr\"") || mail.contains("lang=\"de\" dir=\"ltr\""), "{mail}");
}

async fn a_page_of_a_link_is_in_the_language_of_the_browser(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let browse = async |languages: &str| {
        let request = server.anyone().request(Method::GET, "/verify-email?token=ifv_x");
        let request = request.header("accept", "text/html").header("accept-language", languages);
        Response::read(request.send().await.unwrap()).await.unwrap().expect_status(200)
    };
    let german = browse("nl, de-AT;q=0.8").await;
    assert_eq!(german.header("content-language"), Some("de"));
    assert!(german.text().contains("Adresse bestätigen"), "{}", german.text());
    let arabic = browse("ar-EG").await;
    assert!(arabic.text().contains("<html lang=\"ar\" dir=\"rtl\">"), "{}", arabic.text());
    assert!(browse("nl").await.text().contains("Confirm your address"));
}

async fn a_newer_mail_voids_older_links_and_a_day_voids_each(database: Database) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let alice = server.sign_up("alice").await;
    let newest = async |count: usize| {
        let mails = wait_for_mails(server.outbox(), "alice@example.com", count).await;
        wait_until_all_is_done(&db).await;
        mails.iter().map(|mail| secret_in(mail, "ifv_").unwrap()).collect::<Vec<_>>()
    };
    let [first] = newest(1).await.try_into().unwrap();
    server.advance(Duration::from_secs(60)).await;
    let _ = alice.post(VERIFICATION, &json!({})).await.expect_status(202);
    let second = newest(2).await.into_iter().find(|token| *token != first).unwrap();
    confirm(server.anyone(), &first).await.expect_problem(Code::NotFound);
    server.advance(DAY).await;
    confirm(server.anyone(), &second).await.expect_problem(Code::NotFound);

    let _ = alice.post(VERIFICATION, &json!({})).await.expect_status(202);
    let third = newest(3).await.into_iter().find(|token| ![&first, &second].contains(&token)).unwrap();
    server.advance(DAY - Duration::from_secs(3_600)).await;
    let _ = confirm(server.anyone(), &third).await.expect_status(200);
    until("links of the past are deleted", async || {
        let sql = "SELECT COUNT(*) FROM email_verifications";
        let links: i64 = sqlx::query_scalar(sql).fetch_one(db.pool()).await.unwrap();
        (links == 0).then_some(())
    })
    .await;
    db.close().await;
}

/// How many of 50 who follow a link at once are told that it verified, each at one of these servers.
async fn follow_at_once(servers: &[&Caller], token: &str) -> usize {
    let tries = (0..50).map(|number| {
        let server = servers[number % servers.len()];
        until_taken(move || confirm(server, token))
    });
    let statuses: Vec<u16> = join_all(tries).await.iter().map(Response::status).collect();
    assert!(statuses.iter().all(|status| [200, 404].contains(status)), "{statuses:?}");
    statuses.iter().filter(|status| **status == 200).count()
}

async fn of_many_who_follow_a_link_at_once_one_verifies_by_it(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let alice = server.sign_up("alice").await;
    let mails = wait_for_mails(server.outbox(), "alice@example.com", 1).await;
    assert_eq!(follow_at_once(&[server.anyone()], &secret_in(&mails[0], "ifv_").unwrap()).await, 1);
    assert_eq!((account(&alice).await.email_verified, account(&alice).await.version), (true, 2));
}

async fn an_address_that_can_not_be_is_mailed_nothing(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let body = json!({"name": "Ada", "email": "0197a2b8@local.invalid", "password": PASSWORD});
    let made: serde_json::Value = server.anyone().post("/v1/accounts", &body).await.expect_status(201).json();
    let ada = server.anyone().with_secret(made["token"].as_str().unwrap());
    ada.post(VERIFICATION, &json!({})).await.expect_problem(Code::Forbidden);
    wait_until_all_is_done(&db).await;
    assert!(mails_in(server.outbox()).is_empty());
    db.close().await;
}

async fn whoever_has_a_mail_ends_mails_of_its_kind(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let (alice, bob) = (verified(&server, "alice").await, verified(&server, "bob").await);
    let agents = [alice.as_agent(), bob.as_agent()];
    for agent in &agents {
        signal(agent, "first").await;
    }
    let mails = wait_for_mails(server.outbox(), "alice@example.com", 2).await;
    let token = mails.iter().find_map(|mail| secret_in(mail, "ifu_")).unwrap();
    let path = format!("/v1/unsubscribe?token={token}");
    let page = server.anyone().get(&path).await.expect_status(200);
    assert!(page.text().contains("<form method=\"post\">"), "{}", page.text());
    let preferences =
        async |person: &Person| -> Preferences { person.get("/v1/preferences").await.expect_status(200).json() };
    assert!(preferences(&alice).await.alerts.workflow_failed.email);

    let mut stream = EventStream::open(&alice).await;
    // As programs for mails do it (RFC 8058, 3.2), and then once more.
    for _ in 0..2 {
        let request = server.anyone().request(Method::POST, &path).body("List-Unsubscribe=One-Click");
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let _ = Response::read(request.send().await.unwrap()).await.unwrap().expect_status(200);
    }
    let changed: Changed = stream.next_of("changed").await;
    assert_eq!((changed.resource.as_str(), changed.version), ("preferences", 2));
    let now = preferences(&alice).await;
    assert!(!now.alerts.workflow_failed.email && now.alerts.workflow_failed.desktop && now.alerts.credits_low.email);
    assert_eq!((now.version, preferences(&bob).await.version), (2, 1));
    for agent in &agents {
        signal(agent, "second").await;
    }
    wait_for_mails(server.outbox(), "bob@example.com", 3).await;
    wait_until_all_is_done(&db).await;
    assert_eq!(wait_for_mails(server.outbox(), "alice@example.com", 2).await.len(), 2);
    for wrong in ["ifu_x", "", alice.caller().secret().unwrap()] {
        let path = format!("/v1/unsubscribe?token={wrong}");
        server.anyone().post(&path, &json!({})).await.expect_problem(Code::NotFound);
    }
    db.close().await;
}

async fn nobody_is_mailed_by_what_they_have_switched_off(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let alice = verified(&server, "alice").await;
    let agent = alice.as_agent();
    let email = async |wanted: bool| {
        let edit = json!({"alerts": {"workflow_failed": {"email": wanted}}});
        let edited = alice.edit_matching("/v1/preferences", "*".to_owned(), &edit).await.expect_status(200);
        assert_eq!(edited.json::<Preferences>().alerts.workflow_failed.email, wanted);
    };
    email(false).await;
    signal(&agent, "unheard").await;
    wait_until_all_is_done(&db).await;
    assert_eq!((mails_in(server.outbox()).len(), mail_deliveries(&db).await), (1, (0, 0)));
    email(true).await;
    signal(&agent, "heard").await;
    let mails = wait_for_mails(server.outbox(), "alice@example.com", 2).await;
    assert!(mails.iter().any(|mail| mail.contains("A workflow failed: heard")), "{mails:?}");
    db.close().await;
}

async fn mails_that_a_person_asks_for_are_few(database: Database) {
    let server = TestServer::builder().database(database).throttled().start().await;
    let (alice, bob) = (server.sign_up("alice").await, server.sign_up("bob").await);
    for _ in 0..5 {
        let _ = alice.post(VERIFICATION, &json!({})).await.expect_status(202);
    }
    let refused = alice.post(VERIFICATION, &json!({})).await;
    refused.expect_problem(Code::RateLimited);
    assert!(refused.header("ratelimit-policy").unwrap().starts_with("\"mails\";q=5"));
    let _ = bob.post(VERIFICATION, &json!({})).await.expect_status(202);
}

mod replicas {
    mod postgres {
        use super::super::*;

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn of_many_who_follow_a_link_at_two_replicas_one_verifies_by_it() {
            let first = TestServer::builder().database(Database::Postgres).start().await;
            let second = TestServer::builder().on(first.database()).start().await;
            let alice = first.sign_up("alice").await;
            // Whichever of them came to it has written it.
            let mail = until("the mail is in an outbox", async || {
                mails_in(first.outbox()).into_iter().chain(mails_in(second.outbox())).next()
            })
            .await;
            let token = secret_in(&mail, "ifv_").unwrap();
            assert_eq!(follow_at_once(&[first.anyone(), second.anyone()], &token).await, 1);
            assert_eq!((account(&alice).await.email_verified, account(&alice).await.version), (true, 2));
        }
    }
}

/// Nobody else's address is written to, and none that mails do not reach.
async fn a_test_is_mailed_the_way_that_alerts_go(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let alice = server.sign_up("alice").await;
    let problem = alice.post("/v1/preferences/test-email", &json!({})).await.expect_problem(Code::Forbidden);
    assert_eq!(problem.reason.as_deref(), Some("email_unverified"));
    crate::passwords::verify(&[&server], "alice@example.com").await;
    let _ = alice.post("/v1/preferences/test-email", &json!({})).await.expect_status(202);
    let mails = wait_for_mails(server.outbox(), "alice@example.com", 2).await;
    assert_eq!(mails.iter().filter(|mail| mail.contains("Subject: A test from Infuse\r\n")).count(), 1, "{mails:?}");
    assert!(mails.iter().all(|mail| !mail.contains("List-Unsubscribe:")));
}
