//! Stories with a mail server.

use std::collections::BTreeSet;

use infuse_protocol::account::EmailProblem;
use infuse_server::jobs::{NewJob, OUTWARD_LEASE as LEASE, enqueue};
use infuse_tests::mail_server::{Encryption, Mail, Manner, distinct, url_at};
use infuse_tests::network::free_port;
use infuse_tests::{MailServer, Metering as _, ServerProcess, event, events_of, seed};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

use super::*;

on_both_databases!(
    an_alert_becomes_one_mail_with_both_parts_to_a_verified_address,
    a_mail_server_gets_name_and_password_over_tls_and_nothing_where_it_is_not_trusted,
    a_mail_server_that_can_not_take_mails_for_now_loses_none,
    a_mail_server_that_hangs_slows_nothing_but_mails,
    an_address_that_is_refused_for_good_is_set_aside_until_it_is_verified_anew,
    another_address_that_is_refused_sets_that_of_the_account_aside_no_more_than_itself,
    a_server_that_is_refused_sets_nobody_aside,
    no_name_and_no_title_writes_a_header_of_a_mail,
    a_mail_whose_taking_was_never_told_is_sent_again_as_the_same_message,
    each_delivery_is_one_message_through_kill_9,
);

/// A person whose address is verified by the mail that the mail server took.
async fn verified(mails: &MailServer, anyone: &Caller, name: &str) -> Person {
    let person = infuse_tests::actor::sign_up(anyone, name).await;
    let mail = mails.wait_for(&format!("{name}@example.com"), "Is this your address?").await;
    let _ = confirm(anyone, &mail.secret("ifv_")).await.expect_status(200);
    person
}

async fn an_alert_becomes_one_mail_with_both_parts_to_a_verified_address(database: Database) {
    let mails = MailServer::start().await;
    let server = TestServer::builder().database(database).mails_to(&mails.url()).start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let alice = verified(&mails, server.anyone(), "alice").await;
    let bob = server.sign_up("bob").await;
    for person in [&alice, &bob] {
        let agent = person.as_agent();
        agent.debit(events_of("message", 295)).await;
    }
    let mail = mails.wait_for("alice@example.com", "Credits are running low").await;
    assert_eq!(mail.parts, ["multipart/alternative", "text/plain", "text/html"]);
    assert!(mail.defects.is_empty(), "{:?}", mail.defects);
    assert_eq!((mail.from.as_str(), mail.header("From")), ("infuse@example.com", Some("Infuse <infuse@example.com>")));
    assert_eq!(mail.header("To"), Some("alice <alice@example.com>"));
    assert_eq!(mail.header("Auto-Submitted"), Some("auto-generated"));
    assert_eq!(mail.header("List-Unsubscribe-Post"), Some("List-Unsubscribe=One-Click"));
    let unsubscribe = format!("<{}/v1/unsubscribe?token=ifu_", server.url());
    assert!(mail.header("List-Unsubscribe").unwrap().starts_with(&unsubscribe), "{mail:?}");
    assert!(mail.id().ends_with("@example.com>") && mail.header("Date").is_some(), "{mail:?}");
    for part in [&mail.plain, &mail.html] {
        for said in ["5 credits left", "infuse://usage", "Hello alice,", "Agents stop when credits run out"] {
            assert!(part.contains(said), "{said} in {part}");
        }
    }
    assert!(mail.html.contains("prefers-color-scheme:dark"), "{}", mail.html);
    let asked = mails.wait_for("bob@example.com", "Is this your address?").await;
    assert_eq!((asked.header("List-Unsubscribe"), asked.header("List-Unsubscribe-Post")), (None, None));

    wait_until_all_is_done(&db).await;
    let taken: Vec<Vec<String>> = mails.mails().into_iter().map(|mail| mail.to).collect();
    let of = |name: &str| taken.iter().filter(|to| **to == [format!("{name}@example.com")]).count();
    assert_eq!((of("alice"), of("bob"), taken.len()), (2, 1, 3));
    db.close().await;
}

