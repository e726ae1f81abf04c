//! `/v1/workspaces/{w}/usage`: what a workspace has, and what agents report.

mod alerts;
mod breakdown;
mod events;
mod export;
mod filter;
mod holds;
mod journal;
mod now;
mod refunds;
mod rules;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::ledger::LedgerError;
use crate::problem::ApiError;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(now::read_usage))
        .routes(routes!(now::estimate))
        .routes(routes!(now::set_gauges))
        .routes(routes!(events::report_events))
        .routes(routes!(holds::place_hold))
        .routes(routes!(holds::release_hold))
        .routes(routes!(holds::capture_hold))
        .routes(routes!(refunds::refund_event))
        .routes(routes!(journal::list_entries))
        .routes(routes!(breakdown::break_down))
        .routes(routes!(export::export_entries))
        .routes(routes!(alerts::list_alerts))
}

impl From<LedgerError> for ApiError {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Db(error) => Self::Database(error),
            LedgerError::NoBook => Self::NotFound,
            LedgerError::Stopped => Self::Unavailable { reason: "stopping" },
            LedgerError::Overdue => Self::Unavailable { reason: "overdue" },
            LedgerError::SetApart => Self::Unavailable { reason: "book_set_apart" },
            error @ (LedgerError::Damaged(_)
            | LedgerError::UnknownPlan(_)
            | LedgerError::Panicked
            | LedgerError::WrongAnswer) => Self::internal(error),
        }
    }
}
