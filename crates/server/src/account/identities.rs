//! The table `identities`: which of an identity provider's people has which account.

use sqlx::Row as _;

use crate::db::{Db, DbError, WriteTransaction};
use crate::identity::email_key;

/// One of a provider's people. It is not printed.
#[derive(Clone)]
pub(crate) struct Identity {
    pub issuer: String,
    pub subject: String,
    /// The address that the provider has verified, where it says so.
    pub email: Option<String>,
}

/// How an identity and an account stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The account is that of the identity.
    Linked,
    /// It is not, and may become it: both have verified the same address, and neither is linked elsewhere.
    Linkable,
    /// The account is that of another one of the same provider.
    OfAnother,
    /// They have nothing to do with each other.
    Apart,
}

/// Whose account it is.
pub(crate) async fn whose(db: &Db, identity: &Identity) -> Result<Option<String>, DbError> {
    let sql = "SELECT account_id FROM identities WHERE issuer = $1 AND subject = $2";
    let query = sqlx::query_scalar(sql).bind(identity.issuer.clone()).bind(identity.subject.clone());
    Ok(query.fetch_optional(db.pool()).await?)
}

/// How they stand to each other. The account is locked.
pub(crate) async fn standing(
    tx: &mut WriteTransaction,
    account_id: &str,
    identity: &Identity,
) -> Result<Standing, DbError> {
    let rows = sqlx::query(
        "SELECT account_id, subject FROM identities WHERE issuer = $1 AND (subject = $2 OR account_id = $3)",
    )
    .bind(identity.issuer.as_str())
    .bind(identity.subject.as_str())
    .bind(account_id)
    .fetch_all(&mut **tx)
    .await?;
    let mut is_of_another = false;
    for row in &rows {
        let (of_account, subject): (String, String) = (row.try_get("account_id")?, row.try_get("subject")?);
        if subject == identity.subject {
            return Ok(if of_account == account_id { Standing::Linked } else { Standing::Apart });
        }
        is_of_another = true;
    }
    Ok(match has_verified(tx, account_id, identity).await? {
        true if is_of_another => Standing::OfAnother,
        true => Standing::Linkable,
        false => Standing::Apart,
    })
}

/// Whether the account has verified the address that the provider has.
async fn has_verified(tx: &mut WriteTransaction, account_id: &str, identity: &Identity) -> Result<bool, DbError> {
    let Some(email) = &identity.email else { return Ok(false) };
    let sql = "SELECT 1 FROM accounts WHERE id = $1 AND email_key = $2 AND email_verified_ms IS NOT NULL";
    Ok(sqlx::query(sql).bind(account_id).bind(email_key(email)).fetch_optional(&mut **tx).await?.is_some())
}

/// Makes the account, which is new or locked, that of the identity. They are [`Standing::Linkable`].
///
/// # Errors
/// [`DbError::is_taken`] where another account becomes that of the identity at this very moment.
pub(crate) async fn link(
    tx: &mut WriteTransaction,
    account_id: &str,
    identity: &Identity,
    now_ms: i64,
) -> Result<(), DbError> {
    sqlx::query("INSERT INTO identities (issuer, subject, account_id, email, linked_ms) VALUES ($1, $2, $3, $4, $5)")
        .bind(identity.issuer.as_str())
        .bind(identity.subject.as_str())
        .bind(account_id)
        .bind(identity.email.as_deref().unwrap_or_default())
        .bind(now_ms)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Whether the account is that of somebody at this provider.
pub(crate) async fn is_of(db: &Db, account_id: &str, issuer: &str) -> Result<bool, DbError> {
    let sql = "SELECT 1 FROM identities WHERE account_id = $1 AND issuer = $2";
    let query = sqlx::query(sql).bind(account_id.to_owned()).bind(issuer.to_owned());
    Ok(query.fetch_optional(db.pool()).await?.is_some())
}

/// Takes the account, which is locked, from the identities that were linked since then; whether there was one. One without a
/// password keeps the first that it had, or nobody could sign in to it.
pub(super) async fn unlink_since(tx: &mut WriteTransaction, account_id: &str, since_ms: i64) -> Result<bool, DbError> {
    let unlinked = sqlx::query(
        "DELETE FROM identities WHERE account_id = $1 AND linked_ms >= $2
         AND (EXISTS (SELECT 1 FROM accounts a WHERE a.id = $1 AND a.password_hash IS NOT NULL)
              OR EXISTS (SELECT 1 FROM identities o WHERE o.account_id = $1
                         AND (o.linked_ms, o.issuer) < (identities.linked_ms, identities.issuer)))",
    )
    .bind(account_id)
    .bind(since_ms)
    .execute(&mut **tx)
    .await?;
    Ok(unlinked.rows_affected() > 0)
}
