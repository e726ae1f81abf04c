//! Signing in with an identity provider, in the app, on both databases.

use std::collections::BTreeMap;
use std::time::Duration;

use infuse_engine::snapshot::SignInMethod;
use infuse_engine::{AppError, Factor, SignInMethods, SignInOutcome};
use infuse_tests::lying_provider::Lie;
use infuse_tests::{Authenticator, Database, LyingProvider, on_both_databases};
use serde_json::Value;
use url::Url;

use crate::oidc::{pass, person, served};
use crate::passwords::verify;
use crate::two_factor::to_next_but_one_step;

use super::*;

on_both_databases!(
    a_person_signs_in_with_the_provider_in_their_browser_and_comes_back_to_the_same_account,
    the_second_factor_is_asked_for_after_the_provider,
    a_sign_in_that_is_cancelled_or_refused_in_the_browser_changes_nothing,
    whom_the_provider_does_not_let_in_is_told_why,
    an_account_without_a_password_shows_by_a_new_sign_in_that_it_is_its_person,
    other_homes_are_used_while_somebody_is_in_their_browser,
);

const EMAIL: &str = "ada@example.com";

fn signed_in() -> Result<SignInOutcome, AppError> {
    Ok(SignInOutcome::SignedIn { recovery_codes_left: None })
}

/// Where the browser was sent comes back to the app with these pairs, and its state; answers what the browser shows then.
async fn come_back_with(opened: &Url, pairs: &[(&str, &str)]) -> String {
    let asked: BTreeMap<String, String> = opened.query_pairs().into_owned().collect();
    let mut back = Url::parse(&asked["redirect_uri"]).unwrap();
    back.query_pairs_mut().append_pair("state", &asked["state"]).extend_pairs(pairs);
    let browser = reqwest::Client::builder().no_proxy().build().unwrap();
    browser.get(back).send().await.unwrap().text().await.unwrap()
}

/// In the browser, somebody logs in whom the provider says these claims of.
async fn log_in(device: &TestDevice, provider: &LyingProvider, person: &Value) {
    let opened = device.browser.wait_for_page().await;
    let code = provider.log_in(opened.as_str(), person);
    assert_eq!(come_back_with(&opened, &[("code", &code)]).await, "<p>Back to the app</p>");
}

/// The same, as it was begun in the app.
async fn sign_in_as(
    device: &TestDevice,
    engine: &Engine,
    server: &TestServer,
    provider: &LyingProvider,
    person: &Value,
) -> Result<SignInOutcome, AppError> {
    tokio::join!(engine.sign_in_with_provider(server.url()), log_in(device, provider, person)).0
}

async fn a_person_signs_in_with_the_provider_in_their_browser_and_comes_back_to_the_same_account(database: Database) {
    let (server, provider) = served(database).await;
    let (device, ada) = (TestDevice::new(), person("7", EMAIL));
    let engine = device.start().await;
    let offered = engine.sign_in_methods(server.url()).await;
    assert_eq!(offered, Ok(SignInMethods { provider: Some("Example ID".to_owned()) }));
    assert_eq!(sign_in_as(&device, &engine, &server, &provider, &ada).await, signed_in());
    until_available(&engine, 300).await;
    let (account, home) = (until_account(&engine).await, engine.snapshot().borrow().homes[0].clone());
    assert_eq!(home.email.as_deref(), Some(EMAIL));
    until_shown(&engine, "how it is signed in to", |snapshot| match &snapshot.access {
        Access::SignedIn { account, .. } => (account.sign_in_method == SignInMethod::Oidc).then_some(()),
        _ => None,
    })
    .await;

    engine.sign_out().await.unwrap();
    until_signed_out(&engine).await;
    assert_eq!(sign_in_as(&device, &engine, &server, &provider, &ada).await, signed_in());
    until_available(&engine, 300).await;
    assert_eq!(until_account(&engine).await, account);
    let homes = engine.snapshot().borrow().homes.clone();
    assert_eq!(homes.iter().map(|home| &home.id).collect::<Vec<_>>(), [&home.id]);
    engine.stop().await;

    let without = TestServer::builder().database(database).start().await;
    let engine = device.start().await;
    assert_eq!(engine.sign_in_methods(without.url()).await, Ok(SignInMethods { provider: None }));
    let refused = engine.sign_in_with_provider(without.url()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::ProviderUnusable);
    engine.stop().await;
}

