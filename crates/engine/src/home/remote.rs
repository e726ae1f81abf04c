//! A Remote home: a server that someone runs.

use secrecy::SecretString;

use super::Homes;
use crate::api::{Api, address};
use crate::context::Context;
use crate::error::AppError;
use crate::session::enter::{self, Credentials};
use crate::snapshot::HomeKind;
use crate::state::HomeRecord;

pub(super) async fn sign_in(homes: &Homes, url: &str, email: String, password: String) -> Result<(), AppError> {
    let (api, mut home) = reach(&homes.context, url, &email).await?;
    let credentials = Credentials { email, password: SecretString::from(password) };
    let former = homes.context.vault.session_token(&home.id).await?;
    enter::sign_in(&homes.context, &api, &mut home, &credentials).await?;
    end_former_session(homes, &home, former).await;
    homes.open(&home.id).await
}

pub(super) async fn sign_up(
    homes: &Homes,
    url: &str,
    name: String,
    email: String,
    password: String,
) -> Result<(), AppError> {
    let (api, mut home) = reach(&homes.context, url, &email).await?;
    let credentials = Credentials { email, password: SecretString::from(password) };
    let former = homes.context.vault.session_token(&home.id).await?;
    enter::sign_up(&homes.context, &api, &mut home, name, &credentials).await?;
    end_former_session(homes, &home, former).await;
    homes.open(&home.id).await
}

/// What was open there is over with a new session: nobody could end it any more.
async fn end_former_session(homes: &Homes, home: &HomeRecord, former: Option<SecretString>) {
    if let Some(former) = former {
        homes.farewells.end_former_session(&home.url, former).await;
    }
}

/// Makes sure that an Infuse server answers there and that the keyring does, before anything is sent or made.
async fn reach(context: &Context, url: &str, email: &str) -> Result<(Api, HomeRecord), AppError> {
    let base = address::parse(url)?;
    let url = base.to_string();
    let known = context.state.homes().await?.into_iter().find(|home| home.url == url);
    let home = known.unwrap_or_else(|| HomeRecord::new(HomeKind::Remote, url, email.to_owned()));
    context.vault.try_it().await?;
    let api = Api::new(base)?;
    api.probe().await?;
    Ok((api, home))
}