async fn a_mail_server_gets_name_and_password_over_tls_and_nothing_where_it_is_not_trusted(database: Database) {
    only_who_is_trusted_gets_a_mail(Encryption::FromTheStart, database).await;
}

async fn only_who_is_trusted_gets_a_mail(encryption: Encryption, database: Database) {
    let mails = MailServer::start_secured(encryption).await;
    let stranger = MailServer::start_secured(encryption).await;
    let builder = || TestServer::builder().database(database).mails_to(&mails.url());
    let mut server = builder().trusting(mails.certificate()).spawn().await;
    verified(&mails, server.anyone(), "alice").await;
    server.kill().await;

    let server = builder().trusting(stranger.certificate()).without_log().spawn().await;
    let failure = failure_of_a_mail(&server).await;
    let asking = if encryption == Encryption::FromTheStart { "connecting: " } else { "STARTTLS: " };
    assert!(failure.starts_with(asking) && failure.contains("certificate"), "{failure}");
    assert!(!failure.contains("hunter2"), "{failure}");
    assert_eq!((mails.recipients(), mails.mails().len()), (1, 1));
}

#[cfg(unix)]
mod starttls {
    use super::*;

    on_both_databases!(
        a_mail_server_gets_name_and_password_once_it_encrypts_and_nothing_where_it_is_not_trusted,
        a_mail_server_elsewhere_that_does_not_encrypt_is_told_nothing,
    );

    async fn a_mail_server_gets_name_and_password_once_it_encrypts_and_nothing_where_it_is_not_trusted(
        database: Database,
    ) {
        only_who_is_trusted_gets_a_mail(Encryption::StartTls, database).await;
    }

    async fn a_mail_server_elsewhere_that_does_not_encrypt_is_told_nothing(database: Database) {
        let mails = MailServer::start().await;
        let server = TestServer::builder().database(database).mails_to(&mails.url_from_elsewhere()).without_log();
        let failure = failure_of_a_mail(&server.spawn().await).await;
        assert!(failure.starts_with("STARTTLS: "), "{failure}");
        assert_eq!(mails.recipients(), 0);
    }
}

/// Why the server could not send the mail to someone who signs up.
async fn failure_of_a_mail(server: &ServerProcess) -> String {
    let db = Db::open(server.database().url()).await.unwrap();
    server.sign_up("bob").await;
    let failure = until("the mail could not be sent", async || {
        let sql = "SELECT failure FROM jobs WHERE kind = 'verification_mail'";
        sqlx::query_scalar::<_, Option<String>>(sql).fetch_one(db.pool()).await.unwrap()
    });
    let failure = failure.await;
    db.close().await;
    failure
}

/// Waits until so many tries of the job of a kind, or more, have failed, and none is under way.
async fn until_tries_have_failed(server: &TestServer, db: &Db, kind: &str, least: i64) {
    until("tries have failed", async || {
        let metrics = server.anyone().get("/metrics").await.expect_status(200).text();
        let name = format!("jobs_failed_total{{kind=\"{kind}\"}} ");
        let failed: i64 = metrics.lines().find_map(|line| line.strip_prefix(name.as_str())?.parse().ok())?;
        let sql = "SELECT attempts FROM jobs WHERE kind = $1";
        let begun: i64 = sqlx::query_scalar(sql).bind(kind.to_owned()).fetch_optional(db.pool()).await.unwrap()?;
        (failed == begun && failed >= least).then_some(())
    })
    .await;
}

