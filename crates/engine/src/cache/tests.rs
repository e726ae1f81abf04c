use infuse_protocol::Timestamp;
use infuse_protocol::usage::{Actor, Conversation, EntryKind};
use proptest::prelude::*;

use super::days::{date_at, day_of, month_of};
use super::*;
use crate::scope::Scope;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

fn berlin() -> TimeZone {
    TimeZone::get("Europe/Berlin").unwrap()
}

/// A debit of `action` `hours` after the epoch's first month; the third conversation stands for none.
pub(crate) fn debit(seq: i64, hours: i64, action: usize, conversation: usize, credits: i64) -> Entry {
    let conversation = (conversation < 3)
        .then(|| Conversation { id: format!("c{conversation}"), title: Some(format!("Title {seq}")) });
    Entry {
        seq,
        id: format!("event-{seq}"),
        kind: EntryKind::Debit,
        action: Some(["message", "agent_step", "deep_research"][action].to_owned()),
        quantity: Some(2),
        credits: -credits,
        balance_after: 1_000 - seq,
        actor: Actor::default(),
        conversation,
        source: None,
        reason: None,
        event_id: None,
        event_seq: None,
        occurred_at: Timestamp::from_millis(30 * DAY_MS + hours * 60 * 60 * 1_000),
        recorded_at: Timestamp::from_millis(0),
        split: Vec::new(),
        catalog_version: "1".to_owned(),
        hash: String::new(),
    }
}

/// A refund of `debit`, a day and an hour later.
fn refund(seq: i64, debit: &Entry) -> Entry {
    Entry {
        seq,
        id: format!("refund-{seq}"),
        kind: EntryKind::Refund,
        action: None,
        quantity: None,
        credits: -debit.credits,
        conversation: None,
        event_id: Some(debit.id.clone()),
        event_seq: Some(debit.seq),
        occurred_at: Timestamp::from_millis(debit.occurred_at.as_millis() + 25 * 60 * 60 * 1_000),
        ..debit.clone()
    }
}

pub(crate) fn scope(account_id: &str, workspace_id: &str) -> Scope {
    Scope { home_id: "h".to_owned(), account_id: account_id.to_owned(), workspace_id: workspace_id.to_owned() }
}

async fn cache(zone: TimeZone) -> (tempfile::TempDir, Cache) {
    let folder = tempfile::tempdir().unwrap();
    let (cache, condition) = Cache::open(&folder.path().join("cache.db"), zone).await;
    assert_eq!(condition, None);
    cache.claim(&scope("a", "w")).await.unwrap();
    (folder, cache)
}

async fn add(cache: &Cache, entries: &[Entry]) {
    cache.apply(News { entries, ..News::default() }).await.unwrap();
}

/// What the sums must answer, straight from the entries: debits, without those that were taken back.
fn expected(entries: &[Entry], query: &SumQuery, zone: &TimeZone) -> i64 {
    let matches = entries.iter().filter(|entry| {
        let day = day_of(date_at(entry.occurred_at.as_millis(), zone));
        let id = entry.conversation.as_ref().map_or("", |conversation| conversation.id.as_str());
        entry.kind == EntryKind::Debit
            && !entries.iter().any(|refund| refund.event_seq == Some(entry.seq))
            && (query.from..=query.to).contains(&day)
            && query.action.as_ref().is_none_or(|action| entry.action.as_ref() == Some(action))
            && query.conversation_id.as_ref().is_none_or(|wanted| id == wanted)
    });
    matches.map(|entry| -entry.credits).sum()
}

async fn check_all_sums(cache: &Cache, entries: &[Entry], query: &SumQuery, zone: &TimeZone) {
    let expected = expected(entries, query, zone);
    for span in [Span::Day, Span::Week] {
        let bars = cache.spent_by_span(query, span).await.unwrap();
        assert_eq!(bars.iter().map(|bar| bar.credits).sum::<i64>(), expected, "{query:?}");
    }
    let conversations = cache.spent_by_conversation(query, 50).await.unwrap();
    assert_eq!(conversations.iter().map(|sum| sum.credits).sum::<i64>(), expected, "{query:?}");
    if query.conversation_id.is_none() {
        let largest = cache.spent_by_conversation(query, 2).await.unwrap();
        assert_eq!(totals(&largest), totals(&conversations).into_iter().take(2).collect::<Vec<_>>(), "{query:?}");
    }
}

