//! `/v1/account/password` and `/v1/password-resets`: another password, by who knows the one before or has the mailbox.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use infuse_policy::password::{Fault, LEAST_ALONE, fault, needs_second_factor};
use infuse_protocol::account::{
    Account, NewPassword, PasswordChange, PasswordReset, PasswordResetAsked, SecurityEventKind, SignInMethod,
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::proof::{no_password, prove_password};
use super::take_back::end_tokens;
use super::{find, identities, known_by, store, tell, two_factor};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::{DbError, retried};
use crate::extract::{Form, Json, Query};
use crate::identity::{Caller, Person, SecretHash, account_key, email_key, end_sessions, lock_session, password};
use crate::mail::link::{self, LinkKind};
use crate::mail::page::{LinkQuery, Page, Reader, no_link};
use crate::mail::{self, is_reachable};
use crate::personalization;
use crate::problem::ApiError;
use crate::rules::Faults;
use crate::security::{self, Event};
use crate::throttle::Attempt;
use crate::versions;

/// What a new password ends beside sessions: somebody else may have asked for these.
const VOIDED: [LinkKind; 2] = [LinkKind::PasswordReset, LinkKind::EmailChange];

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(change_password))
        .routes(routes!(ask_for_reset))
        .routes(routes!(confirm_reset))
        .routes(routes!(open_reset, follow_reset))
}

/// Changes the password, and ends all other sessions of the account
#[utoipa::path(
    post, path = "/v1/account/password", tag = "account", request_body = PasswordChange,
    responses((status = 204, description = "Changed"))
)]
async fn change_password(
    State(app): State<App>,
    attempt: Attempt,
    address: ClientAddress,
    caller: Caller,
    Json(request): Json<PasswordChange>,
) -> Result<StatusCode, ApiError> {
    let person = caller.person()?.clone();
    let account = find(&app, &person.account_id).await?.resource;
    if account.sign_in_method == SignInMethod::Oidc {
        return Err(no_password());
    }
    let (mut faults, two_factor) = (Faults::default(), account.two_factor.enabled);
    password::check(&mut faults, "/new_password", &request.new_password, &known_by(&account), two_factor);
    faults.into_result()?;
    let proven = prove_password(&app, &attempt, address, &person.account_id, request.current_password).await?;
    let is_short = needs_second_factor(&request.new_password);
    let hash = app.passwords.hash(request.new_password).await?;
    let lifecycle = app.lifecycle.clone();
    let changing = lifecycle.to_its_end(async move {
        let new = NewHash { hash: &hash, is_short };
        match retried(|| change(&app, &person, address, &proven, new)).await? {
            Changed::Done(ended) => tell(&app, &person.account_id, &ended),
            Changed::NoProof => return Err(ApiError::InvalidCredentials),
            Changed::TooShort => return Err(refused(Fault::TooShort(LEAST_ALONE))),
        }
        Ok(StatusCode::NO_CONTENT)
    });
    changing.await
}

/// A password that is to become an account's, as it is kept.
#[derive(Clone, Copy)]
struct NewHash<'a> {
    hash: &'a str,
    /// Whether it needs a second factor beside it.
    is_short: bool,
}

/// What became of a new password. The sessions that ended go with it.
enum Changed {
    Done(Vec<String>),
    /// The password is no longer the one that was proven, or somebody else was faster with the link.
    NoProof,
    /// The second factor that it needed was switched off meanwhile.
    TooShort,
}

async fn change(
    app: &App,
    person: &Person,
    address: ClientAddress,
    proven: &str,
    new: NewHash<'_>,
) -> Result<Changed, ApiError> {
    let mut tx = app.db.begin_write().await?;
    lock_session(&mut tx, person).await?;
    if !store::has_password(&mut tx, &person.account_id, Some(proven)).await? {
        tx.rollback().await?;
        return Ok(Changed::NoProof);
    }
    if new.is_short && !two_factor::is_on(&mut tx, &person.account_id).await? {
        tx.rollback().await?;
        return Ok(Changed::TooShort);
    }
    store::set_password(&mut tx, &person.account_id, new.hash).await?;
    two_factor::end_challenges(&mut tx, &person.account_id).await?;
    let ended = end_sessions(&mut tx, &person.account_id, Some(&person.session_id)).await?;
    link::void(&mut tx, &person.account_id, &VOIDED).await?;
    let event = Event {
        kind: SecurityEventKind::PasswordChanged,
        account_id: &person.account_id,
        session_id: Some(&person.session_id),
        address,
        detail: None,
        at_ms: app.clock.now_ms(),
    };
    security::note(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Changed::Done(ended))
}

