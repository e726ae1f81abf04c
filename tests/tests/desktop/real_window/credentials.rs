//! Password and address, changed in the window, and the way back in for who has forgotten.

use infuse_protocol::account::Account;
use infuse_protocol::{Code, session::SignedIn};
use infuse_tests::actor::PASSWORD;
use infuse_tests::desktop::{AppWindow, DesktopSession};
use infuse_tests::mail_server::secret_in;
use infuse_tests::outbox::mails_in;
use infuse_tests::wait::until;
use infuse_tests::{Requests as _, TestServer};
use serde_json::json;

use super::steps::{ENTER, sign_in_at};

const EMAIL: &str = "alice@example.com";
const NEW_EMAIL: &str = "ada@example.org";
const NEW_PASSWORD: &str = "seven grey herons wade slowly";
const THIRD_PASSWORD: &str = "five tame geese sleep soundly";

/// What stands in the link of a mail to an address.
async fn link(server: &TestServer, to: &str, subject: &str, prefix: &str) -> serde_json::Value {
    let about = format!("Subject: {subject}\r\n");
    let token = until("a mail with a link", async || {
        let mails = mails_in(server.outbox());
        mails.iter().filter(|mail| mail.contains(to) && mail.contains(&about)).find_map(|mail| secret_in(mail, prefix))
    });
    json!({ "token": token.await })
}

async fn confirm(server: &TestServer, path: &str, link: &serde_json::Value) {
    let _ = server.anyone().post(path, link).await.expect_status(200);
}

async fn sign_out(window: &AppWindow) {
    window.click("Account").await;
    window.click("Sign out…").await;
    window.click("Sign out").await;
    window.wait_for_words("Your session has ended.").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_password_is_changed_forgotten_and_set_anew_and_an_address_waits_for_its_mail() {
    let server = TestServer::builder().start().await;
    let alice = server.sign_up("alice").await;
    let session = DesktopSession::start().await;
    let window = session.open_app(&[]).await;
    sign_in_at(&window, &format!("{}/", server.url()), EMAIL).await;
    window.click("Account").await;
    window.wait_for_words("Not verified").await;
    let verify = link(&server, EMAIL, "Is this your address?", "ifv_").await;
    confirm(&server, "/v1/account/email/verification/confirm", &verify).await;
    window.wait_for_script("return !document.body.innerText.includes('Not verified')").await;

    // The window foretells what the server would refuse, and says which field is at fault.
    window.click("Change password…").await;
    window.fill("Current password", "another quiet harbour").await;
    window.fill("New password", "alice@example.com").await;
    window.wait_for_words("made of your name or email").await;
    window.fill("New password", NEW_PASSWORD).await;
    window.wait_for_words("Strong").await;
    window.press(ENTER).await;
    window.wait_for_words("Wrong password.").await;
    let _ = alice.get("/v1/account").await.expect_status(200);
    window.fill("Current password", PASSWORD).await;
    window.press(ENTER).await;
    window.wait_for_words("Password changed.").await;
    let _ = alice.get("/v1/account").await.expect_problem(Code::Unauthorized);

    // Another address: it waits, is withdrawn, and is asked for again.
    let ask = async || {
        window.click("Change email…").await;
        window.fill("New email", NEW_EMAIL).await;
        window.fill("Password", NEW_PASSWORD).await;
        window.press(ENTER).await;
        window.wait_for_words(NEW_EMAIL).await;
    };
    ask().await;
    window.click("Cancel change").await;
    window.wait_for_words("Your email stays as it is").await;
    ask().await;
    until("a good link is followed", async || {
        let about = "Subject: Is this your new address?\r\n";
        let mails = mails_in(server.outbox());
        for token in mails.iter().filter(|mail| mail.contains(about)).filter_map(|mail| secret_in(mail, "ife_")) {
            if server.anyone().post("/v1/account/email/confirm", &json!({ "token": token })).await.status() == 200 {
                return Some(());
            }
        }
        None
    })
    .await;
    window.wait_for_script("return !document.body.innerText.includes('Cancel change')").await;

    // Who has forgotten the password asks for a mail, and is not told whether there is such an account.
    sign_out(&window).await;
    window.click("Forgot your password?").await;
    window.fill("Email", NEW_EMAIL).await;
    window.press(ENTER).await;
    window.wait_for_words("If there is an account with that address").await;
    let mut reset = link(&server, NEW_EMAIL, "Choose a new password", "ifr_").await;
    reset["new_password"] = json!(THIRD_PASSWORD);
    let _ = server.anyone().post("/v1/password-resets/confirm", &reset).await.expect_status(204);
    window.click("Back").await;
    window.fill("Email", NEW_EMAIL).await;
    window.fill("Password", THIRD_PASSWORD).await;
    window.press(ENTER).await;
    window.wait_for_words("Sign out…").await;
    let body = json!({ "email": NEW_EMAIL, "password": THIRD_PASSWORD });
    let signed_in: SignedIn = server.anyone().post("/v1/sessions", &body).await.expect_status(201).json();
    let Account { email, email_verified, .. } = signed_in.account;
    assert_eq!((email.as_deref(), email_verified), (Some(NEW_EMAIL), true));
    window.close().await;
}
