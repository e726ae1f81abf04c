//! Quiet hours: hours of each day in which notices wait. Pure: a moment goes in, where it stands comes out.

use jiff::civil::{Date, Time};
use jiff::{ToSpan as _, Zoned};

/// Hours of each day, by the time of the place where this device is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct QuietHours {
    from: Time,
    /// On the next day, where it is earlier than they begin.
    to: Time,
}

/// Where a moment stands to quiet hours, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) is_quiet: bool,
    /// When they end or begin next, in milliseconds since the Unix epoch; always later.
    pub(crate) until_ms: i64,
}

impl QuietHours {
    /// Of times of day as the contract writes them, `HH:MM`; `None` where one is none, or where they end as they begin.
    pub(crate) fn read(from: &str, to: &str) -> Option<Self> {
        let time = |text| Time::strptime("%H:%M", text).ok();
        let (from, to) = (time(from)?, time(to)?);
        (from != to).then_some(Self { from, to })
    }

    /// Where a moment stands; `None` at the ends of what calendars know.
    pub(crate) fn at(self, now: &Zoned) -> Option<Standing> {
        let today = now.date();
        // Those of yesterday may last until today; where a clock was set forward, a day's may be over before they begin.
        for date in [today.yesterday().ok()?, today, today.tomorrow().ok()?, today.checked_add(2.days()).ok()?] {
            let (begin, end) = self.of_day(date, now)?;
            if begin < end && *now < end {
                let is_quiet = begin <= *now;
                let until = if is_quiet { end } else { begin };
                return Some(Standing { is_quiet, until_ms: until.timestamp().as_millisecond() });
            }
        }
        None
    }

    /// When those of a day begin and end. A time that clocks leave out is as much later.
    fn of_day(self, date: Date, now: &Zoned) -> Option<(Zoned, Zoned)> {
        let last = if self.from < self.to { date } else { date.tomorrow().ok()? };
        let moment = |date: Date, time: Time| date.to_datetime(time).to_zoned(now.time_zone().clone()).ok();
        Some((moment(date, self.from)?, moment(last, self.to)?))
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;
    use proptest::prelude::*;

    use super::*;

    fn at(hours: QuietHours, moment: &str) -> (bool, String) {
        let now: Zoned = moment.parse().unwrap();
        let standing = hours.at(&now).unwrap();
        let until = Timestamp::from_millisecond(standing.until_ms).unwrap().to_zoned(now.time_zone().clone());
        (standing.is_quiet, until.datetime().to_string())
    }

    fn night() -> QuietHours {
        QuietHours::read("22:00", "07:00").unwrap()
    }

    #[test]
    fn a_night_lasts_from_one_day_to_the_next() {
        assert_eq!(at(night(), "2026-11-28T21:59:59.999[Europe/Berlin]"), (false, "2026-11-28T22:00:00".to_owned()));
        assert_eq!(at(night(), "2026-11-28T22:00[Europe/Berlin]"), (true, "2026-11-29T07:00:00".to_owned()));
        assert_eq!(at(night(), "2026-11-29T06:59:59.999[Europe/Berlin]"), (true, "2026-11-29T07:00:00".to_owned()));
        assert_eq!(at(night(), "2026-11-29T07:00[Europe/Berlin]"), (false, "2026-11-29T22:00:00".to_owned()));
    }

    #[test]
    fn hours_of_one_day_are_of_each_day() {
        let noon = QuietHours::read("12:00", "13:30").unwrap();
        assert_eq!(at(noon, "2026-11-28T12:30[Asia/Tokyo]"), (true, "2026-11-28T13:30:00".to_owned()));
        assert_eq!(at(noon, "2026-11-28T13:30[Asia/Tokyo]"), (false, "2026-11-29T12:00:00".to_owned()));
    }

    #[test]
    fn a_night_in_which_clocks_change_ends_as_the_clock_says() {
        // 2026-10-25, 03:00 becomes 02:00; 2026-03-29, 02:00 becomes 03:00.
        assert_eq!(at(night(), "2026-10-24T23:00[Europe/Berlin]"), (true, "2026-10-25T07:00:00".to_owned()));
        assert_eq!(at(night(), "2026-03-28T23:00[Europe/Berlin]"), (true, "2026-03-29T07:00:00".to_owned()));
        let gap = QuietHours::read("02:10", "02:40").unwrap();
        assert_eq!(at(gap, "2026-03-29T00:00[Europe/Berlin]"), (false, "2026-03-29T03:10:00".to_owned()));
        let into_gap = QuietHours::read("02:50", "03:10").unwrap();
        assert_eq!(at(into_gap, "2026-03-29T03:05[Europe/Berlin]"), (false, "2026-03-30T02:50:00".to_owned()));
    }

    #[test]
    fn hours_that_end_as_they_begin_or_are_no_times_are_none() {
        for (from, to) in [("22:00", "22:00"), ("25:00", "07:00"), ("", "07:00"), ("22:00", "at dawn")] {
            assert_eq!(QuietHours::read(from, to), None);
        }
    }

    proptest! {
        #[test]
        fn a_moment_is_quiet_exactly_where_its_time_of_day_lies_within(
            from in 0i64..1440, to in 0i64..1440, now_ms in 0i64..4_000_000_000_000,
        ) {
            let text = |minutes: i64| format!("{:02}:{:02}", minutes / 60, minutes % 60);
            prop_assume!(from != to);
            let hours = QuietHours::read(&text(from), &text(to)).unwrap();
            let standing = hours.at(&Timestamp::from_millisecond(now_ms).unwrap().to_zoned(TimeZone::UTC)).unwrap();
            let of_day = now_ms.rem_euclid(86_400_000) / 60_000;
            let is_within = (of_day - from).rem_euclid(1440) < (to - from).rem_euclid(1440);
            prop_assert_eq!(standing.is_quiet, is_within);
            let boundary = if is_within { to } else { from };
            prop_assert!(standing.until_ms > now_ms && standing.until_ms - now_ms <= 86_400_000);
            prop_assert_eq!(standing.until_ms.rem_euclid(86_400_000), boundary * 60_000);
        }
    }
}
