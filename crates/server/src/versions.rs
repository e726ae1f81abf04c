//! The table `resource_versions`: how often each resource of an account or a workspace was changed.
//!
//! A resource begins with version [`FIRST`] and has no row until its first change, so that whoever makes an account
//! or a workspace need not know which resources there are. What is written here, streams tell as `changed`.

use std::collections::{BTreeMap, HashMap};

use infuse_protocol::stream::Resource;
use sqlx::Row as _;

use crate::db::{Db, DbError, WriteTransaction};

/// The version of what was never changed.
pub(crate) const FIRST: i64 = 1;

/// The versions of one owner's resources; those that were never changed are absent.
pub(crate) type Versions = BTreeMap<Resource, i64>;

/// Raises the version of a resource of an account or workspace, and answers it. Until the transaction ends,
/// whoever else raises the same waits.
pub(crate) async fn bump(tx: &mut WriteTransaction, owner_id: &str, resource: Resource) -> Result<i64, DbError> {
    let version = sqlx::query_scalar(
        "INSERT INTO resource_versions (owner, resource, version) VALUES ($1, $2, $3)
         ON CONFLICT (owner, resource) DO UPDATE SET version = resource_versions.version + 1 RETURNING version",
    )
    .bind(owner_id)
    .bind(resource.name())
    .bind(FIRST + 1)
    .fetch_one(&mut **tx)
    .await?;
    Ok(version)
}

/// Has whoever else changes a resource of the account, or erases it, wait until the transaction ends; `false` where there is
/// no such account. It comes before all else that they lock.
pub(crate) async fn lock_account(tx: &mut WriteTransaction, account_id: &str) -> Result<bool, DbError> {
    let locked = sqlx::query("UPDATE accounts SET name = name WHERE id = $1").bind(account_id).execute(&mut **tx);
    Ok(locked.await?.rows_affected() == 1)
}

/// What streams watch of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct AccountState {
    pub(crate) own: Versions,
    /// Its workspaces, each with the versions of what belongs to it.
    pub(crate) workspaces: BTreeMap<String, Versions>,
}

/// The states of these accounts, all of one moment; unknown ones are absent.
pub(crate) async fn of_accounts(db: &Db, ids: &[String]) -> Result<HashMap<String, AccountState>, DbError> {
    let sql = "SELECT owners.account_id, owners.workspace_id, v.resource, v.version
               FROM (SELECT id AS account_id, CAST(NULL AS TEXT) AS workspace_id, id AS owner FROM accounts
                     UNION ALL SELECT account_id, workspace_id, workspace_id AS owner FROM members) AS owners
               LEFT JOIN resource_versions v ON v.owner = owners.owner
               WHERE owners.account_id";
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let mut states: HashMap<String, AccountState> = HashMap::new();
    for row in db.one_of(sql, &ids, "").fetch_all(db.pool()).await? {
        let state = states.entry(row.try_get("account_id")?).or_default();
        let versions = match row.try_get::<Option<String>, _>("workspace_id")? {
            Some(workspace_id) => state.workspaces.entry(workspace_id).or_default(),
            None => &mut state.own,
        };
        // A resource that only a newer replica knows is nothing to tell of here.
        if let Some(resource) = row.try_get::<Option<&str>, _>("resource")?.and_then(Resource::named) {
            versions.insert(resource, row.try_get("version")?);
        }
    }
    Ok(states)
}

/// The version of a resource among those of its owner.
pub(crate) fn version_of(versions: &Versions, resource: Resource) -> i64 {
    versions.get(&resource).copied().unwrap_or(FIRST)
}
