//! What happens in the sample data: a plan by a fixed seed, without a clock and without a server. Pure.

use std::collections::HashMap;

use infuse_protocol::Timestamp;
use infuse_protocol::usage::{Conversation, Event};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp as Instant, ToSpan};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

pub(super) const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

const SEED: u64 = 0x1f5e;

/// How much of a month's credits is spent in a month: some is left at each reset.
const SPENT_OF_A_MONTH: f64 = 0.8;
const DAYS_OF_A_MONTH: f64 = 30.4;

/// The last days are busy ones, so that what is left looks too little; in the midst of them much is done at once.
const BUSY_DAYS: u32 = 18;
const BUSY: f64 = 1.7;
const SPIKE_DAYS_AGO: u32 = 6;
const SPIKE: f64 = 4.5;

/// How long before the end of the last day work began, if not in the morning, in minutes.
const AT_THE_END: i64 = 45;

/// What a day takes of an average day, from Monday to Sunday.
const WEEK: [f64; 7] = [1.3, 1.2, 1.4, 1.2, 1.1, 0.5, 0.3];

/// What people talk about, and which actions it takes, each as often as it stands there.
const TOPICS: [(&str, &[&str]); 10] = [
    ("Inbox triage", &["message", "message", "agent_step", "agent_step"]),
    ("Quarterly market scan", &["deep_research", "web_fetch", "web_fetch", "message"]),
    ("Weekly status report", &["message", "agent_step", "message"]),
    ("Competitor pricing table", &["web_fetch", "web_fetch", "agent_step", "message"]),
    ("Landing page pictures", &["image_generation", "image_edit", "message"]),
    ("Trip to Lisbon", &["web_fetch", "message", "message"]),
    ("Flaky build on Mondays", &["agent_step", "agent_step", "web_fetch", "message"]),
    ("Product photo retouch", &["image_edit", "image_edit", "message"]),
    ("Onboarding guide draft", &["message", "message", "agent_step"]),
    ("Talk outline for the meetup", &["message", "deep_research", "message"]),
];

/// The events of `days` days from `start_ms` on, in the order in which they happen. They spend most of what a plan of
/// `monthly_credits` grants, at these prices, in the waking hours of the time zone; in the end more, and something on
/// the last day, however early that ends.
pub(super) fn events(
    start_ms: i64,
    days: u32,
    monthly_credits: i64,
    prices: &HashMap<String, i64>,
    zone: &TimeZone,
) -> Vec<Event> {
    let mut random = StdRng::seed_from_u64(SEED);
    let end_ms = start_ms + i64::from(days) * DAY_MS;
    let average = monthly_credits as f64 * SPENT_OF_A_MONTH / DAYS_OF_A_MONTH;
    let mut events = Vec::new();
    let mut left = 0.0;
    let first = local_date(start_ms, zone);
    for day in 0..=days {
        let Ok(date) = first.checked_add(i64::from(day).days()) else { break };
        let days_ago = days - day;
        let pace = match days_ago {
            SPIKE_DAYS_AGO => SPIKE,
            ..BUSY_DAYS => BUSY * WEEK[weekday(date)],
            _ => WEEK[weekday(date)],
        };
        left += average * pace * random.random_range(0.7..1.3);
        let mut minute = random.random_range(8 * 60..10 * 60);
        if days_ago == 0 {
            let last_minute = (end_ms - at_minute(date, 0, zone).as_millis()) / 60_000;
            minute = minute.min((last_minute - AT_THE_END).max(0));
        }
        while left > 1.0 && minute < 20 * 60 {
            let spent = conversation(&mut random, date, minute, left, prices, zone, &mut events);
            left -= spent as f64;
            minute += random.random_range(25..150);
        }
    }
    events.retain(|event| event.occurred_at.is_some_and(|at| (start_ms..end_ms).contains(&at.as_millis())));
    events.sort_by_key(|event| event.occurred_at);
    events
}

