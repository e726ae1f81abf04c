//! Signing in with an identity provider, whose pages stand in the browser.

use infuse_tests::desktop::{AppWindow, DesktopSession};
use infuse_tests::identity_provider::{Terms, come_back};
use infuse_tests::{IdentityProvider, TestServer};

use super::steps::{ESCAPE, wait_for_tray};

/// Logs in at the provider, where the app has sent the browser, and comes back to the app.
async fn log_in(session: &DesktopSession, window: &AppWindow) {
    window.wait_for_words("Continue in your browser").await;
    let back = come_back(session.wait_for_page().await.as_str(), "ada").await;
    let browser = reqwest::Client::builder().no_proxy().build().expect("a client");
    let shown = browser.get(back).send().await.expect("the app listens").text().await.expect("a page");
    assert!(shown.contains("Back to Infuse"), "{shown}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_signs_in_with_an_identity_provider_in_the_browser_and_has_no_password_here() {
    let provider = IdentityProvider::start(Terms { secret: "", algorithm: "RS256" }).await;
    let server = TestServer::builder().vouched_for_by(&provider.url()).start().await;
    let session = DesktopSession::start().await;
    let window = session.open_app(&[]).await;
    window.click("Sign in…").await;
    window.fill("Server address", server.url()).await;
    window.click("Email").await;
    window.click("Continue with Example ID").await;
    log_in(&session, &window).await;
    wait_for_tray(&session, "300 of 300 credits").await;

    window.click("Account").await;
    window.wait_for_words("You sign in with Example ID").await;
    window.wait_for_words("ada@example.com").await;
    // Who comes back shows that they are the one, also before they turn two-factor on.
    window.click("Sign in again…").await;
    log_in(&session, &window).await;
    window.wait_for_words("You're signed in again").await;
    // The page of the new session takes the place of the one before.
    window.click("Usage").await;
    window.wait_for_figure("available", "300").await;

    window.click("Account").await;
    window.click("Sign out…").await;
    window.click("Sign out").await;
    window.click("Continue with Example ID").await;
    window.wait_for_words("Continue in your browser").await;
    let _ = session.wait_for_page().await;
    window.press(ESCAPE).await;
    window.click("Continue with Example ID").await;
    log_in(&session, &window).await;
    wait_for_tray(&session, "300 of 300 credits").await;
    window.close().await;
}
