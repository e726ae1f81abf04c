//! Passwords and e-mail addresses in the app, on both databases.

use infuse_engine::account::view::PasswordFault;
use infuse_engine::snapshot::{AccountNow, SignInMethod};
use infuse_protocol::Code;
use infuse_tests::{Database, Person, on_both_databases};

use crate::passwords::{again, secret_of, verify};

use super::*;

on_both_databases!(
    a_password_is_changed_in_the_app_and_other_devices_fall_out,
    a_password_that_the_app_finds_no_fault_with_is_taken_by_the_server,
    a_forgotten_password_is_asked_for_by_whoever_has_no_session,
    another_address_waits_until_its_mail_is_opened_and_every_device_knows_it,
);

const EMAIL: &str = "alice@example.com";
const NEW_PASSWORD: &str = "seven grey herons wade slowly";

/// A server, its person as another program, and a device on which that person has signed in.
async fn scene(database: Database) -> (TestServer, Person, TestDevice, Engine) {
    let server = TestServer::builder().database(database).start().await;
    let alice = server.sign_up("alice").await;
    verify(&[&server], EMAIL).await;
    let device = TestDevice::new();
    let engine = device.start().await;
    sign_in(&engine, &server).await;
    until_available(&engine, 300).await;
    (server, alice, device, engine)
}

async fn until_account<T>(engine: &Engine, what: &str, look: impl Fn(&AccountNow) -> Option<T>) -> T {
    until_shown(engine, what, |snapshot| match &snapshot.access {
        Access::SignedIn { account, .. } => look(account),
        _ => None,
    })
    .await
}

async fn change(engine: &Engine, from: &str, to: &str) -> Result<(), (ErrorCode, Option<String>)> {
    let changed = engine.change_password(from.to_owned(), to.to_owned()).await;
    changed.map_err(|error| (error.code, error.field))
}

async fn a_password_is_changed_in_the_app_and_other_devices_fall_out(database: Database) {
    let (server, alice, _device, engine) = scene(database).await;
    let wrong = change(&engine, "another quiet harbour", NEW_PASSWORD).await.unwrap_err().0;
    assert_eq!(wrong, ErrorCode::InvalidCredentials);
    let short = change(&engine, PASSWORD, "too short").await;
    assert_eq!(short, Err((ErrorCode::Validation, Some("new_password".to_owned()))));
    let _ = alice.get("/v1/account").await.expect_status(200);

    assert_eq!(change(&engine, PASSWORD, NEW_PASSWORD).await, Ok(()));
    let _ = alice.get("/v1/account").await.expect_problem(Code::Unauthorized);
    // This one goes on.
    assert_eq!(engine.sessions().await.unwrap().len(), 1);
    let _ = again(&server, EMAIL, NEW_PASSWORD).await;
    engine.stop().await;
}

async fn a_password_that_the_app_finds_no_fault_with_is_taken_by_the_server(database: Database) {
    let (_server, _alice, _device, engine) = scene(database).await;
    let own = ["alice".to_owned(), EMAIL.to_owned()];
    let mut current = PASSWORD.to_owned();
    for wanted in ["short", "passwordpassword", EMAIL, "qwertyuiopasdfgh", NEW_PASSWORD, "plover quilt sandbar"] {
        let fault = engine.estimate_password(wanted, &own, false).fault;
        let taken = change(&engine, &current, wanted).await;
        assert_eq!(fault.is_none(), taken.is_ok(), "{wanted}: {fault:?} {taken:?}");
        if taken.is_ok() {
            wanted.clone_into(&mut current);
        }
    }
    assert_eq!(engine.estimate_password(EMAIL, &own, false).fault, Some(PasswordFault::OwnName));
    engine.stop().await;
}

async fn a_forgotten_password_is_asked_for_by_whoever_has_no_session(database: Database) {
    let (server, _alice, _device, engine) = scene(database).await;
    engine.sign_out().await.unwrap();
    for email in ["nobody@example.com", EMAIL] {
        engine.ask_password_reset(server.url().to_owned(), email.to_owned()).await.unwrap();
    }
    let refused = engine.ask_password_reset(server.url().to_owned(), "no address".to_owned()).await.unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::Validation, Some("email")));
    let nowhere = engine.ask_password_reset("http://127.0.0.1:9/".to_owned(), EMAIL.to_owned()).await;
    assert_eq!(nowhere.unwrap_err().code, ErrorCode::Unreachable);
    let _ = secret_of(&server, EMAIL, "Choose a new password", "ifr_").await;
    engine.stop().await;
}

async fn another_address_waits_until_its_mail_is_opened_and_every_device_knows_it(database: Database) {
    let (server, alice, _device, engine) = scene(database).await;
    let new = "ada@example.org";
    let account = until_account(&engine, "the address is shown", |account| Some(account.clone())).await;
    assert!(account.email_verified && account.sign_in_method == SignInMethod::Password, "{account:?}");
    let refused = engine.change_email(EMAIL.to_owned(), Some(PASSWORD.to_owned())).await.unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::Validation, Some("email")));

    let waiting = async || {
        engine.change_email(new.to_owned(), Some(PASSWORD.to_owned())).await.unwrap();
        until_account(&engine, "the new one is waited for", |account| {
            (account.pending_email.as_deref() == Some(new) && account.email == EMAIL).then_some(())
        })
        .await;
    };
    waiting().await;
    engine.withdraw_email_change().await.unwrap();
    until_account(&engine, "nothing is waited for", |account| account.pending_email.is_none().then_some(())).await;
    waiting().await;
    // The newest mail: the link of the one before is void.
    let mails = crate::passwords::secrets_of(&[&server], new, "Is this your new address?", "ife_", 2).await;
    for token in mails {
        let _ = alice.post("/v1/account/email/confirm", &json!({ "token": token })).await;
    }
    until_account(&engine, "the address is the new one", |account| {
        (account.email == new && account.pending_email.is_none() && account.email_verified).then_some(())
    })
    .await;
    engine.stop().await;
}
