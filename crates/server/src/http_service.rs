//! All routes, and what is done around each of them.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::extract::MAX_BODY_BYTES;
use crate::{problem, request_id};

/// The routes of every domain.
fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
}

/// The HTTP service of `app`.
pub fn router(app: App) -> Router {
    let (router, _) = routes().split_for_parts();
    router
        .fallback(problem::unknown_route)
        .method_not_allowed_fallback(problem::unknown_method)
        .layer(CatchPanicLayer::custom(problem::panicked))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(from_fn(problem::name_request))
        .layer(from_fn(request_id::assign))
        .with_state(app)
}
