use infuse_protocol::account::{SignUp, SignedUp};
use infuse_protocol::session::{SignIn, SignedIn};
use reqwest::Method;

use crate::api::{Api, ApiError, Repeat};

impl Api {
    pub(crate) async fn sign_up(&self, request: &SignUp) -> Result<SignedUp, ApiError> {
        self.send(Method::POST, "/v1/accounts", request, Repeat::Never).await
    }

    pub(crate) async fn sign_in(&self, request: &SignIn) -> Result<SignedIn, ApiError> {
        self.send(Method::POST, "/v1/sessions", request, Repeat::Never).await
    }

    /// Ends the session that this asks with.
    pub(crate) async fn sign_out(&self) -> Result<(), ApiError> {
        self.delete("/v1/sessions/current").await
    }
}
