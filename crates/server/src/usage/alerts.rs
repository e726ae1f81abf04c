//! The alerts that were raised, for who can not hold a stream open.

use axum::extract::State;
use infuse_protocol::usage::RaisedAlert;
use infuse_protocol::{Page, Scope};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::extract::{Json, Path, Query};
use crate::identity::Caller;
use crate::page;
use crate::problem::ApiError;
use crate::rules::Faults;
use crate::workspace::{self, Needs};

/// Which alerts.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct AlertsQuery {
    /// Alerts behind this number.
    after: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// 1 to 1,000; 100 where absent.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<i64>,
}

/// The alerts of a workspace, ascending by their own number.
#[utoipa::path(
    get, path = "/v1/workspaces/{w}/usage/alerts", tag = "usage",
    params(("w" = String, Path, description = "The workspace's id"), AlertsQuery),
    responses((status = 200, description = "A page of alerts", body = Page<RaisedAlert>)),
)]
pub(super) async fn list_alerts(
    State(app): State<App>,
    caller: Caller,
    Path(workspace_id): Path<String>,
    Query(query): Query<AlertsQuery>,
) -> Result<Json<Page<RaisedAlert>>, ApiError> {
    workspace::admit(&app, &caller, &workspace_id, Needs::scope(Scope::UsageRead)).await?;
    let mut faults = Faults::default();
    let limit = query.limit.unwrap_or(100);
    faults.range("/limit", limit, 1..=1_000);
    let after = match &query.cursor {
        None => query.after.unwrap_or_default(),
        Some(cursor) => cursor.parse().unwrap_or_else(|_| {
            faults.add("/cursor", "invalid_cursor", "Use next_cursor of the page before.");
            0
        }),
    };
    faults.into_result()?;
    // A reset that is due may raise one, whether or not a timer has run.
    app.ledger.usage(&workspace_id).await?;
    let raised = app.ledger.alerts_after(&workspace_id, after, limit + 1).await?;
    let alerts = raised.into_iter().map(|(seq, alert)| RaisedAlert {
        seq,
        id: alert.id,
        kind: alert.kind,
        title: alert.title,
        detail: alert.detail,
        link: alert.link,
        raised_at: alert.raised_at,
    });
    let limit = usize::try_from(limit).unwrap_or_default();
    Ok(Json(page::cut(alerts.collect(), limit, |alert| alert.seq.to_string())))
}
