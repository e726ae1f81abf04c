//! How long the credits last at the present pace. Pure.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::snapshot::Forecast;

/// How far back the pace is looked for.
pub(crate) const DAYS_BACK: i64 = 28;

/// Fewer days with debits say nothing about a pace.
const FEWEST_DAYS: usize = 3;

/// The range holds four outcomes of five, where days vary independently.
const SPREAD: f64 = 1.28;

/// What is known now.
#[derive(Clone, Debug)]
pub(crate) struct Outlook<'a> {
    pub(crate) today: Date,
    /// When the plan grants anew.
    pub(crate) resets_on: Date,
    /// Credits that can be spent.
    pub(crate) available: i64,
    pub(crate) spent_today: i64,
    /// Days with debits among the last [`DAYS_BACK`] before today, in order, with the credits spent.
    pub(crate) spent: &'a [(Date, i64)],
}

/// The day on which the credits end, if that is before the reset. `None` while there is too little to tell.
pub(crate) fn forecast(outlook: &Outlook<'_>) -> Option<Forecast> {
    let pace = Pace::of(outlook.spent, outlook.today)?;
    let available = outlook.available as f64;
    let (mut mean, mut variance) = (0.0, 0.0);
    let (mut earliest, mut date) = (None, None);
    let mut day = outlook.today;
    while day < outlook.resets_on {
        let expected = pace.on(day);
        if day == outlook.today {
            mean += (expected - outlook.spent_today as f64).max(0.0);
        } else {
            mean += expected;
            variance += pace.variance;
        }
        let spread = SPREAD * f64::sqrt(variance);
        if mean + spread >= available {
            earliest = earliest.or(Some(day));
        }
        if mean >= available {
            date = date.or(Some(day));
        }
        if mean - spread >= available {
            return short(outlook, earliest, date, day);
        }
        day = day.checked_add(1.day()).ok()?;
    }
    short(outlook, earliest, date, outlook.resets_on).or(Some(Forecast::Enough))
}

fn short(outlook: &Outlook<'_>, earliest: Option<Date>, date: Option<Date>, latest: Date) -> Option<Forecast> {
    let date = date?;
    let days_short = date.until(outlook.resets_on).map_or(0, |span| span.get_days());
    let earliest = earliest.unwrap_or(date);
    Some(Forecast::Short {
        date: date.to_string(),
        earliest: earliest.to_string(),
        latest: latest.to_string(),
        days_short,
    })
}

/// What a day of each weekday takes, and how far days stray from that.
struct Pace {
    by_weekday: [f64; 7],
    variance: f64,
}

impl Pace {
    fn of(spent: &[(Date, i64)], today: Date) -> Option<Self> {
        let (first, _) = *spent.first()?;
        if spent.len() < FEWEST_DAYS {
            return None;
        }
        let mut days = Vec::new();
        let mut day = first;
        while day < today {
            let credits = spent.iter().find(|(date, _)| *date == day).map_or(0, |(_, credits)| *credits);
            days.push((index(day), credits as f64));
            day = day.checked_add(1.day()).ok()?;
        }
        let overall = mean(days.iter().map(|(_, credits)| *credits))?;
        let by_weekday = std::array::from_fn(|weekday| {
            mean(days.iter().filter(|(of, _)| *of == weekday).map(|(_, credits)| *credits)).unwrap_or(overall)
        });
        let variance = mean(days.iter().map(|(weekday, credits)| (credits - by_weekday[*weekday]).powi(2)))?;
        Some(Self { by_weekday, variance })
    }

    fn on(&self, day: Date) -> f64 {
        self.by_weekday[index(day)]
    }
}

/// 0 for Monday to 6 for Sunday.
fn index(day: Date) -> usize {
    usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0)
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 11, 21);

    fn days_back(credits: &[i64]) -> Vec<(Date, i64)> {
        let ago = i64::try_from(credits.len()).expect("a few");
        let with_debits = credits.iter().enumerate().filter(|(_, credits)| **credits > 0);
        with_debits.map(|(at, credits)| (TODAY - (ago - at as i64).days(), *credits)).collect()
    }

    fn ask(available: i64, days_to_reset: i64, spent: &[(Date, i64)]) -> Option<Forecast> {
        let resets_on = TODAY + days_to_reset.days();
        forecast(&Outlook { today: TODAY, resets_on, available, spent_today: 0, spent })
    }

    #[test]
    fn two_days_of_debits_are_too_little_to_tell() {
        assert_eq!(ask(100, 12, &days_back(&[5, 5])), None);
        assert!(ask(100, 12, &days_back(&[5, 5, 5])).is_some());
    }

    #[test]
    fn an_even_pace_ends_on_one_day() {
        // Ten a day: today's ten, then four more days.
        let expected = Forecast::Short {
            date: "2026-11-25".to_owned(),
            earliest: "2026-11-25".to_owned(),
            latest: "2026-11-25".to_owned(),
            days_short: 7,
        };
        assert_eq!(ask(50, 11, &days_back(&[10; 28])), Some(expected));
        assert_eq!(ask(500, 11, &days_back(&[10; 28])), Some(Forecast::Enough));
    }

    #[test]
    fn a_pace_of_workdays_does_not_count_on_the_weekend() {
        // 2026-11-21 is a Saturday: nothing is spent until Monday the 23rd.
        let workdays: Vec<i64> = (0..28).map(|at| if at % 7 < 5 { 10 } else { 0 }).collect();
        let first = TODAY - 28.days();
        assert_eq!(first.weekday(), jiff::civil::Weekday::Saturday);
        let shifted: Vec<i64> = (0..28).map(|at| workdays[(at + 5) % 28]).collect();
        let Some(Forecast::Short { date, .. }) = ask(30, 12, &days_back(&shifted)) else { panic!("it is short") };
        assert_eq!(date, "2026-11-25");
    }

    proptest! {
        #[test]
        fn the_day_lies_in_its_range_before_the_reset(
            spent in proptest::collection::vec(0i64..200, 3..28), available in 0i64..3000, days in 1i64..31
        ) {
            if let Some(Forecast::Short { date, earliest, latest, days_short }) = ask(available, days, &days_back(&spent)) {
                prop_assert!(earliest <= date && date <= latest);
                prop_assert!(TODAY.to_string() <= earliest);
                prop_assert!(latest <= (TODAY + days.days()).to_string());
                prop_assert!(days_short >= 1 && i64::from(days_short) <= days);
            }
        }

        #[test]
        fn more_credits_never_end_sooner(
            spent in proptest::collection::vec(0i64..200, 3..28), available in 0i64..3000, more in 0i64..500
        ) {
            let end = |available| match ask(available, 30, &days_back(&spent)) {
                Some(Forecast::Short { date, .. }) => Some(date),
                _ => None,
            };
            if let Some(later) = end(available + more) {
                let sooner = end(available);
                prop_assert!(sooner.is_some_and(|sooner| sooner <= later));
            }
        }
    }
}
