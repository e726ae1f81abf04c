//! A desktop whose keyring was never set up.

use infuse_tests::desktop::{DesktopSession, Part};
use infuse_tests::wait::until;

const PASSWORD: &str = "correct horse";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_without_a_keyring_is_asked_to_make_one_and_begins() {
    let mut session = DesktopSession::start_without(&[Part::Keyring]).await;
    session.add(Part::EmptyKeyring).await;
    let window = session.open_app(&[]).await;
    window.fill("Your name", "Ada").await;
    window.click("Start here").await;
    until("the desktop asks for the password of a keyring", async || session.prompt().await).await;
    // Who took their time is told to try again.
    let begin = "const again = [...document.querySelectorAll('button')].find((one) => one.innerText === 'Start here'); \
                 again?.click(); return !document.querySelector('[data-figure=available]')";
    until("the person has begun", async || {
        if let Some(prompt) = session.prompt().await {
            session.answer_prompt(&prompt, PASSWORD).await;
            return None;
        }
        (window.execute(begin).await == false).then_some(())
    })
    .await;
    window.wait_for_figure("available", "300").await;
}
