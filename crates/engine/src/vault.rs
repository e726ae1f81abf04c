//! What the app keeps in the system keyring, and under which names.

use std::sync::Arc;

use secrecy::SecretString;

use crate::error::AppError;
use crate::ports::Secrets;

/// The name of a secret that is none.
const TRIAL_NAME: &str = "trial";

/// The app's secrets.
#[derive(Clone)]
pub(crate) struct Vault(Arc<dyn Secrets>);

impl Vault {
    pub(crate) fn new(secrets: Arc<dyn Secrets>) -> Self {
        Self(secrets)
    }

    /// The person now does something themselves that needs a secret: they may be asked once more.
    pub(crate) fn may_ask_again(&self) {
        self.0.may_ask_again();
    }

    /// Makes sure that the keyring keeps what it is given, before anything is made that would be lost without. A locked
    /// one may answer that it has no such secret, and still take none.
    pub(crate) async fn try_it(&self) -> Result<(), AppError> {
        self.0.set(TRIAL_NAME, SecretString::from("is it kept?")).await?;
        Ok(self.0.remove(TRIAL_NAME).await?)
    }

    /// The session of a home, as the keyring knows it.
    pub(crate) async fn session_token(&self, home_id: &str) -> Result<Option<SecretString>, AppError> {
        Ok(self.0.get(&session_name(home_id)).await?)
    }

    pub(crate) async fn keep_session_token(&self, home_id: &str, token: SecretString) -> Result<(), AppError> {
        Ok(self.0.set(&session_name(home_id), token).await?)
    }

    pub(crate) async fn forget_session_token(&self, home_id: &str) -> Result<(), AppError> {
        Ok(self.0.remove(&session_name(home_id)).await?)
    }

    /// The session that is over, and whose server has still to be told.
    pub(crate) async fn ended_token(&self, id: &str) -> Result<Option<SecretString>, AppError> {
        Ok(self.0.get(&ended_name(id)).await?)
    }

    pub(crate) async fn keep_ended_token(&self, id: &str, token: SecretString) -> Result<(), AppError> {
        Ok(self.0.set(&ended_name(id), token).await?)
    }

    pub(crate) async fn forget_ended_token(&self, id: &str) -> Result<(), AppError> {
        Ok(self.0.remove(&ended_name(id)).await?)
    }

    /// The password that the app made for its own account in a Local or Sample home.
    pub(crate) async fn password(&self, home_id: &str) -> Result<Option<SecretString>, AppError> {
        Ok(self.0.get(&password_name(home_id)).await?)
    }

    pub(crate) async fn keep_password(&self, home_id: &str, password: SecretString) -> Result<(), AppError> {
        Ok(self.0.set(&password_name(home_id), password).await?)
    }

    pub(crate) async fn forget_password(&self, home_id: &str) -> Result<(), AppError> {
        Ok(self.0.remove(&password_name(home_id)).await?)
    }
}

fn session_name(home_id: &str) -> String {
    format!("session:{home_id}")
}

fn ended_name(id: &str) -> String {
    format!("ended:{id}")
}

fn password_name(home_id: &str) -> String {
    format!("password:{home_id}")
}
