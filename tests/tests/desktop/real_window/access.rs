//! Where a person is signed in, and what integrations are given, in the window.

use infuse_protocol::session::SignedIn;
use infuse_protocol::{Code, Page, Scope};
use infuse_protocol::{session, tokens::Token};
use infuse_tests::actor::PASSWORD;
use infuse_tests::desktop::{AppWindow, DesktopSession};
use infuse_tests::wait::until;
use infuse_tests::{Caller, Person, Requests as _, TestServer};
use serde_json::json;

use super::steps::sign_in_at;

/// All of a field is chosen, and what was copied takes its place: Control with A and V, as WebDriver writes them, and all
/// keys let go: <https://www.w3.org/TR/webdriver2/#keyboard-actions>
const PASTE: &str = "\u{E009}av\u{E000}";

/// Opens the Account tab of Alice, at a server of her own.
async fn account_tab(server: &TestServer, session: &DesktopSession) -> AppWindow {
    let window = session.open_app(&[]).await;
    sign_in_at(&window, &format!("{}/", server.url()), "alice@example.com").await;
    window.click("Account").await;
    window
}

/// Alice, signed in with a device of that name.
async fn sign_in_on(server: &TestServer, device: &str) -> (Caller, SignedIn) {
    let device = json!({ "name": device, "platform": "macos", "app_version": "0.1.0" });
    let body = json!({ "email": "alice@example.com", "password": PASSWORD, "device": device });
    let signed_in: SignedIn = server.anyone().post("/v1/sessions", &body).await.expect_status(201).json();
    (server.anyone().with_secret(&signed_in.token), signed_in)
}

async fn tokens_of(alice: &Person) -> Vec<Token> {
    alice.get("/v1/tokens").await.expect_status(200).json::<Page<Token>>().items
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_is_ended_in_the_window_is_refused_at_once_and_a_window_whose_session_ends_falls_out() {
    let server = TestServer::builder().start().await;
    let _alice = server.sign_up("alice").await;
    let (laptop, of_laptop) = sign_in_on(&server, "Laptop of Alice").await;
    let session = DesktopSession::start().await;
    let window = account_tab(&server, &session).await;
    window.wait_for_words("This device").await;
    window.wait_for_words("Laptop of Alice").await;
    window.wait_for_words("macOS · this computer").await;

    let _ = laptop.get("/v1/account").await.expect_status(200);
    window.click_in("Laptop of Alice", "Sign out").await;
    until("the laptop is refused", async || (laptop.get("/v1/account").await.status() == 401).then_some(())).await;
    window.wait_for_words("Laptop of Alice is signed out").await;

    let (phone, _) = sign_in_on(&server, "Phone of Alice").await;
    let sessions: Page<session::Session> = phone.get("/v1/sessions").await.expect_status(200).json();
    assert!(sessions.items.iter().all(|session| session.id != of_laptop.session.id));
    let _ = phone.delete("/v1/sessions").await.expect_status(200);
    // Within a second the app has let go of it (a story of the engine measures that), and then the window says so.
    window.wait_for_words("Your session has ended").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_other_sessions_end_once_that_is_confirmed() {
    let server = TestServer::builder().start().await;
    let alice = server.sign_up("alice").await;
    let (laptop, _) = sign_in_on(&server, "Laptop of Alice").await;
    let session = DesktopSession::start().await;
    let window = account_tab(&server, &session).await;
    window.click("Sign out all others…").await;
    window.wait_for_words("2 other sessions end at once.").await;
    let _ = laptop.get("/v1/account").await.expect_status(200);
    window.click("Sign out all others").await;
    window.wait_for_words("2 sessions ended").await;
    let _ = laptop.get("/v1/account").await.expect_problem(Code::Unauthorized);
    let _ = alice.get("/v1/account").await.expect_problem(Code::Unauthorized);
    // This one goes on.
    window.click("Usage").await;
    window.wait_for_words("Live").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_is_made_copied_rotated_and_revoked() {
    let server = TestServer::builder().start().await;
    let alice = server.sign_up("alice").await;
    let session = DesktopSession::start().await;
    let window = account_tab(&server, &session).await;
    window.wait_for_words("No tokens yet.").await;
    window.click("New token…").await;
    window.fill("Token name", "Spreadsheet").await;
    window.click("Report usage").await;
    window.click("Read usage").await;
    window.click("Create token").await;
    let first = window.figure("token").await;
    window.click("Copy secret").await;
    window.wait_for_words("Copied").await;
    window.click("Done").await;
    window.wait_for_words("May read usage in “alice”").await;
    // The clipboard, as the one who copied would use it.
    window.click("New token…").await;
    window.fill("Token name", "another").await;
    window.press(PASTE).await;
    window.wait_for_script(&format!("return document.activeElement.value === '{first}'")).await;
    window.click("Cancel").await;
    assert_eq!(tokens_of(&alice).await[0].scopes, [Scope::UsageRead]);

    let usage = format!("/v1/workspaces/{}/usage", alice.workspace.id);
    let with = |secret: &str| server.anyone().with_secret(secret);
    let _ = with(&first).get(&usage).await.expect_status(200);
    let events = json!({ "events": [{ "id": "first", "action": "message" }] });
    let _ = with(&first).post(&format!("{usage}/events"), &events).await.expect_problem(Code::InsufficientScope);
    let _ = with(&first).get("/v1/account").await.expect_problem(Code::Forbidden);

    window.click_in("Spreadsheet", "Rotate…").await;
    window.click("Not at all").await;
    window.click("Rotate").await;
    window.wait_for_words("The old one no longer works.").await;
    let second = window.figure("token").await;
    assert_ne!(second, first);
    let _ = with(&first).get(&usage).await.expect_problem(Code::Unauthorized);
    let _ = with(&second).get(&usage).await.expect_status(200);
    window.click("Done").await;

    window.click_in("Spreadsheet", "Revoke…").await;
    window.click("Revoke token").await;
    until("the token is refused", async || (with(&second).get(&usage).await.status() == 401).then_some(())).await;
    window.wait_for_words("No tokens yet.").await;
    assert!(tokens_of(&alice).await.is_empty());
    window.close().await;
}
