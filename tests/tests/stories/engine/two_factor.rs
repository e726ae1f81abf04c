//! Two-factor in the app: switched on and off, and asked for as a person signs in, on both databases.

use std::path::Path;
use std::time::Duration;

use infuse_engine::access::view::RecoveryCodes;
use infuse_engine::snapshot::TwoFactorNow;
use infuse_engine::{AppError, Factor, SignInOutcome};
use infuse_protocol::account::{Account, RecoveryCodes as Given, TwoFactorSecret};
use infuse_tests::{Authenticator, Database, Person, on_both_databases};

use super::*;

on_both_databases!(
    two_factor_is_switched_on_in_the_app_and_every_device_of_the_person_knows_it,
    recovery_codes_are_renewed_and_two_factor_is_switched_off_by_what_proves_the_person,
    a_sign_in_ends_with_a_code_and_a_wrong_one_can_be_followed_by_another,
    a_recovery_code_ends_a_sign_in_once_and_it_is_told_how_many_are_left,
    a_sign_in_that_waited_too_long_begins_again_with_the_password,
    a_sign_in_that_is_cancelled_waits_for_no_code,
    a_code_of_another_time_says_that_a_clock_is_off,
    a_session_that_is_there_goes_on_until_the_second_factor_of_the_next_is_right,
    a_deletion_asks_for_the_code_where_there_is_one,
    nothing_that_was_shown_once_is_kept_on_the_disk,
);

const STEP_MS: i64 = 30_000;

/// A server whose clock stands at the beginning of a step, its person, and a device on which nobody has signed in.
async fn scene(database: Database) -> (TestServer, Person, TestDevice, Engine) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let alice = server.sign_up("alice").await;
    let device = TestDevice::new();
    let engine = device.start().await;
    to_next_but_one_step(&server).await;
    (server, alice, device, engine)
}

/// None ends while a story looks at it, and whatever code was used belongs to a step before.
async fn to_next_but_one_step(server: &TestServer) {
    let now_ms = server.move_clock(0).await.now.as_millis();
    let _ = server.move_clock((now_ms / STEP_MS + 2) * STEP_MS + 500 - now_ms).await;
}

/// Switches two-factor on by another program.
async fn enable(server: &TestServer, alice: &Person) -> (Authenticator, Vec<String>) {
    let begun = alice.post("/v1/account/two-factor", &json!({ "password": PASSWORD })).await.expect_status(200);
    let app = Authenticator::with(&begun.json::<TwoFactorSecret>().secret);
    let code = app.code(server, 0).await;
    let confirmed = alice.post("/v1/account/two-factor/confirm", &json!({ "code": code })).await.expect_status(200);
    to_next_but_one_step(server).await;
    (app, confirmed.json::<Given>().recovery_codes)
}

/// Switches two-factor on in the app.
async fn enable_in(engine: &Engine, server: &TestServer) -> (String, Authenticator, Vec<String>) {
    until_two_factor(engine, false, 0).await;
    let shown = engine.set_up_two_factor(Some(PASSWORD.to_owned())).await.unwrap();
    let app = Authenticator::with(&shown.key);
    let RecoveryCodes { codes } = engine.confirm_two_factor(app.code(server, 0).await).await.unwrap();
    to_next_but_one_step(server).await;
    (shown.key, app, codes)
}

async fn begin_to_sign_in(engine: &Engine, server: &TestServer) {
    let email = "alice@example.com".to_owned();
    let outcome = engine.sign_in(server.url().to_owned(), email, PASSWORD.to_owned()).await;
    assert_eq!(outcome, Ok(SignInOutcome::SecondFactorRequired));
}

async fn end_with(engine: &Engine, factor: Factor, code: &str) -> Result<SignInOutcome, AppError> {
    engine.sign_in_with_second_factor(factor, code.to_owned()).await
}

async fn refused_with(engine: &Engine, factor: Factor, code: &str) -> ErrorCode {
    end_with(engine, factor, code).await.unwrap_err().code
}

async fn until_two_factor(engine: &Engine, enabled: bool, left: u32) {
    let wanted = TwoFactorNow { enabled, recovery_codes_left: left };
    until_shown(engine, &format!("{wanted:?} is shown"), |snapshot| match &snapshot.access {
        Access::SignedIn { account, .. } => (account.two_factor == wanted).then_some(()),
        _ => None,
    })
    .await;
}

fn signed_in_with(recovery_codes_left: Option<u32>) -> Result<SignInOutcome, AppError> {
    Ok(SignInOutcome::SignedIn { recovery_codes_left })
}