async fn the_second_factor_is_asked_for_after_the_provider(database: Database) {
    let (server, provider) = served(database).await;
    let (device, ada) = (TestDevice::new(), person("7", EMAIL));
    let engine = device.start().await;
    assert_eq!(sign_in_as(&device, &engine, &server, &provider, &ada).await, signed_in());
    until_available(&engine, 300).await;
    let app = Authenticator::with(&engine.set_up_two_factor(None).await.unwrap().key);
    engine.confirm_two_factor(app.code(&server, 0).await).await.unwrap();
    to_next_but_one_step(&server).await;
    pass(&server, &provider, Duration::ZERO).await;

    let other_device = TestDevice::new();
    let other = other_device.start().await;
    let begun = sign_in_as(&other_device, &other, &server, &provider, &ada).await;
    assert_eq!(begun, Ok(SignInOutcome::SecondFactorRequired));
    assert!(other.snapshot().borrow().homes.is_empty());
    let code = app.code(&server, 0).await;
    assert_eq!(other.sign_in_with_second_factor(Factor::Code, code).await, signed_in());
    until_available(&other, 300).await;
    other.stop().await;
    engine.stop().await;
}

async fn a_sign_in_that_is_cancelled_or_refused_in_the_browser_changes_nothing(database: Database) {
    let (server, provider) = served(database).await;
    let device = TestDevice::new();
    let engine = device.start().await;
    let cancelling = async {
        let _ = device.browser.wait_for_page().await;
        engine.cancel_sign_in();
    };
    let (outcome, ()) = tokio::join!(engine.sign_in_with_provider(server.url()), cancelling);
    assert_eq!(outcome, Ok(SignInOutcome::Cancelled));

    for (said, code) in [
        ("access_denied", ErrorCode::ProviderRefused),
        ("temporarily_unavailable", ErrorCode::ProviderAway),
        ("something_new", ErrorCode::ProviderRefused),
    ] {
        let refusing = async {
            let opened = device.browser.wait_for_page().await;
            come_back_with(&opened, &[("error", said)]).await
        };
        let (outcome, _) = tokio::join!(engine.sign_in_with_provider(server.url()), refusing);
        assert_eq!(outcome.unwrap_err().code, code, "{said}");
    }
    // A code that the provider never gave out.
    let forging = async {
        let opened = device.browser.wait_for_page().await;
        come_back_with(&opened, &[("code", "forged")]).await
    };
    let (outcome, _) = tokio::join!(engine.sign_in_with_provider(server.url()), forging);
    assert_eq!(outcome.unwrap_err().code, ErrorCode::SignInEnded);

    device.browser.be_absent(true);
    assert_eq!(engine.sign_in_with_provider(server.url()).await.unwrap_err().code, ErrorCode::NoBrowser);
    device.browser.be_absent(false);
    // A keyring that would not keep the session is found before anyone is sent anywhere.
    device.keyring.lock(true);
    assert_eq!(engine.sign_in_with_provider(server.url()).await.unwrap_err().code, ErrorCode::KeyringLocked);
    device.keyring.lock(false);
    assert!(engine.snapshot().borrow().homes.is_empty() && device.keyring.names().is_empty());
    // Who begins anew waits no longer for a browser that was left.
    let ada = person("7", EMAIL);
    let anew = async {
        let _ = device.browser.wait_for_page().await;
        sign_in_as(&device, &engine, &server, &provider, &ada).await
    };
    let (left, again) = tokio::join!(engine.sign_in_with_provider(server.url()), anew);
    assert_eq!((left, again), (Ok(SignInOutcome::Cancelled), signed_in()));
    engine.stop().await;
}

