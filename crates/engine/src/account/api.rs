use infuse_protocol::account::Account;
use reqwest::Method;
use serde_json::json;

use crate::api::{Api, ApiError};

impl Api {
    pub(crate) async fn account(&self) -> Result<Account, ApiError> {
        self.get("/v1/account").await
    }

    pub(crate) async fn send_verification(&self) -> Result<(), ApiError> {
        self.tell(Method::POST, "/v1/account/email/verification", &json!({})).await
    }
}
