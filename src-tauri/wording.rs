//! Words of the shell itself, from the same catalogues as the web view's, and numbers and dates as the language
//! writes them.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

const ENGLISH: &str = include_str!("../ui/src/locales/en/native.ftl");

/// The catalogue of one language.
pub(crate) struct Wording {
    bundle: FluentBundle<FluentResource>,
}

impl Wording {
    pub(crate) fn english() -> Self {
        let language = "en".parse().expect("`en` is a language tag");
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Tooltips and menus are plain text: isolation marks would show as boxes in some of them.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(ENGLISH.to_owned()).expect("a test parses the embedded catalogue");
        bundle.add_resource(resource).expect("the embedded catalogue names each message once");
        Self { bundle }
    }

    /// The message without arguments.
    pub(crate) fn text(&self, id: &str) -> String {
        self.text_with(id, [])
    }

    /// The message with its arguments; a message that the catalogue lacks shows as its id.
    pub(crate) fn text_with<const N: usize>(&self, id: &str, args: [(&str, FluentValue<'_>); N]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            tracing::error!(id, "the catalogue lacks a message");
            return id.to_owned();
        };
        let args: FluentArgs<'_> = args.into_iter().collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        for error in errors {
            tracing::error!(id, %error, "a message was given the wrong arguments");
        }
        text
    }

    /// A whole number in groups of three digits, as in `1,000`.
    pub(crate) fn number(&self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let separator = self.text("group-separator");
        let mut text = String::from(if number < 0 { "−" } else { "" });
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push_str(&separator);
            }
            text.push(digit);
        }
        text
    }

    /// A date within a year, as in `3 Dec`.
    pub(crate) fn day(&self, date: Date) -> String {
        self.text_with("day", [("day", date.day().into()), ("month", date.month().into())])
    }

    /// A past moment as the person's clock showed it: the time of today, else date and time.
    pub(crate) fn moment(&self, moment: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
        let local = moment.to_zoned(zone.clone());
        let time = local.strftime("%H:%M").to_string();
        if local.date() == now.to_zoned(zone.clone()).date() {
            self.text_with("moment-today", [("time", time.into())])
        } else {
            self.text_with("moment-other-day", [("day", self.day(local.date()).into()), ("time", time.into())])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn numbers_are_grouped_by_three_digits() {
        let wording = Wording::english();
        let written = [0, 999, 1_000, 50_000, 1_234_567, -20].map(|number| wording.number(number));
        assert_eq!(written, ["0", "999", "1,000", "50,000", "1,234,567", "−20"]);
    }

    #[test]
    fn dates_are_short() {
        let wording = Wording::english();
        assert_eq!(wording.day(date(2026, 12, 3)), "3 Dec");
        assert_eq!(wording.day(date(2026, 1, 31)), "31 Jan");
    }

    #[test]
    fn a_moment_of_today_is_a_time_and_an_older_one_has_its_date() {
        let wording = Wording::english();
        let zone = TimeZone::fixed(jiff::tz::offset(1));
        let now: Timestamp = "2026-11-21T23:30:00Z".parse().unwrap();
        // Half past midnight of the 22nd there: an hour before is another day.
        assert_eq!(wording.moment(now, now, &zone), "00:30");
        assert_eq!(wording.moment("2026-11-21T22:30:00Z".parse().unwrap(), now, &zone), "21 Nov, 23:30");
    }
}
