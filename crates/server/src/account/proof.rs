//! That whoever asks is the person: the account's password, counted as a guess wherever it is sent; or that they have just
//! signed in, where the identity provider asks for the password.

use infuse_protocol::account::SignInMethod;
use sqlx::{Any, Executor};

use super::store;
use super::two_factor::{Proof, Verdict, note_use};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::{DbError, WriteTransaction, retried};
use crate::identity::{Guess, Person, email_key, lock_session};
use crate::problem::ApiError;
use crate::throttle::Attempt;

/// How long ago the person of a session may have shown who they are, for it to show that by itself: ten minutes.
const FRESH_FOR_MS: i64 = 600_000;

/// What shows that it is the person. It is not printed.
pub(crate) enum Proven {
    /// The hash that the password fits.
    Password(String),
    /// They signed in with their identity provider a moment ago.
    FreshSignIn,
}

impl Proven {
    /// Makes sure that it still holds, in the transaction of what it is asked for. The account is locked.
    ///
    /// # Errors
    /// 401 `invalid_credentials` where the password is another one by now; 403 `sign_in_again` where the sign-in is too long
    /// ago. Then nothing of the transaction is to last.
    pub(crate) async fn check(&self, app: &App, tx: &mut WriteTransaction, person: &Person) -> Result<(), ApiError> {
        match self {
            Self::Password(hash) if store::has_password(tx, &person.account_id, Some(hash)).await? => Ok(()),
            Self::Password(_) => Err(ApiError::InvalidCredentials),
            Self::FreshSignIn if is_fresh(&mut **tx, person, app.clock.now_ms()).await? => Ok(()),
            Self::FreshSignIn => Err(sign_in_again()),
        }
    }
}

/// Has a signed-in person show once more who they are, before something that a stolen session must not do: by the
/// password, or where the account has none and an identity provider vouches for it, by a session that is new. Whoever
/// writes something then makes sure under the account's lock that it still holds ([`Proven::check`]).
///
/// # Errors
/// 401 `invalid_credentials` where the password is not the account's; 403 where it has none, `sign_in_again` where signing in
/// helps; 422 where the password is missing; 429 after too many.
pub(crate) async fn prove_person(
    app: &App,
    attempt: &Attempt,
    address: ClientAddress,
    person: &Person,
    password: Option<String>,
) -> Result<Proven, ApiError> {
    let account = store::by_id(&app.db, &person.account_id).await?.ok_or(ApiError::Unauthorized)?;
    if account.sign_in_method == SignInMethod::Oidc {
        let is_fresh = is_fresh(app.db.pool(), person, app.clock.now_ms()).await?;
        return if is_fresh { Ok(Proven::FreshSignIn) } else { Err(sign_in_again()) };
    }
    let missing = || ApiError::validation([("/password", "required", "It must be the password of the account.")]);
    let password = password.ok_or_else(missing)?;
    prove_password(app, attempt, address, &person.account_id, password).await.map(Proven::Password)
}

/// Whether the person signed in a moment ago to an account that has no password.
async fn is_fresh(executor: impl Executor<'_, Database = Any>, person: &Person, now_ms: i64) -> Result<bool, DbError> {
    let found = sqlx::query(
        "SELECT 1 FROM sessions s JOIN accounts a ON a.id = s.account_id
         WHERE s.id = $1 AND a.id = $2 AND s.authenticated_ms > $3 AND s.authenticated_ms <= $4 AND a.password_hash IS NULL
         AND EXISTS (SELECT 1 FROM identities i WHERE i.account_id = a.id)",
    );
    let found =
        found.bind(person.session_id.clone()).bind(person.account_id.clone()).bind(now_ms - FRESH_FOR_MS).bind(now_ms);
    Ok(found.fetch_optional(executor).await?.is_some())
}

fn sign_in_again() -> ApiError {
    ApiError::forbidden_as(
        "sign_in_again",
        "Sign in once more with your identity provider, and do it within ten minutes.",
    )
}

/// 403 for what only an account with a password has.
pub(super) fn no_password() -> ApiError {
    ApiError::forbidden_as(
        "no_password",
        "The account signs in with an identity provider, which looks after its password.",
    )
}

/// Checks a password that a signed-in person sends once more. Answers the hash that it fits.
///
/// # Errors
/// 401 `invalid_credentials` where it is not the account's; 403 where the account has none; 429 after too many.
pub(super) async fn prove_password(
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
