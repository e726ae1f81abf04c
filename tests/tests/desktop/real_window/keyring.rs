//! A desktop whose keyring was never set up.

use infuse_tests::desktop::{DesktopSession, Part};
use infuse_tests::wait::until;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_without_a_keyring_is_asked_to_make_one_and_begins() {
    let mut session = DesktopSession::start_without(&[Part::Keyring]).await;
    session.add(Part::EmptyKeyring).await;
    let window = session.open_app(&[]).await;
    window.fill("Your name", "Ada").await;
    window.click("Start here").await;
    let prompt = until("the desktop asks for the password of a keyring", async || session.prompt().await).await;
    session.run("xdotool", &["windowfocus", "--sync", &prompt, "type", "correct horse"]).await;
    session.run("xdotool", &["key", "Tab", "type", "correct horse"]).await;
    session.run("xdotool", &["key", "Return"]).await;
    until("the prompt is gone", async || session.prompt().await.is_none().then_some(())).await;
    window.click("Start here").await;
    window.wait_for_figure("available", "300").await;
}
