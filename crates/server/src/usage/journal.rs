//! The journal, in pages.

use std::mem::discriminant;

use axum::extract::State;
use infuse_protocol::usage::Entry;
use infuse_protocol::{Page, Scope};
use serde::Deserialize;
use utoipa::IntoParams;

use super::filter::FilterQuery;
use crate::app::App;
use crate::extract::{Json, Path, Query};
use crate::identity::Caller;
use crate::ledger::Order;
use crate::page;
use crate::problem::ApiError;
use crate::rules::Faults;
use crate::workspace::{self, Needs};

/// The default and the largest number of entries in a page.
const PAGE: i64 = 100;
const LARGEST_PAGE: i64 = 1_000;

/// How many entries, and in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct StretchQuery {
    /// Entries behind this number, ascending.
    after: Option<i64>,
    #[param(inline)]
    order: Option<Direction>,
    /// From `next_cursor` of the page before; it goes on in that page's order.
    cursor: Option<String>,
    /// 1 to 1,000; 100 where absent.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<i64>,
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
    params(("w" = String, Path, description = "The workspace's id"), StretchQuery, FilterQuery),
    responses((status = 200, description = "A page of the journal", body = Page<Entry>)),
)]
pub(super) async fn list_entries(
    State(app): State<App>,
    caller: Caller,
    Path(workspace_id): Path<String>,
    Query(stretch): Query<StretchQuery>,
    Query(filter): Query<FilterQuery>,
) -> Result<Json<Page<Entry>>, ApiError> {
    workspace::admit(&app, &caller, &workspace_id, Needs::scope(Scope::UsageRead)).await?;
    let mut faults = Faults::default();
    let (order, limit) = stretch.checked(&mut faults);
    let filter = filter.checked(&mut faults);
    faults.into_result()?;
    // A reset that is due belongs to the journal, whether or not a timer has run.
    app.ledger.usage(&workspace_id).await?;
    let _turn = if filter.is_empty() { None } else { Some(app.reports.turn(&workspace_id).await?) };
    let entries = app.ledger.entries(&workspace_id, &filter, order, limit + 1).await?;
    let limit = usize::try_from(limit).unwrap_or_default();
    Ok(Json(page::cut(entries, limit, |entry| cursor_behind(order, entry.seq))))
}

impl StretchQuery {
    /// The order with its first position and the number of entries, once `faults` has been looked at.
    fn checked(self, faults: &mut Faults) -> (Order, i64) {
        let limit = self.limit.unwrap_or(PAGE);
        faults.range("/limit", limit, 1..=LARGEST_PAGE);
        let first = match self.order {
            Some(Direction::Desc) => Order::Descending { before: i64::MAX },
            Some(Direction::Asc) | None => Order::Ascending { after: self.after.unwrap_or_default() },
        };
        let is_asked_for = |order: &Order| self.order.is_none() || discriminant(order) == discriminant(&first);
        let order = match &self.cursor {
            None => first,
            Some(cursor) => parse_cursor(cursor).filter(is_asked_for).unwrap_or_else(|| {
                faults.add("/cursor", "invalid_cursor", "Use next_cursor of the page before, in the same order.");
                first
            }),
        };
        if self.after.is_some() && matches!(order, Order::Descending { .. }) {
            faults.add("/after", "exclusive", "It goes with ascending order.");
        }
        (order, limit)
    }
}

/// The cursor of the page that follows the entry with this number.
fn cursor_behind(order: Order, seq: i64) -> String {
    match order {
        Order::Ascending { .. } => format!("asc:{seq}"),
        Order::Descending { .. } => format!("desc:{seq}"),
    }
}

fn parse_cursor(text: &str) -> Option<Order> {
    match text.split_once(':')? {
        ("asc", seq) => Some(Order::Ascending { after: seq.parse().ok()? }),
        ("desc", seq) => Some(Order::Descending { before: seq.parse().ok()? }),
        _ => None,
    }
}