/// What each conversation took in all, largest first.
fn totals(sums: &[ConversationSum]) -> Vec<i64> {
    let mut by_id = std::collections::HashMap::new();
    for sum in sums {
        *by_id.entry(&sum.id).or_insert(0) += sum.credits;
    }
    let mut totals: Vec<i64> = by_id.into_values().collect();
    totals.sort_by_key(|total| std::cmp::Reverse(*total));
    totals
}

fn question() -> impl Strategy<Value = (i64, i64, Option<usize>, Option<usize>)> {
    (0i64..200, 0i64..200, proptest::option::of(0usize..3), proptest::option::of(0usize..4))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_sum_is_the_sum_of_its_entries_in_any_zone_and_after_a_change_of_zone(
        debits in proptest::collection::vec((0i64..4_000, 0usize..3, 0usize..4, 1i64..30), 1..120),
        refunded in proptest::collection::btree_set(0usize..120, 0..20),
        cut in 0usize..140,
        questions in proptest::collection::vec(question(), 1..8),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut entries: Vec<Entry> = debits
                .iter()
                .zip(1..)
                .map(|((hours, action, conversation, credits), seq)| debit(seq, *hours, *action, *conversation, *credits))
                .collect();
            for at in refunded.into_iter().filter(|at| *at < debits.len()) {
                let seq = i64::try_from(entries.len()).unwrap() + 1;
                entries.push(refund(seq, &entries[at]));
            }
            let (_folder, cache) = cache(TimeZone::UTC).await;
            let (first, second) = entries.split_at(cut.min(entries.len()));
            add(&cache, first).await;
            add(&cache, second).await;
            for zone in [TimeZone::UTC, berlin()] {
                cache.use_zone(zone.clone()).await.unwrap();
                for (from, length, action, conversation) in &questions {
                    let query = SumQuery {
                        from: *from,
                        to: from + length,
                        action: action.map(|action| ["message", "agent_step", "deep_research"][action].to_owned()),
                        conversation_id: conversation.map(|id| if id < 3 { format!("c{id}") } else { String::new() }),
                    };
                    check_all_sums(&cache, &entries, &query, &zone).await;
                }
            }
        });
    }
}

#[tokio::test]
async fn entries_come_newest_first_and_only_those_that_match() {
    let (_folder, cache) = cache(TimeZone::UTC).await;
    let entries: Vec<Entry> = (1..=100).map(|seq| debit(seq, seq, (seq % 3) as usize, (seq % 4) as usize, 1)).collect();
    add(&cache, &entries).await;
    let all = cache.entries(&EntryQuery::default(), 1_000).await.unwrap();
    assert_eq!(all.len(), 100);
    assert!(all.is_sorted_by(|newer, older| newer.seq > older.seq));
    let query = EntryQuery {
        days: Some((31, 32)),
        action: Some("agent_step".to_owned()),
        conversation_id: Some(String::new()),
        before: Some(60),
    };
    let some = cache.entries(&query, 1_000).await.unwrap();
    let numbers: Vec<i64> = some.iter().map(|entry| entry.seq).collect();
    let expected: Vec<i64> =
        (1..60).rev().filter(|seq| seq % 3 == 1 && seq % 4 == 3 && (24..72).contains(seq)).collect();
    assert_eq!(numbers, expected);
    assert!(!expected.is_empty());
}

#[tokio::test]
async fn the_last_title_names_a_conversation() {
    let (_folder, cache) = cache(TimeZone::UTC).await;
    add(&cache, &[debit(1, 1, 0, 0, 1), debit(2, 2, 0, 1, 1)]).await;
    add(&cache, &[debit(3, 3, 0, 0, 1)]).await;
    let titles: Vec<Option<String>> =
        cache.conversations(10).await.unwrap().into_iter().map(|choice| choice.title).collect();
    assert_eq!(titles, [Some("Title 3".to_owned()), Some("Title 2".to_owned())]);
}

#[tokio::test]
async fn another_workspace_finds_nothing_of_the_one_before() {
    let (_folder, cache) = cache(TimeZone::UTC).await;
    add(&cache, &[debit(1, 1, 0, 0, 1)]).await;
    cache.claim(&scope("a", "w")).await.unwrap();
    assert_eq!(cache.last_seq().await.unwrap(), 1);
    cache.claim(&scope("b", "w")).await.unwrap();
    assert_eq!(cache.last_seq().await.unwrap(), 0);
}

