//! Work that is done later: each job once, through failures, panics and the end of servers.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use infuse_protocol::usage::{Hold, HoldState};
use infuse_protocol::{Code, Scope};
use infuse_server::clock::{Clock as _, SharedClock, TestClock};
use infuse_server::db::Db;
use infuse_server::jobs::{Job, JobError, Jobs, Kinds, LEASE, MOST_ATTEMPTS, NewJob, enqueue};
use infuse_tests::wait::until;
use infuse_tests::{Database, Metering as _, Requests as _, TestDatabase, TestServer, event, on_both_databases};
use serde_json::json;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use uuid::Uuid;

on_both_databases!(
    each_job_is_done_once_by_two_servers,
    a_job_whose_server_dies_in_the_midst_of_it_is_done_again_when_its_lease_is_over,
    a_job_that_is_being_done_when_the_clock_leaps_is_not_begun_again_by_its_server,
    a_job_that_fails_is_tried_ever_later_and_given_up_in_the_end,
    a_job_that_panics_has_failed_and_the_others_are_done,
    a_server_that_stops_lets_its_job_finish_and_begins_no_other,
    what_has_expired_is_deleted,
    a_hold_that_has_ended_is_known_for_90_days_and_deleted_then,
    a_session_that_was_not_used_for_400_days_has_ended,
    metrics_tell_how_jobs_stand,
);

/// The jobs of one server, without the server.
struct Server {
    db: Db,
    jobs: Jobs,
    tasks: TaskTracker,
    shutdown: CancellationToken,
    finished: CancellationToken,
}

impl Server {
    async fn start(database: &TestDatabase, clock: &Arc<TestClock>, kinds: Kinds) -> Self {
        let db = Db::open(database.url()).await.unwrap();
        let clock: SharedClock = clock.clone();
        let (tasks, shutdown, finished) = (TaskTracker::new(), CancellationToken::new(), CancellationToken::new());
        let jobs = Jobs::start(&db, clock, kinds, &tasks, &shutdown, &finished);
        Self { db, jobs, tasks, shutdown, finished }
    }

    async fn enqueue(&self, kind: &str, dedup_key: &str) -> bool {
        let job = NewJob { kind, dedup_key, payload: dedup_key, account_id: None, run_at_ms: 0 };
        let mut tx = self.db.begin_write().await.unwrap();
        let is_new = enqueue(&mut tx, &job).await.unwrap();
        tx.commit().await.unwrap();
        self.jobs.wake();
        is_new
    }

    async fn stop(self) {
        self.shutdown.cancel();
        self.finished.cancel();
        self.tasks.close();
        self.tasks.wait().await;
        self.db.close().await;
    }

    async fn wait_until_none_is_pending(&self) {
        until("all jobs have ended", async || (self.jobs.standing().await.unwrap().pending == 0).then_some(())).await;
    }
}

/// Notes the payload of each job that was done.
fn noting(done: &Arc<Mutex<Vec<String>>>) -> Kinds {
    let done = Arc::clone(done);
    Kinds::default().with("note", move |job: Job| {
        let done = Arc::clone(&done);
        async move {
            tokio::task::yield_now().await;
            done.lock().unwrap().push(job.payload);
            Ok(())
        }
    })
}

async fn each_job_is_done_once_by_two_servers(database: Database) {
    let (database, clock) = (database.create().await, Arc::new(TestClock::default()));
    let done = Arc::new(Mutex::new(Vec::new()));
    let first = Server::start(&database, &clock, noting(&done)).await;
    let second = Server::start(&database, &clock, noting(&done)).await;
    let keys: Vec<String> = (0..60).map(|number| format!("note:{number:02}")).collect();
    for key in &keys {
        assert!(first.enqueue("note", key).await);
        assert!(!second.enqueue("note", key).await, "the same key again is the same job");
    }
    first.wait_until_none_is_pending().await;
    let mut all = done.lock().unwrap().clone();
    all.sort_unstable();
    assert_eq!(all, keys);
    first.stop().await;
    second.stop().await;
}

