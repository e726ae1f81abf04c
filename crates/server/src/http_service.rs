//! All routes, and what is done around each of them.

use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use axum::{Json, Router};
use http::HeaderValue;
use http::header::CACHE_CONTROL;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::map_request_body::MapRequestBodyLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::extract::MAX_BODY_BYTES;
use crate::parameters::KnownParameters;
use crate::service::openapi;
use crate::settings::Settings;
use crate::{
    account, approvals, billing, client_address, observe, parameters, personalization, preferences, problem, service,
    session, signals, stream, throttle, unread, usage, voices, workspace,
};

/// The HTTP service of `app`.
pub fn router(app: App) -> Router {
    let (router, document) = routes(&app.settings);
    let parameters = KnownParameters::of(&document);
    router
        .route("/v1/openapi.json", get(|| async move { Json(document) }))
        .fallback(problem::unknown_route)
        .method_not_allowed_fallback(problem::unknown_method)
        .layer(from_fn_with_state(parameters, parameters::refuse_unknown))
        .layer(from_fn_with_state(app.throttle.clone(), throttle::limit))
        .layer(from_fn_with_state(app.settings.behind_proxy, client_address::find))
        .layer(CatchPanicLayer::custom(problem::panicked))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(MapRequestBodyLayer::new(unread::read_on))
        // Answers are about one person and one moment, and some carry a secret.
        .layer(SetResponseHeaderLayer::if_not_present(CACHE_CONTROL, HeaderValue::from_static("no-store")))
        .layer(from_fn_with_state(app.metrics.clone(), observe::observe))
        .with_state(app)
}

/// The OpenAPI document of a server with these settings.
pub fn openapi(settings: &Settings) -> OpenApi {
    routes(settings).1
}

/// The routes of every domain, and the document that describes them.
fn routes(settings: &Settings) -> (Router<App>, OpenApi) {
    let mut routes = OpenApiRouter::with_openapi(openapi::frame(settings))
        .merge(account::routes())
        .merge(preferences::routes())
        .merge(personalization::routes())
        .merge(approvals::routes())
        .merge(voices::routes())
        .merge(session::routes())
        .merge(workspace::routes())
        .merge(usage::routes())
        .merge(billing::routes())
        .merge(signals::routes())
        .merge(stream::routes())
        .merge(service::routes());
    if settings.test_clock {
        routes = routes.merge(service::test_clock_routes());
    }
    let (router, mut document) = routes.split_for_parts();
    openapi::add_problems(&mut document);
    (router, document)
}
