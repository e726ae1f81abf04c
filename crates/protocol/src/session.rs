//! `/v1/sessions`: where a person is signed in.

use serde::{Deserialize, Deserializer, Serialize};

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

/// `POST /v1/sessions/two-factor`: with either `code` or `recovery_code`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SecondFactor {
    /// What the sign-in was answered with (`ifc_…`): good for ten minutes, from the same network, and once.
    pub challenge: String,
    /// Six digits of the authenticator app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery_code: Option<String>,
}

debug_without_secrets!(SecondFactor {} withholds { challenge, code, recovery_code });

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
    #[serde(deserialize_with = "told_device")]
    pub device: Option<Device>,
    /// The network address of its last request.
    pub address: String,
    pub created_at: Timestamp,
    pub last_seen_at: Timestamp,
}

/// Reads a device in an answer, to which a newer server may have added something.
pub(crate) fn told_device<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Device>, D::Error> {
    #[derive(Deserialize)]
    struct Told {
        name: String,
        platform: String,
        app_version: String,
    }
    let told = Option::<Told>::deserialize(deserializer)?;
    Ok(told.map(|Told { name, platform, app_version }| Device { name, platform, app_version }))
}

/// `DELETE /v1/sessions`: how many other sessions were ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Revoked {
    pub revoked: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scope;
    use crate::tokens::Token;

    #[test]
    fn what_a_newer_server_tells_of_a_device_or_a_token_takes_nothing_away_from_the_rest() {
        let session = serde_json::json!({
            "id": "s", "current": true, "address": "127.0.0.1", "created_at": "2026-11-27T10:00:00Z",
            "last_seen_at": "2026-11-27T10:00:00Z",
            "device": { "name": "Laptop", "platform": "linux", "app_version": "9", "model": "X" },
        });
        let session: Session = serde_json::from_value(session).expect("a session");
        assert_eq!(session.device.map(|device| device.name).as_deref(), Some("Laptop"));
        let token = serde_json::json!({
            "id": "t", "name": "T", "workspace_id": "w", "scopes": ["usage:read", "moon:write"], "hint": "ift_",
            "created_at": "2026-11-27T10:00:00Z", "last_used_at": null, "expires_at": null,
        });
        assert_eq!(serde_json::from_value::<Token>(token).expect("a token").scopes, [Scope::UsageRead]);
    }
}
