//! What a workspace has, what work would cost, and the levels that the assistant reports.

use axum::extract::State;
use infuse_protocol::Scope;
use infuse_protocol::usage::{Estimate, EstimateLine, EstimateRequest, Gauges, Usage};

use super::rules::{check_priced, unknown_action};
use crate::app::App;
use crate::extract::{Json, Path};
use crate::identity::Caller;
use crate::problem::ApiError;
use crate::rules::Faults;
use crate::workspace::{self, Needs};

/// The largest level that is taken: far above any limit, far below what sums could overflow on.
const LARGEST_GAUGE: i64 = 1_000_000_000_000;

/// What the workspace has now.
#[utoipa::path(
    get, path = "/v1/workspaces/{w}/usage", tag = "usage",
    params(("w" = String, Path, description = "The workspace's id")),
    responses((status = 200, description = "What the workspace has now", body = Usage)),
)]
pub(super) async fn read_usage(
    State(app): State<App>,
    caller: Caller,
    Path(workspace_id): Path<String>,
) -> Result<Json<Usage>, ApiError> {
    workspace::admit(&app, &caller, &workspace_id, Needs::scope(Scope::UsageRead)).await?;
    Ok(Json(app.ledger.usage(&workspace_id).await?))
}

/// What actions would cost now: exactly what their debit would take.
#[utoipa::path(
    post, path = "/v1/workspaces/{w}/usage/estimate", tag = "usage",
    params(("w" = String, Path, description = "The workspace's id")),
    request_body = EstimateRequest,
    responses((status = 200, description = "What a debit would take", body = Estimate)),
)]
pub(super) async fn estimate(
    State(app): State<App>,
    caller: Caller,
    Path(workspace_id): Path<String>,
    Json(request): Json<EstimateRequest>,
) -> Result<Json<Estimate>, ApiError> {
    workspace::admit(&app, &caller, &workspace_id, Needs::scope(Scope::UsageRead)).await?;
    let mut faults = Faults::default();
    check_priced(&mut faults, "/actions", &request.actions, &app.ledger);
    faults.into_result()?;
    let prices = app.ledger.prices().price_all(&request.actions).map_err(|index| unknown_action("/actions", index))?;
    let lines: Vec<EstimateLine> = request
        .actions
        .into_iter()
        .zip(prices)
        .map(|(line, credits)| EstimateLine { action: line.action, quantity: line.quantity.unwrap_or(1), credits })
        .collect();
    let credits = lines.iter().map(|line| line.credits).sum();
    let available = app.ledger.usage(&workspace_id).await?.credits.available;
    let affordable = credits <= available;
    let available_after = if affordable { available - credits } else { available };
    Ok(Json(Estimate { credits, lines, available, affordable, available_after }))
}

/// Notes levels; what is absent stays.
#[utoipa::path(
    put, path = "/v1/workspaces/{w}/usage/gauges", tag = "usage",
    params(("w" = String, Path, description = "The workspace's id")),
    request_body = Gauges,
    responses((status = 200, description = "What the workspace has after the change", body = Usage)),
)]
pub(super) async fn set_gauges(
    State(app): State<App>,
    caller: Caller,
    Path(workspace_id): Path<String>,
    Json(gauges): Json<Gauges>,
) -> Result<Json<Usage>, ApiError> {
    workspace::admit(&app, &caller, &workspace_id, Needs::scope(Scope::UsageWrite)).await?;
    let mut faults = Faults::default();
    for (pointer, level) in [("/memory_words", gauges.memory_words), ("/active_workflows", gauges.active_workflows)] {
        faults.range(pointer, level.unwrap_or_default(), 0..=LARGEST_GAUGE);
    }
    faults.into_result()?;
    app.ledger.set_gauges(&workspace_id, gauges.memory_words, gauges.active_workflows).await?;
    Ok(Json(app.ledger.usage(&workspace_id).await?))
}
