//! A Remote home: a server that someone runs.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use infuse_protocol::session::Device;
use secrecy::SecretString;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;
use tracing::warn;
use url::Url;

use super::Homes;
use crate::api::{Api, address};
use crate::context::Context;
use crate::error::{AppError, ErrorCode};
use crate::session::enter::{self, Beginning, Credentials, Proof};
use crate::session::provider::{self, Vouched};
use crate::session::{Factor, SignInOutcome};
use crate::snapshot::{Access, HomeKind};
use crate::state::HomeRecord;
use crate::vault::Secret;

/// How long whoever has signed in waits to be shown as that. The keyring may take its time.
const SHOWING: Duration = Duration::from_secs(5);

/// The sign-in that is under way, which a person can cancel, and the one that waits for its second factor.
#[derive(Default)]
pub(super) struct SignIns(Mutex<UnderWay>);

#[derive(Default)]
struct UnderWay {
    cancel: CancellationToken,
    waiting: Option<Waiting>,
}

/// A sign-in that began well: the password was right, or the provider vouches for the person. It is kept in memory alone.
#[derive(Clone)]
struct Waiting {
    url: String,
    email: String,
    account: Option<String>,
    challenge: SecretString,
}

impl SignIns {
    /// What tells the next one that it is cancelled. Whatever was under way is: a person who begins anew waits for it no
    /// longer, as for a browser that they have left.
    pub(super) fn begin(&self) -> CancellationToken {
        let mut under_way = self.lock();
        std::mem::take(&mut under_way.cancel).cancel();
        under_way.cancel.clone()
    }

    pub(super) fn cancel(&self) {
        std::mem::take(&mut *self.lock()).cancel.cancel();
    }

    /// What a second factor is for; an error where nothing waits for one.
    pub(super) fn answered_with(&self, factor: Factor, code: SecretString) -> Result<(String, Entry), AppError> {
        let waiting = self.lock().waiting.clone().ok_or_else(AppError::sign_in_ended)?;
        let Waiting { url, email, account, challenge } = waiting;
        Ok((url, Entry::SecondFactor { email, account, proof: Proof { challenge, factor, code } }))
    }

    /// Has a sign-in wait for its second factor, unless the person has cancelled it.
    fn wait(&self, waiting: Waiting, cancel: &CancellationToken) -> SignInOutcome {
        let mut under_way = self.lock();
        if cancel.is_cancelled() {
            return SignInOutcome::Cancelled;
        }
        under_way.waiting = Some(waiting);
        SignInOutcome::SecondFactorRequired
    }

    fn wait_no_longer(&self) {
        self.lock().waiting = None;
    }

    fn lock(&self) -> MutexGuard<'_, UnderWay> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What somebody enters with.
pub(super) enum Entry {
    Password(Credentials),
    /// With what its identity provider gave out; where it is to show that somebody is the one, to that account alone.
    Vouched {
        vouched: Vouched,
        account: Option<String>,
    },
    NewAccount {
        name: String,
        credentials: Credentials,
    },
    SecondFactor {
        email: String,
        account: Option<String>,
        proof: Proof,
    },
}

impl Entry {
    /// What they named themselves by; nothing where the server is to tell.
    fn email(&self) -> &str {
        match self {
            Self::Vouched { .. } => "",
            Self::Password(credentials) | Self::NewAccount { credentials, .. } => &credentials.email,
            Self::SecondFactor { email, .. } => email,
        }
    }

    /// The only account that they may enter.
    fn account(&self) -> Option<&str> {
        match self {
            Self::Vouched { account, .. } | Self::SecondFactor { account, .. } => account.as_deref(),
            Self::Password(_) | Self::NewAccount { .. } => None,
        }
    }

