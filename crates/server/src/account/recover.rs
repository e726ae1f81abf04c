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

/// Whom a password was given to.
#[derive(Debug)]
pub enum Given {
    /// The account with this e-mail.
    To(String),
    /// Nobody: the account was given an e-mail and a password by its owner, who signs in with those.
    Protected(String),
    /// There is no account.
    Nobody,
}

/// Gives the account of `email`, or else the oldest one, this password and ends its sessions, where its e-mail is of
/// `domain`.
///
/// # Errors
/// Also while a server serves the database.
pub async fn give_password(
    database: &DatabaseSettings,
    email: &str,
    domain: &str,
    password: String,
) -> Result<Given, RecoverError> {
    let hash = Passwords::new().hash(password).await.map_err(|error| RecoverError::Hash(format!("{error:?}")))?;
    let db = Db::open_to_serve(database.url()?.as_str()).await?;
    let given = give(&db, email, domain, &hash).await;
    db.close().await;
    Ok(given?)
}

async fn give(db: &Db, email: &str, domain: &str, hash: &str) -> Result<Given, DbError> {
    let mut tx = db.begin_write().await?;
    let found: Option<(String, String)> = sqlx::query_as(
        "SELECT id, email FROM accounts WHERE email IS NOT NULL
         ORDER BY CASE WHEN email_key = $1 THEN 0 ELSE 1 END, created_ms, id LIMIT 1",
    )
    .bind(email_key(email))
    .fetch_optional(&mut *tx)
    .await?;
    let Some((id, email)) = found else { return Ok(Given::Nobody) };
    // Its owner's login at the computer no longer guards it.
    if !email_key(&email).ends_with(&format!("@{domain}")) {
        return Ok(Given::Protected(email));
    }
    sqlx::query("UPDATE accounts SET password_hash = $1 WHERE id = $2").bind(hash).bind(&id).execute(&mut *tx).await?;
    sqlx::query("DELETE FROM sessions WHERE account_id = $1").bind(&id).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(Given::To(email))
}
