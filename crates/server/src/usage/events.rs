//! Events become debits.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, Request, State};
use infuse_protocol::usage::{Event, EventResult, EventResults, EventStatus, Events};
use infuse_protocol::{Code, Problem, Scope, Timestamp};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::rules::{debits_of, faulty_events};
use crate::app::App;
use crate::extract::{Json, Path};
use crate::identity::Caller;
use crate::ledger::{Actor, Debited, Debits, in_words};
use crate::problem::{ApiError, field_error};
use crate::workspace::{self, Needs};

/// The body of a request with events. What is wrong inside of an event is 422 with a pointer, also
/// where its JSON is of the wrong type; what is wrong around the events stays 400.
pub(super) struct EventsBody<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<App> for EventsBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &App) -> Result<Self, ApiError> {
        let parsed = Json::<T>::from_request(request, app).await;
        parsed.map(|Json(body)| Self(body)).map_err(|error| match error {
            ApiError::Malformed { pointer, message } if pointer.starts_with("/events/") => {
                ApiError::Validation(vec![field_error(&pointer, "invalid_type", &message)])
            }
            other => other,
        })
    }
}

/// Debits what was done, each event by itself, in order.
#[utoipa::path(
    post, path = "/v1/workspaces/{w}/usage/events", tag = "usage",
    params(("w" = String, Path, description = "The workspace's id")),
    request_body = Events,
    responses((status = 200, description = "What became of each event, in order", body = EventResults)),
)]
pub(super) async fn report_events(
    State(app): State<App>,
    caller: Caller,
    Path(workspace_id): Path<String>,
    EventsBody(Events { events }): EventsBody<Events>,
) -> Result<Json<EventResults>, ApiError> {
    workspace::admit(&app, &caller, &workspace_id, Needs::scope(Scope::UsageWrite)).await?;
    debit(&app, &workspace_id, events, caller.actor(), None).await.map(Json)
}

/// Debits events that may carry a hold each. Where `closes` names a hold, it is released after them.
pub(super) async fn debit(
    app: &App,
    workspace_id: &str,
    events: Vec<Event>,
    actor: Actor,
    closes: Option<Uuid>,
) -> Result<EventResults, ApiError> {
    let ids: Vec<String> = events.iter().map(|event| event.id.clone()).collect();
    let debits = debits_of(events)?;
    let holds: Vec<Option<Uuid>> = debits.iter().map(|debit| debit.hold_id).collect();
    let debits = app.ledger.debit(workspace_id, debits, actor, closes).await?.map_err(faulty_events)?;
    if let Some(problem) = shortage_of_all(&debits, &holds) {
        return Err(ApiError::Refused(Box::new(problem)));
    }
    let resets_at = Timestamp::from_millis(debits.resets_ms);
    let results = ids.into_iter().zip(debits.results).map(|(id, debited)| event_result(id, debited, resets_at));
    Ok(EventResults { results: results.collect(), available: debits.available })
}

/// The one problem of a request whose every event was refused for credits, else `None`. `holds` are those that the
/// events name, in order.
fn shortage_of_all(debits: &Debits, holds: &[Option<Uuid>]) -> Option<Problem> {
    let mut needed = 0;
    // What the request could have spent from each hold, beside what is free to all.
    let mut reserved = BTreeMap::new();
    for (debited, hold) in debits.results.iter().zip(holds) {
        let Debited::Refused { required, available } = debited else { return None };
        needed += required;
        reserved.insert(hold, available - debits.available);
    }
    let available = debits.available + reserved.values().sum::<i64>();
    Some(insufficient_credits(needed, available, Timestamp::from_millis(debits.resets_ms)))
}

fn event_result(id: String, debited: Debited, resets_at: Timestamp) -> EventResult {
    let refused = |credits, problem| (EventStatus::Refused, credits, None, Some(Box::new(problem)));
    let (status, credits, seq, problem) = match debited {
        Debited::Done { credits, seq } => (EventStatus::Debited, credits, Some(seq), None),
        Debited::Duplicate { credits, seq } => (EventStatus::Duplicate, credits, Some(seq), None),
        Debited::Conflict { credits } => {
            let detail = "The id belongs to something else that was reported before.";
            (EventStatus::Conflict, credits, None, Some(Box::new(Problem::new(Code::IdempotencyConflict, detail))))
        }
        Debited::Refused { required, available } => {
            refused(required, insufficient_credits(required, available, resets_at))
        }
        Debited::HoldClosed { credits } => refused(credits, hold_closed()),
        Debited::HoldUnknown { credits } => refused(credits, unknown_hold()),
    };
    EventResult { id, status, credits, seq, problem }
}

/// 402 with what there is, what it takes, and when the plan grants anew.
pub(super) fn insufficient_credits(required: i64, available: i64, resets_at: Timestamp) -> Problem {
    let detail = format!("It takes {}; available: {available}.", in_words(required));
    Problem {
        available: Some(available),
        required: Some(required),
        resets_at: Some(resets_at),
        ..Problem::new(Code::InsufficientCredits, detail)
    }
}

/// 409 for a hold that was captured whole, released or has expired.
pub(super) fn hold_closed() -> Problem {
    Problem::new(Code::HoldClosed, "The hold was captured whole, released, or has expired.")
}

fn unknown_hold() -> Problem {
    Problem::new(Code::NotFound, "The workspace has no such hold.")
}
