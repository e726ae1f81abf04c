//! The table `accounts`.

use infuse_protocol::Timestamp;
use infuse_protocol::account::{Account, EmailProblem, SignInMethod, TwoFactor};
use infuse_protocol::stream::Resource;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

use crate::db::{Db, DbError, WriteTransaction};
use crate::identity::email_key;
use crate::if_match::{self, Claimed, Expected};
use crate::mail::{self, link};
use crate::versions;

/// An account that signs up. It is not printed: its password's hash could be guessed at.
pub(crate) struct NewAccount {
    pub id: String,
    pub name: String,
    pub email: String,
    /// When somebody has shown that the address is theirs.
    pub email_verified_ms: Option<i64>,
    /// `None` for one that signs in with an identity provider.
    pub password_hash: Option<String>,
    pub created_ms: i64,
}

impl NewAccount {
    /// The account as it is once it is inserted. What follows the commit must not fail: the session's secret
    /// would be lost, and the e-mail taken.
    pub(crate) fn into_answer(self) -> Account {
        let is_own = !mail::is_reachable(&self.email);
        let method = match self.password_hash {
            _ if is_own => SignInMethod::Local,
            Some(_) => SignInMethod::Password,
            None => SignInMethod::Oidc,
        };
        let email_verified = self.email_verified_ms.is_some();
        let email = Some(self.email).filter(|_| !is_own);
        Account { email_verified, ..account(self.id, self.name, email, method, self.created_ms) }
    }
}

/// An account with what its password is checked against, which is why it is not printed.
pub(crate) struct AccountWithPassword {
    pub account: Account,
    /// `None` for an account without a password, which nobody signs in to by one.
    pub password_hash: Option<String>,
}

/// Adds an account; `false` where the e-mail belongs to another one.
pub(super) async fn insert(tx: &mut WriteTransaction, account: &NewAccount) -> Result<bool, DbError> {
    let inserted = sqlx::query(
        "INSERT INTO accounts (id, name, email, email_key, email_verified_ms, password_hash, created_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (email_key) DO NOTHING",
    )
    .bind(account.id.as_str())
    .bind(account.name.as_str())
    .bind(account.email.as_str())
    .bind(email_key(&account.email))
    .bind(account.email_verified_ms)
    .bind(account.password_hash.as_deref())
    .bind(account.created_ms)
    .execute(&mut **tx)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

pub(crate) async fn by_id(db: &Db, id: &str) -> Result<Option<Account>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE accounts.id = $1");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(id.to_owned()).fetch_optional(db.pool()).await?;
    Ok(row.as_ref().map(account_from_row).transpose()?)
}

/// The same as this transaction has made it.
pub(crate) async fn in_transaction(tx: &mut WriteTransaction, id: &str) -> Result<Option<Account>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE accounts.id = $1");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(id.to_owned()).fetch_optional(&mut **tx).await?;
    Ok(row.as_ref().map(account_from_row).transpose()?)
}

pub(crate) async fn by_email(db: &Db, email: &str) -> Result<Option<AccountWithPassword>, DbError> {
    one_with_password(db, "email_key", email_key(email)).await
}

pub(super) async fn with_password(db: &Db, id: &str) -> Result<Option<AccountWithPassword>, DbError> {
    one_with_password(db, "id", id.to_owned()).await
}

async fn one_with_password(
    db: &Db,
    column: &'static str,
    value: String,
) -> Result<Option<AccountWithPassword>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE accounts.{column} = $1");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(value).fetch_optional(db.pool()).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(AccountWithPassword { account: account_from_row(&row)?, password_hash: row.try_get("password_hash")? }))
}

/// Changes the name of an account that stands at a version which `expected` names; `false` where it does not.
pub(super) async fn rename(db: &Db, id: &str, name: &str, expected: &Expected) -> Result<bool, DbError> {
    let mut tx = db.begin_write().await?;
    if if_match::claim(&mut tx, id, Resource::Account, expected).await? != Claimed::Done {
        tx.rollback().await?;
        return Ok(false);
    }
    sqlx::query("UPDATE accounts SET name = $1 WHERE id = $2").bind(name).bind(id).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(true)
}

