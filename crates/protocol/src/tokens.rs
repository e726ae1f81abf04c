//! `/v1/tokens`: what agents and scripts report with.

use serde::{Deserialize, Serialize};

use crate::secret::debug_without_secrets;
use crate::{Scope, Timestamp, id, scope, whole};

/// `POST /v1/tokens`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewToken {
    /// 1 to 100 characters.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::name))]
    pub name: String,
    #[serde(deserialize_with = "id::plain")]
    pub workspace_id: String,
    /// At least one, each once.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::scopes))]
    pub scopes: Vec<Scope>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
}

/// A token as lists show it: never with its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Token {
    pub id: String,
    pub name: String,
    pub workspace_id: String,
    /// Those that the reader knows.
    #[serde(deserialize_with = "scope::known")]
    pub scopes: Vec<Scope>,
    /// The secret's prefix and last four characters, as in `ift_…9fQ2`.
    pub hint: String,
    pub created_at: Timestamp,
    pub last_used_at: Option<Timestamp>,
    /// The network address that it was used from then.
    #[serde(default)]
    pub last_used_address: Option<String>,
    pub expires_at: Option<Timestamp>,
}

/// The answer to a new token: the only time that its secret (`ift_…`) is shown.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssuedToken {
    /// The secret.
    pub token: String,
    #[serde(flatten)]
    pub details: Token,
}

debug_without_secrets!(IssuedToken { details } withholds { token });

/// `POST /v1/tokens/{id}/rotate`
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Rotation {
    /// How long the old secret still works: 0 (the default) to 604,800 seconds.
    #[serde(default, deserialize_with = "whole::optional", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 604_800))]
    pub overlap_seconds: Option<i64>,
}

/// The answer to a rotation: the only time that the new secret (`ift_…`) is shown.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RotatedToken {
    pub token: String,
}

debug_without_secrets!(RotatedToken {} withholds { token });
