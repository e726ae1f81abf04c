//! `/v1/account/deletion`: an account that its owner wants erased. For a while that can be taken back; then a job of the
//! server erases it (`chores`).

use axum::extract::State;
use http::StatusCode;
use infuse_protocol::account::{Deletion, ScheduledDeletion, SecurityEventKind};
use infuse_protocol::stream::Resource;
use infuse_protocol::{Code, Problem, Timestamp};
use sqlx::{Any, Executor};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::proof::{Proven, prove_code, prove_person};
use super::{find, store};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::{DbError, WriteTransaction, retried};
use crate::extract::Json;
use crate::identity::{Caller, Person, email_key, lock_session};
use crate::mail;
use crate::problem::ApiError;
use crate::security::{self, Event};
use crate::throttle::Attempt;
use crate::versions;

/// How long a deletion can be taken back, in milliseconds: 14 days.
const CAN_BE_TAKEN_BACK_FOR_MS: i64 = 14 * 86_400_000;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(schedule_deletion, cancel_deletion))
}

/// Has the account erased in 14 days, unless that is taken back until then
///
/// Until then one can sign in; tokens of the account are refused with 401, and alerts are not mailed. Whoever is the only
/// owner of a workspace with other members hands it over first.
#[utoipa::path(
    post, path = "/v1/account/deletion", tag = "account", request_body = Deletion,
    responses((status = 202, description = "When it will be erased", body = ScheduledDeletion))
)]
async fn schedule_deletion(
    State(app): State<App>,
    attempt: Attempt,
    address: ClientAddress,
    caller: Caller,
    Json(request): Json<Deletion>,
) -> Result<(StatusCode, Json<ScheduledDeletion>), ApiError> {
    let person = caller.person()?.clone();
    let email = find(&app, &person.account_id).await?.resource.email;
    let Some(email) = email.filter(|email| mail::is_reachable(email)) else {
        return Err(ApiError::Forbidden(
            "The account is that of a server within the app, and goes with the data of that server.",
        ));
    };
    if email_key(request.email.trim()) != email_key(&email) {
        return Err(ApiError::validation([("/email", "mismatch", "It must be the e-mail of the account.")]));
    }
    let proven = prove_person(&app, &attempt, address, &person, request.password).await?;
    // A code is used up by being looked at, so that whatever else may refuse comes before it.
    if is_needed_as_owner(app.db.pool(), &person.account_id).await? {
        return Err(sole_owner());
    }
    let lifecycle = app.lifecycle.clone();
    let scheduled_ms = lifecycle.to_its_end(async move {
        prove_code(&app, &attempt, address, &person, request.code).await?;
        let scheduled_ms = retried(|| schedule(&app, &person, address, &proven)).await?;
        tell(&app, &person.account_id);
        scheduled_ms.ok_or_else(sole_owner)
    });
    let scheduled_at = Timestamp::from_millis(scheduled_ms.await?);
    Ok((StatusCode::ACCEPTED, Json(ScheduledDeletion { scheduled_at })))
}

fn sole_owner() -> ApiError {
    let detail = "Make another member an owner of each workspace that only you own, or end their membership.";
    ApiError::Refused(Box::new(Problem::new(Code::SoleOwner, detail)))
}

