//! Accounts without a password: what takes its place, and what happens to them when their person was not the one.

use std::time::Duration;

use infuse_protocol::Code;
use infuse_protocol::account::{Account, SignInMethod, TwoFactorSecret};
use infuse_protocol::session::SignedIn;
use infuse_server::db::Db;
use infuse_server::erase::erase;
use infuse_tests::outbox::wait_for_mails;
use infuse_tests::{Authenticator as App, Database, Requests as _, TestServer, on_both_databases};
use reqwest::Method;
use serde_json::{Value, json};

use super::{accounts, begin_again, end, events, pass, person, reason, served, sign_in, signed_in};
use crate::account_export::{archive_of, items};
use crate::erasing::places_of;
use crate::passwords::{browse, choose_new_password, secret_of, verify};

on_both_databases!(
    an_account_without_a_password_has_none_to_change_and_is_told_how_it_signs_in,
    a_fresh_sign_in_is_asked_for_where_a_password_would_be,
    a_sign_in_is_no_fresher_than_the_log_in_at_the_provider,
    what_a_fresh_sign_in_shows_is_looked_at_when_it_is_written,
    whoever_says_that_it_was_not_them_unlinks_what_was_linked_since,
    mails_and_pages_speak_of_no_password_to_whoever_has_none,
    an_account_whose_provider_is_gone_is_given_a_password_by_mail,
    what_is_kept_of_the_provider_is_in_the_archive_and_goes_with_the_account,
);

const EMAIL: &str = "ada@example.com";

async fn an_account_without_a_password_has_none_to_change_and_is_told_how_it_signs_in(database: Database) {
    let (server, provider) = served(database).await;
    let (ada, _) = signed_in(&server, &provider, &person("7", EMAIL)).await;
    let change = json!({"current_password": "", "new_password": "seven grey herons wade slowly"});
    let problem = ada.post("/v1/account/password", &change).await.expect_problem(Code::Forbidden);
    assert_eq!(reason(&problem), "no_password");
    let _ = server.anyone().post("/v1/password-resets", &json!({"email": EMAIL})).await.expect_status(202);
    let mails = wait_for_mails(server.outbox(), EMAIL, 1).await;
    assert!(mails[0].contains("Subject: You sign in with Example ID\r\n"), "{}", mails[0]);
    assert!(!mails[0].contains("ifr_") && !mails[0].contains("token="), "{}", mails[0]);
}

async fn a_fresh_sign_in_is_asked_for_where_a_password_would_be(database: Database) {
    let (server, provider) = served(database).await;
    let (ada, _) = signed_in(&server, &provider, &person("7", EMAIL)).await;
    let email = json!({"email": "countess@example.org"});
    let deletion = json!({"email": EMAIL});
    let _ = ada.post("/v1/account/email", &email).await.expect_status(202);
    let begun: TwoFactorSecret = ada.post("/v1/account/two-factor", &json!({})).await.expect_status(200).json();

    pass(&server, &provider, Duration::from_secs(600)).await;
    let calls =
        [("/v1/account/email", &email), ("/v1/account/two-factor", &json!({})), ("/v1/account/deletion", &deletion)];
    for (path, body) in calls {
        let problem = ada.post(path, body).await.expect_problem(Code::Forbidden);
        assert_eq!(reason(&problem), "sign_in_again", "{path}");
        // No password stands in for it.
        let mut body = body.clone();
        body["password"] = json!("a quiet harbour at dawn");
        assert_eq!(reason(&ada.post(path, &body).await.expect_problem(Code::Forbidden)), "sign_in_again", "{path}");
    }
    // Another session of the same account is of no help to this one.
    let (again, _) = signed_in(&server, &provider, &person("7", EMAIL)).await;
    let problem = ada.post("/v1/account/deletion", &deletion).await.expect_problem(Code::Forbidden);
    assert_eq!(reason(&problem), "sign_in_again");

    let app = App::with(&begun.secret);
    let code = json!({"code": app.code(&server, 0).await});
    let _ = again.post("/v1/account/two-factor/confirm", &code).await.expect_status(200);
    let problem = again.post("/v1/account/deletion", &deletion).await.expect_problem(Code::TwoFactorRequired);
    assert!(problem.challenge.is_none());
    let off = async |code: &str| again.post("/v1/account/two-factor/disable", &json!({"code": code})).await;
    let _ = server.advance(Duration::from_secs(60)).await;
    let _ = off(&app.code(&server, 0).await).await.expect_status(204);
    let _ = again.post("/v1/account/deletion", &deletion).await.expect_status(202);

    // Whoever has a password is asked for it, however fresh the sign-in.
    let bob = server.sign_up("bob").await;
    let problem = bob.post("/v1/account/two-factor", &json!({})).await.expect_problem(Code::ValidationFailed);
    assert_eq!(problem.errors[0].pointer, "/password");
}

