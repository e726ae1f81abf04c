//! Who is told of an alert: each member of its workspace, once, whatever ends in between.

use std::time::Duration;

use infuse_protocol::Scope;
use infuse_server::db::Db;
use infuse_tests::wait::until;
use infuse_tests::{Agent, Database, Person, Requests as _, TestServer, on_both_databases, seed};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use serde_json::json;
use sqlx::Row as _;
use uuid::Uuid;

on_both_databases!(
    each_member_of_a_workspace_is_told_of_an_alert_once,
    an_alert_whose_server_ended_before_it_was_dispatched_is_dispatched_after_a_restart,
    no_alert_is_left_undispatched_or_dispatched_twice_by_kill_9,
    one_workspaces_signal_is_no_other_workspaces_alert,
    who_was_told_is_forgotten_after_90_days_and_not_told_anew,
);

/// Each delivery: the number of the alert, the account, the channel.
async fn deliveries(db: &Db) -> Vec<(i64, String, String)> {
    let sql = "SELECT alert_seq, account_id, channel FROM deliveries ORDER BY book, alert_seq, account_id";
    let rows = sqlx::query(sql).fetch_all(db.pool()).await.unwrap();
    rows.iter().map(|row| (row.get("alert_seq"), row.get("account_id"), row.get("channel"))).collect()
}

async fn wait_until_all_are_dispatched(db: &Db) {
    until("all alerts are dispatched", async || {
        let undispatched: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM alerts WHERE dispatched_ms IS NULL")
            .fetch_one(db.pool())
            .await
            .unwrap();
        (undispatched == 0).then_some(())
    })
    .await;
}

