//! A Remote home: a server that someone runs.

use secrecy::SecretString;

use super::{Homes, address, new_home};
use crate::api::Api;
use crate::context::Context;
use crate::error::AppError;
use crate::session::enter::{self, Credentials};
use crate::snapshot::HomeKind;
use crate::state::HomeRecord;

pub(crate) async fn sign_in(homes: &Homes, url: &str, email: String, password: String) -> Result<(), AppError> {
    let _change = homes.change().await;
    let (api, mut home) = reach(&homes.context, url, &email).await?;
    let credentials = Credentials { email, password: SecretString::from(password) };
    enter::sign_in(&homes.context, &api, &mut home, &credentials).await?;
    homes.open(&home.id).await
}

pub(crate) async fn sign_up(
    homes: &Homes,
    url: &str,
    name: String,
    email: String,
    password: String,
) -> Result<(), AppError> {
    let _change = homes.change().await;
    let (api, mut home) = reach(&homes.context, url, &email).await?;
    let credentials = Credentials { email, password: SecretString::from(password) };
    enter::sign_up(&homes.context, &api, &mut home, name, &credentials).await?;
    homes.open(&home.id).await
}

/// Makes sure that an Infuse server answers there and that the keyring does, before anything is sent or made.
async fn reach(context: &Context, url: &str, email: &str) -> Result<(Api, HomeRecord), AppError> {
    let base = address::parse(url)?;
    let url = base.to_string();
    let known = context.state.homes().await?.into_iter().find(|home| home.url == url);
    let home = known.unwrap_or_else(|| new_home(HomeKind::Remote, url, email.to_owned()));
    context.session_token(&home.id).await?;
    let api = Api::new(base)?;
    api.probe().await?;
    Ok((api, home))
}
