use infuse_protocol::account::{
    RecoveryCodes, SecurityEvent, SecurityEventKind, TwoFactorCode, TwoFactorEnd, TwoFactorSecret, TwoFactorSetUp,
};
use infuse_protocol::session::{Revoked, Session};
use infuse_protocol::tokens::{IssuedToken, NewToken, RotatedToken, Rotation, Token};
use infuse_protocol::{Page, Timestamp};
use reqwest::Method;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::api::{Api, ApiError, Repeat};

/// A security event with its kind by name: one that only a newer server knows is still told apart.
#[derive(Debug, Deserialize)]
pub(super) struct ToldEvent {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) happened_at: Timestamp,
    #[serde(default)]
    pub(super) address: String,
    pub(super) device: Option<ToldDevice>,
    pub(super) detail: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ToldDevice {
    pub(super) name: String,
    pub(super) platform: String,
}

impl Api {
    /// A page of what has happened to the access of the account, newest first: the one behind the cursor, or the first.
    pub(super) async fn activity(&self, cursor: Option<&str>) -> Result<Page<ToldEvent>, ApiError> {
        self.page("/v1/account/activity", cursor).await
    }

    /// The newest of one kind.
    pub(super) async fn activity_of(&self, kind: SecurityEventKind) -> Result<Vec<SecurityEvent>, ApiError> {
        let path = format!("/v1/account/activity?kind={}&limit=50", kind.name());
        Ok(self.get::<Page<SecurityEvent>>(&path).await?.items)
    }

    /// Where the account of this session is signed in.
    pub(crate) async fn sessions(&self) -> Result<Vec<Session>, ApiError> {
        self.list("/v1/sessions").await
    }

    pub(crate) async fn end_session(&self, id: Uuid) -> Result<(), ApiError> {
        self.delete(&format!("/v1/sessions/{id}")).await
    }

    /// Ends all sessions but this one. Not repeated: a second answer would say that there were none.
    pub(crate) async fn end_other_sessions(&self) -> Result<Revoked, ApiError> {
        self.send(Method::DELETE, "/v1/sessions", &json!({}), Repeat::Never).await
    }

    pub(crate) async fn tokens(&self) -> Result<Vec<Token>, ApiError> {
        self.list("/v1/tokens").await
    }

    pub(crate) async fn issue_token(&self, request: &NewToken) -> Result<IssuedToken, ApiError> {
        self.send(Method::POST, "/v1/tokens", request, Repeat::Never).await
    }

    /// Not repeated: the secret of the first answer would be one that has ended.
    pub(crate) async fn rotate_token(&self, id: Uuid, rotation: &Rotation) -> Result<RotatedToken, ApiError> {
        self.send(Method::POST, &format!("/v1/tokens/{id}/rotate"), rotation, Repeat::Never).await
    }

    /// Not repeated, as all that follows: each try is a guess, and a second secret would void the first.
    pub(crate) async fn set_up_two_factor(&self, request: &TwoFactorSetUp) -> Result<TwoFactorSecret, ApiError> {
        self.send(Method::POST, "/v1/account/two-factor", request, Repeat::Never).await
    }

    pub(crate) async fn confirm_two_factor(&self, request: &TwoFactorCode) -> Result<RecoveryCodes, ApiError> {
        self.send(Method::POST, "/v1/account/two-factor/confirm", request, Repeat::Never).await
    }

    pub(crate) async fn renew_recovery_codes(&self, request: &TwoFactorCode) -> Result<RecoveryCodes, ApiError> {
        self.send(Method::POST, "/v1/account/two-factor/recovery-codes", request, Repeat::Never).await
    }

    pub(crate) async fn disable_two_factor(&self, request: &TwoFactorEnd) -> Result<(), ApiError> {
        self.tell_once(Method::POST, "/v1/account/two-factor/disable", request).await
    }

    pub(crate) async fn revoke_token(&self, id: Uuid) -> Result<(), ApiError> {
        self.delete(&format!("/v1/tokens/{id}")).await
    }
}
