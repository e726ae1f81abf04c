//! Guessing at the password of one account, counted in the database over all addresses and all servers.
//!
//! After [`MOST_PASSWORDS`] within an hour the account can be tried only from networks that it has signed in from: who
//! guesses has run out of guesses, and the person is not locked out. An e-mail that no account has is counted alike.

use std::time::Duration;

use sha2::{Digest as _, Sha256};
use sqlx::Row as _;

use crate::client_address::{ClientAddress, ClientNetwork};
use crate::db::{Db, DbError, WriteTransaction};
use crate::problem::ApiError;

/// Passwords that may fail within [`FAILURES_COUNT_FOR_MS`].
const MOST_PASSWORDS: i64 = 50;

/// Codes of six digits, and recovery codes, that may fail within that time: whoever guesses at them has the password.
const MOST_CODES: i64 = 10;

/// The same where they come from a network that the account has signed in from: there a person must not be locked out by
/// strangers, and whoever sits beside them must not guess for days.
const MOST_CODES_FROM_KNOWN: i64 = 40;

/// Failures are counted together in stretches of ten minutes.
const STRETCH_MS: i64 = 600_000;

/// How long the failures of a stretch count from its beginning, so that each of them counts for an hour.
pub(crate) const FAILURES_COUNT_FOR_MS: i64 = 3_600_000 + STRETCH_MS;

/// How long a network is known after the account has signed in from it: 90 days.
pub(crate) const NETWORK_KNOWN_FOR_MS: i64 = 90 * 86_400_000;

/// A try at the password of an account, which may not be there.
#[derive(Debug)]
pub(crate) struct Guess {
    email_key: String,
    account_key: String,
    network: ClientNetwork,
    most_failures: i64,
    /// From a known network; `None` where nothing is counted there.
    most_from_known: Option<i64>,
}

/// What a second factor is proved with. Each is counted by itself: whoever has used up the codes of an authenticator app
/// has not taken the recovery codes from the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Factor {
    Code,
    RecoveryCode,
}

impl Guess {
    pub(crate) fn of(email: &str, address: ClientAddress) -> Self {
        let email_key = email_key(email);
        let account_key = account_key(&email_key);
        Self { email_key, account_key, network: address.into(), most_failures: MOST_PASSWORDS, most_from_known: None }
    }

    /// A try at a second factor of the account that has this e-mail, if it has one.
    pub(crate) fn of_factor(factor: Factor, account_id: &str, email: Option<&str>, address: ClientAddress) -> Self {
        let [code, recovery_code] = factor_keys(account_id);
        let account_key = match factor {
            Factor::Code => code,
            Factor::RecoveryCode => recovery_code,
        };
        let email_key = email.map(email_key).unwrap_or_default();
        Self {
            email_key,
            account_key,
            network: address.into(),
            most_failures: MOST_CODES,
            most_from_known: Some(MOST_CODES_FROM_KNOWN),
        }
    }

    /// Counts it as failed, before the password is looked at: of many at once no more get through than of many in a
    /// row. [`Guess::was_right`] takes it back.
    ///
    /// # Errors
    /// 429 when the account had too many that failed, and has not signed in from this network.
    pub(crate) async fn begin(&self, db: &Db, now_ms: i64) -> Result<(), ApiError> {
        let mut tx = db.begin_write().await?;
        self.add(&mut tx, now_ms).await?;
        let counted = self.counted(&mut tx, now_ms).await?;
        let mut wait = wait_ms(&counted, self.most_failures, now_ms);
        if wait.is_some() && self.is_from_known_network(&mut tx, now_ms).await? {
            wait = self.most_from_known.and_then(|most| wait_ms(&counted, most, now_ms));
        }
        match wait {
            Some(wait_ms) => {
                // What is refused was no guess: it is not counted, and takes no room.
                tx.rollback().await?;
                Err(ApiError::RateLimited { retry_after: Duration::from_millis(wait_ms) })
            }
            None => Ok(tx.commit().await?),
        }
    }

    /// How many have failed within the last hour.
    pub(crate) async fn failures(&self, tx: &mut WriteTransaction, now_ms: i64) -> Result<i64, DbError> {
        Ok(self.counted(tx, now_ms).await?.iter().map(|(_, failures)| failures).sum())
    }

    /// The stretches of the last hour with their failures, the oldest first.
    async fn counted(&self, tx: &mut WriteTransaction, now_ms: i64) -> Result<Vec<(i64, i64)>, DbError> {
        let rows = sqlx::query(
            "SELECT begins_ms, failures FROM sign_in_failures WHERE account_key = $1 AND begins_ms > $2 ORDER BY begins_ms",
        )
        .bind(self.account_key.as_str())
        .bind(now_ms - FAILURES_COUNT_FOR_MS)
        .fetch_all(&mut **tx)
        .await?;
        let counted = rows.iter().map(|row| Ok((row.try_get("begins_ms")?, row.try_get("failures")?)));
        Ok(counted.collect::<Result<_, sqlx::Error>>()?)
    }

