//! `/v1/preferences`: of what a person wants to be told, by what, and when.

use serde::{Deserialize, Serialize};

/// What a person prefers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Preferences {
    /// Goes up with every change; `If-Match` of an edit names it.
    pub version: i64,
    pub alerts: Alerts,
    /// Credits of the personal workspace: at that many or fewer the person is warned. 10 where none was set.
    pub low_credit_threshold: i64,
}

/// `PATCH /v1/preferences`: what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PreferencesEdit {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alerts: Option<AlertsEdit>,
    /// Credits, 0 to 1,000,000. At 0 nobody is warned before they are used up.
    #[serde(default, deserialize_with = "crate::whole::optional", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000))]
    pub low_credit_threshold: Option<i64>,
}

/// The kinds of alert, each with by what a person is told of it.
macro_rules! kinds {
    ($($kind:ident)+) => {
        /// By what the person is told of each kind of alert. All of them stand in the list of alerts, whatever is chosen.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct Alerts {
            $(pub $kind: Ways,)+
        }

        /// Other ways to be told of some kinds of alert; of the kinds that are absent it stays as it is.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(deny_unknown_fields)]
        pub struct AlertsEdit {
            $(
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub $kind: Option<WaysEdit>,
            )+
        }
    };
}

kinds! { credits_low credits_exhausted workflow_failed integration_needs_reconnect plan_upgraded }

/// By what a person is told of a kind of alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ways {
    /// By a notification on each of the person's devices. `true` where nothing was chosen.
    pub desktop: bool,
    /// By a mail to the person's address, once that is verified. `true` where nothing was chosen.
    pub email: bool,
}

/// Other ways for a kind of alert; what is absent stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WaysEdit {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desktop: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<bool>,
}
