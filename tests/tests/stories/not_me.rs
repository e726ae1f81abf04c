//! A person says by the link of a mail that something was not them.

use std::time::Duration;

use futures_util::future::join_all;
use infuse_protocol::account::{Account, RecoveryCodes};
use infuse_protocol::personalization::{Approval, Personalization, ResponseStyle};
use infuse_protocol::session::{Session, SignedIn};
use infuse_protocol::{Code, Page, Scope};
use infuse_tests::actor::PASSWORD;
use infuse_tests::mail_server::{MailServer, Manner};
use infuse_tests::{Database, EventStream, Person, Requests as _, TestServer, on_both_databases};
use reqwest::Method;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::passwords::{again, browse, choose_new_password, kinds, secret_of, secrets_of, sign_in, verify};
use crate::two_factor::{enable, replicas};

on_both_databases!(
    whoever_signed_in_that_was_not_the_person_is_out_and_needs_a_new_password,
    what_was_set_up_since_is_undone_and_what_stood_before_is_not,
    what_somebody_else_permitted_since_is_asked_about_again,
    a_deletion_and_recovery_codes_of_a_thief_are_undone_too,
    what_a_session_began_before_it_ended_makes_no_token_after,
    a_second_factor_that_a_thief_switched_on_locks_nobody_out,
    any_mail_of_a_session_undoes_what_that_has_done_from_its_start,
    a_mail_gives_the_account_no_address_back_but_the_one_that_it_went_to,
    of_many_who_say_it_at_once_one_is_heard,
    what_was_mailed_late_goes_to_the_address_that_it_is_about,
);

const EMAIL: &str = "alice@example.com";
const NEW_PASSWORD: &str = "seven grey herons wade slowly";
const SIGNED_IN: &str = "A new device signed in to your account";

async fn served(database: Database) -> (TestServer, Person) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let alice = server.sign_up("alice").await;
    verify(&[&server], EMAIL).await;
    server.advance(Duration::from_secs(60)).await;
    (server, alice)
}

/// Somebody else who knows the password, on a device that the account has not been used on.
async fn thief_of(server: &TestServer, alice: &Person) -> Person {
    let device = json!({"name": "Elsewhere", "platform": "linux", "app_version": "0.1.0"});
    let body = json!({"email": EMAIL, "password": PASSWORD, "device": device});
    let signed_in: SignedIn = server.anyone().post("/v1/sessions", &body).await.expect_status(201).json();
    alice.clone().signed_in_as(&signed_in.token, signed_in.account)
}

fn path(token: &str) -> String {
    format!("/not-me?token={token}")
}

/// The address before that one may be lost, which may be why it was changed.
async fn a_mail_gives_the_account_no_address_back_but_the_one_that_it_went_to(database: Database) {
    let (server, alice) = served(database).await;
    let laptop = thief_of(&server, &alice).await;
    let (new, change) = ("ada@example.org", json!({"email": "ada@example.org", "password": PASSWORD}));
    let _ = laptop.post("/v1/account/email", &change).await.expect_status(202);
    let confirm = json!({"token": secret_of(&server, new, "Is this your new address?", "ife_").await});
    let _ = server.anyone().post("/v1/account/email/confirm", &confirm).await.expect_status(200);
    server.advance(Duration::from_secs(60)).await;
    let _ = enable(&server, &laptop).await;
    let link = path(&secret_of(&server, new, "Two-factor is on", "ifn_").await);
    let _ = browse(&server, Method::POST, &link, None).await.expect_status(200);
    choose_new_password(&server, new, NEW_PASSWORD).await;
    // Whoever gave it back to the former address would sign in with that.
    let _ = again(&server, new, NEW_PASSWORD).await;
    // Had a thief done all of this, whoever has the former address would still take the account back.
    let undo = json!({"token": secret_of(&server, EMAIL, "Your address was changed", "ifo_").await});
    let undone: Account = server.anyone().post("/v1/account/email/undo", &undo).await.expect_status(200).json();
    assert_eq!(undone.email.as_deref(), Some(EMAIL));
}

