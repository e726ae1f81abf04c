//! An edit without a server: it is kept, survives the app, and arrives.

use infuse_protocol::account::Account;
use infuse_tests::desktop::{AppWindow, DesktopSession};
use infuse_tests::relay::{Behaviour, Relay};
use infuse_tests::wait::until;
use infuse_tests::{Person, Requests as _, TestServer};

use super::steps::{ENTER, sign_in_at};

const KEPT_HERE: &str = "Saved here. The server gets it when you're back online.";

async fn rename(window: &AppWindow, name: &str) {
    window.fill("Name", name).await;
    window.press(ENTER).await;
}

async fn account(alice: &Person) -> Account {
    alice.get("/v1/account").await.expect_status(200).json()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_that_is_changed_without_a_server_arrives_later_and_meets_what_another_device_wrote() {
    let server = TestServer::builder().start().await;
    let alice = server.sign_up("alice").await;
    let relay = Relay::to(&server.address().to_string()).await;
    let session = DesktopSession::start().await;
    let window = session.open_app(&[]).await;
    sign_in_at(&window, &format!("http://{}/", relay.address()), "alice@example.com").await;
    window.click("Account").await;
    relay.set(Behaviour::HangUp);
    rename(&window, "Grace").await;
    window.wait_for_words(KEPT_HERE).await;
    window.close().await;

    let window = session.open_app(&[]).await;
    window.click("Account").await;
    window.wait_for_words(KEPT_HERE).await;
    relay.set(Behaviour::Pass);
    until("the name has arrived", async || (account(&alice).await.name == "Grace").then_some(())).await;

    relay.set(Behaviour::HangUp);
    rename(&window, "Grace Hopper").await;
    window.wait_for_words(KEPT_HERE).await;
    let version = account(&alice).await.version;
    alice.edit("/v1/account", version, &serde_json::json!({ "name": "Augusta" })).await.expect_status(200);
    relay.set(Behaviour::Pass);
    window.wait_for_words("Changed elsewhere to “Augusta”").await;
    window.click("Keep “Grace Hopper”").await;
    until("the chosen name has arrived", async || (account(&alice).await.name == "Grace Hopper").then_some(())).await;
    window.close().await;
}
