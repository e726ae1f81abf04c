//! Alerts that were raised, as a list: what a notification said can be read again.

use infuse_protocol::stream::{Alert, AlertKind};

use crate::error::AppError;
use crate::scope::Scope;
use crate::state::{AlertState, State};
use crate::usage::view::{AlertNotification, AlertRow, AlertRowKind};

/// The person's alerts that this device remembers, newest first, at most `limit` (1 to 500).
pub(crate) async fn alerts(state: &State, scope: &Scope, limit: u32) -> Result<Vec<AlertRow>, AppError> {
    let alerts = state.newest_alerts(scope, limit.clamp(1, 500)).await?;
    Ok(alerts.into_iter().map(|(alert, state)| row(alert, state, scope)).collect())
}

fn row(alert: Alert, state: AlertState, scope: &Scope) -> AlertRow {
    let kind = match alert.kind {
        _ if alert.workspace_id != scope.workspace_id => AlertRowKind::Elsewhere,
        AlertKind::CreditsLow => AlertRowKind::CreditsLow,
        AlertKind::CreditsExhausted => AlertRowKind::CreditsExhausted,
        AlertKind::PlanUpgraded => AlertRowKind::PlanUpgraded,
        AlertKind::WorkflowFailed | AlertKind::IntegrationNeedsReconnect | AlertKind::Other => AlertRowKind::Signal,
    };
    let has_words = matches!(kind, AlertRowKind::Signal | AlertRowKind::Elsewhere);
    let (title, detail) = if has_words { (alert.title, alert.detail) } else { Default::default() };
    let key = format!("{} {} {}", alert.workspace_id, alert.id, alert.raised_at.as_millis());
    let notification = match state {
        AlertState::Waiting => AlertNotification::Waiting,
        AlertState::Showing | AlertState::Shown => AlertNotification::Shown,
        AlertState::LeftOut => AlertNotification::LeftOut,
    };
    AlertRow { key, kind, title, detail, raised_at: alert.raised_at.to_string(), notification }
}
