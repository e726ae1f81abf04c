//! On PostgreSQL time is the database's. A server whose own clock is far from it writes nothing.

mod postgres {
    use std::sync::Arc;
    use std::time::Duration;

    use infuse_protocol::usage::EventStatus;
    use infuse_protocol::{Code, Timestamp};
    use infuse_server::clock::{Clock as _, SystemClock, TestClock};
    use infuse_tests::wait::until;
    use infuse_tests::{Database, Metering as _, Person, Requests as _, TestServer, event};

    const MINUTE_MS: i64 = 60_000;

    async fn expect_clock_apart(alice: &Person) {
        for refused in [alice.report(&[event("message")]).await, alice.get("/readyz").await] {
            assert_eq!(refused.expect_problem(Code::Unavailable).reason.as_deref(), Some("clock_apart"));
            assert!(refused.header("retry-after").is_some());
        }
    }

    async fn ahead_seconds(server: &TestServer) -> f64 {
        let metrics = server.anyone().get("/metrics").await.expect_status(200).text().to_owned();
        let line = metrics.lines().find_map(|line| line.strip_prefix("clock_ahead_of_database_seconds "));
        line.unwrap().parse().unwrap()
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_server_whose_clock_is_wrong_writes_nothing_until_it_is_right_and_others_go_on() {
        let wall = Arc::new(TestClock::default());
        let astray = TestServer::builder().database(Database::Postgres).wall_clock(wall.clone()).start().await;
        let other = TestServer::builder().on(astray.database()).start().await;
        let alice = astray.sign_up("alice").await;
        for jump_ms in [2 * MINUTE_MS, -2 * MINUTE_MS, 365 * 24 * 60 * MINUTE_MS] {
            wall.advance(jump_ms).unwrap();
            expect_clock_apart(&alice).await;
            assert_eq!(alice.usage().await.credits.monthly_total, 300);
            assert!((ahead_seconds(&astray).await - jump_ms as f64 / 1_000.0).abs() < 10.0);
            assert_eq!(alice.at(other.url()).debit(event("message")).await.status, EventStatus::Debited);
            wall.advance(-jump_ms).unwrap();
            assert_eq!(alice.debit(event("message")).await.status, EventStatus::Debited);
            let _ = alice.get("/readyz").await.expect_status(200);
        }
        // The year ahead brought no cycle into the book.
        assert!(alice.journal().await.iter().all(|entry| entry.recorded_at.as_millis() < after(MINUTE_MS).as_millis()));
    }

    fn after(ms: i64) -> Timestamp {
        Timestamp::from_millis(SystemClock.now_ms() + ms)
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn entries_are_recorded_at_the_time_of_the_database() {
        let wall = Arc::new(TestClock::default());
        wall.advance(-45_000).unwrap();
        let server = TestServer::builder().database(Database::Postgres).wall_clock(wall).start().await;
        let alice = server.sign_up("alice").await;
        alice.debit(event("message")).await;
        let recorded = alice.journal().await.last().unwrap().recorded_at;
        assert!((SystemClock.now_ms() - recorded.as_millis()).abs() < 20_000, "{recorded}");
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_server_that_starts_with_a_wrong_clock_serves_once_it_is_right() {
        let database = Database::Postgres.create().await;
        let right = TestServer::builder().on(&database).start().await;
        let alice = right.sign_up("alice").await;
        let wall = Arc::new(TestClock::behind(1));
        let shutdown = tokio_util::sync::CancellationToken::new();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let Ok(database_url) = database.url().parse();
        let settings = infuse_server::Settings {
            database: infuse_server::settings::DatabaseSettings { url: Some(database_url) },
            throttle: infuse_server::settings::Throttle::Off,
            wall_clock: Some(wall.clone()),
            ..Default::default()
        };
        let serving = tokio::spawn(infuse_server::serve(settings, listener, shutdown.clone()));
        let alice = alice.at(&url);
        until("it answers", async || (alice.caller().try_get("/healthz").await.ok()?.status() == 200).then_some(()))
            .await;
        expect_clock_apart(&alice).await;
        wall.advance(Duration::from_secs(24 * 60 * 60).as_millis() as i64).unwrap();
        assert_eq!(alice.debit(event("message")).await.status, EventStatus::Debited);
        shutdown.cancel();
        serving.await.unwrap().unwrap();
    }
}
