//! Measures the cache with 1,000,000 entries of two years: how fast a sync fills it, and how long any filter and
//! grouping takes. Prints one JSON object. The folder is given, so that the filled cache can be looked at.
//!
//! `cargo run --release -p infuse-engine --features bench --example cache-bench -- <folder>`

use std::path::PathBuf;
use std::time::{Duration, Instant};

use infuse_engine::AppError;
use infuse_engine::bench::BenchCache;
use infuse_engine::usage::view::{Filter, Period};
use infuse_protocol::Timestamp;
use infuse_protocol::usage::{Conversation, Entry, EntryKind};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

const ENTRIES: i64 = 1_000_000;
/// A page of the contract is 1,000 entries, and a sync writes ten pages at once.
const AT_ONCE: usize = 10_000;
const QUESTIONS: usize = 400;
const DAYS: i64 = 730;
const TODAY: Date = date(2026, 11, 21);
const ACTIONS: [(&str, i64); 6] = [
    ("message", 1),
    ("agent_step", 2),
    ("web_fetch", 1),
    ("image_generation", 5),
    ("image_edit", 5),
    ("deep_research", 20),
];

#[tokio::main]
async fn main() -> Result<(), AppError> {
    let folder = std::env::args().nth(1).map_or_else(std::env::temp_dir, PathBuf::from);
    let cache = BenchCache::open(&folder.join("cache-bench.db")).await?;
    let mut random = StdRng::seed_from_u64(7);
    let filled = fill(&cache, &mut random).await?;
    let mut reports = Vec::new();
    let mut journals = Vec::new();
    for _ in 0..QUESTIONS {
        let (filter, period) = question(&mut random);
        let begun = Instant::now();
        cache.report(&filter, period, TODAY).await?;
        reports.push(begun.elapsed());
        let begun = Instant::now();
        cache.journal(&filter, 50).await?;
        journals.push(begun.elapsed());
    }
    cache.close().await;
    println!(
        "{}",
        serde_json::json!({
            "entries": ENTRIES,
            "entries_per_second": (ENTRIES as f64 / filled.as_secs_f64()).round(),
            "report_ms": percentiles(reports),
            "journal_ms": percentiles(journals),
        })
    );
    Ok(())
}

/// Writes all entries as a first sync does; answers how long the writing took.
async fn fill(cache: &BenchCache, random: &mut StdRng) -> Result<Duration, AppError> {
    let mut filled = Duration::ZERO;
    let mut batch = Vec::with_capacity(AT_ONCE);
    for seq in 1..=ENTRIES {
        batch.push(entry(seq, random));
        if batch.len() == AT_ONCE {
            let begun = Instant::now();
            cache.add(&batch).await?;
            filled += begun.elapsed();
            batch.clear();
        }
    }
    Ok(filled)
}

/// Debits spread evenly over two years, in some thirty conversations a day that last for some days; one of a
/// hundred belongs to a conversation that lasts for ever, and some to none.
fn entry(seq: i64, random: &mut StdRng) -> Entry {
    let (action, price) = ACTIONS[random.random_range(0..ACTIONS.len())];
    let day = (seq - 1) * DAYS / ENTRIES;
    let conversation = match random.random_range(0..100) {
        0 => Some(format!("always-{}", random.random_range(0..20))),
        1..=5 => None,
        _ => Some(format!("c{}", (day - random.random_range(0..3)) * 30 + random.random_range(0..30))),
    };
    let midnight = (TODAY - (DAYS - day).days()).to_zoned(jiff::tz::TimeZone::UTC).map(|day| day.timestamp());
    let millis = midnight.map_or(0, |midnight| midnight.as_millisecond()) + random.random_range(0..86_400_000);
    Entry {
        seq,
        id: uuid::Builder::from_random_bytes(random.random()).into_uuid().to_string(),
        kind: EntryKind::Debit,
        action: Some(action.to_owned()),
        quantity: Some(1),
        credits: -price,
        balance_after: ENTRIES * 20 - seq,
        conversation: conversation.map(|id| Conversation { title: Some(format!("Title of {id}")), id }),
        source: Some("bench".to_owned()),
        reason: None,
        event_id: None,
        occurred_at: Timestamp::from_millis(millis),
        recorded_at: Timestamp::from_millis(millis),
        split: Vec::new(),
        catalog_version: "1".to_owned(),
        hash: String::new(),
    }
}

/// Any range that the tab offers, and some that it does not; any action, any conversation, any grouping.
fn question(random: &mut StdRng) -> (Filter, Period) {
    let length = [7, 30, 90, 365, DAYS, random.random_range(1..DAYS)][random.random_range(0..6)];
    let back = if random.random_bool(0.5) { 0 } else { random.random_range(0..=DAYS - length) };
    let to = TODAY - back.days();
    let action = random.random_bool(0.3).then(|| ACTIONS[random.random_range(0..ACTIONS.len())].0.to_owned());
    let conversation = match random.random_range(0..10) {
        0 => Some(format!("always-{}", random.random_range(0..20))),
        1 => Some(format!("c{}", random.random_range(0..DAYS * 30))),
        2 => Some(String::new()),
        _ => None,
    };
    let filter = Filter {
        from: Some((to - length.days()).to_string()),
        to: Some(to.to_string()),
        action,
        conversation_id: conversation,
    };
    (filter, [Period::Day, Period::Week, Period::Month][random.random_range(0..3)])
}

fn percentiles(mut times: Vec<Duration>) -> serde_json::Value {
    times.sort_unstable();
    let at =
        |part: usize| times.get((times.len() * part / 100).min(times.len() - 1)).map(|time| time.as_secs_f64() * 1e3);
    serde_json::json!({ "p50": at(50), "p95": at(95), "max": at(100) })
}
