//! The Local home: the server inside this app, and an account that the app makes and signs in by itself.

use secrecy::SecretString;

use super::{Homes, new_home};
use crate::api::Api;
use crate::context::Context;
use crate::error::{AppError, ErrorCode};
use crate::ports::LocalClock;
use crate::session::enter::{self, Credentials};
use crate::snapshot::HomeKind;
use crate::state::HomeRecord;

/// Makes the home and its account, or enters the one that is there.
pub(crate) async fn enter(homes: &Homes, name: String) -> Result<(), AppError> {
    let _change = homes.change().await;
    let context = &homes.context;
    let known = context.state.homes().await?.into_iter().find(|home| home.kind == HomeKind::Local);
    let mut home = known.unwrap_or_else(|| new_home(HomeKind::Local, String::new(), own_email()));
    if home.profile.is_some() && !home.signed_out && context.session_token(&home.id).await?.is_some() {
        return homes.open(&home.id).await;
    }
    // The keyring comes first: an account whose password could not be kept would be lost.
    let credentials = own_credentials(context, &home).await?;
    let api = Api::new(enter::address(context, &mut home, LocalClock::Real).await?)?;
    match enter::sign_in(context, &api, &mut home, &credentials).await {
        Ok(_) => {}
        Err(error) if error.code == ErrorCode::InvalidCredentials => {
            create(context, &api, &mut home, name, credentials).await?;
        }
        Err(error) => return Err(error),
    }
    homes.open(&home.id).await
}

async fn create(
    context: &Context,
    api: &Api,
    home: &mut HomeRecord,
    name: String,
    credentials: Credentials,
) -> Result<(), AppError> {
    // The home is on the disk before its account is: whatever stops the app between the two, the next try
    // finds the same e-mail and password.
    context.state.keep_home(home).await?;
    match enter::sign_up(context, api, home, name.clone(), &credentials).await {
        // The account is there and its password is not: what it holds can not be reached, and a new one begins.
        Err(error) if error.code == ErrorCode::EmailTaken => {
            let credentials = Credentials { email: own_email(), ..credentials };
            enter::sign_up(context, api, home, name, &credentials).await?;
        }
        outcome => drop(outcome?),
    }
    Ok(())
}

/// The home's e-mail and its password, which is made and kept when there is none.
pub(super) async fn own_credentials(context: &Context, home: &HomeRecord) -> Result<Credentials, AppError> {
    let password = match context.password(&home.id).await? {
        Some(password) => password,
        None => {
            let password = SecretString::from(random_text());
            context.keep_password(&home.id, password.clone()).await?;
            password
        }
    };
    Ok(Credentials { email: home.email.clone(), password })
}

/// An address that no mail can reach (RFC 2606), for an account that nobody types an address for.
pub(super) fn own_email() -> String {
    format!("{}@local.invalid", &random_text()[..12])
}

/// 256 random bits in hexadecimal.
fn random_text() -> String {
    hex::encode(rand::random::<[u8; 32]>())
}
