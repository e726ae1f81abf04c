//! What the database knows about the secrets that requests bring: reads of `sessions` and `tokens`
//! for many secrets at once, and the times of their last use.

use std::collections::HashMap;

use infuse_protocol::Scope;
use infuse_protocol::workspace::Role;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::Person;
use super::secret::{SecretHash, SecretKind};
use crate::db::{Db, DbError, WriteTransaction};
use crate::names::stored;
use crate::problem::ApiError;
use crate::versions;

/// How long a session lives without being used: 400 days.
pub(crate) const DEAD_AFTER_MS: i64 = 400 * 86_400_000;

/// A session or token as it stands in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Credential {
    pub id: String,
    pub subject: Subject,
    pub last_used_ms: Option<i64>,
    /// When it ends by itself, if it does.
    pub ends_ms: Option<i64>,
}

/// Whom a credential speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Person { account_id: String, name: String },
    Agent { account_id: String, name: String, workspace_id: String, makers_role: Role, scopes: Vec<Scope> },
}

impl Credential {
    pub(super) fn is_valid(&self, now_ms: i64) -> bool {
        self.ends_ms.is_none_or(|ends_ms| now_ms < ends_ms)
    }
}

/// The credentials of these secrets; those that no session and no token has are absent.
pub(super) async fn of_secrets(db: &Db, hashes: &[SecretHash]) -> Result<HashMap<SecretHash, Credential>, DbError> {
    let of_kind = |kind| hashes.iter().filter(move |hash| hash.kind() == kind).collect::<Vec<_>>();
    let (session_hashes, token_hashes) = (of_kind(SecretKind::Session), of_kind(SecretKind::Token));
    let (sessions, tokens) = tokio::try_join!(sessions(db, &session_hashes), tokens(db, &token_hashes))?;
    Ok(sessions.into_iter().chain(tokens).collect())
}

async fn sessions(db: &Db, hashes: &[&SecretHash]) -> Result<Vec<(SecretHash, Credential)>, sqlx::Error> {
    let sql = "SELECT s.secret_hash, s.id, s.account_id, s.last_seen_ms, a.name
               FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.secret_hash";
    Ok(readable(&fetch(db, sql, hashes).await?, session_from_row))
}

/// A token whose maker is no member of its workspace any more is no credential, and none while its maker's account waits
/// for its deletion: it is one again when that is taken back.
async fn tokens(db: &Db, hashes: &[&SecretHash]) -> Result<Vec<(SecretHash, Credential)>, sqlx::Error> {
    let sql =
        "SELECT s.secret_hash, t.id, t.account_id, t.name, t.workspace_id, t.scopes, t.last_used_ms, t.expires_ms,
                      s.ends_ms, m.role
               FROM token_secrets s JOIN tokens t ON t.id = s.token_id
               JOIN members m ON m.workspace_id = t.workspace_id AND m.account_id = t.account_id
               JOIN accounts a ON a.id = t.account_id AND a.deletion_ms IS NULL
               WHERE s.secret_hash";
    Ok(readable(&fetch(db, sql, hashes).await?, token_from_row))
}

/// The rows that this version can read. One that it can not, as of a role that a newer server knows, is no credential
/// here; those who ask beside it get theirs.
fn readable<T>(rows: &[AnyRow], read: impl Fn(&AnyRow) -> Result<T, sqlx::Error>) -> Vec<T> {
    let read = rows.iter().map(read);
    read.filter_map(|row| row.inspect_err(|error| tracing::error!(%error, "a credential can not be read")).ok())
        .collect()
}

