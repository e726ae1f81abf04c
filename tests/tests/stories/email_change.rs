//! Another address: the account's once somebody opens the link that was mailed there, and undone by whoever has the old
//! one.

use std::time::Duration;

use futures_util::future::join_all;
use infuse_protocol::account::Account;
use infuse_protocol::session::SignedIn;
use infuse_protocol::{Code, Scope};
use infuse_tests::actor::PASSWORD;
use infuse_tests::{Database, Person, Requests as _, Response, TestServer, on_both_databases, wait};
use reqwest::Method;
use serde_json::json;

use crate::passwords::{again, browse, choose_new_password, kinds, secret_of, secrets_of, sign_in, verify};
use crate::two_factor::{enable, replicas, to_next_but_one_step};

on_both_databases!(
    an_address_changes_once_the_new_one_confirms_it_and_the_old_one_is_told,
    a_page_changes_the_address_and_looking_at_it_changes_nothing,
    a_change_can_be_withdrawn_and_a_newer_one_voids_it,
    an_address_that_has_an_account_is_told_only_to_who_has_it,
    whoever_has_the_old_address_undoes_a_change_whatever_was_done_since,
    an_undo_leaves_what_stood_before_the_change,
    a_change_can_be_undone_for_7_days_and_as_long_the_address_is_kept,
    of_many_who_follow_one_link_one_changes_the_address_and_one_undoes_it,
    one_address_is_mailed_few_links_whoever_asks,
    a_change_that_nobody_confirms_is_not_shown_to_wait_for_ever,
    an_address_that_nobody_confirmed_takes_nothing_back_and_is_kept_for_nobody,
);

const DAY: Duration = Duration::from_secs(86_400);
const OLD: &str = "alice@example.com";
const NEW: &str = "ada@example.org";
const NEW_PASSWORD: &str = "seven grey herons wade slowly";
const CHANGE: &str = "/v1/account/email";
const CONFIRM: &str = "/v1/account/email/confirm";
const UNDO: &str = "/v1/account/email/undo";
const ASKED: &str = "Is this your new address?";
const CHANGED: &str = "Your address was changed";

async fn served(database: Database) -> (TestServer, Person) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let mut alice = server.sign_up("alice").await;
    verify(&[&server], OLD).await;
    alice.account = account(&alice).await;
    (server, alice)
}

async fn follow(server: &TestServer, path: &str, token: &str) -> Response {
    server.anyone().post(path, &json!({"token": token})).await
}

async fn account(person: &impl infuse_tests::Requests) -> Account {
    person.get("/v1/account").await.expect_status(200).json()
}

async fn ask(person: &impl infuse_tests::Requests, email: &str) -> Response {
    person.post(CHANGE, &json!({"email": email, "password": PASSWORD})).await
}

/// Changes the address of an account, and answers what undoes it.
async fn change(server: &TestServer, person: &impl infuse_tests::Requests, from: &str, to: &str) -> String {
    let _ = ask(person, to).await.expect_status(202);
    let token = secret_of(server, to, ASKED, "ife_").await;
    let _ = follow(server, CONFIRM, &token).await.expect_status(200);
    secret_of(server, from, CHANGED, "ifo_").await
}

async fn an_address_changes_once_the_new_one_confirms_it_and_the_old_one_is_told(database: Database) {
    let (server, alice) = served(database).await;
    let wrong = json!({"email": NEW, "password": "another quiet harbour"});
    alice.post(CHANGE, &wrong).await.expect_problem(Code::InvalidCredentials);
    for (refused, code) in
        [("Alice@example.com", "unchanged"), ("ada@home.invalid", "unreachable"), ("ada", "not_an_email")]
    {
        let fault = ask(&alice, refused).await.expect_problem(Code::ValidationFailed).errors.remove(0);
        assert_eq!((fault.pointer.as_str(), fault.code.as_str()), ("/email", code));
    }
    assert_eq!(account(&alice).await, alice.account);

    let _ = ask(&alice, NEW).await.expect_status(202);
    let waiting = account(&alice).await;
    assert_eq!((waiting.email.as_deref(), waiting.pending_email.as_deref()), (Some(OLD), Some(NEW)));
    assert!(waiting.version > alice.account.version);
    let _ = secret_of(&server, OLD, "Somebody wants to change your address", "ifn_").await;
    let token = secret_of(&server, NEW, ASKED, "ife_").await;
    for wrong in ["", "ife_", "x", &token[..token.len() - 1], &token.replace("ife_", "ifv_")] {
        follow(&server, CONFIRM, wrong).await.expect_problem(Code::NotFound);
    }
    let answer = follow(&server, CONFIRM, &token).await.expect_status(200);
    let changed: Account = answer.json();
    assert_eq!((changed.email.as_deref(), changed.pending_email.as_deref()), (Some(NEW), None));
    assert!(changed.email_verified && answer.header("etag") == Some(&format!("\"{}\"", changed.version)));
    assert_eq!(account(&alice).await, changed);
    follow(&server, CONFIRM, &token).await.expect_problem(Code::NotFound);
    sign_in(&server, OLD, PASSWORD).await.expect_problem(Code::InvalidCredentials);
    let _ = again(&server, NEW, PASSWORD).await;
    let _ = secret_of(&server, OLD, CHANGED, "ifo_").await;
    let told = kinds(&alice).await;
    assert!(["email_change_asked", "email_changed"].iter().all(|kind| told.contains(kind)), "{told:?}");
}

