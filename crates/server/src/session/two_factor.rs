//! `/v1/sessions/two-factor`: the second half of a sign-in whose account has two-factor on.

use axum::extract::State;
use http::StatusCode;
use infuse_protocol::account::{Account, SecurityEventKind};
use infuse_protocol::session::{Device, SecondFactor, SignedIn};
use sha2::{Digest as _, Sha256};
use sqlx::Row as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::tell_of_event;
use crate::account;
use crate::account::identities::{self, Identity, Standing};
use crate::account::two_factor::{Proof, Verdict, note_use};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::{Db, DbError, WriteTransaction, retried};
use crate::extract::Json;
use crate::identity::{Guess, NewSession, Secret, SecretHash, SecretKind, device_from_row};
use crate::problem::ApiError;
use crate::rules::Faults;
use crate::security::{self, Event};
use crate::throttle::Attempt;
use crate::versions;

/// How long a sign-in waits for its second factor: ten minutes.
const WAITS_FOR_MS: i64 = 600_000;

/// From so many codes of an hour on that were wrong, a person is told of them.
const REFUSALS_TOLD: i64 = 3;

const REFUSALS_TOLD_EVERY_MS: i64 = 3_600_000;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(sign_in_with_second_factor))
}

/// What a sign-in has begun with.
#[derive(Clone, Copy)]
pub(super) struct Begun<'a> {
    /// Of the account as it was then, if it has a password.
    pub(super) password_hash: Option<&'a str>,
    /// Whom an identity provider vouched for, where that was in the password's place. The account may not be theirs yet.
    pub(super) identity: Option<&'a Identity>,
    /// When they had shown there who they are, where the provider says that.
    pub(super) authenticated_ms: Option<i64>,
}

/// Writes down that the first factor was right; answers what the second one is sent with. The account is locked.
pub(super) async fn challenge(
    tx: &mut WriteTransaction,
    account_id: &str,
    begun: Begun<'_>,
    device: Option<Device>,
    now_ms: i64,
) -> Result<String, DbError> {
    let secret = Secret::issue(SecretKind::Challenge);
    sqlx::query(
        "INSERT INTO sign_in_challenges (secret_hash, account_id, password_key, device_name, device_platform, device_app_version,
                                         expires_ms, issuer, subject, identity_email, authenticated_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(secret.hash().as_str())
    .bind(account_id)
    .bind(password_key(begun.password_hash))
    .bind(device.as_ref().map(|device| device.name.as_str()))
    .bind(device.as_ref().map(|device| device.platform.as_str()))
    .bind(device.as_ref().map(|device| device.app_version.as_str()))
    .bind(now_ms + WAITS_FOR_MS)
    .bind(begun.identity.map(|identity| identity.issuer.as_str()))
    .bind(begun.identity.map(|identity| identity.subject.as_str()))
    .bind(begun.identity.and_then(|identity| identity.email.as_deref()))
    .bind(begun.authenticated_ms)
    .execute(&mut **tx)
    .await?;
    Ok(secret.reveal())
}

/// Ends a sign-in with a code of the authenticator app, or with a recovery code, which is used up by it
#[utoipa::path(
    post, path = "/v1/sessions/two-factor", tag = "sessions", security(()), request_body = SecondFactor,
    responses((status = 201, description = "Signed in", body = SignedIn))
)]
async fn sign_in_with_second_factor(
    State(app): State<App>,
    attempt: Attempt,
    address: ClientAddress,
    Json(request): Json<SecondFactor>,
) -> Result<(StatusCode, Json<SignedIn>), ApiError> {
    let proof = match (request.code, request.recovery_code) {
        (Some(code), None) => Proof::code(code),
        (None, Some(code)) => Proof::recovery_code(code),
        _ => {
            let mut faults = Faults::default();
            faults.add("/code", "required", "Send either a code or a recovery code.");
            return Err(faults.into_error());
        }
    };
    let hash = SecretHash::of_kind(SecretKind::Challenge, &request.challenge).ok_or_else(challenge_ended)?;
    let account_id = whose(&app.db, &hash, app.clock.now_ms()).await?.ok_or_else(challenge_ended)?;
    let account = account::store::by_id(&app.db, &account_id).await?.ok_or_else(challenge_ended)?;
    app.throttle.count_password(&attempt, &proof.throttle_key(&account_id))?;
    let (guess, now_ms) = (proof.guess(&account, address), app.clock.now_ms());
    if app.throttle.is_on() {
        guess.begin(&app.db, now_ms).await?;
    }
    let attempt = Ending { account, hash, proof, guess, address, now_ms };
    let lifecycle = app.lifecycle.clone();
    lifecycle.to_its_end(async move { attempt.end(&app).await }).await
}

