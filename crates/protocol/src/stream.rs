//! `GET /v1/stream`: server-sent events about all that the caller may see.
//!
//! Each event's `id` is an opaque position; sent back as `Last-Event-ID`, the stream goes on
//! behind it. The names of the events are `entries`, `alert`, `changed`, `session_ended`, `resync`.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::usage::{Entry, Usage};

/// Data of `entries`: new journal entries of a workspace (none when only its gauges, holds or
/// cycle changed), and its usage after them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntriesEvent {
    pub workspace_id: String,
    pub entries: Vec<Entry>,
    pub usage: Usage,
}

/// Data of `alert`: something a person should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Alert {
    pub id: String,
    pub workspace_id: String,
    pub kind: AlertKind,
    pub title: String,
    pub detail: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    pub raised_at: Timestamp,
}

/// The kinds of alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    CreditsLow,
    CreditsExhausted,
    WorkflowFailed,
    IntegrationNeedsReconnect,
    PlanUpgraded,
}

/// Data of `changed`: a resource has a new version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Changed {
    /// As in `account`, `workspaces`.
    pub resource: String,
    pub version: i64,
}
