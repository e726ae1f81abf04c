use infuse_protocol::account::{Account, Deletion, ScheduledDeletion};
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
