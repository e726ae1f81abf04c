//! Words of the shell itself, from the same catalogues as the web view's, and numbers and dates as the language
//! writes them.

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tokio::sync::watch;

/// A language that the shell has words in.
pub(crate) struct Language {
    /// BCP 47.
    tag: &'static str,
    /// In Fluent's syntax: what windows say too, and what they do not.
    catalogues: [&'static str; 2],
    /// What becomes of each piece of text.
    transform: Option<fn(&str) -> Cow<'_, str>>,
}

const ENGLISH: Language = Language {
    tag: "en",
    catalogues: [include_str!("../ui/src/locales/en/common.ftl"), include_str!("../ui/src/locales/en/native.ftl")],
    transform: None,
};

/// The first stands in for one that is not there.
static LANGUAGES: [Language; 1] = [ENGLISH];

/// What the shell says everything in. Another may take its place while the app runs.
#[derive(Clone)]
pub(crate) struct Wordings(watch::Sender<Arc<Wording>>);

impl Wordings {
    /// That of the system's language.
    pub(crate) fn of_the_system() -> Self {
        let preferred = whoami::lang_prefs().unwrap_or_default();
        let tags: Vec<String> = preferred.message_langs().map(|language| language.to_string()).collect();
        Self::of(language_for(&LANGUAGES, tags.iter().map(String::as_str)))
    }

    pub(crate) fn of(language: &Language) -> Self {
        Self(watch::Sender::new(Arc::new(Wording::of(language))))
    }

    /// That of now. Whoever keeps it goes on in a language that is no longer spoken.
    pub(crate) fn now(&self) -> Arc<Wording> {
        self.0.borrow().clone()
    }

    /// Tells when it is another.
    pub(crate) fn changes(&self) -> watch::Receiver<Arc<Wording>> {
        self.0.subscribe()
    }

    /// Goes on in the language of that tag, which the windows speak now.
    pub(crate) fn follow(&self, tag: &str) {
        self.speak(language_for(&LANGUAGES, std::iter::once(tag)));
    }

    pub(crate) fn speak(&self, language: &Language) {
        self.0.send_replace(Arc::new(Wording::of(language)));
    }
}

/// The language that is preferred most of those that there are; the first one, where none of them is.
fn language_for<'a>(languages: &'a [Language; 1], preferred: impl Iterator<Item = &'a str>) -> &'a Language {
    let main = |tag: &'a str| tag.split(['-', '_']).next().unwrap_or(tag);
    let mut found = preferred.filter_map(|tag| languages.iter().find(|language| main(language.tag) == main(tag)));
    found.next().unwrap_or(&languages[0])
}

/// The catalogues of one language.
pub(crate) struct Wording {
    bundle: FluentBundle<FluentResource>,
}

impl Wording {
    fn of(language: &Language) -> Self {
        let tag = language.tag.parse().expect("languages have valid tags");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Tooltips and menus are plain text: isolation marks would show as boxes in some of them.
        bundle.set_use_isolating(false);
        bundle.set_transform(language.transform);
        for catalogue in language.catalogues {
            let resource = FluentResource::try_new(catalogue.to_owned()).expect("a test parses the embedded catalogue");
            bundle.add_resource(resource).expect("the embedded catalogues name each message once");
        }
        Self { bundle }
    }

    #[cfg(test)]
    pub(crate) fn english() -> Self {
        Self::of(&ENGLISH)
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

    /// Plans are data of the server: one that the catalogues do not know goes by its own name.
    pub(crate) fn plan(&self, plan: &str) -> String {
        let id = format!("plan-{plan}");
        if self.bundle.has_message(&id) { self.text(&id) } else { plan.to_owned() }
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
pub(crate) mod tests {
    use super::*;
    use jiff::civil::date;

    /// A language that nobody speaks: English, with longer words.
    pub(crate) const PSEUDO: Language =
        Language { tag: "en-XB", transform: Some(|text| text.replace('e', "éè").into()), ..ENGLISH };

    #[test]
    fn the_words_are_in_the_language_that_is_preferred_most_of_those_that_there_are() {
        let tag = |preferred: &[&'static str]| language_for(&LANGUAGES, preferred.iter().copied()).tag;
        assert_eq!(tag(&["fr-FR", "en_GB"]), "en");
        assert_eq!(tag(&["fr"]), "en");
        assert_eq!(tag(&[]), "en");
    }

    #[test]
    fn what_is_said_next_is_said_in_the_language_of_then() {
        let wordings = Wordings::of(&ENGLISH);
        let mut changes = wordings.changes();
        assert_eq!(wordings.now().text("open-app"), "Open Infuse");
        wordings.speak(&PSEUDO);
        assert!(changes.has_changed().unwrap());
        assert_eq!(changes.borrow_and_update().text("open-app"), "Opéèn Infuséè");
        wordings.follow("en-GB");
        assert_eq!(wordings.now().text("open-app"), "Open Infuse");
    }

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
