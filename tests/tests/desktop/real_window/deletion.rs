//! An account that is deleted in the window, and restored there.

use infuse_protocol::Scope;
use infuse_protocol::account::Account;
use infuse_tests::actor::PASSWORD;
use infuse_tests::desktop::DesktopSession;
use infuse_tests::wait::until;
use infuse_tests::{Person, Requests as _, TestServer};

use super::steps::sign_in_at;

async fn is_to_be_deleted(alice: &Person) -> bool {
    let account: Account = alice.get("/v1/account").await.expect_status(200).json();
    account.deletion_scheduled_at.is_some()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_is_deleted_and_restored_in_the_window_and_its_tokens_stop_meanwhile() {
    let server = TestServer::builder().start().await;
    let alice = server.sign_up("alice").await;
    let agent = alice.token(&[Scope::UsageRead]).await;
    let usage = format!("/v1/workspaces/{}/usage", alice.workspace.id);
    let session = DesktopSession::start().await;
    let window = session.open_app(&[]).await;
    sign_in_at(&window, &format!("{}/", server.url()), "alice@example.com").await;
    window.click("Account").await;
    window.wait_for_words("Signed in from a new device or network").await;
    window.click("Delete account…").await;
    window.wait_for_words("You have 14 days to change your mind").await;
    window.fill("Type your email to confirm", "alice@example.com").await;
    window.fill("Password", PASSWORD).await;
    window.click("Delete account").await;
    window.wait_for_words("This account will be deleted on").await;
    until("the server knows", async || is_to_be_deleted(&alice).await.then_some(())).await;
    assert_eq!(agent.get(&usage).await.status(), 401);
    // What happened stands in the list by itself.
    window.wait_for_words("Deletion of the account requested").await;

    window.click("Usage").await;
    window.wait_for_words("This account will be deleted on").await;
    window.click("Restore").await;
    until("the account stays", async || (!is_to_be_deleted(&alice).await).then_some(())).await;
    let _ = agent.get(&usage).await.expect_status(200);
    window.click("Account").await;
    window.wait_for_words("Account restored").await;
    window.close().await;
}
