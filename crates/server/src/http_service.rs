//! All routes, and what is done around each of them.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::catch_panic::CatchPanicLayer;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::extract::MAX_BODY_BYTES;
use crate::{account, billing, client_address, problem, request_id, session, signals, throttle, usage, workspace};

/// The routes of every domain.
fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(account::routes())
        .merge(session::routes())
        .merge(workspace::routes())
        .merge(usage::routes())
        .merge(billing::routes())
        .merge(signals::routes())
}

/// The HTTP service of `app`.
pub fn router(app: App) -> Router {
    let (router, _) = routes().split_for_parts();
    router
        .fallback(problem::unknown_route)
        .method_not_allowed_fallback(problem::unknown_method)
        .layer(from_fn_with_state(app.clone(), throttle::limit))
        .layer(from_fn_with_state(app.clone(), client_address::find))
        .layer(CatchPanicLayer::custom(problem::panicked))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(from_fn(problem::name_request))
        .layer(from_fn(request_id::assign))
        .with_state(app)
}
