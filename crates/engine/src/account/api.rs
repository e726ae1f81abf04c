use infuse_protocol::account::{Account, AccountEdit};
use reqwest::Method;

use crate::api::{Api, ApiError, Repeat};

impl Api {
    pub(crate) async fn account(&self) -> Result<Account, ApiError> {
        self.get("/v1/account").await
    }

    pub(crate) async fn rename_account(&self, name: String) -> Result<Account, ApiError> {
        self.send(Method::PATCH, "/v1/account", &AccountEdit { name: Some(name) }, Repeat::Safe).await
    }
}
