//! `/v1/account/email/verification`: whether an address is a person's own, as the link in a mail tells.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use infuse_protocol::account::{Account, EmailConfirmation, SecurityEventKind};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::find;
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::{Db, DbError, retried};
use crate::extract::{Json, Query};
use crate::identity::{Caller, Person, SecretHash, SecretKind, lock_session};
use crate::if_match::Versioned;
use crate::mail;
use crate::mail::page::{LinkQuery, Page, Reader, no_link};
use crate::problem::ApiError;
use crate::security::{self, Event};
use crate::throttle::Attempt;
use crate::versions;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(ask_for_verification))
        .routes(routes!(confirm_email))
        .routes(routes!(open_link, follow_link))
}

/// Mails a link that verifies the account's address; those of earlier mails are void
///
/// Nothing is mailed to an address that is verified and takes mails.
#[utoipa::path(
    post, path = "/v1/account/email/verification", tag = "account",
    responses((status = 202, description = "It will be mailed"))
)]
async fn ask_for_verification(
    State(app): State<App>,
    attempt: Attempt,
    caller: Caller,
) -> Result<StatusCode, ApiError> {
    let person = caller.person()?.clone();
    let account = find(&app, &person.account_id).await?.resource;
    if !account.email.as_deref().is_some_and(mail::is_reachable) {
        return Err(ApiError::Forbidden("The account has no address that mails reach."));
    }
    if account.email_verified && account.email_problem.is_none() {
        return Ok(StatusCode::ACCEPTED);
    }
    app.throttle.count_mail(&attempt, &person.account_id)?;
    let now_ms = app.clock.now_ms();
    retried(|| ask(&app, &person, now_ms)).await?;
    app.jobs.wake();
    Ok(StatusCode::ACCEPTED)
}

async fn ask(app: &App, person: &Person, now_ms: i64) -> Result<(), ApiError> {
    let mut tx = app.db.begin_write().await?;
    lock_session(&mut tx, person).await?;
    mail::enqueue_verification(&mut tx, &person.account_id, now_ms).await?;
    Ok(tx.commit().await?)
}

/// Verifies the address that a link was mailed to, once
#[utoipa::path(
    post, path = "/v1/account/email/verification/confirm", tag = "account", security(()),
    request_body = EmailConfirmation,
    responses((status = 200, description = "The account, its version as `ETag`", body = Account))
)]
async fn confirm_email(
    State(app): State<App>,
    address: ClientAddress,
    Json(request): Json<EmailConfirmation>,
) -> Result<Versioned<Account>, ApiError> {
    confirm(&app, address, &request.token).await?.ok_or_else(no_link)
}

/// A page that asks whether the address is to be verified; opening it changes nothing
#[utoipa::path(
    get, path = "/verify-email", tag = "account", security(()), params(LinkQuery),
    responses((status = 200, description = "The page", body = String, content_type = "text/html"))
)]
async fn open_link(reader: Reader, Query(LinkQuery { token: _ }): Query<LinkQuery>) -> Response {
    Page::Verify.response(reader)
}

/// Verifies the address that a link was mailed to, as the page asks it to
#[utoipa::path(
    post, path = "/verify-email", tag = "account", security(()), params(LinkQuery),
    responses((status = 200, description = "A page that says so", body = String, content_type = "text/html"))
)]
async fn follow_link(
    State(app): State<App>,
    address: ClientAddress,
    reader: Reader,
    Query(LinkQuery { token }): Query<LinkQuery>,
) -> Result<Response, ApiError> {
    match confirm(&app, address, &token).await? {
        Some(_) => Ok(Page::Verified.response(reader)),
        None => reader.no_link(),
    }
}

/// The account whose address a link has just verified; `None` where it leads nowhere.
async fn confirm(app: &App, address: ClientAddress, token: &str) -> Result<Option<Versioned<Account>>, ApiError> {
    let Some(link) = SecretHash::of_kind(SecretKind::Verification, token) else { return Ok(None) };
    let of_app = app.clone();
    let confirming = app.lifecycle.to_its_end(async move {
        let now_ms = of_app.clock.now_ms();
        let Some(account_id) = retried(|| confirm_and_note(&of_app.db, &link, address, now_ms)).await? else {
            return Ok(None);
        };
        of_app.bus.publish_account(&account_id);
        find(&of_app, &account_id).await.map(Some)
    });
    confirming.await
}

async fn confirm_and_note(
    db: &Db,
    link: &SecretHash,
    address: ClientAddress,
    now_ms: i64,
) -> Result<Option<String>, DbError> {
    let Some(account_id) = mail::whose_link(db, link).await? else { return Ok(None) };
    let mut tx = db.begin_write().await?;
    let is_there = versions::lock_account(&mut tx, &account_id).await?;
    let email = if is_there { mail::confirm(&mut tx, &account_id, link, now_ms).await? } else { None };
    let Some(email) = email else {
        tx.rollback().await?;
        return Ok(None);
    };
    let event = Event {
        kind: SecurityEventKind::EmailVerified,
        account_id: &account_id,
        session_id: None,
        address,
        detail: Some(&email),
        at_ms: now_ms,
    };
    security::note(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Some(account_id))
}