async fn whoever_signed_in_that_was_not_the_person_is_out_and_needs_a_new_password(database: Database) {
    let (server, alice) = served(database).await;
    let thief = thief_of(&server, &alice).await;
    let mut stream = EventStream::open(&thief).await;
    let link = path(&secret_of(&server, EMAIL, SIGNED_IN, "ifn_").await);
    for method in [Method::GET, Method::HEAD] {
        let _ = browse(&server, method, &link, None).await.expect_status(200);
    }
    assert_eq!(alice.get("/v1/sessions").await.expect_status(200).json::<Page<Session>>().items.len(), 2);

    let page = browse(&server, Method::POST, &link, None).await.expect_status(200);
    for caller in [&alice, &thief] {
        caller.get("/v1/account").await.expect_problem(Code::Unauthorized);
    }
    while stream.next().await.is_some() {}
    // Whoever knows the password does not get in again.
    sign_in(&server, EMAIL, PASSWORD).await.expect_problem(Code::InvalidCredentials);
    assert!(page.text().contains("A mail with a link is on its way"), "{}", page.text());
    choose_new_password(&server, EMAIL, NEW_PASSWORD).await;
    let _ = browse(&server, Method::POST, &link, None).await.expect_status(404);
    let alice = again(&server, EMAIL, NEW_PASSWORD).await;
    assert!(kinds(&alice).await.contains(&"not_me"));
    let reports = infuse_tests::outbox::wait_for_mails(server.outbox(), EMAIL, 4).await;
    let told = reports.iter().find(|mail| mail.contains("Subject: Every device was signed out\r\n")).unwrap();
    assert!(!told.contains("ifn_"), "{told}");
}

async fn what_somebody_else_permitted_since_is_asked_about_again(database: Database) {
    let (server, alice) = served(database).await;
    let path = "/v1/personalization";
    let own = json!({"response_style": "formal", "approvals": {"delete_data": "never"}});
    let _ = alice.edit(path, 1, &own).await.expect_status(200);
    assert!(!kinds(&alice).await.contains(&"approvals_loosened"));
    server.advance(Duration::from_secs(60)).await;
    let thief = thief_of(&server, &alice).await;
    let run = json!({"approvals": {"run_commands": "allow"}, "spend_over": 5});
    let _ = thief.edit(path, 2, &run).await.expect_status(200);
    let _ = thief.edit(path, 3, &json!({"spend_over": 1_000})).await.expect_status(200);
    assert_eq!(kinds(&alice).await.iter().filter(|kind| **kind == "approvals_loosened").count(), 2);
    let link = self::path(&secret_of(&server, EMAIL, "InfuseOS asks you about less", "ifn_").await);
    let _ = browse(&server, Method::POST, &link, None).await.expect_status(200);
    choose_new_password(&server, EMAIL, NEW_PASSWORD).await;
    let alice = again(&server, EMAIL, NEW_PASSWORD).await;
    let now: Personalization = alice.get(path).await.expect_status(200).json();
    assert_eq!((now.choices.approvals.run_commands, now.choices.spend_over), (None, None));
    assert_eq!(now.choices.approvals.delete_data, Some(Approval::Never));
    assert_eq!(now.choices.response_style, Some(ResponseStyle::Formal));
}

async fn what_was_set_up_since_is_undone_and_what_stood_before_is_not(database: Database) {
    let (server, alice) = served(database).await;
    let [before, rotated] = [alice.token(&[Scope::UsageRead]).await, alice.token(&[Scope::UsageRead]).await];
    server.advance(Duration::from_secs(60)).await;
    let thief = thief_of(&server, &alice).await;
    let since = thief.token(&[Scope::UsageRead]).await;
    let tokens: serde_json::Value = thief.get("/v1/tokens").await.expect_status(200).json();
    // The newest first: the thief's own, and then the one that was made last before.
    let id = tokens["items"][1]["id"].as_str().unwrap();
    let rotation: serde_json::Value = thief
        .post(&format!("/v1/tokens/{id}/rotate"), &json!({"overlap_seconds": 600}))
        .await
        .expect_status(200)
        .json();
    let of_thief = server.anyone().with_secret(rotation["token"].as_str().unwrap());
    let change = json!({"email": "thief@example.org", "password": PASSWORD});
    let _ = thief.post("/v1/account/email", &change).await.expect_status(202);
    let confirm = secret_of(&server, "thief@example.org", "Is this your new address?", "ife_").await;
    let confirm = json!({"token": confirm});
    let _ = server.anyone().post("/v1/account/email/confirm", &confirm).await.expect_status(200);

    let link = path(&secret_of(&server, EMAIL, SIGNED_IN, "ifn_").await);
    let _ = browse(&server, Method::POST, &link, None).await.expect_status(200);
    let usage = format!("/v1/workspaces/{}/usage", alice.workspace.id);
    for ended in [since.caller(), rotated.caller(), &of_thief] {
        ended.get(&usage).await.expect_problem(Code::Unauthorized);
    }
    let _ = before.get(&usage).await.expect_status(200);
    choose_new_password(&server, EMAIL, NEW_PASSWORD).await;
    let alice = again(&server, EMAIL, NEW_PASSWORD).await;
    let account: Account = alice.get("/v1/account").await.expect_status(200).json();
    assert_eq!((account.email.as_deref(), account.email_verified), (Some(EMAIL), true));
}