/// The account of a challenge that waits. A phone may have gone from one network to another since it was begun.
async fn whose(db: &Db, hash: &SecretHash, now_ms: i64) -> Result<Option<String>, DbError> {
    let sql = "SELECT account_id FROM sign_in_challenges WHERE secret_hash = $1 AND expires_ms > $2";
    let found = sqlx::query_scalar(sql).bind(hash.as_str().to_owned()).bind(now_ms);
    Ok(found.fetch_optional(db.pool()).await?)
}

/// A sign-in that is about to end.
struct Ending {
    account: Account,
    hash: SecretHash,
    proof: Proof,
    guess: Guess,
    address: ClientAddress,
    now_ms: i64,
}

/// How it ended.
enum Ended {
    SignedIn(Box<NewSession>, Account),
    Refused(Verdict),
    NoChallenge,
}

/// What a challenge was made for.
struct Waiting {
    /// Where it said what it is.
    device: Option<Device>,
    identity: Option<Identity>,
    authenticated_ms: Option<i64>,
}

/// An identity provider that vouched.
struct Linking<'a> {
    /// What people know it as, where one did.
    provider: Option<&'a str>,
    /// Whether the account becomes that of the identity now.
    is_due: bool,
}

impl Ending {
    async fn end(self, app: &App) -> Result<(StatusCode, Json<SignedIn>), ApiError> {
        match retried(|| self.try_end(app)).await? {
            Ended::SignedIn(session, account) => {
                tell_of_event(app, &account.id);
                let (token, session) = session.into_answer();
                Ok((StatusCode::CREATED, Json(SignedIn { token, session, account })))
            }
            Ended::Refused(verdict) => {
                tell_of_event(app, &self.account.id);
                Err(verdict.accepted().err().unwrap_or_else(challenge_ended))
            }
            Ended::NoChallenge => {
                // Whoever was faster with the same challenge has used it; nothing was guessed.
                if app.throttle.is_on() {
                    self.guess.take_back(&app.db, self.now_ms).await?;
                }
                Err(challenge_ended())
            }
        }
    }

    async fn try_end(&self, app: &App) -> Result<Ended, DbError> {
        let (account_id, address, now_ms) = (self.account.id.as_str(), self.address, self.now_ms);
        let mut tx = app.db.begin_write().await?;
        versions::lock_account(&mut tx, account_id).await?;
        let Some(Waiting { device, identity, authenticated_ms }) = self.waiting(&mut tx).await? else {
            tx.rollback().await?;
            return Ok(Ended::NoChallenge);
        };
        let linking = match &identity {
            Some(identity) => self.linking(app, &mut tx, identity).await?,
            None => Some(Linking { provider: None, is_due: false }),
        };
        let Some(Linking { provider, is_due }) = linking else {
            tx.rollback().await?;
            return Ok(Ended::NoChallenge);
        };
        let verdict = self.proof.accept(&mut tx, account_id, now_ms).await?;
        let Verdict::Accepted { codes_left } = verdict else {
            if app.throttle.is_on() {
                self.tell_of_refusals(&mut tx).await?;
            }
            tx.commit().await?;
            return Ok(Ended::Refused(verdict));
        };
        sqlx::query("DELETE FROM sign_in_challenges WHERE secret_hash = $1")
            .bind(self.hash.as_str())
            .execute(&mut *tx)
            .await?;
        if app.throttle.is_on() {
            self.guess.was_right(&mut tx, now_ms).await?;
        }
        let session = NewSession::new(account_id, device.clone(), address, now_ms).shown_at(authenticated_ms);
        let kind = security::kind_of_sign_in(&mut tx, account_id, device.as_ref(), address, now_ms).await?;
        session.insert(&mut tx).await?;
        let session_id = Some(session.id());
        let event = |kind| Event { kind, account_id, session_id, address, detail: provider, at_ms: now_ms };
        security::note(&mut tx, event(kind)).await?;
        if let Some(identity) = identity.filter(|_| is_due) {
            identities::link(&mut tx, account_id, &identity, now_ms).await?;
            security::note(&mut tx, event(SecurityEventKind::IdentityLinked)).await?;
        }
        let mut account = self.account.clone();
        if let Some(left) = codes_left {
            account.version = note_use(&mut tx, account_id, session_id, address, left, now_ms).await?;
            account.two_factor.recovery_codes_left = u32::try_from(left).unwrap_or_default();
        }
        tx.commit().await?;
        Ok(Ended::SignedIn(Box::new(session), account))
    }

