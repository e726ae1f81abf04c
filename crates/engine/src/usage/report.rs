//! The Usage tab's report: one range of days, put together from the cache's sums.

use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::view::{ActionTotal, Bar, ConversationTotal, Filter, Period, Report};
use super::{narrow, range};
use crate::cache::days::{Day, date_of, day_of, first_of, month_of};
use crate::cache::{BarSum, Cache, ConversationSum, Span, SumQuery};
use crate::error::AppError;

/// How many conversations are broken down.
const CONVERSATIONS: u32 = 50;

/// Credits and quantity by action.
type ByAction = HashMap<String, (i64, i64)>;

pub(crate) async fn report(cache: &Cache, filter: &Filter, period: Period, today: Date) -> Result<Report, AppError> {
    let (from, to) = range::of_report(filter, today)?;
    let query = SumQuery {
        from: day_of(from),
        to: day_of(to),
        action: filter.action.clone(),
        conversation_id: filter.conversation_id.clone(),
    };
    let (untouched, first_day, bars, conversations) = tokio::try_join!(
        cache.is_untouched(),
        cache.first_day(),
        cache.spent_by_span(&query, span_of(period)),
        cache.spent_by_conversation(&query, CONVERSATIONS)
    )?;
    Ok(assemble(untouched, first_day, (from, to), period, bars, conversations))
}

/// What a bar is put together from: months have no fixed number of days, and are summed up from those.
fn span_of(period: Period) -> Span {
    match period {
        Period::Day | Period::Month => Span::Day,
        Period::Week => Span::Week,
    }
}

fn assemble(
    untouched: bool,
    first_day: Option<Day>,
    (from, to): (Date, Date),
    period: Period,
    bars: Vec<BarSum>,
    conversations: Vec<ConversationSum>,
) -> Report {
    let mut in_all = ByAction::new();
    let mut by_start: HashMap<Date, ByAction> = HashMap::new();
    for bar in bars {
        add(&mut in_all, &bar.action, bar.credits, bar.quantity);
        let start = start_of_period(date_of(bar.start), period);
        add(by_start.entry(start).or_default(), &bar.action, bar.credits, bar.quantity);
    }
    let total: i64 = in_all.values().map(|(credits, _)| credits).sum();
    Report {
        untouched,
        from: from.to_string(),
        to: to.to_string(),
        total: narrow(total),
        per_day: per_day(total, (from, to), first_day),
        bars: starts(from, to, period).map(|start| bar(start, by_start.remove(&start).unwrap_or_default())).collect(),
        by_action: largest_first(in_all),
        by_conversation: totals(conversations),
    }
}

/// Credits for each day of the range, rounded. Days before the journal begins do not count: somebody new did not spend
/// little, but was not there yet.
fn per_day(total: i64, (from, to): (Date, Date), first_day: Option<Day>) -> i32 {
    let (from, to) = (day_of(from), day_of(to));
    let begins = first_day.map_or(from, |first| first.clamp(from, to));
    let days = to - begins + 1;
    narrow((total + days / 2) / days)
}

fn bar(start: Date, by_action: ByAction) -> Bar {
    let total: i64 = by_action.values().map(|(credits, _)| credits).sum();
    Bar { start: start.to_string(), total: narrow(total), by_action: largest_first(by_action) }
}

fn totals(sums: Vec<ConversationSum>) -> Vec<ConversationTotal> {
    let mut by_id: HashMap<String, (Option<String>, i64, ByAction)> = HashMap::new();
    for sum in sums {
        let (title, credits, by_action) = by_id.entry(sum.id).or_default();
        *title = sum.title;
        *credits += sum.credits;
        add(by_action, &sum.action, sum.credits, sum.quantity);
    }
    let mut totals: Vec<(i64, ConversationTotal)> = by_id
        .into_iter()
        .map(|(id, (title, credits, by_action))| {
            let total = ConversationTotal { id, title, credits: narrow(credits), by_action: largest_first(by_action) };
            (credits, total)
        })
        .collect();
    totals.sort_by(|(left, a), (right, b)| right.cmp(left).then_with(|| a.id.cmp(&b.id)));
    totals.into_iter().map(|(_, total)| total).collect()
}