async fn a_deletion_and_recovery_codes_of_a_thief_are_undone_too(database: Database) {
    let (server, alice) = served(database).await;
    let (app, codes) = enable(&server, &alice).await;
    let code = json!({"code": codes[0]});
    let renewed: RecoveryCodes =
        alice.post("/v1/account/two-factor/recovery-codes", &code).await.expect_status(200).json();
    let [own, stolen] = [&renewed.recovery_codes[0], &renewed.recovery_codes[1]];
    server.advance(Duration::from_secs(60)).await;
    // A thief has a session, a recovery code and the password, as from a note beside the screen.
    let token = json!({"name": "x", "workspace_id": alice.workspace.id, "scopes": ["usage:read"]});
    let _ = alice.post("/v1/tokens", &token).await.expect_status(201);
    let of_thief: RecoveryCodes =
        alice.post("/v1/account/two-factor/recovery-codes", &json!({"code": stolen})).await.expect_status(200).json();
    let code = &of_thief.recovery_codes[0];
    let deletion = json!({"email": EMAIL, "password": PASSWORD, "code": code});
    let _ = alice.post("/v1/account/deletion", &deletion).await.expect_status(202);

    let link = path(&secret_of(&server, EMAIL, "An access token was made", "ifn_").await);
    let _ = browse(&server, Method::POST, &link, None).await.expect_status(200);
    choose_new_password(&server, EMAIL, NEW_PASSWORD).await;
    let challenge =
        async || sign_in(&server, EMAIL, NEW_PASSWORD).await.expect_problem(Code::TwoFactorRequired).challenge.unwrap();
    for code in [&of_thief.recovery_codes[1], own] {
        let body = json!({"challenge": challenge().await, "recovery_code": code});
        server.anyone().post("/v1/sessions/two-factor", &body).await.expect_problem(Code::InvalidCode);
    }
    let code = app.code(&server, 0).await;
    let body = json!({"challenge": challenge().await, "code": code});
    let signed_in: SignedIn = server.anyone().post("/v1/sessions/two-factor", &body).await.expect_status(201).json();
    assert_eq!(signed_in.account.deletion_scheduled_at, None);
    assert_eq!(signed_in.account.two_factor.recovery_codes_left, 0);
}

/// Who sends slowly must not begin a request before the end of their session, and finish it after.
async fn what_a_session_began_before_it_ended_makes_no_token_after(database: Database) {
    let (server, alice) = served(database).await;
    let thief = thief_of(&server, &alice).await;
    let body = json!({"name": "x", "workspace_id": alice.workspace.id, "scopes": ["usage:read"]}).to_string();
    let mut line = TcpStream::connect(server.url().trim_start_matches("http://")).await.unwrap();
    let head = format!(
        "POST /v1/tokens HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\nexpect: 100-continue\r\nconnection: close\r\n\r\n",
        thief.caller().secret().unwrap(),
        body.len(),
    );
    line.write_all(head.as_bytes()).await.unwrap();
    // The server knows by now who it is, and waits for the body.
    let mut asked = [0; 12];
    line.read_exact(&mut asked).await.unwrap();
    assert_eq!(&asked, b"HTTP/1.1 100");
    let _ = alice.delete("/v1/sessions").await.expect_status(200);
    line.write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    line.read_to_string(&mut answer).await.unwrap();
    assert!(answer.contains("HTTP/1.1 401"), "{answer}");
}

