//! `/v1/sessions` and `/v1/tokens`: signing in and out, and what agents are given.

mod oidc;
mod store;
mod tokens;
mod two_factor;

use axum::extract::State;
use http::StatusCode;
use infuse_protocol::Page;
use infuse_protocol::account::SecurityEventKind;
use infuse_protocol::session::{Revoked, Session, SignIn, SignedIn};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::account;
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::retried;
use crate::extract::{Json, Path, Query};
use crate::identity::{Caller, Guess, NewSession, Person, checked_device, email_key, end_sessions, lock_session};
use crate::page::PageQuery;
use crate::problem::ApiError;
use crate::rules::{self, Faults};
use crate::security::{self, Event};
use crate::throttle::Attempt;
use crate::versions;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_sessions, sign_in, end_other_sessions))
        .routes(routes!(sign_out))
        .routes(routes!(end_session))
        .merge(oidc::routes())
        .merge(tokens::routes())
        .merge(two_factor::routes())
}

/// Signs in with e-mail and password
///
/// Where the account has two-factor on, the answer is 401 `two_factor_required` with a `challenge`, which
/// `POST /v1/sessions/two-factor` takes with a code.
#[utoipa::path(
    post, path = "/v1/sessions", tag = "sessions", security(()), request_body = SignIn,
    responses((status = 201, description = "Signed in", body = SignedIn))
)]
async fn sign_in(
    State(app): State<App>,
    attempt: Attempt,
    address: ClientAddress,
    Json(request): Json<SignIn>,
) -> Result<(StatusCode, Json<SignedIn>), ApiError> {
    let mut faults = Faults::default();
    let email = faults.email("/email", &request.email);
    let device = request.device.map(|device| checked_device(&mut faults, device));
    faults.into_result()?;
    app.throttle.count_password(&attempt, &email_key(&email))?;
    let now_ms = app.clock.now_ms();
    let guess = Guess::of(&email, address);
    // The same work and the same answer, whether the account or the password is what is wrong.
    let found = account::store::by_email(&app.db, &email).await?;
    let stored = found.as_ref().and_then(|found| found.password_hash.clone());
    let is_right = account::proof::is_right(&app, &guess, now_ms, request.password, stored.clone()).await?;
    let account = found.filter(|_| is_right).ok_or(ApiError::InvalidCredentials)?.account;

    let begun_ms = app.clock.now_ms();
    let session = NewSession::new(&account.id, device.clone(), address, begun_ms);
    let mut tx = app.db.begin_write().await?;
    // The password may have been changed since it was looked at: what that has ended must not begin anew.
    let is_still_right = versions::lock_account(&mut tx, &account.id).await?
        && account::store::has_password(&mut tx, &account.id, stored.as_deref()).await?;
    if !is_still_right {
        tx.rollback().await?;
        return Err(ApiError::InvalidCredentials);
    }
    if app.throttle.is_on() {
        guess.was_right(&mut tx, now_ms).await?;
    }
    if account::two_factor::is_on(&mut tx, &account.id).await? {
        let begun = two_factor::Begun { password_hash: stored.as_deref(), identity: None, authenticated_ms: None };
        let challenge = two_factor::challenge(&mut tx, &account.id, begun, device, begun_ms).await?;
        tx.commit().await?;
        return Err(ApiError::two_factor_required(Some(challenge)));
    }
    let kind = security::kind_of_sign_in(&mut tx, &account.id, device.as_ref(), address, begun_ms).await?;
    session.insert(&mut tx).await?;
    let (account_id, session_id) = (account.id.as_str(), Some(session.id()));
    security::note(&mut tx, Event { kind, account_id, session_id, address, detail: None, at_ms: begun_ms }).await?;
    tx.commit().await?;
    tell_of_event(&app, &account.id);
    let (token, session) = session.into_answer();
    Ok((StatusCode::CREATED, Json(SignedIn { token, session, account })))
}

