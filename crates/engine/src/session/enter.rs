//! How a session begins: with what the keyring holds, or with what the person types.

use infuse_protocol::account::{Account, SignUp};
use infuse_protocol::oidc::ProviderSignIn;
use infuse_protocol::session::{Device, SecondFactor, SignIn, SignedIn};
use infuse_protocol::workspace::{Workspace, WorkspaceKind};
use secrecy::{ExposeSecret, SecretString};
use tracing::warn;

use crate::account;
use crate::api::{Api, ApiError};
use crate::context::Context;
use crate::error::{AppError, ErrorCode};
use crate::session::Factor;
use crate::session::provider::Vouched;
use crate::snapshot::WorkspaceNow;
use crate::state::{HomeRecord, Profile};
use crate::vault::Secret;

/// What a person proves themselves with.
pub(crate) struct Credentials {
    pub(crate) email: String,
    pub(crate) password: SecretString,
}

/// What a sign-in that was asked for its second factor ends with.
pub(crate) struct Proof {
    /// What the server answered the first step with.
    pub(crate) challenge: SecretString,
    pub(crate) factor: Factor,
    pub(crate) code: SecretString,
}

/// What became of a password that was right, or of somebody whom the identity provider vouches for.
pub(crate) enum Beginning {
    Begun(Box<Begun>),
    /// The server asks for the second factor; it is sent with this.
    SecondFactorRequired(SecretString),
}

/// A session that has begun on the server, and is kept nowhere yet.
pub(crate) struct Begun {
    api: Api,
    token: SecretString,
    account: Account,
    workspace: Workspace,
    recovery_codes_left: Option<u32>,
}

impl Begun {
    /// Whose it is.
    pub(crate) fn account_id(&self) -> &str {
        &self.account.id
    }

    /// How many recovery codes are left, where one was used up by the sign-in.
    pub(crate) fn recovery_codes_left(&self) -> Option<u32> {
        self.recovery_codes_left
    }

    /// What the session is ended with, where nobody wants it any more.
    pub(crate) fn into_token(self) -> SecretString {
        self.token
    }
}

/// Signs in with a password. Of a session whose workspace can not be told nothing is left.
pub(crate) async fn begin(api: &Api, credentials: &Credentials, device: Device) -> Result<Beginning, AppError> {
    let request = SignIn {
        email: credentials.email.clone(),
        password: credentials.password.expose_secret().to_owned(),
        device: Some(device),
    };
    beginning(api, api.sign_in(&request).await).await
}

/// Signs in with what the identity provider gave out.
pub(crate) async fn begin_vouched(api: &Api, vouched: &Vouched, device: Device) -> Result<Beginning, AppError> {
    let request = ProviderSignIn {
        state: vouched.state.expose_secret().to_owned(),
        code: vouched.code.expose_secret().to_owned(),
        code_verifier: vouched.verifier.expose_secret().to_owned(),
        device: Some(device),
    };
    beginning(api, api.sign_in_by_provider(&request).await).await
}

async fn beginning(api: &Api, answer: Result<SignedIn, ApiError>) -> Result<Beginning, AppError> {
    match answer {
        Ok(signed_in) => Ok(Beginning::Begun(Box::new(begun(api, signed_in, None).await?))),
        Err(error) => match error.challenge() {
            Some(challenge) => Ok(Beginning::SecondFactorRequired(challenge)),
            None => Err(error.into()),
        },
    }
}

/// Ends a sign-in that began well.
pub(crate) async fn begin_with_second_factor(api: &Api, proof: &Proof) -> Result<Begun, AppError> {
    let typed = Some(proof.code.expose_secret().to_owned());
    let (code, recovery_code) = match proof.factor {
        Factor::Code => (typed, None),
        Factor::RecoveryCode => (None, typed),
    };
    let request = SecondFactor { challenge: proof.challenge.expose_secret().to_owned(), code, recovery_code };
    let signed_in = api.sign_in_with_second_factor(&request).await?;
    let left = signed_in.account.two_factor.recovery_codes_left;
    let recovery_codes_left = (proof.factor == Factor::RecoveryCode).then_some(left);
    begun(api, signed_in, recovery_codes_left).await
}

async fn begun(api: &Api, signed_in: SignedIn, recovery_codes_left: Option<u32>) -> Result<Begun, AppError> {
    let token = SecretString::from(signed_in.token);
    let api = api.with_token(token.clone());
    match api.active_workspace().await {
        Ok(workspace) => Ok(Begun { api, token, account: signed_in.account, workspace, recovery_codes_left }),
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
    let (account, workspace) = (signed_up.account, signed_up.workspace);
    Ok(Begun { api, token, account, workspace, recovery_codes_left: None })
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
    // That of a Local home tells none.
    if !profile.account.email.is_empty() {
        home.email.clone_from(&profile.account.email);
    }
    home.profile = Some(profile);
    home.signed_out = false;
    context.vault.keep(Secret::Session(&home.id), token).await?;
    account::keep(&context.state, &scope, &account).await?;
    Ok(context.state.keep_home(home).await?)
}

/// Signs in and keeps the session. Nobody is there to be asked for a second factor.
pub(crate) async fn sign_in(
    context: &Context,
    api: &Api,
    home: &mut HomeRecord,
    credentials: &Credentials,
) -> Result<Api, AppError> {
    match begin(api, credentials, context.config.device()).await? {
        Beginning::Begun(begun) => keep(context, home, *begun).await,
        Beginning::SecondFactorRequired(_) => {
            Err(AppError::new(ErrorCode::TwoFactorRequired, "the account has two-factor on"))
        }
    }
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