/// Whether the password of an account is still the one with that hash. The account is locked.
pub(crate) async fn has_password(tx: &mut WriteTransaction, id: &str, hash: Option<&str>) -> Result<bool, DbError> {
    let sql = "SELECT 1 FROM accounts WHERE id = $1 AND password_hash = $2";
    Ok(sqlx::query(sql).bind(id).bind(hash.unwrap_or_default()).fetch_optional(&mut **tx).await?.is_some())
}

/// What the password of an account is checked against, where it has one. The account is locked.
pub(crate) async fn password_hash(tx: &mut WriteTransaction, id: &str) -> Result<Option<String>, DbError> {
    let sql = "SELECT password_hash FROM accounts WHERE id = $1";
    let hash: Option<Option<String>> = sqlx::query_scalar(sql).bind(id).fetch_optional(&mut **tx).await?;
    Ok(hash.flatten())
}

/// Gives an account another password. It is locked.
pub(super) async fn set_password(tx: &mut WriteTransaction, id: &str, hash: &str) -> Result<(), DbError> {
    sqlx::query("UPDATE accounts SET password_hash = $1 WHERE id = $2").bind(hash).bind(id).execute(&mut **tx).await?;
    Ok(())
}

/// Whether that is the address of an account. It is locked.
pub(super) async fn has_email(tx: &mut WriteTransaction, id: &str, email: &str) -> Result<bool, DbError> {
    let sql = "SELECT 1 FROM accounts WHERE id = $1 AND email_key = $2";
    Ok(sqlx::query(sql).bind(id).bind(email_key(email)).fetch_optional(&mut **tx).await?.is_some())
}

/// Whether an account has an address that mails reach. It is locked.
pub(super) async fn has_reachable_email(tx: &mut WriteTransaction, id: &str) -> Result<bool, DbError> {
    let sql = "SELECT email FROM accounts WHERE id = $1";
    let email: Option<Option<String>> = sqlx::query_scalar(sql).bind(id).fetch_optional(&mut **tx).await?;
    Ok(email.flatten().is_some_and(|email| mail::is_reachable(&email)))
}

/// Verifies the address of an account, which is locked, and ends that it is set aside; whether it was never verified
/// before.
pub(super) async fn verify_email(tx: &mut WriteTransaction, id: &str, now_ms: i64) -> Result<bool, DbError> {
    let sql = "UPDATE accounts SET email_refused_ms = NULL WHERE id = $1 AND email_refused_ms IS NOT NULL";
    let takes_mails = sqlx::query(sql).bind(id).execute(&mut **tx).await?.rows_affected() > 0;
    let sql = "UPDATE accounts SET email_verified_ms = $1, verification_mail = NULL
               WHERE id = $2 AND email_verified_ms IS NULL";
    let is_new = sqlx::query(sql).bind(now_ms).bind(id).execute(&mut **tx).await?.rows_affected() > 0;
    if takes_mails || is_new {
        versions::bump(tx, id, Resource::Account).await?;
    }
    Ok(is_new)
}

/// Makes an address that of an account, which is locked; `false` where it is another one's, or is kept for one that may
/// take it back. Then nothing of the transaction is to last.
///
/// # Errors
/// [`DbError::is_taken`] where another account gets the address at this very moment.
pub(super) async fn set_email(
    tx: &mut WriteTransaction,
    id: &str,
    email: &str,
    verified_ms: Option<i64>,
    now_ms: i64,
) -> Result<bool, DbError> {
    let set = sqlx::query(
        "UPDATE accounts SET email = $1, email_key = $2, email_verified_ms = $3, email_refused_ms = NULL,
                             verification_mail = NULL
         WHERE id = $4
         AND NOT EXISTS (SELECT 1 FROM accounts other WHERE other.email_key = $2 AND other.id <> $4)",
    )
    .bind(email)
    .bind(email_key(email))
    .bind(verified_ms)
    .bind(id)
    .execute(&mut **tx)
    .await?;
    if set.rows_affected() == 0 || link::is_kept_for_another(tx, email, id, now_ms).await? {
        return Ok(false);
    }
    versions::bump(tx, id, Resource::Account).await?;
    Ok(true)
}

