//! What mails say, from the catalogues that the web view and the shell have their words from.

use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use infuse_protocol::Timestamp;
use jiff::tz::TimeZone;

/// A language that mails are written in.
struct Language {
    /// BCP 47.
    tag: &'static str,
    /// As HTML calls it.
    direction: &'static str,
    /// In Fluent's syntax.
    catalogue: &'static str,
}

const ENGLISH: Language =
    Language { tag: "en", direction: "ltr", catalogue: include_str!("../../../../ui/src/locales/en/mail.ftl") };

/// The first stands in for one that is not there.
static LANGUAGES: [Language; 6] = [
    ENGLISH,
    Language { tag: "de", direction: "ltr", catalogue: include_str!("../../../../ui/src/locales/de/mail.ftl") },
    Language { tag: "es", direction: "ltr", catalogue: include_str!("../../../../ui/src/locales/es/mail.ftl") },
    Language { tag: "fr", direction: "ltr", catalogue: include_str!("../../../../ui/src/locales/fr/mail.ftl") },
    Language { tag: "ja", direction: "ltr", catalogue: include_str!("../../../../ui/src/locales/ja/mail.ftl") },
    Language { tag: "ar", direction: "rtl", catalogue: include_str!("../../../../ui/src/locales/ar/mail.ftl") },
];

/// What the id of a message ends in that is said to whoever has no password. The message of the same id without it is
/// said to all others, and speaks of one.
const WITHOUT_PASSWORD: &str = "-without-password";

static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| LANGUAGES.iter().map(Words::of).collect());

/// The catalogue of one language.
pub(super) struct Words {
    tag: &'static str,
    direction: &'static str,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Those of the language of that tag; English ones, where there are none.
    pub(super) fn of_language(tag: &str) -> &'static Self {
        Self::find(tag).unwrap_or_else(|| Self::english())
    }

    /// Those that whoever sent that `Accept-Language` reads best (RFC 9110, 12.5.4); English ones, where they read none
    /// that there are.
    pub(super) fn accepted(header: &str) -> &'static Self {
        let mut ranges: Vec<(f32, &str)> = header.split(',').filter_map(weighed).filter(|(q, _)| *q > 0.0).collect();
        // Of equal ones the first stays before the other.
        ranges.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        ranges.iter().find_map(|(_, range)| Self::find(range)).unwrap_or_else(|| Self::english())
    }

    pub(super) fn english() -> &'static Self {
        &WORDS[0]
    }

    fn find(tag: &str) -> Option<&'static Self> {
        let main = tag.split('-').next().unwrap_or(tag);
        WORDS.iter().find(|words| words.tag.eq_ignore_ascii_case(main))
    }

    fn of(language: &Language) -> Self {
        let Language { tag, direction, catalogue } = *language;
        let language = tag.parse().expect("languages have valid tags");
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // What is put into a text from right to left keeps a direction of its own. Elsewhere the marks for it would only
        // show as boxes in some programs; a subject loses them.
        bundle.set_use_isolating(direction == "rtl");
        let resource = FluentResource::try_new(catalogue.to_owned()).expect("a test parses the embedded catalogue");
        bundle.add_resource(resource).expect("the embedded catalogue names each message once");
        Self { tag, direction, bundle }
    }

    /// BCP 47.
    pub(super) fn tag(&self) -> &'static str {
        self.tag
    }

    pub(super) fn is_english(&self) -> bool {
        self.tag == ENGLISH.tag
    }

    /// As HTML calls it.
    pub(super) fn direction(&self) -> &'static str {
        self.direction
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// The id of what is said to somebody who has a password, or none. Most messages are the same to both.
    pub(super) fn id_for(&self, id: &str, has_password: bool) -> String {
        let without = format!("{id}{WITHOUT_PASSWORD}");
        if !has_password && self.has(&without) { without } else { id.to_owned() }
    }

    /// The message without arguments.
    pub(super) fn text(&self, id: &str) -> String {
        self.text_with(id, &[])
    }

    /// The message with its arguments; a message that the catalogue lacks shows as its id.
    pub(super) fn text_with(&self, id: &str, args: &[(&str, &str)]) -> String {
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, *value)).collect();
        self.format(id, &args)
    }

    /// The day of a moment in UTC, as in `3 December`.
    pub(super) fn day(&self, moment: Timestamp) -> String {
        let at = jiff::Timestamp::from_millisecond(moment.as_millis()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let date = at.to_zoned(TimeZone::UTC).date();
        let mut args = FluentArgs::new();
        args.set("day", date.day());
        args.set("month", date.month());
        self.format("mail-day", &args)
    }

    /// A moment in UTC, as in `3 December, 14:05 UTC`.
    pub(super) fn moment(&self, moment: Timestamp) -> String {
        let at = jiff::Timestamp::from_millisecond(moment.as_millis()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let time = at.strftime("%H:%M").to_string();
        self.text_with("mail-moment", &[("day", &self.day(moment)), ("time", &time)])
    }

    fn format(&self, id: &str, args: &FluentArgs<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            tracing::error!(id, "the catalogue lacks a message");
            return id.to_owned();
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        for error in errors {
            tracing::error!(id, %error, "a message was given the wrong arguments");
        }
        text
    }
}

/// A range of `Accept-Language` with its weight; nothing where it can not be read.
fn weighed(range: &str) -> Option<(f32, &str)> {
    let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
    let weight = match parameters.trim().strip_prefix("q=") {
        Some(weight) => weight.trim().parse().ok()?,
        None => 1.0,
    };
    Some((weight, tag.trim()))
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Words").field(&self.tag).finish()
    }
}

