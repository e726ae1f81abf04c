//! `/v1/tokens`: what agents and scripts report with.

mod store;

use std::collections::BTreeSet;

use axum::extract::State;
use http::StatusCode;
use infuse_protocol::account::SecurityEventKind;
use infuse_protocol::tokens::{IssuedToken, NewToken, RotatedToken, Rotation, Token};
use infuse_protocol::workspace::Role;
use infuse_protocol::{Code, Page, Problem, Scope, Timestamp};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::tell_of_event;
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::{DbError, WriteTransaction, retried};
use crate::extract::{Json, Path, Query};
use crate::identity::{Caller, Person, Secret, SecretKind, lock_session};
use crate::page::PageQuery;
use crate::problem::ApiError;
use crate::rules::{self, Faults};
use crate::security::{self, Event};
use crate::workspace::{self, Needs};

const MAX_NAME: usize = 100;

/// Tokens of one person for one workspace, at most.
const MOST_TOKENS: i64 = 100;

/// A week: long enough to replace a secret in every agent.
const MAX_OVERLAP_SECONDS: i64 = 604_800;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_tokens, issue_token))
        .routes(routes!(rotate_token))
        .routes(routes!(revoke_token))
}

/// The tokens that the account has made
#[utoipa::path(
    get, path = "/v1/tokens", tag = "tokens", params(PageQuery),
    responses((status = 200, description = "A page of tokens, newest first", body = Page<Token>))
)]
async fn list_tokens(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<Token>>, ApiError> {
    let person = caller.person()?;
    let range = query.range()?;
    let tokens = store::of_account(&app.db, &person.account_id, &range).await?;
    Ok(Json(range.page(tokens, |token| &token.id)))
}

/// Makes a token; its secret is shown this once
#[utoipa::path(
    post, path = "/v1/tokens", tag = "tokens", request_body = NewToken,
    responses((status = 201, description = "The token with its secret", body = IssuedToken))
)]
async fn issue_token(
    State(app): State<App>,
    address: ClientAddress,
    caller: Caller,
    Json(request): Json<NewToken>,
) -> Result<(StatusCode, Json<IssuedToken>), ApiError> {
    let person = caller.person()?;
    let now_ms = app.clock.now_ms();
    let request = checked(request, now_ms)?;
    workspace::admit(&app, &caller, &request.workspace_id, Needs::person(Role::Member)).await?;
    let secret = Secret::issue(SecretKind::Token);
    let token = Token {
        id: Uuid::now_v7().to_string(),
        name: request.name,
        workspace_id: request.workspace_id,
        scopes: request.scopes,
        hint: secret.hint(),
        created_at: Timestamp::from_millis(now_ms),
        last_used_at: None,
        last_used_address: None,
        expires_at: request.expires_at,
    };
    let mut tx = app.db.begin_write().await?;
    lock_session(&mut tx, person).await?;
    // The membership may have ended, or come to less, since it was looked at.
    let role = workspace::lock_role(&mut tx, &app.db, &token.workspace_id, &person.account_id).await?;
    let Some(role) = role else {
        tx.rollback().await?;
        return Err(ApiError::NotFound);
    };
    if token.scopes.iter().any(|scope| !workspace::reaches(role, workspace::least_role(*scope))) {
        tx.rollback().await?;
        return Err(ApiError::Forbidden("A token can not be given what you may not do yourself in this workspace."));
    }
    if store::count(&mut tx, &person.account_id, &token.workspace_id).await? >= MOST_TOKENS {
        tx.rollback().await?;
        let detail = format!("You may have {MOST_TOKENS} tokens for a workspace; revoke one.");
        return Err(ApiError::Refused(Box::new(Problem::new(Code::LimitReached, detail))));
    }
    store::insert(&mut tx, &person.account_id, &token).await?;
    store::insert_secret(&mut tx, &token.id, &secret.hash(), now_ms).await?;
    let kind = SecurityEventKind::TokenIssued;
    note(&mut tx, kind, person, address, &token.name, now_ms).await?;
    tx.commit().await?;
    tell_of_event(&app, &person.account_id);
    Ok((StatusCode::CREATED, Json(IssuedToken { token: secret.reveal(), details: token })))
}

