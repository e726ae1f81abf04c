//! When a billing cycle begins: each month on the anchor's day, at the anchor's time in UTC.

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// The start of the cycle with that number, in milliseconds since the Unix epoch; cycle 0 starts at the anchor.
///
/// Every start is computed from the anchor itself, so that the 31st falls on a short month's last
/// day and comes back to the 31st after it. Beyond the calendar's end (year 9999) no cycle begins.
pub(crate) fn start(anchor_ms: i64, number: i64) -> i64 {
    Timestamp::from_millisecond(anchor_ms)
        .and_then(|anchor| {
            Span::new().try_months(number).and_then(|months| anchor.to_zoned(TimeZone::UTC).checked_add(months))
        })
        .map_or(i64::MAX, |start| start.timestamp().as_millisecond())
}

/// The number of the cycle that a moment lies in, in milliseconds since the Unix epoch; below 0 before the anchor.
pub(crate) fn number_at(anchor_ms: i64, at_ms: i64) -> i64 {
    // No month is longer than 31 days or shorter than 28, so that the guess lies at or before the cycle.
    let months = (at_ms - anchor_ms) / (31 * DAY_MS);
    let mut number = if at_ms < anchor_ms { (at_ms - anchor_ms) / (28 * DAY_MS) - 1 } else { months };
    while start(anchor_ms, number + 1) <= at_ms {
        number += 1;
    }
    number
}

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(anchor: &str, numbers: impl IntoIterator<Item = i64>) -> Vec<String> {
        let anchor_ms = anchor.parse::<Timestamp>().expect("a time").as_millisecond();
        numbers
            .into_iter()
            .map(|number| Timestamp::from_millisecond(start(anchor_ms, number)).expect("in range").to_string())
            .collect()
    }

    #[test]
    fn the_31st_falls_on_a_short_months_last_day_and_returns_to_the_31st() {
        assert_eq!(
            starts("2027-12-31T09:30:00Z", 0..=4),
            [
                "2027-12-31T09:30:00Z",
                "2028-01-31T09:30:00Z",
                "2028-02-29T09:30:00Z",
                "2028-03-31T09:30:00Z",
                "2028-04-30T09:30:00Z"
            ]
        );
    }

    #[test]
    fn a_leap_day_anchor_keeps_its_day_where_the_month_has_it() {
        assert_eq!(
            starts("2028-02-29T00:00:00Z", [1, 12, 48]),
            ["2028-03-29T00:00:00Z", "2029-02-28T00:00:00Z", "2032-02-29T00:00:00Z"]
        );
    }

    #[test]
    fn beyond_the_calendar_no_cycle_begins() {
        assert_eq!(start(0, i64::MAX), i64::MAX);
        assert_eq!(start(i64::MAX, 1), i64::MAX);
    }

    #[test]
    fn every_moment_lies_in_the_cycle_of_its_number() {
        let anchor_ms = "2027-12-31T09:30:00Z".parse::<Timestamp>().expect("a time").as_millisecond();
        for number in [-30, -12, -1, 0, 1, 2, 13, 200] {
            let start_ms = start(anchor_ms, number);
            assert_eq!(number_at(anchor_ms, start_ms), number);
            assert_eq!(number_at(anchor_ms, start_ms - 1), number - 1);
            assert_eq!(number_at(anchor_ms, start_ms + DAY_MS), number);
        }
    }
}
