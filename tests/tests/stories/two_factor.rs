//! The second factor: switched on by a code, asked for at each sign-in, each code and each recovery code taken once.

use std::collections::BTreeSet;
use std::time::Duration;

use infuse_protocol::account::{Account, RecoveryCodes, SecurityEvent, TwoFactorSecret};
use infuse_protocol::session::SignedIn;
use infuse_protocol::{Code, Page, Problem};
use infuse_server::settings::Throttle;
use infuse_tests::actor::PASSWORD;
use infuse_tests::wait::until_taken;
use infuse_tests::{Authenticator as App, Database, Person, Requests as _, Response, TestServer, on_both_databases};
use reqwest::Method;
use serde_json::{Value, json};

on_both_databases!(
    two_factor_is_on_once_a_code_confirms_it_and_each_sign_in_needs_one,
    a_code_is_accepted_once_and_only_near_its_time,
    a_code_of_another_time_is_told_and_a_coming_one_is_spent_by_that,
    a_recovery_code_is_accepted_once_and_they_can_be_renewed,
    two_factor_is_switched_off_by_password_and_code,
    a_challenge_is_used_once_by_whom_it_was_given_to_and_not_for_long,
    a_set_up_ends_by_itself,
    what_is_kept_tells_no_code_and_no_challenge,
    guesses_run_out_and_leave_the_person_a_way_in,
    of_many_sign_ins_with_one_code_one_gets_in,
    of_many_sign_ins_with_one_recovery_code_one_gets_in,
);

const STEP: Duration = Duration::from_secs(30);

async fn served(database: Database) -> (TestServer, Person) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let alice = server.sign_up("alice").await;
    (server, alice)
}

async fn begin(person: &Person) -> TwoFactorSecret {
    person.post("/v1/account/two-factor", &json!({"password": PASSWORD})).await.expect_status(200).json()
}

/// A code that is nobody's.
const WRONG: &str = "000000";

/// The same, until no code near the present stands for two moments, is the wrong one, or is one of those `others`: by
/// chance a few in a thousand have such a code.
async fn begin_without_chance(server: &TestServer, person: &Person, others: &[&App]) -> TwoFactorSecret {
    loop {
        let begun = begin(person).await;
        let present = server.move_clock(0).await.now.as_millis() / 30_000;
        let near = |app: &App| (present - 60..present + 120).map(|step| app.code_of(step)).collect::<Vec<_>>();
        let mut seen = BTreeSet::from([WRONG.to_owned()]);
        if near(&App::with(&begun.secret)).into_iter().all(|code| seen.insert(code))
            && others.iter().flat_map(|app| near(app)).all(|code| !seen.contains(&code))
        {
            return begun;
        }
    }
}

/// Switches two-factor on; the next code is one that has not been used.
pub(crate) async fn enable(server: &TestServer, person: &Person) -> (App, Vec<String>) {
    let app = App::with(&begin_without_chance(server, person, &[]).await.secret);
    let code = app.code(server, 0).await;
    let confirmed = person.post("/v1/account/two-factor/confirm", &json!({"code": code})).await;
    let RecoveryCodes { recovery_codes } = confirmed.expect_status(200).json();
    to_next_but_one_step(server).await;
    (app, recovery_codes)
}

/// Moves the clock to the beginning of a step, so that none ends while a story looks at it.
pub(crate) async fn to_next_but_one_step(server: &TestServer) {
    let now_ms = server.move_clock(0).await.now.as_millis();
    let _ = server.move_clock((now_ms / 30_000 + 2) * 30_000 + 500 - now_ms).await;
}

async fn sign_in(server: &TestServer) -> Response {
    let device = json!({"name": "Laptop", "platform": "linux", "app_version": "0.1.0"});
    let body = json!({"email": "alice@example.com", "password": PASSWORD, "device": device});
    until_taken(|| server.anyone().post("/v1/sessions", &body)).await
}

async fn challenge(server: &TestServer) -> String {
    sign_in(server).await.expect_problem(Code::TwoFactorRequired).challenge.unwrap()
}

async fn answer(server: &TestServer, challenge: &str, field: &str, code: &str) -> Response {
    server.anyone().post("/v1/sessions/two-factor", &json!({"challenge": challenge, field: code})).await
}