async fn a_sign_in_is_no_fresher_than_the_log_in_at_the_provider(database: Database) {
    let (server, provider) = served(database).await;
    let logged_in_ago = |seconds: i64| {
        provider.claim(move |claims| claims["auth_time"] = json!(claims["iat"].as_i64().unwrap() - seconds));
    };
    let ada = person("7", EMAIL);
    let again = async || {
        let begun = begin_again(server.anyone()).await;
        let code = provider.log_in(&begun.authorization.authorization_url, &ada);
        end(server.anyone(), &begun, &code).await
    };
    let (deletion, app) = (json!({"email": EMAIL}), json!({}));
    logged_in_ago(700);
    let (idle, _) = signed_in(&server, &provider, &ada).await;
    for (path, body) in [("/v1/account/deletion", &deletion), ("/v1/account/two-factor", &app)] {
        assert_eq!(reason(&idle.post(path, body).await.expect_problem(Code::Forbidden)), "sign_in_again", "{path}");
    }
    assert_eq!(reason(&again().await.expect_problem(Code::Forbidden)), "not_asked_again");

    // One that says that it tells says nothing: the question was taken out of the address.
    provider.claim(|_| ());
    provider.tell_log_ins();
    pass(&server, &provider, Duration::from_secs(3_600)).await;
    assert_eq!(reason(&again().await.expect_problem(Code::Forbidden)), "not_asked_again");
    let (silent, _) = signed_in(&server, &provider, &ada).await;
    let problem = silent.post("/v1/account/deletion", &deletion).await.expect_problem(Code::Forbidden);
    assert_eq!(reason(&problem), "sign_in_again");

    logged_in_ago(5);
    let fresh: SignedIn = again().await.expect_status(201).json();
    let fresh = server.anyone().with_secret(&fresh.token);
    let begun: TwoFactorSecret = fresh.post("/v1/account/two-factor", &app).await.expect_status(200).json();
    let app = App::with(&begun.secret);
    let code = json!({"code": app.code(&server, 0).await});
    let _ = fresh.post("/v1/account/two-factor/confirm", &code).await.expect_status(200);

    // A second factor makes no log-in newer.
    logged_in_ago(700);
    pass(&server, &provider, Duration::from_secs(60)).await;
    let challenge = sign_in(&server, &provider, &ada).await.expect_problem(Code::TwoFactorRequired).challenge;
    let body = json!({"challenge": challenge, "code": app.code(&server, 0).await});
    let slow: SignedIn = server.anyone().post("/v1/sessions/two-factor", &body).await.expect_status(201).json();
    let slow = server.anyone().with_secret(&slow.token);
    let problem = slow.post("/v1/account/deletion", &deletion).await.expect_problem(Code::Forbidden);
    assert_eq!(reason(&problem), "sign_in_again");
}

/// A session that grows old while its request is under way: here its clock is set back in the database, when the request has
/// been let in and before it writes.
async fn what_a_fresh_sign_in_shows_is_looked_at_when_it_is_written(database: Database) {
    let (server, provider) = served(database).await;
    let (ada, account) = signed_in(&server, &provider, &person("7", EMAIL)).await;
    let db = Db::open(server.database().url()).await.unwrap();
    let mut tx = db.begin_write().await.unwrap();
    sqlx::query("UPDATE accounts SET name = name WHERE id = $1").bind(&account.id).execute(&mut *tx).await.unwrap();
    sqlx::query("UPDATE sessions SET authenticated_ms = 0 WHERE account_id = $1")
        .bind(&account.id)
        .execute(&mut *tx)
        .await
        .unwrap();
    let body = json!({"email": EMAIL});
    let asking = tokio::spawn({
        let ada = ada.clone();
        async move { ada.post("/v1/account/deletion", &body).await }
    });
    // It waits for the account, or has not been let in yet: either way the session is old when it is looked at.
    tokio::task::yield_now().await;
    tx.commit().await.unwrap();
    let problem = asking.await.unwrap().expect_problem(Code::Forbidden);
    assert_eq!(reason(&problem), "sign_in_again");
    db.close().await;
}

