use infuse_protocol::account::{
    Account, Deletion, EmailChange, PasswordChange, PasswordResetAsked, Protection, ScheduledDeletion,
};
use reqwest::Method;
use serde_json::json;

use crate::api::{Api, ApiError, Download, Repeat};

impl Api {
    pub(crate) async fn account(&self) -> Result<Account, ApiError> {
        self.get("/v1/account").await
    }

    pub(crate) async fn send_verification(&self) -> Result<(), ApiError> {
        self.tell(Method::POST, "/v1/account/email/verification", &json!({})).await
    }

    /// Not repeated, as all that carries a password: each try is a guess of it.
    pub(super) async fn change_password(&self, request: &PasswordChange) -> Result<(), ApiError> {
        self.tell_once(Method::POST, "/v1/account/password", request).await
    }

    /// Not repeated: each is a mail.
    pub(super) async fn ask_password_reset(&self, request: &PasswordResetAsked) -> Result<(), ApiError> {
        self.tell_once(Method::POST, "/v1/password-resets", request).await
    }

    /// Not repeated: a second one is refused.
    pub(super) async fn protect(&self, request: &Protection) -> Result<Account, ApiError> {
        self.send(Method::POST, "/v1/account/protection", request, Repeat::Never).await
    }

    pub(super) async fn change_email(&self, request: &EmailChange) -> Result<(), ApiError> {
        self.tell_once(Method::POST, "/v1/account/email", request).await
    }

    pub(super) async fn withdraw_email_change(&self) -> Result<(), ApiError> {
        self.delete("/v1/account/email").await
    }

    /// Not repeated: each try is a guess of the password.
    pub(crate) async fn schedule_deletion(&self, request: &Deletion) -> Result<ScheduledDeletion, ApiError> {
        self.send(Method::POST, "/v1/account/deletion", request, Repeat::Never).await
    }

    pub(crate) async fn cancel_deletion(&self) -> Result<(), ApiError> {
        self.delete("/v1/account/deletion").await
    }

    pub(crate) async fn account_export(&self) -> Result<Download, ApiError> {
        self.download("/v1/account/export").await
    }
}