async fn execute(db: &Db, statement: &'static str) {
    let mut tx = db.begin_write().await.unwrap();
    sqlx::query(statement).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn join(db: &Db, workspace_id: &str, person: &Person) {
    let mut tx = db.begin_write().await.unwrap();
    sqlx::query("INSERT INTO members (workspace_id, account_id, role, joined_ms) VALUES ($1, $2, 'member', 0)")
        .bind(workspace_id)
        .bind(person.account.id.as_str())
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Whether the signal was answered; a server that is killed answers none.
async fn signal(agent: &Agent, id: Uuid) -> bool {
    let path = format!("/v1/workspaces/{}/signals", agent.workspace_id());
    let signal = json!({"id": id, "kind": "workflow_failed", "title": "The nightly report"});
    agent.caller().try_post(&path, &signal).await.is_ok_and(|answer| answer.status() == 202)
}

fn to(accounts: &[&Person], alert_seq: i64) -> Vec<(i64, String, String)> {
    let mut told: Vec<_> =
        accounts.iter().map(|person| (alert_seq, person.account.id.clone(), "desktop".to_owned())).collect();
    told.sort();
    told
}

async fn each_member_of_a_workspace_is_told_of_an_alert_once(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let (alice, bob) = (server.sign_up("alice").await, server.sign_up("bob").await);
    server.sign_up("carol").await;
    join(&db, &alice.workspace.id, &bob).await;
    let (agent, id) = (alice.token(&[Scope::SignalsWrite]).await, Uuid::now_v7());
    assert!(signal(&agent, id).await);
    wait_until_all_are_dispatched(&db).await;
    assert_eq!(deliveries(&db).await, to(&[&alice, &bob], 1));
    let metrics = server.anyone().get("/metrics").await.expect_status(200).text();
    assert!(metrics.lines().any(|line| line == "alerts_undispatched 0"), "{metrics}");

    // The same signal again is the same alert, and a next one is told to those who are there then.
    execute(&db, "DELETE FROM members WHERE role = 'member'").await;
    assert!(signal(&agent, id).await);
    assert!(signal(&agent, Uuid::now_v7()).await);
    wait_until_all_are_dispatched(&db).await;
    assert_eq!(deliveries(&db).await, [to(&[&alice, &bob], 1), to(&[&alice], 2)].concat());
    db.close().await;
}

async fn an_alert_whose_server_ended_before_it_was_dispatched_is_dispatched_after_a_restart(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let database = server.database().clone();
    let db = Db::open(database.url()).await.unwrap();
    let alice = server.sign_up("alice").await;
    let agent = alice.token(&[Scope::SignalsWrite]).await;
    for _ in 0..3 {
        assert!(signal(&agent, Uuid::now_v7()).await);
    }
    wait_until_all_are_dispatched(&db).await;
    server.stop().await;
    // As if it had ended right after the commits of two of them.
    execute(&db, "DELETE FROM deliveries WHERE alert_seq > 1").await;
    execute(&db, "UPDATE alerts SET dispatched_ms = NULL WHERE alert_seq > 1").await;

    let _server = TestServer::builder().on(&database).start().await;
    wait_until_all_are_dispatched(&db).await;
    let told: Vec<_> = (1..=3).flat_map(|alert_seq| to(&[&alice], alert_seq)).collect();
    assert_eq!(deliveries(&db).await, told);
    db.close().await;
}

async fn no_alert_is_left_undispatched_or_dispatched_twice_by_kill_9(database: Database) {
    const KILLS: usize = 8;
    let mut random = StdRng::seed_from_u64(seed());
    let mut server = TestServer::builder().database(database).spawn().await;
    let alice = server.sign_up("alice").await;
    let mut agent = alice.token(&[Scope::SignalsWrite]).await;
    let mut answered = 0_i64;
    for _ in 0..KILLS {
        let life = random.random_range(Duration::ZERO..Duration::from_millis(60));
        let signalling = async {
            while signal(&agent, Uuid::now_v7()).await {
                answered += 1;
            }
        };
        // Whatever is under way when the time is over, the server dies in the midst of it.
        let _ = tokio::time::timeout(life, signalling).await;
        server.kill().await;
        server = server.restart().await;
        agent = agent.at(server.url());
    }
    let url = server.database().url().to_owned();
    let db = Db::open(&url).await.unwrap();
    wait_until_all_are_dispatched(&db).await;
    let raised: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM alerts").fetch_one(db.pool()).await.unwrap();
    assert!(raised >= answered, "{answered} were answered, {raised} are there");
    let told: Vec<_> = (1..=raised).flat_map(|alert_seq| to(&[&alice], alert_seq)).collect();
    assert_eq!(deliveries(&db).await, told);
    db.close().await;
}

async fn one_workspaces_signal_is_no_other_workspaces_alert(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let (alice, bob) = (server.sign_up("alice").await, server.sign_up("bob").await);
    join(&db, &alice.workspace.id, &bob).await;
    // Whoever chooses an id that another workspace's agent has chosen keeps nobody from hearing of either.
    let id = Uuid::now_v7();
    for person in [&alice, &bob] {
        assert!(signal(&person.token(&[Scope::SignalsWrite]).await, id).await);
    }
    wait_until_all_are_dispatched(&db).await;
    assert_eq!(deliveries(&db).await, [to(&[&alice, &bob], 1), to(&[&bob], 1)].concat());
    db.close().await;
}

async fn who_was_told_is_forgotten_after_90_days_and_not_told_anew(database: Database) {
    const DAY: Duration = Duration::from_secs(86_400);
    let server = TestServer::builder().database(database).test_clock().start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let alice = server.sign_up("alice").await;
    let agent = alice.token(&[Scope::SignalsWrite]).await;
    assert!(signal(&agent, Uuid::now_v7()).await);
    wait_until_all_are_dispatched(&db).await;
    server.advance(60 * DAY).await;
    assert!(signal(&agent, Uuid::now_v7()).await);
    wait_until_all_are_dispatched(&db).await;
    server.advance(31 * DAY).await;
    until("the older delivery is deleted", async || (deliveries(&db).await == to(&[&alice], 2)).then_some(())).await;
    assert!(signal(&agent, Uuid::now_v7()).await);
    wait_until_all_are_dispatched(&db).await;
    assert_eq!(deliveries(&db).await, [to(&[&alice], 2), to(&[&alice], 3)].concat());
    db.close().await;
}

mod replicas {
    mod postgres {
        use super::super::*;

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn two_replicas_make_one_delivery_for_each_member() {
            let first = TestServer::builder().database(Database::Postgres).start().await;
            let second = TestServer::builder().on(first.database()).start().await;
            let db = Db::open(first.database().url()).await.unwrap();
            let (alice, bob) = (first.sign_up("alice").await, first.sign_up("bob").await);
            join(&db, &alice.workspace.id, &bob).await;
            let agent = alice.token(&[Scope::SignalsWrite]).await;
            let mut agents = tokio::task::JoinSet::new();
            for url in [first.url(), second.url()].repeat(4) {
                let agent = agent.at(url);
                agents.spawn(async move {
                    for _ in 0..5 {
                        assert!(signal(&agent, Uuid::now_v7()).await);
                    }
                });
            }
            agents.join_all().await;
            wait_until_all_are_dispatched(&db).await;
            let told: Vec<_> = (1..=40).flat_map(|alert_seq| to(&[&alice, &bob], alert_seq)).collect();
            assert_eq!(deliveries(&db).await, told);
            db.close().await;
        }
    }
}
