use std::str::FromStr as _;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{AnyPool, ConnectOptions as _, Connection as _};
use tokio::time::Instant;

use super::error::Outage;
use super::{OpenError, connect_options, pool_options};

/// How long a statement waits for another process that writes; also in [`CONNECTION_PRAGMAS`].
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// FULL makes every commit reach the disk before it is answered. The rest is for speed: a transaction
/// over hundreds of workspaces touches more pages than the 2 MB of memory that SQLite takes by default
/// (32 MB at most here), and pages that are written again and again go from the write-ahead log to the
/// file less often (at 16,384 pages, which is 32 MB of log, instead of 1,000).
const CONNECTION_PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; \
                                  PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 16384; PRAGMA temp_store = MEMORY";

/// Lets a write that goes past the one connection fail at once, instead of waiting for the file's lock.
const READ_ONLY: &str = "PRAGMA query_only = ON";

/// Bytes of a page in a new file. A debit touches a row or two on each of its pages: half of SQLite's default
/// is half as much to write.
const PAGE_SIZE: u32 = 2_048;

/// Readers run beside the one writer; more connections than this would only cost memory.
const MAX_READERS: u32 = 7;

/// Opens the file of `url`, and makes it and its folder where they are missing. The second pool holds
/// the one connection that writes.
pub(super) async fn connect(url: &str) -> Result<(AnyPool, AnyPool), OpenError> {
    if url.contains(":memory:") || url.contains("mode=memory") {
        return Err(OpenError::InMemory);
    }
    let url = with_mode(url, "rwc");
    let options = SqliteConnectOptions::from_str(&url).map_err(OpenError::from_sqlx)?;
    if let Some(folder) = options.get_filename().parent() {
        tokio::fs::create_dir_all(folder)
            .await
            .map_err(|source| OpenError::Folder { folder: folder.into(), source })?;
    }
    switch_to_wal(&options).await.map_err(OpenError::from_sqlx)?;
    let readers = connections(&url, MAX_READERS, &[CONNECTION_PRAGMAS, READ_ONLY]).await?;
    Ok((readers, connections(&url, 1, &[CONNECTION_PRAGMAS]).await?))
}

async fn connections(url: &str, most: u32, settings: &'static [&'static str]) -> Result<AnyPool, OpenError> {
    pool_options(settings)
        .max_connections(most)
        // The file does not hang up: connections are kept, and the pool has no reason to wake.
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(connect_options(url)?)
        .await
        .map_err(OpenError::from_sqlx)
}

/// WAL lets readers go on while one writes; the file remembers it, and its pages' size. The switch needs the file for
/// itself and does not wait for it, so that it is tried anew while another process starts.
async fn switch_to_wal(options: &SqliteConnectOptions) -> Result<(), sqlx::Error> {
    let options = options.clone().page_size(PAGE_SIZE).journal_mode(SqliteJournalMode::Wal).busy_timeout(BUSY_TIMEOUT);
    let deadline = Instant::now() + BUSY_TIMEOUT;
    loop {
        match options.connect().await {
            Ok(connection) => return connection.close().await,
            Err(error) if Outage::of(&error) == Some(Outage::Locked) && Instant::now() < deadline => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Err(error) => return Err(error),
        }
    }
}

/// The URL of a file that is not made when it is missing.
pub(super) fn without_create_mode(url: &str) -> String {
    with_mode(url, "rw")
}

/// `url` with that mode, where it names none of its own.
fn with_mode(url: &str, mode: &str) -> String {
    match url.split_once('?') {
        Some((_, query)) if query.split('&').any(|pair| pair.starts_with("mode=")) => url.to_owned(),
        Some(_) => format!("{url}&mode={mode}"),
        None => format!("{url}?mode={mode}"),
    }
}
