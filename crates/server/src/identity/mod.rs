//! Who sends a request: secrets and passwords, what they stand for, and how each is checked.
//!
//! It knows no route. Signing in, and what a person does with sessions and tokens, is above it, in `session`.

mod authenticator;
mod caller;
mod credentials;
mod guessing;
mod new_session;
pub(crate) mod password;
mod secret;
pub(crate) mod totp;

pub use authenticator::Authenticator;
pub(crate) use caller::Pass;
pub use caller::{ApiToken, Caller, Person};
pub(crate) use credentials::{DEAD_AFTER_MS, end_sessions, lock_session, scopes_from_column};
pub(crate) use guessing::{
    FAILURES_COUNT_FOR_MS, Factor, Guess, NETWORK_KNOWN_FOR_MS, account_key, email_key, factor_keys,
};
pub(crate) use new_session::{NewSession, checked_device, device_from_row};
pub(crate) use secret::{Secret, SecretHash, SecretKind};
