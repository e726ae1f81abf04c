//! A Remote home: a server that someone runs.

use std::sync::{Mutex, PoisonError};

use secrecy::SecretString;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use super::Homes;
use crate::api::{Api, address};
use crate::context::Context;
use crate::error::{AppError, ErrorCode};
use crate::session::SignInOutcome;
use crate::session::enter::{self, Begun, Credentials};
use crate::snapshot::HomeKind;
use crate::state::HomeRecord;
use crate::vault::Secret;

/// The sign-ins that are under way, of which a person cancels all.
#[derive(Default)]
pub(super) struct SignIns(Mutex<CancellationToken>);

impl SignIns {
    /// What tells the next one that it is cancelled.
    pub(super) fn begin(&self) -> CancellationToken {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).child_token()
    }

    pub(super) fn cancel(&self) {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).cancel();
    }
}

/// Signs in at the server; with a name, as a new account. Until the session is kept the person may cancel: what the
/// server made by then is ended as soon as it has said so.
pub(super) async fn enter(
    homes: &Homes,
    url: &str,
    name: Option<String>,
    credentials: Credentials,
    cancel: CancellationToken,
) -> Result<SignInOutcome, AppError> {
    let reaching = reach(&homes.context, url, &credentials.email);
    let Some(reached) = cancel.run_until_cancelled(reaching).await else { return Ok(SignInOutcome::Cancelled) };
    let Reached { api, mut home, former } = reached?;
    let device = homes.context.config.device();
    let mut beginning = AbortOnDropHandle::new(tokio::spawn(async move {
        match name {
            Some(name) => enter::begin_as_new(&api, name, &credentials, device).await,
            None => enter::begin(&api, &credentials, device).await,
        }
    }));
    let Some(begun) = cancel.run_until_cancelled(&mut beginning).await else {
        end_unwanted(homes, home.url, beginning);
        return Ok(SignInOutcome::Cancelled);
    };
    let begun = begun.map_err(|error| AppError::new(ErrorCode::Internal, error.to_string()))??;
    enter::keep(&homes.context, &mut home, begun).await?;
    // What was open there is over with a new session: nobody could end it any more.
    if let Some(former) = former {
        homes.farewells.end_former_session(&home.url, former).await;
    }
    homes.open(&home.id).await?;
    Ok(SignInOutcome::SignedIn)
}

/// Ends the session that nobody waits for any more, if one begins.
fn end_unwanted(homes: &Homes, url: String, beginning: AbortOnDropHandle<Result<Begun, AppError>>) {
    let farewells = homes.farewells.clone();
    homes.run_beside(async move {
        if let Ok(Ok(begun)) = beginning.await {
            farewells.end_former_session(&url, begun.into_token()).await;
        }
    });
}

/// A server that answers, the home that it is or will be, and the session that was open there.
struct Reached {
    api: Api,
    home: HomeRecord,
    former: Option<SecretString>,
}

/// Makes sure that an Infuse server answers there and that the keyring does, before anything is sent or made.
async fn reach(context: &Context, url: &str, email: &str) -> Result<Reached, AppError> {
    let base = address::parse(url)?;
    let url = base.to_string();
    let known = context.state.homes().await?.into_iter().find(|home| home.url == url);
    let home = known.unwrap_or_else(|| HomeRecord::new(HomeKind::Remote, url, email.to_owned()));
    context.vault.try_it().await?;
    let api = Api::new(base)?;
    api.probe().await?;
    let former = context.vault.get(Secret::Session(&home.id)).await?;
    Ok(Reached { api, home, former })
}