    /// Writes down, once an hour, that somebody who knows the password does not know the codes: a person mistypes one or two.
    async fn tell_of_refusals(&self, tx: &mut WriteTransaction) -> Result<(), DbError> {
        let (account_id, now_ms, kind) =
            (self.account.id.as_str(), self.now_ms, SecurityEventKind::SecondFactorRefused);
        if self.guess.failures(tx, now_ms).await? < REFUSALS_TOLD
            || security::has_happened_since(tx, account_id, kind, now_ms - REFUSALS_TOLD_EVERY_MS).await?
        {
            return Ok(());
        }
        let event = Event { kind, account_id, session_id: None, address: self.address, detail: None, at_ms: now_ms };
        security::note(tx, event).await
    }

    /// What waits; `None` where the challenge has ended, or the account's password is another one by now.
    async fn waiting(&self, tx: &mut WriteTransaction) -> Result<Option<Waiting>, DbError> {
        let row = sqlx::query(
            "SELECT c.password_key, c.device_name, c.device_platform, c.device_app_version, c.issuer, c.subject,
                    c.identity_email, c.authenticated_ms, a.password_hash
             FROM sign_in_challenges c JOIN accounts a ON a.id = c.account_id
             WHERE c.secret_hash = $1 AND c.account_id = $2 AND c.expires_ms > $3",
        )
        .bind(self.hash.as_str())
        .bind(self.account.id.as_str())
        .bind(self.now_ms)
        .fetch_optional(&mut **tx)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let password_hash: Option<String> = row.try_get("password_hash")?;
        if row.try_get::<String, _>("password_key")? != password_key(password_hash.as_deref()) {
            return Ok(None);
        }
        let (issuer, subject): (Option<String>, Option<String>) = (row.try_get("issuer")?, row.try_get("subject")?);
        let email = row.try_get("identity_email")?;
        let identity = issuer.zip(subject).map(|(issuer, subject)| Identity { issuer, subject, email });
        let authenticated_ms = row.try_get("authenticated_ms")?;
        Ok(Some(Waiting { device: device_from_row(&row)?, identity, authenticated_ms }))
    }

    /// Who vouched, and whether the account is still to be linked; `None` where it is no longer to be given to whom they
    /// vouched for, or the provider is another one by now.
    async fn linking<'a>(
        &self,
        app: &'a App,
        tx: &mut WriteTransaction,
        identity: &Identity,
    ) -> Result<Option<Linking<'a>>, DbError> {
        let provider = app.provider.as_ref().filter(|provider| provider.issuer() == identity.issuer);
        let Some(provider) = provider else { return Ok(None) };
        let is_due = match identities::standing(tx, &self.account.id, identity).await? {
            Standing::Linked => false,
            Standing::Linkable => true,
            Standing::OfAnother | Standing::Apart => return Ok(None),
        };
        Ok(Some(Linking { provider: Some(provider.name()), is_due }))
    }
}

fn challenge_ended() -> ApiError {
    ApiError::invalid_code(Some("challenge_ended"), "This sign-in has ended. Begin again.")
}

/// What tells one stored password from another.
fn password_key(password_hash: Option<&str>) -> String {
    hex::encode(Sha256::digest(password_hash.unwrap_or_default().as_bytes()))
}