async fn a_page_changes_the_address_and_looking_at_it_changes_nothing(database: Database) {
    let (server, alice) = served(database).await;
    let _ = ask(&alice, NEW).await.expect_status(202);
    let confirm = format!("/confirm-email?token={}", secret_of(&server, NEW, ASKED, "ife_").await);
    for method in [Method::GET, Method::HEAD] {
        let _ = browse(&server, method, &confirm, None).await.expect_status(200);
    }
    assert_eq!(account(&alice).await.email.as_deref(), Some(OLD));
    assert!(browse(&server, Method::POST, &confirm, None).await.expect_status(200).text().contains(CHANGED));
    assert_eq!(account(&alice).await.email.as_deref(), Some(NEW));
    let _ = browse(&server, Method::POST, &confirm, None).await.expect_status(404);

    let undo = format!("/undo-email?token={}", secret_of(&server, OLD, CHANGED, "ifo_").await);
    let _ = browse(&server, Method::GET, &undo, None).await.expect_status(200);
    assert_eq!(account(&alice).await.email.as_deref(), Some(NEW));
    let _ = browse(&server, Method::POST, &undo, None).await.expect_status(200);
    alice.get("/v1/account").await.expect_problem(Code::Unauthorized);
    sign_in(&server, OLD, PASSWORD).await.expect_problem(Code::InvalidCredentials);
    // A mail to that address leads to the new password.
    choose_new_password(&server, OLD, NEW_PASSWORD).await;
    let alice = again(&server, OLD, NEW_PASSWORD).await;
    assert_eq!(account(&alice).await.email.as_deref(), Some(OLD));
    let _ = browse(&server, Method::POST, &undo, None).await.expect_status(404);
}

async fn a_change_can_be_withdrawn_and_a_newer_one_voids_it(database: Database) {
    let (server, alice) = served(database).await;
    let _ = ask(&alice, NEW).await.expect_status(202);
    let first = secret_of(&server, NEW, ASKED, "ife_").await;
    let _ = ask(&alice, "ada@example.net").await.expect_status(202);
    let second = secret_of(&server, "ada@example.net", ASKED, "ife_").await;
    follow(&server, CONFIRM, &first).await.expect_problem(Code::NotFound);
    assert_eq!(account(&alice).await.pending_email.as_deref(), Some("ada@example.net"));
    for _ in 0..2 {
        let _ = alice.delete(CHANGE).await.expect_status(204);
    }
    assert_eq!(account(&alice).await.pending_email, None);
    assert!(account(&alice).await.version > alice.account.version + 2);
    follow(&server, CONFIRM, &second).await.expect_problem(Code::NotFound);
    let _ = ask(&alice, "ada@example.com").await.expect_status(202);
    let third = secret_of(&server, "ada@example.com", ASKED, "ife_").await;
    server.advance(DAY).await;
    follow(&server, CONFIRM, &third).await.expect_problem(Code::NotFound);
    assert_eq!(account(&alice).await.email.as_deref(), Some(OLD));
}

async fn an_address_that_has_an_account_is_told_only_to_who_has_it(database: Database) {
    let (server, alice) = served(database).await;
    let _bob = server.sign_up("bob").await;
    let answer = ask(&alice, "bob@example.com").await;
    assert_eq!((answer.status(), answer.text()), (202, String::new()));
    let token = secret_of(&server, "bob@example.com", ASKED, "ife_").await;
    follow(&server, CONFIRM, &token).await.expect_problem(Code::EmailTaken);
    let page = browse(&server, Method::POST, &format!("/confirm-email?token={token}"), None).await.expect_status(409);
    assert!(page.text().contains("has an account already"), "{}", page.text());
    assert_eq!(account(&alice).await.email.as_deref(), Some(OLD));
    let _ = again(&server, "bob@example.com", PASSWORD).await;
}

