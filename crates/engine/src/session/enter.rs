//! How a session begins: with what the keyring holds, or with what the person types.

use infuse_protocol::account::{Account, SignUp};
use infuse_protocol::session::{Device, SignIn};
use infuse_protocol::workspace::{Workspace, WorkspaceKind};
use secrecy::{ExposeSecret, SecretString};
use tracing::warn;

use crate::account;
use crate::api::Api;
use crate::context::Context;
use crate::error::AppError;
use crate::snapshot::WorkspaceNow;
use crate::state::{HomeRecord, Profile};
use crate::vault::Secret;

/// What a person proves themselves with.
pub(crate) struct Credentials {
    pub(crate) email: String,
    pub(crate) password: SecretString,
}

/// A session that has begun on the server, and is kept nowhere yet.
pub(crate) struct Begun {
    api: Api,
    token: SecretString,
    account: Account,
    workspace: Workspace,
}

impl Begun {
    /// What the session is ended with, where nobody wants it any more.
    pub(crate) fn into_token(self) -> SecretString {
        self.token
    }
}

/// Signs in. Of a session whose workspace can not be told nothing is left.
pub(crate) async fn begin(api: &Api, credentials: &Credentials, device: Device) -> Result<Begun, AppError> {
    let request = SignIn {
        email: credentials.email.clone(),
        password: credentials.password.expose_secret().to_owned(),
        device: Some(device),
    };
    let signed_in = api.sign_in(&request).await?;
    let token = SecretString::from(signed_in.token);
    let api = api.with_token(token.clone());
    match api.active_workspace().await {
        Ok(workspace) => Ok(Begun { api, token, account: signed_in.account, workspace }),
        Err(error) => {
            end(&api).await;
            Err(error.into())
        }
    }
}

/// Makes an account, with its first session.
pub(crate) async fn begin_as_new(
    api: &Api,
    name: String,
    credentials: &Credentials,
    device: Device,
) -> Result<Begun, AppError> {
    let request = SignUp {
        name,
        email: credentials.email.clone(),
        password: credentials.password.expose_secret().to_owned(),
        device: Some(device),
    };
    let signed_up = api.sign_up(&request).await?;
    let token = SecretString::from(signed_up.token);
    let api = api.with_token(token.clone());
    Ok(Begun { api, token, account: signed_up.account, workspace: signed_up.workspace })
}

/// Keeps the session as that of the home. One that can not be kept is ended again, and what was there before stays.
pub(crate) async fn keep(context: &Context, home: &mut HomeRecord, begun: Begun) -> Result<Api, AppError> {
    let api = begun.api.clone();
    match try_keep(context, home, begun).await {
        Ok(()) => Ok(api),
        Err(error) => {
            end(&api).await;
            Err(error)
        }
    }
}

async fn try_keep(context: &Context, home: &mut HomeRecord, begun: Begun) -> Result<(), AppError> {
    let former = context.vault.get(Secret::Session(&home.id)).await?;
    // Session and person are kept in two places: whatever stops the app between the two, one person's name never stands
    // beside another one's session.
    context.state.forget_profile(&home.id).await?;
    let before = home.clone();
    let kept = keep_both(context, home, begun).await;
    if kept.is_err() {
        let restored = match former {
            Some(former) => context.vault.keep(Secret::Session(&home.id), former).await,
            None => context.vault.forget(Secret::Session(&home.id)).await,
        };
        if let Err(error) = restored {
            warn!(%error, "the session that was there is lost");
        }
        if let Some(profile) = &before.profile
            && let Err(error) = context.state.set_profile(&home.id, profile).await
        {
            warn!(%error, "who is signed in is read again later");
        }
    }
    kept
}

async fn keep_both(context: &Context, home: &mut HomeRecord, begun: Begun) -> Result<(), AppError> {
    let Begun { token, account, workspace, .. } = begun;
    let profile = profile(&account, &workspace);
    let scope = profile.scope(&home.id);
    // The account of a Local home shows no address, and is still signed in to by the one that the app made.
    if let Some(email) = &account.email {
        home.email.clone_from(email);
    }
    home.profile = Some(profile);
    home.signed_out = false;
    context.vault.keep(Secret::Session(&home.id), token).await?;
    account::keep(&context.state, &scope, &account).await?;
    Ok(context.state.keep_home(home).await?)
}

/// Signs in and keeps the session.
pub(crate) async fn sign_in(
    context: &Context,
    api: &Api,
    home: &mut HomeRecord,
    credentials: &Credentials,
) -> Result<Api, AppError> {
    let begun = begin(api, credentials, context.config.device()).await?;
    keep(context, home, begun).await
}

/// Makes an account and keeps its first session.
pub(crate) async fn sign_up(
    context: &Context,
    api: &Api,
    home: &mut HomeRecord,
    name: String,
    credentials: &Credentials,
) -> Result<Api, AppError> {
    let begun = begin_as_new(api, name, credentials, context.config.device()).await?;
    keep(context, home, begun).await
}

async fn end(api: &Api) {
    if let Err(error) = api.sign_out().await {
        warn!(%error, "a session that could not be kept was not ended");
    }
}

/// The account and workspace as the snapshot shows them.
pub(crate) fn profile(account: &Account, workspace: &Workspace) -> Profile {
    Profile { account: account::shown(account), workspace: workspace_now(workspace) }
}

pub(crate) fn workspace_now(workspace: &Workspace) -> WorkspaceNow {
    WorkspaceNow {
        id: workspace.id.clone(),
        name: workspace.name.clone(),
        plan: workspace.plan.clone(),
        personal: workspace.kind == WorkspaceKind::Personal,
    }
}
