//! The tables `tokens` and `token_secrets`. A revoked token is a deleted row.

use infuse_protocol::tokens::Token;
use infuse_protocol::{Scope, Timestamp};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::db::{Db, DbError, WriteTransaction};
use crate::identity::{SecretHash, scopes_from_column};
use crate::page::PageRange;

pub(super) async fn insert(tx: &mut WriteTransaction, account_id: &str, token: &Token) -> Result<(), DbError> {
    sqlx::query(
        "INSERT INTO tokens (id, account_id, workspace_id, name, scopes, hint, created_ms, expires_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(token.id.as_str())
    .bind(account_id)
    .bind(token.workspace_id.as_str())
    .bind(token.name.as_str())
    .bind(scopes_to_column(&token.scopes))
    .bind(token.hint.as_str())
    .bind(token.created_at.as_millis())
    .bind(token.expires_at.map(Timestamp::as_millis))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(super) async fn insert_secret(
    tx: &mut WriteTransaction,
    token_id: &str,
    secret_hash: &SecretHash,
    made_ms: i64,
) -> Result<(), DbError> {
    sqlx::query("INSERT INTO token_secrets (secret_hash, token_id, made_ms) VALUES ($1, $2, $3)")
        .bind(secret_hash.as_str())
        .bind(token_id)
        .bind(made_ms)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Lets the secrets of a token end; those that end sooner keep their end.
pub(super) async fn end_secrets(tx: &mut WriteTransaction, token_id: &str, ends_ms: i64) -> Result<(), DbError> {
    sqlx::query("UPDATE token_secrets SET ends_ms = $1 WHERE token_id = $2 AND (ends_ms IS NULL OR ends_ms > $1)")
        .bind(ends_ms)
        .bind(token_id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// How many tokens the account has for the workspace.
pub(super) async fn count(tx: &mut WriteTransaction, account_id: &str, workspace_id: &str) -> Result<i64, DbError> {
    let count =
        sqlx::query_scalar("SELECT CAST(COUNT(*) AS BIGINT) FROM tokens WHERE account_id = $1 AND workspace_id = $2");
    Ok(count.bind(account_id).bind(workspace_id).fetch_one(&mut **tx).await?)
}

/// Changes the hint, and locks the row for a rotation; answers the token's name, `None` where the account has no such
/// token.
pub(super) async fn set_hint(
    tx: &mut WriteTransaction,
    account_id: &str,
    token_id: &str,
    hint: &str,
) -> Result<Option<String>, DbError> {
    let sql = "UPDATE tokens SET hint = $1 WHERE id = $2 AND account_id = $3 RETURNING name";
    Ok(sqlx::query_scalar(sql).bind(hint).bind(token_id).bind(account_id).fetch_optional(&mut **tx).await?)
}

/// Revokes a token; answers its name, `None` where the account has no such token.
pub(super) async fn delete(
    tx: &mut WriteTransaction,
    account_id: &str,
    token_id: &str,
) -> Result<Option<String>, DbError> {
    let sql = "DELETE FROM tokens WHERE id = $1 AND account_id = $2 RETURNING name";
    Ok(sqlx::query_scalar(sql).bind(token_id).bind(account_id).fetch_optional(&mut **tx).await?)
}

/// The tokens of an account, newest first.
pub(super) async fn of_account(db: &Db, account_id: &str, range: &PageRange) -> Result<Vec<Token>, DbError> {
    let rows = sqlx::query(
        "SELECT id, name, workspace_id, scopes, hint, created_ms, last_used_ms, last_used_address, expires_ms
         FROM tokens WHERE account_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
    )
    .bind(account_id)
    .bind(range.before_id.as_str())
    .bind(range.rows())
    .fetch_all(db.pool())
    .await?;
    Ok(rows.iter().map(token_from_row).collect::<Result<_, sqlx::Error>>()?)
}

fn scopes_to_column(scopes: &[Scope]) -> String {
    scopes.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(" ")
}

fn token_from_row(row: &AnyRow) -> Result<Token, sqlx::Error> {
    let time = |column| row.try_get::<Option<i64>, _>(column).map(|ms| ms.map(Timestamp::from_millis));
    Ok(Token {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        workspace_id: row.try_get("workspace_id")?,
        scopes: scopes_from_column(row.try_get("scopes")?),
        hint: row.try_get("hint")?,
        created_at: Timestamp::from_millis(row.try_get("created_ms")?),
        last_used_at: time("last_used_ms")?,
        last_used_address: row.try_get("last_used_address")?,
        expires_at: time("expires_ms")?,
    })
}
