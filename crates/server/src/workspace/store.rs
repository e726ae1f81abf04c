//! The tables `workspaces` and `members`. A workspace's plan stands in its book.

use infuse_protocol::stream::Resource;
use infuse_protocol::workspace::{Role, Workspace, WorkspaceKind};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::db::{Db, DbError, WriteTransaction};
use crate::page::PageRange;
use crate::versions;

pub(super) async fn insert(tx: &mut WriteTransaction, workspace: &Workspace, now_ms: i64) -> Result<(), DbError> {
    sqlx::query("INSERT INTO workspaces (id, name, kind, created_ms) VALUES ($1, $2, $3, $4)")
        .bind(workspace.id.as_str())
        .bind(workspace.name.as_str())
        .bind(kind_name(workspace.kind))
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
        .bind(role_name(role))
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
    let name: Option<String> =
        sqlx::query_scalar("SELECT role FROM members WHERE workspace_id = $1 AND account_id = $2")
            .bind(workspace_id)
            .bind(account_id)
            .fetch_optional(db.pool())
            .await?;
    Ok(name.as_deref().map(role_from_name).transpose()?)
}

pub(super) async fn member_ids(db: &Db, workspace_id: &str) -> Result<Vec<String>, DbError> {
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
        kind: kind_from_name(row.try_get("kind")?)?,
        role: role_from_name(row.try_get("role")?)?,
        plan: row.try_get("plan")?,
    })
}

fn kind_name(kind: WorkspaceKind) -> &'static str {
    match kind {
        WorkspaceKind::Personal => "personal",
        WorkspaceKind::Team => "team",
    }
}

fn kind_from_name(name: &str) -> Result<WorkspaceKind, sqlx::Error> {
    match name {
        "personal" => Ok(WorkspaceKind::Personal),
        "team" => Ok(WorkspaceKind::Team),
        other => Err(sqlx::Error::Decode(format!("`{other}` is no kind of workspace").into())),
    }
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Owner => "owner",
        Role::Admin => "admin",
        Role::Member => "member",
    }
}

/// The role of a column.
pub(crate) fn role_from_name(name: &str) -> Result<Role, sqlx::Error> {
    match name {
        "owner" => Ok(Role::Owner),
        "admin" => Ok(Role::Admin),
        "member" => Ok(Role::Member),
        other => Err(sqlx::Error::Decode(format!("`{other}` is no role").into())),
    }
}
