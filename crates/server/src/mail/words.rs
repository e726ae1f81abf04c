//! What mails say, from the catalogues that the web view and the shell have their words from.

use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use infuse_protocol::Timestamp;
use jiff::tz::TimeZone;

const ENGLISH: &str = include_str!("../../../../ui/src/locales/en/mail.ftl");

/// The only language so far. What a person chooses some day chooses one of these.
static WORDS: LazyLock<Words> = LazyLock::new(|| Words::of("en", ENGLISH));

/// The catalogue of one language.
pub(super) struct Words {
    tag: &'static str,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    pub(super) fn english() -> &'static Self {
        &WORDS
    }

    fn of(tag: &'static str, catalogue: &str) -> Self {
        let language = tag.parse().expect("languages have valid tags");
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // A subject is plain text: isolation marks would show as boxes in some programs.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(catalogue.to_owned()).expect("a test parses the embedded catalogue");
        bundle.add_resource(resource).expect("the embedded catalogue names each message once");
        Self { tag, bundle }
    }

    /// BCP 47.
    pub(super) fn tag(&self) -> &'static str {
        self.tag
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
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

    const SOURCES: [&str; 6] = [
        include_str!("alert.rs"),
        include_str!("link.rs"),
        include_str!("notice.rs"),
        include_str!("verification.rs"),
        include_str!("page.rs"),
        include_str!("words.rs"),
    ];

    fn ids() -> Vec<&'static str> {
        let names = ENGLISH.lines().filter_map(|line| line.split_once(" = ").map(|(id, _)| id));
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
        let is_used = |id: &str| sources.contains(&format!("\"{id}\"")) || of_kinds.iter().any(|of_kind| of_kind == id);
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
    fn a_day_is_that_of_utc() {
        let moment: jiff::Timestamp = "2026-12-03T23:59:59Z".parse().unwrap();
        assert_eq!(Words::english().day(Timestamp::from_millis(moment.as_millisecond())), "3 December");
    }
}
