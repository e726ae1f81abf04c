//! The table `oidc_authorizations`. What was redeemed is a deleted row.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use sqlx::Row as _;

use crate::db::{Db, DbError};
use crate::identity::SecretHash;

/// How long a person may take at the provider: ten minutes.
pub(super) const LASTS_MS: i64 = 600_000;

pub(super) struct NewRow<'a> {
    pub(super) hash: SecretHash,
    pub(super) issuer: &'a str,
    pub(super) redirect_uri: &'a str,
    pub(super) code_challenge: &'a str,
    pub(super) nonce_hash: String,
    /// In seconds.
    pub(super) max_age: i64,
    pub(super) now_ms: i64,
}

/// A sign-in that somebody has come back from.
pub(super) struct Begun {
    pub(super) redirect_uri: String,
    pub(super) nonce_hash: String,
    /// In seconds.
    pub(super) max_age: i64,
    pub(super) created_ms: i64,
}

/// RFC 7636, 4.2: S256.
pub(super) fn challenge_of(code_verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(code_verifier.as_bytes()))
}

pub(super) async fn keep(db: &Db, row: &NewRow<'_>) -> Result<(), DbError> {
    let mut tx = db.begin_write().await?;
    sqlx::query(
        "INSERT INTO oidc_authorizations (secret_hash, issuer, redirect_uri, code_challenge, nonce_hash, max_age, created_ms,
                                          expires_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(row.hash.as_str())
    .bind(row.issuer)
    .bind(row.redirect_uri)
    .bind(row.code_challenge)
    .bind(row.nonce_hash.as_str())
    .bind(row.max_age)
    .bind(row.now_ms)
    .bind(row.now_ms.saturating_add(LASTS_MS))
    .execute(&mut *tx)
    .await?;
    tx.commit().await
}

/// Whether there is one that was begun by whoever has the challenge's verifier.
pub(super) async fn is_there(db: &Db, hash: &SecretHash, challenge: &str, now_ms: i64) -> Result<bool, DbError> {
    let sql = "SELECT 1 FROM oidc_authorizations WHERE secret_hash = $1 AND code_challenge = $2 AND expires_ms > $3";
    let query = sqlx::query(sql).bind(hash.as_str().to_owned()).bind(challenge.to_owned()).bind(now_ms);
    Ok(query.fetch_optional(db.pool()).await?.is_some())
}

/// Takes the one that was begun by whoever has the challenge's verifier, once, whoever else comes with it at the same time.
/// Without the verifier it stays for whoever has it.
pub(super) async fn take(
    db: &Db,
    hash: &SecretHash,
    challenge: &str,
    issuer: &str,
    now_ms: i64,
) -> Result<Option<Begun>, DbError> {
    let mut tx = db.begin_write().await?;
    // The row is there for the first one alone.
    let row = sqlx::query(
        "DELETE FROM oidc_authorizations WHERE secret_hash = $1 AND code_challenge = $2 AND issuer = $3 AND expires_ms > $4
         RETURNING redirect_uri, nonce_hash, max_age, created_ms",
    )
    .bind(hash.as_str())
    .bind(challenge)
    .bind(issuer)
    .bind(now_ms)
    .fetch_optional(&mut *tx)
    .await?;
    tx.commit().await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Begun {
        redirect_uri: row.try_get("redirect_uri")?,
        nonce_hash: row.try_get("nonce_hash")?,
        max_age: row.try_get("max_age")?,
        created_ms: row.try_get("created_ms")?,
    }))
}