/// Mails a link to a new password, where there is such an account with a password; one that signs in with the identity
/// provider is mailed that it does
///
/// The answer is the same where there is none, and so is the time that it takes. Of what is asked for often, only the
/// first few of an hour are mailed. Each link is good for an hour, until one of them is used.
#[utoipa::path(
    post, path = "/v1/password-resets", tag = "account", security(()), request_body = PasswordResetAsked,
    responses((status = 202, description = "If there is such an account, it will be mailed"))
)]
async fn ask_for_reset(
    State(app): State<App>,
    attempt: Attempt,
    address: ClientAddress,
    Json(request): Json<PasswordResetAsked>,
) -> Result<StatusCode, ApiError> {
    let mut faults = Faults::default();
    let email = faults.email("/email", &request.email);
    faults.into_result()?;
    app.throttle.count_password(&attempt, &email_key(&email))?;
    let is_wanted = retried(|| count(&app, &email)).await?;
    if is_wanted && is_reachable(&email) {
        // Beside the answer, which waits for nothing that depends on whether there is such an account.
        let of_app = app.clone();
        app.lifecycle.tasks.spawn(async move {
            match retried(|| ask(&of_app, &email, address)).await {
                Ok(Some(account_id)) => tell(&of_app, &account_id, &[]),
                Ok(None) => {}
                Err(error) => tracing::error!(%error, "a link to a new password was not mailed"),
            }
        });
    }
    Ok(StatusCode::ACCEPTED)
}

/// Whether a mail to that address is one of the few of an hour.
async fn count(app: &App, email: &str) -> Result<bool, DbError> {
    let mut tx = app.db.begin_write().await?;
    let is_wanted = link::count_request(&mut tx, &account_key(&email_key(email)), app.clock.now_ms()).await?;
    tx.commit().await?;
    Ok(is_wanted || !app.throttle.is_on())
}

/// The account that is mailed a link; `None` where none is.
async fn ask(app: &App, email: &str, address: ClientAddress) -> Result<Option<String>, DbError> {
    let Some(account) = store::by_email(&app.db, email).await?.map(|found| found.account) else { return Ok(None) };
    let account_id = account.id;
    let provider = match (account.sign_in_method, &app.provider) {
        (SignInMethod::Oidc, Some(provider)) if identities::is_of(&app.db, &account_id, provider.issuer()).await? => {
            Some(provider)
        }
        // Nobody vouches for it any more: the mailbox is what is left to show whose it is.
        (SignInMethod::Oidc | SignInMethod::Password, _) => None,
        _ => return Ok(None),
    };
    let now_ms = app.clock.now_ms();
    let mut tx = app.db.begin_write().await?;
    // The address may have become another account's, or nobody's, since it was looked up.
    if !versions::lock_account(&mut tx, &account_id).await? || !store::has_email(&mut tx, &account_id, email).await? {
        tx.rollback().await?;
        return Ok(None);
    }
    if let Some(provider) = provider {
        mail::enqueue_no_password(&mut tx, &account_id, provider.name(), now_ms).await?;
        tx.commit().await?;
        return Ok(Some(account_id));
    }
    link::enqueue(&mut tx, LinkKind::PasswordReset, &account_id, None, now_ms).await?;
    let kind = SecurityEventKind::PasswordResetAsked;
    let event = Event { kind, account_id: &account_id, session_id: None, address, detail: None, at_ms: now_ms };
    security::note(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Some(account_id))
}

/// 422 with why a password is not taken.
fn refused(fault: Fault) -> ApiError {
    let mut faults = Faults::default();
    password::note(&mut faults, "/new_password", fault);
    faults.into_error()
}

/// Gives the account a new password by the link of a mail, once, and ends all its sessions
///
/// The link shows that the address is the person's, which verifies it. It is no second factor: where the account asks for
/// one, signing in still does.
#[utoipa::path(
    post, path = "/v1/password-resets/confirm", tag = "account", security(()), request_body = PasswordReset,
    responses((status = 204, description = "The password is the new one"))
)]
async fn confirm_reset(
    State(app): State<App>,
    attempt: Attempt,
    address: ClientAddress,
    Json(request): Json<PasswordReset>,
) -> Result<StatusCode, ApiError> {
    match reset(&app, &attempt, address, &request.token, request.new_password).await? {
        Reset::Done => Ok(StatusCode::NO_CONTENT),
        Reset::NoLink => Err(no_link()),
        Reset::Refused { fault, .. } => Err(refused(fault)),
    }
}

/// A page that asks for a new password; opening it changes nothing
#[utoipa::path(
    get, path = "/reset-password", tag = "account", security(()), params(LinkQuery),
    responses((status = 200, description = "The page", body = String, content_type = "text/html"))
)]
async fn open_reset(
    State(app): State<App>,
    reader: Reader,
    Query(LinkQuery { token }): Query<LinkQuery>,
) -> Result<Response, ApiError> {
    let Some(link) = LinkKind::PasswordReset.hash_of(&token) else { return reader.no_link() };
    let Some(account_id) = link::whose(&app.db, &link, app.clock.now_ms()).await? else { return reader.no_link() };
    let account = find(&app, &account_id).await?.resource;
    Ok(Page::Reset.with_password(reader, None, keeps_two_factor(&account)))
}