async fn whoever_has_the_old_address_undoes_a_change_whatever_was_done_since(database: Database) {
    let (server, alice) = served(database).await;
    let before = alice.token(&[Scope::UsageRead]).await;
    server.advance(Duration::from_secs(60)).await;
    // Somebody who knows the password takes the account away from a device of their own, and settles in.
    let device = json!({"name": "Elsewhere", "platform": "linux", "app_version": "0.1.0"});
    let body = json!({"email": OLD, "password": PASSWORD, "device": device});
    let signed_in: SignedIn = server.anyone().post("/v1/sessions", &body).await.expect_status(201).json();
    let account_of_thief = signed_in.account.clone();
    let thief = Person::clone(&alice).signed_in_as(&signed_in.token, account_of_thief);
    let undo = change(&server, &thief, OLD, "thief@example.org").await;
    server.advance(Duration::from_secs(60)).await;
    let undo_of_thief = change(&server, &thief, "thief@example.org", "thief@example.net").await;
    let (app, _) = enable(&server, &thief).await;
    let since = thief.token(&[Scope::UsageRead]).await;
    let taken = json!({"current_password": PASSWORD, "new_password": NEW_PASSWORD});
    let _ = thief.post("/v1/account/password", &taken).await.expect_status(204);
    let _ =
        server.anyone().post("/v1/password-resets", &json!({"email": "thief@example.net"})).await.expect_status(202);
    let reset_of_thief = secret_of(&server, "thief@example.net", "Choose a new password", "ifr_").await;
    let not_me_of_thief = secret_of(&server, "thief@example.net", "Two-factor is on", "ifn_").await;
    to_next_but_one_step(&server).await;
    let waiting = sign_in(&server, "thief@example.net", NEW_PASSWORD).await.expect_problem(Code::TwoFactorRequired);

    let undone: Account = follow(&server, UNDO, &undo).await.expect_status(200).json();
    assert_eq!((undone.email.as_deref(), undone.two_factor.enabled), (Some(OLD), false));
    thief.get("/v1/account").await.expect_problem(Code::Unauthorized);
    let usage = format!("/v1/workspaces/{}/usage", alice.workspace.id);
    since.get(&usage).await.expect_problem(Code::Unauthorized);
    let _ = before.get(&usage).await.expect_status(200);
    for (email, password) in [("thief@example.net", NEW_PASSWORD), (OLD, NEW_PASSWORD), (OLD, PASSWORD)] {
        sign_in(&server, email, password).await.expect_problem(Code::InvalidCredentials);
    }
    let code = app.code(&server, 0).await;
    let late = json!({"challenge": waiting.challenge, "code": code});
    assert_eq!(server.anyone().post("/v1/sessions/two-factor", &late).await.status(), 401);
    // Nothing that was mailed to the thief takes the account away again.
    follow(&server, UNDO, &undo_of_thief).await.expect_problem(Code::NotFound);
    follow(&server, UNDO, &undo).await.expect_problem(Code::NotFound);
    let _ = browse(&server, Method::POST, &format!("/not-me?token={not_me_of_thief}"), None).await.expect_status(404);
    let late = json!({"token": reset_of_thief, "new_password": PASSWORD});
    server.anyone().post("/v1/password-resets/confirm", &late).await.expect_problem(Code::NotFound);

    let reset = secret_of(&server, OLD, "Choose a new password", "ifr_").await;
    let new = json!({"token": reset, "new_password": "five tame geese sleep soundly"});
    let _ = server.anyone().post("/v1/password-resets/confirm", &new).await.expect_status(204);
    let alice = again(&server, OLD, "five tame geese sleep soundly").await;
    let told = kinds(&alice).await;
    assert!(["email_change_undone", "two_factor_disabled"].iter().all(|kind| told.contains(kind)), "{told:?}");
}

async fn an_undo_leaves_what_stood_before_the_change(database: Database) {
    let (server, alice) = served(database).await;
    let (app, _) = enable(&server, &alice).await;
    let undo = change(&server, &alice, OLD, NEW).await;
    let undone: Account = follow(&server, UNDO, &undo).await.expect_status(200).json();
    assert!(undone.two_factor.enabled);
    let reset = secret_of(&server, OLD, "Choose a new password", "ifr_").await;
    let new = json!({"token": reset, "new_password": NEW_PASSWORD});
    let _ = server.anyone().post("/v1/password-resets/confirm", &new).await.expect_status(204);
    let begun = sign_in(&server, OLD, NEW_PASSWORD).await.expect_problem(Code::TwoFactorRequired);
    let code = json!({"challenge": begun.challenge, "code": app.code(&server, 0).await});
    let _ = server.anyone().post("/v1/sessions/two-factor", &code).await.expect_status(201);
}

