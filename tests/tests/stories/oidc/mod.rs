//! Signing in with an identity provider: whom it lets in, to which account, and how often.

mod lies;
mod no_password;
mod oidc_provider;

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use futures_util::future::join_all;
use infuse_protocol::account::{Account, SecurityEvent, SignInMethod};
use infuse_protocol::oidc::{Authorization, SignInMethods};
use infuse_protocol::session::SignedIn;
use infuse_protocol::{Code, Page, Problem};
use infuse_server::db::Db;
use infuse_tests::outbox::wait_for_mails;
use infuse_tests::wait::until_taken;
use infuse_tests::{Caller, Database, LyingProvider, Requests, Response, TestServer, on_both_databases};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::erasing::places_of;
use crate::passwords::{secret_of, verify};
use crate::two_factor::{enable, to_next_but_one_step};

on_both_databases!(
    a_server_says_how_one_signs_in,
    whom_the_provider_vouches_for_gets_an_account_and_gets_in_again,
    an_account_is_linked_by_an_address_that_both_sides_have_verified_and_its_person_is_told,
    an_address_that_one_side_has_not_verified_links_and_makes_nothing,
    an_account_is_one_persons_at_the_provider,
    an_account_with_a_password_is_linked_only_where_the_operator_says_so,
    the_second_factor_is_asked_for_before_anything_is_linked,
    a_sign_in_is_ended_by_the_app_that_began_it_once_and_within_ten_minutes,
    of_many_who_end_one_sign_in_one_gets_in,
    of_many_first_sign_ins_of_one_person_one_makes_the_account,
    a_sign_in_counts_once_and_what_is_kept_of_it_opens_nothing,
);

pub(super) const REDIRECT: &str = "http://127.0.0.1:49152/callback/127.0.0.1";
const BEGIN: &str = "/v1/oidc/authorizations";
const END: &str = "/v1/oidc/sessions";

/// A sign-in that an app has begun.
pub(super) struct Begun {
    pub(super) verifier: String,
    pub(super) authorization: Authorization,
}

pub(super) async fn begin(caller: &Caller) -> Begun {
    begin_with(caller, json!({})).await
}

/// Begins one in which the person is to show once more who they are.
pub(super) async fn begin_again(caller: &Caller) -> Begun {
    begin_with(caller, json!({"reauthenticate": true})).await
}

async fn begin_with(caller: &Caller, mut body: Value) -> Begun {
    let verifier = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
    body["redirect_uri"] = json!(REDIRECT);
    body["code_challenge"] = json!(challenge);
    let authorization = caller.post(BEGIN, &body).await.expect_status(201).json();
    Begun { verifier, authorization }
}

pub(super) fn ending(begun: &Begun, code: &str) -> Value {
    let device = json!({"name": "Laptop", "platform": "linux", "app_version": "0.1.0"});
    let state = &begun.authorization.state;
    json!({"state": state, "code": code, "code_verifier": begun.verifier, "device": device})
}

pub(super) async fn end(caller: &Caller, begun: &Begun, code: &str) -> Response {
    caller.post(END, &ending(begun, code)).await
}

/// What a person is answered who signs in, whom the double says these claims of.
pub(super) async fn sign_in(server: &TestServer, provider: &LyingProvider, person: &Value) -> Response {
    let begun = begin(server.anyone()).await;
    let code = provider.log_in(&begun.authorization.authorization_url, person);
    end(server.anyone(), &begun, &code).await
}

pub(super) async fn signed_in(server: &TestServer, provider: &LyingProvider, person: &Value) -> (Caller, Account) {
    let signed_in: SignedIn = sign_in(server, provider, person).await.expect_status(201).json();
    (server.anyone().with_secret(&signed_in.token), signed_in.account)
}

/// Somebody whose address the provider has verified.
pub(super) fn person(subject: &str, email: &str) -> Value {
    json!({"sub": subject, "email": email, "email_verified": true, "name": "Ada Lovelace"})
}

pub(super) async fn served(database: Database) -> (TestServer, LyingProvider) {
    let provider = LyingProvider::start().await;
    let server = TestServer::builder().database(database).test_clock().vouched_for_by(provider.url()).start().await;
    (server, provider)
}