async fn a_mail_server_that_can_not_take_mails_for_now_loses_none(database: Database) {
    const VERIFICATION_MAIL: &str = "verification_mail";
    // Nothing listens there yet.
    let port = free_port();
    let server = TestServer::builder().database(database).test_clock().mails_to(&url_at(port)).start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let alice = server.sign_up("alice").await;
    until_tries_have_failed(&server, &db, VERIFICATION_MAIL, 1).await;
    // A day and a half later it comes, and has no time.
    let mails = MailServer::start_at(port, Manner::Later).await;
    server.advance(DAY * 3 / 2).await;
    mails.wait_for_recipients(1).await;
    until_tries_have_failed(&server, &db, VERIFICATION_MAIL, 2).await;
    mails.set(Manner::Take);
    // The clock moves while nothing is tried, and once: each try has a link of its own, which is good for a day.
    server.advance(Duration::from_secs(3_600)).await;
    let mail = mails.wait_for("alice@example.com", "Is this your address?").await;
    let _ = confirm(server.anyone(), &mail.secret("ifv_")).await.expect_status(200);
    assert!(account(&alice).await.email_verified);
    wait_until_all_is_done(&db).await;
    assert_eq!(mails.mails().len(), 1);
    db.close().await;
}

async fn a_mail_server_that_hangs_slows_nothing_but_mails(database: Database) {
    const ALERTS: usize = 6;
    let mails = MailServer::start().await;
    let server = TestServer::builder().database(database).mails_to(&mails.url()).start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let alice = verified(&mails, server.anyone(), "alice").await;
    let (agent, meter) = (alice.as_agent(), alice.as_agent());
    wait_until_all_is_done(&db).await;
    let asked = mails.recipients();
    mails.set(Manner::Hang);
    for number in 1..ALERTS {
        signal(&agent, &format!("report {number}")).await;
    }
    // As many as a server has room for hang now.
    mails.wait_for_recipients(asked + 4).await;
    let begun = std::time::Instant::now();
    for _ in 0..20 {
        meter.debit(event("message")).await;
    }
    let other_job = NewJob {
        kind: "delete_expired",
        dedup_key: "delete_expired:meanwhile",
        payload: "{}",
        account_id: None,
        run_at_ms: 0,
    };
    let mut tx = db.begin_write().await.unwrap();
    assert!(enqueue(&mut tx, &other_job).await.unwrap());
    tx.commit().await.unwrap();
    // With it the server looks for what is to be done.
    signal(&agent, &format!("report {ALERTS}")).await;
    until("another job is done meanwhile", async || {
        let sql = "SELECT COUNT(*) FROM jobs WHERE dedup_key = 'delete_expired:meanwhile' AND done_ms IS NOT NULL";
        let done: i64 = sqlx::query_scalar(sql).fetch_one(db.pool()).await.unwrap();
        (done == 1).then_some(())
    })
    .await;
    // A mail is waited for for ten seconds: what came until now waited for none.
    assert!(begun.elapsed() < Duration::from_secs(9), "{:?}", begun.elapsed());
    assert!(mails.about("A workflow failed").is_empty());

    mails.set(Manner::Take);
    wait_until_all_is_done(&db).await;
    let arrived = mails.about("A workflow failed");
    assert_eq!((arrived.len(), distinct(&arrived)), (ALERTS, ALERTS));
    db.close().await;
}

async fn an_address_that_is_refused_for_good_is_set_aside_until_it_is_verified_anew(database: Database) {
    let mails = MailServer::start().await;
    let server = TestServer::builder().database(database).mails_to(&mails.url()).start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let alice = verified(&mails, server.anyone(), "alice").await;
    let agent = alice.as_agent();
    let mut stream = EventStream::open(&alice).await;
    mails.set(Manner::Refuse);
    signal(&agent, "unheard").await;
    let changed: Changed = stream.next_of("changed").await;
    assert_eq!((changed.resource.as_str(), changed.version), ("account", 3));
    let refused = account(&alice).await;
    assert_eq!((refused.email_verified, refused.email_problem), (true, Some(EmailProblem::Refused)));
    wait_until_all_is_done(&db).await;

    // Nothing is tried any more, whatever the mail server would say.
    mails.set(Manner::Take);
    let tried = mails.recipients();
    signal(&agent, "unheard, too").await;
    wait_until_all_is_done(&db).await;
    assert_eq!((mails.recipients(), mails.about("A workflow failed").len()), (tried, 0));

    let _ = alice.post(VERIFICATION, &json!({})).await.expect_status(202);
    let mail =
        until("the link is mailed again", async || mails.about("Is this your address?").into_iter().nth(1)).await;
    let confirmed: Account = confirm(server.anyone(), &mail.secret("ifv_")).await.expect_status(200).json();
    assert_eq!((confirmed.email_problem, confirmed.version), (None, 4));
    signal(&agent, "heard").await;
    mails.wait_for("alice@example.com", "A workflow failed: heard").await;
    db.close().await;
}