fn add(by_action: &mut ByAction, action: &str, credits: i64, quantity: i64) {
    let sum = match by_action.get_mut(action) {
        Some(sum) => sum,
        None => by_action.entry(action.to_owned()).or_default(),
    };
    sum.0 += credits;
    sum.1 += quantity;
}

/// Largest credits first; equal ones by name, so that the order holds still.
pub(super) fn largest_first(by_action: ByAction) -> Vec<ActionTotal> {
    let mut totals: Vec<(String, (i64, i64))> = by_action.into_iter().collect();
    totals.sort_by(|(a, (left, _)), (b, (right, _))| right.cmp(left).then_with(|| a.cmp(b)));
    totals
        .into_iter()
        .map(|(action, (credits, quantity))| ActionTotal {
            action,
            credits: narrow(credits),
            quantity: narrow(quantity),
        })
        .collect()
}

/// The first date of the period that a date lies in; weeks begin on Monday.
fn start_of_period(date: Date, period: Period) -> Date {
    match period {
        Period::Day => date,
        Period::Week => {
            let since_monday = i64::from(date.weekday().to_monday_zero_offset());
            date.checked_sub(since_monday.days()).unwrap_or(Date::MIN)
        }
        Period::Month => date.first_of_month(),
    }
}

/// The first dates of all periods that touch the range.
fn starts(from: Date, to: Date, period: Period) -> impl Iterator<Item = Date> {
    let next = move |start: &Date| match period {
        Period::Day => start.tomorrow().ok(),
        Period::Week => start.checked_add(7.days()).ok(),
        Period::Month => Some(first_of(month_of(*start) + 1)),
    };
    std::iter::successors(Some(start_of_period(from, period)), next).take_while(move |start| *start <= to)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn debit(start: Date, action: &str, credits: i64) -> BarSum {
        BarSum { start: day_of(start), action: action.to_owned(), credits, quantity: 1 }
    }

    #[test]
    fn every_period_of_the_range_has_a_bar_and_empty_ones_are_zero() {
        let range = (date(2026, 10, 30), date(2026, 11, 3));
        for (period, expected) in [
            (Period::Day, vec!["2026-10-30", "2026-10-31", "2026-11-01", "2026-11-02", "2026-11-03"]),
            (Period::Week, vec!["2026-10-26", "2026-11-02"]),
            (Period::Month, vec!["2026-10-01", "2026-11-01"]),
        ] {
            let report = assemble(false, None, range, period, vec![debit(date(2026, 11, 2), "message", 3)], Vec::new());
            let starts: Vec<&str> = report.bars.iter().map(|bar| bar.start.as_str()).collect();
            assert_eq!(starts, expected);
            assert_eq!(report.bars.iter().map(|bar| bar.total).sum::<i32>(), 3);
            assert_eq!(report.total, 3);
        }
    }

    #[test]
    fn what_took_most_stands_first_everywhere() {
        let day = date(2026, 11, 2);
        let bars = vec![debit(day, "message", 1), debit(day, "deep_research", 20), debit(day, "web_fetch", 1)];
        let report = assemble(false, None, (day, day), Period::Day, bars, Vec::new());
        let order: Vec<&str> = report.by_action.iter().map(|total| total.action.as_str()).collect();
        assert_eq!(order, ["deep_research", "message", "web_fetch"]);
        assert_eq!(report.bars[0].by_action, report.by_action);
    }

    #[test]
    fn an_average_counts_the_days_since_the_journal_begins() {
        let range = (date(2026, 10, 28), date(2026, 11, 26));
        let first = |day| Some(day_of(day));
        assert_eq!(per_day(300, range, None), 10);
        assert_eq!(per_day(300, range, first(date(2026, 3, 1))), 10);
        assert_eq!(per_day(300, range, first(date(2026, 11, 7))), 15);
        assert_eq!(per_day(300, range, first(date(2026, 11, 26))), 300);
        assert_eq!(per_day(0, range, first(date(2026, 11, 27))), 0);
    }
}
