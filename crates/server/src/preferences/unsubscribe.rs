//! `/v1/unsubscribe`: whoever has a mail ends mails of its kind, without signing in (RFC 8058).

use axum::extract::State;
use axum::response::Response;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::store::{self, Unsubscribed};
use crate::app::App;
use crate::db::retried;
use crate::extract::Query;
use crate::identity::{SecretHash, SecretKind};
use crate::mail::page::{LinkQuery, Page, Reader};
use crate::problem::ApiError;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(open_unsubscribe, unsubscribe))
}

/// A page that asks whether mails of a kind are to end; opening it changes nothing
#[utoipa::path(
    get, path = "/v1/unsubscribe", tag = "preferences", security(()), params(LinkQuery),
    responses((status = 200, description = "The page", body = String, content_type = "text/html"))
)]
async fn open_unsubscribe(reader: Reader, Query(LinkQuery { token: _ }): Query<LinkQuery>) -> Response {
    Page::Unsubscribe.response(reader)
}

/// Ends mails of the kind of the one that the link stands in (RFC 8058). Whatever body comes with it is not looked at
#[utoipa::path(
    post, path = "/v1/unsubscribe", tag = "preferences", security(()), params(LinkQuery),
    responses((status = 200, description = "A page that says so", body = String, content_type = "text/html"))
)]
async fn unsubscribe(
    State(app): State<App>,
    reader: Reader,
    Query(LinkQuery { token }): Query<LinkQuery>,
) -> Result<Response, ApiError> {
    let Some(link) = SecretHash::of_kind(SecretKind::Unsubscribe, &token) else { return reader.no_link() };
    let of_app = app.clone();
    let ending = app.lifecycle.to_its_end(async move {
        let ended = retried(|| store::unsubscribe(&of_app.db, &link)).await?;
        if let Unsubscribed::Now { account_id } = &ended {
            of_app.bus.publish_account(account_id);
        }
        Ok::<_, ApiError>(ended)
    });
    match ending.await? {
        Unsubscribed::Now { .. } | Unsubscribed::Before => Ok(Page::Unsubscribed.response(reader)),
        Unsubscribed::NoLink => reader.no_link(),
    }
}
