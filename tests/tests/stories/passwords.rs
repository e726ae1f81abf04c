//! Another password: by who knows the one before, or by a link that is mailed.

use std::time::Duration;

use futures_util::future::join_all;
use infuse_protocol::account::{Account, SecurityEvent};
use infuse_protocol::session::SignedIn;
use infuse_protocol::{Code, Page, Scope};
use infuse_server::db::Db;
use infuse_tests::actor::PASSWORD;
use infuse_tests::mail_server::secret_in;
use infuse_tests::outbox::mails_in;
use infuse_tests::wait::until;
use infuse_tests::{
    Caller, Database, EventStream, Metering as _, Person, Requests as _, Response, TestServer, on_both_databases,
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::two_factor::{enable, replicas};

on_both_databases!(
    a_password_is_changed_by_who_knows_it_and_ends_all_other_sessions,
    of_many_changes_at_once_by_one_password_one_is_made,
    a_reset_is_mailed_to_whom_the_account_belongs_to_and_answered_alike,
    a_link_sets_a_password_once_and_ends_every_session,
    a_page_sets_a_password_and_looking_at_it_changes_nothing,
    a_reset_is_no_way_around_the_second_factor,
    a_short_password_stands_only_beside_a_second_factor,
    a_link_to_a_new_password_ends_after_an_hour,
    who_asks_often_sends_few_mails_and_voids_no_link,
    of_many_who_follow_one_link_one_sets_a_password,
    a_second_factor_from_before_the_address_was_verified_ends_with_a_reset,
    what_was_made_with_an_address_that_nobody_had_verified_ends_with_a_reset,
);

const NEW: &str = "seven grey herons wade slowly";
const CHANGE: &str = "/v1/account/password";
const RESET: &str = "/v1/password-resets";
const CONFIRM: &str = "/v1/password-resets/confirm";

pub(crate) async fn sign_in(server: &TestServer, email: &str, password: &str) -> Response {
    server.anyone().post("/v1/sessions", &json!({"email": email, "password": password})).await
}

/// Signed in once more.
pub(crate) async fn again(server: &TestServer, email: &str, password: &str) -> Caller {
    let signed_in: SignedIn = sign_in(server, email, password).await.expect_status(201).json();
    server.anyone().with_secret(&signed_in.token)
}

/// The secrets in all mails to an address about something. Of servers on one database, whichever came to it has sent
/// a mail.
pub(crate) async fn secrets_of(
    servers: &[&TestServer],
    to: &str,
    subject: &str,
    prefix: &str,
    count: usize,
) -> Vec<String> {
    let (named, bare, about) = (format!("<{to}>\r\n"), format!("To: {to}\r\n"), format!("Subject: {subject}\r\n"));
    until("mails with a link are in an outbox", async || {
        let mut mails: Vec<String> = servers.iter().flat_map(|server| mails_in(server.outbox())).collect();
        mails.retain(|mail| (mail.contains(&named) || mail.contains(&bare)) && mail.contains(&about));
        (mails.len() >= count).then(|| mails.iter().map(|mail| secret_in(mail, prefix).unwrap()).collect())
    })
    .await
}

pub(crate) async fn secret_of(server: &TestServer, to: &str, subject: &str, prefix: &str) -> String {
    secrets_of(&[server], to, subject, prefix, 1).await.remove(0)
}

/// Confirms the address that a person has signed up with.
pub(crate) async fn verify(servers: &[&TestServer], email: &str) {
    let token = secrets_of(servers, email, "Is this your address?", "ifv_", 1).await.remove(0);
    let body = json!({"token": token});
    let _ = servers[0].anyone().post("/v1/account/email/verification/confirm", &body).await.expect_status(200);
}

/// Follows whichever mail leads to a new password: the links of earlier ones are used.
pub(crate) async fn choose_new_password(server: &TestServer, email: &str, password: &str) {
    until("a link to a new password is good", async || {
        for token in secrets_of(&[server], email, "Choose a new password", "ifr_", 1).await {
            let new = json!({"token": token, "new_password": password});
            if server.anyone().post(CONFIRM, &new).await.status() == 204 {
                return Some(());
            }
        }
        None
    })
    .await;
}

/// What a browser is answered, which sends the form of a page with a new password where it has one.
pub(crate) async fn browse(server: &TestServer, method: Method, path: &str, new_password: Option<&str>) -> Response {
    let request = server.anyone().request(method, path).header("accept", "text/html,*/*;q=0.8");
    let request = match new_password {
        Some(password) => {
            let encoded: String = password.bytes().map(|byte| format!("%{byte:02X}")).collect();
            let request = request.header("content-type", "application/x-www-form-urlencoded");
            request.body(format!("new_password={encoded}"))
        }
        None => request,
    };
    Response::read(request.send().await.unwrap()).await.unwrap()
}

pub(crate) async fn kinds(caller: &impl infuse_tests::Requests) -> Vec<&'static str> {
    let events: Page<SecurityEvent> = caller.get("/v1/account/activity").await.expect_status(200).json();
    events.items.iter().map(|event| event.kind.name()).collect()
}

