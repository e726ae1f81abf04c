//! Of what a person wants to be told, and at how many credits they are warned.

use infuse_protocol::preferences::Preferences;
use infuse_protocol::stream as wire;
use serde::Deserialize;
use serde_json::Value;
use tracing::warn;

use crate::resources::{Fields, ResourceName, nested};
use crate::scope::Scope;
use crate::state::State;

/// At how many credits a person is warned who set nothing, and as long as it is not known what they set.
const THRESHOLD_BY_DEFAULT: i64 = 10;

/// A kind of alert that a person can do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    CreditsLow,
    CreditsExhausted,
    WorkflowFailed,
    IntegrationNeedsReconnect,
    PlanUpgraded,
}

impl AlertKind {
    const fn wire(self) -> wire::AlertKind {
        match self {
            Self::CreditsLow => wire::AlertKind::CreditsLow,
            Self::CreditsExhausted => wire::AlertKind::CreditsExhausted,
            Self::WorkflowFailed => wire::AlertKind::WorkflowFailed,
            Self::IntegrationNeedsReconnect => wire::AlertKind::IntegrationNeedsReconnect,
            Self::PlanUpgraded => wire::AlertKind::PlanUpgraded,
        }
    }
}

/// The edit by which the person is warned at so many credits or fewer.
pub(crate) fn warned_at(credits: i32) -> Fields {
    Fields::from_iter([("low_credit_threshold".to_owned(), credits.into())])
}

/// The edit by which the person's devices show notifications of that kind, or none.
pub(crate) fn shown_on_desktops(kind: AlertKind, on: bool) -> Fields {
    Fields::from_iter([(format!("alerts/{}/desktop", kind.wire().name()), Value::Bool(on))])
}

/// What is known of a person's preferences, with what the server is still to be told. Where nothing is, a person is told
/// of everything.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known(Option<Preferences>);

impl Known {
    /// At how many credits or fewer they are warned.
    pub(crate) fn threshold(&self) -> i64 {
        self.0.as_ref().map_or(THRESHOLD_BY_DEFAULT, |preferences| preferences.low_credit_threshold)
    }

    /// Whether a notification tells them of such an alert.
    pub(crate) fn shows(&self, kind: wire::AlertKind) -> bool {
        let Some(Preferences { alerts, .. }) = &self.0 else { return true };
        match kind {
            wire::AlertKind::CreditsLow => alerts.credits_low.desktop,
            wire::AlertKind::CreditsExhausted => alerts.credits_exhausted.desktop,
            wire::AlertKind::WorkflowFailed => alerts.workflow_failed.desktop,
            wire::AlertKind::IntegrationNeedsReconnect => alerts.integration_needs_reconnect.desktop,
            wire::AlertKind::PlanUpgraded => alerts.plan_upgraded.desktop,
            // Nobody could have switched it off here.
            wire::AlertKind::Other => true,
        }
    }
}

/// The person's preferences as this device keeps them.
pub(crate) async fn known(state: &State, scope: &Scope) -> Result<Known, sqlx::Error> {
    let Some(kept) = state.resource(scope, ResourceName::Preferences).await? else { return Ok(Known::default()) };
    let read = serde_json::from_value(nested(kept.shown()));
    Ok(Known(read.inspect_err(|error| warn!(%error, "kept preferences can not be read")).ok()))
}
