//! What a threshold would have raised in the last days: the cached journal, gone through by the rule of the server.

use infuse_policy::{Level, Raised, Replay, Step};
use infuse_protocol::stream::AlertKind;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::journal::rfc3339;
use super::narrow;
use super::view::{ReplayedAlert, ReplayedKind, ThresholdReplay};
use crate::cache::days::{date_at, day_of, start_of};
use crate::cache::{Cache, Stretch};
use crate::error::AppError;

/// How many days are gone through, today included.
const DAYS: i64 = 30;

/// What a warning at so many credits or fewer would have come to. `None` while the journal is not known.
pub(crate) async fn replay(
    cache: &Cache,
    threshold: i64,
    today: Date,
    zone: &TimeZone,
) -> Result<Option<ThresholdReplay>, AppError> {
    let (figures, last_seq, begins_at_ms) = tokio::try_join!(cache.figures(), cache.last_seq(), cache.begins_at_ms())?;
    // Figures of an older cache are there before their entries are read anew.
    let is_known = figures.is_some_and(|figures| last_seq >= figures.usage.entry_seq);
    let Some(begins_at_ms) = begins_at_ms.filter(|_| is_known) else { return Ok(None) };
    let from = today.checked_sub((DAYS - 1).days()).unwrap_or(Date::MIN);
    let stretches = cache.stretches().await?;
    let (raised, level) = raised_since(cache, &stretches, threshold, start_of(from, zone)).await?;
    // Whatever is above the threshold comes below it with an alert.
    let always_below = raised.is_empty() && level != Level::Armed;
    let mut balances = Vec::new();
    for day in 0..=DAYS {
        let starts_ms = start_of(from.checked_add(day.days()).unwrap_or(Date::MAX), zone);
        balances.push(cache.balance_before(&stretches, starts_ms).await?.map(narrow));
    }
    let unknown = day_of(date_at(begins_at_ms, zone)) - day_of(from);
    let alerts = raised.into_iter().filter_map(|raised| {
        let day = narrow(day_of(date_at(raised.at_ms, zone)) - day_of(from));
        let (raised_at, balance) = (rfc3339(raised.at_ms), narrow(raised.balance));
        Some(ReplayedAlert { kind: kind(raised.kind)?, raised_at, day, balance })
    });
    Ok(Some(ThresholdReplay {
        from: from.to_string(),
        days: narrow(DAYS),
        unknown_days: narrow(unknown.clamp(0, DAYS - 1)),
        always_below,
        balances,
        alerts: alerts.collect(),
    }))
}

fn kind(kind: AlertKind) -> Option<ReplayedKind> {
    match kind {
        AlertKind::CreditsLow => Some(ReplayedKind::CreditsLow),
        AlertKind::CreditsExhausted => Some(ReplayedKind::CreditsExhausted),
        _ => None,
    }
}

/// What is raised from then on, and the level that this ends with. Stretches in which nothing can happen are not read: of a long journal most are such.
async fn raised_since(
    cache: &Cache,
    stretches: &[Stretch],
    threshold: i64,
    since_ms: i64,
) -> Result<(Vec<Raised>, Level), sqlx::Error> {
    let in_time = stretches.iter().position(|stretch| stretch.recorded_until_ms >= since_ms);
    let (first, mut replay) = begin(cache, &stretches[..in_time.unwrap_or(stretches.len())], threshold).await?;
    let mut raised = Vec::new();
    for stretch in &stretches[first..] {
        if !replay.passes_over(stretch.lowest, stretch.highest) {
            raised.extend(go_on(&mut replay, &cache.steps(stretch.number).await?));
        }
    }
    raised.extend(replay.end());
    raised.retain(|raised| raised.at_ms >= since_ms);
    Ok((raised, replay.level()))
}

/// A replay that has arrived behind some of these stretches, and behind how many: the last of them tells the level,
/// whatever it was before. Where none does, it begins with the journal.
async fn begin(cache: &Cache, stretches: &[Stretch], threshold: i64) -> Result<(usize, Replay), sqlx::Error> {
    for (index, stretch) in stretches.iter().enumerate().rev() {
        if [stretch.lowest, stretch.highest].iter().any(|balance| Level::is_plain_from(*balance, threshold)) {
            let steps = cache.steps(stretch.number).await?;
            let [replay, others @ ..] = Level::ALL.map(|level| {
                let mut replay = Replay::at(level, threshold);
                go_on(&mut replay, &steps);
                replay
            });
            if others.iter().all(|other| *other == replay) {
                return Ok((index + 1, replay));
            }
        }
    }
    Ok((0, Replay::at(Level::Armed, threshold)))
}

