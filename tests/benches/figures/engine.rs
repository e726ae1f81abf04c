//! What the app's engine owes: how soon it knows of a debit, how fast it reads a long journal, and how
//! fast it answers from it.

use std::time::{Duration, Instant};

use infuse_engine::Engine;
use infuse_engine::snapshot::Connection;
use infuse_engine::usage::view::{Filter, Period};
use infuse_tests::actor::PASSWORD;
use infuse_tests::device::{TestDevice, until_shown};
use infuse_tests::wait::until_within;
use infuse_tests::{Agent, Metering as _, ServerProcess, event};

use crate::journal::{ENTRIES, Home, MANY_ENTRIES};
use crate::table::{Bar, Row, Table, median, percentile, rates};

const DEBITS_WATCHED: usize = 500;
const SYNCS: usize = 5;
const ASKED: usize = 5;

/// A first sync may take this long before the benchmark gives up.
const SYNC_LIMIT: Duration = Duration::from_secs(300);

/// Needs the whole journal of `home`.
pub(crate) async fn measure(table: &mut Table, Home { server, agent }: &Home) {
    watch_debits(table, server, agent).await;
    let mut syncs = Vec::new();
    let mut grown = Vec::new();
    for run in 0..SYNCS {
        let device = TestDevice::new();
        let engine = device.start().await;
        let before = resident_bytes();
        let begun = Instant::now();
        let peak = sync(&engine, server).await;
        syncs.push(ENTRIES as f64 / begun.elapsed().as_secs_f64());
        grown.push(peak.saturating_sub(before) as f64 / 1e6);
        if run == SYNCS - 1 {
            ask(table, &engine, "1,000,000", 16.0).await;
        }
        engine.stop().await;
    }
    table.add(Row {
        figure: "first sync, 1,000,000 entries over HTTP into the cache".to_owned(),
        measured: format!("{}, memory grows by {:.0} MB", rates(&syncs), median(&grown)),
        comparator: "–".to_owned(),
        value: median(&syncs),
        unit: "entries/s",
        bar: Bar::AtLeast(150_000.0),
    });
}

/// The same questions, of a journal ten times as long. Fills `home`.
pub(crate) async fn measure_long_history(table: &mut Table, home: &Home) {
    home.fill(MANY_ENTRIES).await;
    let device = TestDevice::new();
    let engine = device.start().await;
    sync(&engine, &home.server).await;
    ask(table, &engine, "10,000,000", 50.0).await;
    engine.stop().await;
}

async fn sign_in(engine: &Engine, server: &ServerProcess) {
    let email = "reader@example.com".to_owned();
    engine.sign_in(server.url().to_owned(), email, PASSWORD.to_owned()).await.expect("the reader may sign in");
}

/// From a debit's answer to the engine's new figure, one debit after the other.
async fn watch_debits(table: &mut Table, server: &ServerProcess, agent: &Agent) {
    let device = TestDevice::new();
    let engine = device.start().await;
    sign_in(&engine, server).await;
    until_shown(&engine, "the stream is open", |snapshot| (snapshot.connection == Connection::Live).then_some(()))
        .await;
    let mut snapshots = engine.snapshot();
    let mut waits = Vec::with_capacity(DEBITS_WATCHED);
    for _ in 0..DEBITS_WATCHED {
        let before = snapshots.borrow_and_update().usage.as_ref().map(|usage| usage.available);
        agent.debit(event("message")).await;
        let answered = Instant::now();
        while snapshots.borrow_and_update().usage.as_ref().map(|usage| usage.available) == before {
            snapshots.changed().await.expect("the engine runs");
        }
        waits.push(answered.elapsed().as_secs_f64() * 1e3);
    }
    engine.stop().await;
    let p99 = percentile(&mut waits, 99);
    table.add(Row {
        figure: "debit answered → engine's state changed, p99".to_owned(),
        measured: format!("{p99:.1} ms of {DEBITS_WATCHED} debits"),
        comparator: "–".to_owned(),
        value: p99,
        unit: "ms",
        bar: Bar::AtMost(10.0),
    });
}

/// Signs in and waits until the whole journal is in the cache; answers the most memory seen, in bytes.
async fn sync(engine: &Engine, server: &ServerProcess) -> u64 {
    sign_in(engine, server).await;
    let snapshots = engine.snapshot();
    let mut peak = 0;
    until_within(SYNC_LIMIT, "the journal is in the cache", async || {
        peak = peak.max(resident_bytes());
        (snapshots.borrow().connection == Connection::Live).then_some(())
    })
    .await;
    peak
}

/// Every grouping over every kind of filter, again and again.
async fn ask(table: &mut Table, engine: &Engine, entries: &str, bar_ms: f64) {
    let day = |back: i64| (jiff::Zoned::now().date() - jiff::Span::new().days(back)).to_string();
    let mut waits = Vec::new();
    for days in [7, 30, 90] {
        for action in [None, Some("deep_research".to_owned())] {
            for conversation_id in [None, Some("conversation-7".to_owned())] {
                for period in [Period::Day, Period::Week, Period::Month] {
                    let filter = Filter {
                        from: Some(day(days)),
                        to: Some(day(0)),
                        action: action.clone(),
                        conversation_id: conversation_id.clone(),
                    };
                    for _ in 0..ASKED {
                        let asked = Instant::now();
                        let report = engine.report(filter.clone(), period).await.expect("the cache answers");
                        waits.push(asked.elapsed().as_secs_f64() * 1e3);
                        assert!(report.total > 0);
                    }
                }
            }
        }
    }
    let asked = waits.len();
    let p95 = percentile(&mut waits, 95);
    table.add(Row {
        figure: format!("any filter and grouping over {entries} cached entries, p95"),
        measured: format!("{p95:.2} ms of {asked} questions"),
        comparator: "–".to_owned(),
        value: p95,
        unit: "ms",
        bar: Bar::AtMost(bar_ms),
    });
}

/// Memory of this process that is resident (`/proc/self/statm`, second field, in pages of 4 KiB).
fn resident_bytes() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").expect("Linux tells");
    let pages: u64 = statm.split(' ').nth(1).and_then(|pages| pages.parse().ok()).expect("a number of pages");
    pages * 4_096
}
