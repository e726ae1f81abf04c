//! What must not be lost: homes, this device's settings, which alerts were shown, and how far each stream was
//! heard. Unlike the cache it can not be asked for again, so each commit is on the disk before it counts.

mod alerts;
mod device;
mod ended_sessions;
mod homes;
mod positions;

use std::path::Path;

use sqlx::{AssertSqlSafe, SqlitePool};
use tracing::error;

pub(crate) use alerts::AlertState;
pub(crate) use ended_sessions::EndedSession;
pub(crate) use homes::{HomeRecord, Profile};

use crate::private;
use crate::snapshot::Condition;
use crate::sqlite::{self, Durability};

/// Schema changes, in order; the file's `user_version` counts those that it has had. They only add.
const MIGRATIONS: [&str; 3] = [include_str!("0001.sql"), include_str!("0002.sql"), include_str!("ended_sessions.sql")];

/// The durable file of the app.
pub(crate) struct State {
    pool: SqlitePool,
    /// The same file for what need not wait for the disk.
    positions: SqlitePool,
}

impl State {
    /// Opens or creates `state.db` in the app's folder. Where that fails the app works on memory
    /// alone, and the condition says so; the file is left as it is, for it may hold the only copy.
    pub(crate) async fn open(folder: &Path) -> (Self, Option<Condition>) {
        match open_file(folder).await {
            Ok(state) => (state, None),
            Err(error) => {
                error!(%error, "homes and settings can not be kept");
                let pool = sqlite::in_memory();
                if let Err(error) = migrate(&pool).await {
                    error!(%error, "not even in memory");
                }
                (Self { positions: pool.clone(), pool }, Some(Condition::StateUnsaved))
            }
        }
    }

    pub(crate) async fn close(&self) {
        self.positions.close().await;
        self.pool.close().await;
    }
}

async fn open_file(folder: &Path) -> Result<State, sqlx::Error> {
    private::make_folder(folder)?;
    let file = folder.join("state.db");
    let pool = sqlite::open(&file, Durability::Durable, 1).await?;
    migrate(&pool).await?;
    Ok(State { pool, positions: sqlite::open(&file, Durability::Relaxed, 1).await? })
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
    let version = format!("PRAGMA user_version = {}", MIGRATIONS.len());
    sqlx::raw_sql(AssertSqlSafe(version)).execute(&mut *transaction).await?;
    transaction.commit().await
}

#[cfg(test)]
mod tests;
