//! How the worker gets into its home.

use std::time::Duration;

use tracing::debug;

use super::link::spread;
use crate::api::Api;
use crate::context::Context;
use crate::error::{AppError, ErrorCode};
use crate::ports::LocalClock;
use crate::session::{Session, enter};
use crate::snapshot::{Condition, HomeKind};
use crate::state::{HomeRecord, Profile};
use crate::vault::Secret;

/// How the snapshot shows that the keyring does not answer.
pub(super) const KEYRING_TROUBLES: [(ErrorCode, Condition); 3] = [
    (ErrorCode::KeyringLocked, Condition::KeyringLocked),
    (ErrorCode::KeyringMissing, Condition::KeyringMissing),
    (ErrorCode::KeyringUnset, Condition::KeyringUnset),
];

/// Pauses between questions to a keyring that is locked.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

pub(super) fn pause_after(failures: u32) -> Duration {
    spread(FIRST_PAUSE.saturating_mul(2u32.saturating_pow(failures)).min(LONGEST_PAUSE), rand::random())
}

/// The session of the home, and whose it is; `None` when nobody is signed in. Of who signed out on purpose nothing is
/// asked; else the keyring's answer is what tells "signed out" from everything else. Where a session is `followed`
/// already, only its server may stand elsewhere by now: the keyring, which may be locked again, is not asked.
pub(super) async fn enter(
    context: &Context,
    home: &mut HomeRecord,
    followed: Option<Api>,
) -> Result<Option<(Session, Profile)>, AppError> {
    if home.signed_out {
        return Ok(None);
    }
    let api = match followed {
        Some(api) => api.moved_to(context.hosting.address(home, LocalClock::Real).await?)?,
        None => match open_session(context, home).await? {
            Some(api) => api,
            None => return Ok(None),
        },
    };
    let profile = match context.state.home(&home.id).await?.and_then(|home| home.profile) {
        Some(profile) => profile,
        None => read_profile(context, &home.id, &api).await?,
    };
    Ok(Some((Session { api, workspace_id: profile.workspace.id.clone() }, profile)))
}

async fn open_session(context: &Context, home: &mut HomeRecord) -> Result<Option<Api>, AppError> {
    let token = context.vault.get(Secret::Session(&home.id)).await?;
    context.hosting.keyring_is_open().await;
    if token.is_none() && home.kind == HomeKind::Remote {
        return Ok(None);
    }
    let api = Api::new(context.hosting.address(home, LocalClock::Real).await?)?;
    match token {
        Some(token) => Ok(Some(api.with_token(token))),
        None => sign_in_again(context, home, &api).await,
    }
}

/// Signs in with the password that the app made itself; `None` when it has none, or it no longer fits.
async fn sign_in_again(context: &Context, home: &HomeRecord, api: &Api) -> Result<Option<Api>, AppError> {
    let Some(password) = context.vault.get(Secret::Password(&home.id)).await? else { return Ok(None) };
    let credentials = enter::Credentials { email: home.email.clone(), password };
    match enter::sign_in(context, api, &mut home.clone(), &credentials).await {
        Ok(api) => Ok(Some(api)),
        Err(error) if error.code == ErrorCode::InvalidCredentials => {
            debug!(%error, "the kept password does not fit");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Asks who is signed in, and in which workspace, and keeps the answer.
pub(super) async fn read_profile(context: &Context, home_id: &str, api: &Api) -> Result<Profile, AppError> {
    let (account, workspace) = tokio::try_join!(api.account(), api.active_workspace())?;
    let profile = enter::profile(&account, &workspace);
    context.state.set_profile(home_id, &profile).await?;
    Ok(profile)
}
