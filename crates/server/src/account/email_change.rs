//! `/v1/account/email`: another address, which becomes the account's once somebody opens the link that was mailed there,
//! and which whoever has the old one can undo.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use infuse_protocol::account::{Account, EmailChange, EmailConfirmation, SecurityEventKind};
use infuse_protocol::stream::Resource;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::proof::{Proven, prove_person};
use super::take_back::{Claim, take_back, unknown_password};
use super::{address_of, find, store, tell};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::{DbError, retried};
use crate::extract::{Json, Query};
use crate::identity::{Caller, Person, SecretHash, account_key, email_key, lock_session};
use crate::if_match::Versioned;
use crate::mail::is_reachable;
use crate::mail::link::{self, LinkKind};
use crate::mail::page::{LinkQuery, Page, Reader, no_link};
use crate::problem::ApiError;
use crate::rules::Faults;
use crate::security::{self, Event};
use crate::throttle::Attempt;
use crate::versions;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(ask_for_change, withdraw_change))
        .routes(routes!(confirm_change))
        .routes(routes!(undo_change))
        .routes(routes!(open_change, follow_change))
        .routes(routes!(open_undo, follow_undo))
}

/// Mails a link to another address, which makes it that of the account; links of earlier mails are void
///
/// The answer is the same where the address has an account: only who opens the link is told. Of what is asked for often,
/// only the first few of an hour are mailed to one address.
#[utoipa::path(
    post, path = "/v1/account/email", tag = "account", request_body = EmailChange,
    responses((status = 202, description = "It will be mailed"))
)]
async fn ask_for_change(
    State(app): State<App>,
    attempt: Attempt,
    address: ClientAddress,
    caller: Caller,
    Json(request): Json<EmailChange>,
) -> Result<StatusCode, ApiError> {
    let person = caller.person()?.clone();
    let mut faults = Faults::default();
    let email = address_of(&mut faults, "/email", &request.email);
    let account = find(&app, &person.account_id).await?.resource;
    if account.email.is_some_and(|own| email_key(&own) == email_key(&email)) {
        faults.add("/email", "unchanged", "It is the account's address already.");
    }
    faults.into_result()?;
    let proven = prove_person(&app, &attempt, address, &person, request.password).await?;
    app.throttle.count_mail(&attempt, &person.account_id)?;
    let lifecycle = app.lifecycle.clone();
    let asking = lifecycle.to_its_end(async move {
        retried(|| ask(&app, &person, address, &proven, &email)).await?;
        tell(&app, &person.account_id, &[]);
        Ok(StatusCode::ACCEPTED)
    });
    asking.await
}

async fn ask(app: &App, person: &Person, address: ClientAddress, proven: &Proven, email: &str) -> Result<(), ApiError> {
    let (account_id, now_ms) = (person.account_id.as_str(), app.clock.now_ms());
    let mut tx = app.db.begin_write().await?;
    lock_session(&mut tx, person).await?;
    proven.check(app, &mut tx, person).await?;
    // Counted apart from new passwords, so that nobody uses those up for whom the address belongs to.
    let counted_as = account_key(&format!("change to {}", email_key(email)));
    if !link::count_request(&mut tx, &counted_as, now_ms).await? && app.throttle.is_on() {
        // The link that was mailed stays good.
        tx.rollback().await?;
        return Err(ApiError::RateLimited { retry_after: link::asked_again_in(now_ms) });
    }
    link::enqueue(&mut tx, LinkKind::EmailChange, account_id, Some(email), now_ms).await?;
    versions::bump(&mut tx, account_id, Resource::Account).await?;
    let kind = SecurityEventKind::EmailChangeAsked;
    let session_id = Some(person.session_id.as_str());
    security::note(&mut tx, Event { kind, account_id, session_id, address, detail: Some(email), at_ms: now_ms })
        .await?;
    Ok(tx.commit().await?)
}

/// Withdraws a change of the address that nobody has confirmed yet
#[utoipa::path(
    delete, path = "/v1/account/email", tag = "account",
    responses((status = 204, description = "None is waited for any more"))
)]
async fn withdraw_change(State(app): State<App>, caller: Caller) -> Result<StatusCode, ApiError> {
    let person = caller.person()?.clone();
    let lifecycle = app.lifecycle.clone();
    let withdrawing = lifecycle.to_its_end(async move {
        retried(|| withdraw(&app, &person)).await?;
        tell(&app, &person.account_id, &[]);
        Ok::<_, ApiError>(StatusCode::NO_CONTENT)
    });
    withdrawing.await
}