fn reason(answer: &Response) -> Option<String> {
    answer.expect_problem(Code::InvalidCode).reason
}

async fn account(person: &Person) -> Account {
    person.get("/v1/account").await.expect_status(200).json()
}

async fn kinds(person: &Person) -> Vec<&'static str> {
    let events: Page<SecurityEvent> = person.get("/v1/account/activity").await.expect_status(200).json();
    events.items.iter().map(|event| event.kind.name()).collect()
}

async fn two_factor_is_on_once_a_code_confirms_it_and_each_sign_in_needs_one(database: Database) {
    let (server, alice) = served(database).await;
    let wrong = json!({"password": "another quiet harbour"});
    alice.post("/v1/account/two-factor", &wrong).await.expect_problem(Code::InvalidCredentials);
    alice.post("/v1/account/two-factor/confirm", &json!({"code": "123456"})).await.expect_problem(Code::Forbidden);

    let first = begin(&alice).await;
    let shown = begin_without_chance(&server, &alice, &[&App::with(&first.secret)]).await;
    assert!(shown.secret.len() == 32 && shown.secret != first.secret);
    let uri = format!("otpauth://totp/Infuse:alice%40example%2Ecom?secret={}&issuer=Infuse", shown.secret);
    assert!(shown.otpauth_uri.starts_with(&uri), "{}", shown.otpauth_uri);
    assert!(shown.qr_svg.contains("<svg") && !shown.qr_svg.contains("<script"));
    // Nothing has changed so far.
    assert!(!account(&alice).await.two_factor.enabled);
    let _ = sign_in(&server).await.expect_status(201);
    let stale = App::with(&first.secret).code(&server, 0).await;
    assert_eq!(reason(&alice.post("/v1/account/two-factor/confirm", &json!({"code": stale})).await), None);

    let app = App::with(&shown.secret);
    let code = app.code(&server, 0).await;
    let before = account(&alice).await.version;
    let typed = json!({"code": format!("{} {}", &code[..3], &code[3..])});
    let confirmed = alice.post("/v1/account/two-factor/confirm", &typed).await.expect_status(200);
    let codes = confirmed.json::<RecoveryCodes>().recovery_codes;
    assert_eq!((codes.len(), codes[0].len()), (10, 19));
    let now = account(&alice).await;
    assert_eq!((now.two_factor.enabled, now.two_factor.recovery_codes_left), (true, 10));
    assert!(now.version > before);
    alice.post("/v1/account/two-factor", &json!({"password": PASSWORD})).await.expect_problem(Code::Forbidden);

    let problem = sign_in(&server).await.expect_problem(Code::TwoFactorRequired);
    let challenge = problem.challenge.unwrap();
    assert!(challenge.starts_with("ifc_"));
    let refused = answer(&server, &challenge, "code", WRONG).await;
    assert_eq!((reason(&refused), refused.header("www-authenticate")), (None, Some("Bearer")));
    // The code that confirmed it is used.
    assert_eq!(reason(&answer(&server, &challenge, "code", &code).await), None);
    let _ = server.advance(2 * STEP).await;
    let code = app.code(&server, 0).await;
    let signed_in: SignedIn = answer(&server, &challenge, "code", &code).await.expect_status(201).json();
    assert!(signed_in.account.two_factor.enabled);
    assert_eq!(signed_in.session.device.as_ref().unwrap().name, "Laptop");
    let again = server.anyone().with_secret(&signed_in.token);
    assert_eq!(again.get("/v1/account").await.expect_status(200).json::<Account>(), signed_in.account);
    assert!(kinds(&alice).await.contains(&"two_factor_enabled"));
}

async fn a_code_is_accepted_once_and_only_near_its_time(database: Database) {
    let (server, alice) = served(database).await;
    let (app, _) = enable(&server, &alice).await;
    let (first, second) = (challenge(&server).await, challenge(&server).await);
    let (before, now, next) = (app.code(&server, -1).await, app.code(&server, 0).await, app.code(&server, 1).await);
    let _ = answer(&server, &first, "code", &before).await.expect_status(201);
    assert_eq!(reason(&answer(&server, &second, "code", &before).await), None);
    let _ = answer(&server, &second, "code", &next).await.expect_status(201);
    // What is older than the last one is spent with it.
    let third = challenge(&server).await;
    assert_eq!(reason(&answer(&server, &third, "code", &now).await), None);
    for nonsense in ["", "12345", "１２３４５６", "1234567", "code"] {
        assert_eq!(reason(&answer(&server, &third, "code", nonsense).await), None);
    }
}

