//! A database that can not be worked with: what is asked is refused, nothing is lost, and all goes on afterwards.

use std::time::{Duration, Instant};

use infuse_protocol::Code;
use infuse_protocol::usage::EventStatus;
use infuse_server::db::Db;
use infuse_tests::{Database, Metering as _, Requests as _, TestServer, event};
use sqlx::{Connection as _, Executor as _};

mod sqlite {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn while_another_process_writes_nothing_is_taken_and_afterwards_all_goes_on() {
        let server = TestServer::builder().start().await;
        let alice = server.sign_up("alice").await;
        let mut other = sqlx::SqliteConnection::connect(server.database().url()).await.unwrap();
        other.execute("BEGIN IMMEDIATE").await.unwrap();
        let message = event("message");
        let problem = alice.report(std::slice::from_ref(&message)).await.expect_problem(Code::Unavailable);
        // Where a write of the server itself was before it, such as one of a job, it has waited behind that one.
        let reason = problem.reason.as_deref();
        assert!(matches!(reason, Some("database_locked" | "database_away")), "{reason:?}");
        assert_eq!(alice.journal().await.len(), 1);
        other.execute("ROLLBACK").await.unwrap();
        assert_eq!(alice.debit(message).await.status, EventStatus::Debited);
    }
}

mod postgres {
    use infuse_tests::TestDatabase;
    use infuse_tests::relay::{Behaviour, Relay};
    use infuse_tests::wait::{ALLOWANCE, until};

    use super::*;

    /// A server that reaches its database through a relay.
    async fn behind_a_relay(database: &TestDatabase) -> (Relay, TestServer) {
        let mut url = url::Url::parse(database.url()).unwrap();
        let target = format!("{}:{}", url.host_str().unwrap(), url.port().unwrap_or(5432));
        let relay = Relay::to(&target).await;
        url.set_host(Some("127.0.0.1")).unwrap();
        url.set_port(Some(relay.address().port())).unwrap();
        let server = TestServer::builder().on(&database.at(url.as_str())).start().await;
        (relay, server)
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_database_that_hangs_up_is_away_and_comes_back_by_itself() {
        let database = Database::Postgres.create().await;
        let (relay, server) = behind_a_relay(&database).await;
        let alice = server.sign_up("alice").await;
        relay.set(Behaviour::HangUp);
        for _ in 0..5 {
            for path in ["/readyz", &alice.usage_path("")] {
                let problem = alice.get(path).await.expect_problem(Code::Unavailable);
                assert_eq!(problem.reason.as_deref(), Some("database_away"), "{path}");
            }
            alice.report(&[event("message")]).await.expect_problem(Code::Unavailable);
        }
        relay.set(Behaviour::Pass);
        until("the server is ready again", async || (alice.get("/readyz").await.status() == 200).then_some(())).await;
        assert_eq!(alice.debit(event("message")).await.status, EventStatus::Debited);
    }

    #[tokio::test]
    async fn a_write_begins_anew_when_an_administrator_has_ended_its_connection() {
        let database = Database::Postgres.create().await;
        let db = Db::open(database.url()).await.unwrap();
        db.begin_write().await.unwrap().commit().await.unwrap();
        let mut administrator = sqlx::PgConnection::connect(database.url()).await.unwrap();
        let end = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        administrator.execute(end).await.unwrap();
        db.begin_write().await.unwrap().commit().await.unwrap();
        db.close().await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_database_that_stalls_does_not_keep_the_server_from_stopping() {
        let database = Database::Postgres.create().await;
        let (relay, server) = behind_a_relay(&database).await;
        let alice = server.sign_up("alice").await;
        relay.set(Behaviour::Stall);
        let request = alice.clone();
        let asking = tokio::spawn(async move { request.caller().try_get("/readyz").await.map(|_| ()) });
        let reporting = tokio::spawn({
            let path = alice.usage_path("events");
            let events = infuse_protocol::usage::Events { events: vec![event("message")] };
            async move { alice.caller().try_post(&path, &events).await.map(|_| ()) }
        });
        // Whether they have come as far as to the database or not, nothing waits for them too long.
        tokio::task::yield_now().await;
        let stopping = Instant::now();
        server.stop().await;
        // The server gives itself four and a half seconds.
        assert!(stopping.elapsed() < Duration::from_secs(5) + ALLOWANCE, "{:?}", stopping.elapsed());
        // What became of them is nobody's concern here.
        let _ = tokio::join!(asking, reporting);
    }
}
