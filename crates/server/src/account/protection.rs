//! `/v1/account/protection`: an e-mail and a password for the account of a Local home, which began without them.

use axum::extract::State;
use infuse_protocol::account::{Account, Protection, SecurityEventKind, SignInMethod};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{find, store, tell};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::{DbError, retried};
use crate::extract::Json;
use crate::identity::{Caller, Person, email_key, end_sessions, password};
use crate::if_match::Versioned;
use crate::mail;
use crate::problem::ApiError;
use crate::rules::Faults;
use crate::security::{self, Event};
use crate::throttle::Attempt;
use crate::versions;

const HAS_THEM: ApiError =
    ApiError::Forbidden("The account has an e-mail and a password already; change them instead.");

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(protect_account))
}

/// Gives the account of a Local home an e-mail and a password, and ends its other sessions
///
/// From then on it is signed in to with them, and a link that verifies the address is mailed.
#[utoipa::path(
    post, path = "/v1/account/protection", tag = "account", request_body = Protection,
    responses((status = 200, description = "The account, its version as `ETag`", body = Account))
)]
async fn protect_account(
    State(app): State<App>,
    attempt: Attempt,
    address: ClientAddress,
    caller: Caller,
    Json(request): Json<Protection>,
) -> Result<Versioned<Account>, ApiError> {
    let person = caller.person()?.clone();
    let account = find(&app, &person.account_id).await?.resource;
    if account.email.is_some() || account.sign_in_method != SignInMethod::Local {
        return Err(HAS_THEM);
    }
    let mut faults = Faults::default();
    let email = faults.email("/email", &request.email);
    if !mail::is_reachable(&email) {
        faults.add("/email", "unreachable", "It must be an address that mails reach.");
    }
    let two_factor = account.two_factor.enabled;
    password::check(&mut faults, "/password", &request.password, &[&account.name, &email], two_factor);
    faults.into_result()?;
    app.throttle.count_password(&attempt, &email_key(&email))?;
    let hash = app.passwords.hash(request.password).await?;
    let lifecycle = app.lifecycle.clone();
    let protecting = lifecycle.to_its_end(async move {
        match retried(|| protect(&app, &person, address, &email, &hash)).await? {
            Protected::Done(ended) => tell(&app, &person.account_id, &ended),
            Protected::HadThem => return Err(HAS_THEM),
            Protected::Taken => return Err(ApiError::EmailTaken),
        }
        find(&app, &person.account_id).await
    });
    protecting.await
}

/// What became of it.
enum Protected {
    /// With the sessions that ended.
    Done(Vec<String>),
    /// Somebody else was faster.
    HadThem,
    Taken,
}

async fn protect(
    app: &App,
    person: &Person,
    address: ClientAddress,
    email: &str,
    hash: &str,
) -> Result<Protected, DbError> {
    let (account_id, now_ms) = (person.account_id.as_str(), app.clock.now_ms());
    let mut tx = app.db.begin_write().await?;
    versions::lock_account(&mut tx, account_id).await?;
    let former: Option<Option<String>> = sqlx::query_scalar("SELECT email FROM accounts WHERE id = $1")
        .bind(account_id)
        .fetch_optional(&mut *tx)
        .await?;
    if former.is_none_or(|former| former.is_some_and(|former| mail::is_reachable(&former))) {
        tx.rollback().await?;
        return Ok(Protected::HadThem);
    }
    if !store::set_email(&mut tx, account_id, email, None, now_ms).await? {
        tx.rollback().await?;
        return Ok(Protected::Taken);
    }
    store::set_password(&mut tx, account_id, hash).await?;
    let ended = end_sessions(&mut tx, account_id, Some(&person.session_id)).await?;
    let kind = SecurityEventKind::AccountProtected;
    let session_id = Some(person.session_id.as_str());
    security::note(&mut tx, Event { kind, account_id, session_id, address, detail: Some(email), at_ms: now_ms })
        .await?;
    mail::enqueue_verification(&mut tx, account_id, now_ms).await?;
    tx.commit().await?;
    Ok(Protected::Done(ended))
}