async fn a_code_of_another_time_is_told_and_a_coming_one_is_spent_by_that(database: Database) {
    let (server, alice) = served(database).await;
    let (app, _) = enable(&server, &alice).await;
    let _ = server.advance(40 * STEP).await;
    let waiting = challenge(&server).await;
    let told = Some("clock_apart".to_owned());
    for steps in [-20, -2] {
        assert_eq!(reason(&answer(&server, &waiting, "code", &app.code(&server, steps).await).await), told);
    }
    assert_eq!(reason(&answer(&server, &waiting, "code", &app.code(&server, -23).await).await), None);
    let coming = app.code(&server, 3).await;
    assert_eq!(reason(&answer(&server, &waiting, "code", &coming).await), told);
    // One at a time is told of.
    assert_eq!(reason(&answer(&server, &waiting, "code", &app.code(&server, 9).await).await), None);
    let _ = server.advance(3 * STEP).await;
    assert_eq!(reason(&answer(&server, &waiting, "code", &coming).await), None);
    let _ = answer(&server, &waiting, "code", &app.code(&server, 1).await).await.expect_status(201);
}

async fn a_recovery_code_is_accepted_once_and_they_can_be_renewed(database: Database) {
    let (server, alice) = served(database).await;
    let (app, codes) = enable(&server, &alice).await;
    let waiting = challenge(&server).await;
    let as_typed = codes[0].to_uppercase().replace('-', " ");
    let signed_in: SignedIn = answer(&server, &waiting, "recovery_code", &as_typed).await.expect_status(201).json();
    assert_eq!(signed_in.account.two_factor.recovery_codes_left, 9);
    assert_eq!(account(&alice).await, signed_in.account);
    let waiting = challenge(&server).await;
    assert_eq!(reason(&answer(&server, &waiting, "recovery_code", &codes[0]).await), None);
    assert_eq!(reason(&answer(&server, &waiting, "code", &codes[1]).await), None);

    let code = app.code(&server, 0).await;
    let path = "/v1/account/two-factor/recovery-codes";
    alice.post(path, &json!({"code": WRONG})).await.expect_problem(Code::InvalidCode);
    let renewed = alice.post(path, &json!({"code": code})).await.expect_status(200).json::<RecoveryCodes>();
    assert_eq!(account(&alice).await.two_factor.recovery_codes_left, 10);
    alice.post(path, &json!({"code": code})).await.expect_problem(Code::InvalidCode);
    // A sign-in that waited has ended with the change.
    assert_eq!(
        reason(&answer(&server, &waiting, "recovery_code", &codes[1]).await),
        Some("challenge_ended".to_owned())
    );
    let waiting = challenge(&server).await;
    assert_eq!(reason(&answer(&server, &waiting, "recovery_code", &codes[1]).await), None);
    let _ = answer(&server, &waiting, "recovery_code", &renewed.recovery_codes[3]).await.expect_status(201);
    let kinds = kinds(&alice).await;
    assert!(kinds.contains(&"recovery_code_used") && kinds.contains(&"recovery_codes_renewed"), "{kinds:?}");
}

async fn two_factor_is_switched_off_by_password_and_code(database: Database) {
    let (server, alice) = served(database).await;
    let path = "/v1/account/two-factor/disable";
    let body = |password: &str, code: &str| json!({"password": password, "code": code});
    alice.post(path, &body(PASSWORD, WRONG)).await.expect_problem(Code::Forbidden);
    let (app, codes) = enable(&server, &alice).await;
    let code = app.code(&server, 0).await;
    alice.post(path, &body("another quiet harbour", &code)).await.expect_problem(Code::InvalidCredentials);
    alice.post(path, &body(PASSWORD, WRONG)).await.expect_problem(Code::InvalidCode);
    let waiting = challenge(&server).await;
    let _ = alice.post(path, &body(PASSWORD, &code)).await.expect_status(204);
    assert_eq!(
        reason(&answer(&server, &waiting, "recovery_code", &codes[0]).await),
        Some("challenge_ended".to_owned())
    );
    let now = account(&alice).await.two_factor;
    assert_eq!((now.enabled, now.recovery_codes_left), (false, 0));
    let _ = sign_in(&server).await.expect_status(201);
    // Whoever has lost the app has a recovery code.
    let (_, codes) = enable(&server, &alice).await;
    let _ = alice.post(path, &body(PASSWORD, &codes[9])).await.expect_status(204);
    assert_eq!(kinds(&alice).await.iter().filter(|kind| **kind == "two_factor_disabled").count(), 2);
}

