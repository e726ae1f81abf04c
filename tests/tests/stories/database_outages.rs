//! What databases do in the world: they fill up, move, fall silent, fail over, give few connections. Whoever asks is
//! answered in time and with the reason, and all goes on by itself afterwards.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use infuse_protocol::usage::{Entry, EntryKind, EventResults, EventStatus, Events, Usage};
use infuse_protocol::{Code, Page, Scope};
use infuse_server::db::{Db, OpenError};
use infuse_tests::wait::{ALLOWANCE, until, until_taken, until_within};
use infuse_tests::{Database, Metering as _, Person, Requests as _, TestDatabase, TestServer, event};
use sqlx::{Connection as _, Executor as _};

/// In what time everything is answered, whatever the database does: five seconds, and what a busy machine takes.
const ANSWERED_WITHIN: Duration = Duration::from_secs(5).saturating_add(ALLOWANCE);

/// What is refused because of the database: 503 with that reason, and when to come again.
#[track_caller]
fn expect_outage(answer: &infuse_tests::Response, reason: &str) {
    let problem = answer.expect_problem(Code::Unavailable);
    assert_eq!(problem.reason.as_deref(), Some(reason));
    assert!(answer.header("retry-after").is_some(), "no Retry-After with {reason}");
}

mod sqlite {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_file_that_was_moved_away_takes_nothing_until_it_is_back() {
        let server = TestServer::builder().start().await;
        let alice = server.sign_up("alice").await;
        let path = server.database().url().strip_prefix("sqlite:").unwrap().to_owned();
        let elsewhere = format!("{path}.elsewhere");
        std::fs::rename(&path, &elsewhere).unwrap();
        expect_outage(&alice.report(&[event("message")]).await, "database_moved");
        expect_outage(&alice.get("/readyz").await, "database_moved");
        std::fs::rename(&elsewhere, &path).unwrap();
        assert_eq!(alice.debit(event("message")).await.status, EventStatus::Debited);
        let _ = alice.get("/readyz").await.expect_status(200);
    }

    #[cfg(target_os = "linux")]
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_disk_that_was_full_is_written_to_within_a_second_of_space() {
        use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit};

        let folder = tempfile::tempdir().unwrap();
        let port = infuse_tests::network::free_port();
        // A write beyond the limit fails instead of ending the process.
        let mut command = tokio::process::Command::new("sh");
        command.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""]);
        command.arg(infuse_tests::programs::built("infuse-server")).arg("serve").args(["--throttle", "off"]);
        command.arg(format!("--listen=127.0.0.1:{port}")).env("RUST_LOG", "off").kill_on_drop(true);
        command.arg(format!("--database-url=sqlite:{}", folder.path().join("infuse.db").display()));
        let server = command.spawn().unwrap();
        let process = Pid::from_raw(server.id().unwrap().cast_signed());
        let anyone = infuse_tests::Caller::new(format!("http://127.0.0.1:{port}"));
        until("the server is ready", async || (anyone.try_get("/readyz").await.ok()?.status() == 200).then_some(()))
            .await;
        let alice = infuse_tests::actor::sign_up(&anyone, "alice").await;

        // The mail of the sign-up is a job, whose end would take of the room.
        until("no job is left", async || {
            let metrics = anyone.get("/metrics").await.expect_status(200).text();
            metrics.lines().any(|line| line == "jobs_pending 0").then_some(())
        })
        .await;

        let unlimited = getrlimit(Resource::Fsize);
        let written = std::fs::metadata(folder.path().join("infuse.db-wal")).unwrap().len();
        // A few pages of the log: room for a proof, and for no debit.
        let nearly_none = written + 5 * (24 + 2_048);
        prlimit(process, Resource::Fsize, Rlimit { current: Some(nearly_none), ..unlimited }).unwrap();
        let _ = anyone.get("/readyz").await.expect_status(200);
        for _ in 0..3 {
            let answer = alice.report(&[event("message")]).await;
            assert!(answer.expect_problem(Code::Unavailable).reason.is_some());
            let _ = anyone.get("/readyz").await.expect_status(503);
            // What is there is read all the same.
            assert_eq!(alice.usage().await.credits.available, 300);
        }
        prlimit(process, Resource::Fsize, unlimited).unwrap();
        until_within(Duration::from_secs(1) + ALLOWANCE, "the server writes again", async || {
            (alice.report(&[event("message")]).await.status() == 200).then_some(())
        })
        .await;
        let _ = anyone.get("/readyz").await.expect_status(200);
    }
}

mod postgres {
    use infuse_tests::relay::{Behaviour, Relay};

    use super::*;