/// An account's columns, and its version from the table of versions.
const COLUMNS: &str = "accounts.id, accounts.name, accounts.email, accounts.email_verified_ms, \
     accounts.email_refused_ms, accounts.password_hash, accounts.created_ms, accounts.deletion_ms, \
     two_factor.enabled_ms, \
     (SELECT COUNT(*) FROM recovery_codes WHERE recovery_codes.account_id = accounts.id) AS recovery_codes_left, \
     (SELECT COUNT(*) FROM identities WHERE identities.account_id = accounts.id) AS identities, \
     (SELECT l.email FROM account_links l WHERE l.account_id = accounts.id AND l.kind = 'email_change') AS pending_email, \
     resource_versions.version AS version";
const TABLES: &str = "accounts LEFT JOIN resource_versions \
                      ON resource_versions.owner = accounts.id AND resource_versions.resource = 'account' \
                      LEFT JOIN two_factor ON two_factor.account_id = accounts.id";

fn account_from_row(row: &AnyRow) -> Result<Account, sqlx::Error> {
    let (email, password_hash): (Option<String>, Option<String>) =
        (row.try_get("email")?, row.try_get("password_hash")?);
    let has_identity = row.try_get::<i64, _>("identities")? > 0;
    let (email, method) = match email.filter(|email| mail::is_reachable(email)) {
        Some(email) if password_hash.is_some() => (Some(email), SignInMethod::Password),
        Some(email) if has_identity => (Some(email), SignInMethod::Oidc),
        // What an app makes for itself is nobody's address, and no password that anyone knows.
        email => (email, SignInMethod::Local),
    };
    let (id, name) = (row.try_get("id")?, row.try_get("name")?);
    let version: Option<i64> = row.try_get("version")?;
    let (verified_ms, refused_ms): (Option<i64>, Option<i64>) =
        (row.try_get("email_verified_ms")?, row.try_get("email_refused_ms")?);
    let (enabled_ms, recovery_codes_left): (Option<i64>, i64) =
        (row.try_get("enabled_ms")?, row.try_get("recovery_codes_left")?);
    Ok(Account {
        version: version.unwrap_or(versions::FIRST),
        email_verified: verified_ms.is_some(),
        email_problem: refused_ms.map(|_| EmailProblem::Refused),
        deletion_scheduled_at: row.try_get::<Option<i64>, _>("deletion_ms")?.map(Timestamp::from_millis),
        two_factor: TwoFactor {
            enabled: enabled_ms.is_some(),
            recovery_codes_left: u32::try_from(recovery_codes_left).unwrap_or_default(),
        },
        pending_email: row.try_get("pending_email")?,
        ..account(id, name, email, method, row.try_get("created_ms")?)
    })
}

fn account(id: String, name: String, email: Option<String>, sign_in_method: SignInMethod, created_ms: i64) -> Account {
    Account {
        id,
        version: versions::FIRST,
        name,
        email,
        email_verified: false,
        email_problem: None,
        pending_email: None,
        sign_in_method,
        two_factor: TwoFactor { enabled: false, recovery_codes_left: 0 },
        created_at: Timestamp::from_millis(created_ms),
        deletion_scheduled_at: None,
    }
}

/// When the account is to be erased, if it is.
pub(super) async fn deletion_ms(tx: &mut WriteTransaction, id: &str) -> Result<Option<i64>, DbError> {
    let found: Option<Option<i64>> =
        sqlx::query_scalar("SELECT deletion_ms FROM accounts WHERE id = $1").bind(id).fetch_optional(&mut **tx).await?;
    Ok(found.flatten())
}

/// Has the account erased at that moment, or not at all.
pub(super) async fn set_deletion(tx: &mut WriteTransaction, id: &str, at_ms: Option<i64>) -> Result<(), DbError> {
    sqlx::query("UPDATE accounts SET deletion_ms = $1 WHERE id = $2").bind(at_ms).bind(id).execute(&mut **tx).await?;
    Ok(())
}
