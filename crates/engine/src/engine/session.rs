//! Homes, and being signed in at them.

use super::Engine;
use crate::error::AppError;
use crate::session::enter::Credentials;
use crate::session::{Factor, SignInMethods, SignInOutcome, provider};

impl Engine {
    /// Creates the Local home and its account (or opens it again), and makes it active.
    pub async fn use_local(&self, name: String) -> Result<(), AppError> {
        self.context.vault.may_ask_again();
        self.homes.enter_local(name).await
    }

    /// Makes a server a home, signs in there and makes it active.
    pub async fn sign_in(&self, url: String, email: String, password: String) -> Result<SignInOutcome, AppError> {
        self.context.vault.may_ask_again();
        self.homes.enter_remote(&url, None, Credentials { email, password: password.into() }).await
    }

    /// The same, with a new account.
    pub async fn sign_up(
        &self,
        url: String,
        name: String,
        email: String,
        password: String,
    ) -> Result<SignInOutcome, AppError> {
        self.context.vault.may_ask_again();
        self.homes.enter_remote(&url, Some(name), Credentials { email, password: password.into() }).await
    }

    /// Ends a sign-in that was answered [`SignInOutcome::SecondFactorRequired`]. One that is wrong can be followed by
    /// another, until the server has waited for ten minutes.
    pub async fn sign_in_with_second_factor(&self, factor: Factor, code: String) -> Result<SignInOutcome, AppError> {
        self.context.vault.may_ask_again();
        self.homes.enter_with_second_factor(factor, code.into()).await
    }

    /// How one can sign in at the server of an address.
    pub async fn sign_in_methods(&self, url: &str) -> Result<SignInMethods, AppError> {
        provider::methods(url).await
    }

    /// Signs in with the identity provider of a server, in the system's browser, where the person may take ten minutes.
    pub async fn sign_in_with_provider(&self, url: &str) -> Result<SignInOutcome, AppError> {
        self.context.vault.may_ask_again();
        self.homes.enter_with_provider(url).await
    }

    /// Has who is signed in, with the identity provider, sign in there once more: what others type their password for takes
    /// such a new session. Nobody else takes their place.
    pub async fn sign_in_again(&self) -> Result<SignInOutcome, AppError> {
        self.context.vault.may_ask_again();
        self.homes.enter_again().await
    }

    /// Cancels what [`Engine::sign_in`], [`Engine::sign_in_with_provider`] or [`Engine::sign_up`] does, unless it is done but for showing it, and forgets a
    /// sign-in that waits for its second factor. An account that the server has made by then stays there.
    pub fn cancel_sign_in(&self) {
        self.homes.cancel_sign_in();
    }

    /// Makes the Sample home: 90 days and more through the metering API, by a fixed seed under a moving clock.
    pub async fn use_sample(&self) -> Result<(), AppError> {
        self.context.vault.may_ask_again();
        self.homes.enter_sample().await
    }

    pub async fn activate_home(&self, id: String) -> Result<(), AppError> {
        self.context.vault.may_ask_again();
        self.homes.activate(&id).await
    }

    /// Forgets a home with its cache and secret; of a Sample home, the data too. A Local home is never removed.
    pub async fn remove_home(&self, id: String) -> Result<(), AppError> {
        self.context.vault.may_ask_again();
        self.homes.remove(&id).await
    }

    /// Moves the Local home's server to another port, and stays there. Agents have to be told: they know the one before.
    pub async fn move_local_server(&self, port: u16) -> Result<(), AppError> {
        self.homes.move_local_server(port).await
    }

    /// Puts a backup of the Local home's data in its place; what stands there is kept beside it.
    pub async fn restore_local(&self, backup: String) -> Result<(), AppError> {
        self.homes.restore_local(&backup).await
    }

    /// Ends the session on the server and here. A Local home can be entered again without a password.
    pub async fn sign_out(&self) -> Result<(), AppError> {
        self.context.vault.may_ask_again();
        self.homes.sign_out().await
    }
}
