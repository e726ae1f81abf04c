//! `/v1/account/two-factor`: codes of an authenticator app beside the password, and recovery codes in their place.

mod check;
mod recovery;

use axum::extract::State;
use http::StatusCode;
use infuse_policy::password::{LEAST_ALONE, needs_second_factor};
use infuse_protocol::account::{
    Account, RecoveryCodes, SecurityEventKind, TwoFactorCode, TwoFactorEnd, TwoFactorSecret, TwoFactorSetUp,
};
use infuse_protocol::stream::Resource;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use check::{Proof, Verdict, note_use};

use super::proof::{Proven, prove_code, prove_person};
use super::store;
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::{DbError, WriteTransaction, retried};
use crate::extract::Json;
use crate::identity::totp::{SET_UP_WITHIN_MS, TotpSecret};
use crate::identity::{Caller, Person, lock_session};
use crate::problem::ApiError;
use crate::security::{self, Event};
use crate::throttle::Attempt;
use crate::versions;

/// How it stands with two-factor where that is in the way of what was asked for.
#[derive(Clone, Copy, Debug)]
enum Standing {
    On,
    Off,
    NoSetUp,
}

impl From<Standing> for ApiError {
    fn from(standing: Standing) -> Self {
        let (reason, detail) = match standing {
            Standing::On => ("two_factor_on", "Two-factor is on already; switch it off first."),
            Standing::Off => ("two_factor_off", "Two-factor is off."),
            Standing::NoSetUp => ("two_factor_not_begun", "No set-up is under way; begin with your password."),
        };
        Self::forbidden_as(reason, detail)
    }
}

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(set_up))
        .routes(routes!(confirm))
        .routes(routes!(renew_recovery_codes))
        .routes(routes!(disable))
}

/// Answers a secret for an authenticator app; nothing changes until a code of it is confirmed, within an hour
#[utoipa::path(
    post, path = "/v1/account/two-factor", tag = "account", request_body = TwoFactorSetUp,
    responses((status = 200, description = "The secret, shown this once", body = TwoFactorSecret))
)]
async fn set_up(
    State(app): State<App>,
    attempt: Attempt,
    address: ClientAddress,
    caller: Caller,
    Json(request): Json<TwoFactorSetUp>,
) -> Result<Json<TwoFactorSecret>, ApiError> {
    let person = caller.person()?.clone();
    let proven = prove_person(&app, &attempt, address, &person, request.password).await?;
    let account = store::by_id(&app.db, &person.account_id).await?.ok_or(ApiError::Unauthorized)?;
    let secret = TotpSecret::issue().to_base32();
    let answer = shown(&account, &secret)?;
    let now_ms = app.clock.now_ms();
    let lifecycle = app.lifecycle.clone();
    let beginning =
        lifecycle.to_its_end(async move { retried(|| begin(&app, &person, &proven, &secret, now_ms)).await });
    if beginning.await? { Ok(Json(answer)) } else { Err(Standing::On.into()) }
}

async fn begin(app: &App, person: &Person, proven: &Proven, secret: &str, now_ms: i64) -> Result<bool, ApiError> {
    let mut tx = app.db.begin_write().await?;
    lock_session(&mut tx, person).await?;
    proven.check(app, &mut tx, person).await?;
    let begun = sqlx::query(
        "INSERT INTO two_factor (account_id, secret, begun_ms, last_step, told_step) VALUES ($1, $2, $3, -1, -1)
         ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, begun_ms = excluded.begun_ms,
         last_step = -1, told_step = -1 WHERE two_factor.enabled_ms IS NULL",
    )
    .bind(person.account_id.as_str())
    .bind(secret)
    .bind(now_ms)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(begun.rows_affected() == 1)
}

/// The secret in the forms that authenticator apps take:
/// <https://github.com/google/google-authenticator/wiki/Key-Uri-Format>
fn shown(account: &Account, secret: &str) -> Result<TwoFactorSecret, ApiError> {
    let whose = account.email.as_deref().unwrap_or(&account.name);
    let label = utf8_percent_encode(whose, NON_ALPHANUMERIC);
    let otpauth_uri =
        format!("otpauth://totp/Infuse:{label}?secret={secret}&issuer=Infuse&algorithm=SHA1&digits=6&period=30");
    let qr = QrCode::with_error_correction_level(&otpauth_uri, EcLevel::M).map_err(ApiError::internal)?;
    // Black on white in any theme: that is what cameras read.
    let (black, white) = (svg::Color("#000"), svg::Color("#fff"));
    let qr_svg = qr.render().min_dimensions(240, 240).dark_color(black).light_color(white).build();
    Ok(TwoFactorSecret { secret: secret.to_owned(), otpauth_uri, qr_svg })
}

