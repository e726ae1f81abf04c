//! The figures of the snapshot, from what the server said last and what the cache sums up.

use infuse_policy::Level;
use infuse_protocol::Timestamp;
use infuse_protocol::usage::Usage;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::forecast::{self, Outlook};
use super::narrow;
use crate::cache::days::{Day, date_at, date_of, day_of};
use crate::cache::{Cache, Figures};
use crate::error::AppError;
use crate::snapshot::{CreditLevel, UsageNow};

/// How many days the small chart has.
const LAST_DAYS: i64 = 14;

/// Everything that the snapshot shows of the figures, of a person who is warned at so many credits or fewer.
pub(crate) async fn usage_now(
    cache: &Cache,
    figures: &Figures,
    threshold: i64,
    today: Date,
    zone: &TimeZone,
    stale: bool,
) -> Result<UsageNow, sqlx::Error> {
    let spent = cache.spent_by_day(day_of(today) - forecast::DAYS_BACK, day_of(today)).await?;
    Ok(assemble(figures, threshold, &spent, today, zone, stale))
}

fn assemble(
    figures: &Figures,
    threshold: i64,
    spent: &[(Day, i64)],
    today: Date,
    zone: &TimeZone,
    stale: bool,
) -> UsageNow {
    let usage = &figures.usage;
    let credits = &usage.credits;
    let spent_on = |day: Day| spent.iter().find(|(of, _)| *of == day).map_or(0, |(_, credits)| *credits);
    let spent_today = spent_on(day_of(today));
    let before_today: Vec<(Date, i64)> = spent
        .iter()
        .filter(|(day, credits)| *day < day_of(today) && *credits > 0)
        .map(|(day, credits)| (date_of(*day), *credits))
        .collect();
    let forecast = forecast::forecast(&Outlook {
        today,
        resets_on: date_at(credits.resets_at.as_millis(), zone),
        available: credits.available,
        spent_today,
        spent: &before_today,
    });
    let monthly_available = (credits.monthly_remaining - credits.held).clamp(0, credits.available.max(0));
    let total = credits.monthly_total + credits.purchased_remaining;
    UsageNow {
        monthly_total: narrow(credits.monthly_total),
        monthly_used: narrow(credits.monthly_used),
        monthly_available: narrow(monthly_available),
        purchased_available: narrow((credits.available - monthly_available).max(0)),
        held: narrow(credits.held),
        available: narrow(credits.available),
        total: narrow(total),
        left_per_mille: per_mille(credits.available, total),
        level: level(credits.available, threshold),
        cycle_started_at: credits.cycle_started_at.to_string(),
        resets_at: credits.resets_at.to_string(),
        memory_words_used: usage.memory_words.used.map(narrow),
        memory_words_limit: narrow(usage.memory_words.limit),
        workflows_active: usage.workflows.active.map(narrow),
        workflows_limit: narrow(usage.workflows.limit),
        as_of: Timestamp::from_millis(figures.heard_at_ms).to_string(),
        stale,
        today: narrow(spent_today),
        last_days: last_days(today).map(|day| narrow(spent_on(day))).collect(),
        forecast,
    }
}

fn level(available: i64, threshold: i64) -> CreditLevel {
    match Level::Armed.after(available, threshold).0 {
        Level::Armed => CreditLevel::Enough,
        Level::Low => CreditLevel::Low,
        Level::Exhausted => CreditLevel::Exhausted,
    }
}

/// The last credit still counts: only nothing is 0.
fn per_mille(available: i64, total: i64) -> u16 {
    if available <= 0 {
        return 0;
    }
    let share = available.saturating_mul(1_000) / total.max(1);
    u16::try_from(share.clamp(1, 1_000)).unwrap_or(1_000)
}

fn last_days(today: Date) -> std::ops::RangeInclusive<Day> {
    let first = today.checked_sub((LAST_DAYS - 1).days()).unwrap_or(Date::MIN);
    day_of(first)..=day_of(today)
}

