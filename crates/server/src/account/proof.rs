//! That whoever asks is the person: the account's password, counted as a guess wherever it is sent.

use super::store;
use super::two_factor::{Proof, Verdict, note_use};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::retried;
use crate::identity::{Guess, Person, email_key, lock_session};
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

/// Checks and uses up a code of the authenticator app, or a recovery code, where the account has two-factor on; elsewhere
/// nothing is needed. It comes last of what a request is checked for, and is carried to its end.
///
/// # Errors
/// 401 `two_factor_required` where it is missing, `invalid_code` where it does not fit; 429 after too many.
pub(crate) async fn prove_code(
    app: &App,
    attempt: &Attempt,
    address: ClientAddress,
    person: &Person,
    code: Option<String>,
) -> Result<(), ApiError> {
    let account_id = person.account_id.as_str();
    let account = store::by_id(&app.db, account_id).await?.ok_or(ApiError::Unauthorized)?;
    if !account.two_factor.enabled {
        return Ok(());
    }
    let proof = Proof::either(code.ok_or_else(|| ApiError::two_factor_required(None))?);
    app.throttle.count_password(attempt, &proof.throttle_key(account_id))?;
    let (guess, now_ms) = (proof.guess(&account, address), app.clock.now_ms());
    if app.throttle.is_on() {
        guess.begin(&app.db, now_ms).await?;
    }
    let verdict = retried(|| use_up(app, &proof, &guess, address, person, now_ms)).await;
    // What was not looked at was no guess.
    if verdict.is_err() && app.throttle.is_on() {
        guess.take_back(&app.db, now_ms).await?;
    }
    let verdict = verdict?;
    if verdict.accepted()?.is_some() {
        app.jobs.wake();
        app.bus.publish_account(account_id);
    }
    Ok(())
}

async fn use_up(
    app: &App,
    proof: &Proof,
    guess: &Guess,
    address: ClientAddress,
    person: &Person,
    now_ms: i64,
) -> Result<Verdict, ApiError> {
    let account_id = person.account_id.as_str();
    let mut tx = app.db.begin_write().await?;
    lock_session(&mut tx, person).await?;
    let verdict = proof.accept(&mut tx, account_id, now_ms).await?;
    if let Verdict::Accepted { codes_left } = verdict {
        if app.throttle.is_on() {
            guess.was_right(&mut tx, now_ms).await?;
        }
        if let Some(codes_left) = codes_left {
            note_use(&mut tx, account_id, None, address, codes_left, now_ms).await?;
        }
    }
    tx.commit().await?;
    Ok(verdict)
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
