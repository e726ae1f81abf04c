//! A new password for an account that nobody knows the password of any more. No request does this: it takes the
//! database's file, with which everything in it could be read and changed anyway.

use crate::db::{Db, DbError, OpenError};
use crate::identity::email_key;
use crate::identity::password::Passwords;
use crate::settings::{DatabaseSettings, SettingsError};

/// Why no password was given.
#[derive(Debug, thiserror::Error)]
pub enum RecoverError {
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Database(#[from] DbError),
    #[error("the password could not be hashed: {0}")]
    Hash(String),
}

/// Gives the account of `email`, or else the oldest one whose e-mail is of `domain`, this password, and ends its
/// sessions. Answers the account's e-mail; `None` where there is no such account.
///
/// # Errors
/// Also while a server serves the database.
pub async fn give_password(
    database: &DatabaseSettings,
    email: &str,
    domain: &str,
    password: String,
) -> Result<Option<String>, RecoverError> {
    let hash = Passwords::new().hash(password).await.map_err(|error| RecoverError::Hash(format!("{error:?}")))?;
    let db = Db::open_to_serve(database.url()?.as_str()).await?;
    let given = give(&db, email, domain, &hash).await;
    db.close().await;
    Ok(given?)
}

async fn give(db: &Db, email: &str, domain: &str, hash: &str) -> Result<Option<String>, DbError> {
    let mut tx = db.begin_write().await?;
    let found: Option<(String, String)> = sqlx::query_as(
        "SELECT id, email FROM accounts WHERE email_key = $1 OR email_key LIKE $2
         ORDER BY CASE WHEN email_key = $1 THEN 0 ELSE 1 END, created_ms, id LIMIT 1",
    )
    .bind(email_key(email))
    .bind(format!("%@{domain}"))
    .fetch_optional(&mut *tx)
    .await?;
    let Some((id, email)) = found else { return Ok(None) };
    sqlx::query("UPDATE accounts SET password_hash = $1 WHERE id = $2").bind(hash).bind(&id).execute(&mut *tx).await?;
    sqlx::query("DELETE FROM sessions WHERE account_id = $1").bind(&id).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(Some(email))
}
