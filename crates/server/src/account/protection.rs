//! `/v1/account/protection`: the account of a Local home, which the login of the computer guards, is given an address and a
//! password of its own.

use axum::extract::State;
use infuse_protocol::account::{Account, Protection, SecurityEventKind, SignInMethod};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{address_of, find, store, tell};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::retried;
use crate::extract::Json;
use crate::identity::{Caller, Person, email_key, end_sessions, lock_session, password};
use crate::if_match::Versioned;
use crate::mail;
use crate::problem::ApiError;
use crate::rules::Faults;
use crate::security::{self, Event};
use crate::throttle::Attempt;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(protect_account))
}

/// Gives the account of a Local home an address and a password, and ends its other sessions; a link that verifies the
/// address is mailed
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
    if account.sign_in_method != SignInMethod::Local {
        return Err(is_protected());
    }
    let mut faults = Faults::default();
    let email = address_of(&mut faults, "/email", &request.email);
    password::check(&mut faults, "/password", &request.password, &[&account.name, &email], false);
    faults.into_result()?;
    app.throttle.count_password(&attempt, &email_key(&email))?;
    app.throttle.count_mail(&attempt, &person.account_id)?;
    let hash = app.passwords.hash(request.password).await?;
    let lifecycle = app.lifecycle.clone();
    let protecting = lifecycle.to_its_end(async move {
        let protected = match retried(|| protect(&app, &person, address, &email, &hash)).await {
            Err(ApiError::Database(error)) if error.is_taken() => return Err(ApiError::EmailTaken),
            protected => protected?,
        };
        tell(&app, &person.account_id, &protected);
        find(&app, &person.account_id).await
    });
    protecting.await
}

/// The sessions that ended.
async fn protect(
    app: &App,
    person: &Person,
    address: ClientAddress,
    email: &str,
    hash: &str,
) -> Result<Vec<String>, ApiError> {
    let (account_id, now_ms) = (person.account_id.as_str(), app.clock.now_ms());
    let mut tx = app.db.begin_write().await?;
    lock_session(&mut tx, person).await?;
    if store::has_reachable_email(&mut tx, account_id).await? {
        tx.rollback().await?;
        return Err(is_protected());
    }
    if !store::set_email(&mut tx, account_id, email, None, now_ms).await? {
        tx.rollback().await?;
        return Err(ApiError::EmailTaken);
    }
    store::set_password(&mut tx, account_id, hash).await?;
    let ended = end_sessions(&mut tx, account_id, Some(&person.session_id)).await?;
    mail::enqueue_verification(&mut tx, account_id, now_ms).await?;
    let (kind, session_id) = (SecurityEventKind::AccountProtected, Some(person.session_id.as_str()));
    security::note(&mut tx, Event { kind, account_id, session_id, address, detail: Some(email), at_ms: now_ms })
        .await?;
    tx.commit().await?;
    Ok(ended)
}

fn is_protected() -> ApiError {
    ApiError::forbidden_as("protected", "The account has an address and a password of its own.")
}