async fn withdraw(app: &App, person: &Person) -> Result<(), ApiError> {
    let mut tx = app.db.begin_write().await?;
    lock_session(&mut tx, person).await?;
    link::void(&mut tx, &person.account_id, &[LinkKind::EmailChange]).await?;
    Ok(tx.commit().await?)
}

/// Makes the address that a link was mailed to that of the account, once; the old one is mailed a link that undoes it
#[utoipa::path(
    post, path = "/v1/account/email/confirm", tag = "account", security(()), request_body = EmailConfirmation,
    responses((status = 200, description = "The account, its version as `ETag`", body = Account))
)]
async fn confirm_change(
    State(app): State<App>,
    address: ClientAddress,
    Json(request): Json<EmailConfirmation>,
) -> Result<Versioned<Account>, ApiError> {
    match confirm(&app, address, &request.token).await? {
        Some(account_id) => find(&app, &account_id).await,
        None => Err(no_link()),
    }
}

/// Gives the account back the address that it had, once, and undoes what was set up since; a link to a new password is
/// mailed there
///
/// Every session ends, and the password signs in no longer. Tokens made since the change are revoked, and a second factor
/// switched on since is off.
#[utoipa::path(
    post, path = "/v1/account/email/undo", tag = "account", security(()), request_body = EmailConfirmation,
    responses((status = 200, description = "The account, its version as `ETag`", body = Account))
)]
async fn undo_change(
    State(app): State<App>,
    attempt: Attempt,
    address: ClientAddress,
    Json(request): Json<EmailConfirmation>,
) -> Result<Versioned<Account>, ApiError> {
    match undo(&app, &attempt, address, &request.token).await? {
        Some(Undone { account, .. }) => Ok(Versioned { version: account.version, resource: account }),
        None => Err(no_link()),
    }
}

/// A page that asks whether the address is to be that of the account; opening it changes nothing
#[utoipa::path(
    get, path = "/confirm-email", tag = "account", security(()), params(LinkQuery),
    responses((status = 200, description = "The page", body = String, content_type = "text/html"))
)]
async fn open_change(reader: Reader, Query(LinkQuery { token: _ }): Query<LinkQuery>) -> Response {
    Page::ConfirmEmail.response(reader)
}

/// Makes the address that a link was mailed to that of the account, as the page asks it to
#[utoipa::path(
    post, path = "/confirm-email", tag = "account", security(()), params(LinkQuery),
    responses((status = 200, description = "A page that says so", body = String, content_type = "text/html"))
)]
async fn follow_change(
    State(app): State<App>,
    address: ClientAddress,
    reader: Reader,
    Query(LinkQuery { token }): Query<LinkQuery>,
) -> Result<Response, ApiError> {
    match confirm(&app, address, &token).await {
        Ok(Some(_)) => Ok(Page::EmailConfirmed.response(reader)),
        Ok(None) => reader.no_link(),
        Err(ApiError::EmailTaken) => reader.page(Page::EmailTaken, ApiError::EmailTaken),
        Err(error) => Err(error),
    }
}

/// A page that asks whether the account is to have its old address again; opening it changes nothing
#[utoipa::path(
    get, path = "/undo-email", tag = "account", security(()), params(LinkQuery),
    responses((status = 200, description = "The page", body = String, content_type = "text/html"))
)]
async fn open_undo(
    State(app): State<App>,
    reader: Reader,
    Query(LinkQuery { token }): Query<LinkQuery>,
) -> Result<Response, ApiError> {
    let has_password = link::has_password(&app.db, LinkKind::EmailUndo.hash_of(&token), app.clock.now_ms()).await?;
    Ok(Page::UndoEmail { has_password }.response(reader))
}

/// Gives the account back the address that it had, as the page asks it to, and asks for a new password
#[utoipa::path(
    post, path = "/undo-email", tag = "account", security(()), params(LinkQuery),
    responses((status = 200, description = "A page that says so", body = String, content_type = "text/html"))
)]
async fn follow_undo(
    State(app): State<App>,
    attempt: Attempt,
    address: ClientAddress,
    reader: Reader,
    Query(LinkQuery { token }): Query<LinkQuery>,
) -> Result<Response, ApiError> {
    match undo(&app, &attempt, address, &token).await? {
        Some(Undone { has_password, .. }) => Ok(Page::EmailUndone { has_password }.response(reader)),
        None => reader.no_link(),
    }
}

/// What became of a link that makes an address that of an account.
enum Confirmed {
    Done,
    NoLink,
    Taken,
}

