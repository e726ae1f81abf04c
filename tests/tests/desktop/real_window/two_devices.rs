//! One person on two devices: two apps, each with its own data folder, desktop and window.

use infuse_protocol::preferences::Preferences;
use infuse_tests::actor::PASSWORD;
use infuse_tests::desktop::{AppWindow, DesktopSession};
use infuse_tests::relay::{Behaviour, Relay};
use infuse_tests::wait::until;
use infuse_tests::{Person, Requests as _, TestServer};
use serde_json::json;

use super::steps::{ENTER, sign_in_at};

const EMAIL: &str = "alice@example.com";
const KEPT_HERE: &str = "Saved here. The server gets it when you're back online.";

/// A device with its window, which reaches the server through a relay.
struct Device {
    session: DesktopSession,
    window: AppWindow,
    relay: Relay,
}

impl Device {
    async fn of_alice(server: &TestServer, session: DesktopSession) -> Self {
        let relay = Relay::to(&server.address().to_string()).await;
        let window = session.open_app(&[]).await;
        sign_in_at(&window, &format!("http://{}/", relay.address()), EMAIL).await;
        Self { session, window, relay }
    }

    async fn two_of_alice(server: &TestServer) -> [Self; 2] {
        let [first, second] = DesktopSession::start_two().await;
        [Self::of_alice(server, first).await, Self::of_alice(server, second).await]
    }

    /// The app ends, and begins again.
    async fn restart(self) -> Self {
        let Self { session, window, relay } = self;
        window.close().await;
        let window = session.open_app(&[]).await;
        Self { session, window, relay }
    }
}

async fn preferences(alice: &Person) -> Preferences {
    alice.get("/v1/preferences").await.expect_status(200).json()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_is_told_of_a_new_one_and_ends_all_others_which_fall_out() {
    let server = TestServer::builder().start().await;
    let _alice = server.sign_up("alice").await;
    let [first, second] = Device::two_of_alice(&server).await;
    first.window.click("Account").await;
    // Two apps on one computer are one device to the server; a phone is another one.
    let phone = json!({ "name": "Phone of Alice", "platform": "android", "app_version": "0.1.0" });
    let body = json!({ "email": EMAIL, "password": PASSWORD, "device": phone });
    let _ = server.anyone().post("/v1/sessions", &body).await.expect_status(201);
    for device in [&first, &second] {
        let told = device.session.notifications().wait_for(1).await;
        assert_eq!(told[0].summary, "A new device signed in");
        assert!(told[0].body.contains("Phone of Alice"), "{told:?}");
    }
    first.window.wait_for_words("Phone of Alice").await;

    first.window.click("Sign out all others…").await;
    first.window.click("Sign out all others").await;
    second.window.wait_for_words("Your session has ended.").await;
    first.window.click("Usage").await;
    first.window.wait_for_words("Live").await;
    for device in [first, second] {
        device.window.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_two_devices_edit_without_a_server_merges_and_what_both_changed_is_shown_with_both_values() {
    let server = TestServer::builder().start().await;
    let alice = server.sign_up("alice").await;
    let [first, second] = Device::two_of_alice(&server).await;
    for device in [&first, &second] {
        device.window.click("Preferences").await;
        device.window.wait_for_words("Warn me at").await;
        device.relay.set(Behaviour::HangUp);
    }
    // Both change the threshold, and each one thing that the other does not.
    for (device, threshold, kind) in [(&first, "40", "A workflow fails"), (&second, "60", "Credits are used up")] {
        device.window.fill("Warn me at", threshold).await;
        device.window.press(ENTER).await;
        device.window.wait_for_words(KEPT_HERE).await;
        device.window.turn(kind, "Email").await;
    }
    let [first, second] = [first.restart().await, second.restart().await];
    first.relay.set(Behaviour::Pass);
    until("what the first has edited arrives", async || {
        let kept = preferences(&alice).await;
        (kept.low_credit_threshold == 40 && !kept.alerts.workflow_failed.email).then_some(())
    })
    .await;

    second.window.click("Preferences").await;
    second.relay.set(Behaviour::Pass);
    second.window.wait_for_words("Changed elsewhere to “40”").await;
    until("what only the second has edited arrives", async || {
        let kept = preferences(&alice).await;
        let ways = [kept.alerts.workflow_failed.email, kept.alerts.credits_exhausted.email];
        (kept.low_credit_threshold == 40 && ways == [false, false]).then_some(())
    })
    .await;
    second.window.click("Keep “60”").await;
    until("the chosen value arrives", async || (preferences(&alice).await.low_credit_threshold == 60).then_some(()))
        .await;
    first.window.click("Preferences").await;
    first.window.wait_for_words("At 60 credits or fewer").await;
    for device in [first, second] {
        device.window.close().await;
    }
}
