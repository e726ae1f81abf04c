use infuse_protocol::session::{Revoked, Session};
use infuse_protocol::tokens::{IssuedToken, NewToken, RotatedToken, Rotation, Token};
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use crate::api::{Api, ApiError, Repeat};

impl Api {
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

    pub(crate) async fn revoke_token(&self, id: Uuid) -> Result<(), ApiError> {
        self.delete(&format!("/v1/tokens/{id}")).await
    }
}
