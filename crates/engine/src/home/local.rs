//! The Local home: the server inside this app, and an account that the app makes and signs in by itself.

use secrecy::SecretString;
use tracing::warn;

use super::Homes;
use crate::account;
use crate::api::Api;
use crate::context::Context;
use crate::error::{AppError, ErrorCode};
use crate::ports::{LocalClock, Recovered};
use crate::session::enter::{self, Credentials};
use crate::snapshot::HomeKind;
use crate::state::{HomeRecord, OWN_DOMAIN};
use crate::vault::Secret;

/// Makes the home and its account, or enters the one that is there.
pub(super) async fn enter(homes: &Homes, name: String) -> Result<(), AppError> {
    let context = &homes.context;
    context.hosting.find_local_home().await?;
    let known = context.hosting.local_home().await?;
    let mut home = known.unwrap_or_else(|| HomeRecord::new(HomeKind::Local, String::new(), own_email()));
    if home.profile.is_some() && !home.signed_out && context.vault.get(Secret::Session(&home.id)).await?.is_some() {
        return homes.open(&home.id).await;
    }
    // A backup from before may have been put back.
    if home.chosen_email().is_some() {
        match context.hosting.recover(&mut home, &own_password()).await? {
            Recovered::Protected(_) => return refuse(homes, home).await,
            Recovered::Account(_) => {}
            // It was erased: another one begins.
            Recovered::Nobody => home.email = own_email(),
        }
    }
    // The keyring comes first: an account whose password could not be kept would be lost.
    let mut credentials = own_credentials(context, &home).await?;
    let is_new = !context.folders.server(&home).exists();
    let api = Api::new(context.hosting.address(&mut home, LocalClock::Real).await?)?;
    let entered = match is_new {
        true => Err(AppError::new(ErrorCode::InvalidCredentials, "there is no account yet")),
        false => enter::sign_in(context, &api, &mut home, &credentials).await,
    };
    match entered {
        Ok(_) => {}
        // The keyring has lost the password, or whoever knew the account's e-mail is lost. Its data is not: there is
        // never a second account beside it.
        Err(error) if error.code == ErrorCode::InvalidCredentials => {
            let recovered = match is_new {
                true => Recovered::Nobody,
                false => context.hosting.recover(&mut home, &credentials.password).await?,
            };
            match recovered {
                Recovered::Account(email) => {
                    credentials.email = email;
                    enter::sign_in(context, &api, &mut home, &credentials).await?;
                }
                Recovered::Protected(_) => return refuse(homes, home).await,
                Recovered::Nobody => {
                    // The home is on the disk before its account is: whatever stops the app between the two, the next
                    // try finds the same e-mail and password.
                    context.hosting.keep_local_home(&home).await?;
                    enter::sign_up(context, &api, &mut home, name, &credentials).await?;
                }
            }
        }
        Err(error) => return Err(error),
    }
    context.hosting.keep_local_home(&home).await?;
    homes.open(&home.id).await
}

/// Shows who signs in there, by the address that the account has by now.
async fn refuse(homes: &Homes, mut home: HomeRecord) -> Result<(), AppError> {
    home.signed_out = true;
    homes.context.hosting.keep_local_home(&home).await?;
    homes.open(&home.id).await?;
    Err(AppError::new(ErrorCode::LocalProtected, "the account has an address and a password of its own"))
}

/// Gives the account of the active Local home an address and a password. From then on the person signs in with those, and
/// not the app.
pub(super) async fn protect(homes: &Homes, email: String, password: String) -> Result<(), AppError> {
    let (context, session) = (&homes.context, homes.session().await?);
    let active = async || Ok::<_, AppError>(context.hosting.local_home().await?.filter(|home| home.active));
    active().await?.ok_or_else(AppError::no_home)?;
    let account = account::protect(&session.api, email, password).await?;
    // What is kept of it may be newer by now.
    let mut home = active().await?.ok_or_else(AppError::no_home)?;
    home.email = account.email.unwrap_or(home.email);
    context.hosting.keep_local_home(&home).await?;
    if let Err(error) = context.vault.forget(Secret::Password(&home.id)).await {
        warn!(%error, "a password that signs in no longer is still in the keyring");
    }
    context.show_homes().await
}

/// The home's e-mail and its password, which is made and kept when there is none.
async fn own_credentials(context: &Context, home: &HomeRecord) -> Result<Credentials, AppError> {
    let password = match context.vault.get(Secret::Password(&home.id)).await? {
        Some(password) => password,
        None => {
            let password = own_password();
            context.vault.keep(Secret::Password(&home.id), password.clone()).await?;
            password
        }
    };
    Ok(Credentials { email: home.email.clone(), password })
}

/// An address that no mail can reach, for an account that nobody types an address for.
pub(super) fn own_email() -> String {
    format!("{}@{OWN_DOMAIN}", &random_text()[..12])
}

pub(super) fn own_password() -> SecretString {
    SecretString::from(random_text())
}

/// 256 random bits in hexadecimal.
fn random_text() -> String {
    hex::encode(rand::random::<[u8; 32]>())
}
