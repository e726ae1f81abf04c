//! `/healthz`, `/readyz`, and what only tests and sample data ask of a server.

use serde::{Deserialize, Serialize};

use crate::{Timestamp, whole};

/// `GET /healthz` and `GET /readyz`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Health {
    /// Always `infuse`, so that an app can tell an Infuse server from any other.
    pub service: String,
    pub version: String,
    /// `ok`
    pub status: String,
}

/// `POST /v1/test/clock`, served with `--test-clock` only.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Advance {
    /// Milliseconds to go forward; back, where below 0.
    #[serde(deserialize_with = "whole::number")]
    pub advance_ms: i64,
}

/// `POST /v1/test/purchase`, served with `--test-clock` only: what a workspace has without having paid for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Purchase {
    /// Made by the client; the same id again changes nothing.
    pub id: String,
    pub workspace_id: String,
    /// A plan of the catalogue, with one seat, or a pack.
    pub item: String,
}

/// What the test clock shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Now {
    pub now: Timestamp,
}
