//! Holds: credits reserved before multi-step work.

use axum::extract::State;
use http::StatusCode;
use infuse_protocol::usage::{EventResult, EventResults, Events, Hold, NewHold};
use infuse_protocol::{Code, Problem, Scope, Timestamp};
use serde_json::{Value, json};

use super::events::{EventsBody, debit, hold_closed, insufficient_credits};
use super::rules::{check_priced, unknown_action};
use crate::app::App;
use crate::extract::{Json, Path};
use crate::ledger::{Held, Released};
use crate::problem::ApiError;
use crate::rules::{Faults, canonical_id, known_form};
use crate::session::Caller;
use crate::workspace::{self, Needs};

/// The longest time that credits may be reserved, in seconds.
const LONGEST_SECONDS: i64 = 86_400;

/// The most credits that one hold may reserve.
const LARGEST_HOLD: i64 = 1_000_000_000_000;

/// Reserves credits. The same id again answers the same hold.
#[utoipa::path(
    post, path = "/v1/workspaces/{w}/usage/holds", tag = "usage",
    params(("w" = String, Path, description = "The workspace's id")),
    request_body = NewHold,
    responses((status = 201, description = "The hold", body = Hold)),
)]
pub(super) async fn place_hold(
    State(app): State<App>,
    caller: Caller,
    Path(workspace_id): Path<String>,
    Json(request): Json<NewHold>,
) -> Result<(StatusCode, Json<Hold>), ApiError> {
    workspace::admit(&app, &caller, &workspace_id, Needs::scope(Scope::UsageWrite)).await?;
    let (credits, asked) = check_hold(&app, &request)?;
    let id = canonical_id(&request.id);
    let expires_in_ms = request.expires_in_seconds * 1_000;
    match app.ledger.place_hold(&workspace_id, id, credits, &asked, expires_in_ms).await? {
        Held::Placed { hold, available } => {
            let hold = Hold {
                id: request.id,
                state: hold.state,
                credits: hold.credits,
                captured: hold.captured,
                expires_at: Timestamp::from_millis(hold.expires_ms),
                available,
            };
            Ok((StatusCode::CREATED, Json(hold)))
        }
        Held::Conflict => Err(refused(Problem::new(Code::IdempotencyConflict, "The id belongs to another hold."))),
        Held::Refused { required, available, resets_ms } => {
            Err(refused(insufficient_credits(required, available, Timestamp::from_millis(resets_ms))))
        }
    }
}

/// Frees what was not captured.
#[utoipa::path(
    delete, path = "/v1/workspaces/{w}/usage/holds/{id}", tag = "usage",
    params(("w" = String, Path, description = "The workspace's id"), ("id" = String, Path, description = "The hold's id")),
    responses((status = 204, description = "Released, now or before")),
)]
pub(super) async fn release_hold(
    State(app): State<App>,
    caller: Caller,
    Path((workspace_id, id)): Path<(String, String)>,
) -> Result<StatusCode, ApiError> {
    workspace::admit(&app, &caller, &workspace_id, Needs::scope(Scope::UsageWrite)).await?;
    match app.ledger.release_hold(&workspace_id, hold_of_path(&id)?).await? {
        Released::Done => Ok(StatusCode::NO_CONTENT),
        Released::Closed => Err(refused(hold_closed())),
        Released::Unknown => Err(ApiError::NotFound),
    }
}

/// Debits events from what the hold reserves, and beyond it from what is available.
#[utoipa::path(
    post, path = "/v1/workspaces/{w}/usage/holds/{id}/capture", tag = "usage",
    params(("w" = String, Path, description = "The workspace's id"), ("id" = String, Path, description = "The hold's id")),
    request_body = Events,
    responses((status = 200, description = "What became of each event, in order", body = EventResults)),
)]
pub(super) async fn capture_hold(
    State(app): State<App>,
    caller: Caller,
    Path((workspace_id, id)): Path<(String, String)>,
    EventsBody(Events { mut events }): EventsBody,
) -> Result<Json<EventResults>, ApiError> {
    workspace::admit(&app, &caller, &workspace_id, Needs::scope(Scope::UsageWrite)).await?;
    let id = hold_of_path(&id)?;
    let mut faults = Faults::default();
    for (index, event) in events.iter_mut().enumerate() {
        if event.hold_id.as_ref().is_some_and(|other| canonical_id(other) != id) {
            faults.add(&format!("/events/{index}/hold_id"), "mismatch", "It names another hold than the address.");
        }
        event.hold_id = Some(id.clone());
    }
    faults.into_result()?;
    let answer = debit(&app, &workspace_id, events).await?;
    // The address names the hold: where that is what stops every event, the request is what is refused.
    if answer.results.iter().all(|result| hold_fault(result).is_some())
        && let Some(problem) = answer.results.first().and_then(hold_fault)
    {
        return Err(refused(problem.clone()));
    }
    Ok(Json(answer))
}

/// Why an event was refused, where that is its hold.
fn hold_fault(result: &EventResult) -> Option<&Problem> {
    let problem = result.problem.as_deref()?;
    matches!(problem.code, Code::HoldClosed | Code::NotFound).then_some(problem)
}

/// The id in an address, in its one form; what is no UUID names no hold.
fn hold_of_path(id: &str) -> Result<String, ApiError> {
    let id = canonical_id(id);
    known_form(&id).map(|()| id)
}

/// Answers how many credits to reserve now, and what was asked for, whatever it costs.
fn check_hold(app: &App, request: &NewHold) -> Result<(i64, Value), ApiError> {
    let mut faults = Faults::default();
    faults.id("/id", &request.id);
    faults.range("/expires_in_seconds", request.expires_in_seconds, 1..=LONGEST_SECONDS);
    match (&request.actions, request.credits) {
        (None, Some(credits)) => {
            faults.range("/credits", credits, 1..=LARGEST_HOLD);
            faults.into_result()?;
            Ok((credits, json!(credits)))
        }
        (Some(actions), None) => {
            check_priced(&mut faults, "/actions", actions, &app.ledger);
            faults.into_result()?;
            let prices = app.ledger.price(actions).map_err(|index| unknown_action("/actions", index))?;
            let asked: Vec<_> =
                actions.iter().zip(&prices).map(|(line, (quantity, _))| (&line.action, quantity)).collect();
            Ok((prices.iter().map(|(_, credits)| credits).sum(), json!(asked)))
        }
        _ => {
            faults.add("/credits", "exactly_one", "Give either actions or credits.");
            Err(faults.into_error())
        }
    }
}

fn refused(problem: Problem) -> ApiError {
    ApiError::Refused(Box::new(problem))
}
