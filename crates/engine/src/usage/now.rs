//! The figures of the snapshot, from what the server said last and what the cache sums up.

use infuse_protocol::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::forecast::{self, Outlook};
use super::narrow;
use crate::cache::days::{Day, date_at, date_of, day_of};
use crate::cache::{Cache, Figures};
use crate::context::Context;
use crate::error::{AppError, ErrorCode};
use crate::snapshot::UsageNow;

/// At or below which a warning is due, until a person's own threshold can be read.
const LOW_THRESHOLD: i32 = 10;

/// How many days the small chart has.
const LAST_DAYS: i64 = 14;

/// Everything that the snapshot shows of the figures.
pub(crate) async fn usage_now(
    cache: &Cache,
    figures: &Figures,
    today: Date,
    zone: &TimeZone,
    stale: bool,
) -> Result<UsageNow, sqlx::Error> {
    let spent = cache.spent_by_day(day_of(today) - forecast::DAYS_BACK, day_of(today)).await?;
    Ok(assemble(figures, &spent, today, zone, stale))
}

fn assemble(figures: &Figures, spent: &[(Day, i64)], today: Date, zone: &TimeZone, stale: bool) -> UsageNow {
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
    UsageNow {
        monthly_total: narrow(credits.monthly_total),
        monthly_used: narrow(credits.monthly_used),
        monthly_remaining: narrow(credits.monthly_remaining),
        purchased_remaining: narrow(credits.purchased_remaining),
        held: narrow(credits.held),
        available: narrow(credits.available),
        low_threshold: LOW_THRESHOLD,
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

fn last_days(today: Date) -> std::ops::RangeInclusive<Day> {
    let first = today.checked_sub((LAST_DAYS - 1).days()).unwrap_or(Date::MIN);
    day_of(first)..=day_of(today)
}

/// When the plan grants anew, in milliseconds since the Unix epoch.
pub(crate) fn next_reset(context: &Context) -> Result<i64, AppError> {
    let unknown = || AppError::new(ErrorCode::Unreachable, "the next reset is not known yet");
    let usage = context.view.current().usage.ok_or_else(unknown)?;
    let resets_at: Timestamp = usage.resets_at.parse().map_err(|_| unknown())?;
    Some(resets_at.as_millis()).filter(|resets_at| *resets_at > context.ports.clock.now_ms()).ok_or_else(unknown)
}