/// One sitting at one topic; answers what it costs.
fn conversation(
    random: &mut StdRng,
    date: Date,
    minute: i64,
    left: f64,
    prices: &HashMap<String, i64>,
    zone: &TimeZone,
    events: &mut Vec<Event>,
) -> i64 {
    let topic = random.random_range(0..TOPICS.len());
    let (title, actions) = TOPICS[topic];
    // The same topic goes on in the same conversation for a week.
    let week = date.iso_week_date();
    let id = format!("{}-{}-{}", topic, week.year(), week.week());
    let mut spent = 0;
    let mut at = minute;
    for action in actions {
        let Some(price) = prices.get(*action) else { continue };
        let quantity = if *price <= 2 { random.random_range(1..=2) } else { 1 };
        let cost = price * quantity;
        // What is dear waits for a day that can bear it.
        if (cost + spent) as f64 > left * 1.6 + 11.0 {
            continue;
        }
        spent += cost;
        events.push(Event {
            id: uuid::Builder::from_random_bytes(random.random()).into_uuid().to_string(),
            action: (*action).to_owned(),
            quantity: Some(quantity),
            occurred_at: Some(at_minute(date, at, zone)),
            conversation: Some(Conversation { id: id.clone(), title: Some(title.to_owned()) }),
            source: Some("sample".to_owned()),
            hold_id: None,
        });
        at += random.random_range(1..4);
    }
    spent
}

fn at_minute(date: Date, minute: i64, zone: &TimeZone) -> Timestamp {
    let midnight = date.to_zoned(zone.clone()).map_or(0, |zoned| zoned.timestamp().as_millisecond());
    Timestamp::from_millis(midnight + minute * 60_000)
}

fn local_date(millis: i64, zone: &TimeZone) -> Date {
    zone.to_datetime(Instant::from_millisecond(millis).unwrap_or(Instant::UNIX_EPOCH)).date()
}

fn weekday(date: Date) -> usize {
    usize::try_from(date.weekday().since(Weekday::Monday)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn prices() -> HashMap<String, i64> {
        let prices = [
            ("message", 1),
            ("agent_step", 2),
            ("web_fetch", 1),
            ("image_generation", 5),
            ("image_edit", 5),
            ("deep_research", 20),
        ];
        prices.into_iter().map(|(action, credits)| (action.to_owned(), credits)).collect()
    }

    fn spent(events: &[Event], from_ms: i64, to_ms: i64) -> i64 {
        let prices = prices();
        let within = events
            .iter()
            .filter(|event| event.occurred_at.is_some_and(|at| (from_ms..to_ms).contains(&at.as_millis())));
        within.map(|event| prices[&event.action] * event.quantity.unwrap_or(1)).sum()
    }

    proptest! {
        #[test]
        fn each_month_fits_its_plan_and_the_last_half_month_is_a_busy_one(start_ms in 1_600_000_000_000i64..1_900_000_000_000) {
            let events = events(start_ms, 105, 1_000, &prices(), &TimeZone::UTC);
            for month in 0..3 {
                let spent = spent(&events, start_ms + month * 31 * DAY_MS, start_ms + (month + 1) * 31 * DAY_MS);
                prop_assert!((600..=1_000).contains(&spent), "{}", spent);
            }
            let last = spent(&events, start_ms + 89 * DAY_MS, start_ms + 105 * DAY_MS);
            prop_assert!((700..=1_000).contains(&last), "{}", last);
        }

        #[test]
        fn the_last_day_has_seen_some_work_unless_it_has_just_begun(start_ms in 1_600_000_000_000i64..1_900_000_000_000) {
            let events = events(start_ms, 105, 1_000, &prices(), &TimeZone::UTC);
            let end_ms = start_ms + 105 * DAY_MS;
            let midnight_ms = end_ms - end_ms.rem_euclid(DAY_MS);
            prop_assume!(end_ms - midnight_ms > 5 * 60_000);
            prop_assert!(spent(&events, midnight_ms, end_ms) > 0);
        }
    }

    #[test]
    fn the_same_seed_makes_the_same_days_and_every_action_is_in_them() {
        let make = || events(1_700_000_000_000, 105, 1_000, &prices(), &TimeZone::UTC);
        assert_eq!(make(), make());
        let actions: HashSet<String> = make().into_iter().map(|event| event.action).collect();
        assert_eq!(actions.len(), 6);
        let ids: HashSet<String> = make().into_iter().map(|event| event.id).collect();
        assert_eq!(ids.len(), make().len());
    }

    #[test]
    fn an_action_that_the_catalogue_does_not_know_is_left_out() {
        let mut prices = prices();
        prices.remove("deep_research");
        let events = events(1_700_000_000_000, 105, 1_000, &prices, &TimeZone::UTC);
        assert!(events.iter().all(|event| event.action != "deep_research"));
    }
}