/// When the plan grants anew by these figures, in milliseconds since the Unix epoch.
///
/// # Errors
/// When that is over: the server has to say when the next reset is.
pub(crate) fn next_reset(usage: &Usage, now_ms: i64) -> Result<i64, AppError> {
    let resets_at_ms = usage.credits.resets_at.as_millis();
    if resets_at_ms > now_ms { Ok(resets_at_ms) } else { Err(AppError::reset_unknown()) }
}

/// Eight in the morning of the day after this one, in milliseconds since the Unix epoch.
pub(crate) fn next_morning(today: Date, zone: &TimeZone) -> i64 {
    let morning = today.tomorrow().unwrap_or(Date::MAX).at(8, 0, 0, 0).to_zoned(zone.clone());
    morning.map_or(i64::MAX, |morning| morning.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use infuse_protocol::usage::{Credits, MemoryWords, Workflows};
    use jiff::civil::date;

    use super::*;

    /// 300 a month, of which `remaining` are left, with `purchased` beside them and `held` of both.
    fn usage_with(remaining: i64, purchased: i64, held: i64) -> UsageNow {
        let credits = Credits {
            monthly_total: 300,
            monthly_used: 300 - remaining,
            monthly_remaining: remaining,
            purchased_remaining: purchased,
            held,
            available: (remaining + purchased - held).max(0),
            cycle_started_at: Timestamp::from_millis(0),
            resets_at: Timestamp::from_millis(0),
        };
        let usage = Usage {
            credits,
            grants: Vec::new(),
            memory_words: MemoryWords { used: None, limit: 0 },
            workflows: Workflows { active: None, limit: 0 },
            as_of: Timestamp::from_millis(0),
            entry_seq: 0,
        };
        assemble(&Figures { usage, heard_at_ms: 0 }, 10, &[], date(2026, 11, 21), &TimeZone::UTC, false)
    }

    #[test]
    fn holds_take_monthly_credits_first_and_the_parts_add_up_to_what_is_available() {
        for ((remaining, purchased, held), parts) in [
            ((253, 400, 0), (253, 400)),
            ((253, 400, 24), (229, 400)),
            ((10, 400, 24), (0, 386)),
            ((10, 0, 10), (0, 0)),
            // The month ended while work was running.
            ((0, 5, 10), (0, 0)),
        ] {
            let now = usage_with(remaining, purchased, held);
            assert_eq!((now.monthly_available, now.purchased_available), parts);
            assert_eq!(now.monthly_available + now.purchased_available, now.available);
            assert_eq!(i64::from(now.total), 300 + purchased);
        }
    }

    #[test]
    fn credits_are_low_at_the_threshold_and_exhausted_when_all_that_is_left_is_held() {
        let level = |(remaining, held)| usage_with(remaining, 0, held).level;
        let levels = [(11, 0), (10, 0), (1, 0), (0, 0), (11, 1), (10, 10)].map(level);
        assert_eq!(levels[..4], [CreditLevel::Enough, CreditLevel::Low, CreditLevel::Low, CreditLevel::Exhausted]);
        assert_eq!(levels[4..], [CreditLevel::Low, CreditLevel::Exhausted]);
        assert_eq!(
            [(290, 290), (291, 290), (1, 0), (0, 0)].map(|(available, threshold)| super::level(available, threshold)),
            [CreditLevel::Low, CreditLevel::Enough, CreditLevel::Enough, CreditLevel::Exhausted]
        );
    }

    #[test]
    fn the_last_credit_is_more_than_nothing() {
        assert_eq!([0, 1, 150, 300].map(|credits| per_mille(credits, 300)), [0, 3, 500, 1_000]);
        assert_eq!(per_mille(1, 50_000), 1);
        assert_eq!(per_mille(5, 0), 1_000);
    }
}
