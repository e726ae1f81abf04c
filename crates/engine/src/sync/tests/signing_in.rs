//! Signing in, and thinking better of it.

use axum::extract::State;
use axum::routing::delete;
use tokio::sync::Notify;

use super::*;
use crate::snapshot::Access;

/// A server that answers a sign-in when it is told to.
#[derive(Default)]
struct SlowServer {
    asked: Notify,
    answers: Notify,
    /// How many sessions were ended.
    ended: watch::Sender<u32>,
}

impl SlowServer {
    async fn start() -> (Arc<Self>, String) {
        let server = Arc::new(Self::default());
        let sign_in = async |State(server): State<Arc<Self>>, request: Request, next: Next| {
            if request.uri().path() == "/v1/sessions" {
                server.asked.notify_one();
                server.answers.notified().await;
            }
            next.run(request).await
        };
        let end = {
            let server = server.clone();
            async move || {
                server.ended.send_modify(|sessions| *sessions += 1);
                StatusCode::NO_CONTENT
            }
        };
        let router = router()
            .layer(axum::middleware::from_fn_with_state(server.clone(), sign_in))
            .route("/v1/sessions/current", delete(end));
        (server, serve(router).await)
    }
}

#[tokio::test]
async fn a_cancelled_sign_in_leaves_nothing_here_and_no_session_there() {
    let (device, (server, url)) = (Device::new(), SlowServer::start().await);
    let engine = device.start().await;
    let signing_in = tokio::spawn({
        let engine = engine.clone();
        async move { engine.sign_in(url, "ada@example.com".to_owned(), "a password".to_owned()).await }
    });
    server.asked.notified().await;
    engine.cancel_sign_in();
    assert_eq!(signing_in.await.unwrap(), Ok(SignInOutcome::Cancelled));
    let shown = engine.snapshot().borrow().clone();
    assert_eq!((shown.access, shown.homes), (Access::Welcome, Vec::new()));

    server.answers.notify_one();
    let mut ended = server.ended.subscribe();
    tokio::time::timeout(PATIENCE, ended.wait_for(|sessions| *sessions == 1)).await.expect("in time").unwrap();
    tokio::time::timeout(PATIENCE, async {
        while !device.keyring.secrets.lock().unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
    })
    .await
    .expect("nothing of it stays in the keyring");
    engine.stop().await;
}

#[tokio::test]
async fn who_typed_the_address_of_a_computer_that_is_silent_need_not_wait_for_it() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    server.set(Mood::Ignoring);
    let engine = device.start().await;
    let signing_in = tokio::spawn({
        let (engine, url) = (engine.clone(), server.url());
        async move { engine.sign_in(url, "ada@example.com".to_owned(), "a password".to_owned()).await }
    });
    server.ignores().await;
    engine.cancel_sign_in();
    assert_eq!(signing_in.await.unwrap(), Ok(SignInOutcome::Cancelled));
    // What was cancelled does not cancel the next one.
    server.set(Mood::Answering);
    sign_in(&engine, server.url()).await;
    engine.stop().await;
}