async fn served(database: Database) -> (TestServer, Person) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let alice = server.sign_up("alice").await;
    verify(&[&server], "alice@example.com").await;
    (server, alice)
}

async fn reset_link(server: &TestServer) -> String {
    let _ = server.anyone().post(RESET, &json!({"email": "Alice@Example.com"})).await.expect_status(202);
    secret_of(server, "alice@example.com", "Choose a new password", "ifr_").await
}

fn change(from: &str, to: &str) -> Value {
    json!({"current_password": from, "new_password": to})
}

async fn a_password_is_changed_by_who_knows_it_and_ends_all_other_sessions(database: Database) {
    let (server, alice) = served(database).await;
    let other = again(&server, "alice@example.com", PASSWORD).await;
    let agent = alice.token(&[Scope::UsageRead]).await;
    let mut stream = EventStream::open(&other).await;

    alice.post(CHANGE, &change("another quiet harbour", NEW)).await.expect_problem(Code::InvalidCredentials);
    for (refused, code) in [
        ("too short", "too_short"),
        ("passwordpassword", "common_password"),
        ("alice@example.com", "own_name"),
        (&"x".repeat(300), "too_long"),
    ] {
        let problem = alice.post(CHANGE, &change(PASSWORD, refused)).await.expect_problem(Code::ValidationFailed);
        let [fault] = &problem.errors[..] else { panic!("one fault is one error") };
        assert_eq!((fault.pointer.as_str(), fault.code.as_str()), ("/new_password", code));
    }
    let _ = other.get("/v1/account").await.expect_status(200);

    let _ = alice.post(CHANGE, &change(PASSWORD, NEW)).await.expect_status(204);
    other.get("/v1/account").await.expect_problem(Code::Unauthorized);
    while stream.next().await.is_some() {}
    let _ = alice.get("/v1/account").await.expect_status(200);
    // A token is made for one integration, and goes on.
    assert_eq!(agent.usage().await.credits.available, 300);
    sign_in(&server, "alice@example.com", PASSWORD).await.expect_problem(Code::InvalidCredentials);
    let _ = again(&server, "alice@example.com", NEW).await;
    assert_eq!(kinds(&alice).await.iter().filter(|kind| **kind == "password_changed").count(), 1);
    // Whose it was not says so by the mail.
    let _ = secret_of(&server, "alice@example.com", "Your password was changed", "ifn_").await;
}

async fn of_many_changes_at_once_by_one_password_one_is_made(database: Database) {
    let (server, alice) = served(database).await;
    let changes: Vec<Value> = (0..20).map(|number| change(PASSWORD, &format!("{NEW} {number}"))).collect();
    let answers = join_all(changes.iter().map(|change| alice.post(CHANGE, change))).await;
    let made: Vec<usize> = (0..20).filter(|at| answers[*at].status() == 204).collect();
    assert_eq!(made.len(), 1, "{answers:?}");
    for refused in answers.iter().filter(|answer| answer.status() != 204) {
        refused.expect_problem(Code::InvalidCredentials);
    }
    let _ = again(&server, "alice@example.com", &format!("{NEW} {}", made[0])).await;
}

