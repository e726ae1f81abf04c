//! A provider that lies, hangs, or answers nonsense: nobody gets in by it, and nobody else waits for it.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use infuse_protocol::Code;
use infuse_tests::lying_provider::Lie;
use infuse_tests::wait::ALLOWANCE;
use infuse_tests::{Database, LyingProvider, Requests as _, TestServer, on_both_databases};
use serde_json::{Value, json};

use super::{BEGIN, REDIRECT, accounts, begin, end, pass, person, reason, served, sign_in, signed_in};

on_both_databases!(
    no_token_is_believed_that_is_not_the_providers_of_this_sign_in_and_this_moment,
    an_answer_that_makes_no_sense_is_told_from_none,
    a_provider_that_hangs_slows_nobody_but_who_waits_for_it,
    new_keys_are_asked_for_when_a_token_names_them_and_not_more_often_than_once_a_minute,
    what_the_provider_says_of_itself_is_asked_for_anew_within_the_hour,
);

const DISCOVERY: &str = "/.well-known/openid-configuration";

async fn refused(server: &TestServer, provider: &LyingProvider) -> String {
    let answer = sign_in(server, provider, &person("7", "alice@example.com")).await;
    reason(&answer.expect_problem(Code::Unavailable)).to_owned()
}

async fn no_token_is_believed_that_is_not_the_providers_of_this_sign_in_and_this_moment(database: Database) {
    let (server, provider) = served(database).await;
    let _ = sign_in(&server, &provider, &person("1", "first@example.com")).await.expect_status(201);
    let now = jiff::Timestamp::now().as_second();
    let claims: [(&'static str, Value); 12] = [
        ("iss", json!("https://id.example.com")),
        ("aud", json!("another client")),
        ("aud", json!(["infuse", "another client"])),
        ("azp", json!("another client")),
        ("nonce", json!("of another sign-in")),
        ("nonce", Value::Null),
        ("exp", json!(now - 120)),
        ("exp", json!("tomorrow")),
        ("iat", json!(now + 120)),
        ("iat", json!(now - 3_600)),
        ("nbf", json!(now + 3_600)),
        ("sub", json!("")),
    ];
    for (name, value) in claims {
        let told = format!("{name}: {value}");
        provider.claim(move |claims| claims[name] = value.clone());
        assert_eq!(refused(&server, &provider).await, "identity_provider_invalid", "{told}");
    }
    provider.claim(|_| ());
    for algorithm in ["none", "HS256", "RS256", "EdDSA", "ES384"] {
        provider.head(move |header| header["alg"] = json!(algorithm));
        assert_eq!(refused(&server, &provider).await, "identity_provider_invalid", "{algorithm}");
    }
    provider.head(|header| header["crit"] = json!(["b64"]));
    assert_eq!(refused(&server, &provider).await, "identity_provider_invalid");
    provider.head(|_| ());
    provider.forge(true);
    assert_eq!(refused(&server, &provider).await, "identity_provider_invalid");
    provider.head(|header| drop(header.as_object_mut().unwrap().remove("kid")));
    assert_eq!(refused(&server, &provider).await, "identity_provider_invalid");
    assert_eq!(accounts(&server).await, 1);

    provider.head(|_| ());
    provider.forge(false);
    let _ = sign_in(&server, &provider, &person("7", "alice@example.com")).await.expect_status(201);
}

async fn an_answer_that_makes_no_sense_is_told_from_none(database: Database) {
    let (server, provider) = served(database).await;
    let _ = sign_in(&server, &provider, &person("1", "first@example.com")).await.expect_status(201);
    for (lie, expected) in [
        (Lie::Huge, "identity_provider_invalid"),
        (Lie::Redirect, "identity_provider_invalid"),
        (Lie::Status(200, "no JSON".to_owned()), "identity_provider_invalid"),
        (Lie::Status(200, r#"{"access_token": "a"}"#.to_owned()), "identity_provider_invalid"),
        (Lie::Status(200, r#"{"id_token": "a.b.c"}"#.to_owned()), "identity_provider_invalid"),
        (Lie::Status(401, r#"{"error": "invalid_client"}"#.to_owned()), "identity_provider_invalid"),
        (Lie::Status(500, String::new()), "identity_provider_away"),
        (Lie::Status(503, "x".repeat(1024 * 1024)), "identity_provider_away"),
    ] {
        let told = format!("{lie:?}").chars().take(60).collect::<String>();
        provider.lie("/token", lie);
        assert_eq!(refused(&server, &provider).await, expected, "{told}");
    }
    assert_eq!(provider.asked("/elsewhere"), 0);
    provider.lie("/token", None);
    // It says of itself that it is another one.
    pass(&server, &provider, Duration::from_secs(3_600)).await;
    let document = json!({
        "issuer": "https://id.example.com", "authorization_endpoint": "https://id.example.com/a",
        "token_endpoint": "https://id.example.com/t", "jwks_uri": "https://id.example.com/k",
    });
    for lie in [Lie::Status(200, document.to_string()), Lie::Huge, Lie::Redirect, Lie::Status(404, String::new())] {
        provider.lie(DISCOVERY, lie);
        let body = json!({"redirect_uri": REDIRECT, "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"});
        let problem = server.anyone().post(BEGIN, &body).await.expect_problem(Code::Unavailable);
        assert_eq!(reason(&problem), "identity_provider_invalid");
    }
    provider.lie(DISCOVERY, None);
    let _ = sign_in(&server, &provider, &person("1", "first@example.com")).await.expect_status(201);
}

async fn a_provider_that_hangs_slows_nobody_but_who_waits_for_it(database: Database) {
    let (server, provider) = served(database).await;
    let (ada, _) = signed_in(&server, &provider, &person("1", "first@example.com")).await;
    for lie in [Lie::Hang, Lie::Trickle] {
        let mut begun = Vec::new();
        for _ in 0..24 {
            begun.push(begin(server.anyone()).await);
        }
        let alice = person("7", "alice@example.com");
        let codes: Vec<String> =
            begun.iter().map(|begun| provider.log_in(&begun.authorization.authorization_url, &alice)).collect();
        provider.lie("/token", lie);
        let began = Instant::now();
        let waiting = join_all(begun.iter().zip(&codes).map(|(begun, code)| end(server.anyone(), begun, code)));
        let others = async {
            let mut slowest = Duration::ZERO;
            for _ in 0..20 {
                let asked = Instant::now();
                let _ = ada.get("/v1/account").await.expect_status(200);
                slowest = slowest.max(asked.elapsed());
            }
            slowest
        };
        let (answers, slowest) = tokio::join!(waiting, others);
        assert!(began.elapsed() < Duration::from_secs(5) + ALLOWANCE, "{:?}", began.elapsed());
        assert!(slowest < Duration::from_secs(1) + ALLOWANCE / 2, "{slowest:?}");
        let mut reasons: Vec<String> =
            answers.iter().map(|answer| reason(&answer.expect_problem(Code::Unavailable)).to_owned()).collect();
        reasons.sort();
        // One network has no more than its share of those who wait.
        assert_eq!(reasons.iter().filter(|reason| *reason == "identity_provider_away").count(), 16, "{reasons:?}");
        assert_eq!(reasons.iter().filter(|reason| *reason == "busy").count(), 8, "{reasons:?}");
        provider.lie("/token", None);
    }
    let _ = sign_in(&server, &provider, &person("7", "alice@example.com")).await.expect_status(201);
}

async fn new_keys_are_asked_for_when_a_token_names_them_and_not_more_often_than_once_a_minute(database: Database) {
    let (server, provider) = served(database).await;
    let alice = person("7", "alice@example.com");
    let _ = sign_in(&server, &provider, &alice).await.expect_status(201);
    provider.rotate();
    let _ = sign_in(&server, &provider, &alice).await.expect_status(201);
    assert_eq!(provider.asked("/keys"), 2);
    // Whoever makes up keys has the provider asked for none.
    provider.head(|header| header["kid"] = json!("made up"));
    for _ in 0..5 {
        assert_eq!(refused(&server, &provider).await, "identity_provider_invalid");
    }
    assert_eq!(provider.asked("/keys"), 2);
    provider.head(|_| ());

    // The same of tokens that name no key, by their signature.
    pass(&server, &provider, Duration::from_secs(61)).await;
    provider.leave_keys_unnamed();
    provider.rotate();
    let _ = sign_in(&server, &provider, &alice).await.expect_status(201);
    assert_eq!(provider.asked("/keys"), 3);
}

async fn what_the_provider_says_of_itself_is_asked_for_anew_within_the_hour(database: Database) {
    let (server, provider) = served(database).await;
    let alice = person("7", "alice@example.com");
    for (seconds, asked) in [(0, 1), (3_000, 1), (600, 2)] {
        pass(&server, &provider, Duration::from_secs(seconds)).await;
        let _ = sign_in(&server, &provider, &alice).await.expect_status(201);
        assert_eq!((provider.asked(DISCOVERY), provider.asked("/keys")), (asked, asked), "{seconds}");
    }
}
