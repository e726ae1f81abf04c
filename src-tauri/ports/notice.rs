//! The words of a notification.

use infuse_engine::notice::{Counts, Notice, Occasion};
use infuse_engine::snapshot::{ApprovalCategory, ApprovalNow};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::request::Request;
use crate::wording::Wording;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) title: String,
    pub(super) body: String,
}

pub(super) fn words_of(notice: &Notice, wording: &Wording, zone: &TimeZone) -> Words {
    match notice {
        Notice::CreditsLow { available, resets_at_ms } => Words {
            title: match available {
                Some(available) => {
                    let credits = wording.number(*available);
                    let args = [("available", (*available).into()), ("credits", credits.into())];
                    wording.text_with("notice-low-title", args)
                }
                None => wording.text("notice-low-title-unknown"),
            },
            body: until("notice-low-body", *resets_at_ms, wording, zone),
        },
        Notice::CreditsExhausted { resets_at_ms } => Words {
            title: wording.text("notice-exhausted-title"),
            body: until("notice-exhausted-body", *resets_at_ms, wording, zone),
        },
        Notice::CreditsWereExhausted { at_ms, granted, available } => Words {
            title: wording.text("notice-digest-title"),
            body: were_exhausted(*at_ms, *granted, *available, wording, zone),
        },
        Notice::Signal { title, detail } => Words { title: title.clone(), body: detail.clone() },
        Notice::Elsewhere { title, detail } => Words {
            title: wording.text_with("notice-elsewhere-title", [("title", title.as_str().into())]),
            body: detail.clone(),
        },
        Notice::PlanUpgraded { plan } => Words {
            title: wording.text("notice-plan-title"),
            body: wording.text_with("notice-plan-body", [("plan", wording.plan(plan).into())]),
        },
        Notice::NewDevice { device, address } => {
            let device = device.clone().unwrap_or_else(|| wording.text("notice-new-device-unknown"));
            let args = [("device", device.into()), ("address", address.as_str().into())];
            Words {
                title: wording.text("notice-new-device-title"),
                body: wording.text_with("notice-new-device-body", args),
            }
        }
        Notice::Approval(approval) => Words {
            title: wording.text_with("notice-approval", [("agent", approval.asked_by.as_str().into())]),
            body: approval_body(approval, wording),
        },
        Notice::Test => Words { title: wording.text("notice-test-title"), body: wording.text("notice-test-body") },
        Notice::Digest { occasion, counts, available } => {
            let title = digest_title(*occasion, counts, wording);
            let body = match occasion {
                // The title says it all.
                Occasion::Burst if counts.workflows_failed == counts.total() => {
                    digest(&Counts::default(), *available, wording)
                }
                _ => digest(counts, *available, wording),
            };
            Words { title, body }
        }
    }
}

/// What a click on the notice opens: the figures that it is about, or the list in which all of it can be read again.
pub(super) fn opens(notice: &Notice) -> Request {
    match notice {
        Notice::Signal { .. } | Notice::Elsewhere { .. } | Notice::Digest { .. } => Request::OPEN_ALERTS,
        Notice::NewDevice { .. } => Request::OPEN_ACCOUNT,
        // It stands at the top of whatever is shown.
        Notice::Approval(_) => Request::OPEN,
        Notice::CreditsLow { .. }
        | Notice::CreditsExhausted { .. }
        | Notice::CreditsWereExhausted { .. }
        | Notice::PlanUpgraded { .. }
        | Notice::Test => Request::OPEN_USAGE,
    }
}

/// Whether it is a warning, which one may want no more of for a while.
pub(super) fn can_be_snoozed(notice: &Notice) -> bool {
    !matches!(notice, Notice::PlanUpgraded { .. } | Notice::NewDevice { .. } | Notice::Approval(_) | Notice::Test)
}

/// What is to be done and of which kind that is, what it would spend, and what the agent says of it.
fn approval_body(approval: &ApprovalNow, wording: &Wording) -> String {
    let category = wording.text(category_of(approval.category));
    let what = wording
        .text_with("notice-approval-body", [("what", approval.title.as_str().into()), ("category", category.into())]);
    let credits = approval.credits.map(|credits| {
        wording.text_with(
            "notice-approval-credits",
            [("count", credits.into()), ("credits", wording.number(credits.into()).into())],
        )
    });
    [Some(what), credits, approval.detail.clone()].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn category_of(category: Option<ApprovalCategory>) -> &'static str {
    match category {
        Some(ApprovalCategory::SendMessages) => "approval-category-send_messages",
        Some(ApprovalCategory::ChangeCalendar) => "approval-category-change_calendar",
        Some(ApprovalCategory::DeleteData) => "approval-category-delete_data",
        Some(ApprovalCategory::RunCommands) => "approval-category-run_commands",
        Some(ApprovalCategory::SpendCredits) => "approval-category-spend_credits",
        None => "approval-category-other",
    }
}