async fn whoever_says_that_it_was_not_them_unlinks_what_was_linked_since(database: Database) {
    let (server, provider) = served(database).await;
    let alice = server.sign_up("alice").await;
    verify(&[&server], "alice@example.com").await;
    pass(&server, &provider, Duration::from_secs(60)).await;
    let (thief, _) = signed_in(&server, &provider, &person("8", "alice@example.com")).await;
    let link = secret_of(&server, "alice@example.com", "Your identity provider signs in to your account", "ifn_").await;
    let _ = browse(&server, Method::POST, &format!("/not-me?token={link}"), None).await.expect_status(200);
    for caller in [&thief, infuse_tests::Requests::caller(&alice)] {
        caller.get("/v1/account").await.expect_problem(Code::Unauthorized);
    }
    choose_new_password(&server, "alice@example.com", "seven grey herons wade slowly").await;
    let alice = crate::passwords::again(&server, "alice@example.com", "seven grey herons wade slowly").await;
    assert!(events(&alice).await.iter().any(|(kind, _)| *kind == "identity_unlinked"));
    // It is linked to nobody: whoever has the address at the provider may link it anew.
    pass(&server, &provider, Duration::from_secs(60)).await;
    let _ = sign_in(&server, &provider, &person("9", "alice@example.com")).await.expect_status(201);

    // An account that nobody could sign in to otherwise keeps whom it had from the beginning.
    let (ada, _) = signed_in(&server, &provider, &person("7", EMAIL)).await;
    let workspaces: Value = ada.get("/v1/workspaces").await.expect_status(200).json();
    let token = json!({"name": "t", "workspace_id": workspaces["items"][0]["id"], "scopes": ["usage:read"]});
    let _ = ada.post("/v1/tokens", &token).await.expect_status(201);
    let link = secret_of(&server, EMAIL, "An access token was made", "ifn_").await;
    let _ = browse(&server, Method::POST, &format!("/not-me?token={link}"), None).await.expect_status(200);
    ada.get("/v1/account").await.expect_problem(Code::Unauthorized);
    let (_, account) = signed_in(&server, &provider, &person("7", EMAIL)).await;
    assert_eq!(account.sign_in_method, SignInMethod::Oidc);
}

