//! Of what a person wants to be told, and at how many credits they are warned.

use infuse_policy::DEFAULT_THRESHOLD;
use infuse_protocol::stream as wire;
use serde::Deserialize;
use serde_json::Value;

use crate::resources::{Fields, ResourceName};
use crate::scope::Scope;
use crate::state::State;

const THRESHOLD: &str = "low_credit_threshold";

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

fn on_desktops(kind: wire::AlertKind) -> String {
    format!("alerts/{}/desktop", kind.name())
}

/// The edit by which the person is warned at so many credits or fewer.
pub(crate) fn warned_at(credits: i32) -> Fields {
    Fields::from_iter([(THRESHOLD.to_owned(), credits.into())])
}

/// The edit by which the person's devices show notifications of that kind, or none.
pub(crate) fn shown_on_desktops(kind: AlertKind, on: bool) -> Fields {
    Fields::from_iter([(on_desktops(kind.wire()), Value::Bool(on))])
}

/// What is known of a person's preferences, with what the server is still to be told. Where nothing is, as of a kind that
/// an older server does not know, a person is told of everything.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known(Fields);

impl Known {
    /// At how many credits or fewer they are warned: as one who set nothing, as long as it is not known what they set.
    pub(crate) fn threshold(&self) -> i64 {
        self.0.get(THRESHOLD).and_then(Value::as_i64).unwrap_or(DEFAULT_THRESHOLD)
    }

    /// Whether a notification tells them of such an alert.
    pub(crate) fn shows(&self, kind: wire::AlertKind) -> bool {
        self.0.get(&on_desktops(kind)).and_then(Value::as_bool).unwrap_or(true)
    }
}

/// The person's preferences as this device keeps them.
pub(crate) async fn known(state: &State, scope: &Scope) -> Result<Known, sqlx::Error> {
    let kept = state.resource(scope, ResourceName::Preferences).await?;
    Ok(Known(kept.map(|kept| kept.shown()).unwrap_or_default()))
}