async fn a_job_whose_server_dies_in_the_midst_of_it_is_done_again_when_its_lease_is_over(database: Database) {
    let (database, clock) = (database.create().await, Arc::new(TestClock::default()));
    let begun = Arc::new(Notify::new());
    let dying = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let (its_database, its_clock, its_begun) = (database.clone(), clock.clone(), begun.clone());
    dying.spawn(async move {
        let endless = Kinds::default().with("note", move |_| {
            its_begun.notify_one();
            std::future::pending()
        });
        let server = Server::start(&its_database, &its_clock, endless).await;
        server.enqueue("note", "note:1").await;
        std::future::pending::<()>().await;
    });
    begun.notified().await;
    // As `kill -9`: from here on it says nothing more to the database.
    dying.shutdown_background();

    let done = Arc::new(Mutex::new(Vec::new()));
    let server = Server::start(&database, &clock, noting(&done)).await;
    server.enqueue("note", "note:2").await;
    until("the other job is done", async || (done.lock().unwrap().len() == 1).then_some(())).await;
    // The lease of the first one is not over.
    until("that is written", async || (server.jobs.standing().await.unwrap().pending == 1).then_some(())).await;
    assert_eq!(*done.lock().unwrap(), ["note:2"]);
    clock.advance(LEASE.as_millis() as i64).unwrap();
    server.jobs.wake();
    server.wait_until_none_is_pending().await;
    assert_eq!(*done.lock().unwrap(), ["note:2", "note:1"]);
    server.stop().await;
}

async fn a_job_that_is_being_done_when_the_clock_leaps_is_not_begun_again_by_its_server(database: Database) {
    let (database, clock) = (database.create().await, Arc::new(TestClock::default()));
    let (begun, told, begins) = (Arc::new(Notify::new()), Arc::new(Notify::new()), Arc::new(AtomicI64::new(0)));
    let (its_begun, its_told, its_begins) = (begun.clone(), told.clone(), begins.clone());
    let done = Arc::new(Mutex::new(Vec::new()));
    let kinds = noting(&done).with("slow", move |_| {
        let (begun, told) = (its_begun.clone(), its_told.clone());
        its_begins.fetch_add(1, Ordering::Relaxed);
        async move {
            begun.notify_one();
            told.notified().await;
            Ok(())
        }
    });
    let server = Server::start(&database, &clock, kinds).await;
    server.enqueue("slow", "slow:1").await;
    begun.notified().await;
    // A laptop wakes after a night: by the clock the lease is long over.
    clock.advance(8 * 3_600_000).unwrap();
    server.enqueue("note", "note:1").await;
    until("a later job is done", async || (done.lock().unwrap().len() == 1).then_some(())).await;
    told.notify_one();
    server.wait_until_none_is_pending().await;
    assert_eq!(begins.load(Ordering::Relaxed), 1);
    assert_eq!(server.jobs.counts().collect::<Vec<_>>(), [("note", 1, 0), ("slow", 1, 0)]);
    server.stop().await;
}

async fn a_job_that_fails_is_tried_ever_later_and_given_up_in_the_end(database: Database) {
    let (database, clock) = (database.create().await, Arc::new(TestClock::default()));
    let tries = Arc::new(Mutex::new(Vec::new()));
    let (noted, its_clock) = (Arc::clone(&tries), clock.clone());
    let failing = Kinds::default().with("fail", move |job| {
        noted.lock().unwrap().push((job.attempt, its_clock.now_ms()));
        async { Err(JobError::from("the mail server is away")) }
    });
    let server = Server::start(&database, &clock, failing).await;
    server.enqueue("fail", "fail:1").await;
    until("the job is given up", async || {
        // Half a second at first, and not more than an hour is the wait of any attempt.
        let tried = tries.lock().unwrap().len() as u32;
        clock.advance(1_000 << tried.min(12)).unwrap();
        server.jobs.wake();
        (server.jobs.standing().await.unwrap().dead == 1).then_some(())
    })
    .await;
    let tries = tries.lock().unwrap().clone();
    assert_eq!(tries.iter().map(|(attempt, _)| *attempt).collect::<Vec<_>>(), (1..=MOST_ATTEMPTS).collect::<Vec<_>>());
    let waits: Vec<i64> = tries.windows(2).map(|pair| pair[1].1 - pair[0].1).collect();
    assert!(waits[0] >= 2_500, "{waits:?}");
    assert!(waits[12..].iter().all(|wait| *wait >= 1_800_000), "{waits:?}");
    let failure: String = sqlx::query_scalar("SELECT failure FROM jobs").fetch_one(server.db.pool()).await.unwrap();
    assert_eq!(failure, "the mail server is away");
    assert_eq!(server.jobs.counts().collect::<Vec<_>>(), [("fail", 0, MOST_ATTEMPTS as u64)]);
    server.stop().await;
}