/// Moves both clocks.
pub(super) async fn pass(server: &TestServer, provider: &LyingProvider, by: Duration) {
    let now_ms = server.advance(by).await.now.as_millis();
    let ahead_ms = now_ms - jiff::Timestamp::now().as_millisecond();
    provider.set_ahead(Duration::from_millis(ahead_ms.try_into().unwrap_or_default()));
}

pub(super) async fn events(caller: &impl Requests) -> Vec<(&'static str, Option<String>)> {
    let events: Page<SecurityEvent> = caller.get("/v1/account/activity").await.expect_status(200).json();
    events.items.into_iter().map(|event| (event.kind.name(), event.detail)).collect()
}

pub(super) fn reason(problem: &Problem) -> &str {
    problem.reason.as_deref().unwrap_or_default()
}

async fn accounts(server: &TestServer) -> i64 {
    let db = Db::open(server.database().url()).await.unwrap();
    let count = sqlx::query_scalar("SELECT COUNT(*) FROM accounts").fetch_one(db.pool()).await.unwrap();
    db.close().await;
    count
}

async fn a_server_says_how_one_signs_in(database: Database) {
    let (server, _) = served(database).await;
    let methods: SignInMethods = server.anyone().get("/v1/sign-in-methods").await.expect_status(200).json();
    assert_eq!((methods.password, methods.oidc.unwrap().name.as_str()), (true, "Example ID"));
    for redirect_uri in ["http://localhost:49152/", "https://app.example.com/callback", "http://127.0.0.1/"] {
        let body =
            json!({"redirect_uri": redirect_uri, "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"});
        let problem = server.anyone().post(BEGIN, &body).await.expect_problem(Code::ValidationFailed);
        assert_eq!(problem.errors[0].pointer, "/redirect_uri", "{redirect_uri}");
    }
    let body = json!({"redirect_uri": REDIRECT, "code_challenge": "plain"});
    server.anyone().post(BEGIN, &body).await.expect_problem(Code::ValidationFailed);

    let without = TestServer::builder().database(database).start().await;
    let methods: SignInMethods = without.anyone().get("/v1/sign-in-methods").await.expect_status(200).json();
    assert_eq!(methods, SignInMethods { password: true, oidc: None });
    let body = json!({"redirect_uri": REDIRECT, "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"});
    let problem = without.anyone().post(BEGIN, &body).await.expect_problem(Code::Unavailable);
    assert_eq!(reason(&problem), "identity_provider_not_configured");
}

async fn whom_the_provider_vouches_for_gets_an_account_and_gets_in_again(database: Database) {
    let (server, provider) = served(database).await;
    let (ada, account) = signed_in(&server, &provider, &person("7", "Ada@Example.com")).await;
    assert_eq!((account.sign_in_method, account.email_verified), (SignInMethod::Oidc, true));
    assert_eq!((account.name.as_str(), account.email.as_deref()), ("Ada Lovelace", Some("Ada@Example.com")));
    assert_eq!(ada.get("/v1/account").await.expect_status(200).json::<Account>(), account);
    let workspaces: Value = ada.get("/v1/workspaces").await.expect_status(200).json();
    assert_eq!(workspaces["items"].as_array().unwrap().len(), 1);

    // The provider knows the person by the subject, whatever address they have by now, and whether or not it is verified.
    let later = json!({"sub": "7", "email": "countess@example.org", "email_verified": false});
    let (_, again) = signed_in(&server, &provider, &later).await;
    assert_eq!((again.id, again.email), (account.id, account.email));
    assert_eq!(accounts(&server).await, 1);
    let by_provider = Some("Example ID".to_owned());
    assert_eq!(events(&ada).await, [("signed_in", by_provider.clone()), ("signed_up", by_provider)]);
    // Nobody gets in by any password.
    for password in ["", "a quiet harbour at dawn"] {
        let body = json!({"email": "ada@example.com", "password": password});
        server.anyone().post("/v1/sessions", &body).await.expect_problem(Code::InvalidCredentials);
    }
}

