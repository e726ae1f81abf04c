//! Reports take turns: whoever asks for many waits for them alone.

use std::time::{Duration, Instant};

use infuse_protocol::Code;
use infuse_protocol::usage::{Breakdown, EventStatus};
use infuse_tests::wait::ALLOWANCE;
use infuse_tests::{Metering as _, Requests as _, TestServer, event, on_both_databases};
use tokio::task::JoinSet;

on_both_databases!(a_hundred_breakdowns_at_once_keep_nobody_else_from_debiting);

async fn a_hundred_breakdowns_at_once_keep_nobody_else_from_debiting(database: infuse_tests::Database) {
    let server = TestServer::builder().database(database).start().await;
    let (alice, bob) = (server.sign_up("alice").await, server.sign_up("bob").await);
    let events: Vec<_> = (0..200).map(|_| event("message")).collect();
    let _ = alice.report(&events).await.expect_status(200);
    let mut reports = JoinSet::new();
    for _ in 0..100 {
        let alice = alice.clone();
        reports.spawn(async move {
            let answer = alice.get(&alice.usage_path("breakdown?by=conversation")).await;
            if answer.status() == 200 {
                return answer.json::<Breakdown>().items.iter().map(|item| item.credits).sum();
            }
            // It would have waited for long.
            assert_eq!(answer.expect_problem(Code::Unavailable).reason.as_deref(), Some("busy"));
            assert!(answer.header("retry-after").is_some());
            200
        });
    }
    // At once would be soon enough; whoever waited for the reports would wait for most of a hundred.
    let at_once = Duration::from_secs(2) + ALLOWANCE;
    for _ in 0..20 {
        let asked = Instant::now();
        assert_eq!(bob.debit(event("message")).await.status, EventStatus::Debited);
        assert!(asked.elapsed() < at_once, "{:?}", asked.elapsed());
    }
    let sums: Vec<i64> = reports.join_all().await;
    assert!(sums.iter().all(|sum| *sum == 200), "{sums:?}");
}