fn were_exhausted(at_ms: i64, granted: Option<i64>, available: i64, wording: &Wording, zone: &TimeZone) -> String {
    let at = Timestamp::from_millisecond(at_ms).unwrap_or_default();
    let day = wording.day(at.to_zoned(zone.clone()).date());
    match granted {
        Some(granted) => {
            let granted = wording.number(granted);
            wording.text_with("notice-were-exhausted-granted", [("day", day.into()), ("granted", granted.into())])
        }
        None => {
            let credits = wording.number(available);
            let args = [("day", day.into()), ("available", available.into()), ("credits", credits.into())];
            wording.text_with("notice-were-exhausted", args)
        }
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

fn digest_title(occasion: Occasion, counts: &Counts, wording: &Wording) -> String {
    match occasion {
        Occasion::Away => wording.text("notice-digest-title"),
        Occasion::Burst if counts.workflows_failed == counts.total() => {
            wording.text_with("notice-burst-workflows", [("count", counts.workflows_failed.into())])
        }
        Occasion::Burst => wording.text_with("notice-burst", [("count", counts.total().into())]),
    }
}

fn digest(counts: &Counts, available: Option<i64>, wording: &Wording) -> String {
    let happened = [
        ("notice-digest-low", counts.low),
        ("notice-digest-exhausted", counts.exhausted),
        ("notice-digest-workflows", counts.workflows_failed),
        ("notice-digest-reconnects", counts.reconnects),
        ("notice-digest-plan-changes", counts.plan_changes),
        ("notice-digest-others", counts.others),
        ("notice-digest-elsewhere", counts.elsewhere),
    ];
    let happened = happened.into_iter().filter(|(_, count)| *count > 0);
    let mut sentences: Vec<String> =
        happened.map(|(id, count)| wording.text_with(id, [("count", count.into())])).collect();
    if let Some(available) = available {
        let credits = wording.number(available);
        let args = [("available", available.into()), ("credits", credits.into())];
        sentences.push(wording.text_with("notice-digest-available", args));
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
        let body = "Agents stop when credits run out. More arrive on 3 Dec.";
        check(Notice::CreditsLow { available: Some(10), resets_at_ms: third_of_december() }, "10 credits left", body);
        check(
            Notice::CreditsLow { available: Some(1), resets_at_ms: None },
            "1 credit left",
            "Agents stop when credits run out.",
        );
    }

    #[test]
    fn exhausted_credits_say_until_when() {
        let notice = Notice::CreditsExhausted { resets_at_ms: third_of_december() };
        check(notice, "No credits left", "New work is refused until 3 Dec.");
        let notice = Notice::CreditsExhausted { resets_at_ms: None };
        check(notice, "No credits left", "New work is refused until credits are added.");
    }

    #[test]
    fn credits_that_are_not_known_are_no_number() {
        let notice = Notice::CreditsLow { available: None, resets_at_ms: None };
        check(notice, "Credits are running low", "Agents stop when credits run out.");
    }

    #[test]
    fn credits_that_ran_out_and_came_again_are_told_as_that() {
        let at_ms = third_of_december().unwrap();
        let granted = Notice::CreditsWereExhausted { at_ms, granted: Some(1_000), available: 1_000 };
        let title = "What you missed";
        check(granted, title, "Credits ran out on 3 Dec. Your plan has granted 1,000 since.");
        let bought = Notice::CreditsWereExhausted { at_ms, granted: None, available: 400 };
        check(bought, title, "Credits ran out on 3 Dec. 400 credits are available now.");
    }

    #[test]
    fn a_digest_names_only_what_happened() {
        let counts = Counts { low: 1, workflows_failed: 3, elsewhere: 1, ..Counts::default() };
        let notice = Notice::Digest { occasion: Occasion::Away, counts, available: Some(1_290) };
        let body = "Credits ran low once. 3 workflows failed. One warning from another workspace. 1,290 credits are available now.";
        check(notice, "What you missed", body);
    }

    #[test]
    fn many_at_once_are_counted_in_the_title() {
        let failed = Counts { workflows_failed: 12, ..Counts::default() };
        let digest = |counts| Notice::Digest { occasion: Occasion::Burst, counts, available: None };
        check(digest(failed), "12 workflows failed", "");
        let mixed = Counts { reconnects: 2, ..failed };
        check(digest(mixed), "14 warnings at once", "12 workflows failed. 2 integrations need to be reconnected.");
    }

    #[test]
    fn a_new_device_is_named_with_where_it_came_from_and_leads_to_the_account() {
        let told = |device: Option<&str>| Notice::NewDevice {
            device: device.map(str::to_owned),
            address: "203.0.113.7".to_owned(),
        };
        check(told(Some("Laptop")), "A new device signed in", "Laptop, 203.0.113.7");
        check(told(None), "A new device signed in", "Unknown device, 203.0.113.7");
        assert_eq!(opens(&told(None)), Request::OPEN_ACCOUNT);
        assert!(!can_be_snoozed(&told(None)));
    }

    #[test]
    fn another_workspace_is_named_as_one() {
        let notice = Notice::Elsewhere { title: "Credits are used up".to_owned(), detail: String::new() };
        check(notice, "In another workspace: Credits are used up", "");
    }

    #[test]
    fn a_signal_keeps_its_own_words() {
        let notice = Notice::Signal { title: "Nightly report".to_owned(), detail: "It failed".to_owned() };
        check(notice, "Nightly report", "It failed");
        check(Notice::PlanUpgraded { plan: "pro".to_owned() }, "Your plan changed", "You're now on Pro.");
    }
}
