//! The words of a notification.

use infuse_engine::usage::alerts::Notice;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::wording::Wording;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) title: String,
    pub(super) body: String,
}

pub(super) fn words_of(notice: &Notice, wording: &Wording, zone: &TimeZone) -> Words {
    match notice {
        Notice::CreditsLow { available, resets_at_ms } => {
            let credits = wording.number(*available);
            let args = [("available", (*available).into()), ("credits", credits.into())];
            Words {
                title: wording.text_with("notice-low-title", args),
                body: until("notice-low-body", *resets_at_ms, wording, zone),
            }
        }
        Notice::CreditsExhausted { resets_at_ms } => Words {
            title: wording.text("notice-exhausted-title"),
            body: until("notice-exhausted-body", *resets_at_ms, wording, zone),
        },
        Notice::Signal { title, detail } => Words { title: title.clone(), body: detail.clone() },
        Notice::PlanUpgraded { plan } => Words {
            title: wording.text("notice-plan-title"),
            body: wording.text_with("notice-plan-body", [("plan", plan.as_str().into())]),
        },
        Notice::Digest { low, exhausted, signals, available } => Words {
            title: wording.text("notice-digest-title"),
            body: digest([*low, *exhausted, *signals], *available, wording),
        },
    }
}

/// A sentence with the date of the reset, or its twin without one.
fn until(id: &str, resets_at_ms: Option<i64>, wording: &Wording, zone: &TimeZone) -> String {
    match resets_at_ms.and_then(|ms| Timestamp::from_millisecond(ms).ok()) {
        Some(reset) => {
            let day = wording.day(reset.to_zoned(zone.clone()).date());
            wording.text_with(id, [("day", day.into())])
        }
        None => wording.text(&format!("{id}-no-reset")),
    }
}

fn digest(counts: [u32; 3], available: Option<i64>, wording: &Wording) -> String {
    let ids = ["notice-digest-low", "notice-digest-exhausted", "notice-digest-signals"];
    let happened = ids.into_iter().zip(counts).filter(|(_, count)| *count > 0);
    let mut sentences: Vec<String> =
        happened.map(|(id, count)| wording.text_with(id, [("count", count.into())])).collect();
    if let Some(available) = available {
        let credits = wording.number(available);
        sentences.push(wording.text_with("notice-digest-available", [("credits", credits.into())]));
    }
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(notice: Notice, title: &str, body: &str) {
        let words = words_of(&notice, &Wording::english(), &TimeZone::UTC);
        assert_eq!(words, Words { title: title.to_owned(), body: body.to_owned() });
    }

    fn third_of_december() -> Option<i64> {
        Some("2026-12-03T09:00:00Z".parse::<Timestamp>().unwrap().as_millisecond())
    }

    #[test]
    fn low_credits_are_counted_and_dated() {
        let body = "Agents stop when none are left. The next credits come on 3 Dec.";
        check(Notice::CreditsLow { available: 10, resets_at_ms: third_of_december() }, "10 credits left", body);
        check(
            Notice::CreditsLow { available: 1, resets_at_ms: None },
            "1 credit left",
            "Agents stop when none are left.",
        );
    }

    #[test]
    fn exhausted_credits_say_until_when() {
        let notice = Notice::CreditsExhausted { resets_at_ms: third_of_december() };
        check(notice, "No credits left", "Agents are refused until 3 Dec.");
        let notice = Notice::CreditsExhausted { resets_at_ms: None };
        check(notice, "No credits left", "Agents are refused until credits are added.");
    }

    #[test]
    fn a_digest_names_only_what_happened() {
        let notice = Notice::Digest { low: 1, exhausted: 0, signals: 3, available: Some(1_290) };
        let body = "Credits ran low once. Agents reported 3 problems. 1,290 available now.";
        check(notice, "While warnings were not shown", body);
    }

    #[test]
    fn a_signal_keeps_its_own_words() {
        let notice = Notice::Signal { title: "Nightly report".to_owned(), detail: "It failed".to_owned() };
        check(notice, "Nightly report", "It failed");
        check(Notice::PlanUpgraded { plan: "Pro".to_owned() }, "Your plan changed", "You are now on Pro.");
    }
}
