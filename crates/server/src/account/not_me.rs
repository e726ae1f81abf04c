//! `/not-me`: a person says by the link of a mail that something in it was not them.

use axum::extract::State;
use axum::response::Response;
use infuse_protocol::account::{SecurityEventKind, SignInMethod};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{find, tell};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::{DbError, retried};
use crate::extract::Query;
use crate::identity::{Secret, SecretHash, end_sessions};
use crate::mail::link::{self, LinkKind};
use crate::mail::page::{IsBrowser, LinkQuery, Page};
use crate::problem::ApiError;
use crate::security::{self, Event};
use crate::versions;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(open_not_me, follow_not_me))
}

/// A page that asks whether something was not the person; opening it changes nothing
#[utoipa::path(
    get, path = "/not-me", tag = "account", security(()), params(LinkQuery),
    responses((status = 200, description = "The page", body = String, content_type = "text/html"))
)]
async fn open_not_me(Query(LinkQuery { token: _ }): Query<LinkQuery>) -> Response {
    Page::NotMe.response()
}

/// Ends all sessions of the account, once, as the page asks it to, and asks for a new password where it has one
#[utoipa::path(
    post, path = "/not-me", tag = "account", security(()), params(LinkQuery),
    responses((status = 200, description = "A page that says so", body = String, content_type = "text/html"))
)]
async fn follow_not_me(
    State(app): State<App>,
    address: ClientAddress,
    browser: IsBrowser,
    Query(LinkQuery { token }): Query<LinkQuery>,
) -> Result<Response, ApiError> {
    let Some(link) = LinkKind::NotMe.hash_of(&token) else { return browser.no_link() };
    let of_app = app.clone();
    let ending = app.lifecycle.to_its_end(async move {
        let Some(account_id) = link::whose(&of_app.db, &link, of_app.clock.now_ms()).await? else { return Ok(None) };
        let account = find(&of_app, &account_id).await?.resource;
        let has_password = account.sign_in_method == SignInMethod::Password;
        let Some((ended, reset)) = retried(|| end_all(&of_app, &account_id, has_password, &link, address)).await?
        else {
            return Ok(None);
        };
        tell(&of_app, &account_id, &ended);
        Ok::<_, ApiError>(Some((reset, account.two_factor.enabled)))
    });
    match ending.await? {
        Some((Some(reset), two_factor)) => Ok(Page::NotMeReset.with_password(Some(reset), None, two_factor)),
        Some((None, _)) => Ok(Page::NotMeDone.response()),
        None => browser.no_link(),
    }
}

/// The sessions that ended, and the secret that a new password is set by; `None` where the link leads nowhere any more.
async fn end_all(
    app: &App,
    account_id: &str,
    has_password: bool,
    link: &SecretHash,
    address: ClientAddress,
) -> Result<Option<(Vec<String>, Option<Secret>)>, DbError> {
    let now_ms = app.clock.now_ms();
    let mut tx = app.db.begin_write().await?;
    let is_there = versions::lock_account(&mut tx, account_id).await?;
    if !is_there || link::take(&mut tx, LinkKind::NotMe, link, now_ms).await?.is_none() {
        tx.rollback().await?;
        return Ok(None);
    }
    let ended = end_sessions(&mut tx, account_id, None).await?;
    link::void(&mut tx, account_id, &[LinkKind::EmailChange]).await?;
    let reset = match has_password {
        true => Some(link::issue(&mut tx, LinkKind::PasswordReset, account_id, now_ms).await?),
        false => None,
    };
    let kind = SecurityEventKind::NotMe;
    let event = Event { kind, account_id, session_id: None, address, detail: None, at_ms: now_ms };
    security::note(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Some((ended, reset)))
}
