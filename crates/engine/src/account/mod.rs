//! Who the person is.

mod api;
mod deletion;
mod email;
mod password;
pub mod view;

pub(crate) use deletion::{cancel_deletion, schedule_deletion};
pub(crate) use email::{change_email, withdraw_email_change};
use infuse_protocol::account::{self as protocol, Account};
pub(crate) use password::{ask_password_reset, change_password, estimate_password, protect};
use serde_json::Value;

use crate::api::Api;
use crate::error::{AppError, ErrorCode};
use crate::resources::{Fields, Heard, Kept, ResourceName, nested};
use crate::scope::Scope;
use crate::snapshot::{AccountNow, EmailProblem, SignInMethod, TwoFactorNow};
use crate::state::State;

/// The edit that gives the account another name.
pub(crate) fn renamed(name: String) -> Fields {
    Fields::from_iter([("name".to_owned(), Value::String(name))])
}

/// Keeps an account as a sign-in told it, so that it can be edited from then on.
pub(crate) async fn keep(state: &State, scope: &Scope, account: &Account) -> Result<(), AppError> {
    let value = serde_json::to_value(account).map_err(|error| AppError::new(ErrorCode::Internal, error.to_string()))?;
    let heard = Heard::read(value)?;
    state.change_resource(scope, ResourceName::Account, |kept| heard.taken_in_by(kept)).await?;
    Ok(())
}

/// Asks for the mail whose link shows that the address is the person's.
pub(crate) async fn send_verification(api: &Api) -> Result<(), AppError> {
    Ok(api.send_verification().await?)
}

/// The account as the snapshot shows it.
pub(crate) fn shown(account: &Account) -> AccountNow {
    AccountNow {
        id: account.id.clone(),
        name: account.name.clone(),
        email: account.email.clone().unwrap_or_default(),
        email_verified: account.email_verified,
        email_problem: account.email_problem.as_ref().map(|problem| match problem {
            protocol::EmailProblem::Refused => EmailProblem::Refused,
            protocol::EmailProblem::Other => EmailProblem::Other,
        }),
        pending_email: account.pending_email.clone(),
        sign_in_method: match account.sign_in_method {
            protocol::SignInMethod::Password => SignInMethod::Password,
            protocol::SignInMethod::Oidc => SignInMethod::Oidc,
            protocol::SignInMethod::Local => SignInMethod::Local,
            protocol::SignInMethod::Other => SignInMethod::Other,
        },
        created_at: account.created_at.to_string(),
        deletion_scheduled_at: account.deletion_scheduled_at.map(|at| at.to_string()),
        two_factor: TwoFactorNow {
            enabled: account.two_factor.enabled,
            recovery_codes_left: account.two_factor.recovery_codes_left,
        },
    }
}

/// The account as it is kept, with what the server is still to be told.
pub(crate) fn of_kept(kept: &Kept) -> Result<AccountNow, AppError> {
    let account = serde_json::from_value::<Account>(nested(kept.shown()));
    account.map(|account| shown(&account)).map_err(|error| AppError::new(ErrorCode::ServerFault, error.to_string()))
}