/// Switches two-factor on, by a code of the secret that was answered last
#[utoipa::path(
    post, path = "/v1/account/two-factor/confirm", tag = "account", request_body = TwoFactorCode,
    responses((status = 200, description = "It is on; the recovery codes, shown this once", body = RecoveryCodes))
)]
async fn confirm(
    State(app): State<App>,
    attempt: Attempt,
    address: ClientAddress,
    caller: Caller,
    Json(request): Json<TwoFactorCode>,
) -> Result<Json<RecoveryCodes>, ApiError> {
    let person = caller.person()?.clone();
    let account = store::by_id(&app.db, &person.account_id).await?.ok_or(ApiError::Unauthorized)?;
    if account.two_factor.enabled {
        return Err(Standing::On.into());
    }
    let proof = Proof::code(request.code);
    app.throttle.count_password(&attempt, &proof.throttle_key(&account.id))?;
    let (guess, now_ms) = (proof.guess(&account, address), app.clock.now_ms());
    if app.throttle.is_on() {
        guess.begin(&app.db, now_ms).await?;
    }
    let lifecycle = app.lifecycle.clone();
    let confirming = lifecycle.to_its_end(async move {
        let confirmed = retried(|| enable(&app, &person, address, &proof, now_ms)).await;
        if app.throttle.is_on() && !matches!(confirmed, Ok(Confirmed::Not(_))) {
            guess.take_back(&app.db, now_ms).await?;
        }
        match confirmed? {
            Confirmed::NoSetUp => Err(Standing::NoSetUp.into()),
            Confirmed::Not(verdict) => Err(verdict.accepted().err().unwrap_or(Standing::NoSetUp.into())),
            Confirmed::On(recovery_codes) => {
                tell(&app, &person.account_id);
                Ok(Json(RecoveryCodes { recovery_codes }))
            }
        }
    });
    confirming.await
}

/// What became of a code that is to confirm a set-up.
enum Confirmed {
    On(Vec<String>),
    Not(Verdict),
    NoSetUp,
}

async fn enable(
    app: &App,
    person: &Person,
    address: ClientAddress,
    proof: &Proof,
    now_ms: i64,
) -> Result<Confirmed, ApiError> {
    let account_id = person.account_id.as_str();
    let mut tx = app.db.begin_write().await?;
    lock_session(&mut tx, person).await?;
    let under_way =
        sqlx::query("SELECT 1 FROM two_factor WHERE account_id = $1 AND enabled_ms IS NULL AND begun_ms > $2")
            .bind(account_id)
            .bind(now_ms - SET_UP_WITHIN_MS)
            .fetch_optional(&mut *tx)
            .await?;
    if under_way.is_none() {
        tx.rollback().await?;
        return Ok(Confirmed::NoSetUp);
    }
    let verdict = proof.accept_code(&mut tx, account_id, false, now_ms).await?;
    if !matches!(verdict, Verdict::Accepted { .. }) {
        tx.commit().await?;
        return Ok(Confirmed::Not(verdict));
    }
    sqlx::query("UPDATE two_factor SET enabled_ms = $1 WHERE account_id = $2")
        .bind(now_ms)
        .bind(account_id)
        .execute(&mut *tx)
        .await?;
    let codes = recovery::renew(&mut tx, account_id).await?;
    changed(&mut tx, person, address, SecurityEventKind::TwoFactorEnabled, now_ms).await?;
    tx.commit().await?;
    Ok(Confirmed::On(codes))
}

/// Ten new recovery codes; those from before are void
#[utoipa::path(
    post, path = "/v1/account/two-factor/recovery-codes", tag = "account", request_body = TwoFactorCode,
    responses((status = 200, description = "The recovery codes, shown this once", body = RecoveryCodes))
)]
async fn renew_recovery_codes(
    State(app): State<App>,
    attempt: Attempt,
    address: ClientAddress,
    caller: Caller,
    Json(request): Json<TwoFactorCode>,
) -> Result<Json<RecoveryCodes>, ApiError> {
    let person = caller.person()?.clone();
    with_two_factor(&app, &person).await?;
    let lifecycle = app.lifecycle.clone();
    let renewing = lifecycle.to_its_end(async move {
        prove_code(&app, &attempt, address, &person, Some(request.code)).await?;
        let recovery_codes = retried(|| renew(&app, &person, address)).await?.ok_or(Standing::Off)?;
        tell(&app, &person.account_id);
        Ok(Json(RecoveryCodes { recovery_codes }))
    });
    renewing.await
}

async fn renew(app: &App, person: &Person, address: ClientAddress) -> Result<Option<Vec<String>>, ApiError> {
    let mut tx = app.db.begin_write().await?;
    lock_session(&mut tx, person).await?;
    if !is_on(&mut tx, &person.account_id).await? {
        tx.rollback().await?;
        return Ok(None);
    }
    let codes = recovery::renew(&mut tx, &person.account_id).await?;
    changed(&mut tx, person, address, SecurityEventKind::RecoveryCodesRenewed, app.clock.now_ms()).await?;
    tx.commit().await?;
    Ok(Some(codes))
}

