//! Copies of an SQLite file: one made while a server writes, and one put back in its place.
//!
//! Beside a file stands the log of what was committed last. A copy of the file alone lacks it, and an older file under a
//! newer log is neither of the two: both ways are closed here.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::time::{SystemTime, UNIX_EPOCH};

use sqlx::ConnectOptions as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

use super::file::{Claim, DatabaseFile, beside, is_marked, make_private};
use super::{Db, Dialect, OpenError, sqlite};
use crate::database_url::DatabaseUrl;

/// What a backup is called that is whole and waits to be put in the place of the file beside it.
pub(super) const RESTORED: &str = ".restored";

/// Answers [`SOUND`], or the first thing that is wrong with an SQLite file.
pub(super) const INTEGRITY_CHECK: &str = "PRAGMA integrity_check(1)";
pub(super) const SOUND: &str = "ok";

/// Why there is no copy, or why it was not put back. Nothing has changed then.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("a backup is of an SQLite file: for PostgreSQL there are pg_dump and pg_restore")]
    NotSqlite,
    #[error(transparent)]
    Database(#[from] OpenError),
    #[error("{} could not be written: {source}", path.display())]
    Copy { path: PathBuf, source: io::Error },
    #[error("the database could not be copied: {0}")]
    Query(#[from] sqlx::Error),
    #[error("{} is in use, or was not closed in order: make a backup of it first", .0.display())]
    InUse(PathBuf),
    #[error("{} is damaged: {fault}", path.display())]
    Damaged { path: PathBuf, fault: String },
}

/// Copies the database at `url` to the new file `to`, which no one else may read, as it stands at one moment. A server
/// may go on writing meanwhile.
///
/// # Errors
/// When `to` is there already, or can not be written.
pub async fn backup(url: &str, to: &Path) -> Result<(), BackupError> {
    let path = sqlite_path(url)?;
    is_marked(&path)?;
    let mut connection = connect(&sqlite::to_read(url, &path)).await?;
    let failed = |source| BackupError::Copy { path: to.to_owned(), source };
    make_private(to).map_err(failed)?;
    let copied = sqlx::query("VACUUM INTO $1").bind(to.to_string_lossy()).execute(&mut connection).await;
    let kept = match copied {
        Ok(_) => on_disk(to).map_err(failed),
        Err(error) => Err(error.into()),
    };
    if kept.is_err()
        && let Err(error) = fs::remove_file(to)
    {
        tracing::warn!(%error, file = %to.display(), "what was begun of the copy could not be removed");
    }
    kept
}

/// Puts the backup `from` in the place of the database at `url`, which no server may have open. Answers where what stood
/// there, whatever it was, stands now, with its log; `None` where there was nothing.
///
/// # Errors
/// When a server has the database open, or the backup is damaged or none of Infuse.
pub async fn restore(url: &str, from: &Path) -> Result<Option<PathBuf>, BackupError> {
    let path = sqlite_path(url)?;
    check(from).await?;
    DatabaseFile::make_folder(&path)?;
    let _claim = Claim::of(&path)?;
    let failed = |source| BackupError::Copy { path: path.clone(), source };
    let (unfinished, whole) = (beside(&path, ".restoring"), beside(&path, RESTORED));
    copy(from, &unfinished).map_err(failed)?;
    fs::rename(&unfinished, &whole).map_err(failed)?;
    let replaced = put_in_place(&whole, &path).map_err(failed)?;
    on_disk(&path).map_err(failed)?;
    Ok(replaced)
}

fn sqlite_path(url: &str) -> Result<PathBuf, BackupError> {
    match Dialect::of(url)? {
        Dialect::Sqlite => Ok(sqlite::path(url)?),
        Dialect::Postgres => Err(BackupError::NotSqlite),
    }
}

async fn connect(url: &str) -> Result<SqliteConnection, sqlx::Error> {
    SqliteConnectOptions::from_str(url)?.disable_statement_logging().connect().await
}

/// Whether that is a whole database of Infuse, which nobody writes to. One of an older version is brought up to date by
/// the server that opens it.
async fn check(file: &Path) -> Result<(), BackupError> {
    is_marked(file)?;
    if beside(file, "-wal").metadata().is_ok_and(|log| log.len() > 0) {
        return Err(BackupError::InUse(file.to_owned()));
    }
    let url = DatabaseUrl::of_file(file);
    match Db::open_read_only(url.as_str()).await {
        Ok(db) => db.close().await,
        Err(OpenError::OlderSchema { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    let mut connection = connect(&sqlite::to_read(url.as_str(), file)).await?;
    let found: String = sqlx::query_scalar(INTEGRITY_CHECK).fetch_one(&mut connection).await?;
    if found == SOUND { Ok(()) } else { Err(BackupError::Damaged { path: file.to_owned(), fault: found }) }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    match fs::remove_file(to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        // What an earlier attempt left.
        _ => {}
    }
    let mut copy = make_private(to)?;
    io::copy(&mut File::open(from)?, &mut copy)?;
    copy.sync_all()
}

/// Sets aside what stands at `path`, with its log, and puts `whole` there; answers where the former is. A log without its
/// file is set aside as well: it would be played into the file that comes. Where a step fails, those before it are
/// undone; where the process ends between two, `whole` stays, and no server opens the file before it is restored.
fn put_in_place(whole: &Path, path: &Path) -> io::Result<Option<PathBuf>> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let aside = beside(path, &format!(".replaced-{seconds}"));
    let mut moved = Vec::new();
    let put = ["", "-wal", "-shm"]
        .into_iter()
        .try_for_each(|ending| {
            let (from, to) = (beside(path, ending), beside(&aside, ending));
            match fs::rename(&from, &to) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                Err(error) => Err(error),
                Ok(()) => {
                    moved.push((from, to));
                    Ok(())
                }
            }
        })
        .and_then(|()| fs::rename(whole, path));
    if let Err(error) = put {
        for (from, to) in moved.iter().rev() {
            fs::rename(to, from)?;
        }
        fs::remove_file(whole)?;
        return Err(error);
    }
    Ok((!moved.is_empty()).then_some(aside))
}

/// Waits until a file and its name are on the disk. Windows lets only who may write a file wait for it.
fn on_disk(path: &Path) -> io::Result<()> {
    File::options().write(true).open(path)?.sync_all()?;
    #[cfg(unix)]
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