async fn a_reset_is_mailed_to_whom_the_account_belongs_to_and_answered_alike(database: Database) {
    let (server, _alice) = served(database).await;
    let db = Db::open(server.database().url()).await.unwrap();
    let mut answers = Vec::new();
    for email in ["alice@example.com", "nobody@example.com", "local@home.invalid"] {
        let answer = server.anyone().post(RESET, &json!({"email": email})).await;
        answers.push((answer.status(), answer.text()));
    }
    assert!(answers.iter().all(|answer| *answer == (202, String::new())), "{answers:?}");
    server.anyone().post(RESET, &json!({"email": "no address"})).await.expect_problem(Code::ValidationFailed);
    let _ = secret_of(&server, "alice@example.com", "Choose a new password", "ifr_").await;
    until("all jobs are done", async || {
        let sql = "SELECT COUNT(*) FROM jobs WHERE done_ms IS NULL AND dead_ms IS NULL AND kind LIKE '%mail'";
        let pending: i64 = sqlx::query_scalar(sql).fetch_one(db.pool()).await.unwrap();
        (pending == 0).then_some(())
    })
    .await;
    let asked = mails_in(server.outbox()).iter().filter(|mail| mail.contains("Choose a new password")).count();
    assert_eq!(asked, 1);
    // What the answer waits for is the same for all of them.
    let counted = "SELECT COUNT(*) FROM mail_requests WHERE requests = 1";
    assert_eq!(sqlx::query_scalar::<_, i64>(counted).fetch_one(db.pool()).await.unwrap(), 3);
    db.close().await;
}

async fn a_link_sets_a_password_once_and_ends_every_session(database: Database) {
    let (server, alice) = served(database).await;
    let link = reset_link(&server).await;
    let confirm = async |token: &str, password: &str| {
        server.anyone().post(CONFIRM, &json!({"token": token, "new_password": password})).await
    };
    for wrong in ["", "ifr_", "x", &link[..link.len() - 1], &link.replace("ifr_", "ifn_")] {
        confirm(wrong, NEW).await.expect_problem(Code::NotFound);
    }
    // A password that is not taken leaves the link as it is.
    let problem = confirm(&link, "too short").await.expect_problem(Code::ValidationFailed);
    assert_eq!(problem.errors[0].pointer, "/new_password");
    let _ = alice.get("/v1/account").await.expect_status(200);

    let _ = confirm(&link, NEW).await.expect_status(204);
    alice.get("/v1/account").await.expect_problem(Code::Unauthorized);
    confirm(&link, NEW).await.expect_problem(Code::NotFound);
    sign_in(&server, "alice@example.com", PASSWORD).await.expect_problem(Code::InvalidCredentials);
    let alice = again(&server, "alice@example.com", NEW).await;
    // Who followed the link has the mailbox.
    assert!(alice.get("/v1/account").await.expect_status(200).json::<Account>().email_verified);
    let told = kinds(&alice).await;
    assert!(["password_reset_asked", "password_reset"].iter().all(|kind| told.contains(kind)), "{told:?}");
    let _ = secret_of(&server, "alice@example.com", "Your password was reset", "ifn_").await;
}

async fn a_page_sets_a_password_and_looking_at_it_changes_nothing(database: Database) {
    let (server, alice) = served(database).await;
    let path = format!("/reset-password?token={}", reset_link(&server).await);
    for method in [Method::GET, Method::HEAD, Method::GET] {
        let page = browse(&server, method, &path, None).await.expect_status(200);
        assert!(page.header("content-security-policy").unwrap().starts_with("default-src 'none'"));
        assert_eq!(
            (page.header("referrer-policy"), page.header("cache-control")),
            (Some("no-referrer"), Some("no-store"))
        );
    }
    assert!(browse(&server, Method::GET, &path, None).await.text().contains("At least 15 characters."));
    let again_with = async |password: &str| browse(&server, Method::POST, &path, Some(password)).await;
    let page = again_with("seven <herons>").await.expect_status(422);
    assert!(page.text().contains("Use at least 15 characters.") && !page.text().contains("herons"), "{}", page.text());
    let _ = alice.get("/v1/account").await.expect_status(200);
    assert!(again_with(NEW).await.expect_status(200).text().contains("Your password was changed"));
    alice.get("/v1/account").await.expect_problem(Code::Unauthorized);
    assert!(again_with(NEW).await.expect_status(404).text().contains("no longer valid"));
    let _ = browse(&server, Method::GET, &path, None).await.expect_status(404);
    server.anyone().get(&path).await.expect_problem(Code::NotFound);
    let _ = again(&server, "alice@example.com", NEW).await;
}

