//! `/v1/sign-in-methods` and `/v1/oidc`: signing in with an identity provider (OpenID Connect).

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::secret::debug_without_secrets;
use crate::session::Device;

/// `GET /v1/sign-in-methods`: the ways in that this server offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInMethods {
    /// By e-mail and password.
    pub password: bool,
    /// With an identity provider; `null` where none is configured.
    pub oidc: Option<IdentityProvider>,
}

/// An identity provider, as people are told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IdentityProvider {
    /// What the operator calls it, or else its host.
    pub name: String,
}

/// `POST /v1/oidc/authorizations`
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAuthorization {
    /// Where the app listens for the answer: `http://127.0.0.1:PORT/…` or `http://[::1]:PORT/…` (RFC 8252, 7.3), as a
    /// browser writes it, without query and fragment.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::loopback_uri))]
    pub redirect_uri: String,
    /// SHA-256 of the `code_verifier` that the app keeps, in Base64url (RFC 7636, 4.2: S256).
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::code_challenge))]
    pub code_challenge: String,
    /// Whether the provider is to have the person log in even where they are logged in there, as they are to show once more
    /// who they are. The session is then as new as what they showed there.
    #[serde(default, skip_serializing_if = "is_false")]
    pub reauthenticate: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "that is how serde asks")]
const fn is_false(value: &bool) -> bool {
    !*value
}

debug_without_secrets!(NewAuthorization { redirect_uri, reauthenticate } withholds { code_challenge });

/// A sign-in with the identity provider that has begun.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Authorization {
    /// What the system's browser is to open.
    pub authorization_url: String,
    /// What the answer comes back with at `redirect_uri`, and is redeemed with (`ifa_…`).
    pub state: String,
    /// Until when it can be redeemed.
    pub expires_at: Timestamp,
}

debug_without_secrets!(Authorization { expires_at } withholds { authorization_url, state });

/// `POST /v1/oidc/sessions`
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProviderSignIn {
    /// As it came to `redirect_uri`: good for ten minutes, and once.
    pub state: String,
    /// What the provider gave out, as it came there.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::authorization_code))]
    pub code: String,
    /// What the `code_challenge` was made from (RFC 7636, 4.1).
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::code_verifier))]
    pub code_verifier: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
}

debug_without_secrets!(ProviderSignIn { device } withholds { state, code, code_verifier });
