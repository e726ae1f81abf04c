use infuse_protocol::account::{Account, AccountEdit};

use crate::api::{Api, ApiError};

impl Api {
    pub(crate) async fn account(&self) -> Result<Account, ApiError> {
        self.get("/v1/account").await
    }

    /// Changes the name of the account that stands at `version`.
    pub(crate) async fn rename_account(&self, name: &str, version: i64) -> Result<Account, ApiError> {
        let edit = AccountEdit { name: Some(name.to_owned()) };
        self.edit("/v1/account", version, &edit).await
    }
}
