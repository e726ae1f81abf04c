//! What a reported value may look like. Every fault is told with its JSON pointer; nothing is written.

use infuse_protocol::usage::{ActionQuantity, Event};
use infuse_protocol::{FieldError, Timestamp};
use uuid::Uuid;

use crate::ledger::Ledger;
use crate::problem::{ApiError, field_error};

/// Events, or priced actions, of one request.
pub(super) const MOST_ITEMS: usize = 500;

const QUANTITIES: std::ops::RangeInclusive<i64> = 1..=100_000;
const FIVE_MINUTES_MS: i64 = 5 * 60 * 1_000;
const THIRTY_ONE_DAYS_MS: i64 = 31 * 24 * 60 * 60 * 1_000;

/// Collects the faults of one request.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<FieldError>);

impl Faults {
    pub(crate) fn add(&mut self, pointer: impl AsRef<str>, code: &str, message: &str) {
        self.0.push(field_error(pointer.as_ref(), code, message));
    }

    pub(crate) fn id(&mut self, pointer: impl AsRef<str>, id: &str) {
        if !is_uuid(id) {
            self.add(pointer, "invalid_id", "an id must be a UUID, as in 018f6b1e-1c2d-7e3f-8a4b-5c6d7e8f9a0b");
        }
    }

    /// Text of `least` to `most` characters, none of them a control character.
    pub(crate) fn text(&mut self, pointer: impl AsRef<str>, text: &str, least: usize, most: usize) {
        let length = text.chars().count();
        if length < least || length > most {
            self.add(pointer, "invalid_length", &format!("must have {least} to {most} characters"));
        } else if text.chars().any(char::is_control) {
            self.add(pointer, "invalid_characters", "must not have control characters");
        }
    }

    pub(crate) fn range(&mut self, pointer: impl AsRef<str>, number: i64, allowed: std::ops::RangeInclusive<i64>) {
        if !allowed.contains(&number) {
            let message = format!("must be a whole number from {} to {}", allowed.start(), allowed.end());
            self.add(pointer, "out_of_range", &message);
        }
    }

    pub(crate) fn into_result(self) -> Result<(), ApiError> {
        if self.0.is_empty() { Ok(()) } else { Err(ApiError::Validation(self.0)) }
    }
}

/// Checks what events say; `now` is the server's time.
pub(super) fn check_events(events: &[Event], ledger: &Ledger, now: Timestamp) -> Result<(), ApiError> {
    let mut faults = Faults::default();
    check_count(&mut faults, "/events", events.len());
    for (index, event) in events.iter().enumerate().take(MOST_ITEMS) {
        check_event(&mut faults, &format!("/events/{index}"), event, now);
    }
    check_actions(&mut faults, "/events", events.iter().map(|event| event.action.as_str()), ledger);
    faults.into_result()
}

/// Checks actions that are to be priced.
pub(super) fn check_priced(
    faults: &mut Faults,
    base: &str,
    actions: &[ActionQuantity],
    ledger: &Ledger,
) {
    check_count(faults, base, actions.len());
    for (index, line) in actions.iter().enumerate().take(MOST_ITEMS) {
        faults.range(format!("{base}/{index}/quantity"), line.quantity.unwrap_or(1), QUANTITIES);
    }
    check_actions(faults, base, actions.iter().map(|line| line.action.as_str()), ledger);
}

/// The fault of an action that is not in the catalogue.
pub(super) fn unknown_action(base: &str, index: usize) -> ApiError {
    ApiError::validation([(format!("{base}/{index}/action").as_str(), "unknown_action", UNKNOWN_ACTION)])
}

const UNKNOWN_ACTION: &str = "the catalogue has no such action; GET /v1/catalog lists them";

/// The one form in which ids are compared: hyphenated and in lower case.
pub(super) fn canonical_id(id: &str) -> String {
    id.to_ascii_lowercase()
}

fn is_uuid(id: &str) -> bool {
    id.len() == 36 && Uuid::try_parse(id).is_ok()
}

fn check_count(faults: &mut Faults, pointer: &str, count: usize) {
    if count == 0 || count > MOST_ITEMS {
        faults.add(pointer, "invalid_length", &format!("must have 1 to {MOST_ITEMS} items"));
    }
}

fn check_actions<'a>(faults: &mut Faults, base: &str, actions: impl Iterator<Item = &'a str>, ledger: &Ledger) {
    let prices = ledger.prices();
    for (index, action) in actions.enumerate().take(MOST_ITEMS) {
        if !prices.actions.contains_key(action) {
            faults.add(format!("{base}/{index}/action"), "unknown_action", UNKNOWN_ACTION);
        }
    }
}

fn check_event(faults: &mut Faults, base: &str, event: &Event, now: Timestamp) {
    faults.id(format!("{base}/id"), &event.id);
    faults.range(format!("{base}/quantity"), event.quantity.unwrap_or(1), QUANTITIES);
    if let Some(occurred_at) = event.occurred_at {
        let age_ms = now.as_millis() - occurred_at.as_millis();
        if !(-FIVE_MINUTES_MS..=THIRTY_ONE_DAYS_MS).contains(&age_ms) {
            let message = "must be at most five minutes ahead and 31 days back";
            faults.add(format!("{base}/occurred_at"), "out_of_range", message);
        }
    }
    if let Some(conversation) = &event.conversation {
        faults.text(format!("{base}/conversation/id"), &conversation.id, 1, 100);
        if let Some(title) = &conversation.title {
            faults.text(format!("{base}/conversation/title"), title, 0, 200);
        }
    }
    if let Some(source) = &event.source {
        faults.text(format!("{base}/source"), source, 1, 100);
    }
    if let Some(hold_id) = &event.hold_id {
        faults.id(format!("{base}/hold_id"), hold_id);
    }
}
