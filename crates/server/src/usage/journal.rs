//! The journal, in pages.

use axum::extract::State;
use infuse_protocol::usage::{Entry, EntryKind};
use infuse_protocol::{Page, Scope, Timestamp};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::extract::{Json, Path, Query};
use crate::ledger::{EntryFilter, Order};
use crate::problem::ApiError;
use crate::rules::Faults;
use crate::session::Caller;

/// The default and the largest number of entries in a page.
const PAGE: i64 = 100;
const LARGEST_PAGE: i64 = 1_000;

/// Which entries, and in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryQuery {
    /// Entries behind this number, ascending.
    after: Option<i64>,
    #[param(inline)]
    order: Option<Direction>,
    /// From `next_cursor` of the page before.
    cursor: Option<String>,
    /// 1 to 1,000; 100 where absent.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<i64>,
    kind: Option<EntryKind>,
    action: Option<String>,
    conversation_id: Option<String>,
    /// Occurred at or after.
    from: Option<Timestamp>,
    /// Occurred before.
    to: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
enum Direction {
    Asc,
    Desc,
}

/// The journal: ascending by number, or newest first with `order=desc`.
#[utoipa::path(
    get, path = "/v1/workspaces/{w}/usage/entries", tag = "usage",
    params(("w" = String, Path, description = "The workspace's id"), EntryQuery),
    responses((status = 200, body = Page<Entry>)),
)]
pub(super) async fn list_entries(
    State(app): State<App>,
    caller: Caller,
    Path(workspace_id): Path<String>,
    Query(query): Query<EntryQuery>,
) -> Result<Json<Page<Entry>>, ApiError> {
    caller.workspace(&app, &workspace_id, Scope::UsageRead).await?;
    let (order, limit) = query.check()?;
    let filter = EntryFilter {
        kind: query.kind,
        action: query.action,
        conversation_id: query.conversation_id,
        from_ms: query.from.map(Timestamp::as_millis),
        to_ms: query.to.map(Timestamp::as_millis),
    };
    // A reset that is due belongs to the journal, whether or not a timer has run.
    app.ledger.usage(&workspace_id).await?;
    let mut items = app.ledger.entries(&workspace_id, &filter, order, limit + 1).await?;
    let more = items.len() as i64 > limit;
    items.truncate(usize::try_from(limit).unwrap_or_default());
    let next_cursor = items.last().filter(|_| more).map(|entry| entry.seq.to_string());
    Ok(Json(Page { items, next_cursor }))
}

impl EntryQuery {
    fn check(&self) -> Result<(Order, i64), ApiError> {
        let mut faults = Faults::default();
        let limit = self.limit.unwrap_or(PAGE);
        faults.range("/limit", limit, 1..=LARGEST_PAGE);
        let position = match self.cursor.as_deref().map(str::parse::<i64>) {
            None => None,
            Some(Ok(position)) => Some(position),
            Some(Err(_)) => {
                faults.add("/cursor", "invalid_cursor", "Use next_cursor of the page before.");
                None
            }
        };
        let descending = self.order == Some(Direction::Desc);
        if descending && self.after.is_some() {
            faults.add("/after", "exclusive", "It goes with ascending order.");
        }
        faults.into_result()?;
        let order = match descending {
            true => Order::Descending { before: position.unwrap_or(i64::MAX) },
            false => Order::Ascending { after: position.or(self.after).unwrap_or_default() },
        };
        Ok((order, limit))
    }
}