async fn a_job_that_panics_has_failed_and_the_others_are_done(database: Database) {
    let (database, clock) = (database.create().await, Arc::new(TestClock::default()));
    let done = Arc::new(Mutex::new(Vec::new()));
    let kinds = noting(&done).with("panic", |_| -> std::future::Ready<Result<(), JobError>> { panic!("no such page") });
    let server = Server::start(&database, &clock, kinds).await;
    server.enqueue("panic", "panic:1").await;
    server.enqueue("note", "note:1").await;
    let failure = until("the panic is written down", async || {
        let sql = "SELECT failure FROM jobs WHERE kind = 'panic'";
        sqlx::query_scalar::<_, Option<String>>(sql).fetch_one(server.db.pool()).await.unwrap()
    })
    .await;
    assert_eq!(failure, "It panicked: no such page");
    until("the other job is done", async || (done.lock().unwrap().len() == 1).then_some(())).await;
    server.stop().await;
}

async fn a_server_that_stops_lets_its_job_finish_and_begins_no_other(database: Database) {
    let (database, clock) = (database.create().await, Arc::new(TestClock::default()));
    let (begun, told, done) = (Arc::new(Notify::new()), Arc::new(Notify::new()), Arc::new(AtomicI64::new(0)));
    let (its_begun, its_told, its_done) = (begun.clone(), told.clone(), done.clone());
    let kinds = Kinds::default().with("slow", move |_| {
        let (begun, told, done) = (its_begun.clone(), its_told.clone(), its_done.clone());
        async move {
            begun.notify_one();
            told.notified().await;
            done.fetch_add(1, Ordering::Relaxed);
            Ok(())
        }
    });
    let server = Server::start(&database, &clock, kinds).await;
    server.enqueue("slow", "slow:1").await;
    begun.notified().await;
    server.shutdown.cancel();
    tokio::task::yield_now().await;
    server.enqueue("slow", "slow:2").await;
    told.notify_one();
    server.tasks.close();
    server.tasks.wait().await;
    assert_eq!((done.load(Ordering::Relaxed), server.jobs.standing().await.unwrap().pending), (1, 1));
    server.stop().await;
}