    /// As an administrator, who may write also where others may not.
    async fn execute(database: &TestDatabase, statement: &str) {
        let mut administrator = sqlx::PgConnection::connect(database.url()).await.unwrap();
        administrator.execute("SET default_transaction_read_only = off").await.unwrap();
        administrator.execute(sqlx::AssertSqlSafe(statement.to_owned())).await.unwrap();
    }

    /// Sets what new sessions begin with, and ends those that are there.
    async fn set_default(database: &TestDatabase, setting: &str) {
        let name = url::Url::parse(database.url()).unwrap().path()[1..].to_owned();
        execute(database, &format!("ALTER DATABASE {name} SET {setting}")).await;
        let end = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        execute(database, end).await;
    }

    /// Debits one message, again where there was no turn for it.
    async fn debited(person: &Person) -> EventStatus {
        let events = [event("message")];
        let answer = until_taken(|| person.report(&events)).await;
        answer.expect_status(200).json::<EventResults>().results[0].status
    }

    /// Clients that debit and read without a pause. What they are answered is counted and timed.
    struct Load {
        served: AtomicUsize,
        refused: AtomicUsize,
        is_over: AtomicBool,
    }

    impl Load {
        const CLIENTS: usize = 16;

        async fn run(self: Arc<Self>, person: Person, reads: bool) -> Duration {
            let mut longest = Duration::ZERO;
            while !self.is_over.load(Ordering::Relaxed) {
                let asked = Instant::now();
                let answer = if reads {
                    person.caller().try_get(&person.usage_path("")).await
                } else {
                    let events = Events { events: vec![event("message")] };
                    person.caller().try_post(&person.usage_path("events"), &events).await
                };
                let answer = answer.unwrap();
                longest = longest.max(asked.elapsed());
                match answer.status() {
                    // Or the credits are spent.
                    200 | 402 => self.served.fetch_add(1, Ordering::Relaxed),
                    _ => {
                        expect_outage(&answer, "database_away");
                        self.refused.fetch_add(1, Ordering::Relaxed)
                    }
                };
            }
            longest
        }