/// Gives a token a new secret; the old one still works for `overlap_seconds`
#[utoipa::path(
    post, path = "/v1/tokens/{id}/rotate", tag = "tokens", request_body = Option<Rotation>,
    params(("id" = String, Path, description = "The token's id")),
    responses((status = 200, description = "The new secret", body = RotatedToken))
)]
async fn rotate_token(
    State(app): State<App>,
    address: ClientAddress,
    caller: Caller,
    Path(token_id): Path<String>,
    request: Option<Json<Rotation>>,
) -> Result<Json<RotatedToken>, ApiError> {
    let person = caller.person()?.clone();
    rules::known_form(&token_id)?;
    let Json(request) = request.unwrap_or_default();
    let overlap_seconds = request.overlap_seconds.unwrap_or(0);
    if !(0..=MAX_OVERLAP_SECONDS).contains(&overlap_seconds) {
        return Err(ApiError::validation([("/overlap_seconds", "out_of_range", "It must be from 0 to 604,800.")]));
    }
    let secret = Secret::issue(SecretKind::Token);
    let now_ms = app.clock.now_ms();
    let old_ends_ms = now_ms.saturating_add(overlap_seconds * 1000);
    let lifecycle = app.lifecycle.clone();
    let rotation = lifecycle.to_its_end(async move {
        let mut tx = app.db.begin_write().await?;
        lock_session(&mut tx, &person).await?;
        let Some(name) = store::set_hint(&mut tx, &person.account_id, &token_id, &secret.hint()).await? else {
            tx.rollback().await?;
            return Err(ApiError::NotFound);
        };
        store::end_secrets(&mut tx, &token_id, old_ends_ms).await?;
        store::insert_secret(&mut tx, &token_id, &secret.hash(), now_ms).await?;
        note(&mut tx, SecurityEventKind::TokenRotated, &person, address, &name, now_ms).await?;
        tx.commit().await?;
        app.bus.publish_ended(&token_id);
        tell_of_event(&app, &person.account_id);
        Ok(Json(RotatedToken { token: secret.reveal() }))
    });
    rotation.await
}

/// Revokes a token: its next request is refused, and its streams close
#[utoipa::path(
    delete, path = "/v1/tokens/{id}", tag = "tokens",
    params(("id" = String, Path, description = "The token's id")),
    responses((status = 204, description = "Revoked"))
)]
async fn revoke_token(
    State(app): State<App>,
    address: ClientAddress,
    caller: Caller,
    Path(token_id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let person = caller.person()?.clone();
    rules::known_form(&token_id)?;
    let lifecycle = app.lifecycle.clone();
    let revocation = lifecycle.to_its_end(async move {
        if !retried(|| revoke(&app, &person, address, &token_id)).await? {
            return Err(ApiError::NotFound);
        }
        app.bus.publish_ended(&token_id);
        tell_of_event(&app, &person.account_id);
        Ok(StatusCode::NO_CONTENT)
    });
    revocation.await
}

async fn revoke(app: &App, person: &Person, address: ClientAddress, token_id: &str) -> Result<bool, ApiError> {
    let mut tx = app.db.begin_write().await?;
    lock_session(&mut tx, person).await?;
    let revoked = store::delete(&mut tx, &person.account_id, token_id).await?;
    if let Some(name) = &revoked {
        note(&mut tx, SecurityEventKind::TokenRevoked, person, address, name, app.clock.now_ms()).await?;
    }
    tx.commit().await?;
    Ok(revoked.is_some())
}

/// Writes down what a person did with the token of that name.
async fn note(
    tx: &mut WriteTransaction,
    kind: SecurityEventKind,
    person: &Person,
    address: ClientAddress,
    name: &str,
    at_ms: i64,
) -> Result<(), DbError> {
    let (account_id, session_id) = (person.account_id.as_str(), Some(person.session_id.as_str()));
    security::note(tx, Event { kind, account_id, session_id, address, detail: Some(name), at_ms }).await
}

/// The request with its name trimmed, where all of it is allowed.
fn checked(request: NewToken, now_ms: i64) -> Result<NewToken, ApiError> {
    let mut faults = Faults::default();
    let name = faults.line("/name", &request.name, MAX_NAME);
    let distinct: BTreeSet<Scope> = request.scopes.iter().copied().collect();
    if request.scopes.is_empty() {
        faults.add("/scopes", "required", "A token needs one scope at least.");
    } else if distinct.len() != request.scopes.len() {
        faults.add("/scopes", "duplicate", "Each scope may be named once.");
    }
    if request.expires_at.is_some_and(|expires_at| expires_at.as_millis() <= now_ms) {
        faults.add("/expires_at", "in_the_past", "It must lie in the future.");
    }
    faults.into_result()?;
    Ok(NewToken { name, ..request })
}
