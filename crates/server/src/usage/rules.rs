//! What a reported value may look like. Every fault is told with its JSON pointer; nothing is written.

use infuse_protocol::Timestamp;
use infuse_protocol::usage::{ActionQuantity, Event};

use crate::catalog::Version;
use crate::ledger::{self, Debit, DebitFault, Ledger};
use crate::problem::ApiError;
use crate::rules::{Faults, label};

/// Events, or priced actions, of one request.
pub(super) const MOST_ITEMS: usize = 500;

/// The most characters of a conversation's title and of a source; what is longer is cut.
const LONGEST_TITLE: usize = 200;
const LONGEST_SOURCE: usize = 100;

const QUANTITIES: std::ops::RangeInclusive<i64> = 1..=100_000;

/// The debits that events ask for, where their form is right. Whether they can be debited now, the ledger decides.
pub(super) fn debits_of(events: Vec<Event>) -> Result<Vec<Debit>, ApiError> {
    let mut faults = Faults::default();
    check_count(&mut faults, "/events", events.len());
    let debits = events.into_iter().take(MOST_ITEMS).enumerate();
    let debits = debits.map(|(index, event)| debit_of(&mut faults, &format!("/events/{index}"), event)).collect();
    faults.into_result().map(|()| debits)
}

/// What the ledger refused events for.
pub(super) fn faulty_events(refused: ledger::Faults) -> ApiError {
    let mut faults = Faults::default();
    for (index, fault) in refused {
        match fault {
            DebitFault::UnknownAction => {
                faults.add(&format!("/events/{index}/action"), "unknown_action", UNKNOWN_ACTION);
            }
            DebitFault::OutOfTime => {
                let message = "It must be at most five minutes ahead and 31 days back.";
                faults.add(&format!("/events/{index}/occurred_at"), "out_of_range", message);
            }
        }
    }
    faults.into_error()
}

/// Checks actions that are to be priced now.
pub(super) fn check_priced(faults: &mut Faults, base: &str, actions: &[ActionQuantity], ledger: &Ledger) {
    check_priced_form(faults, base, actions);
    let prices = ledger.prices();
    for (index, line) in actions.iter().enumerate().take(MOST_ITEMS) {
        check_action(faults, &format!("{base}/{index}"), &line.action, prices);
    }
}

/// Checks the form of actions that are priced where they are decided.
pub(super) fn check_priced_form(faults: &mut Faults, base: &str, actions: &[ActionQuantity]) {
    check_count(faults, base, actions.len());
    for (index, line) in actions.iter().enumerate().take(MOST_ITEMS) {
        faults.range(&format!("{base}/{index}/quantity"), line.quantity.unwrap_or(1), QUANTITIES);
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

fn debit_of(faults: &mut Faults, base: &str, event: Event) -> Debit {
    let id = faults.id(&format!("{base}/id"), &event.id);
    let quantity = event.quantity.unwrap_or(1);
    faults.range(&format!("{base}/quantity"), quantity, QUANTITIES);
    if let Some(conversation) = &event.conversation {
        faults.text(&format!("{base}/conversation/id"), &conversation.id, 1, 100);
    }
    let hold_id = event.hold_id.map(|hold_id| faults.id(&format!("{base}/hold_id"), &hold_id));
    let (conversation_id, title) =
        event.conversation.map_or((None, None), |conversation| (Some(conversation.id), conversation.title));
    // A debit is never lost over a label.
    let conversation_title = title.and_then(|title| label(&title, LONGEST_TITLE));
    let source = event.source.and_then(|source| label(&source, LONGEST_SOURCE));
    Debit {
        id,
        action: event.action,
        quantity,
        occurred_ms: event.occurred_at.map(Timestamp::as_millis),
        conversation_id,
        conversation_title,
        source,
        hold_id,
    }
}