fn go_on(replay: &mut Replay, steps: &[Step]) -> Vec<Raised> {
    steps.iter().flat_map(|step| replay.step(*step)).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use infuse_protocol::Timestamp;
    use infuse_protocol::usage::{Credits, Entry, EntryKind, MemoryWords, Usage, Workflows};
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::cache::{Figures, News, debit, scope};

    const TODAY: Date = date(2026, 11, 27);
    const HOUR_MS: i64 = 60 * 60 * 1_000;

    fn berlin() -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }

    /// An entry `hours` after the start of the first of the days, in Berlin.
    fn entry(seq: i64, kind: EntryKind, balance_after: i64, hours: i64) -> Entry {
        let recorded_at = Timestamp::from_millis(start_of(date(2026, 10, 29), &berlin()) + hours * HOUR_MS);
        // Events may be reported long after they occurred: that is not when a warning comes.
        Entry { kind, balance_after, recorded_at, ..debit(seq, 0, 0, 0, 1) }
    }

    fn figures(entry_seq: i64) -> Figures {
        let now = Timestamp::from_millis(0);
        let credits = Credits {
            monthly_total: 0,
            monthly_used: 0,
            monthly_remaining: 0,
            purchased_remaining: 0,
            held: 0,
            available: 0,
            cycle_started_at: now,
            resets_at: now,
        };
        let usage = Usage {
            credits,
            grants: Vec::new(),
            memory_words: MemoryWords { used: None, limit: 0 },
            workflows: Workflows { active: None, limit: 0 },
            as_of: now,
            entry_seq,
        };
        Figures { usage, heard_at_ms: 0 }
    }

    async fn cache_of(entries: &[Entry]) -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().unwrap();
        let (cache, _) = Cache::open(&folder.path().join("cache.db"), berlin()).await;
        cache.claim(&scope("a", "w")).await.unwrap();
        for some in entries.chunks(20_000) {
            cache.apply(News { entries: some, ..News::default() }).await.unwrap();
        }
        let seq = entries.last().map_or(0, |entry| entry.seq);
        cache.apply(News { figures: Some(&figures(seq)), ..News::default() }).await.unwrap();
        (folder, cache)
    }

    async fn ask(cache: &Cache, threshold: i64) -> Option<ThresholdReplay> {
        replay(cache, threshold, TODAY, &berlin()).await.unwrap()
    }

    fn told(replay: &ThresholdReplay) -> Vec<(ReplayedKind, i32, &str)> {
        replay.alerts.iter().map(|alert| (alert.kind, alert.day, alert.raised_at.as_str())).collect()
    }

    #[tokio::test]
    async fn alerts_of_the_last_thirty_days_are_told_by_the_days_of_the_persons_zone() {
        use EntryKind::{Debit, Grant};
        use ReplayedKind::{CreditsExhausted, CreditsLow};
        let (_folder, cache) = cache_of(&[
            entry(1, Grant, 300, -900),
            entry(2, Debit, 40, -2),
            entry(3, Grant, 340, -1),
            entry(4, Debit, 50, 0),
            entry(5, Debit, 0, 29 * 24 + 20),
        ])
        .await;
        let replay = ask(&cache, 50).await.unwrap();
        let expected =
            [(CreditsLow, 0, "2026-10-28T23:00:00.000Z"), (CreditsExhausted, 29, "2026-11-27T19:00:00.000Z")];
        assert_eq!(told(&replay), expected);
        assert_eq!((replay.from.as_str(), replay.days, replay.unknown_days), ("2026-10-29", 30, 0));
        assert_eq!(replay.alerts.iter().map(|alert| alert.balance).collect::<Vec<_>>(), [50, 0]);
        assert_eq!((replay.balances.len(), &replay.balances[..2]), (31, &[Some(340), Some(50)][..]));
        assert_eq!(replay.balances[29..], [Some(50), Some(0)]);
        assert_eq!(told(&ask(&cache, 0).await.unwrap()), expected[1..]);
    }

    #[tokio::test]
    async fn what_was_raised_before_the_days_is_not_raised_again_within_them() {
        use EntryKind::{Debit, Grant};
        let (_folder, cache) =
            cache_of(&[entry(1, Grant, 300, -900), entry(2, Debit, 40, -2), entry(3, Debit, 39, 2)]).await;
        let below = ask(&cache, 50).await.unwrap();
        assert_eq!((told(&below), below.always_below), (Vec::new(), true));
        let crossed = ask(&cache, 39).await.unwrap();
        assert_eq!((told(&crossed).len(), crossed.always_below), (1, false));
        let above = ask(&cache, 38).await.unwrap();
        assert_eq!((told(&above), above.always_below), (Vec::new(), false));
    }

    #[tokio::test]
    async fn of_a_journal_that_is_not_read_yet_nothing_is_known_which_is_not_none() {
        let (_folder, cache) = cache_of(&[]).await;
        assert_eq!(ask(&cache, 50).await, None);
        cache.apply(News { entries: &[entry(1, EntryKind::Grant, 300, 0)], figures: Some(&figures(2)) }).await.unwrap();
        assert_eq!(ask(&cache, 50).await, None, "one entry of two");
        let rest = [entry(2, EntryKind::Debit, 299, 26)];
        cache.apply(News { entries: &rest, ..News::default() }).await.unwrap();
        assert_eq!(ask(&cache, 50).await.map(|replay| replay.alerts.len()), Some(0));
    }

    #[tokio::test]
    async fn days_before_a_journal_begins_are_told_apart_from_quiet_ones() {
        let (_folder, cache) = cache_of(&[entry(1, EntryKind::Grant, 300, 24 * 9 + 1)]).await;
        let replay = ask(&cache, 50).await.unwrap();
        assert_eq!((replay.unknown_days, &replay.balances[9..11]), (9, &[None, Some(300)][..]));
    }

    /// A journal whose balance takes such steps, some hundreds at once, and ends with each so many credits; more of it
    /// than one stretch.
    fn walk(turns: &[(i64, i64)]) -> Vec<Entry> {
        let (mut entries, mut balance) = (vec![entry(1, EntryKind::Grant, 300, -900)], 300);
        for (debits, ends_with) in turns {
            for left in (1..=*debits).rev() {
                balance = ends_with + left - 1;
                entries.push(Entry { balance_after: balance, ..next(&entries) });
            }
            let kinds = if balance % 2 == 0 { &[EntryKind::Expiry, EntryKind::Grant][..] } else { &[EntryKind::Grant] };
            for kind in kinds {
                let balance_after = if *kind == EntryKind::Expiry { 0 } else { 300 };
                let before = next(&entries);
                entries.push(Entry { kind: *kind, balance_after, ..before });
            }
        }
        entries
    }

    /// Recorded an hour after each tenth entry; ten of them share a moment.
    fn next(entries: &[Entry]) -> Entry {
        let seq = entries.len() as i64 + 1;
        entry(seq, EntryKind::Debit, 0, seq / 10 - 200)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn what_is_not_read_would_have_changed_nothing(
            turns in proptest::collection::vec((1i64..700, prop_oneof![Just(0), 0i64..400]), 1..14),
            thresholds in proptest::collection::vec(prop_oneof![0i64..700, Just(0), Just(1_000_000)], 4),
        ) {
            let entries = walk(&turns);
            let since_ms = start_of(date(2026, 10, 29), &berlin());
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let (_folder, cache) = cache_of(&entries).await;
                let stretches = cache.stretches().await.unwrap();
                for threshold in thresholds {
                    let mut whole = Replay::at(Level::Armed, threshold);
                    let steps: Vec<Step> = entries
                        .iter()
                        .map(|entry| Step {
                            seq: entry.seq,
                            kind: entry.kind,
                            balance_after: entry.balance_after,
                            recorded_ms: entry.recorded_at.as_millis(),
                        })
                        .collect();
                    let mut expected = go_on(&mut whole, &steps);
                    expected.extend(whole.end());
                    expected.retain(|raised| raised.at_ms >= since_ms);
                    let raised = raised_since(&cache, &stretches, threshold, since_ms).await.unwrap();
                    assert_eq!(raised, (expected, whole.level()), "at {threshold}");
                }
            });
        }
    }

    /// A year of a million entries; each so many, credits that were used up come anew.
    fn year_of(entries_of_cycle: i64) -> Vec<Entry> {
        const ENTRIES: i64 = 1_000_000;
        let balance = |seq: i64| entries_of_cycle * 3 - (seq * 3) % (entries_of_cycle * 3 + 1);
        let of = |seq: i64| {
            let kind = if balance(seq) > balance(seq - 1) { EntryKind::Grant } else { EntryKind::Debit };
            entry(seq, kind, balance(seq), seq * 24 * 365 / ENTRIES - 24 * 335)
        };
        (1..=ENTRIES).map(of).collect()
    }

    /// Prints what an answer takes: `cargo test --release -p infuse-engine -- --ignored a_million --nocapture`.
    #[tokio::test]
    #[ignore = "writes two million entries"]
    async fn a_million_entries_are_answered_within_50_ms() {
        for entries_of_cycle in [80_000, 1_000] {
            let (_folder, cache) = cache_of(&year_of(entries_of_cycle)).await;
            for threshold in [0, 10, 290, 2_999, 1_000_000] {
                let mut took = Vec::new();
                for _ in 0..11 {
                    let asked = Instant::now();
                    let replay = ask(&cache, threshold).await.unwrap();
                    took.push((asked.elapsed(), replay.alerts.len()));
                }
                took.sort_unstable();
                let (median, alerts) = took[5];
                println!("{entries_of_cycle} entries a cycle, at {threshold}: {median:?}, {alerts} alerts");
                // Nobody uses up their credits a thousand times a year: that is looked at, and not promised.
                let is_promised = entries_of_cycle > 1_000 && !cfg!(debug_assertions);
                assert!(!is_promised || median.as_millis() < 50);
            }
        }
    }
}
