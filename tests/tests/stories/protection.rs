//! The account of a Local home: it begins with what the app makes for itself, and is given an address and a password.

use infuse_protocol::Code;
use infuse_protocol::account::{Account, SignInMethod, SignedUp};
use infuse_tests::actor::PASSWORD;
use infuse_tests::{Caller, Database, Requests as _, TestServer, on_both_databases};
use serde_json::json;

use crate::passwords::{kinds, sign_in, verify};

on_both_databases!(
    an_account_within_the_app_is_told_to_have_no_address_and_no_password,
    an_account_within_the_app_is_given_both_and_is_like_any_other_then,
    what_protects_no_account_is_refused_and_changes_nothing,
    an_account_with_a_password_of_its_own_is_protected_already,
    of_two_who_protect_an_account_at_once_one_does,
);

const PATH: &str = "/v1/account/protection";
const EMAIL: &str = "ada@example.com";
const NEW: &str = "seven grey herons wade slowly";

/// What an app does for itself.
async fn within_the_app(server: &TestServer) -> (Caller, SignedUp) {
    let body = json!({"name": "Ada", "email": "0197a2b8@local.invalid", "password": PASSWORD});
    let signed_up: SignedUp = server.anyone().post("/v1/accounts", &body).await.expect_status(201).json();
    (server.anyone().with_secret(&signed_up.token), signed_up)
}

async fn account(caller: &Caller) -> Account {
    caller.get("/v1/account").await.expect_status(200).json()
}

async fn an_account_within_the_app_is_told_to_have_no_address_and_no_password(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let (ada, signed_up) = within_the_app(&server).await;
    for account in [signed_up.account, account(&ada).await] {
        assert_eq!((account.email, account.sign_in_method), (None, SignInMethod::Local));
    }
    for (path, body) in [
        ("/v1/account/password", json!({"current_password": PASSWORD, "new_password": NEW})),
        ("/v1/account/email", json!({"email": EMAIL, "password": PASSWORD})),
        ("/v1/account/two-factor", json!({"password": PASSWORD})),
    ] {
        ada.post(path, &body).await.expect_problem(Code::Forbidden);
    }
}

async fn an_account_within_the_app_is_given_both_and_is_like_any_other_then(database: Database) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let (ada, _) = within_the_app(&server).await;
    let again = sign_in(&server, "0197a2b8@local.invalid", PASSWORD).await.expect_status(201);
    let other = server.anyone().with_secret(again.json::<serde_json::Value>()["token"].as_str().unwrap());
    let protected: Account = ada.post(PATH, &json!({"email": EMAIL, "password": NEW})).await.expect_status(200).json();
    assert_eq!((protected.email.as_deref(), protected.email_verified), (Some(EMAIL), false));
    assert_eq!((protected.sign_in_method, &protected), (SignInMethod::Password, &account(&ada).await));
    other.get("/v1/account").await.expect_problem(Code::Unauthorized);
    sign_in(&server, "0197a2b8@local.invalid", PASSWORD).await.expect_problem(Code::InvalidCredentials);
    verify(&[&server], EMAIL).await;
    let _ = sign_in(&server, EMAIL, NEW).await.expect_status(201);
    assert!(account(&ada).await.email_verified);
    assert!(kinds(&ada).await.contains(&"account_protected"));
    let _ = ada.post("/v1/account/two-factor", &json!({"password": NEW})).await.expect_status(200);
    ada.post(PATH, &json!({"email": "eve@example.com", "password": NEW})).await.expect_problem(Code::Forbidden);
}

async fn what_protects_no_account_is_refused_and_changes_nothing(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let _bob = server.sign_up("bob").await;
    let (ada, _) = within_the_app(&server).await;
    for (email, password, pointer, code) in [
        ("ada", NEW, "/email", "not_an_email"),
        ("ada@home.invalid", NEW, "/email", "unreachable"),
        (EMAIL, "too short", "/password", "too_short"),
        (EMAIL, "ada@example.com", "/password", "own_name"),
    ] {
        let problem = ada.post(PATH, &json!({"email": email, "password": password})).await;
        let fault = problem.expect_problem(Code::ValidationFailed).errors.remove(0);
        assert_eq!((fault.pointer.as_str(), fault.code.as_str()), (pointer, code));
    }
    ada.post(PATH, &json!({"email": "BOB@example.com", "password": NEW})).await.expect_problem(Code::EmailTaken);
    assert_eq!(account(&ada).await.sign_in_method, SignInMethod::Local);
    let _ = sign_in(&server, "0197a2b8@local.invalid", PASSWORD).await.expect_status(201);
}

async fn an_account_with_a_password_of_its_own_is_protected_already(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let bob = server.sign_up("bob").await;
    let problem = bob.post(PATH, &json!({"email": EMAIL, "password": NEW})).await.expect_problem(Code::Forbidden);
    assert_eq!(problem.reason.as_deref(), Some("protected"));
}

async fn of_two_who_protect_an_account_at_once_one_does(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let (ada, _) = within_the_app(&server).await;
    let protect = async |email: &str| ada.post(PATH, &json!({"email": email, "password": NEW})).await.status();
    let (first, second) = tokio::join!(protect(EMAIL), protect("ada@example.org"));
    assert_eq!([first, second].iter().filter(|status| **status == 200).count(), 1, "{first} {second}");
}
