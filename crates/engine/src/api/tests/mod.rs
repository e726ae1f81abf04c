mod certificates;
mod time_limits;

use std::time::Duration;

use axum::extract::RawQuery;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};
use infuse_protocol::{Code, FieldError, Problem};
use serde_json::json;
use tokio::net::TcpListener;

use super::*;

/// A server that answers what a test says. It ends with the test's runtime.
async fn serve(router: Router) -> Api {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    Api::new(base).unwrap()
}

fn install_tls() {
    // Another test of this process may have done so.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

fn problem(problem: Problem) -> axum::response::Response {
    let status = StatusCode::from_u16(problem.status).unwrap();
    (status, [(header::CONTENT_TYPE, "application/problem+json")], serde_json::to_string(&problem).unwrap())
        .into_response()
}

async fn ask(router: Router) -> AppError {
    serve(router).await.get::<serde_json::Value>("/v1/account").await.unwrap_err().into()
}

#[tokio::test]
async fn each_problem_has_its_code_and_a_refused_field_is_named() {
    install_tls();
    for (code, expected) in [
        (Code::Unauthorized, ErrorCode::SignedOut),
        (Code::InvalidCredentials, ErrorCode::InvalidCredentials),
        (Code::EmailTaken, ErrorCode::EmailTaken),
        (Code::Forbidden, ErrorCode::Forbidden),
        (Code::NotFound, ErrorCode::NotFound),
        (Code::LimitReached, ErrorCode::LimitReached),
        (Code::Internal, ErrorCode::ServerFault),
    ] {
        let error = ask(Router::new().fallback(move || async move { problem(Problem::new(code, "no")) })).await;
        assert_eq!((error.code, error.field), (expected, None));
    }
    let mut refused = Problem::new(Code::ValidationFailed, "no");
    let fault = FieldError { pointer: "/name".to_owned(), code: "too_short".to_owned(), message: String::new() };
    refused.errors.push(fault);
    let error = ask(Router::new().fallback(move || async move { problem(refused.clone()) })).await;
    assert_eq!((error.code, error.field.as_deref()), (ErrorCode::Validation, Some("name")));
}

#[tokio::test]
async fn what_is_not_of_the_contract_is_a_fault_of_the_server() {
    install_tls();
    for answer in ["", "<html>", "[1, 2"] {
        let error = serve(Router::new().fallback(move || async move { answer })).await;
        let error: AppError = error.get::<infuse_protocol::account::Account>("/v1/account").await.unwrap_err().into();
        assert_eq!(error.code, ErrorCode::ServerFault);
    }
    let too_large = vec![b' '; LARGEST_ANSWER + 1];
    assert_eq!(ask(Router::new().fallback(move || async move { too_large })).await.code, ErrorCode::ServerFault);
}

#[tokio::test]
async fn another_kind_of_server_is_not_infuse_and_nothing_is_unreachable() {
    install_tls();
    for router in [
        Router::new(),
        Router::new().route("/healthz", get(|| async { "ok" })),
        Router::new().route("/healthz", get(|| async { r#"{"service":"other","version":"1","status":"ok"}"# })),
    ] {
        assert_eq!(serve(router).await.probe().await.unwrap_err().code, ErrorCode::NotInfuse);
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    drop(listener);
    assert_eq!(Api::new(base).unwrap().probe().await.unwrap_err().code, ErrorCode::Unreachable);
}

#[tokio::test]
async fn a_server_that_does_not_speak_tls_is_not_infuse() {
    install_tls();
    let plain = serve(Router::new()).await.address("/").unwrap();
    let base = plain.as_str().replace("http://", "https://").parse().unwrap();
    assert_eq!(Api::new(base).unwrap().probe().await.unwrap_err().code, ErrorCode::NotInfuse);
}

#[tokio::test]
async fn a_repeatable_request_is_tried_again_and_others_are_sent_once() {
    install_tls();
    let calls = std::sync::Arc::new(std::sync::atomic::AtomicU32::new(0));
    let count = calls.clone();
    let busy_once = move || {
        let is_first = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0;
        async move { if is_first { problem(Problem::new(Code::RateLimited, "slow down")) } else { "7".into_response() } }
    };
    let api = serve(Router::new().route("/x", get(busy_once.clone()).post(busy_once))).await;
    assert_eq!(api.get::<i32>("/x").await.unwrap(), 7);
    calls.store(0, std::sync::atomic::Ordering::SeqCst);
    let once = api.send::<i32>(Method::POST, "/x", &(), Repeat::Never).await.unwrap_err();
    assert!(matches!(once, ApiError::Problem { .. }));
    assert_eq!(calls.load(std::sync::atomic::Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_long_retry_after_is_told_and_not_waited_for() {
    install_tls();
    let router = Router::new().route(
        "/x",
        get(|| async { ([(header::RETRY_AFTER, "3600")], problem(Problem::new(Code::RateLimited, "later"))) }),
    );
    let api = serve(router).await;
    let error = tokio::time::timeout(Duration::from_secs(10), api.get::<i32>("/x")).await.unwrap().unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
}

#[tokio::test]
async fn the_token_is_sent_and_a_redirect_is_not_followed() {
    install_tls();
    let router = Router::new()
        .route(
            "/token",
            post(|headers: axum::http::HeaderMap| async move {
                serde_json::to_string(headers[header::AUTHORIZATION].to_str().unwrap()).unwrap()
            }),
        )
        .route("/moved", get(|| async { axum::response::Redirect::temporary("https://elsewhere.example.com/") }));
    let api = serve(router).await.with_token("ifs_secret".into());
    let seen: String = api.send(Method::POST, "/token", &(), Repeat::Never).await.unwrap();
    assert_eq!(seen, "Bearer ifs_secret");
    assert!(matches!(api.get::<i32>("/moved").await, Err(ApiError::Nonsense(_))));
}

#[tokio::test]
async fn a_list_is_read_to_its_end_page_by_page_and_one_without_an_end_is_left() {
    install_tls();
    let page = |items: &[i32], next: Option<&str>| Json(json!({ "items": items, "next_cursor": next }));
    let list = async move |RawQuery(query): RawQuery| match query.as_deref() {
        Some("limit=1000") => page(&[1, 2], Some("a+b/c")),
        Some("limit=1000&cursor=a%2Bb%2Fc") => page(&[3], None),
        other => panic!("nobody asks for {other:?}"),
    };
    let api = serve(Router::new().route("/v1/list", get(list))).await;
    assert_eq!(api.list::<i32>("/v1/list").await.unwrap(), [1, 2, 3]);
    let endless = serve(Router::new().route("/v1/list", get(async move || page(&[1; 1_000], Some("next"))))).await;
    assert!(endless.list::<i32>("/v1/list").await.unwrap().len() > LONGEST_LIST);
    let empty = serve(Router::new().route("/v1/list", get(async move || page(&[], Some("next"))))).await;
    assert!(empty.list::<i32>("/v1/list").await.unwrap().is_empty());
}