async fn what_has_expired_is_deleted(database: Database) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let alice = server.sign_up("alice").await;
    let agent = alice.token(&[Scope::UsageRead]).await;
    let db = Db::open(server.database().url()).await.unwrap();
    let secrets = async || -> i64 {
        sqlx::query_scalar("SELECT COUNT(*) FROM token_secrets").fetch_one(db.pool()).await.unwrap()
    };
    let token_id: String = sqlx::query_scalar("SELECT id FROM tokens").fetch_one(db.pool()).await.unwrap();
    let path = format!("/v1/tokens/{token_id}/rotate");
    let _ = alice.post(&path, &json!({"overlap_seconds": 60})).await.expect_status(200);
    assert_eq!(secrets().await, 2);
    server.advance(Duration::from_secs(3_600)).await;
    until("the old secret is deleted", async || (secrets().await == 1).then_some(())).await;
    agent.get(&agent.usage_path("")).await.expect_problem(Code::Unauthorized);

    // The job that did it is itself deleted in time.
    let its_job = "SELECT id FROM jobs WHERE done_ms IS NOT NULL ORDER BY done_ms DESC LIMIT 1";
    let job_id = until("the job is done", async || {
        sqlx::query_scalar::<_, String>(its_job).fetch_optional(db.pool()).await.unwrap()
    })
    .await;
    // Alice uses her session once a year, and keeps it; Bob leaves his lie.
    let bob = server.sign_up("bob").await;
    server.advance(Duration::from_secs(300 * 86_400)).await;
    let _ = alice.get("/v1/account").await.expect_status(200);
    until("the use is written", async || {
        let sql = "SELECT last_seen_ms - created_ms FROM sessions WHERE account_id = $1";
        let unused_ms: i64 =
            sqlx::query_scalar(sql).bind(alice.account.id.as_str()).fetch_one(db.pool()).await.unwrap();
        (unused_ms > 86_400_000).then_some(())
    })
    .await;
    server.advance(Duration::from_secs(101 * 86_400)).await;
    until("what is of no use is deleted", async || {
        let sessions: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM sessions").fetch_one(db.pool()).await.unwrap();
        let its_rows = sqlx::query_scalar("SELECT COUNT(*) FROM jobs WHERE id = $1").bind(job_id.as_str());
        let jobs: i64 = its_rows.fetch_one(db.pool()).await.unwrap();
        (sessions == 1 && jobs == 0).then_some(())
    })
    .await;
    let _ = alice.get("/v1/account").await.expect_status(200);
    bob.get("/v1/account").await.expect_problem(Code::Unauthorized);
    db.close().await;
}

async fn a_hold_that_has_ended_is_known_for_90_days_and_deleted_then(database: Database) {
    const DAY: Duration = Duration::from_secs(86_400);
    let server = TestServer::builder().database(database).test_clock().start().await;
    let agent = server.sign_up("alice").await.token(&[Scope::UsageRead, Scope::UsageWrite]).await;
    let db = Db::open(server.database().url()).await.unwrap();
    let kept = async || -> i64 { sqlx::query_scalar("SELECT COUNT(*) FROM holds").fetch_one(db.pool()).await.unwrap() };
    let place = async |id: Uuid, seconds: i64| -> Hold {
        let wanted = json!({"id": id, "credits": 20, "expires_in_seconds": seconds});
        agent.post(&agent.usage_path("holds"), &wanted).await.expect_status(201).json()
    };
    let capture = async |hold: &Hold| {
        let event = event("message");
        agent.post(&agent.usage_path(&format!("holds/{}/capture", hold.id)), &json!({"events": [event]})).await
    };
    let [expired, released] = [place(Uuid::now_v7(), 600).await, place(Uuid::now_v7(), 600).await];
    let _ = agent.delete(&agent.usage_path(&format!("holds/{}", released.id))).await.expect_status(204);

    server.advance(90 * DAY).await;
    let again = place(expired.id.parse().unwrap(), 600).await;
    assert_eq!((again.state, &again.id, again.credits), (HoldState::Expired, &expired.id, expired.credits));
    capture(&expired).await.expect_problem(Code::HoldClosed);
    assert_eq!(kept().await, 2);

    let open = place(Uuid::now_v7(), 86_400).await;
    server.advance(Duration::from_secs(3_600)).await;
    until("those that have ended are deleted", async || (kept().await == 1).then_some(())).await;
    let _ = capture(&open).await.expect_status(200);
    capture(&expired).await.expect_problem(Code::NotFound);
    db.close().await;
}

async fn a_session_that_was_not_used_for_400_days_has_ended(database: Database) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let alice = server.sign_up("alice").await;
    server.advance(Duration::from_secs(400 * 86_400)).await;
    alice.get("/v1/account").await.expect_problem(Code::Unauthorized);
}

async fn metrics_tell_how_jobs_stand(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    until("the first job is counted", async || {
        let metrics = server.anyone().get("/metrics").await.expect_status(200).text();
        let told = ["jobs_done_total{kind=\"delete_expired\"} 1", "jobs_pending 0", "jobs_dead 0"];
        let all = told.iter().all(|line| metrics.lines().any(|told| told == *line));
        (all && metrics.contains("jobs_oldest_waiting_seconds 0") && metrics.contains("jobs_failed_total"))
            .then_some(())
    })
    .await;
}