async fn two_factor_is_switched_on_in_the_app_and_every_device_of_the_person_knows_it(database: Database) {
    let (server, _alice, _device, engine) = scene(database).await;
    let second_device = TestDevice::new();
    let second = second_device.start().await;
    for engine in [&engine, &second] {
        sign_in(engine, &server).await;
        until_two_factor(engine, false, 0).await;
    }
    let wrong = engine.set_up_two_factor(Some("another quiet harbour".to_owned())).await;
    assert_eq!(wrong.unwrap_err().code, ErrorCode::InvalidCredentials);
    assert_eq!(engine.confirm_two_factor("123456".to_owned()).await.unwrap_err().code, ErrorCode::TwoFactorNotBegun);

    let shown = engine.set_up_two_factor(Some(PASSWORD.to_owned())).await.unwrap();
    assert_eq!((shown.key.len(), shown.key.split(' ').count()), (39, 8));
    assert!(shown.picture.modules > 40 && shown.picture.path.starts_with("M4 4h7v1h-7z"), "{}", shown.picture.path);
    assert_eq!(engine.confirm_two_factor("000000".to_owned()).await.unwrap_err().code, ErrorCode::InvalidCode);
    let app = Authenticator::with(&shown.key);
    let code = app.code(&server, 0).await;
    let typed = format!("{} {}", &code[..3], &code[3..]);
    let codes = engine.confirm_two_factor(typed).await.unwrap().codes;
    assert_eq!((codes.len(), codes[0].len()), (10, 19));
    // Where the answer was lost, the next try says what became of it.
    let again = engine.confirm_two_factor("123456".to_owned()).await;
    assert_eq!(again.unwrap_err().code, ErrorCode::TwoFactorOn);
    for engine in [&engine, &second] {
        until_two_factor(engine, true, 10).await;
        assert!(engine.two_factor_since().await.unwrap().is_some());
    }
    second.stop().await;
    engine.stop().await;
}

async fn recovery_codes_are_renewed_and_two_factor_is_switched_off_by_what_proves_the_person(database: Database) {
    let (server, alice, _device, engine) = scene(database).await;
    sign_in(&engine, &server).await;
    let (_, app, codes) = enable_in(&engine, &server).await;
    assert_eq!(engine.renew_recovery_codes("000000".to_owned()).await.unwrap_err().code, ErrorCode::InvalidCode);
    let renewed = engine.renew_recovery_codes(app.code(&server, 0).await).await.unwrap().codes;
    assert!(renewed.len() == 10 && renewed.iter().all(|code| !codes.contains(code)));
    // One that was void is taken by nothing.
    let disable = async |password: &str, code: &str| {
        engine.disable_two_factor(Some(password.to_owned()), code.to_owned()).await.map_err(|error| error.code)
    };
    assert_eq!(disable(PASSWORD, &codes[0]).await, Err(ErrorCode::InvalidCode));
    assert_eq!(disable("another quiet harbour", &renewed[0]).await, Err(ErrorCode::InvalidCredentials));
    until_two_factor(&engine, true, 10).await;
    assert_eq!(disable(PASSWORD, &renewed[0]).await, Ok(()));
    until_two_factor(&engine, false, 0).await;
    let account: Account = alice.get("/v1/account").await.expect_status(200).json();
    assert!(!account.two_factor.enabled);
    engine.stop().await;
}

async fn a_sign_in_ends_with_a_code_and_a_wrong_one_can_be_followed_by_another(database: Database) {
    let (server, alice, _device, engine) = scene(database).await;
    let (app, _) = enable(&server, &alice).await;
    begin_to_sign_in(&engine, &server).await;
    // Until then nothing has changed here.
    assert_eq!(engine.snapshot().borrow().access, Access::Welcome);
    assert!(engine.snapshot().borrow().homes.is_empty());
    assert_eq!(refused_with(&engine, Factor::Code, "000000").await, ErrorCode::InvalidCode);
    let code = app.code(&server, 0).await;
    assert_eq!(
        end_with(&engine, Factor::Code, &format!(" {} {} ", &code[..3], &code[3..])).await,
        signed_in_with(None)
    );
    until_available(&engine, 300).await;
    until_two_factor(&engine, true, 10).await;
    // It was used up, and nothing waits for another one.
    assert_eq!(refused_with(&engine, Factor::Code, &code).await, ErrorCode::SignInEnded);
    engine.stop().await;
}

async fn a_recovery_code_ends_a_sign_in_once_and_it_is_told_how_many_are_left(database: Database) {
    let (server, alice, _device, engine) = scene(database).await;
    let (_, codes) = enable(&server, &alice).await;
    begin_to_sign_in(&engine, &server).await;
    let typed = codes[0].to_uppercase().replace('-', " ");
    assert_eq!(end_with(&engine, Factor::RecoveryCode, &typed).await, signed_in_with(Some(9)));
    until_two_factor(&engine, true, 9).await;
    engine.sign_out().await.unwrap();
    until_signed_out(&engine).await;
    begin_to_sign_in(&engine, &server).await;
    assert_eq!(refused_with(&engine, Factor::RecoveryCode, &codes[0]).await, ErrorCode::InvalidCode);
    assert_eq!(end_with(&engine, Factor::RecoveryCode, &codes[1]).await, signed_in_with(Some(8)));
    until_two_factor(&engine, true, 8).await;
    engine.stop().await;
}

