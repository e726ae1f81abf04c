//! The account of a home on this computer is given an address and a password, and a mail server takes its mails.

use infuse_tests::desktop::DesktopSession;
use infuse_tests::mail_server::{MailServer, secret_in};
use infuse_tests::outbox::wait_for_mails;
use infuse_tests::wait::until;
use infuse_tests::{Caller, Requests as _};
use serde_json::json;

use super::steps::{ENTER, agent_of, begin_on_this_computer, connect_agent, debit, wait_for_tray};

const EMAIL: &str = "ada@example.com";
const PASSWORD: &str = "seven grey herons wade slowly";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_of_this_computer_is_protected_signed_in_to_by_that_alone_and_mailed_by_a_mail_server() {
    let session = DesktopSession::start().await;
    let window = session.open_app(&[]).await;
    begin_on_this_computer(&window).await;
    let agent = agent_of(&connect_agent(&window).await);

    window.click("Account").await;
    window.wait_for_words("Your computer's sign-in guards it.").await;
    window.click("Protect this account…").await;
    window.fill("Email", EMAIL).await;
    window.fill("New password", EMAIL).await;
    window.wait_for_words("made of your name or email").await;
    window.fill("New password", PASSWORD).await;
    window.press(ENTER).await;
    window.wait_for_words("This account is protected").await;
    window.click("Done").await;
    window.wait_for_words("Change password…").await;

    // The mail that confirms the address is a file, whose link is opened elsewhere.
    let outbox = session.home().join(".local/share/infuse/local/server/outbox");
    let mails = wait_for_mails(&outbox, EMAIL, 1).await;
    let link = json!({ "token": secret_in(&mails[0], "ifv_").expect("a link") });
    let anyone = Caller::new(agent.caller().url().to_owned());
    let _ = anyone.post("/v1/account/email/verification/confirm", &link).await.expect_status(200);
    window.wait_for_script("return !document.body.innerText.includes('Not verified')").await;

    // A mail server takes mails once it has shown that it does.
    let server = MailServer::start().await;
    let port = server.url().rsplit(':').next().expect("a port").trim_end_matches('/').to_owned();
    window.click("Preferences").await;
    window.wait_for_words("kept as files on this computer").await;
    window.click("Set up a mail server…").await;
    window.fill("Host", "127.0.0.1").await;
    window.click("STARTTLS").await;
    window.fill("Port", "1").await;
    window.fill("From", "infuse@example.com").await;
    window.press(ENTER).await;
    window.wait_for_words("doesn't take").await;
    window.fill("Port", &port).await;
    window.press(ENTER).await;
    window.wait_for_words("come from infuse@example.com").await;
    window.click("Email").await;
    let taken = until("the mail server takes a test", async || server.mails().pop()).await;
    assert_eq!(taken.to, [EMAIL.to_owned()]);

    // Whoever signs out comes back by what was chosen, and by nothing else; agents do not notice.
    window.click("Account").await;
    window.click("Sign out…").await;
    window.click("Sign out").await;
    window.wait_for_words("Sign in on this computer").await;
    debit(&agent, 7).await;
    window.fill("Password", "another quiet harbour").await;
    window.press(ENTER).await;
    window.wait_for_words("Wrong email or password").await;
    window.fill("Password", PASSWORD).await;
    window.press(ENTER).await;
    wait_for_tray(&session, "293 of 300 credits").await;
    window.close().await;
}
