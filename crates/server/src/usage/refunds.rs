//! Refunds: one debit taken back, whole.

use axum::extract::State;
use http::StatusCode;
use infuse_protocol::usage::{Entry, NewRefund};
use infuse_protocol::{Code, Problem, Scope};

use crate::app::App;
use crate::extract::{Json, Path};
use crate::identity::Caller;
use crate::ledger::Refunded;
use crate::problem::ApiError;
use crate::rules::Faults;
use crate::workspace::{self, Needs};

/// Returns the credits of a debit of the last 90 days. The same id again answers the same entry.
#[utoipa::path(
    post, path = "/v1/workspaces/{w}/usage/refunds", tag = "usage",
    params(("w" = String, Path, description = "The workspace's id")),
    request_body = NewRefund,
    responses((status = 201, description = "The entry of the refund", body = Entry)),
)]
pub(super) async fn refund_event(
    State(app): State<App>,
    caller: Caller,
    Path(workspace_id): Path<String>,
    Json(request): Json<NewRefund>,
) -> Result<(StatusCode, Json<Entry>), ApiError> {
    workspace::admit(&app, &caller, &workspace_id, Needs::scope(Scope::UsageRefund)).await?;
    let mut faults = Faults::default();
    let (id, event_id) = (faults.id("/id", &request.id), faults.id("/event_id", &request.event_id));
    faults.text("/reason", &request.reason, 1, 200);
    faults.into_result()?;
    let conflict = |detail: &str| ApiError::Refused(Box::new(Problem::new(Code::IdempotencyConflict, detail)));
    match app.ledger.refund(&workspace_id, id, event_id, request.reason, caller.actor()).await? {
        Refunded::Done { seq } => Ok((StatusCode::CREATED, Json(app.ledger.entry(&workspace_id, seq).await?))),
        Refunded::Conflict => Err(conflict("The id belongs to something else that was reported before.")),
        Refunded::TakenBackBefore => Err(conflict("The event was refunded before, by another refund.")),
        Refunded::UnknownEvent => Err(ApiError::NotFound),
        Refunded::TooLate => {
            Err(ApiError::validation([("/event_id", "too_late", "A debit can be taken back within 90 days.")]))
        }
    }
}