async fn a_challenge_is_used_once_by_whom_it_was_given_to_and_not_for_long(database: Database) {
    let behind_proxy = |settings: &mut infuse_server::settings::Settings| settings.behind_proxy = true;
    let server = TestServer::builder().database(database).test_clock().settings(behind_proxy).start().await;
    let alice = server.sign_up("alice").await;
    let (_, codes) = enable(&server, &alice).await;
    let ended = Some("challenge_ended".to_owned());
    let waiting = challenge(&server).await;
    for tampered in ["ifc_x", "", &waiting[..waiting.len() - 1], alice.caller().secret().unwrap()] {
        assert_eq!(reason(&answer(&server, tampered, "recovery_code", &codes[0]).await), ended);
    }
    let both = json!({"challenge": waiting, "code": WRONG, "recovery_code": codes[0]});
    for body in [both, json!({"challenge": waiting})] {
        server.anyone().post("/v1/sessions/two-factor", &body).await.expect_problem(Code::ValidationFailed);
    }
    // A phone has left the house meanwhile.
    let elsewhere = server.anyone().request(Method::POST, "/v1/sessions/two-factor");
    let body = json!({"challenge": waiting, "recovery_code": codes[0]});
    let elsewhere = elsewhere.header("x-forwarded-for", "203.0.113.9").json(&body).send().await.unwrap();
    let _ = Response::read(elsewhere).await.unwrap().expect_status(201);
    assert_eq!(reason(&answer(&server, &waiting, "recovery_code", &codes[1]).await), ended);

    let waiting = challenge(&server).await;
    let _ = server.advance(Duration::from_secs(600)).await;
    assert_eq!(reason(&answer(&server, &waiting, "recovery_code", &codes[1]).await), ended);

    let waiting = challenge(&server).await;
    let db = infuse_server::db::Db::open(server.database().url()).await.unwrap();
    let mut tx = db.begin_write().await.unwrap();
    sqlx::query("UPDATE accounts SET password_hash = 'another'").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(reason(&answer(&server, &waiting, "recovery_code", &codes[1]).await), ended);
    db.close().await;
}

async fn a_set_up_ends_by_itself(database: Database) {
    let (server, alice) = served(database).await;
    let app = App::with(&begin(&alice).await.secret);
    let _ = server.advance(Duration::from_secs(3_600)).await;
    let body = json!({"code": app.code(&server, 0).await});
    alice.post("/v1/account/two-factor/confirm", &body).await.expect_problem(Code::Forbidden);
}

async fn what_is_kept_tells_no_code_and_no_challenge(database: Database) {
    let (server, alice) = served(database).await;
    let (_, codes) = enable(&server, &alice).await;
    let waiting = challenge(&server).await;
    let db = infuse_server::db::Db::open(server.database().url()).await.unwrap();
    let hashes: Vec<String> =
        sqlx::query_scalar("SELECT code_hash FROM recovery_codes UNION ALL SELECT secret_hash FROM sign_in_challenges")
            .fetch_all(db.pool())
            .await
            .unwrap();
    assert_eq!(hashes.len(), 11);
    assert!(hashes.iter().all(|hash| hash.len() == 64 && !codes.contains(hash) && *hash != waiting));
    db.close().await;
}