/// Takes a deletion back; where none is scheduled nothing happens
#[utoipa::path(
    delete, path = "/v1/account/deletion", tag = "account",
    responses((status = 204, description = "The account stays"))
)]
async fn cancel_deletion(
    State(app): State<App>,
    address: ClientAddress,
    caller: Caller,
) -> Result<StatusCode, ApiError> {
    let person = caller.person()?.clone();
    let lifecycle = app.lifecycle.clone();
    let cancelling = lifecycle.to_its_end(async move {
        retried(|| cancel(&app, &person, address)).await?;
        tell(&app, &person.account_id);
        Ok::<_, ApiError>(())
    });
    cancelling.await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Streams look at the account: those of its tokens end, or may begin again.
fn tell(app: &App, account_id: &str) {
    app.jobs.wake();
    app.bus.publish_account(account_id);
}

/// When the account will be erased, which stays as it is where that was decided before; `None` where a workspace would be
/// left with members and without an owner.
async fn schedule(
    app: &App,
    person: &Person,
    address: ClientAddress,
    proven: &Proven,
) -> Result<Option<i64>, ApiError> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.db.begin_write().await?;
    lock_session(&mut tx, person).await?;
    proven.check(app, &mut tx, person).await?;
    if let Some(scheduled_ms) = store::deletion_ms(&mut tx, &person.account_id).await? {
        tx.rollback().await?;
        return Ok(Some(scheduled_ms));
    }
    if is_needed_as_owner(&mut *tx, &person.account_id).await? {
        tx.rollback().await?;
        return Ok(None);
    }
    let scheduled_ms = now_ms.saturating_add(CAN_BE_TAKEN_BACK_FOR_MS);
    let when = Timestamp::from_millis(scheduled_ms).to_string();
    store::set_deletion(&mut tx, &person.account_id, Some(scheduled_ms)).await?;
    note(&mut tx, SecurityEventKind::DeletionScheduled, person, address, Some(&when), now_ms).await?;
    tx.commit().await?;
    Ok(Some(scheduled_ms))
}

async fn cancel(app: &App, person: &Person, address: ClientAddress) -> Result<(), ApiError> {
    let mut tx = app.db.begin_write().await?;
    lock_session(&mut tx, person).await?;
    if store::deletion_ms(&mut tx, &person.account_id).await?.is_none() {
        return Ok(tx.rollback().await?);
    }
    store::set_deletion(&mut tx, &person.account_id, None).await?;
    note(&mut tx, SecurityEventKind::DeletionCancelled, person, address, None, app.clock.now_ms()).await?;
    Ok(tx.commit().await?)
}

/// Takes a deletion back that was asked for since then; whether there was one. The account is locked.
pub(super) async fn cancel_since(tx: &mut WriteTransaction, account_id: &str, since_ms: i64) -> Result<bool, DbError> {
    let scheduled_ms = store::deletion_ms(tx, account_id).await?;
    if scheduled_ms.is_none_or(|at_ms| at_ms.saturating_sub(CAN_BE_TAKEN_BACK_FOR_MS) < since_ms) {
        return Ok(false);
    }
    store::set_deletion(tx, account_id, None).await?;
    versions::bump(tx, account_id, Resource::Account).await?;
    Ok(true)
}

async fn note(
    tx: &mut WriteTransaction,
    kind: SecurityEventKind,
    person: &Person,
    address: ClientAddress,
    detail: Option<&str>,
    at_ms: i64,
) -> Result<(), DbError> {
    versions::bump(tx, &person.account_id, Resource::Account).await?;
    let (account_id, session_id) = (person.account_id.as_str(), Some(person.session_id.as_str()));
    security::note(tx, Event { kind, account_id, session_id, address, detail, at_ms }).await
}

/// Whether a workspace with other members has no other owner who stays.
async fn is_needed_as_owner(executor: impl Executor<'_, Database = Any>, account_id: &str) -> Result<bool, DbError> {
    let needing = sqlx::query_scalar::<_, i64>(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM members own WHERE own.account_id = $1 AND own.role = 'owner'
         AND EXISTS (SELECT 1 FROM members m WHERE m.workspace_id = own.workspace_id AND m.account_id <> $1)
         AND NOT EXISTS (SELECT 1 FROM members m JOIN accounts a ON a.id = m.account_id
                         WHERE m.workspace_id = own.workspace_id AND m.account_id <> $1 AND m.role = 'owner'
                         AND a.deletion_ms IS NULL)",
    );
    Ok(needing.bind(account_id.to_owned()).fetch_one(executor).await? > 0)
}