async fn an_account_is_linked_by_an_address_that_both_sides_have_verified_and_its_person_is_told(database: Database) {
    let (server, provider) = served(database).await;
    let alice = server.sign_up("alice").await;
    verify(&[&server], "alice@example.com").await;
    let (by_provider, account) = signed_in(&server, &provider, &person("7", "ALICE@example.com")).await;
    assert_eq!((&account.id, account.sign_in_method), (&alice.account.id, SignInMethod::Password));
    let named = Some("Example ID".to_owned());
    let linked = [("identity_linked", named.clone()), ("signed_in_from_new_device", named)];
    assert_eq!(events(&by_provider).await[..2], linked);
    let mails = wait_for_mails(server.outbox(), "alice@example.com", 3).await;
    let told = mails.iter().find(|mail| mail.contains("Subject: Your identity provider signs in to your account\r\n"));
    assert!(told.unwrap().contains("Example ID"), "{told:?}");
    secret_of(&server, "alice@example.com", "Your identity provider signs in to your account", "ifn_").await;

    // Once, and the password is as good as before.
    let _ = sign_in(&server, &provider, &person("7", "alice@example.com")).await.expect_status(201);
    assert_eq!(events(&alice).await.iter().filter(|(kind, _)| *kind == "identity_linked").count(), 1);
    let body = json!({"email": "alice@example.com", "password": infuse_tests::actor::PASSWORD});
    let _ = server.anyone().post("/v1/sessions", &body).await.expect_status(201);
}

async fn an_address_that_one_side_has_not_verified_links_and_makes_nothing(database: Database) {
    let (server, provider) = served(database).await;
    // Whoever signs up with the address of somebody else gets nothing of theirs.
    let squatter = server.sign_up("alice").await;
    let problem = sign_in(&server, &provider, &person("7", "alice@example.com")).await.expect_problem(Code::EmailTaken);
    assert_eq!(reason(&problem), "account_email_unverified");
    verify(&[&server], "alice@example.com").await;
    for (verified, email) in [
        (json!(false), "alice@example.com"),
        (json!("true"), "alice@example.com"),
        (Value::Null, "alice@example.com"),
        (json!(false), "bob@example.com"),
        (json!(true), "bob@local.invalid"),
        (json!(true), "no address"),
    ] {
        let stranger = json!({"sub": "8", "email": email, "email_verified": verified});
        // It tells nobody whether there is such an account.
        let problem = sign_in(&server, &provider, &stranger).await.expect_problem(Code::Forbidden);
        assert_eq!(reason(&problem), "email_unverified", "{email}: {verified}");
    }
    assert!(events(&squatter).await.iter().all(|(kind, _)| *kind != "identity_linked"));
    assert_eq!(accounts(&server).await, 1);
    let (_, account) = signed_in(&server, &provider, &person("7", "alice@example.com")).await;
    assert_eq!(account.id, squatter.account.id);
}

async fn an_account_is_one_persons_at_the_provider(database: Database) {
    let (server, provider) = served(database).await;
    let (_, account) = signed_in(&server, &provider, &person("7", "alice@example.com")).await;
    let second = sign_in(&server, &provider, &person("8", "alice@example.com")).await;
    assert_eq!(reason(&second.expect_problem(Code::EmailTaken)), "linked_to_another");
    let (_, again) = signed_in(&server, &provider, &person("7", "alice@example.com")).await;
    assert_eq!(again.id, account.id);
}