    /// Takes back, where nothing else is written, that it was counted at `begun_ms` as one that fails.
    pub(crate) async fn take_back(&self, db: &Db, begun_ms: i64) -> Result<(), DbError> {
        let mut tx = db.begin_write().await?;
        self.was_right(&mut tx, begun_ms).await?;
        tx.commit().await
    }

    /// Takes back that it was counted at `begun_ms` as one that fails.
    pub(crate) async fn was_right(&self, tx: &mut WriteTransaction, begun_ms: i64) -> Result<(), DbError> {
        sqlx::query("UPDATE sign_in_failures SET failures = failures - 1 WHERE account_key = $1 AND begins_ms = $2")
            .bind(self.account_key.as_str())
            .bind(stretch_of(begun_ms))
            .execute(&mut **tx)
            .await?;
        Ok(())
    }

    async fn add(&self, tx: &mut WriteTransaction, at_ms: i64) -> Result<(), DbError> {
        sqlx::query(
            "INSERT INTO sign_in_failures (account_key, begins_ms, failures) VALUES ($1, $2, 1)
             ON CONFLICT (account_key, begins_ms) DO UPDATE SET failures = sign_in_failures.failures + 1",
        )
        .bind(self.account_key.as_str())
        .bind(stretch_of(at_ms))
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// One question, whether or not there is such an account.
    async fn is_from_known_network(&self, tx: &mut WriteTransaction, now_ms: i64) -> Result<bool, DbError> {
        let Some(network) = self.network.as_text() else { return Ok(false) };
        let known = sqlx::query(
            "SELECT 1 FROM accounts a JOIN known_networks k ON k.account_id = a.id
             WHERE a.email_key = $1 AND k.network = $2 AND k.last_ms > $3",
        )
        .bind(self.email_key.as_str())
        .bind(network)
        .bind(now_ms - NETWORK_KNOWN_FOR_MS)
        .fetch_optional(&mut **tx)
        .await?;
        Ok(known.is_some())
    }
}

/// Notes that an account has signed in from a network.
pub(crate) async fn remember_network(
    tx: &mut WriteTransaction,
    account_id: &str,
    network: ClientNetwork,
    now_ms: i64,
) -> Result<(), DbError> {
    let Some(network) = network.as_text() else { return Ok(()) };
    sqlx::query(
        "INSERT INTO known_networks (account_id, network, last_ms) VALUES ($1, $2, $3)
         ON CONFLICT (account_id, network) DO UPDATE SET last_ms = excluded.last_ms",
    )
    .bind(account_id)
    .bind(network)
    .bind(now_ms)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What makes two spellings of an e-mail the same. The domain has no case, and no provider of note
/// gives two people local parts that differ in case only.
pub(crate) fn email_key(email: &str) -> String {
    email.to_ascii_lowercase()
}

/// What the failures of an account are counted under.
pub(crate) fn account_key(email_key: &str) -> String {
    hex::encode(Sha256::digest(email_key.as_bytes()))
}

/// The same of the second factors of an account: its codes, and its recovery codes.
pub(crate) fn factor_keys(account_id: &str) -> [String; 2] {
    ["code", "recovery code"].map(|factor| account_key(&format!("{factor} of {account_id}")))
}

/// When the stretch of a moment begins.
fn stretch_of(at_ms: i64) -> i64 {
    at_ms - at_ms.rem_euclid(STRETCH_MS)
}

/// How long until one more may be tried; `None` where it may be now. `counted` are the stretches of the last hour with
/// their failures, this one among them, the oldest first.
fn wait_ms(counted: &[(i64, i64)], most_failures: i64, now_ms: i64) -> Option<u64> {
    let mut too_many = counted.iter().map(|(_, failures)| failures).sum::<i64>() - most_failures;
    if too_many <= 0 {
        return None;
    }
    let frees = counted.iter().find(|(_, failures)| {
        too_many -= failures;
        too_many <= 0
    });
    let free_ms = frees.map_or(now_ms, |(begins_ms, _)| begins_ms + FAILURES_COUNT_FOR_MS);
    Some(u64::try_from(free_ms - now_ms).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_more_may_be_tried_when_enough_have_been_forgotten() {
        let minute = 60_000;
        assert_eq!(wait_ms(&[(0, 20), (10 * minute, 30)], 50, 15 * minute), None);
        assert_eq!(wait_ms(&[(0, 20), (10 * minute, 31)], 50, 15 * minute), Some(55 * 60_000));
        assert_eq!(wait_ms(&[(0, 20), (10 * minute, 51)], 50, 15 * minute), Some(65 * 60_000));
        assert_eq!(wait_ms(&[(0, 51)], 50, 69 * minute), Some(60_000));
    }
}
