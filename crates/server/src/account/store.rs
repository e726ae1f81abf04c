//! The table `accounts`.

use std::collections::{BTreeMap, HashMap};

use infuse_protocol::Timestamp;
use infuse_protocol::account::{Account, SignInMethod, TwoFactor};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::db::{Db, DbError, WriteTransaction};

/// An account that signs up.
#[derive(Debug)]
pub(super) struct NewAccount {
    pub id: String,
    pub name: String,
    pub email: String,
    pub password_hash: String,
    pub created_ms: i64,
}

impl NewAccount {
    /// The account as it is once it is inserted. What follows the commit must not fail: the session's secret
    /// would be lost, and the e-mail taken.
    pub(super) fn into_answer(self) -> Account {
        account(self.id, self.name, self.email, self.created_ms)
    }
}

/// An account with what its password is checked against.
#[derive(Debug)]
pub(crate) struct AccountWithPassword {
    pub account: Account,
    pub password_hash: String,
}

/// What makes two spellings of an e-mail the same. The domain has no case, and no provider of note
/// gives two people local parts that differ in case only.
pub(crate) fn email_key(email: &str) -> String {
    email.to_ascii_lowercase()
}

/// Adds an account; `false` where the e-mail belongs to another one.
pub(super) async fn insert(tx: &mut WriteTransaction, account: &NewAccount) -> Result<bool, DbError> {
    let inserted = sqlx::query(
        "INSERT INTO accounts (id, name, email, email_key, password_hash, version, created_ms)
         VALUES ($1, $2, $3, $4, $5, 1, $6) ON CONFLICT (email_key) DO NOTHING",
    )
    .bind(account.id.as_str())
    .bind(account.name.as_str())
    .bind(account.email.as_str())
    .bind(email_key(&account.email))
    .bind(account.password_hash.as_str())
    .bind(account.created_ms)
    .execute(&mut **tx)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

pub(super) async fn by_id(db: &Db, id: &str) -> Result<Option<Account>, DbError> {
    let row = sqlx::query("SELECT id, name, email, created_ms FROM accounts WHERE id = $1")
        .bind(id)
        .fetch_optional(db.pool())
        .await?;
    Ok(row.as_ref().map(account_from_row).transpose()?)
}

pub(crate) async fn by_email(db: &Db, email: &str) -> Result<Option<AccountWithPassword>, DbError> {
    let row = sqlx::query("SELECT id, name, email, created_ms, password_hash FROM accounts WHERE email_key = $1")
        .bind(email_key(email))
        .fetch_optional(db.pool())
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(AccountWithPassword { account: account_from_row(&row)?, password_hash: row.try_get("password_hash")? }))
}

pub(super) async fn rename(db: &Db, id: &str, name: &str) -> Result<(), DbError> {
    let mut tx = db.begin_write().await?;
    sqlx::query("UPDATE accounts SET name = $1, version = version + 1 WHERE id = $2")
        .bind(name)
        .bind(id)
        .execute(&mut *tx)
        .await?;
    tx.commit().await
}

/// What streams watch of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AccountState {
    /// Goes up with every change of the account.
    pub(crate) version: i64,
    /// Its workspaces, each with a version that goes up with every change.
    pub(crate) workspaces: BTreeMap<String, i64>,
}

/// The states of these accounts; unknown ones are absent.
pub(crate) async fn states(db: &Db, ids: &[String]) -> Result<HashMap<String, AccountState>, DbError> {
    let sql = "SELECT a.id, a.version, w.id AS workspace_id, w.version AS workspace_version
               FROM accounts a LEFT JOIN members m ON m.account_id = a.id LEFT JOIN workspaces w ON w.id = m.workspace_id
               WHERE a.id";
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let mut states: HashMap<String, AccountState> = HashMap::new();
    for row in db.one_of(sql, &ids, "").fetch_all(db.pool()).await? {
        let state = states.entry(row.try_get("id")?).or_default();
        state.version = row.try_get("version")?;
        if let Some(workspace_id) = row.try_get::<Option<String>, _>("workspace_id")? {
            state.workspaces.insert(workspace_id, row.try_get("workspace_version")?);
        }
    }
    Ok(states)
}

fn account_from_row(row: &AnyRow) -> Result<Account, sqlx::Error> {
    Ok(account(row.try_get("id")?, row.try_get("name")?, row.try_get("email")?, row.try_get("created_ms")?))
}

fn account(id: String, name: String, email: String, created_ms: i64) -> Account {
    Account {
        id,
        name,
        email,
        // No mail is sent yet that could verify it, and no second factor can be set up.
        email_verified: false,
        sign_in_method: SignInMethod::Password,
        two_factor: TwoFactor { enabled: false, recovery_codes_left: 0 },
        created_at: Timestamp::from_millis(created_ms),
        deletion_scheduled_at: None,
    }
}
