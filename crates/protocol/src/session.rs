//! `/v1/sessions`: where a person is signed in.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::account::Account;
use crate::secret::debug_without_secrets;

/// What a person signs in from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Device {
    /// 1 to 100 characters.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::name))]
    pub name: String,
    /// As in `linux`, `macos`, `windows`, `web`.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::word))]
    pub platform: String,
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::word))]
    pub app_version: String,
}

/// `POST /v1/sessions`
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::email))]
    pub email: String,
    pub password: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
}

debug_without_secrets!(SignIn { email, device } withholds { password });

/// The answer to a sign-in.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// The session's secret (`ifs_…`), shown this once.
    pub token: String,
    pub session: Session,
    pub account: Account,
}

debug_without_secrets!(SignedIn { session, account } withholds { token });

/// One place where the account is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    pub id: String,
    /// Whether this request came with it.
    pub current: bool,
    pub device: Option<Device>,
    /// The network address of its last request.
    pub address: String,
    pub created_at: Timestamp,
    pub last_seen_at: Timestamp,
}

/// `DELETE /v1/sessions`: how many other sessions were ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Revoked {
    pub revoked: u64,
}
