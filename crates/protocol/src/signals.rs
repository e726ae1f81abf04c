//! `POST /v1/workspaces/{w}/signals`: what an agent wants a person to know.

use serde::{Deserialize, Serialize};

/// Something that happened outside the credits. The same id again changes nothing.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Signal {
    pub id: String,
    pub kind: SignalKind,
    /// 1 to 200 characters.
    pub title: String,
    /// At most 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// An `https` or `http` address to look at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// The kinds of signal that an agent may send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SignalKind {
    WorkflowFailed,
    IntegrationNeedsReconnect,
}
