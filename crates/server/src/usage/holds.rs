//! Holds: credits reserved before multi-step work.

use axum::extract::State;
use http::StatusCode;
use infuse_protocol::usage::{Capture, EventResult, EventResults, Hold, NewHold};
use infuse_protocol::{Code, Problem, Scope, Timestamp};
use uuid::Uuid;

use super::events::{EventsBody, debit, hold_closed, insufficient_credits};
use super::rules::{check_priced_form, unknown_action};
use crate::app::App;
use crate::extract::{Json, Path};
use crate::identity::Caller;
use crate::ledger::{self, Asked, Held, LONGEST_HOLD_MS, MOST_OPEN_HOLDS, Released};
use crate::problem::ApiError;
use crate::rules::Faults;
use crate::workspace::{self, Needs};

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
    let id = request.id.clone();
    match app.ledger.place_hold(&workspace_id, checked(request)?).await? {
        Held::Placed { hold, available } => {
            let hold = Hold {
                id,
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
        Held::UnknownAction(index) => Err(unknown_action("/actions", index)),
        Held::TooMany => {
            let detail = format!("A workspace may have {MOST_OPEN_HOLDS} open holds; release or close one.");
            Err(refused(Problem::new(Code::LimitReached, detail)))
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

/// Debits events from what the hold reserves, and beyond it from what is available. The hold stays open for the rest,
/// unless `close` frees it.
#[utoipa::path(
    post, path = "/v1/workspaces/{w}/usage/holds/{id}/capture", tag = "usage",
    params(("w" = String, Path, description = "The workspace's id"), ("id" = String, Path, description = "The hold's id")),
    request_body = Capture,
    responses((status = 200, description = "What became of each event, in order", body = EventResults)),
)]
pub(super) async fn capture_hold(
    State(app): State<App>,
    caller: Caller,
    Path((workspace_id, id)): Path<(String, String)>,
    EventsBody(Capture { mut events, close }): EventsBody<Capture>,
) -> Result<Json<EventResults>, ApiError> {
    workspace::admit(&app, &caller, &workspace_id, Needs::scope(Scope::UsageWrite)).await?;
    let id = hold_of_path(&id)?;
    let mut faults = Faults::default();
    for (index, event) in events.iter_mut().enumerate() {
        if event.hold_id.as_ref().is_some_and(|other| Uuid::try_parse(other) != Ok(id)) {
            faults.add(&format!("/events/{index}/hold_id"), "mismatch", "It names another hold than the address.");
        }
        event.hold_id = Some(id.to_string());
    }
    faults.into_result()?;
    let answer = debit(&app, &workspace_id, events, caller.actor(), close.then_some(id)).await?;
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

/// The id in an address; what is no UUID names no hold.
fn hold_of_path(id: &str) -> Result<Uuid, ApiError> {
    Uuid::try_parse(id).ok().filter(|_| id.len() == 36).ok_or(ApiError::NotFound)
}

/// What the ledger is to reserve. What actions cost, it decides itself.
fn checked(request: NewHold) -> Result<ledger::NewHold, ApiError> {
    let mut faults = Faults::default();
    let id = faults.id("/id", &request.id);
    faults.range("/expires_in_seconds", request.expires_in_seconds, 1..=LONGEST_HOLD_MS / 1_000);
    let asked = match (request.actions, request.credits) {
        (None, Some(credits)) => {
            faults.range("/credits", credits, 1..=LARGEST_HOLD);
            Asked::Credits(credits)
        }
        (Some(actions), None) => {
            check_priced_form(&mut faults, "/actions", &actions);
            Asked::Actions(actions)
        }
        _ => {
            faults.add("/credits", "exactly_one", "Give either actions or credits.");
            return Err(faults.into_error());
        }
    };
    faults.into_result()?;
    Ok(ledger::NewHold { id, asked, expires_in_ms: request.expires_in_seconds * 1_000 })
}

fn refused(problem: Problem) -> ApiError {
    ApiError::Refused(Box::new(problem))
}