/// A thief who asks for such an address would else have the owner hear of nothing any more.
async fn another_address_that_is_refused_sets_that_of_the_account_aside_no_more_than_itself(database: Database) {
    let mails = MailServer::start().await;
    let server = TestServer::builder().database(database).mails_to(&mails.url()).start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let alice = verified(&mails, server.anyone(), "alice").await;
    mails.set(Manner::RefuseElsewhere);
    let change = json!({"email": "nobody@elsewhere.example", "password": PASSWORD});
    let _ = alice.post("/v1/account/email", &change).await.expect_status(202);
    wait_until_all_is_done(&db).await;
    assert_eq!(mails.about("Is this your new address?").len(), 0);
    mails.wait_for("alice@example.com", "Somebody wants to change your address").await;
    assert_eq!(account(&alice).await.email_problem, None);
    db.close().await;
}

async fn a_server_that_is_refused_sets_nobody_aside(database: Database) {
    let mails = MailServer::start().await;
    let server = TestServer::builder().database(database).test_clock().mails_to(&mails.url()).start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let alice = verified(&mails, server.anyone(), "alice").await;
    mails.set(Manner::RefuseSender);
    signal(&alice.as_agent(), "heard later").await;
    until_tries_have_failed(&server, &db, "alert_mail", 1).await;
    mails.set(Manner::Take);
    server.advance(Duration::from_secs(3_600)).await;
    mails.wait_for("alice@example.com", "A workflow failed: heard later").await;
    assert_eq!(account(&alice).await.email_problem, None);
    db.close().await;
}

async fn no_name_and_no_title_writes_a_header_of_a_mail(database: Database) {
    const EVIL: &str = "x\r\nBcc: eve@example.com\r\n\r\n<b>Hello</b>";
    let mails = MailServer::start().await;
    let server = TestServer::builder().database(database).mails_to(&mails.url()).start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let alice = verified(&mails, server.anyone(), "alice").await;
    // What the interface refuses, an older version may have kept.
    for statement in ["UPDATE accounts SET name = $1", "UPDATE workspaces SET name = $1"] {
        let mut tx = db.begin_write().await.unwrap();
        sqlx::query(statement).bind(EVIL).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }
    signal(&alice.as_agent(), EVIL).await;
    let mail = mails.wait_for("alice@example.com", "A workflow failed: x").await;
    assert_eq!((mail.to.as_slice(), mail.header("Bcc")), (["alice@example.com".to_owned()].as_slice(), None));
    assert_eq!(mail.header("Subject"), Some("A workflow failed: x Bcc: eve@example.com <b>Hello</b>"));
    assert!(mail.header("To").unwrap().ends_with("<alice@example.com>"), "{mail:?}");
    assert!(mail.defects.is_empty() && !mail.html.contains("<b>"), "{mail:?}");
    db.close().await;
}