/// A use of a credential that is worth writing down.
#[derive(Debug)]
pub(super) struct Use {
    pub(super) used: Used,
    pub(super) id: String,
    pub(super) address: String,
    pub(super) at_ms: i64,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Used {
    Session,
    Token,
}

/// Writes the uses down, all in one transaction. Uses are sorted by id, so that two replicas lock
/// rows in one order.
pub(super) async fn record(db: &Db, uses: &[Use]) -> Result<(), DbError> {
    let mut tx = db.begin_write().await?;
    for used in uses {
        let sql = match used.used {
            Used::Session => "UPDATE sessions SET last_seen_ms = $1, address = $2 WHERE id = $3",
            Used::Token => "UPDATE tokens SET last_used_ms = $1, last_used_address = $2 WHERE id = $3",
        };
        let update = sqlx::query(sql).bind(used.at_ms).bind(used.address.as_str()).bind(used.id.as_str());
        update.execute(&mut *tx).await?;
    }
    tx.commit().await
}

/// Locks the account of a person who is about to write something, and makes sure that their session is still there. It may
/// have ended while the request was on its way, which takes as long as its sender likes; what its end was to prevent must
/// not come after it.
///
/// # Errors
/// 401 where it has ended. Then nothing of the transaction is to last.
pub(crate) async fn lock_session(tx: &mut WriteTransaction, person: &Person) -> Result<(), ApiError> {
    versions::lock_account(tx, &person.account_id).await?;
    let found = sqlx::query("SELECT 1 FROM sessions WHERE id = $1 AND account_id = $2")
        .bind(person.session_id.as_str())
        .bind(person.account_id.as_str())
        .fetch_optional(&mut **tx)
        .await?;
    found.map(drop).ok_or(ApiError::Unauthorized)
}

/// Ends all sessions of an account but the one that is kept, if one is; answers their ids, which are to be told on the bus
/// once that is committed. The account is locked.
pub(crate) async fn end_sessions(
    tx: &mut WriteTransaction,
    account_id: &str,
    kept_id: Option<&str>,
) -> Result<Vec<String>, DbError> {
    let sql = "DELETE FROM sessions WHERE account_id = $1 AND id <> $2 RETURNING id";
    Ok(sqlx::query_scalar(sql).bind(account_id).bind(kept_id.unwrap_or_default()).fetch_all(&mut **tx).await?)
}

/// The rows of `sql`, which ends with the column that the hashes are compared with.
async fn fetch(db: &Db, sql: &str, hashes: &[&SecretHash]) -> Result<Vec<AnyRow>, sqlx::Error> {
    if hashes.is_empty() {
        return Ok(Vec::new());
    }
    let hashes: Vec<&str> = hashes.iter().map(|hash| hash.as_str()).collect();
    db.one_of(sql, &hashes, "").fetch_all(db.secrets()).await
}

fn session_from_row(row: &AnyRow) -> Result<(SecretHash, Credential), sqlx::Error> {
    let last_seen_ms: i64 = row.try_get("last_seen_ms")?;
    let credential = Credential {
        id: row.try_get("id")?,
        subject: Subject::Person { account_id: row.try_get("account_id")?, name: row.try_get("name")? },
        last_used_ms: Some(last_seen_ms),
        ends_ms: Some(last_seen_ms.saturating_add(DEAD_AFTER_MS)),
    };
    Ok((SecretHash::stored(SecretKind::Session, row.try_get("secret_hash")?), credential))
}

fn token_from_row(row: &AnyRow) -> Result<(SecretHash, Credential), sqlx::Error> {
    let expires_ms: Option<i64> = row.try_get("expires_ms")?;
    let overlap_ends_ms: Option<i64> = row.try_get("ends_ms")?;
    let credential = Credential {
        id: row.try_get("id")?,
        subject: Subject::Agent {
            account_id: row.try_get("account_id")?,
            name: row.try_get("name")?,
            makers_role: stored(row, "role")?,
            workspace_id: row.try_get("workspace_id")?,
            scopes: scopes_from_column(row.try_get("scopes")?),
        },
        last_used_ms: row.try_get("last_used_ms")?,
        ends_ms: [expires_ms, overlap_ends_ms].into_iter().flatten().min(),
    };
    Ok((SecretHash::stored(SecretKind::Token, row.try_get("secret_hash")?), credential))
}

/// The scopes of a column; one that this version does not know gives nothing.
pub(crate) fn scopes_from_column(column: &str) -> Vec<Scope> {
    column.split(' ').filter_map(Scope::from_name).collect()
}