/// Those that warn of what somebody else may have done, and by which it is undone.
async fn mails_and_pages_speak_of_no_password_to_whoever_has_none(database: Database) {
    let (server, provider) = served(database).await;
    let mut pages = Vec::new();
    let (ada, _) = signed_in(&server, &provider, &person("7", EMAIL)).await;
    let workspaces: Value = ada.get("/v1/workspaces").await.expect_status(200).json();
    let token = json!({"name": "t", "workspace_id": workspaces["items"][0]["id"], "scopes": ["usage:read"]});
    let _ = ada.post("/v1/tokens", &token).await.expect_status(201);
    let not_me = format!("/not-me?token={}", secret_of(&server, EMAIL, "An access token was made", "ifn_").await);
    for method in [Method::GET, Method::POST] {
        pages.push(browse(&server, method, &not_me, None).await.expect_status(200).text());
    }

    let (ada, account) = signed_in(&server, &provider, &person("7", EMAIL)).await;
    let begun: TwoFactorSecret = ada.post("/v1/account/two-factor", &json!({})).await.expect_status(200).json();
    let app = App::with(&begun.secret);
    let code = json!({"code": app.code(&server, 0).await});
    let _ = ada.post("/v1/account/two-factor/confirm", &code).await.expect_status(200);
    pass(&server, &provider, Duration::from_secs(60)).await;
    let code = json!({"code": app.code(&server, 0).await});
    let _ = ada.post("/v1/account/two-factor/disable", &code).await.expect_status(204);

    let other = "countess@example.org";
    let _ = ada.post("/v1/account/email", &json!({"email": other})).await.expect_status(202);
    let confirm = json!({"token": secret_of(&server, other, "Is this your new address?", "ife_").await});
    let _ = server.anyone().post("/v1/account/email/confirm", &confirm).await.expect_status(200);
    let undo = format!("/undo-email?token={}", secret_of(&server, EMAIL, "Your address was changed", "ifo_").await);
    for method in [Method::GET, Method::POST] {
        pages.push(browse(&server, method, &undo, None).await.expect_status(200).text());
    }

    let subjects = [
        "An access token was made",
        "Every device was signed out",
        "Two-factor is on",
        "Two-factor is off",
        "Somebody wants to change your address",
        "Your address was changed",
        "Your old address is back",
    ];
    let mails = wait_for_mails(server.outbox(), EMAIL, subjects.len()).await;
    for subject in subjects {
        assert!(mails.iter().any(|mail| mail.contains(&format!("Subject: {subject}\r\n"))), "{subject}: {mails:?}");
    }
    // A mail breaks its long lines amid words.
    let texts: Vec<String> = mails.iter().chain(&pages).map(|text| text.replace("=\r\n", "")).collect();
    for text in &texts {
        assert!(!text.to_lowercase().contains("password"), "{text}");
    }
    // All but the one that tells the old address.
    assert_eq!(texts.iter().filter(|text| text.contains("identity provider")).count(), texts.len() - 1, "{texts:?}");
    // What they say is so.
    let (_, again) = signed_in(&server, &provider, &person("7", EMAIL)).await;
    assert_eq!((again.id, again.email.as_deref()), (account.id, Some(EMAIL)));
}

async fn an_account_whose_provider_is_gone_is_given_a_password_by_mail(database: Database) {
    let (server, provider) = served(database).await;
    let (_, account) = signed_in(&server, &provider, &person("7", EMAIL)).await;
    let kept = server.database().clone();
    server.stop().await;
    let server = TestServer::builder().on(&kept).start().await;
    let _ = server.anyone().post("/v1/password-resets", &json!({"email": EMAIL})).await.expect_status(202);
    let mails = wait_for_mails(server.outbox(), EMAIL, 1).await;
    // No password of theirs stays as it is.
    assert!(mails[0].replace("=\r\n", "").contains("Until you use it, nothing changes."), "{}", mails[0]);
    choose_new_password(&server, EMAIL, "seven grey herons wade slowly").await;
    let ada = crate::passwords::again(&server, EMAIL, "seven grey herons wade slowly").await;
    let now: Account = ada.get("/v1/account").await.expect_status(200).json();
    assert_eq!((now.id, now.sign_in_method), (account.id, SignInMethod::Password));
}

async fn what_is_kept_of_the_provider_is_in_the_archive_and_goes_with_the_account(database: Database) {
    let (server, provider) = served(database).await;
    let (ada, account) = signed_in(&server, &provider, &person("subject-of-ada", EMAIL)).await;
    let _ = ada.post("/v1/account/two-factor", &json!({})).await.expect_status(200);
    let identities = items(&archive_of(&ada).await, "identities.json");
    assert_eq!(identities.len(), 1);
    assert_eq!(
        (&identities[0]["issuer"], &identities[0]["subject"], &identities[0]["email"]),
        (&json!(provider.url()), &json!("subject-of-ada"), &json!(EMAIL))
    );
    let db = Db::open(server.database().url()).await.unwrap();
    assert!(places_of(&db, &["subject-of-ada"]).await.contains(&"identities.subject".to_owned()));
    let mut tx = db.begin_write().await.unwrap();
    erase(&mut tx, &account.id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(places_of(&db, &["subject-of-ada", EMAIL, &account.id]).await, [""; 0]);
    // The person may come again, as somebody new.
    let (_, anew) = signed_in(&server, &provider, &person("subject-of-ada", EMAIL)).await;
    assert_ne!(anew.id, account.id);
    assert_eq!(accounts(&server).await, 1);
    db.close().await;
}
