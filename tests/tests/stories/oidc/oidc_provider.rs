//! The same with a real identity provider, through whose pages a browser goes.

use infuse_protocol::Code;
use infuse_protocol::account::{Account, SignInMethod};
use infuse_protocol::session::SignedIn;
use infuse_tests::identity_provider::{Browser, Terms, log_in};
use infuse_tests::{Caller, Database, IdentityProvider, Requests as _, Response, TestServer, on_both_databases};

use super::{Begun, REDIRECT, begin, begin_again, end, reason};
use crate::passwords::verify;

on_both_databases!(
    a_person_signs_up_and_in_by_a_real_provider,
    a_real_provider_has_who_is_logged_in_there_log_in_again_where_they_are_to_show_who_they_are,
    an_account_is_linked_by_what_a_real_provider_has_verified,
    a_real_provider_takes_a_code_of_this_sign_in_alone,
    a_real_provider_may_change_its_keys_and_be_away,
    each_way_of_signing_of_a_real_provider_is_taken_with_and_without_a_secret,
);

const PUBLIC: Terms = Terms { secret: "", algorithm: "RS256" };

async fn served(database: Database, terms: Terms) -> (TestServer, IdentityProvider) {
    let provider = IdentityProvider::start(terms).await;
    let server = TestServer::builder().database(database).vouched_for_by(&provider.url());
    let server = server.settings(|settings| {
        let Ok(secret) = terms.secret.parse();
        settings.oidc.client_secret = Some(secret);
    });
    (server.start().await, provider)
}

async fn sign_in(caller: &Caller, login: &str) -> Response {
    let begun = begin(caller).await;
    let back = log_in(&begun.authorization.authorization_url, login).await;
    assert_eq!(back["state"], begun.authorization.state);
    end(caller, &begun, &back["code"]).await
}

async fn a_person_signs_up_and_in_by_a_real_provider(database: Database) {
    let (server, _provider) = served(database, PUBLIC).await;
    let first: SignedIn = sign_in(server.anyone(), "alice").await.expect_status(201).json();
    assert_eq!((first.account.name.as_str(), first.account.email_verified), ("alice of the provider", true));
    assert_eq!(first.account.sign_in_method, SignInMethod::Oidc);
    let again: SignedIn = sign_in(server.anyone(), "alice").await.expect_status(201).json();
    assert_eq!(again.account.id, first.account.id);
    for secret in [first.token, again.token] {
        let account = server.anyone().with_secret(&secret).get("/v1/account").await.expect_status(200);
        assert_eq!(account.json::<Account>().email.as_deref(), Some("alice@example.com"));
    }
}

async fn a_real_provider_has_who_is_logged_in_there_log_in_again_where_they_are_to_show_who_they_are(
    database: Database,
) {
    let (server, _provider) = served(database, PUBLIC).await;
    let mut browser = Browser::default();
    let mut sign_in = async |begun: Begun| {
        let back = browser.come_back(&begun.authorization.authorization_url, "alice").await;
        let code = back.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
        let _ = end(server.anyone(), &begun, &code).await.expect_status(201);
        browser.log_ins
    };
    assert_eq!(sign_in(begin(server.anyone()).await).await, 1);
    assert_eq!(sign_in(begin(server.anyone()).await).await, 1);
    assert_eq!(sign_in(begin_again(server.anyone()).await).await, 2);
}

async fn an_account_is_linked_by_what_a_real_provider_has_verified(database: Database) {
    let (server, _provider) = served(database, PUBLIC).await;
    let bob = server.sign_up("bob").await;
    verify(&[&server], "bob@example.com").await;
    let problem = sign_in(server.anyone(), "bob-unverified").await.expect_problem(Code::Forbidden);
    assert_eq!(reason(&problem), "email_unverified");
    let linked: SignedIn = sign_in(server.anyone(), "bob").await.expect_status(201).json();
    assert_eq!(linked.account.id, bob.account.id);
    let problem = sign_in(server.anyone(), "bob-too").await.expect_problem(Code::EmailTaken);
    assert_eq!(reason(&problem), "linked_to_another");
}

async fn a_real_provider_takes_a_code_of_this_sign_in_alone(database: Database) {
    let (server, _provider) = served(database, PUBLIC).await;
    let [mine, other] = [begin(server.anyone()).await, begin(server.anyone()).await];
    let back = log_in(&mine.authorization.authorization_url, "alice").await;
    // In another sign-in, begun by whoever has seen the code.
    let problem = end(server.anyone(), &other, &back["code"]).await.expect_problem(Code::InvalidCode);
    assert_eq!(reason(&problem), "authorization_ended");
    let used = begin(server.anyone()).await;
    let back = log_in(&used.authorization.authorization_url, "alice").await;
    let _ = end(server.anyone(), &used, &back["code"]).await.expect_status(201);
    end(server.anyone(), &used, &back["code"]).await.expect_problem(Code::InvalidCode);
    assert!(used.authorization.authorization_url.contains(&REDIRECT.replace(':', "%3A").replace('/', "%2F")));
}

async fn a_real_provider_may_change_its_keys_and_be_away(database: Database) {
    let (server, provider) = served(database, PUBLIC).await;
    let first: SignedIn = sign_in(server.anyone(), "alice").await.expect_status(201).json();
    let begun = begin(server.anyone()).await;
    let back = log_in(&begun.authorization.authorization_url, "alice").await;
    let port = provider.port();
    provider.stop().await;
    let problem = end(server.anyone(), &begun, &back["code"]).await.expect_problem(Code::Unavailable);
    assert_eq!(reason(&problem), "identity_provider_away");
    let _provider = IdentityProvider::start_at(port, PUBLIC).await;
    let again: SignedIn = sign_in(server.anyone(), "alice").await.expect_status(201).json();
    assert_eq!(again.account.id, first.account.id);
}

async fn each_way_of_signing_of_a_real_provider_is_taken_with_and_without_a_secret(database: Database) {
    for algorithm in ["RS256", "ES256", "EdDSA"] {
        for secret in ["", "a secret & more: 100%"] {
            let (server, _provider) = served(database, Terms { secret, algorithm }).await;
            let _ = sign_in(server.anyone(), "alice").await.expect_status(201);
        }
    }
}