async fn a_mail_whose_taking_was_never_told_is_sent_again_as_the_same_message(database: Database) {
    let mails = MailServer::start().await;
    let mut server = TestServer::builder().database(database).test_clock().mails_to(&mails.url()).spawn().await;
    let alice = verified(&mails, server.anyone(), "alice").await;
    mails.set(Manner::TakeInSilence);
    signal(&alice.as_agent(), "the report").await;
    mails.wait_for("alice@example.com", "A workflow failed").await;
    server.kill().await;
    mails.set(Manner::Take);
    let server = server.restart().await;
    server.advance(LEASE + Duration::from_secs(1)).await;
    let sent =
        until("the mail is sent again", async || Some(mails.about("A workflow failed")).filter(|sent| sent.len() > 1))
            .await;
    assert_eq!((sent.len(), distinct(&sent)), (2, 1));
    let lasting = |mail: &Mail| (mail.header("Date").map(str::to_owned), mail.plain.clone());
    assert_eq!(lasting(&sent[0]), lasting(&sent[1]));
}

async fn each_delivery_is_one_message_through_kill_9(database: Database) {
    const KILLS: usize = 5;
    let mut random = StdRng::seed_from_u64(seed());
    let mails = MailServer::start().await;
    let mut server = TestServer::builder().database(database).test_clock().mails_to(&mails.url()).spawn().await;
    let alice = verified(&mails, server.anyone(), "alice").await;
    let mut agent = alice.as_agent();
    let path = format!("/v1/workspaces/{}/signals", agent.workspace_id());
    for _ in 0..KILLS {
        let life = random.random_range(Duration::ZERO..Duration::from_millis(150));
        let signalling = async {
            let signal = || json!({"id": Uuid::now_v7(), "kind": "workflow_failed", "title": "The report"});
            while agent.caller().try_post(&path, &signal()).await.is_ok_and(|answer| answer.status() == 202) {}
        };
        // Whatever is under way when the time is over, the server dies in the midst of it.
        let _ = tokio::time::timeout(life, signalling).await;
        server.kill().await;
        server = server.restart().await;
        agent = agent.at(server.url());
    }
    let db = Db::open(server.database().url()).await.unwrap();
    // The leases of whoever died run out once. A clock that went on would end those of the living, too, and bring up what
    // recurs without end.
    server.advance(LEASE).await;
    until("all mails are sent", async || {
        let sql = "SELECT COUNT(*) FROM jobs WHERE done_ms IS NULL AND kind = 'alert_mail'";
        let pending: i64 = sqlx::query_scalar(sql).fetch_one(db.pool()).await.unwrap();
        let sql = "SELECT COUNT(*) FROM alerts WHERE dispatched_ms IS NULL";
        let undispatched: i64 = sqlx::query_scalar(sql).fetch_one(db.pool()).await.unwrap();
        (pending == 0 && undispatched == 0).then_some(())
    })
    .await;
    let (deliveries, done) = mail_deliveries(&db).await;
    let sent = mails.about("A workflow failed");
    println!("{deliveries} deliveries through {KILLS} kills, {} mails", sent.len());
    assert_eq!((done, distinct(&sent) as i64), (deliveries, deliveries));
    db.close().await;
}

mod replicas {
    mod postgres {
        use super::super::*;

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn two_replicas_send_each_mail_once() {
            let mails = MailServer::start().await;
            let first = TestServer::builder().database(Database::Postgres).mails_to(&mails.url()).start().await;
            let second = TestServer::builder().on(first.database()).mails_to(&mails.url()).start().await;
            let db = Db::open(first.database().url()).await.unwrap();
            let alice = verified(&mails, first.anyone(), "alice").await;
            let agent = alice.as_agent();
            for number in 0..20 {
                let url = if number % 2 == 0 { first.url() } else { second.url() };
                signal(&agent.at(url), &format!("report {number}")).await;
            }
            wait_until_all_is_done(&db).await;
            let sent = mails.about("A workflow failed");
            let subjects: BTreeSet<&str> = sent.iter().filter_map(|mail| mail.header("Subject")).collect();
            assert_eq!((sent.len(), distinct(&sent), subjects.len()), (20, 20, 20));
            assert_eq!(mail_deliveries(&db).await, (20, 20));
            db.close().await;
        }
    }
}