async fn the_second_factor_is_asked_for_before_anything_is_linked(database: Database) {
    let (server, provider) = served(database).await;
    let alice = server.sign_up("alice").await;
    verify(&[&server], "alice@example.com").await;
    let (app, _) = enable(&server, &alice).await;
    pass(&server, &provider, Duration::ZERO).await;
    let alice_there = person("7", "alice@example.com");
    let problem = sign_in(&server, &provider, &alice_there).await.expect_problem(Code::TwoFactorRequired);
    let kinds = async || events(&alice).await.into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
    assert!(!kinds().await.contains(&"identity_linked"));
    let challenge = problem.challenge.unwrap();
    let answer = async |code: &str| {
        let body = json!({"challenge": challenge, "code": code});
        server.anyone().post("/v1/sessions/two-factor", &body).await
    };
    answer("000000").await.expect_problem(Code::InvalidCode);
    assert!(!kinds().await.contains(&"identity_linked"));
    let _ = answer(&app.code(&server, 0).await).await.expect_status(201);
    assert_eq!(kinds().await.iter().filter(|kind| **kind == "identity_linked").count(), 1);

    // The next time it is asked for as well, and links nothing more.
    to_next_but_one_step(&server).await;
    pass(&server, &provider, Duration::ZERO).await;
    let problem = sign_in(&server, &provider, &alice_there).await.expect_problem(Code::TwoFactorRequired);
    let body = json!({"challenge": problem.challenge.unwrap(), "code": app.code(&server, 0).await});
    let _ = server.anyone().post("/v1/sessions/two-factor", &body).await.expect_status(201);
    assert_eq!(kinds().await.iter().filter(|kind| **kind == "identity_linked").count(), 1);

    // Two people at the provider begin, and the first to end has the account.
    let bob = server.sign_up("bob").await;
    verify(&[&server], "bob@example.com").await;
    let (app, codes) = enable(&server, &bob).await;
    pass(&server, &provider, Duration::ZERO).await;
    let mut challenges = Vec::new();
    for subject in ["8", "9"] {
        let bob_there = person(subject, "bob@example.com");
        let problem = sign_in(&server, &provider, &bob_there).await.expect_problem(Code::TwoFactorRequired);
        challenges.push(problem.challenge.unwrap());
    }
    let first = json!({"challenge": challenges[0], "code": app.code(&server, 0).await});
    let _ = server.anyone().post("/v1/sessions/two-factor", &first).await.expect_status(201);
    let second = json!({"challenge": challenges[1], "recovery_code": codes[0]});
    let problem = server.anyone().post("/v1/sessions/two-factor", &second).await.expect_problem(Code::InvalidCode);
    assert_eq!(reason(&problem), "challenge_ended");
}

async fn a_sign_in_is_ended_by_the_app_that_began_it_once_and_within_ten_minutes(database: Database) {
    let (server, provider) = served(database).await;
    let ended = |answer: Response| assert_eq!(reason(&answer.expect_problem(Code::InvalidCode)), "authorization_ended");
    let alice = person("7", "alice@example.com");
    let [begun, other] = [begin(server.anyone()).await, begin(server.anyone()).await];
    let code = provider.log_in(&begun.authorization.authorization_url, &alice);
    // Somebody else on the machine has seen what came back, and has no more than that.
    let stolen = |verifier: &str, state: &str| {
        let mut body = ending(&begun, &code);
        body["code_verifier"] = json!(verifier);
        body["state"] = json!(state);
        body
    };
    for (verifier, state) in [
        (&other.verifier, &begun.authorization.state),
        (&other.verifier, &other.authorization.state),
        (&begun.verifier, &other.authorization.state),
        (&begun.verifier, &"ifa_x".to_owned()),
        (&begun.verifier, &"x".to_owned()),
    ] {
        ended(server.anyone().post(END, &stolen(verifier, state)).await);
    }
    // The provider has not taken the code from whoever could not say what it was asked for with: it is spent.
    ended(end(server.anyone(), &begun, &code).await);

    let begun = begin(server.anyone()).await;
    let code = provider.log_in(&begun.authorization.authorization_url, &alice);
    let mut wrong = ending(&begun, &code);
    wrong["code_verifier"] = json!(other.verifier);
    ended(server.anyone().post(END, &wrong).await);
    let _ = end(server.anyone(), &begun, &code).await.expect_status(201);
    ended(end(server.anyone(), &begun, &code).await);

    let begun = begin(server.anyone()).await;
    let code = provider.log_in(&begun.authorization.authorization_url, &alice);
    pass(&server, &provider, Duration::from_secs(600)).await;
    assert!(server.advance(Duration::ZERO).await.now >= begun.authorization.expires_at);
    ended(end(server.anyone(), &begun, &code).await);
    ended(end(server.anyone(), &begin(server.anyone()).await, "a code of nobody").await);
}

const MANY: usize = 200;

