//! What a reported value may look like. Every fault is told with its JSON pointer; nothing is written.

use infuse_protocol::Timestamp;
use infuse_protocol::usage::{ActionQuantity, Event};

use crate::ledger::{Ledger, MOST_AHEAD_MS};
use crate::problem::ApiError;
use crate::rules::Faults;

/// Events, or priced actions, of one request.
pub(super) const MOST_ITEMS: usize = 500;

const QUANTITIES: std::ops::RangeInclusive<i64> = 1..=100_000;
const THIRTY_ONE_DAYS_MS: i64 = 31 * 24 * 60 * 60 * 1_000;

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
pub(super) fn check_priced(faults: &mut Faults, base: &str, actions: &[ActionQuantity], ledger: &Ledger) {
    check_count(faults, base, actions.len());
    for (index, line) in actions.iter().enumerate().take(MOST_ITEMS) {
        faults.range(&format!("{base}/{index}/quantity"), line.quantity.unwrap_or(1), QUANTITIES);
    }
    check_actions(faults, base, actions.iter().map(|line| line.action.as_str()), ledger);
}

/// The fault of an action that is not in the catalogue.
pub(super) fn unknown_action(base: &str, index: usize) -> ApiError {
    ApiError::validation([(format!("{base}/{index}/action").as_str(), "unknown_action", UNKNOWN_ACTION)])
}

const UNKNOWN_ACTION: &str = "The catalogue has no such action; GET /v1/catalog lists them.";

fn check_count(faults: &mut Faults, pointer: &str, count: usize) {
    if count == 0 || count > MOST_ITEMS {
        faults.add(pointer, "invalid_length", format!("It must have 1 to {MOST_ITEMS} items."));
    }
}

fn check_actions<'a>(faults: &mut Faults, base: &str, actions: impl Iterator<Item = &'a str>, ledger: &Ledger) {
    let prices = ledger.prices();
    for (index, action) in actions.enumerate().take(MOST_ITEMS) {
        if !prices.actions.contains_key(action) {
            faults.add(&format!("{base}/{index}/action"), "unknown_action", UNKNOWN_ACTION);
        }
    }
}

fn check_event(faults: &mut Faults, base: &str, event: &Event, now: Timestamp) {
    faults.id(&format!("{base}/id"), &event.id);
    faults.range(&format!("{base}/quantity"), event.quantity.unwrap_or(1), QUANTITIES);
    if let Some(occurred_at) = event.occurred_at {
        let age_ms = now.as_millis() - occurred_at.as_millis();
        if !(-MOST_AHEAD_MS..=THIRTY_ONE_DAYS_MS).contains(&age_ms) {
            let message = "It must be at most five minutes ahead and 31 days back.";
            faults.add(&format!("{base}/occurred_at"), "out_of_range", message);
        }
    }
    if let Some(conversation) = &event.conversation {
        faults.text(&format!("{base}/conversation/id"), &conversation.id, 1, 100);
        if let Some(title) = &conversation.title {
            faults.text(&format!("{base}/conversation/title"), title, 0, 200);
        }
    }
    if let Some(source) = &event.source {
        faults.text(&format!("{base}/source"), source, 1, 100);
    }
    if let Some(hold_id) = &event.hold_id {
        faults.id(&format!("{base}/hold_id"), hold_id);
    }
}
