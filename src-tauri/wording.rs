//! Words of the shell itself, from the same catalogues as the web view's, and numbers and dates as the language
//! writes them.

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use infuse_engine::snapshot::{self, Snapshot};
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
    /// From how many digits on a number is written in groups.
    grouped_from: usize,
    /// What becomes of each piece of text.
    transform: Option<fn(&str) -> Cow<'_, str>>,
}

/// A language with the catalogues in its folder.
macro_rules! language {
    ($tag:literal) => {
        Language {
            tag: $tag,
            catalogues: [
                include_str!(concat!("../ui/src/locales/", $tag, "/common.ftl")),
                include_str!(concat!("../ui/src/locales/", $tag, "/native.ftl")),
            ],
            grouped_from: 4,
            transform: None,
        }
    };
}

const ENGLISH: Language = language!("en");

/// The first stands in for one that is not there.
static LANGUAGES: &[Language] = &[
    ENGLISH,
    language!("de"),
    // Four digits stand together.
    Language { grouped_from: 5, ..language!("es") },
    language!("fr"),
    language!("ja"),
    language!("ar"),
];

/// What the shell says everything in. Another may take its place while the app runs.
#[derive(Clone)]
pub(crate) struct Wordings(watch::Sender<Arc<Wording>>);

impl Wordings {
    /// That of the system's language.
    pub(crate) fn of_the_system() -> Self {
        let preferred = whoami::lang_prefs().unwrap_or_default();
        let tags: Vec<String> = preferred.message_langs().map(|language| language.to_string()).collect();
        Self::of(language_for(tags.iter().map(String::as_str)))
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
        self.speak(language_for(std::iter::once(tag)));
    }

    /// Goes on in the language that was chosen for this device.
    pub(crate) fn choose(&self, language: snapshot::Language) {
        match language.tag() {
            Some(tag) => self.follow(tag),
            None => {
                let of_the_system = Self::of_the_system().now();
                self.0.send_replace(of_the_system);
            }
        }
    }

    /// Goes on in each language that is chosen for this device.
    pub(crate) async fn follow_choice(self, mut snapshots: watch::Receiver<Snapshot>) {
        let mut spoken = None;
        loop {
            let chosen = snapshots.borrow_and_update().device.language;
            if spoken.replace(chosen) != Some(chosen) {
                self.choose(chosen);
            }
            if snapshots.changed().await.is_err() {
                return;
            }
        }
    }

    pub(crate) fn speak(&self, language: &Language) {
        self.0.send_replace(Arc::new(Wording::of(language)));
    }
}

/// The language that is preferred most of those that there are; the first one, where none of them is.
fn language_for<'a>(preferred: impl Iterator<Item = &'a str>) -> &'static Language {
    let main = |tag: &'a str| tag.split(['-', '_']).next().unwrap_or(tag);
    let mut found = preferred.filter_map(|tag| LANGUAGES.iter().find(|language| language.tag == main(tag)));
    found.next().unwrap_or(&ENGLISH)
}

/// The catalogues of one language.
pub(crate) struct Wording {
    tag: &'static str,
    bundle: FluentBundle<FluentResource>,
    grouped_from: usize,
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
        Self { tag: language.tag, bundle, grouped_from: language.grouped_from }
    }

    #[cfg(test)]
    pub(crate) fn english() -> Self {
        Self::of(&ENGLISH)
    }

    #[cfg(test)]
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        LANGUAGES.iter().map(Self::of)
    }

    /// BCP 47.
    pub(crate) fn tag(&self) -> &'static str {
        self.tag
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

    /// A whole number in groups of three digits, as in `1,000`. Digits are those of figures on the web and in exports,
    /// also in Arabic.
    pub(crate) fn number(&self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let separator = self.text("group-separator");
        let mut text = String::from(if number < 0 { "−" } else { "" });
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && digits.len() >= self.grouped_from && (digits.len() - index).is_multiple_of(3) {
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
        let tag = |preferred: &[&'static str]| language_for(preferred.iter().copied()).tag;
        assert_eq!(tag(&["nl-NL", "en_GB"]), "en");
        assert_eq!(tag(&["nl", "de_AT", "en"]), "de");
        assert_eq!(tag(&["nl"]), "en");
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

    #[tokio::test]
    async fn a_language_that_is_chosen_is_spoken_until_another_one_is() {
        let (device, snapshots) = watch::channel(Snapshot::starting());
        let wordings = Wordings::of(&ENGLISH);
        let following = tokio::spawn(wordings.clone().follow_choice(snapshots));
        let mut changes = wordings.changes();
        for (chosen, said) in
            [(snapshot::Language::German, "Infuse öffnen"), (snapshot::Language::English, "Open Infuse")]
        {
            device.send_modify(|snapshot| snapshot.device.language = chosen);
            changes.wait_for(|wording| wording.text("open-app") == said).await.unwrap();
        }
        drop(device);
        following.await.unwrap();
    }

    #[test]
    fn numbers_are_grouped_by_three_digits() {
        let wording = Wording::english();
        let written = [0, 999, 1_000, 50_000, 1_234_567, -20].map(|number| wording.number(number));
        assert_eq!(written, ["0", "999", "1,000", "50,000", "1,234,567", "−20"]);
    }

    #[test]
    fn each_language_writes_its_own_numbers_and_dates_and_arabic_the_digits_of_code() {
        let written = |tag: &str| {
            let wording = Wording::of(language_for(std::iter::once(tag)));
            (wording.number(1_234), wording.number(1_234_567), wording.day(date(2026, 12, 3)))
        };
        assert_eq!(written("de"), ("1.234".to_owned(), "1.234.567".to_owned(), "3. Dezember".to_owned()));
        assert_eq!(written("es"), ("1234".to_owned(), "1.234.567".to_owned(), "3 de diciembre".to_owned()));
        assert_eq!(written("fr").1, "1\u{202f}234\u{202f}567");
        let (short, long, day) = written("ar");
        assert_eq!((short.as_str(), long.as_str()), ("1,234", "1,234,567"));
        assert!(day.contains('3') && day.contains("ديسمبر"), "{day}");
    }

    #[test]
    fn every_language_that_can_be_chosen_is_there_whole() {
        for (_, tag) in snapshot::Language::TAGS {
            let language = language_for(std::iter::once(tag));
            assert_eq!(language.tag, tag);
            let wording = Wording::of(language);
            for catalogue in ENGLISH.catalogues {
                for (id, _) in catalogue
                    .lines()
                    .filter(|line| !line.starts_with([' ', '#']))
                    .filter_map(|line| line.split_once(" = "))
                {
                    assert!(wording.bundle.has_message(id), "{tag} lacks {id}");
                }
            }
        }
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