async fn of_many_who_end_one_sign_in_one_gets_in(database: Database) {
    let (first, provider) = served(database).await;
    let second = match database {
        Database::Sqlite => None,
        Database::Postgres => {
            let builder = TestServer::builder().test_clock().vouched_for_by(provider.url());
            Some(builder.on(first.database()).start().await)
        }
    };
    let servers: Vec<&TestServer> = [&first].into_iter().chain(&second).collect();
    let begun = begin(first.anyone()).await;
    let code = provider.log_in(&begun.authorization.authorization_url, &person("7", "alice@example.com"));
    let body = ending(&begun, &code);
    let answers = (0..MANY).map(|at| {
        let (caller, body) = (servers[at % servers.len()].anyone(), &body);
        until_taken(move || caller.post(END, body))
    });
    let mut got_in = 0;
    for answer in join_all(answers).await {
        if answer.status() == 201 {
            got_in += 1;
        } else {
            answer.expect_problem(Code::InvalidCode);
        }
    }
    assert_eq!((got_in, provider.asked("/token")), (1, 1));
    assert_eq!(accounts(&first).await, 1);
}

async fn of_many_first_sign_ins_of_one_person_one_makes_the_account(database: Database) {
    let (server, provider) = served(database).await;
    let alice = person("7", "alice@example.com");
    let answers = (0..12).map(|_| sign_in(&server, &provider, &alice));
    let ids = join_all(answers).await.into_iter().map(|answer| answer.expect_status(201).json::<SignedIn>().account.id);
    let ids: std::collections::BTreeSet<String> = ids.collect();
    assert_eq!((ids.len(), accounts(&server).await), (1, 1));
}

async fn a_sign_in_counts_once_and_what_is_kept_of_it_opens_nothing(database: Database) {
    let provider = LyingProvider::start().await;
    let server = TestServer::builder().database(database).throttled().vouched_for_by(provider.url()).start().await;
    let left = |answer: &Response| {
        let states = answer.header("ratelimit").unwrap().to_owned();
        let passwords = states.split(", ").find(|state| state.starts_with("\"passwords\"")).unwrap().to_owned();
        passwords.split(";r=").nth(1).unwrap().split(';').next().unwrap().parse::<u32>().unwrap()
    };
    let body = json!({"redirect_uri": REDIRECT, "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"});
    let before = left(&server.anyone().post(BEGIN, &body).await);
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned();
    let answer = server.anyone().post(BEGIN, &body).await.expect_status(201);
    assert!(left(&answer) < before);
    let begun = Begun { verifier, authorization: answer.json() };
    let url = &begun.authorization.authorization_url;
    let asked = |name: &str| {
        let url = url::Url::parse(url).unwrap();
        url.query_pairs().find(|(known, _)| known == name).unwrap().1.into_owned()
    };
    let db = Db::open(server.database().url()).await.unwrap();
    assert_eq!(places_of(&db, &[&begun.authorization.state, &asked("nonce"), &begun.verifier]).await, [""; 0]);
    let code = provider.log_in(url, &person("7", "alice@example.com"));
    let ended = end(server.anyone(), &begun, &code).await.expect_status(201);
    assert!(!ended.header("ratelimit").unwrap().contains("passwords"));
    assert_eq!(places_of(&db, &[&code]).await, [""; 0]);
    let printed = format!("{:?}", begun.authorization);
    assert!(!printed.contains(&begun.authorization.state) && !printed.contains("nonce"), "{printed}");
    db.close().await;
}

/// Whoever signed up with the address of somebody else knows the password, whoever verifies the address.
async fn an_account_with_a_password_is_linked_only_where_the_operator_says_so(database: Database) {
    let (_, provider) = served(database).await;
    let server = TestServer::builder()
        .database(database)
        .vouched_for_by(provider.url())
        .linking_no_accounts()
        .test_clock()
        .start()
        .await;
    let squatter = server.sign_up("alice").await;
    verify(&[&server], "alice@example.com").await;
    let refused = sign_in(&server, &provider, &person("7", "alice@example.com")).await;
    assert_eq!(reason(&refused.expect_problem(Code::EmailTaken)), "account_has_password");
    assert!(events(&squatter).await.iter().all(|(kind, _)| *kind != "identity_linked"));
}
