//! `/v1/workspaces/{w}/approvals`: what an agent asks a person before it does something.

use serde::{Deserialize, Serialize};

use crate::open_values::open_enum;
use crate::personalization::{ApprovalCategory, Field};
use crate::{Timestamp, whole};

/// `POST /v1/workspaces/{w}/approvals`. The same id again asks nothing anew.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewApprovalRequest {
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::client_id))]
    pub id: String,
    pub category: ApprovalCategory,
    /// What is to be done, as the person reads it: one line with something to see, of which 200 characters are kept.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::approval_title))]
    pub title: String,
    /// In one line or several; what is longer than 2,000 characters is cut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::signal_detail))]
    pub detail: Option<String>,
    /// Credits that it would spend, where that is known.
    #[serde(default, deserialize_with = "whole::optional", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000_000))]
    pub credits: Option<i64>,
    /// How long the person has: 1 to 86,400 seconds. What is unanswered then is denied.
    #[serde(deserialize_with = "whole::number")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 86_400))]
    pub expires_in_seconds: i64,
}

open_enum! {
    /// How a request for an approval stands.
    ApprovalState {
        /// The person has not answered yet.
        Pending "pending",
        Allowed "allowed",
        Denied "denied",
        /// Nobody answered in time: it is denied.
        Expired "expired",
    }
}

/// A request for an approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApprovalRequest {
    pub id: String,
    pub workspace_id: String,
    /// What asks, as its maker called the token.
    pub asked_by: String,
    pub category: ApprovalCategory,
    pub title: String,
    pub detail: Option<String>,
    pub credits: Option<i64>,
    pub state: ApprovalState,
    /// The field that decided at once, where no person had to be asked.
    pub rule: Option<Field>,
    pub asked_at: Timestamp,
    pub expires_at: Timestamp,
    /// When it was allowed or denied.
    pub decided_at: Option<Timestamp>,
}

/// `POST /v1/workspaces/{w}/approvals/{id}/decision`. The first one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDecision {
    pub decision: Decision,
}

/// What a person says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    Allow,
    Deny,
}

impl Decision {
    /// How a request stands by it.
    pub const fn state(self) -> ApprovalState {
        match self {
            Self::Allow => ApprovalState::Allowed,
            Self::Deny => ApprovalState::Denied,
        }
    }
}
