//! What a reported value may look like. Every fault is told with its JSON pointer; nothing is written.

use std::collections::HashSet;

use infuse_protocol::Timestamp;
use infuse_protocol::usage::{ActionQuantity, Event};

use crate::billing::catalog::Version;
use crate::ledger::{Ledger, MOST_AHEAD_MS};
use crate::problem::ApiError;
use crate::rules::{Faults, known_form};

/// Events, or priced actions, of one request.
pub(super) const MOST_ITEMS: usize = 500;

const QUANTITIES: std::ops::RangeInclusive<i64> = 1..=100_000;
const THIRTY_ONE_DAYS_MS: i64 = 31 * 24 * 60 * 60 * 1_000;

/// The ids, as far as they are UUIDs, of events that could not be debited now for the first time: the server's
/// time, `now`, is too far from theirs, or their action is not for sale.
pub(super) fn out_of_date<'a>(events: &'a [Event], ledger: &Ledger, now: Timestamp) -> Vec<&'a str> {
    let prices = ledger.prices();
    let is_current = |event: &&Event| is_in_time(event, now) && prices.actions.contains_key(&event.action);
    let outdated = events.iter().take(MOST_ITEMS).filter(|event| !is_current(event)).map(|event| event.id.as_str());
    outdated.filter(|id| known_form(id).is_ok()).collect()
}

/// Checks what events say; `now` is the server's time. `repeats` are ids of events that were debited
/// before: neither the time that has passed nor another catalogue makes them wrong.
pub(super) fn check_events(
    events: &[Event],
    repeats: &HashSet<String>,
    ledger: &Ledger,
    now: Timestamp,
) -> Result<(), ApiError> {
    let mut faults = Faults::default();
    check_count(&mut faults, "/events", events.len());
    let prices = ledger.prices();
    for (index, event) in events.iter().enumerate().take(MOST_ITEMS) {
        let base = format!("/events/{index}");
        check_event(&mut faults, &base, event);
        if repeats.contains(&event.id) {
            continue;
        }
        if !is_in_time(event, now) {
            let message = "It must be at most five minutes ahead and 31 days back.";
            faults.add(&format!("{base}/occurred_at"), "out_of_range", message);
        }
        check_action(&mut faults, &base, &event.action, prices);
    }
    faults.into_result()
}

/// Checks actions that are to be priced.
pub(super) fn check_priced(faults: &mut Faults, base: &str, actions: &[ActionQuantity], ledger: &Ledger) {
    check_count(faults, base, actions.len());
    let prices = ledger.prices();
    for (index, line) in actions.iter().enumerate().take(MOST_ITEMS) {
        let base = format!("{base}/{index}");
        faults.range(&format!("{base}/quantity"), line.quantity.unwrap_or(1), QUANTITIES);
        check_action(faults, &base, &line.action, prices);
    }
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

fn check_action(faults: &mut Faults, base: &str, action: &str, prices: &Version) {
    if !prices.actions.contains_key(action) {
        faults.add(&format!("{base}/action"), "unknown_action", UNKNOWN_ACTION);
    }
}

fn is_in_time(event: &Event, now: Timestamp) -> bool {
    event.occurred_at.is_none_or(|occurred_at| {
        let age_ms = now.as_millis() - occurred_at.as_millis();
        (-MOST_AHEAD_MS..=THIRTY_ONE_DAYS_MS).contains(&age_ms)
    })
}

fn check_event(faults: &mut Faults, base: &str, event: &Event) {
    faults.id(&format!("{base}/id"), &event.id);
    faults.range(&format!("{base}/quantity"), event.quantity.unwrap_or(1), QUANTITIES);
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
