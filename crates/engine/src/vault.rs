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

    /// `None` only where the keyring answered that there is no such secret.
    pub(crate) async fn get(&self, secret: Secret<'_>) -> Result<Option<SecretString>, AppError> {
        Ok(self.0.get(&secret.name()).await?)
    }

    pub(crate) async fn keep(&self, secret: Secret<'_>, value: SecretString) -> Result<(), AppError> {
        Ok(self.0.set(&secret.name(), value).await?)
    }

    /// Forgetting what is not there is fine.
    pub(crate) async fn forget(&self, secret: Secret<'_>) -> Result<(), AppError> {
        Ok(self.0.remove(&secret.name()).await?)
    }
}

/// What a secret is, and whose.
#[derive(Clone, Copy)]
pub(crate) enum Secret<'a> {
    /// The session of a home.
    Session(&'a str),
    /// A session that is over, and whose server has still to be told.
    Ended(&'a str),
    /// The password that the app made for its own account in a Local or Sample home.
    Password(&'a str),
    /// The password at the mail server of a Local home.
    MailServer(&'a str),
}

impl Secret<'_> {
    fn name(self) -> String {
        match self {
            Self::Session(home_id) => format!("session:{home_id}"),
            Self::Ended(id) => format!("ended:{id}"),
            Self::Password(home_id) => format!("password:{home_id}"),
            Self::MailServer(home_id) => format!("mail-server:{home_id}"),
        }
    }
}