async fn guesses_run_out_and_leave_the_person_a_way_in(database: Database) {
    let builder = TestServer::builder().database(database).throttled().test_clock();
    let server = builder.settings(|settings| settings.behind_proxy = true).start().await;
    let alice = server.sign_up("alice").await;
    let (app, codes) = enable(&server, &alice).await;
    let from = |network: &'static str, path: &'static str, body: Value| {
        let request = server.anyone().request(Method::POST, path).header("x-forwarded-for", network).json(&body);
        async move { Response::read(request.send().await.unwrap()).await.unwrap() }
    };
    let credentials = json!({"email": "alice@example.com", "password": PASSWORD});
    let mut guesses = 0;
    let refused = 'guessing: loop {
        for network in ["203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4"] {
            let begun: Problem = from(network, "/v1/sessions", credentials.clone()).await.problem();
            let body = json!({"challenge": begun.challenge, "code": WRONG});
            let answer = from(network, "/v1/sessions/two-factor", body).await;
            if answer.status() == 429 {
                break 'guessing (network, begun.challenge);
            }
            answer.expect_problem(Code::InvalidCode);
            guesses += 1;
        }
    };
    assert_eq!(guesses, 10);
    // The person is told, once, that somebody knows the password.
    let told = crate::passwords::kinds(&alice).await;
    assert_eq!(told.iter().filter(|kind| **kind == "second_factor_refused").count(), 1, "{told:?}");
    let (network, waiting) = refused;
    // From there a recovery code still does, and from a network that the person comes from, a code.
    let waiting_at_home = challenge(&server).await;
    let code = app.code(&server, 0).await;
    let _ = answer(&server, &waiting_at_home, "code", &code).await.expect_status(201);
    let body = json!({"challenge": waiting, "recovery_code": codes[0]});
    let _ = from(network, "/v1/sessions/two-factor", body).await.expect_status(201);
}

/// Two servers on one PostgreSQL; an SQLite file has one.
pub(crate) async fn replicas(database: Database) -> (TestServer, Option<TestServer>) {
    let builder = || TestServer::builder().database(database).settings(|settings| settings.throttle = Throttle::Off);
    let first = builder().test_clock().start().await;
    let second = match database {
        Database::Sqlite => None,
        Database::Postgres => Some(builder().test_clock().on(first.database()).start().await),
    };
    (first, second)
}

/// Both servers at the beginning of the same step.
async fn at_one_step(first: &TestServer, second: Option<&TestServer>) {
    to_next_but_one_step(first).await;
    let Some(second) = second else { return };
    let (here, there) = (first.move_clock(0).await.now.as_millis(), second.move_clock(0).await.now.as_millis());
    let _ = second.move_clock(here - there).await;
}

const MANY: usize = 200;

/// How many of many sign-ins at once get in, each with a challenge of its own.
async fn get_in(servers: &[&TestServer], challenges: &[String], field: &str, code: &str) -> usize {
    let answers = challenges.iter().enumerate().map(|(at, one)| {
        let server = servers[at % servers.len()];
        until_taken(move || answer(server, one, field, code))
    });
    let answers = futures_util::future::join_all(answers).await;
    for refused in answers.iter().filter(|answer| answer.status() != 201) {
        refused.expect_problem(Code::InvalidCode);
    }
    answers.iter().filter(|answer| answer.status() == 201).count()
}

/// Sign-ins that wait: no more at once than the server lets wait for their passwords.
async fn many_challenges(server: &TestServer) -> Vec<String> {
    let mut made = Vec::new();
    while made.len() < MANY {
        made.extend(futures_util::future::join_all((0..50).map(|_| challenge(server))).await);
    }
    made
}

async fn of_many_sign_ins_with_one_code_one_gets_in(database: Database) {
    let (first, second) = replicas(database).await;
    let alice = first.sign_up("alice").await;
    let (app, _) = enable(&first, &alice).await;
    let challenges = many_challenges(&first).await;
    at_one_step(&first, second.as_ref()).await;
    let servers: Vec<&TestServer> = [&first].into_iter().chain(&second).collect();
    let code = app.code(&first, 0).await;
    assert_eq!(get_in(&servers, &challenges, "code", &code).await, 1);
}

async fn of_many_sign_ins_with_one_recovery_code_one_gets_in(database: Database) {
    let (first, second) = replicas(database).await;
    let alice = first.sign_up("alice").await;
    let (_, codes) = enable(&first, &alice).await;
    let challenges = many_challenges(&first).await;
    at_one_step(&first, second.as_ref()).await;
    let servers: Vec<&TestServer> = [&first].into_iter().chain(&second).collect();
    assert_eq!(get_in(&servers, &challenges, "recovery_code", &codes[4]).await, 1);
}
