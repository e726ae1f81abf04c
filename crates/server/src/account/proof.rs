//! That whoever asks is the person: the account's password, counted as a guess wherever it is sent.

use super::store;
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::identity::{Guess, email_key};
use crate::problem::ApiError;
use crate::throttle::Attempt;

/// Checks a password that a signed-in person sends once more, before something that a stolen session must not do. Answers
/// the hash that it fits: whoever writes something then makes sure under the account's lock that it is still there
/// ([`store::has_password`]).
///
/// # Errors
/// 401 `invalid_credentials` where it is not the account's; 403 where the account has none; 429 after too many.
pub(crate) async fn prove_password(
    app: &App,
    attempt: &Attempt,
    address: ClientAddress,
    account_id: &str,
    password: String,
) -> Result<String, ApiError> {
    let found = store::with_password(&app.db, account_id).await?.ok_or(ApiError::Unauthorized)?;
    let (Some(email), Some(stored)) = (found.account.email, found.password_hash) else {
        return Err(ApiError::Forbidden("The account has no password; protect it with one first."));
    };
    app.throttle.count_password(attempt, &email_key(&email))?;
    let (guess, now_ms) = (Guess::of(&email, address), app.clock.now_ms());
    if !is_right(app, &guess, now_ms, password, Some(stored.clone())).await? {
        return Err(ApiError::InvalidCredentials);
    }
    if app.throttle.is_on() {
        guess.take_back(&app.db, now_ms).await?;
    }
    Ok(stored)
}

/// Whether a password is the stored one; the same work where none is stored. It is counted as a guess that failed,
/// which whoever goes on takes back where it was right.
///
/// # Errors
/// 429 where too many have failed.
pub(crate) async fn is_right(
    app: &App,
    guess: &Guess,
    now_ms: i64,
    password: String,
    stored: Option<String>,
) -> Result<bool, ApiError> {
    if app.throttle.is_on() {
        guess.begin(&app.db, now_ms).await?;
    }
    let checked = app.passwords.verify(password, stored).await;
    // What was not looked at was no guess.
    if checked.is_err() && app.throttle.is_on() {
        guess.take_back(&app.db, now_ms).await?;
    }
    checked
}
