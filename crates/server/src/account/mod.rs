//! `/v1/accounts` and `/v1/account`: signing up, and who one is.

mod activity;
mod deletion;
mod email_change;
pub mod export;
pub(crate) mod identities;
mod new_password;
mod not_me;
pub(crate) mod proof;
mod protection;
pub mod recover;
pub(crate) mod store;
mod take_back;
pub(crate) mod two_factor;
mod verification;

use axum::extract::State;
use http::StatusCode;
use infuse_protocol::account::{Account, AccountEdit, SecurityEventKind, SignUp, SignedUp};
use infuse_protocol::workspace::Workspace;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::{WriteTransaction, retried};
use crate::extract::Json;
use crate::identity::{Caller, NewSession, checked_device, email_key, password};
use crate::if_match::{IfMatch, Versioned, version_conflict};
use crate::mail::{self, link};
use crate::problem::ApiError;
use crate::rules::Faults;
use crate::security::{self, Event};
use crate::throttle::Attempt;
use crate::workspace;
pub(crate) use store::NewAccount;

pub(crate) const MAX_NAME: usize = 100;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(sign_up))
        .routes(routes!(read_account, edit_account))
        .merge(activity::routes())
        .merge(deletion::routes())
        .merge(export::routes())
        .merge(two_factor::routes())
        .merge(email_change::routes())
        .merge(new_password::routes())
        .merge(not_me::routes())
        .merge(protection::routes())
        .merge(verification::routes())
}

/// Makes an account with its personal workspace and a first session, and mails a link that verifies its address
#[utoipa::path(
    post, path = "/v1/accounts", tag = "account", security(()), request_body = SignUp,
    responses((status = 201, description = "Signed up", body = SignedUp))
)]
async fn sign_up(
    State(app): State<App>,
    attempt: Attempt,
    address: ClientAddress,
    Json(request): Json<SignUp>,
) -> Result<(StatusCode, Json<SignedUp>), ApiError> {
    let form = checked(request)?;
    app.throttle.count_password(&attempt, &email_key(&form.email))?;
    let now_ms = app.clock.now_ms();
    let account = NewAccount {
        id: Uuid::now_v7().to_string(),
        name: form.name,
        email: form.email,
        email_verified_ms: None,
        password_hash: Some(app.passwords.hash(form.password).await?),
        created_ms: now_ms,
    };
    let session = NewSession::new(&account.id, form.device, address, now_ms);

    let mut tx = app.db.begin_write().await?;
    let Some(workspace) = make(&app, &mut tx, &account).await? else {
        tx.rollback().await?;
        return Err(ApiError::EmailTaken);
    };
    session.insert(&mut tx).await?;
    let event = Event {
        kind: SecurityEventKind::SignedUp,
        account_id: &account.id,
        session_id: Some(session.id()),
        address,
        detail: None,
        at_ms: now_ms,
    };
    security::note(&mut tx, event).await?;
    if mail::is_reachable(&account.email) {
        mail::enqueue_verification(&mut tx, &account.id, now_ms).await?;
    }
    tx.commit().await?;
    app.jobs.wake();

    let account = account.into_answer();
    let (token, session) = session.into_answer();
    Ok((StatusCode::CREATED, Json(SignedUp { token, session, account, workspace })))
}

/// Makes an account, and answers its personal workspace; `None` where its address is another one's, or is kept for one
/// that may take it back. Then nothing of the transaction is to last.
pub(crate) async fn make(
    app: &App,
    tx: &mut WriteTransaction,
    account: &NewAccount,
) -> Result<Option<Workspace>, ApiError> {
    let NewAccount { id, name, email, created_ms, .. } = account;
    if !store::insert(tx, account).await? || link::is_kept_for_another(tx, email, id, *created_ms).await? {
        return Ok(None);
    }
    workspace::create_personal(app, tx, id, name, *created_ms).await.map(Some)
}

/// The account that is signed in
#[utoipa::path(
    get, path = "/v1/account", tag = "account",
    responses((status = 200, description = "The account, its version as `ETag`", body = Account))
)]
async fn read_account(State(app): State<App>, caller: Caller) -> Result<Versioned<Account>, ApiError> {
    find(&app, &caller.person()?.account_id).await
}

/// Changes the account's name
#[utoipa::path(
    patch, path = "/v1/account", tag = "account", request_body = AccountEdit, params(IfMatch),
    responses((status = 200, description = "The account after the change, its version as `ETag`", body = Account))
)]
async fn edit_account(
    State(app): State<App>,
    caller: Caller,
    if_match: IfMatch,
    Json(request): Json<AccountEdit>,
) -> Result<Versioned<Account>, ApiError> {
    let account_id = caller.person()?.account_id.clone();
    let expected = if_match.expected()?;
    let Some(name) = request.name else { return expected.of(find(&app, &account_id).await?) };
    let mut faults = Faults::default();
    let name = faults.line("/name", &name, MAX_NAME);
    faults.into_result()?;
    let lifecycle = app.lifecycle.clone();
    let edit = lifecycle.to_its_end(async move {
        if !retried(|| store::rename(&app.db, &account_id, &name, &expected)).await? {
            return Err(version_conflict(&find(&app, &account_id).await?));
        }
        app.bus.publish_account(&account_id);
        find(&app, &account_id).await
    });
    edit.await
}

/// Tells what was committed: the sessions that it has ended, and the account that has changed.
fn tell(app: &App, account_id: &str, ended: &[String]) {
    ended.iter().for_each(|session_id| app.bus.publish_ended(session_id));
    app.jobs.wake();
    app.bus.publish_account(account_id);
}

/// An address that mails reach, for an account to have.
fn address_of(faults: &mut Faults, pointer: &str, text: &str) -> String {
    let email = faults.email(pointer, text);
    if !mail::is_reachable(&email) {
        faults.add(pointer, "unreachable", "It must be an address that mails reach.");
    }
    email
}

/// What a person is known by, which is no password.
fn known_by(account: &Account) -> [&str; 2] {
    [&account.name, account.email.as_deref().unwrap_or_default()]
}

async fn find(app: &App, account_id: &str) -> Result<Versioned<Account>, ApiError> {
    let account = store::by_id(&app.db, account_id).await?.ok_or(ApiError::Unauthorized)?;
    Ok(Versioned { version: account.version, resource: account })
}

/// The request with its text trimmed, where all of it is allowed.
fn checked(request: SignUp) -> Result<SignUp, ApiError> {
    let mut faults = Faults::default();
    let name = faults.line("/name", &request.name, MAX_NAME);
    let email = faults.email("/email", &request.email);
    password::check(&mut faults, "/password", &request.password, &[&name, &email], false);
    let device = request.device.map(|device| checked_device(&mut faults, device));
    faults.into_result()?;
    Ok(SignUp { name, email, password: request.password, device })
}