/// Whether a second factor stands beside a password that is chosen by a mail: one from before anybody confirmed the address
/// ends with that.
fn keeps_two_factor(account: &Account) -> bool {
    account.two_factor.enabled && account.email_verified
}

/// Gives the account a new password, as the page asks it to
#[utoipa::path(
    post, path = "/reset-password", tag = "account", security(()), params(LinkQuery),
    request_body(content = NewPassword, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "A page that says so", body = String, content_type = "text/html"),
        (status = 422, description = "The page again, with what is wrong with the password", body = String, content_type = "text/html"),
    )
)]
async fn follow_reset(
    State(app): State<App>,
    attempt: Attempt,
    address: ClientAddress,
    reader: Reader,
    Query(LinkQuery { token }): Query<LinkQuery>,
    Form(NewPassword { new_password }): Form<NewPassword>,
) -> Result<Response, ApiError> {
    match reset(&app, &attempt, address, &token, new_password).await? {
        Reset::Done => Ok(Page::ResetDone.response(reader)),
        Reset::NoLink => reader.no_link(),
        Reset::Refused { fault, two_factor } => Ok(Page::Reset.with_password(reader, Some(fault), two_factor)),
    }
}

/// What became of a link to a new password.
enum Reset {
    Done,
    /// It was used, has expired, or is void.
    NoLink,
    /// The password is not taken; the link is as good as before.
    Refused {
        fault: Fault,
        two_factor: bool,
    },
}

async fn reset(
    app: &App,
    attempt: &Attempt,
    address: ClientAddress,
    token: &str,
    new_password: String,
) -> Result<Reset, ApiError> {
    let Some(link) = LinkKind::PasswordReset.hash_of(token) else { return Ok(Reset::NoLink) };
    let Some(account_id) = link::whose(&app.db, &link, app.clock.now_ms()).await? else { return Ok(Reset::NoLink) };
    let Some(account) = store::by_id(&app.db, &account_id).await? else { return Ok(Reset::NoLink) };
    let two_factor = keeps_two_factor(&account);
    if let Some(fault) = fault(&new_password, &known_by(&account), two_factor) {
        return Ok(Reset::Refused { fault, two_factor });
    }
    // Each costs a hash.
    app.throttle.count_password(attempt, link.as_str())?;
    let is_short = needs_second_factor(&new_password);
    let hash = app.passwords.hash(new_password).await?;
    let of_app = app.clone();
    let resetting = app.lifecycle.to_its_end(async move {
        let new = NewHash { hash: &hash, is_short };
        match retried(|| give(&of_app, &account_id, &link, address, new)).await? {
            Changed::Done(ended) => tell(&of_app, &account_id, &ended),
            Changed::NoProof => return Ok(Reset::NoLink),
            Changed::TooShort => {
                return Ok(Reset::Refused { fault: Fault::TooShort(LEAST_ALONE), two_factor: false });
            }
        }
        Ok(Reset::Done)
    });
    resetting.await
}

async fn give(
    app: &App,
    account_id: &str,
    link: &SecretHash,
    address: ClientAddress,
    new: NewHash<'_>,
) -> Result<Changed, DbError> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.db.begin_write().await?;
    let is_there = versions::lock_account(&mut tx, account_id).await?;
    if !is_there || link::take(&mut tx, LinkKind::PasswordReset, link, now_ms).await?.is_none() {
        tx.rollback().await?;
        return Ok(Changed::NoProof);
    }
    // Whoever signed up with the address of somebody else may have made tokens, set up a second factor that would keep that
    // person out, and had InfuseOS ask about nothing, before they came.
    if store::verify_email(&mut tx, account_id, now_ms).await? {
        personalization::ask_again(&mut tx, account_id, i64::MIN).await?;
        end_tokens(&mut tx, account_id, i64::MIN).await?;
        if two_factor::end_since(&mut tx, account_id, i64::MIN).await? {
            let kind = SecurityEventKind::TwoFactorDisabled;
            let event = Event { kind, account_id, session_id: None, address, detail: None, at_ms: now_ms };
            security::note(&mut tx, event).await?;
        }
    }
    if new.is_short && !two_factor::is_on(&mut tx, account_id).await? {
        tx.rollback().await?;
        return Ok(Changed::TooShort);
    }
    store::set_password(&mut tx, account_id, new.hash).await?;
    two_factor::end_challenges(&mut tx, account_id).await?;
    let ended = end_sessions(&mut tx, account_id, None).await?;
    link::void(&mut tx, account_id, &VOIDED).await?;
    let kind = SecurityEventKind::PasswordReset;
    let event = Event { kind, account_id, session_id: None, address, detail: None, at_ms: now_ms };
    security::note(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Changed::Done(ended))
}
