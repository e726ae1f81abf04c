//! What operators and tests ask: is it alive, is it ready, how is it doing, what does it offer.

pub(crate) mod openapi;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::CONTENT_TYPE;
use infuse_protocol::service::{Advance, Health, Now, Purchase};
use infuse_protocol::{Code, Problem};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::deliveries;
use crate::extract::Json;
use crate::ledger::{Actor, Credit, Credited, Subscribed, Subscription};
use crate::problem::ApiError;
use crate::rules::Faults;

/// The routes of every server.
pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(healthz)).routes(routes!(readyz)).routes(routes!(metrics))
}

/// The routes of `--test-clock`.
pub(crate) fn test_clock_routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(advance_clock)).routes(routes!(purchase))
}

/// Whether the process runs
#[utoipa::path(
    get, path = "/healthz", tag = "service", security(()),
    responses((status = 200, description = "It runs", body = Health))
)]
async fn healthz() -> Json<Health> {
    Json(health())
}

/// Whether requests can be served: the database can be read, and the ledger's writer writes
#[utoipa::path(
    get, path = "/readyz", tag = "service", security(()),
    responses((status = 200, description = "It is ready", body = Health))
)]
async fn readyz(State(app): State<App>) -> Result<Json<Health>, ApiError> {
    // Something that has to be read: SQLite answers without its file where nothing is asked of it.
    sqlx::query("SELECT workspace_id FROM books LIMIT 1").fetch_optional(app.db.pool()).await?;
    app.ledger.prove().await?;
    Ok(Json(health()))
}

/// Counts and latencies, in the text format of Prometheus
#[utoipa::path(
    get, path = "/metrics", tag = "service", security(()),
    responses((status = 200, description = "Metrics", body = String, content_type = "text/plain"))
)]
async fn metrics(State(app): State<App>) -> Response {
    let headers = [(CONTENT_TYPE, "text/plain; version=0.0.4")];
    app.metrics.set("ledger_books_set_apart", app.ledger.books_set_apart() as f64);
    if let Some(clock) = &app.database_clock {
        app.metrics.set("clock_ahead_of_database_seconds", clock.wall_is_ahead_ms() as f64 / 1_000.0);
    }
    app.metrics.note_jobs(&app.jobs).await;
    match deliveries::undispatched(&app.db).await {
        Ok(undispatched) => app.metrics.set("alerts_undispatched", undispatched as f64),
        Err(error) => tracing::warn!(%error, "how many alerts are undispatched could not be read"),
    }
    (headers, app.metrics.render()).into_response()
}

/// Moves the time, back where `advance_ms` is below 0
#[utoipa::path(
    post, path = "/v1/test/clock", tag = "service", security(()), request_body = Advance,
    responses((status = 200, description = "The new present", body = Now))
)]
async fn advance_clock(State(app): State<App>, Json(request): Json<Advance>) -> Result<Json<Now>, ApiError> {
    let clock = app.test_clock.as_ref().ok_or(ApiError::NotFound)?;
    let now = clock.advance(request.advance_ms).ok_or_else(|| {
        ApiError::validation([("/advance_ms", "out_of_range", "The year would not lie from 1970 to 9999.")])
    })?;
    // Whatever waits for a moment must look at the time again.
    app.ledger.settle_due().await?;
    app.jobs.wake();
    app.bus.publish_anything();
    Ok(Json(Now { now }))
}

/// Gives a workspace a plan or a pack without a payment
#[utoipa::path(
    post, path = "/v1/test/purchase", tag = "service", security(()), request_body = Purchase,
    responses((status = 204, description = "The workspace has it"))
)]
async fn purchase(State(app): State<App>, Json(request): Json<Purchase>) -> Result<StatusCode, ApiError> {
    let mut faults = Faults::default();
    let id = faults.id("/id", &request.id);
    let (w, prices) = (request.workspace_id.as_str(), app.ledger.prices());
    let bought = if prices.plans.contains_key(&request.item) {
        let wanted = Subscription { plan: request.item, seats: 1 };
        faults.into_result()?;
        app.ledger.subscribe(w, id, wanted, Actor::server()).await? != Subscribed::Conflict
    } else if let Some(pack) = prices.packs.get(&request.item) {
        let credit = Credit::Pack { credits: pack.credits };
        faults.into_result()?;
        app.ledger.credit(w, id, credit, "Test purchase".to_owned(), Actor::server()).await? == Credited::Done
    } else {
        faults.add("/item", "not_for_sale", "The catalogue in force does not sell it.");
        return Err(faults.into_error());
    };
    let conflict = || Problem::new(Code::IdempotencyConflict, "The id belongs to another purchase.");
    if bought { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::Refused(Box::new(conflict()))) }
}

fn health() -> Health {
    Health { service: "infuse".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned(), status: "ok".to_owned() }
}
