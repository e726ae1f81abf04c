//! `POST /v1/workspaces/{w}/signals`: what an agent wants a person to know.

use serde::{Deserialize, Serialize};

/// Something that happened outside the credits. The same id again changes nothing.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Signal {
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::client_id))]
    pub id: String,
    pub kind: SignalKind,
    /// One line with something to see; white space is folded, and what is longer than 200 characters is cut.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::signal_title))]
    pub title: String,
    /// In one line or several; what is longer than 2,000 characters is cut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::signal_detail))]
    pub detail: Option<String>,
    /// An `https` or `http` address to look at, of at most 2,000 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::signal_link))]
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