async fn a_sign_in_that_waited_too_long_begins_again_with_the_password(database: Database) {
    let (server, alice, _device, engine) = scene(database).await;
    let (app, _) = enable(&server, &alice).await;
    begin_to_sign_in(&engine, &server).await;
    let _ = server.advance(Duration::from_secs(600)).await;
    for _ in 0..2 {
        let code = app.code(&server, 0).await;
        assert_eq!(refused_with(&engine, Factor::Code, &code).await, ErrorCode::SignInEnded);
    }
    begin_to_sign_in(&engine, &server).await;
    let code = app.code(&server, 0).await;
    assert_eq!(end_with(&engine, Factor::Code, &code).await, signed_in_with(None));
    engine.stop().await;
}

async fn a_sign_in_that_is_cancelled_waits_for_no_code(database: Database) {
    let (server, alice, _device, engine) = scene(database).await;
    let (app, _) = enable(&server, &alice).await;
    begin_to_sign_in(&engine, &server).await;
    engine.cancel_sign_in();
    let code = app.code(&server, 0).await;
    assert_eq!(refused_with(&engine, Factor::Code, &code).await, ErrorCode::SignInEnded);
    // Nor does one that was begun anew, and whose password is wrong.
    begin_to_sign_in(&engine, &server).await;
    let email = "alice@example.com".to_owned();
    let wrong = engine.sign_in(server.url().to_owned(), email, "another quiet harbour".to_owned()).await;
    assert_eq!(wrong.unwrap_err().code, ErrorCode::InvalidCredentials);
    assert_eq!(refused_with(&engine, Factor::Code, &code).await, ErrorCode::SignInEnded);
    engine.stop().await;
}

async fn a_code_of_another_time_says_that_a_clock_is_off(database: Database) {
    let (server, alice, _device, engine) = scene(database).await;
    let (app, _) = enable(&server, &alice).await;
    let _ = server.advance(Duration::from_secs(1_200)).await;
    begin_to_sign_in(&engine, &server).await;
    let late = app.code(&server, -10).await;
    assert_eq!(refused_with(&engine, Factor::Code, &late).await, ErrorCode::ClockApart);
    let code = app.code(&server, 0).await;
    assert_eq!(end_with(&engine, Factor::Code, &code).await, signed_in_with(None));
    engine.stop().await;
}

async fn a_session_that_is_there_goes_on_until_the_second_factor_of_the_next_is_right(database: Database) {
    let (server, alice, _device, engine) = scene(database).await;
    sign_in(&engine, &server).await;
    until_available(&engine, 300).await;
    let (app, _) = enable(&server, &alice).await;
    // The session that is there goes on while another one waits for its code.
    begin_to_sign_in(&engine, &server).await;
    assert_eq!(refused_with(&engine, Factor::Code, "000000").await, ErrorCode::InvalidCode);
    engine.refresh().await.unwrap();
    let code = app.code(&server, 0).await;
    assert_eq!(end_with(&engine, Factor::Code, &code).await, signed_in_with(None));
    until_available(&engine, 300).await;
    // What was open there is over with the new one: the person's own, and the app's.
    until("two sessions are left", async || (engine.sessions().await.ok()?.len() == 2).then_some(())).await;
    engine.stop().await;
}

async fn a_deletion_asks_for_the_code_where_there_is_one(database: Database) {
    let (server, _alice, _device, engine) = scene(database).await;
    sign_in(&engine, &server).await;
    let (_, app, _) = enable_in(&engine, &server).await;
    let delete = async |code: Option<&str>| {
        let (email, code) = ("alice@example.com".to_owned(), code.map(str::to_owned));
        engine.schedule_deletion(email, Some(PASSWORD.to_owned()), code).await.map(drop).map_err(|error| error.code)
    };
    assert_eq!(delete(None).await, Err(ErrorCode::TwoFactorRequired));
    assert_eq!(delete(Some("000000")).await, Err(ErrorCode::InvalidCode));
    assert_eq!(delete(Some(&app.code(&server, 0).await)).await, Ok(()));
    engine.stop().await;
}

async fn nothing_that_was_shown_once_is_kept_on_the_disk(database: Database) {
    let (server, _alice, device, engine) = scene(database).await;
    sign_in(&engine, &server).await;
    let (key, app, mut codes) = enable_in(&engine, &server).await;
    codes.extend(engine.renew_recovery_codes(app.code(&server, 0).await).await.unwrap().codes);
    engine.sign_out().await.unwrap();
    until_signed_out(&engine).await;
    begin_to_sign_in(&engine, &server).await;
    assert_eq!(end_with(&engine, Factor::RecoveryCode, &codes[10]).await, signed_in_with(Some(9)));
    until_two_factor(&engine, true, 9).await;
    engine.stop().await;
    let secrets: Vec<String> =
        codes.into_iter().chain([key.replace(' ', ""), key, "ifc_".to_owned(), PASSWORD.to_owned()]).collect();
    let files = files_within(device.folder());
    assert!(!files.is_empty());
    for (path, bytes) in files {
        let text = String::from_utf8_lossy(&bytes);
        assert!(secrets.iter().all(|secret| !text.contains(secret)), "{} keeps a secret", path.display());
    }
}

fn files_within(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.flat_map(|path| match path.is_dir() {
        true => files_within(&path),
        false => vec![(path.clone(), std::fs::read(&path).unwrap())],
    });
    files.collect()
}