/// The account whose address a link has just changed; `None` where it leads nowhere.
async fn confirm(app: &App, address: ClientAddress, token: &str) -> Result<Option<String>, ApiError> {
    let Some(link) = LinkKind::EmailChange.hash_of(token) else { return Ok(None) };
    let of_app = app.clone();
    let confirming = app.lifecycle.to_its_end(async move {
        let Some(account_id) = link::whose(&of_app.db, &link, of_app.clock.now_ms()).await? else { return Ok(None) };
        let confirmed = match retried(|| confirm_locked(&of_app, &account_id, &link, address)).await {
            Err(error) if error.is_taken() => Confirmed::Taken,
            confirmed => confirmed?,
        };
        match confirmed {
            Confirmed::Done => tell(&of_app, &account_id, &[]),
            Confirmed::NoLink => return Ok(None),
            Confirmed::Taken => return Err(ApiError::EmailTaken),
        }
        Ok(Some(account_id))
    });
    confirming.await
}

async fn confirm_locked(
    app: &App,
    account_id: &str,
    link: &SecretHash,
    address: ClientAddress,
) -> Result<Confirmed, DbError> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.db.begin_write().await?;
    let is_there = versions::lock_account(&mut tx, account_id).await?;
    let taken = if is_there { link::take(&mut tx, LinkKind::EmailChange, link, now_ms).await? } else { None };
    let Some(email) = taken.and_then(|taken| taken.email) else {
        tx.rollback().await?;
        return Ok(Confirmed::NoLink);
    };
    // One that nobody has confirmed may be a stranger's: it is neither mailed what takes the account back, nor kept for it.
    let former: Option<String> =
        sqlx::query_scalar("SELECT email FROM accounts WHERE id = $1 AND email_verified_ms IS NOT NULL")
            .bind(account_id)
            .fetch_optional(&mut *tx)
            .await?
            .flatten();
    if !store::set_email(&mut tx, account_id, &email, Some(now_ms), now_ms).await? {
        tx.rollback().await?;
        return Ok(Confirmed::Taken);
    }
    if let Some(former) = former.filter(|former| is_reachable(former)) {
        link::enqueue(&mut tx, LinkKind::EmailUndo, account_id, Some(&former), now_ms).await?;
    }
    // A link to a new password is for who has the address of the account, and that is another one now.
    link::void(&mut tx, account_id, &[LinkKind::PasswordReset]).await?;
    let kind = SecurityEventKind::EmailChanged;
    let event = Event { kind, account_id, session_id: None, address, detail: Some(&email), at_ms: now_ms };
    security::note(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Confirmed::Done)
}

/// An account that has its old address again.
struct Undone {
    account: Account,
    /// Whether a link to a new one was mailed.
    has_password: bool,
}

/// What was undone; `None` where the link leads nowhere.
async fn undo(app: &App, attempt: &Attempt, address: ClientAddress, token: &str) -> Result<Option<Undone>, ApiError> {
    let Some(link) = LinkKind::EmailUndo.hash_of(token) else { return Ok(None) };
    let Some(account_id) = link::whose(&app.db, &link, app.clock.now_ms()).await? else { return Ok(None) };
    // Each costs a hash.
    app.throttle.count_password(attempt, link.as_str())?;
    let unknown = unknown_password(app, &account_id).await?;
    let of_app = app.clone();
    let undoing = app.lifecycle.to_its_end(async move {
        let undone = retried(|| undo_locked(&of_app, &account_id, &link, address, unknown.as_deref())).await?;
        let Some(ended) = undone else { return Ok(None) };
        tell(&of_app, &account_id, &ended);
        let account = find(&of_app, &account_id).await?.resource;
        Ok(Some(Undone { account, has_password: unknown.is_some() }))
    });
    undoing.await
}

async fn undo_locked(
    app: &App,
    account_id: &str,
    link: &SecretHash,
    address: ClientAddress,
    unknown: Option<&str>,
) -> Result<Option<Vec<String>>, DbError> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.db.begin_write().await?;
    let is_there = versions::lock_account(&mut tx, account_id).await?;
    let taken = if is_there { link::take(&mut tx, LinkKind::EmailUndo, link, now_ms).await? } else { None };
    let taken = taken.and_then(|taken| taken.email.map(|email| (email, taken.created_ms)));
    let Some((email, since_ms)) = taken else {
        tx.rollback().await?;
        return Ok(None);
    };
    let claim = Claim { account_id, address, since_ms, link_ms: since_ms, now_ms };
    let Some(ended) = take_back(&mut tx, claim, Some(&email), unknown).await? else {
        tx.rollback().await?;
        return Ok(None);
    };
    tx.commit().await?;
    Ok(Some(ended))
}
