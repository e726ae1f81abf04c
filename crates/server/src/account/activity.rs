//! `/v1/account/activity`: what has happened to the access of the account.

use axum::extract::State;
use infuse_protocol::Page;
use infuse_protocol::account::{SecurityEvent, SecurityEventKind};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::extract::{Json, Query};
use crate::identity::Caller;
use crate::names::Named as _;
use crate::page::PageQuery;
use crate::problem::ApiError;
use crate::security;

/// Which events are asked for.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ActivityQuery {
    /// Only events of this kind.
    kind: Option<String>,
    limit: Option<i64>,
    cursor: Option<String>,
}

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_activity))
}

/// What has happened to the access of the account within the last 400 days
#[utoipa::path(
    get, path = "/v1/account/activity", tag = "account", params(ActivityQuery),
    responses((status = 200, description = "A page of security events, newest first", body = Page<SecurityEvent>))
)]
async fn list_activity(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<ActivityQuery>,
) -> Result<Json<Page<SecurityEvent>>, ApiError> {
    let person = caller.person()?;
    let range = PageQuery { limit: query.limit, cursor: query.cursor }.range()?;
    let kind = query.kind.as_deref().map(|name| {
        SecurityEventKind::from_name(name)
            .ok_or_else(|| ApiError::validation([("/kind", "unknown", "It must be a kind of security event.")]))
    });
    let events = security::of_account(&app.db, &person.account_id, kind.transpose()?, &range).await?;
    Ok(Json(range.page(events, |event| &event.id)))
}
