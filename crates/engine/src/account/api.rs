use infuse_protocol::account::Account;

use crate::api::{Api, ApiError};

impl Api {
    pub(crate) async fn account(&self) -> Result<Account, ApiError> {
        self.get("/v1/account").await
    }
}