async fn a_second_factor_that_a_thief_switched_on_locks_nobody_out(database: Database) {
    let (server, alice) = served(database).await;
    let thief = thief_of(&server, &alice).await;
    let _ = enable(&server, &thief).await;
    let link = path(&secret_of(&server, EMAIL, "Two-factor is on", "ifn_").await);
    let _ = browse(&server, Method::POST, &link, None).await.expect_status(200);
    choose_new_password(&server, EMAIL, NEW_PASSWORD).await;
    let alice = again(&server, EMAIL, NEW_PASSWORD).await;

    // One that the person switched on before stays.
    server.advance(Duration::from_secs(60)).await;
    let signed_in = alice.get("/v1/account").await.expect_status(200).json::<Account>();
    assert!(!signed_in.two_factor.enabled);
    let begun = json!({"password": NEW_PASSWORD});
    let secret: infuse_protocol::account::TwoFactorSecret =
        alice.post("/v1/account/two-factor", &begun).await.expect_status(200).json();
    let app = infuse_tests::Authenticator::with(&secret.secret);
    let code = json!({"code": app.code(&server, 0).await});
    let _ = alice.post("/v1/account/two-factor/confirm", &code).await.expect_status(200);
    server.advance(Duration::from_secs(60)).await;
    let begun = sign_in(&server, EMAIL, NEW_PASSWORD).await.expect_problem(Code::TwoFactorRequired);
    let code = json!({"challenge": begun.challenge, "code": app.code(&server, 0).await});
    let signed_in: SignedIn = server.anyone().post("/v1/sessions/two-factor", &code).await.expect_status(201).json();
    let alice = server.anyone().with_secret(&signed_in.token);
    let token = json!({"name": "an agent", "workspace_id": thief.workspace.id, "scopes": ["usage:read"]});
    let _ = alice.post("/v1/tokens", &token).await.expect_status(201);
    let link = path(&secret_of(&server, EMAIL, "An access token was made", "ifn_").await);
    let _ = browse(&server, Method::POST, &link, None).await.expect_status(200);
    choose_new_password(&server, EMAIL, PASSWORD).await;
    sign_in(&server, EMAIL, PASSWORD).await.expect_problem(Code::TwoFactorRequired);
}

async fn any_mail_of_a_session_undoes_what_that_has_done_from_its_start(database: Database) {
    let (server, alice) = served(database).await;
    let thief = thief_of(&server, &alice).await;
    let early = thief.token(&[Scope::UsageRead]).await;
    server.advance(Duration::from_secs(600)).await;
    let deletion = json!({"email": EMAIL, "password": PASSWORD});
    let _ = thief.post("/v1/account/deletion", &deletion).await.expect_status(202);
    let link = path(&secret_of(&server, EMAIL, "Your account will be deleted", "ifn_").await);
    let _ = browse(&server, Method::POST, &link, None).await.expect_status(200);
    let usage = format!("/v1/workspaces/{}/usage", alice.workspace.id);
    early.get(&usage).await.expect_problem(Code::Unauthorized);
}

async fn of_many_who_say_it_at_once_one_is_heard(database: Database) {
    let (first, second) = replicas(database).await;
    let servers: Vec<&TestServer> = [&first].into_iter().chain(&second).collect();
    let alice = first.sign_up("alice").await;
    verify(&servers, EMAIL).await;
    let _ = thief_of(&first, &alice).await;
    let link = path(&secrets_of(&servers, EMAIL, SIGNED_IN, "ifn_", 1).await.remove(0));
    let tries = (0..50).map(|number| browse(servers[number % servers.len()], Method::POST, &link, None));
    let mut statuses: Vec<u16> = join_all(tries).await.iter().map(infuse_tests::Response::status).collect();
    statuses.sort_unstable();
    assert_eq!((statuses[0], statuses[1..].iter().all(|status| *status == 404)), (200, true), "{statuses:?}");
}

/// What a thief does before the mails of it are sent must not send them to the thief.
async fn what_was_mailed_late_goes_to_the_address_that_it_is_about(database: Database) {
    let mails = MailServer::start().await;
    let server = TestServer::builder().database(database).test_clock().mails_to(&mails.url()).start().await;
    let alice = server.sign_up("alice").await;
    let token = json!({"token": mails.wait_for(EMAIL, "Is this your address?").await.secret("ifv_")});
    let _ = server.anyone().post("/v1/account/email/verification/confirm", &token).await.expect_status(200);
    let change = json!({"email": "thief@example.org", "password": PASSWORD});
    let _ = alice.post("/v1/account/email", &change).await.expect_status(202);
    let confirm = mails.wait_for("thief@example.org", "Is this your new address?").await.secret("ife_");
    mails.set(Manner::Later);
    let _ = alice.token(&[Scope::UsageRead]).await;
    let confirm = json!({"token": confirm});
    let _ = server.anyone().post("/v1/account/email/confirm", &confirm).await.expect_status(200);
    mails.set(Manner::Take);
    server.advance(Duration::from_secs(600)).await;
    let late = mails.wait_for(EMAIL, "An access token was made").await;
    assert!(mails.about("An access token was made").iter().all(|mail| mail.to == [EMAIL]));
    // Its link takes the address back, too.
    let _ = browse(&server, Method::POST, &path(&late.secret("ifn_")), None).await.expect_status(200);
    sign_in(&server, "thief@example.org", PASSWORD).await.expect_problem(Code::InvalidCredentials);
    let _ = mails.wait_for(EMAIL, "Your old address is back").await;
}
