//! What must not be lost: homes, this device's settings, edits that no server has heard of yet, which alerts and sign-ins were shown,
//! pauses, and how far each stream was heard. Unlike the cache it can not be asked for again, so each commit is on the disk before it counts.

mod alerts;
mod device;
mod ended_sessions;
mod homes;
mod pauses;
mod positions;
mod resources;
mod sign_ins;

use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{AssertSqlSafe, Sqlite, SqlitePool};
use tokio::time::timeout;
use tracing::{debug, error, warn};

pub(crate) use alerts::AlertState;
pub(crate) use ended_sessions::EndedSession;
pub(crate) use homes::{HomeRecord, NO_PORT, OWN_DOMAIN, Profile};
pub(crate) use sign_ins::SignIn;

use crate::private;
use crate::scope::Scope;
use crate::snapshot::Condition;
use crate::sqlite::{self, Durability};

/// Schema changes, in order; the file's `user_version` counts those that it has had.
const MIGRATIONS: [&str; 8] = [
    include_str!("0001.sql"),
    include_str!("0002.sql"),
    include_str!("0003.sql"),
    include_str!("0004.sql"),
    include_str!("0005.sql"),
    include_str!("0006.sql"),
    include_str!("0007.sql"),
    include_str!("0008.sql"),
];

/// How long the file may take to open before the app begins without it.
const OPENING: Duration = Duration::from_secs(1);

/// A query whose first three values are whose it is.
fn of_scope<'q>(sql: &'static str, scope: &'q Scope) -> Query<'q, Sqlite, SqliteArguments> {
    sqlx::query(sql).bind(&scope.home_id).bind(&scope.account_id).bind(&scope.workspace_id)
}

/// The durable file of the app.
pub(crate) struct State {
    folder: PathBuf,
    /// Replaced when a file can be opened that something else held.
    pools: RwLock<Pools>,
    has_no_room: bool,
}

#[derive(Clone)]
struct Pools {
    pool: SqlitePool,
    /// The same file for what need not wait for the disk.
    positions: SqlitePool,
}

impl Pools {
    fn both(pool: SqlitePool) -> Self {
        Self { positions: pool.clone(), pool }
    }
}

impl State {
    /// Opens or creates `state.db` in the app's folder. Where something else holds it, or its disk is full, everything asked of it fails until
    /// [`State::open_again`] has succeeded. Where it can not be used at all the app works on memory alone; the file is left
    /// as it is, for it may hold the only copy. The condition says either.
    pub(crate) async fn open(folder: &Path) -> (Self, Option<Condition>) {
        let (pools, condition) = match open_in_time(folder).await {
            Ok(pools) => (pools, None),
            Err(error) if is_locked(&error) || sqlite::is_full(&error) => {
                warn!(%error, "homes and settings can not be opened now");
                let condition = if sqlite::is_full(&error) { Condition::DiskFull } else { Condition::StateLocked };
                let pool = sqlite::in_memory();
                pool.close().await;
                (Pools::both(pool), Some(condition))
            }
            Err(error) => {
                error!(%error, "homes and settings can not be kept");
                let pool = sqlite::in_memory();
                if let Err(error) = migrate(&pool).await {
                    error!(%error, "not even in memory");
                }
                (Pools::both(pool), Some(Condition::StateUnsaved))
            }
        };
        let has_no_room = condition == Some(Condition::DiskFull);
        (Self { folder: folder.to_owned(), pools: RwLock::new(pools), has_no_room }, condition)
    }

    /// Whether the file could not be opened at first because its disk is full.
    pub(crate) fn has_no_room(&self) -> bool {
        self.has_no_room
    }

    /// Tries once more to open the file; answers whether that is done.
    pub(crate) async fn open_again(&self) -> bool {
        match open_file(&self.folder).await {
            Ok(pools) => {
                *self.pools.write().unwrap_or_else(PoisonError::into_inner) = pools;
                true
            }
            Err(error) => {
                debug!(%error, "homes and settings can still not be opened");
                false
            }
        }
    }

    pub(crate) async fn close(&self) {
        self.positions().close().await;
        self.pool().close().await;
    }

    fn pool(&self) -> SqlitePool {
        self.pools.read().unwrap_or_else(PoisonError::into_inner).pool.clone()
    }

    fn positions(&self) -> SqlitePool {
        self.pools.read().unwrap_or_else(PoisonError::into_inner).positions.clone()
    }
}

/// Opens the file, but for one that takes too long: a person waits for the app.
async fn open_in_time(folder: &Path) -> Result<Pools, sqlx::Error> {
    timeout(OPENING, open_file(folder)).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))
}

fn is_locked(error: &sqlx::Error) -> bool {
    sqlite::is_locked(error) || matches!(error, sqlx::Error::PoolTimedOut)
}

async fn open_file(folder: &Path) -> Result<Pools, sqlx::Error> {
    private::make_folder(folder)?;
    let file = folder.join("state.db");
    let pool = sqlite::open(&file, Durability::Durable, 1).await?;
    migrate(&pool).await?;
    Ok(Pools { pool, positions: sqlite::open(&file, Durability::Relaxed, 1).await? })
}

async fn migrate(pool: &SqlitePool) -> Result<(), sqlx::Error> {
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
    let version: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut *transaction).await?;
    let done = usize::try_from(version).unwrap_or(usize::MAX);
    let Some(missing) = MIGRATIONS.get(done..) else {
        return Err(sqlx::Error::Protocol(format!("schema {version} is of a newer app")));
    };
    if missing.is_empty() {
        return transaction.rollback().await;
    }
    for migration in missing {
        sqlx::raw_sql(*migration).execute(&mut *transaction).await?;
    }
    let version = format!("PRAGMA user_version = {}", MIGRATIONS.len());
    sqlx::raw_sql(AssertSqlSafe(version)).execute(&mut *transaction).await?;
    transaction.commit().await
}

#[cfg(test)]
mod tests;
