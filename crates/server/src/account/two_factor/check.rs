//! Whether a code or a recovery code is the person's, and that none is taken twice.

use infuse_protocol::account::{Account, SecurityEventKind};
use infuse_protocol::stream::Resource;
use sqlx::Row as _;

use super::recovery;
use crate::client_address::ClientAddress;
use crate::db::{DbError, WriteTransaction};
use crate::identity::totp::{self, Fit, TotpSecret};
use crate::identity::{Factor, Guess};
use crate::problem::ApiError;
use crate::security::{self, Event};
use crate::versions;

/// What a person proves the second factor with. It is not printed.
#[derive(Clone)]
pub(crate) struct Proof {
    factor: Factor,
    typed: String,
}

/// What became of a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is used up; `codes_left` where it was a recovery code.
    Accepted {
        codes_left: Option<i64>,
    },
    /// The code is of another time, up to ten minutes from the present.
    ClockApart,
    Wrong,
}

impl Proof {
    pub(crate) fn code(typed: String) -> Self {
        Self { factor: Factor::Code, typed }
    }

    pub(crate) fn recovery_code(typed: String) -> Self {
        Self { factor: Factor::RecoveryCode, typed }
    }

    /// Either of them, as a person types it where both are taken: six digits are a code.
    pub(crate) fn either(typed: String) -> Self {
        let factor = if totp::number_of(&typed).is_some() { Factor::Code } else { Factor::RecoveryCode };
        Self { factor, typed }
    }

    /// The try at the account's second factor that this is.
    pub(crate) fn guess(&self, account: &Account, address: ClientAddress) -> Guess {
        Guess::of_factor(self.factor, &account.id, account.email.as_deref(), address)
    }

    /// What tries from one network are counted under.
    pub(crate) fn throttle_key(&self, account_id: &str) -> String {
        let [code, recovery_code] = crate::identity::factor_keys(account_id);
        match self.factor {
            Factor::Code => code,
            Factor::RecoveryCode => recovery_code,
        }
    }

    /// Uses the proof up where it is right. The account is locked; the transaction is to be committed whatever the
    /// verdict. Of a recovery code that was used, [`note_use`] is to tell.
    pub(crate) async fn accept(
        &self,
        tx: &mut WriteTransaction,
        account_id: &str,
        now_ms: i64,
    ) -> Result<Verdict, DbError> {
        if self.factor == Factor::RecoveryCode {
            let codes_left = recovery::take(tx, account_id, &self.typed).await?;
            return Ok(codes_left.map_or(Verdict::Wrong, |left| Verdict::Accepted { codes_left: Some(left) }));
        }
        self.accept_code(tx, account_id, true, now_ms).await
    }

    /// The same of a code alone, of a second factor that is on, or of one that is being set up.
    pub(super) async fn accept_code(
        &self,
        tx: &mut WriteTransaction,
        account_id: &str,
        is_on: bool,
        now_ms: i64,
    ) -> Result<Verdict, DbError> {
        let sql = match is_on {
            true => {
                "SELECT secret, last_step, told_step FROM two_factor WHERE account_id = $1 AND enabled_ms IS NOT NULL"
            }
            false => "SELECT secret, last_step, told_step FROM two_factor WHERE account_id = $1 AND enabled_ms IS NULL",
        };
        let row = sqlx::query(sql).bind(account_id).fetch_optional(&mut **tx).await?;
        let (Some(row), Some(code)) = (row, totp::number_of(&self.typed)) else { return Ok(Verdict::Wrong) };
        let (last_step, told_step): (i64, i64) = (row.try_get("last_step")?, row.try_get("told_step")?);
        let secret = TotpSecret::from_base32(row.try_get("secret")?);
        match secret.map_or(Fit::Not, |secret| secret.fit(code, now_ms, last_step, told_step)) {
            Fit::At(step) => {
                // Whoever else holds a code of this step finds it used, on whichever server.
                let moved =
                    sqlx::query("UPDATE two_factor SET last_step = $1 WHERE account_id = $2 AND last_step < $1")
                        .bind(step)
                        .bind(account_id)
                        .execute(&mut **tx)
                        .await?;
                let is_first = moved.rows_affected() == 1;
                Ok(if is_first { Verdict::Accepted { codes_left: None } } else { Verdict::Wrong })
            }
            Fit::Apart(step) => tell(tx, account_id, step, told_step, totp::step_of(now_ms)).await,
            Fit::Not => Ok(Verdict::Wrong),
        }
    }
}

/// Tells that a code is of another time. One of a step to come would tell a stranger what to send when it has come: none of
/// that step is accepted then, and until it has passed, no other one is told of.
async fn tell(
    tx: &mut WriteTransaction,
    account_id: &str,
    step: i64,
    told_step: i64,
    now: i64,
) -> Result<Verdict, DbError> {
    if step < now || step == told_step {
        return Ok(Verdict::ClockApart);
    }
    if told_step >= now - 1 {
        return Ok(Verdict::Wrong);
    }
    sqlx::query("UPDATE two_factor SET told_step = $1 WHERE account_id = $2")
        .bind(step)
        .bind(account_id)
        .execute(&mut **tx)
        .await?;
    Ok(Verdict::ClockApart)
}

impl Verdict {
    /// How many recovery codes are left, where one was used.
    ///
    /// # Errors
    /// 401 `invalid_code` where it was not accepted.
    pub(crate) fn accepted(self) -> Result<Option<i64>, ApiError> {
        match self {
            Self::Accepted { codes_left } => Ok(codes_left),
            Self::ClockApart => Err(ApiError::invalid_code(
                Some("clock_apart"),
                "The code belongs to another time. Set the clock of the device that made it, then use its next code.",
            )),
            Self::Wrong => Err(ApiError::invalid_code(None, "Wait for the next code, or use a recovery code.")),
        }
    }
}

/// Writes down that a recovery code was used; answers the version of the account from then on.
pub(crate) async fn note_use(
    tx: &mut WriteTransaction,
    account_id: &str,
    session_id: Option<&str>,
    address: ClientAddress,
    codes_left: i64,
    at_ms: i64,
) -> Result<i64, DbError> {
    let detail = codes_left.to_string();
    let kind = SecurityEventKind::RecoveryCodeUsed;
    security::note(tx, Event { kind, account_id, session_id, address, detail: Some(&detail), at_ms }).await?;
    versions::bump(tx, account_id, Resource::Account).await
}