#[tokio::test]
async fn a_broken_cache_is_set_aside_and_rebuilt() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cache.db");
    std::fs::write(&path, b"not a database at all, not even a little").unwrap();
    let (cache, condition) = Cache::open(&path, TimeZone::UTC).await;
    assert_eq!(condition, Some(Condition::CacheRebuilt));
    cache.claim(&scope("a", "w")).await.unwrap();
    add(&cache, &[debit(1, 1, 0, 0, 1)]).await;
    assert!(folder.path().join("cache.db.broken").exists());
}

#[tokio::test(start_paused = true)]
async fn a_file_that_is_held_for_a_moment_is_moved_and_one_that_stays_held_is_told() {
    // As Windows says that another program has it.
    let held = || Err(io::Error::from_raw_os_error(32));
    let mut tries = 0;
    let moved = once_let_go(|| {
        tries += 1;
        if tries < 5 { held() } else { Ok(()) }
    });
    assert!(moved.await.is_ok());
    assert_eq!(tries, 5);
    let begun = Instant::now();
    assert_eq!(once_let_go(held).await.unwrap_err().raw_os_error(), Some(32));
    assert_eq!(begun.elapsed(), PATIENCE);
    assert!(once_let_go(|| Err(io::ErrorKind::NotFound.into())).await.is_ok());
    assert_eq!(begun.elapsed(), PATIENCE, "what is not there needs no waiting");
}

#[tokio::test]
async fn a_newer_cache_is_left_alone_and_nothing_is_kept_offline() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cache.db");
    let pool = sqlite::open(&path, Durability::Relaxed, 1).await.unwrap();
    sqlx::raw_sql("CREATE TABLE later (x); PRAGMA user_version = 99").execute(&pool).await.unwrap();
    pool.close().await;
    let before = std::fs::read(&path).unwrap();
    let (cache, condition) = Cache::open(&path, TimeZone::UTC).await;
    assert_eq!(condition, Some(Condition::CacheNewer));
    cache.claim(&scope("a", "w")).await.unwrap();
    add(&cache, &[debit(1, 1, 0, 0, 1)]).await;
    assert_eq!(cache.last_seq().await.unwrap(), 1);
    cache.close().await;
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn months_are_numbered_from_the_year_nought() {
    assert_eq!(month_of(jiff::civil::date(2026, 11, 21)), 2026 * 12 + 10);
}

#[tokio::test]
async fn a_cache_of_an_older_app_is_made_anew_and_keeps_its_figures_and_nothing_is_called_damaged() {
    let (folder, cache) = cache(TimeZone::UTC).await;
    add(&cache, &[debit(1, 1, 0, 0, 1)]).await;
    let older = "INSERT INTO figures VALUES (1, 'as the contract says', 7); PRAGMA user_version = 1";
    sqlx::raw_sql(older).execute(&cache.pool()).await.unwrap();
    let path = cache.path.clone();
    cache.close().await;
    let (cache, condition) = Cache::open(&path, TimeZone::UTC).await;
    assert_eq!((condition, cache.last_seq().await.unwrap()), (None, 0));
    assert_eq!(cache.workspace_id().await.unwrap().as_deref(), Some("w"));
    let heard_at: i64 = sqlx::query_scalar("SELECT heard_at_ms FROM figures").fetch_one(&cache.pool()).await.unwrap();
    assert_eq!(heard_at, 7);
    let mut files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    files.sort_unstable();
    assert_eq!(files, ["cache.db", "cache.db-shm", "cache.db-wal"]);
}

#[tokio::test]
async fn the_cached_journal_ends_with_the_hash_of_its_last_entry() {
    let (_folder, cache) = cache(TimeZone::UTC).await;
    assert_eq!(cache.journal_end().await.unwrap(), None);
    let entry = |seq: i64| Entry { hash: format!("hash {seq}"), ..debit(seq, 1, 0, 0, 1) };
    add(&cache, &[entry(1), entry(2)]).await;
    add(&cache, &[entry(3)]).await;
    assert_eq!(cache.journal_end().await.unwrap(), Some((3, "hash 3".to_owned())));
    cache.clear().await.unwrap();
    assert_eq!(cache.journal_end().await.unwrap(), None);
}
