use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{AnyConnection, ConnectOptions as _, Connection as _};
use tokio::time::Instant;

use super::connections::{Connections, Keeping, Way};
use super::file::{self, DatabaseFile};
use super::outage::Outage;
use super::transaction::Limits;
use super::{EXAMINE_LIMIT, OpenError, Parts, Purpose, connect_options};

/// How long a statement waits for another process that writes; also in [`CONNECTION_PRAGMAS`].
const BUSY_TIMEOUT: Duration = Duration::from_secs(4);

/// FULL makes every commit reach the disk before it is answered. The rest is for speed: a transaction
/// over hundreds of workspaces touches more pages than the 2 MB of memory that SQLite takes by default
/// (32 MB at most here), and pages that are written again and again go from the write-ahead log to the
/// file less often (at 16,384 pages, which is 32 MB of log, instead of 1,000).
const CONNECTION_PRAGMAS: &str = "PRAGMA busy_timeout = 4000; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; \
                                  PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 16384; PRAGMA temp_store = MEMORY";

/// Lets a write that goes past the lane fail at once, instead of waiting for the file's lock.
const READ_ONLY: &str = "PRAGMA query_only = ON";

/// Bytes of a page in a new file. A debit touches a row or two on each of its pages: half of SQLite's default
/// is half as much to write.
const PAGE_SIZE: u32 = 2_048;

/// Readers run beside the one writer; more connections than this would only cost memory.
const MAX_READERS: u32 = 5;
const SECRETS: u32 = 1;

/// Each keeps a core busy.
const REPORTERS: u32 = 2;

/// A disk may be slow, and what SQLite has begun can not be called back. Beginning includes [`BUSY_TIMEOUT`].
const TRANSACTION_LIMITS: Limits = Limits { begin: Duration::from_millis(4_800), statement: Duration::from_secs(10) };
const READ_LIMIT: Duration = Duration::from_secs(10);

/// The path that `url` names; of a link, the file that it leads to, so that one file has one name.
pub(super) fn path(url: &str) -> Result<PathBuf, OpenError> {
    if url.contains(":memory:") || url.contains("mode=memory") {
        return Err(OpenError::InMemory);
    }
    let options = SqliteConnectOptions::from_str(url).map_err(OpenError::from_sqlx)?;
    let path = options.get_filename();
    if path.as_os_str().is_empty() {
        return Err(OpenError::NoFile);
    }
    Ok(dunce::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
}

/// Makes the file of `url` where it is missing, and lets readers go on while one writes.
pub(super) async fn prepare(url: &str, path: &Path) -> Result<(), OpenError> {
    DatabaseFile::prepare(path)?;
    let options = SqliteConnectOptions::from_str(url).map_err(OpenError::from_sqlx)?.page_size(PAGE_SIZE);
    // The mark comes before the switch, after which it would stand in the log alone.
    let mark = options.clone().pragma("application_id", file::APPLICATION_ID.to_string());
    if !file::is_marked(path)? {
        opened_alone(&mark).await.map_err(OpenError::from_sqlx)?;
    }
    opened_alone(&options.journal_mode(SqliteJournalMode::Wal)).await.map_err(OpenError::from_sqlx)
}

/// A connection for what may take its time, as a migration may.
pub(super) async fn connect_patiently(url: &str) -> Result<AnyConnection, OpenError> {
    way(url, &[CONNECTION_PRAGMAS], None)?.open().await.map_err(OpenError::from_sqlx)
}

/// The connections to the file of `url`, none of them opened yet. None makes a file in the place of one that is gone.
pub(super) fn parts(url: &str, path: &Path, purpose: Purpose) -> Result<Parts, OpenError> {
    const READER: &[&str] = &[CONNECTION_PRAGMAS, READ_ONLY];
    const WRITER: &[&str] = &[CONNECTION_PRAGMAS];
    let file = Some(Arc::new(DatabaseFile::at(path)?));
    // The file does not hang up: connections are kept.
    let reading = |most| Ok(Connections::new(way(url, READER, file.clone())?, Keeping::of_file(most)));
    let (readers, secrets, reporters) = (reading(MAX_READERS)?, reading(SECRETS)?, reading(REPORTERS)?);
    let writer = way(url, if purpose == Purpose::Serve { WRITER } else { READER }, file.clone())?;
    // SQLite has one writer at a time: two connections would only wait for each other, and make each other's memory
    // of the file's pages worthless.
    let writes = Connections::new(writer, Keeping::of_file(1));
    let ledger = writes.clone();
    let limit = if purpose == Purpose::Serve { READ_LIMIT } else { EXAMINE_LIMIT };
    let (read_limit, report_limit) = (limit, limit);
    Ok(Parts {
        readers,
        secrets,
        reporters,
        writes,
        ledger,
        limits: TRANSACTION_LIMITS,
        read_limit,
        report_limit,
        file,
        claim: None,
    })
}

fn way(url: &str, settings: &'static [&'static str], file: Option<Arc<DatabaseFile>>) -> Result<Way, OpenError> {
    Ok(Way { options: connect_options(url)?, settings, file })
}

/// Opens the file once with settings that it remembers: the journal's mode (WAL lets readers go on while one writes),
/// its pages' size, its mark. Some need the file for themselves and do not wait for it, so that it is tried anew while
/// another process starts.
async fn opened_alone(options: &SqliteConnectOptions) -> Result<(), sqlx::Error> {
    let options = options.clone().busy_timeout(BUSY_TIMEOUT);
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

/// `url` for one who changes nothing. Where nobody has the file open there is no log beside it, and none is made.
pub(super) fn to_read(url: &str, path: &Path) -> String {
    let url = with_mode(url, "ro");
    if file::beside(path, "-wal").exists() { url } else { format!("{url}&immutable=true") }
}

/// `url` with that mode, where it names none of its own.
pub(super) fn with_mode(url: &str, mode: &str) -> String {
    match url.split_once('?') {
        Some((_, query)) if query.split('&').any(|pair| pair.starts_with("mode=")) => url.to_owned(),
        Some(_) => format!("{url}&mode={mode}"),
        None => format!("{url}?mode={mode}"),
    }
}
