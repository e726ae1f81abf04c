//! What must not be lost: homes, this device's settings, and which alerts were shown. Unlike the
//! cache it can not be asked for again, so each commit is on the disk before it counts.

mod alerts;
mod device;
mod homes;

use std::path::Path;

use sqlx::SqlitePool;
use tracing::error;

pub(crate) use alerts::AlertState;
pub(crate) use homes::{HomeRecord, Profile};

use crate::snapshot::Condition;
use crate::sqlite::{self, Durability};

/// Schema changes, in order; the file's `user_version` counts those that it has had. They only add.
const MIGRATIONS: [&str; 1] = [include_str!("0001.sql")];

/// The durable file of the app.
pub(crate) struct State {
    pool: SqlitePool,
}

impl State {
    /// Opens or creates `state.db` in the app's folder. Where that fails the app works on memory
    /// alone, and the condition says so; the file is left as it is, for it may hold the only copy.
    pub(crate) async fn open(folder: &Path) -> (Self, Option<Condition>) {
        match open_file(folder).await {
            Ok(pool) => (Self { pool }, None),
            Err(error) => {
                error!(%error, "homes and settings can not be kept");
                let pool = sqlite::in_memory();
                if let Err(error) = migrate(&pool).await {
                    error!(%error, "not even in memory");
                }
                (Self { pool }, Some(Condition::StateUnsaved))
            }
        }
    }

    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }
}

async fn open_file(folder: &Path) -> Result<SqlitePool, sqlx::Error> {
    tokio::fs::create_dir_all(folder).await?;
    let pool = sqlite::open(&folder.join("state.db"), Durability::Durable).await?;
    migrate(&pool).await?;
    Ok(pool)
}

async fn migrate(pool: &SqlitePool) -> Result<(), sqlx::Error> {
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
    let version: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut *transaction).await?;
    let done = usize::try_from(version).unwrap_or(usize::MAX);
    let Some(missing) = MIGRATIONS.get(done..) else {
        return Err(sqlx::Error::Protocol(format!("schema {version} is of a newer app")));
    };
    for migration in missing {
        sqlx::raw_sql(*migration).execute(&mut *transaction).await?;
    }
    sqlx::raw_sql("PRAGMA user_version = 1").execute(&mut *transaction).await?;
    transaction.commit().await
}

#[cfg(test)]
mod tests;