async fn a_reset_is_no_way_around_the_second_factor(database: Database) {
    let (server, alice) = served(database).await;
    let (app, _) = enable(&server, &alice).await;
    let begun = sign_in(&server, "alice@example.com", PASSWORD).await.expect_problem(Code::TwoFactorRequired);
    let link = reset_link(&server).await;
    let _ = server.anyone().post(CONFIRM, &json!({"token": link, "new_password": NEW})).await.expect_status(204);
    let second = async |challenge: Option<String>, code: &str| {
        server.anyone().post("/v1/sessions/two-factor", &json!({"challenge": challenge, "code": code})).await
    };
    // A sign-in that began with the old password does not end with it.
    assert_eq!(second(begun.challenge, &app.code(&server, 0).await).await.status(), 401);
    let begun = sign_in(&server, "alice@example.com", NEW).await.expect_problem(Code::TwoFactorRequired);
    let _ = second(begun.challenge.clone(), "000000").await.expect_problem(Code::InvalidCode);
    let signed_in: SignedIn = second(begun.challenge, &app.code(&server, 0).await).await.expect_status(201).json();
    assert!(signed_in.account.two_factor.enabled);
}

async fn a_short_password_stands_only_beside_a_second_factor(database: Database) {
    const SHORT: &str = "q7#mWz!e";
    let (server, alice) = served(database).await;
    let too_short = |answer: Response, pointer: &str| {
        let fault = answer.expect_problem(Code::ValidationFailed).errors.remove(0);
        assert_eq!((fault.pointer.as_str(), fault.code.as_str()), (pointer, "too_short"));
    };
    too_short(alice.post(CHANGE, &change(PASSWORD, SHORT)).await, "/new_password");
    let (app, _) = enable(&server, &alice).await;
    for common in ["sunshine", "Passw0rd", "12345678", "qwertyui"] {
        let answer = alice.post(CHANGE, &change(PASSWORD, common)).await;
        let fault = answer.expect_problem(Code::ValidationFailed).errors.remove(0);
        assert_eq!(fault.code, "common_password", "{common}");
    }
    let _ = alice.post(CHANGE, &change(PASSWORD, SHORT)).await.expect_status(204);
    let code = app.code(&server, 0).await;
    let disable = async |password: &str| {
        alice.post("/v1/account/two-factor/disable", &json!({"password": password, "code": code})).await
    };
    too_short(disable(SHORT).await, "/password");
    let link = reset_link(&server).await;
    let page = browse(&server, Method::GET, &format!("/reset-password?token={link}"), None).await;
    assert!(page.text().contains("At least 8 characters."), "{}", page.text());
    let _ = alice.post(CHANGE, &change(SHORT, NEW)).await.expect_status(204);
    // The code was not spent on what was refused.
    let _ = disable(NEW).await.expect_status(204);
    too_short(alice.post(CHANGE, &change(NEW, SHORT)).await, "/new_password");
}

async fn a_link_to_a_new_password_ends_after_an_hour(database: Database) {
    let (server, _alice) = served(database).await;
    let link = reset_link(&server).await;
    server.advance(Duration::from_secs(3_600)).await;
    let body = json!({"token": link, "new_password": NEW});
    server.anyone().post(CONFIRM, &body).await.expect_problem(Code::NotFound);
    let _ = again(&server, "alice@example.com", PASSWORD).await;
}