/// Where the account is signed in
#[utoipa::path(
    get, path = "/v1/sessions", tag = "sessions", params(PageQuery),
    responses((status = 200, description = "A page of sessions, newest first", body = Page<Session>))
)]
async fn list_sessions(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<Session>>, ApiError> {
    let person = caller.person()?;
    let range = query.range()?;
    let mut sessions = store::of_account(&app.db, person, &range).await?;
    // Uses are written down now and then; the one that asks is seen at this very moment.
    if let Some(current) = sessions.iter_mut().find(|session| session.current) {
        current.last_seen_at = app.clock.now();
    }
    Ok(Json(range.page(sessions, |session| &session.id)))
}

/// Ends all sessions but this one
#[utoipa::path(
    delete, path = "/v1/sessions", tag = "sessions",
    responses((status = 200, description = "How many were ended", body = Revoked))
)]
async fn end_other_sessions(
    State(app): State<App>,
    address: ClientAddress,
    caller: Caller,
) -> Result<Json<Revoked>, ApiError> {
    let person = caller.person()?.clone();
    let lifecycle = app.lifecycle.clone();
    let revoked = lifecycle.to_its_end(async move {
        let ended = retried(|| delete_others(&app, &person, address)).await?;
        ended.iter().for_each(|session_id| app.bus.publish_ended(session_id));
        tell_of_event(&app, &person.account_id);
        Ok::<_, ApiError>(ended.len() as u64)
    });
    Ok(Json(Revoked { revoked: revoked.await? }))
}

async fn delete_others(app: &App, person: &Person, address: ClientAddress) -> Result<Vec<String>, ApiError> {
    let mut tx = app.db.begin_write().await?;
    lock_session(&mut tx, person).await?;
    let ended = end_sessions(&mut tx, &person.account_id, Some(&person.session_id)).await?;
    if !ended.is_empty() {
        let count = ended.len().to_string();
        let event = Event {
            kind: SecurityEventKind::OtherSessionsEnded,
            account_id: &person.account_id,
            session_id: Some(&person.session_id),
            address,
            detail: Some(&count),
            at_ms: app.clock.now_ms(),
        };
        security::note(&mut tx, event).await?;
    }
    tx.commit().await?;
    Ok(ended)
}

/// Has streams and jobs look at an event that was committed.
fn tell_of_event(app: &App, account_id: &str) {
    app.jobs.wake();
    app.bus.publish_account(account_id);
}

/// Signs out: ends this session
#[utoipa::path(
    delete, path = "/v1/sessions/current", tag = "sessions",
    responses((status = 204, description = "Signed out"))
)]
async fn sign_out(State(app): State<App>, address: ClientAddress, caller: Caller) -> Result<StatusCode, ApiError> {
    let person = caller.person()?;
    end(&app, person, address, person.session_id.clone()).await
}

/// Ends one session of the account
#[utoipa::path(
    delete, path = "/v1/sessions/{id}", tag = "sessions",
    params(("id" = String, Path, description = "The session's id")),
    responses((status = 204, description = "Ended"))
)]
async fn end_session(
    State(app): State<App>,
    address: ClientAddress,
    caller: Caller,
    Path(session_id): Path<String>,
) -> Result<StatusCode, ApiError> {
    rules::known_form(&session_id)?;
    end(&app, caller.person()?, address, session_id).await
}

async fn end(app: &App, person: &Person, address: ClientAddress, session_id: String) -> Result<StatusCode, ApiError> {
    let (app, person) = (app.clone(), person.clone());
    let lifecycle = app.lifecycle.clone();
    let ending = lifecycle.to_its_end(async move {
        let is_ended = retried(|| delete(&app, &person, address, &session_id)).await?;
        if is_ended {
            app.bus.publish_ended(&session_id);
            tell_of_event(&app, &person.account_id);
        }
        Ok::<_, ApiError>(is_ended)
    });
    ending.await?.then_some(StatusCode::NO_CONTENT).ok_or(ApiError::NotFound)
}

async fn delete(app: &App, person: &Person, address: ClientAddress, session_id: &str) -> Result<bool, ApiError> {
    let mut tx = app.db.begin_write().await?;
    lock_session(&mut tx, person).await?;
    let kind =
        if session_id == person.session_id { SecurityEventKind::SignedOut } else { SecurityEventKind::SessionEnded };
    // Its device is read from the session that does it, which may be the one that ends.
    let Some(device) = store::device_name(&mut tx, &person.account_id, session_id).await? else {
        tx.rollback().await?;
        return Ok(false);
    };
    let event = Event {
        kind,
        account_id: &person.account_id,
        session_id: Some(&person.session_id),
        address,
        detail: device.as_deref().filter(|_| kind == SecurityEventKind::SessionEnded),
        at_ms: app.clock.now_ms(),
    };
    security::note(&mut tx, event).await?;
    store::delete(&mut tx, session_id).await?;
    tx.commit().await?;
    Ok(true)
}