        /// Runs it over a silence of the database, and tells what took longest.
        async fn through_a_silence(server: &TestServer, begin: impl FnOnce(), end: impl FnOnce()) -> Duration {
            let load = Arc::new(Self {
                served: AtomicUsize::new(0),
                refused: AtomicUsize::new(0),
                is_over: AtomicBool::new(false),
            });
            let people = [server.sign_up("alice").await, server.sign_up("bob").await];
            let mut clients = tokio::task::JoinSet::new();
            for client in 0..Self::CLIENTS {
                clients.spawn(load.clone().run(people[client % 2].clone(), client % 4 > 1));
            }
            let grown_by = async |counter: &AtomicUsize, by: usize| {
                let before = counter.load(Ordering::Relaxed);
                until("the load goes on", async || (counter.load(Ordering::Relaxed) >= before + by).then_some(()))
                    .await;
            };
            grown_by(&load.served, 5 * Self::CLIENTS).await;
            begin();
            grown_by(&load.refused, 2 * Self::CLIENTS).await;
            end();
            grown_by(&load.served, 5 * Self::CLIENTS).await;
            load.is_over.store(true, Ordering::Relaxed);
            clients.join_all().await.into_iter().max().unwrap()
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_database_behind_a_dead_line_lets_nobody_wait() {
        let database = Database::Postgres.create().await;
        let mut url = url::Url::parse(database.url()).unwrap();
        let relay = Relay::to(&format!("{}:{}", url.host_str().unwrap(), url.port().unwrap_or(5432))).await;
        url.set_port(Some(relay.address().port())).unwrap();
        let server = TestServer::builder().on(&database.at(url.as_str())).start().await;
        let longest =
            Load::through_a_silence(&server, || relay.set(Behaviour::Stall), || relay.set(Behaviour::Pass)).await;
        assert!(longest < ANSWERED_WITHIN, "{longest:?}");
    }

    #[cfg(target_os = "linux")]
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_database_whose_processes_all_stop_lets_nobody_wait() {
        let cluster = infuse_tests::cluster::Cluster::start().await;
        let database = Database::Postgres.create().await;
        let server = TestServer::builder().on(&database.at(&cluster.url())).start().await;
        let (stop, go_on) = (|| cluster.stop_all_processes(), || cluster.continue_all_processes());
        let longest = Load::through_a_silence(&server, stop, go_on).await;
        assert!(longest < ANSWERED_WITHIN, "{longest:?}");
        server.stop().await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_replica_that_vanished_holding_a_book_delays_others_by_five_seconds_at_most() {
        let server = TestServer::builder().database(Database::Postgres).start().await;
        let alice = server.sign_up("alice").await;
        let other = Db::open(server.database().url()).await.unwrap();
        let mut held = other.begin_ledger_write().await.unwrap();
        held.execute("SELECT 1 FROM books FOR UPDATE").await.unwrap();
        until_within(ANSWERED_WITHIN, "the book is free again", async || {
            let answer = alice.report(&[event("message")]).await;
            (answer.status() == 200).then_some(()).or_else(|| {
                expect_outage(&answer, "database_locked");
                None
            })
        })
        .await;
        assert!(held.commit().await.is_err());
        other.close().await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_book_that_somebody_holds_keeps_nobody_else_from_their_debits() {
        let server = TestServer::builder().database(Database::Postgres).start().await;
        let (alice, bob) = (server.sign_up("alice").await, server.sign_up("bob").await);
        let other = Db::open(server.database().url()).await.unwrap();
        let mut held = other.begin_ledger_write().await.unwrap();
        let lock = sqlx::query("SELECT 1 FROM books WHERE workspace_id = $1 FOR UPDATE");
        lock.bind(alice.workspace_id().to_owned()).fetch_all(&mut *held).await.unwrap();
        for _ in 0..3 {
            let event = [event("message")];
            let reports = (0..8).map(|_| [infuse_tests::event("message")]).collect::<Vec<_>>();
            let bobs = futures_util::future::join_all(reports.iter().map(|report| bob.report(report)));
            let (refused, answered) = tokio::join!(alice.report(&event), bobs);
            expect_outage(&refused, "database_locked");
            answered.iter().for_each(|answer| assert_eq!(answer.status(), 200));
        }
        let _ = held.rollback().await;
        until_within(ANSWERED_WITHIN, "the book is free again", async || {
            (alice.report(&[event("message")]).await.status() == 200).then_some(())
        })
        .await;
        other.close().await;
    }

    /// What an asynchronous standby had not received when it was promoted is gone, and connections are made anew.
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn after_a_failover_that_lost_commits_each_entry_names_who_brought_it() {
        const TABLES: [&str; 5] = ["books", "grants", "entries", "actors", "member_spend"];
        let server = TestServer::builder().database(Database::Postgres).start().await;
        let alice = server.sign_up("alice").await;
        let agent = alice.token(&[Scope::UsageWrite, Scope::UsageRead]).await;
        for table in TABLES {
            execute(server.database(), &format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}")).await;
        }
        let _ = agent.debit(event("message")).await;
        for table in TABLES {
            let lose = format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept_{table}");
            execute(server.database(), &lose).await;
        }
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        execute(server.database(), cut).await;
        until("debits are taken again", async || {
            (agent.report(&[event("message")]).await.status() == 200).then_some(())
        })
        .await;
        // A read on a connection that was cut just now is answered with 503, once for each of them.
        let journal: Page<Entry> = until("the journal is read again", async || {
            let answer = agent.get(&agent.usage_path("entries?after=0")).await;
            (answer.status() != 503).then(|| answer.expect_status(200).json())
        })
        .await;
        let last = journal.items.last().map(|entry| (entry.kind, entry.actor.token_id.is_some()));
        assert_eq!(last, Some((EntryKind::Debit, true)));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn who_writes_otherwise_does_not_wait_for_the_ledger() {
        let server = TestServer::builder().database(Database::Postgres).start().await;
        let db = Db::open(server.database().url()).await.unwrap();
        let held = db.begin_ledger_write().await.unwrap();
        db.begin_write().await.unwrap().commit().await.unwrap();
        held.commit().await.unwrap();
        db.close().await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_database_that_became_read_only_says_so_and_is_written_to_when_it_is_not() {
        let server = TestServer::builder().database(Database::Postgres).start().await;
        let alice = server.sign_up("alice").await;
        set_default(server.database(), "default_transaction_read_only = on").await;
        expect_outage(&alice.report(&[event("message")]).await, "database_read_only");
        // A read on a connection that was cut just now is answered with 503, once for each of them.
        let usage = alice.usage_path("");
        let read = until_taken(|| alice.get(&usage)).await.expect_status(200);
        assert_eq!(read.json::<Usage>().credits.available, 300);
        set_default(server.database(), "default_transaction_read_only = off").await;
        assert_eq!(debited(&alice).await, EventStatus::Debited);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_database_that_is_serializable_by_default_serves_replicas_that_debit_the_same_book() {
        let database = Database::Postgres.create().await;
        set_default(&database, "default_transaction_isolation = 'serializable'").await;
        let first = TestServer::builder().on(&database).start().await;
        let second = TestServer::builder().on(&database).start().await;
        let alice = first.sign_up("alice").await;
        let mut debits = tokio::task::JoinSet::new();
        for number in 0..40 {
            let person = if number % 2 == 0 { alice.clone() } else { alice.at(second.url()) };
            debits.spawn(async move { debited(&person).await });
        }
        assert!(debits.join_all().await.iter().all(|status| *status == EventStatus::Debited));
        assert_eq!(alice.usage().await.credits.available, 260);
    }

    #[tokio::test]
    async fn a_deadlock_is_known_as_what_is_worth_another_try_and_a_wrong_query_is_not() {
        let database = Database::Postgres.create().await;
        let (one, other) = (Db::open(database.url()).await.unwrap(), Db::open(database.url()).await.unwrap());
        execute(&database, "CREATE TABLE things (id BIGINT); INSERT INTO things VALUES (1), (2)").await;
        let lock = async |db: &Db, first: i64, second: i64, both_hold: &tokio::sync::Barrier| {
            let mut tx = db.begin_write().await?;
            for id in [first, second] {
                sqlx::query("SELECT id FROM things WHERE id = $1 FOR UPDATE").bind(id).execute(&mut *tx).await?;
                both_hold.wait().await;
            }
            tx.commit().await
        };
        let both_hold = tokio::sync::Barrier::new(2);
        let refused = tokio::select! {
            Err(refused) = lock(&one, 1, 2, &both_hold) => refused,
            Err(refused) = lock(&other, 2, 1, &both_hold) => refused,
        };
        assert!(refused.is_retryable(), "{refused}");
        let mut tx = one.begin_write().await.unwrap();
        let wrong = infuse_server::db::DbError::from(tx.execute("SELECT nothing FROM nowhere").await.unwrap_err());
        assert!(!wrong.is_retryable() && wrong.outage().is_none(), "{wrong}");
        drop(tx);
        one.close().await;
        other.close().await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn where_few_connections_are_allowed_requests_wait_for_them() {
        let database = Database::Postgres.create().await;
        let mut url = url::Url::parse(database.url()).unwrap();
        let (name, role) = (url.path()[1..].to_owned(), format!("few_{}", uuid::Uuid::now_v7().simple()));
        // Two that write, one that listens, one for secrets, one for reports, two that read.
        execute(&database, &format!("CREATE ROLE {role} LOGIN CONNECTION LIMIT 7")).await;
        execute(&database, &format!("ALTER DATABASE {name} OWNER TO {role}")).await;
        execute(&database, &format!("ALTER SCHEMA public OWNER TO {role}")).await;
        url.set_username(&role).unwrap();
        let server = TestServer::builder().on(&database.at(url.as_str())).start().await;
        let alice = server.sign_up("alice").await;
        let mut requests = tokio::task::JoinSet::new();
        for number in 0..200 {
            let alice = alice.clone();
            requests.spawn(async move {
                if number % 4 == 0 {
                    assert_eq!(debited(&alice).await, EventStatus::Debited);
                } else {
                    let path = alice.usage_path("");
                    let _ = until_taken(|| alice.get(&path)).await.expect_status(200);
                }
            });
        }
        requests.join_all().await;
        server.stop().await;
        execute(&database, &format!("REASSIGN OWNED BY {role} TO CURRENT_USER")).await;
        execute(&database, &format!("DROP OWNED BY {role}; DROP ROLE {role}")).await;
    }

    #[tokio::test]
    async fn a_database_that_is_not_utf8_is_refused_at_the_start() {
        let database = Database::Postgres.create().await;
        let mut url = url::Url::parse(database.url()).unwrap();
        let name = format!("{}_latin", &url.path()[1..]);
        execute(&database, &format!("CREATE DATABASE {name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")).await;
        url.set_path(&name);
        let refused = Db::open(url.as_str()).await;
        assert!(matches!(&refused, Err(OpenError::NotUtf8(encoding)) if encoding == "LATIN1"), "{refused:?}");
        execute(&database, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
    }

    #[tokio::test]
    async fn looking_on_migrates_nothing_and_says_what_it_finds() {
        let database = Database::Postgres.create().await;
        let refused = Db::open_read_only(database.url()).await;
        assert!(matches!(refused, Err(OpenError::NoSchema)), "{refused:?}");
        Db::open(database.url()).await.unwrap().close().await;
        let db = Db::open_read_only(database.url()).await.unwrap();
        let refused = db.begin_write().await.unwrap().execute("DELETE FROM books").await;
        assert!(refused.unwrap_err().to_string().contains("read-only"));
        db.close().await;
        execute(&database, "DELETE FROM _sqlx_migrations WHERE version > 1").await;
        let refused = Db::open_read_only(database.url()).await;
        assert!(matches!(refused, Err(OpenError::OlderSchema { schema: 1, .. })), "{refused:?}");
    }
}
