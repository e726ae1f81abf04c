//! How the engine opens its SQLite files.

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection as _, SqliteConnection, SqlitePool};

use crate::private;

/// How much of what was written last may be lost with the power.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Durability {
    /// Nothing: each commit is on the disk before it is answered.
    Durable,
    /// The last commits: what is lost comes again.
    Relaxed,
}

/// Opens or creates the file, for this person alone, with that many connections at most. Each keeps a thread and some memory.
pub(crate) async fn open(path: &Path, durability: Durability, connections: u32) -> Result<SqlitePool, sqlx::Error> {
    // The write-ahead log gets the permissions of the file that it belongs to.
    private::make_file(path)?;
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

/// Result codes of SQLite: <https://www.sqlite.org/rescode.html>
mod code {
    pub(super) const BUSY: i64 = 5;
    pub(super) const LOCKED: i64 = 6;
    pub(super) const CORRUPT: i64 = 11;
    pub(super) const FULL: i64 = 13;
    pub(super) const PROTOCOL: i64 = 15;
    pub(super) const NOT_A_DATABASE: i64 = 26;

    /// `SQLITE_IOERR_SHMSIZE`: the index of the log, which is made with the first connection, finds no room.
    pub(super) const NO_ROOM_FOR_INDEX: i64 = 4874;

    /// Locks that the file system refuses, as some of those in a network do.
    pub(super) const LOCK_FAILURES: [i64; 5] = [2058, 2314, 3594, 3850, 5130];
}

/// Whether the error says that the file is damaged, or no database at all.
pub(crate) fn is_broken(error: &sqlx::Error) -> bool {
    matches!(primary_code(error), Some(code::CORRUPT | code::NOT_A_DATABASE))
}

/// Whether the error says that something else holds the file, so that it may be opened later: nothing is wrong with it.
pub(crate) fn is_locked(error: &sqlx::Error) -> bool {
    matches!(primary_code(error), Some(code::BUSY | code::LOCKED | code::PROTOCOL))
        || extended_code(error).is_some_and(|code| code::LOCK_FAILURES.contains(&code))
}

/// Whether the disk has no room.
pub(crate) fn is_full(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Io(error) if error.kind() == std::io::ErrorKind::StorageFull)
        || primary_code(error) == Some(code::FULL)
        || extended_code(error) == Some(code::NO_ROOM_FOR_INDEX)
}

fn primary_code(error: &sqlx::Error) -> Option<i64> {
    extended_code(error).map(|code| code & 0xff)
}

fn extended_code(error: &sqlx::Error) -> Option<i64> {
    error.as_database_error()?.code()?.parse().ok()
}

fn pool(connections: u32) -> SqlitePoolOptions {
    // Without life times the pool runs no task of its own, so that an idle app stays idle.
    let options = SqlitePoolOptions::new().max_connections(connections).min_connections(1);
    let options = options.idle_timeout(None).max_lifetime(None);
    options.after_release(|connection, _| Box::pin(has_ended_its_transaction(connection)))
}

/// Whether a connection can be used again. After a write that the disk had no room for, SQLite has rolled back by itself
/// (<https://www.sqlite.org/lang_transaction.html>, 2.2), and its `ROLLBACK` fails: the connection would count as within
/// a transaction for ever, and begin no other.
async fn has_ended_its_transaction(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        // A rollback may still be on its way.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_disk_that_was_full_is_written_to_as_soon_as_there_is_space() {
        let folder = tempfile::tempdir().unwrap();
        let pool = open(&folder.path().join("cache.db"), Durability::Relaxed, 1).await.unwrap();
        sqlx::raw_sql("CREATE TABLE kept (x)").execute(&pool).await.unwrap();
        // This connection has no more space than that: another one has.
        sqlx::raw_sql("PRAGMA max_page_count = 8").execute(&pool).await.unwrap();
        let write = async |bytes: i64| -> Result<(), sqlx::Error> {
            let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
            sqlx::query("INSERT INTO kept VALUES (zeroblob($1))").bind(bytes).execute(&mut *transaction).await?;
            transaction.commit().await
        };
        let full = write(1_000_000).await.unwrap_err();
        assert!(is_full(&full) && !is_broken(&full) && !is_locked(&full));
        write(1).await.unwrap();
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn nobody_else_at_this_computer_reads_what_is_kept() {
        use std::os::unix::fs::PermissionsExt as _;

        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("data").join("home");
        private::make_folder(&folder).unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!([mode(&above.path().join("data")), mode(&folder)], [0o700; 2]);
        let file = folder.join("cache.db");
        for _ in 0..2 {
            let pool = open(&file, Durability::Relaxed, 1).await.unwrap();
            sqlx::raw_sql("CREATE TABLE IF NOT EXISTS kept (x); INSERT INTO kept VALUES (1)")
                .execute(&pool)
                .await
                .unwrap();
            let files = ["cache.db", "cache.db-wal", "cache.db-shm"].map(|name| mode(&folder.join(name)));
            assert_eq!(files, [0o600; 3]);
            pool.close().await;
            // As another program might have left it.
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        }
    }
}
