//! How a session begins: with what the keyring holds, or with what the person types.

use infuse_protocol::account::{Account, SignUp};
use infuse_protocol::session::SignIn;
use infuse_protocol::workspace::{Workspace, WorkspaceKind};
use secrecy::{ExposeSecret, SecretString};
use tracing::warn;

use crate::account;
use crate::api::Api;
use crate::context::Context;
use crate::error::AppError;
use crate::snapshot::WorkspaceNow;
use crate::state::{HomeRecord, Profile};

/// What a person proves themselves with.
pub(crate) struct Credentials {
    pub(crate) email: String,
    pub(crate) password: SecretString,
}

/// Signs in and keeps the session. What can not be kept is ended again.
pub(crate) async fn sign_in(
    context: &Context,
    api: &Api,
    home: &mut HomeRecord,
    credentials: &Credentials,
) -> Result<Api, AppError> {
    let request = SignIn {
        email: credentials.email.clone(),
        password: credentials.password.expose_secret().to_owned(),
        device: Some(context.config.device()),
    };
    let signed_in = api.sign_in(&request).await?;
    let api = api.with_token(SecretString::from(signed_in.token.clone()));
    let workspace = api.active_workspace().await?;
    keep(context, &api, home, signed_in.token, &signed_in.account, &workspace).await?;
    Ok(api)
}

/// Makes an account and keeps its first session.
pub(crate) async fn sign_up(
    context: &Context,
    api: &Api,
    home: &mut HomeRecord,
    name: String,
    credentials: &Credentials,
) -> Result<Api, AppError> {
    let request = SignUp {
        name,
        email: credentials.email.clone(),
        password: credentials.password.expose_secret().to_owned(),
        device: Some(context.config.device()),
    };
    let signed_up = api.sign_up(&request).await?;
    let api = api.with_token(SecretString::from(signed_up.token.clone()));
    keep(context, &api, home, signed_up.token, &signed_up.account, &signed_up.workspace).await?;
    Ok(api)
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

async fn keep(
    context: &Context,
    api: &Api,
    home: &mut HomeRecord,
    token: String,
    account: &Account,
    workspace: &Workspace,
) -> Result<(), AppError> {
    let profile = profile(account, workspace);
    let scope = profile.scope(&home.id);
    home.email = profile.account.email.clone();
    home.profile = Some(profile);
    home.signed_out = false;
    let kept = async {
        context.vault.keep_session_token(&home.id, SecretString::from(token)).await?;
        context.state.keep_home(home).await?;
        account::keep(&context.state, &scope, account).await
    };
    let kept = kept.await;
    if kept.is_err()
        && let Err(error) = api.sign_out().await
    {
        warn!(%error, "a session that could not be kept was not ended");
    }
    kept
}
