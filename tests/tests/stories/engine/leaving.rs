//! Signing out and forgetting a home: the session ends here at once, and on its server as soon as it hears of it.

use infuse_protocol::Page;
use infuse_protocol::session::Session;
use infuse_tests::Person;
use infuse_tests::relay::{Behaviour, Relay};

use super::*;

/// Waits until only the person's own session is left.
async fn until_ended(alice: &Person) {
    until("the app's session has ended on the server", async || {
        let sessions: Page<Session> = alice.get("/v1/sessions").await.expect_status(200).json();
        (sessions.items.len() == 1).then_some(())
    })
    .await;
}

async fn sign_in_at(engine: &Engine, url: String) {
    engine.sign_in(url, "alice@example.com".to_owned(), PASSWORD.to_owned()).await.unwrap();
    until_available(engine, 300).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_home_that_is_forgotten_has_no_session_left_on_its_server() {
    let server = TestServer::builder().start().await;
    let alice = server.sign_up("alice").await;
    let device = TestDevice::new();
    let engine = device.start().await;
    sign_in(&engine, &server).await;
    // Signing in anew leaves none behind either.
    sign_in(&engine, &server).await;
    until_available(&engine, 300).await;
    let home = engine.snapshot().borrow().homes[0].id.clone();
    engine.remove_home(home).await.unwrap();
    until_ended(&alice).await;
    until("no secret is left", async || device.keyring.names().is_empty().then_some(())).await;
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_out_offline_is_gone_at_once_and_the_server_hears_of_it_even_after_a_restart() {
    let server = TestServer::builder().start().await;
    let alice = server.sign_up("alice").await;
    let relay = Relay::to(&server.address().to_string()).await;
    let device = TestDevice::new();
    let engine = device.start().await;
    sign_in_at(&engine, format!("http://{}/", relay.address())).await;
    relay.set(Behaviour::Stall);
    engine.sign_out().await.unwrap();
    assert_eq!(engine.snapshot().borrow().usage, None);
    until_signed_out(&engine).await;
    engine.stop().await;

    relay.set(Behaviour::Pass);
    let engine = device.start().await;
    until_ended(&alice).await;
    until_signed_out(&engine).await;
    until("no secret is left", async || device.keyring.names().is_empty().then_some(())).await;
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_keyring_that_keeps_nothing_costs_no_account() {
    let server = TestServer::builder().start().await;
    let device = TestDevice::new();
    let engine = device.start().await;
    device.keyring.take_nothing(true);
    let sign_up = async || {
        let (name, email) = ("Alice".to_owned(), "alice@example.com".to_owned());
        engine.sign_up(server.url().to_owned(), name, email, PASSWORD.to_owned()).await
    };
    assert_eq!(sign_up().await.unwrap_err().code, ErrorCode::KeyringLocked);
    device.keyring.take_nothing(false);
    sign_up().await.unwrap();
    until_available(&engine, 300).await;
    engine.stop().await;
}
