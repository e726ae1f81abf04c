//! `/not-me`: a person says by the link of a mail that something in it was not them.

use axum::extract::State;
use axum::response::Response;
use infuse_protocol::account::SecurityEventKind;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::take_back::{Claim, take_back, unknown_password};
use super::tell;
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::{DbError, retried};
use crate::extract::Query;
use crate::identity::SecretHash;
use crate::mail::link::{self, LinkKind};
use crate::mail::page::{LinkQuery, Page, Reader};
use crate::problem::ApiError;
use crate::security::{self, Event};
use crate::throttle::Attempt;
use crate::versions;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(open_not_me, follow_not_me))
}

/// A page that asks whether something was not the person; opening it changes nothing
#[utoipa::path(
    get, path = "/not-me", tag = "account", security(()), params(LinkQuery),
    responses((status = 200, description = "The page", body = String, content_type = "text/html"))
)]
async fn open_not_me(
    State(app): State<App>,
    reader: Reader,
    Query(LinkQuery { token }): Query<LinkQuery>,
) -> Result<Response, ApiError> {
    let has_password = link::has_password(&app.db, LinkKind::NotMe.hash_of(&token), app.clock.now_ms()).await?;
    Ok(Page::NotMe { has_password }.response(reader))
}

/// Undoes, as the page asks it to, what somebody else may have set up since, once, and has a link to a new password mailed
///
/// Every session ends, and the password signs in no longer. Tokens made since are revoked, a second factor switched on
/// since is off, and an address that the account had is its address again.
#[utoipa::path(
    post, path = "/not-me", tag = "account", security(()), params(LinkQuery),
    responses((status = 200, description = "A page that says so", body = String, content_type = "text/html"))
)]
async fn follow_not_me(
    State(app): State<App>,
    attempt: Attempt,
    address: ClientAddress,
    reader: Reader,
    Query(LinkQuery { token }): Query<LinkQuery>,
) -> Result<Response, ApiError> {
    let Some(link) = LinkKind::NotMe.hash_of(&token) else { return reader.no_link() };
    let Some(account_id) = link::whose(&app.db, &link, app.clock.now_ms()).await? else { return reader.no_link() };
    // Each costs a hash.
    app.throttle.count_password(&attempt, link.as_str())?;
    let unknown = unknown_password(&app, &account_id).await?;
    let of_app = app.clone();
    let ending = app.lifecycle.to_its_end(async move {
        let done = retried(|| end_all(&of_app, &account_id, unknown.as_deref(), &link, address)).await?;
        let Some(ended) = done else { return Ok(None) };
        tell(&of_app, &account_id, &ended);
        Ok::<_, ApiError>(Some(Page::NotMeDone { has_password: unknown.is_some() }))
    });
    match ending.await? {
        Some(page) => Ok(page.response(reader)),
        None => reader.no_link(),
    }
}

/// The sessions that ended; `None` where the link leads nowhere any more.
async fn end_all(
    app: &App,
    account_id: &str,
    unknown: Option<&str>,
    link: &SecretHash,
    address: ClientAddress,
) -> Result<Option<Vec<String>>, DbError> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.db.begin_write().await?;
    let is_there = versions::lock_account(&mut tx, account_id).await?;
    let taken = if is_there { link::take(&mut tx, LinkKind::NotMe, link, now_ms).await? } else { None };
    let Some(taken) = taken else {
        tx.rollback().await?;
        return Ok(None);
    };
    let claim = Claim { account_id, address, since_ms: taken.since_ms, link_ms: taken.created_ms, now_ms };
    let former = match taken.email {
        Some(email) if link::may_have_back(&mut tx, account_id, &email, claim.since_ms, now_ms).await? => Some(email),
        _ => None,
    };
    let Some(ended) = take_back(&mut tx, claim, former.as_deref(), unknown).await? else {
        tx.rollback().await?;
        return Ok(None);
    };
    let kind = SecurityEventKind::NotMe;
    let event = Event { kind, account_id, session_id: None, address, detail: None, at_ms: now_ms };
    security::note(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Some(ended))
}
