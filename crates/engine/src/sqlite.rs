//! How the engine opens its SQLite files.

use std::path::Path;
use std::time::Duration;

use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

/// How much of what was written last may be lost with the power.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Durability {
    /// Nothing: each commit is on the disk before it is answered.
    Durable,
    /// The last commits: what is lost comes again.
    Relaxed,
}

/// Opens or creates the file, with that many connections at most. Each keeps a thread and some memory.
pub(crate) async fn open(path: &Path, durability: Durability, connections: u32) -> Result<SqlitePool, sqlx::Error> {
    let synchronous = match durability {
        Durability::Durable => SqliteSynchronous::Full,
        Durability::Relaxed => SqliteSynchronous::Normal,
    };
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(synchronous)
        .busy_timeout(Duration::from_secs(5))
        // Rows come from a thread of SQLite's own: a larger buffer wakes fewer threads.
        .row_buffer_size(1_000);
    pool(connections).connect_with(options).await
}

/// A database that is gone when it is closed.
pub(crate) fn in_memory() -> SqlitePool {
    // A second connection would see another, empty database.
    pool(1).connect_lazy_with(SqliteConnectOptions::new().in_memory(true))
}

/// The number that the schema's author gave the file; 0 for a new one.
pub(crate) async fn schema_version(pool: &SqlitePool) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("PRAGMA user_version").fetch_one(pool).await
}

/// Whether the error says that the file is damaged, or no database at all.
pub(crate) fn is_broken(error: &sqlx::Error) -> bool {
    const CORRUPT: &str = "11";
    const NOT_A_DATABASE: &str = "26";
    let code = error.as_database_error().and_then(|error| error.code());
    let primary = code.and_then(|code| code.parse::<i64>().ok()).map(|code| (code & 0xff).to_string());
    primary.is_some_and(|code| code == CORRUPT || code == NOT_A_DATABASE)
}

fn pool(connections: u32) -> SqlitePoolOptions {
    // Without life times the pool runs no task of its own, so that an idle app stays idle.
    SqlitePoolOptions::new().max_connections(connections).min_connections(1).idle_timeout(None).max_lifetime(None)
}