async fn who_asks_often_sends_few_mails_and_voids_no_link(database: Database) {
    let server = TestServer::builder().database(database).throttled().test_clock().start().await;
    let db = Db::open(server.database().url()).await.unwrap();
    let _alice = server.sign_up("alice").await;
    for _ in 0..8 {
        let _ = server.anyone().post(RESET, &json!({"email": "alice@example.com"})).await.expect_status(202);
    }
    let links = secrets_of(&[&server], "alice@example.com", "Choose a new password", "ifr_", 5).await;
    let kept = "SELECT COUNT(*) FROM account_links WHERE kind = 'password_reset'";
    assert_eq!((links.len(), sqlx::query_scalar::<_, i64>(kept).fetch_one(db.pool()).await.unwrap()), (5, 5));
    let confirm =
        async |link: &String| server.anyone().post(CONFIRM, &json!({"token": link, "new_password": NEW})).await;
    let _ = confirm(&links[0]).await.expect_status(204);
    // With the new password all others are void.
    for link in &links[1..] {
        confirm(link).await.expect_problem(Code::NotFound);
    }
    db.close().await;
}

async fn of_many_who_follow_one_link_one_sets_a_password(database: Database) {
    let (first, second) = replicas(database).await;
    let servers: Vec<&TestServer> = [&first].into_iter().chain(&second).collect();
    let _alice = first.sign_up("alice").await;
    let _ = first.anyone().post(RESET, &json!({"email": "alice@example.com"})).await.expect_status(202);
    let link = secrets_of(&servers, "alice@example.com", "Choose a new password", "ifr_", 1).await.remove(0);
    let passwords: Vec<String> = (0..100).map(|number| format!("{NEW} {number}")).collect();
    let tries = passwords.iter().enumerate().map(|(at, password)| {
        let server = servers[at % servers.len()];
        let body = json!({"token": link, "new_password": password});
        async move { server.anyone().post(CONFIRM, &body).await }
    });
    let answers = join_all(tries).await;
    let set: Vec<usize> = (0..answers.len()).filter(|at| answers[*at].status() == 204).collect();
    assert_eq!(set.len(), 1, "{answers:?}");
    for refused in answers.iter().filter(|answer| answer.status() != 204) {
        refused.expect_problem(Code::NotFound);
    }
    let _ = again(&first, "alice@example.com", &passwords[set[0]]).await;
}

/// Whoever signs up with the address of somebody else must not keep that person out.
async fn a_second_factor_from_before_the_address_was_verified_ends_with_a_reset(database: Database) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let squatter = server.sign_up("alice").await;
    let _ = enable(&server, &squatter).await;
    let link = reset_link(&server).await;
    // It ends with the reset, so that nothing short may rest on it.
    let short = json!({"token": link, "new_password": "q7#mWz!e"});
    let problem = server.anyone().post(CONFIRM, &short).await.expect_problem(Code::ValidationFailed);
    assert_eq!(problem.errors[0].code, "too_short");
    let page = browse(&server, Method::GET, &format!("/reset-password?token={link}"), None).await;
    assert!(page.text().contains("15"), "{}", page.text());
    let _ = server.anyone().post(CONFIRM, &json!({"token": link, "new_password": NEW})).await.expect_status(204);
    let alice = again(&server, "alice@example.com", NEW).await;
    assert!(kinds(&alice).await.contains(&"two_factor_disabled"));
}

/// Anyone can sign up with the address of somebody else, as long as that one has not.
async fn what_was_made_with_an_address_that_nobody_had_verified_ends_with_a_reset(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let thief = server.sign_up("alice").await;
    let agent = thief.token(&[Scope::UsageRead]).await;
    let change = json!({"email": "thief@example.com", "password": PASSWORD});
    let _ = thief.post("/v1/account/email", &change).await.expect_status(202);
    let to_thief = secret_of(&server, "thief@example.com", "Is this your new address?", "ife_").await;
    let link = reset_link(&server).await;
    let _ = server.anyone().post(CONFIRM, &json!({"token": link, "new_password": NEW})).await.expect_status(204);
    thief.get("/v1/account").await.expect_problem(Code::Unauthorized);
    let path = format!("/v1/workspaces/{}/usage", thief.workspace.id);
    agent.get(&path).await.expect_problem(Code::Unauthorized);
    let late = server.anyone().post("/v1/account/email/confirm", &json!({"token": to_thief})).await;
    late.expect_problem(Code::NotFound);
    let _ = again(&server, "alice@example.com", NEW).await;
}