/// Switches two-factor off
///
/// The password stands alone from then on: one that is too short for that is changed first.
#[utoipa::path(
    post, path = "/v1/account/two-factor/disable", tag = "account", request_body = TwoFactorEnd,
    responses((status = 204, description = "It is off"))
)]
async fn disable(
    State(app): State<App>,
    attempt: Attempt,
    address: ClientAddress,
    caller: Caller,
    Json(request): Json<TwoFactorEnd>,
) -> Result<StatusCode, ApiError> {
    let person = caller.person()?.clone();
    let is_short = request.password.as_deref().is_some_and(needs_second_factor);
    let proven = prove_person(&app, &attempt, address, &person, request.password).await?;
    let is_short = is_short && matches!(proven, Proven::Password(_));
    with_two_factor(&app, &person).await?;
    if is_short {
        let message = format!("Without two-factor it must have {LEAST_ALONE} characters at least; change it first.");
        return Err(ApiError::validation([("/password", "too_short", message.as_str())]));
    }
    let lifecycle = app.lifecycle.clone();
    let disabling = lifecycle.to_its_end(async move {
        prove_code(&app, &attempt, address, &person, Some(request.code)).await?;
        match retried(|| end(&app, &person, address, &proven)).await? {
            Ended::Done => tell(&app, &person.account_id),
            Ended::WasOff => return Err(Standing::Off.into()),
        }
        Ok(StatusCode::NO_CONTENT)
    });
    disabling.await
}

/// What became of a second factor that was to end.
enum Ended {
    Done,
    WasOff,
}

async fn end(app: &App, person: &Person, address: ClientAddress, proven: &Proven) -> Result<Ended, ApiError> {
    let mut tx = app.db.begin_write().await?;
    lock_session(&mut tx, person).await?;
    if !is_on(&mut tx, &person.account_id).await? {
        tx.rollback().await?;
        return Ok(Ended::WasOff);
    }
    // It stands alone from then on: another one may be too short for that.
    proven.check(app, &mut tx, person).await?;
    let sql = "DELETE FROM two_factor WHERE account_id = $1";
    sqlx::query(sql).bind(person.account_id.as_str()).execute(&mut *tx).await?;
    recovery::forget(&mut tx, &person.account_id).await?;
    changed(&mut tx, person, address, SecurityEventKind::TwoFactorDisabled, app.clock.now_ms()).await?;
    tx.commit().await?;
    Ok(Ended::Done)
}

/// Switches off a second factor that was switched on since then, and drops one that is being set up; whether one was on. Of
/// one from before, recovery codes that were renewed since then are void. The account is locked.
pub(super) async fn end_since(tx: &mut WriteTransaction, account_id: &str, since_ms: i64) -> Result<bool, DbError> {
    end_challenges(tx, account_id).await?;
    let sql = "DELETE FROM two_factor WHERE account_id = $1 AND enabled_ms IS NULL";
    sqlx::query(sql).bind(account_id).execute(&mut **tx).await?;
    let sql = "DELETE FROM two_factor WHERE account_id = $1 AND enabled_ms >= $2";
    let ended = sqlx::query(sql).bind(account_id).bind(since_ms).execute(&mut **tx).await?.rows_affected() > 0;
    let renewed = SecurityEventKind::RecoveryCodesRenewed;
    if ended || security::has_happened_since(tx, account_id, renewed, since_ms).await? {
        recovery::forget(tx, account_id).await?;
        versions::bump(tx, account_id, Resource::Account).await?;
    }
    Ok(ended)
}

/// Whether a second factor guards the account, which is locked.
pub(crate) async fn is_on(tx: &mut WriteTransaction, account_id: &str) -> Result<bool, DbError> {
    let sql = "SELECT 1 FROM two_factor WHERE account_id = $1 AND enabled_ms IS NOT NULL";
    Ok(sqlx::query(sql).bind(account_id).fetch_optional(&mut **tx).await?.is_some())
}

/// Ends the sign-ins that wait for a second factor: what they began with has changed.
pub(crate) async fn end_challenges(tx: &mut WriteTransaction, account_id: &str) -> Result<(), DbError> {
    sqlx::query("DELETE FROM sign_in_challenges WHERE account_id = $1").bind(account_id).execute(&mut **tx).await?;
    Ok(())
}

async fn with_two_factor(app: &App, person: &Person) -> Result<(), ApiError> {
    let account = store::by_id(&app.db, &person.account_id).await?.ok_or(ApiError::Unauthorized)?;
    if account.two_factor.enabled { Ok(()) } else { Err(Standing::Off.into()) }
}

/// Writes down that two-factor of the account, which is locked, has changed.
async fn changed(
    tx: &mut WriteTransaction,
    person: &Person,
    address: ClientAddress,
    kind: SecurityEventKind,
    at_ms: i64,
) -> Result<(), DbError> {
    end_challenges(tx, &person.account_id).await?;
    let (account_id, session_id) = (person.account_id.as_str(), Some(person.session_id.as_str()));
    security::note(tx, Event { kind, account_id, session_id, address, detail: None, at_ms }).await?;
    versions::bump(tx, account_id, Resource::Account).await?;
    Ok(())
}

fn tell(app: &App, account_id: &str) {
    app.jobs.wake();
    app.bus.publish_account(account_id);
}