async fn whom_the_provider_does_not_let_in_is_told_why(database: Database) {
    let provider = LyingProvider::start().await;
    let builder = TestServer::builder().database(database).vouched_for_by(provider.url());
    let server = builder.linking_no_accounts().start().await;
    let _alice = server.sign_up("alice").await;
    let device = TestDevice::new();
    let engine = device.start().await;
    let unverified = json!({"sub": "8", "email": "bob@example.com", "email_verified": false});
    for (person, code) in
        [(unverified, ErrorCode::EmailUnverified), (person("9", "alice@example.com"), ErrorCode::AccountHasPassword)]
    {
        let refused = sign_in_as(&device, &engine, &server, &provider, &person).await.unwrap_err();
        assert_eq!(refused.code, code);
    }

    let (server, provider) = served(database).await;
    let (_alice, _carol) = (server.sign_up("alice").await, server.sign_up("carol").await);
    verify(&[&server], "carol@example.com").await;
    let carol = person("1", "carol@example.com");
    assert_eq!(sign_in_as(&device, &engine, &server, &provider, &carol).await, signed_in());
    for (person, code) in [
        (person("9", "alice@example.com"), ErrorCode::AccountUnverified),
        (person("2", "carol@example.com"), ErrorCode::LinkedToAnother),
    ] {
        let refused = sign_in_as(&device, &engine, &server, &provider, &person).await.unwrap_err();
        assert_eq!(refused.code, code);
    }
    provider.lie("/token", Lie::Status(503, String::new()));
    let refused = sign_in_as(&device, &engine, &server, &provider, &carol).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::ProviderAway);
    engine.stop().await;
}

async fn an_account_without_a_password_shows_by_a_new_sign_in_that_it_is_its_person(database: Database) {
    let (server, provider) = served(database).await;
    let (device, ada) = (TestDevice::new(), person("7", EMAIL));
    let engine = device.start().await;
    assert_eq!(sign_in_as(&device, &engine, &server, &provider, &ada).await, signed_in());
    until_available(&engine, 300).await;
    engine.change_email("countess@example.org".to_owned(), None).await.unwrap();
    engine.withdraw_email_change().await.unwrap();

    pass(&server, &provider, Duration::from_secs(660)).await;
    let delete = async || engine.schedule_deletion(EMAIL.to_owned(), None, None).await.map_err(|error| error.code);
    assert_eq!(delete().await, Err(ErrorCode::SignInAgain));
    let two_factor = engine.set_up_two_factor(None).await.map_err(|error| error.code);
    assert_eq!(two_factor.err(), Some(ErrorCode::SignInAgain));
    // Somebody else at the provider does not take their place, whose edits would go with it.
    let (account, bob) = (until_account(&engine).await, person("8", "bob@example.com"));
    let refused = tokio::join!(engine.sign_in_again(), log_in(&device, &provider, &bob)).0.unwrap_err();
    assert_eq!(refused.code, ErrorCode::AnotherAccount);
    assert_eq!((until_account(&engine).await, delete().await), (account, Err(ErrorCode::SignInAgain)));
    assert_eq!(tokio::join!(engine.sign_in_again(), log_in(&device, &provider, &ada)).0, signed_in());
    until_available(&engine, 300).await;
    delete().await.unwrap();
    engine.stop().await;
}

async fn other_homes_are_used_while_somebody_is_in_their_browser(database: Database) {
    let (server, provider) = served(database).await;
    let _alice = server.sign_up("alice").await;
    let (device, ada) = (TestDevice::new(), person("7", EMAIL));
    let engine = device.start().await;
    let elsewhere = async {
        let opened = device.browser.wait_for_page().await;
        engine.use_local("Ada".to_owned()).await.unwrap();
        until_available(&engine, 300).await;
        let code = provider.log_in(opened.as_str(), &ada);
        come_back_with(&opened, &[("code", &code)]).await
    };
    let (outcome, _) = tokio::join!(engine.sign_in_with_provider(server.url()), elsewhere);
    assert_eq!(outcome, signed_in());
    let kinds = engine.snapshot().borrow().homes.iter().map(|home| home.kind).collect::<Vec<_>>();
    assert!(kinds.contains(&HomeKind::Local) && kinds.contains(&HomeKind::Remote), "{kinds:?}");
    engine.stop().await;
}
