//! The tables `workspaces` and `members`. A workspace's plan stands in its book.

use infuse_protocol::stream::Resource;
use infuse_protocol::workspace::{Role, Workspace};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

use crate::db::{Db, DbError, WriteTransaction};
use crate::names::stored;
use crate::page::PageRange;
use crate::versions;

pub(super) async fn insert(tx: &mut WriteTransaction, workspace: &Workspace, now_ms: i64) -> Result<(), DbError> {
    sqlx::query("INSERT INTO workspaces (id, name, kind, created_ms) VALUES ($1, $2, $3, $4)")
        .bind(workspace.id.as_str())
        .bind(workspace.name.as_str())
        .bind(workspace.kind.name())
        .bind(now_ms)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub(super) async fn add_member(
    tx: &mut WriteTransaction,
    workspace_id: &str,
    account_id: &str,
    role: Role,
    now_ms: i64,
) -> Result<(), DbError> {
    sqlx::query("INSERT INTO members (workspace_id, account_id, role, joined_ms) VALUES ($1, $2, $3, $4)")
        .bind(workspace_id)
        .bind(account_id)
        .bind(role.name())
        .bind(now_ms)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// A workspace as one of its members sees it.
pub(super) async fn by_id(db: &Db, workspace_id: &str, account_id: &str) -> Result<Option<Workspace>, DbError> {
    let row = sqlx::query(
        "SELECT w.id, w.name, w.kind, m.role, b.plan
         FROM members m JOIN workspaces w ON w.id = m.workspace_id JOIN books b ON b.workspace_id = w.id
         WHERE m.workspace_id = $1 AND m.account_id = $2",
    )
    .bind(workspace_id)
    .bind(account_id)
    .fetch_optional(db.pool())
    .await?;
    Ok(row.as_ref().map(workspace_from_row).transpose()?)
}

/// The workspaces of an account, newest first.
pub(super) async fn of_account(db: &Db, account_id: &str, range: &PageRange) -> Result<Vec<Workspace>, DbError> {
    let rows = sqlx::query(
        "SELECT w.id, w.name, w.kind, m.role, b.plan
         FROM members m JOIN workspaces w ON w.id = m.workspace_id JOIN books b ON b.workspace_id = w.id
         WHERE m.account_id = $1 AND w.id < $2 ORDER BY w.id DESC LIMIT $3",
    )
    .bind(account_id)
    .bind(range.before_id.as_str())
    .bind(range.rows())
    .fetch_all(db.pool())
    .await?;
    Ok(rows.iter().map(workspace_from_row).collect::<Result<_, sqlx::Error>>()?)
}

/// What an account is in a workspace, where it is a member.
pub(super) async fn role(db: &Db, workspace_id: &str, account_id: &str) -> Result<Option<Role>, DbError> {
    let row = sqlx::query("SELECT role FROM members WHERE workspace_id = $1 AND account_id = $2")
        .bind(workspace_id)
        .bind(account_id)
        .fetch_optional(db.pool())
        .await?;
    Ok(row.as_ref().map(|row| stored(row, "role")).transpose()?)
}

/// The same, and nobody changes or ends it until the transaction is over.
pub(crate) async fn lock_role(
    tx: &mut WriteTransaction,
    db: &Db,
    workspace_id: &str,
    account_id: &str,
) -> Result<Option<Role>, DbError> {
    let sql = format!("SELECT role FROM members WHERE workspace_id = $1 AND account_id = $2{}", db.for_update());
    let row = sqlx::query(AssertSqlSafe(sql))
        .bind(workspace_id.to_owned())
        .bind(account_id.to_owned())
        .fetch_optional(&mut **tx)
        .await?;
    Ok(row.as_ref().map(|row| stored(row, "role")).transpose()?)
}

/// The workspace that an account started with.
pub(crate) async fn personal_of(db: &Db, account_id: &str) -> Result<Option<String>, DbError> {
    let sql = "SELECT w.id FROM members m JOIN workspaces w ON w.id = m.workspace_id
               WHERE m.account_id = $1 AND m.role = 'owner' AND w.kind = 'personal'";
    Ok(sqlx::query_scalar(sql).bind(account_id).fetch_optional(db.pool()).await?)
}

pub(crate) async fn member_ids(db: &Db, workspace_id: &str) -> Result<Vec<String>, DbError> {
    Ok(sqlx::query_scalar("SELECT account_id FROM members WHERE workspace_id = $1")
        .bind(workspace_id)
        .fetch_all(db.pool())
        .await?)
}

pub(super) async fn rename(db: &Db, workspace_id: &str, name: &str) -> Result<(), DbError> {
    let mut tx = db.begin_write().await?;
    sqlx::query("UPDATE workspaces SET name = $1 WHERE id = $2")
        .bind(name)
        .bind(workspace_id)
        .execute(&mut *tx)
        .await?;
    versions::bump(&mut tx, workspace_id, Resource::Workspace).await?;
    tx.commit().await
}

fn workspace_from_row(row: &AnyRow) -> Result<Workspace, sqlx::Error> {
    Ok(Workspace {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        kind: stored(row, "kind")?,
        role: stored(row, "role")?,
        plan: row.try_get("plan")?,
    })
}
