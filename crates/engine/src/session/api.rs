use infuse_protocol::account::{SignUp, SignedUp};
use infuse_protocol::oidc::{Authorization, NewAuthorization, ProviderSignIn, SignInMethods};
use infuse_protocol::session::{SecondFactor, SignIn, SignedIn};
use reqwest::Method;

use crate::api::{Api, ApiError, Repeat};

impl Api {
    pub(crate) async fn sign_up(&self, request: &SignUp) -> Result<SignedUp, ApiError> {
        self.send(Method::POST, "/v1/accounts", request, Repeat::Never).await
    }

    pub(crate) async fn sign_in(&self, request: &SignIn) -> Result<SignedIn, ApiError> {
        self.send(Method::POST, "/v1/sessions", request, Repeat::Never).await
    }

    /// Not repeated: each code is accepted once.
    pub(crate) async fn sign_in_with_second_factor(&self, request: &SecondFactor) -> Result<SignedIn, ApiError> {
        self.send(Method::POST, "/v1/sessions/two-factor", request, Repeat::Never).await
    }

    pub(super) async fn sign_in_methods(&self) -> Result<SignInMethods, ApiError> {
        self.get("/v1/sign-in-methods").await
    }

    /// Not repeated: each is one that the server waits for.
    pub(super) async fn begin_authorization(&self, request: &NewAuthorization) -> Result<Authorization, ApiError> {
        self.send(Method::POST, "/v1/oidc/authorizations", request, Repeat::Never).await
    }

    /// Not repeated: what the provider gave out is good once.
    pub(super) async fn sign_in_by_provider(&self, request: &ProviderSignIn) -> Result<SignedIn, ApiError> {
        self.send(Method::POST, "/v1/oidc/sessions", request, Repeat::Never).await
    }

    /// Ends the session that this asks with.
    pub(crate) async fn sign_out(&self) -> Result<(), ApiError> {
        self.delete("/v1/sessions/current").await
    }
}