    async fn begin(self, api: &Api, device: Device) -> Result<Beginning, AppError> {
        let begun = match self {
            Self::Password(credentials) => return enter::begin(api, &credentials, device).await,
            Self::Vouched { vouched, .. } => return enter::begin_vouched(api, &vouched, device).await,
            Self::NewAccount { name, credentials } => enter::begin_as_new(api, name, &credentials, device).await?,
            Self::SecondFactor { proof, .. } => enter::begin_with_second_factor(api, &proof).await?,
        };
        Ok(Beginning::Begun(Box::new(begun)))
    }
}

/// Has the person sign in with the identity provider of a server, in the browser. The server is known to answer by then,
/// and the keyring too.
pub(super) async fn vouch(homes: &Homes, url: &str, account: Option<String>) -> Result<Entry, AppError> {
    let api = reachable(&homes.context, &address::parse(url)?).await?;
    let vouched = provider::ask(&api, &*homes.context.ports.browser, account.is_some()).await?;
    Ok(Entry::Vouched { vouched, account })
}

/// Signs in at the server, or makes an account there. Until the session is kept the person may cancel: what the server made
/// by then is ended as soon as it has said so. A second factor that was wrong can be sent once more.
pub(super) async fn enter(
    homes: &Homes,
    url: &str,
    entry: Entry,
    cancel: CancellationToken,
) -> Result<SignInOutcome, AppError> {
    let is_begun_anew = !matches!(entry, Entry::SecondFactor { .. });
    if is_begun_anew {
        homes.sign_ins.wait_no_longer();
    }
    let entered = try_enter(homes, url, entry, cancel).await;
    let is_over = match &entered {
        Ok(outcome) => matches!(outcome, SignInOutcome::SignedIn { .. }),
        Err(error) => error.code == ErrorCode::SignInEnded,
    };
    if is_over {
        homes.sign_ins.wait_no_longer();
    }
    entered
}

async fn try_enter(
    homes: &Homes,
    url: &str,
    entry: Entry,
    cancel: CancellationToken,
) -> Result<SignInOutcome, AppError> {
    let (email, account) = (entry.email().to_owned(), entry.account().map(str::to_owned));
    let reaching = reach(&homes.context, url, &email);
    let Some(reached) = cancel.run_until_cancelled(reaching).await else { return Ok(SignInOutcome::Cancelled) };
    let Reached { api, mut home, former } = reached?;
    let device = homes.context.config.device();
    let mut beginning = AbortOnDropHandle::new(tokio::spawn(async move { entry.begin(&api, device).await }));
    let Some(begun) = cancel.run_until_cancelled(&mut beginning).await else {
        end_unwanted(homes, home.url, beginning);
        return Ok(SignInOutcome::Cancelled);
    };
    let begun = match begun.map_err(|error| AppError::new(ErrorCode::Internal, error.to_string()))?? {
        Beginning::Begun(begun) => *begun,
        Beginning::SecondFactorRequired(challenge) => {
            return Ok(homes.sign_ins.wait(Waiting { url: home.address(), email, account, challenge }, &cancel));
        }
    };
    if account.is_some_and(|account| account != begun.account_id()) {
        homes.farewells.end_former_session(&home.url, begun.into_token()).await;
        return Err(AppError::new(ErrorCode::AnotherAccount, "somebody else is signed in at the identity provider"));
    }
    let recovery_codes_left = begun.recovery_codes_left();
    enter::keep(&homes.context, &mut home, begun).await?;
    if home.kind == HomeKind::Local {
        homes.context.hosting.keep_local_home(&home).await?;
    }
    // What was open there is over with a new session: nobody could end it any more.
    if let Some(former) = former {
        homes.farewells.end_former_session(&home.url, former).await;
    }
    homes.open(&home.id).await?;
    // Whoever goes on at once finds who they are, and no page that is about to give way.
    let mut shown = homes.context.view.snapshot();
    let is_shown = shown.wait_for(|snapshot| !matches!(snapshot.access, Access::Starting | Access::Welcome));
    if timeout(SHOWING, is_shown).await.is_err() {
        warn!("who has signed in is shown later");
    }
    Ok(SignInOutcome::SignedIn { recovery_codes_left })
}

/// Ends the session that nobody waits for any more, if one begins.
fn end_unwanted(homes: &Homes, url: String, beginning: AbortOnDropHandle<Result<Beginning, AppError>>) {
    let farewells = homes.farewells.clone();
    homes.run_beside(async move {
        if let Ok(Ok(Beginning::Begun(begun))) = beginning.await {
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

/// The home that a server is or will be, before anything is sent there or made.
async fn reach(context: &Context, url: &str, email: &str) -> Result<Reached, AppError> {
    let base = address::parse(url)?;
    let url = base.to_string();
    // Others may have accounts at the server of a Local home, which stays that of its owner.
    let is_theirs = |home: &HomeRecord| home.chosen_email().is_some_and(|own| own.eq_ignore_ascii_case(email.trim()));
    let is_it = |home: &HomeRecord| home.address() == url && (home.kind == HomeKind::Remote || is_theirs(home));
    let known = context.state.homes().await?.into_iter().find(is_it);
    let home = known.unwrap_or_else(|| HomeRecord::new(HomeKind::Remote, url, email.to_owned()));
    let api = reachable(context, &base).await?;
    let former = context.vault.get(Secret::Session(&home.id)).await?;
    Ok(Reached { api, home, former })
}

/// Makes sure that an Infuse server answers there, and that the keyring does.
async fn reachable(context: &Context, base: &Url) -> Result<Api, AppError> {
    context.vault.try_it().await?;
    let api = Api::new(base.clone())?;
    api.probe().await?;
    Ok(api)
}
