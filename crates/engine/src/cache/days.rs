//! Days and months as the cache numbers them.

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

const EPOCH: Date = date(1970, 1, 1);

/// Days since 1970-01-01.
pub(crate) type Day = i64;

/// `12 * year + month - 1`
pub(crate) type Month = i64;

/// The day's number.
pub(crate) fn day_of(date: Date) -> Day {
    EPOCH.until(date).map_or(0, |span| i64::from(span.get_days()))
}

/// The date of a day's number; the nearest date that exists, for numbers beyond the calendar.
pub(crate) fn date_of(day: Day) -> Date {
    let nearest = if day < 0 { Date::MIN } else { Date::MAX };
    EPOCH.checked_add(day.clamp(-4_000_000, 4_000_000).days()).unwrap_or(nearest)
}

/// The month's number.
pub(crate) fn month_of(date: Date) -> Month {
    i64::from(date.year()) * 12 + i64::from(date.month()) - 1
}

/// The first date of a month.
pub(crate) fn first_of(month: Month) -> Date {
    let year = i16::try_from(month.div_euclid(12)).unwrap_or(9999);
    let of_year = i8::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
    Date::new(year, of_year, 1).unwrap_or(Date::MAX)
}

/// The date of an instant in a time zone.
pub(crate) fn date_at(millis: i64, zone: &TimeZone) -> Date {
    let instant = Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH);
    zone.to_datetime(instant).date()
}

/// The first instant of a date in a time zone, in milliseconds.
pub(crate) fn start_of(date: Date, zone: &TimeZone) -> i64 {
    date.to_zoned(zone.clone()).map_or(i64::MAX, |zoned| zoned.timestamp().as_millisecond())
}

/// Finds the day of many instants that mostly follow one another: a day's bounds are computed once.
pub(crate) struct DayFinder {
    zone: TimeZone,
    known: std::ops::Range<i64>,
    day: Day,
    month: Month,
}

impl DayFinder {
    pub(crate) fn new(zone: TimeZone) -> Self {
        Self { zone, known: 0..0, day: 0, month: 0 }
    }

    pub(crate) fn find(&mut self, millis: i64) -> (Day, Month) {
        if !self.known.contains(&millis) {
            let date = date_at(millis, &self.zone);
            let next = date.tomorrow().unwrap_or(Date::MAX);
            self.known = start_of(date, &self.zone)..start_of(next, &self.zone);
            self.day = day_of(date);
            self.month = month_of(date);
        }
        (self.day, self.month)
    }
}

/// A range of days, both included, as whole months and the days that are left at either end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) months: Option<(Month, Month)>,
    pub(crate) days: Vec<(Day, Day)>,
}

/// Cuts a range so that its whole months can be read from monthly sums.
pub(crate) fn parts(from: Day, to: Day) -> Parts {
    if from > to {
        return Parts { months: None, days: Vec::new() };
    }
    let starts_at = |day: Day| day_of(first_of(month_of(date_of(day)))) == day;
    let first_month = month_of(date_of(from)) + i64::from(!starts_at(from));
    let last_month = month_of(date_of(to + 1)) - 1;
    if first_month > last_month {
        return Parts { months: None, days: vec![(from, to)] };
    }
    let before = (from, day_of(first_of(first_month)) - 1);
    let after = (day_of(first_of(last_month + 1)), to);
    let days = [before, after].into_iter().filter(|(from, to)| from <= to).collect();
    Parts { months: Some((first_month, last_month)), days }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_parts_of_a_range_cover_each_day_once(from in 0i64..30_000, length in 0i64..1_500) {
            let to = from + length;
            let parts = parts(from, to);
            let mut days: Vec<Day> = parts.days.iter().flat_map(|(from, to)| *from..=*to).collect();
            if let Some((first, last)) = parts.months {
                days.extend(day_of(first_of(first))..day_of(first_of(last + 1)));
            }
            days.sort_unstable();
            prop_assert_eq!(days, (from..=to).collect::<Vec<_>>());
        }

        #[test]
        fn a_day_and_its_date_name_each_other(day in -100_000i64..100_000) {
            prop_assert_eq!(day_of(date_of(day)), day);
        }

        #[test]
        fn the_finder_agrees_with_the_calendar(millis in proptest::collection::vec(0i64..4_000_000_000_000, 1..50)) {
            let zone = TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC);
            let mut finder = DayFinder::new(zone.clone());
            for millis in millis {
                let date = date_at(millis, &zone);
                prop_assert_eq!(finder.find(millis), (day_of(date), month_of(date)));
            }
        }
    }
}