#[cfg(test)]
mod tests {
    use infuse_protocol::account::SecurityEventKind;
    use infuse_protocol::stream::AlertKind;

    use super::*;

    const SOURCES: [&str; 8] = [
        include_str!("alert.rs"),
        include_str!("link.rs"),
        include_str!("no_password.rs"),
        include_str!("notice.rs"),
        include_str!("test.rs"),
        include_str!("verification.rs"),
        include_str!("page.rs"),
        include_str!("words.rs"),
    ];

    fn ids() -> Vec<&'static str> {
        let names = ENGLISH.catalogue.lines().filter_map(|line| line.split_once(" = ").map(|(id, _)| id));
        names.filter(|id| id.starts_with("mail-")).collect()
    }

    #[test]
    fn every_message_of_the_catalogue_is_used_and_none_is_missing() {
        let sources: String =
            SOURCES.iter().map(|source| source.split("#[cfg(test)]").next().unwrap_or_default()).collect();
        let alerts = AlertKind::NAMES.iter().map(|(_, kind)| (*kind).to_owned());
        let events = SecurityEventKind::NAMES.iter().map(|(_, kind)| format!("security-{kind}"));
        let of_kinds: Vec<String> = alerts
            .chain(events)
            .flat_map(|kind| [format!("mail-{kind}-subject"), format!("mail-{kind}-body")])
            .collect();
        let is_used = |id: &str| {
            // It is said in the place of the other one.
            let id = id.strip_suffix(WITHOUT_PASSWORD).unwrap_or(id);
            sources.contains(&format!("\"{id}\"")) || of_kinds.iter().any(|of_kind| of_kind == id)
        };
        let unused: Vec<&str> = ids().into_iter().filter(|id| !is_used(id)).collect();
        assert!(unused.is_empty(), "{unused:?}");
        let asked_for = sources.split("\"mail-").skip(1).filter_map(|rest| rest.split('"').next());
        let missing: Vec<&str> = asked_for
            .filter(|rest| !rest.contains('{'))
            .filter(|rest| !ids().contains(&format!("mail-{rest}").as_str()))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
        assert!(AlertKind::NAMES.iter().all(|(_, kind)| Words::english().has(&format!("mail-{kind}-subject"))));
    }

    #[test]
    fn whoever_reads_several_languages_gets_the_one_they_like_best_of_those_that_there_are() {
        let tag = |header: &str| Words::accepted(header).tag();
        assert_eq!(tag("de"), "de");
        assert_eq!(tag("nl, de-AT;q=0.8, en;q=0.7"), "de");
        assert_eq!(tag("de;q=0.5, en-GB;q=0.9"), "en");
        assert_eq!(tag("de;q=0, en"), "en");
        for nothing in ["", "*", "de;q=much", ";;;,,", "nl"] {
            assert_eq!(tag(nothing), "en", "{nothing}");
        }
        assert_eq!(Words::of_language("system").tag(), "en");
    }

    #[test]
    fn every_language_that_can_be_chosen_says_all_of_it() {
        let chosen = infuse_protocol::preferences::Language::NAMES.iter().map(|(_, tag)| *tag);
        for tag in chosen.filter(|tag| *tag != "system") {
            let words = Words::of_language(tag);
            assert_eq!(words.tag(), tag);
            let missing: Vec<&str> = ids().into_iter().filter(|id| !words.has(id)).collect();
            assert!(missing.is_empty(), "{tag} lacks {missing:?}");
        }
    }

    #[test]
    fn whoever_has_no_password_is_told_of_none() {
        // What only they are mailed, and see, who have a password, choose one, or asked for one.
        const OF_PASSWORDS: [&str; 6] = [
            "mail-security-password_",
            "mail-reset-",
            "mail-no-password-",
            "mail-page-reset-",
            "mail-page-password-",
            "mail-page-fault-",
        ];
        let password = |tag: &str| match tag {
            "de" => "passwort",
            "es" => "contraseña",
            "fr" => "mot de passe",
            "ja" => "パスワード",
            "ar" => "مرور",
            _ => "password",
        };
        for Language { tag, catalogue, .. } in &LANGUAGES {
            let words = Words::of_language(tag);
            for (id, text) in catalogue.lines().filter_map(|line| line.split_once(" = ")) {
                let speaks_of_one = text.to_lowercase().contains(password(tag));
                if let Some(other) = id.strip_suffix(WITHOUT_PASSWORD) {
                    assert!(!speaks_of_one, "{tag}: {id}");
                    assert_eq!([words.id_for(other, true), words.id_for(other, false)], [other, id], "{tag}");
                } else if speaks_of_one && !OF_PASSWORDS.iter().any(|begins| id.starts_with(begins)) {
                    assert_ne!(words.id_for(id, false), id, "{tag}: it says nothing else to who has none");
                }
            }
        }
    }

    #[test]
    fn a_day_is_that_of_utc() {
        let moment: jiff::Timestamp = "2026-12-03T23:59:59Z".parse().unwrap();
        assert_eq!(Words::english().day(Timestamp::from_millis(moment.as_millisecond())), "3 December");
    }
}
