//! The reset on the cycle's date is computed: it needs nobody to be there.

use std::time::Duration;

use infuse_protocol::Timestamp;
use infuse_protocol::usage::{Breakdown, Entry, EntryKind, Event};
use infuse_tests::{Database, Metering as _, Person, Requests as _, TestServer, event, events_of, on_both_databases};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

on_both_databases!(
    a_year_slept_through_gives_the_journal_of_a_year_kept,
    an_account_of_the_31st_resets_on_the_last_day_of_a_short_month,
    a_breakdown_finds_what_occurred_on_the_other_side_of_a_reset,
);

const CYCLES: usize = 12;

async fn a_year_slept_through_gives_the_journal_of_a_year_kept(database: Database) {
    let start = next_31st_of_january();
    let (kept_server, kept) = sign_up_on(database, start).await;
    let (slept_server, slept) = sign_up_on(database, start).await;
    for person in [&kept, &slept] {
        let _ = person.debit(events_of("message", 40)).await;
    }

    for _ in 0..CYCLES {
        keep_until_reset(&kept_server, &kept).await;
    }
    // They did not sign up in the same millisecond: a day later both are in the same cycle.
    let last = Timestamp::from_millis(kept.usage().await.as_of.as_millis() + 86_400_000);
    advance_to(&kept_server, last).await;
    advance_to(&slept_server, last).await;

    let (kept_journal, slept_journal) = (kept.journal().await, slept.journal().await);
    assert_eq!(told(&kept_journal), told(&slept_journal));
    assert_eq!(kinds(&kept_journal, EntryKind::Grant), CYCLES + 1);
    assert_eq!(kinds(&kept_journal, EntryKind::Expiry), CYCLES);
    assert_eq!(kept.usage().await.credits.available, slept.usage().await.credits.available);
}

async fn an_account_of_the_31st_resets_on_the_last_day_of_a_short_month(database: Database) {
    let (server, person) = sign_up_on(database, next_31st_of_january()).await;
    let mut days = Vec::new();
    for _ in 0..4 {
        days.push(day_of(person.usage().await.credits.resets_at));
        keep_until_reset(&server, &person).await;
    }
    let year = days[0].year();
    assert_eq!(days, [date(year, 2, 1).last_of_month(), date(year, 3, 31), date(year, 4, 30), date(year, 5, 31)]);
}

/// An event may be reported days after the reset that followed it, and minutes before the one that it follows.
async fn a_breakdown_finds_what_occurred_on_the_other_side_of_a_reset(database: Database) {
    let (server, person) = sign_up_on(database, next_31st_of_january()).await;
    let reset = person.usage().await.credits.resets_at;
    let at = |minutes: i64| Timestamp::from_millis(reset.as_millis() + minutes * 60_000);
    advance_to(&server, at(-2)).await;
    person.debit(Event { occurred_at: Some(at(2)), ..event("web_fetch") }).await;
    advance_to(&server, at(60 * 24)).await;
    person.debit(Event { occurred_at: Some(at(-2)), ..event("deep_research") }).await;

    let actions_between = async |from: Timestamp, to: Timestamp| -> Vec<String> {
        let path = person.usage_path(&format!("breakdown?by=action&from={from}&to={to}"));
        let answer: Breakdown = person.get(&path).await.expect_status(200).json();
        answer.items.into_iter().map(|item| item.key).collect()
    };
    assert_eq!(actions_between(at(0), at(5)).await, ["web_fetch"]);
    assert_eq!(actions_between(at(-5), at(0)).await, ["deep_research"]);
    assert_eq!(actions_between(at(60), at(60 * 24)).await, [""; 0]);
}

/// A server whose clock stands at noon of that day, and a person who signed up then.
async fn sign_up_on(database: Database, day: Date) -> (TestServer, Person) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let noon = day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).expect("UTC has every time").timestamp();
    advance_to(&server, Timestamp::from_millis(noon.as_millisecond())).await;
    let person = server.sign_up("alice").await;
    (server, person)
}

/// Lets the present cycle end, and looks at what the next one brings.
async fn keep_until_reset(server: &TestServer, person: &Person) {
    let before = person.usage().await;
    advance_to(server, before.credits.resets_at).await;
    let after = person.usage().await;
    assert!(after.credits.resets_at > before.credits.resets_at);
    assert_eq!(after.credits.cycle_started_at, before.credits.resets_at);
}

async fn advance_to(server: &TestServer, instant: Timestamp) {
    let now = server.advance(Duration::ZERO).await.now;
    let missing = instant.as_millis() - now.as_millis();
    server.advance(Duration::from_millis(u64::try_from(missing).unwrap_or(0))).await;
}

/// What a journal tells, ids and the moment of the sign-up aside.
fn told(journal: &[Entry]) -> Vec<(i64, EntryKind, Date, i64, i64, Vec<i64>)> {
    journal
        .iter()
        .map(|entry| {
            let split = entry.split.iter().map(|part| part.credits).collect();
            (entry.seq, entry.kind, day_of(entry.occurred_at), entry.credits, entry.balance_after, split)
        })
        .collect()
}

fn kinds(journal: &[Entry], kind: EntryKind) -> usize {
    journal.iter().filter(|entry| entry.kind == kind).count()
}

fn next_31st_of_january() -> Date {
    date(jiff::Timestamp::now().to_zoned(TimeZone::UTC).year() + 1, 1, 31)
}

fn day_of(instant: Timestamp) -> Date {
    let instant = jiff::Timestamp::from_millisecond(instant.as_millis()).expect("a time of our age");
    instant.to_zoned(TimeZone::UTC).date()
}