async fn a_change_can_be_undone_for_7_days_and_as_long_the_address_is_kept(database: Database) {
    let (server, alice) = served(database).await;
    let undo = change(&server, &alice, OLD, NEW).await;
    let sign_up = async || {
        let body = json!({"name": "Alice", "email": OLD, "password": PASSWORD});
        server.anyone().post("/v1/accounts", &body).await
    };
    sign_up().await.expect_problem(Code::EmailTaken);
    let bob = server.sign_up("bob").await;
    let _ = ask(&bob, OLD).await.expect_status(202);
    let of_bob = secret_of(&server, OLD, ASKED, "ife_").await;
    follow(&server, CONFIRM, &of_bob).await.expect_problem(Code::EmailTaken);
    server.advance(7 * DAY).await;
    follow(&server, UNDO, &undo).await.expect_problem(Code::NotFound);
    let _ = sign_up().await.expect_status(201);
    assert_eq!(account(&alice).await.email.as_deref(), Some(NEW));
}

async fn of_many_who_follow_one_link_one_changes_the_address_and_one_undoes_it(database: Database) {
    let (first, second) = replicas(database).await;
    let servers: Vec<&TestServer> = [&first].into_iter().chain(&second).collect();
    let alice = first.sign_up("alice").await;
    verify(&servers, OLD).await;
    let _ = ask(&alice, NEW).await.expect_status(202);
    let at_once = async |path: &str, token: &str| {
        let tries = (0..100).map(|number| follow(servers[number % servers.len()], path, token));
        let answers = join_all(tries).await;
        for refused in answers.iter().filter(|answer| answer.status() != 200) {
            refused.expect_problem(Code::NotFound);
        }
        answers.iter().filter(|answer| answer.status() == 200).count()
    };
    let confirm = secrets_of(&servers, NEW, ASKED, "ife_", 1).await.remove(0);
    assert_eq!(at_once(CONFIRM, &confirm).await, 1);
    let undo = secrets_of(&servers, OLD, CHANGED, "ifo_", 1).await.remove(0);
    assert_eq!(at_once(UNDO, &undo).await, 1);
    assert_eq!(secrets_of(&servers, OLD, "Choose a new password", "ifr_", 1).await.len(), 1);
}

async fn one_address_is_mailed_few_links_whoever_asks(database: Database) {
    let server = TestServer::builder().database(database).throttled().test_clock().start().await;
    let mut refused = 0;
    for name in ["bob", "carol", "dan"] {
        let person = server.sign_up(name).await;
        for _ in 0..3 {
            let answer = ask(&person, "victim@example.com").await;
            if answer.status() != 202 {
                answer.expect_problem(Code::RateLimited);
                refused += 1;
            }
        }
    }
    assert_eq!(refused, 4);
    let links = secrets_of(&[&server], "victim@example.com", ASKED, "ife_", 1).await;
    assert!(links.len() <= 5, "{}", links.len());
    // Those of new passwords are counted apart.
    let _ = server.sign_up("victim").await;
    let _ =
        server.anyone().post("/v1/password-resets", &json!({"email": "victim@example.com"})).await.expect_status(202);
    let _ = secret_of(&server, "victim@example.com", "Choose a new password", "ifr_").await;
    let sent = secrets_of(&[&server], "victim@example.com", ASKED, "ife_", 1).await;
    assert!(sent.len() <= 5, "{}", sent.len());
}

async fn a_change_that_nobody_confirms_is_not_shown_to_wait_for_ever(database: Database) {
    let (server, alice) = served(database).await;
    let _ = ask(&alice, NEW).await.expect_status(202);
    let asked = account(&alice).await;
    assert_eq!(asked.pending_email.as_deref(), Some(NEW));
    server.advance(2 * DAY).await;
    let ended = wait::until("it is not shown any more", async || {
        Some(account(&alice).await).filter(|account| account.pending_email.is_none())
    });
    assert!(ended.await.version > asked.version);
}

/// It may have been mistyped, and be a stranger's.
async fn an_address_that_nobody_confirmed_takes_nothing_back_and_is_kept_for_nobody(database: Database) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let alice = server.sign_up("alice").await;
    let _ = alice.token(&[Scope::UsageRead]).await;
    let _ = ask(&alice, NEW).await.expect_status(202);
    let token = secret_of(&server, NEW, ASKED, "ife_").await;
    let _ = follow(&server, CONFIRM, &token).await.expect_status(200);
    let _ = infuse_tests::outbox::wait_for_mails(server.outbox(), OLD, 3).await;
    let told = infuse_tests::outbox::mails_in(server.outbox());
    for mail in told.iter().filter(|mail| mail.contains(OLD)) {
        assert!(["ifo_", "ifn_", "ifr_"].iter().all(|secret| !mail.contains(secret)), "{mail}");
    }
    let body = json!({"name": "Alice", "email": OLD, "password": PASSWORD});
    let _ = server.anyone().post("/v1/accounts", &body).await.expect_status(201);
}
