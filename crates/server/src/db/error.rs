use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;

use super::backup::BackupError;
use super::copies::CopyError;
use super::outage::{self, Outage};

/// A query failed. Requests answer it with 503 `unavailable` where the database is at fault
/// ([`DbError::outage`]), and with 500 where the query is. Clones share the cause, so that one failed
/// query can answer all requests that it was made for.
#[derive(Clone, Debug, thiserror::Error)]
#[error(transparent)]
pub struct DbError(Arc<Cause>);

#[derive(Debug, thiserror::Error)]
enum Cause {
    #[error(transparent)]
    Query(sqlx::Error),
    #[error("this machine's clock is more than a minute apart from the database's")]
    ClockApart,
}

/// Why the database could not be opened; the text is for the operator.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("a database URL begins with sqlite: or postgres:")]
    UnknownUrl,
    #[error("a database in memory keeps nothing: name a file, as in sqlite:infuse.db")]
    InMemory,
    #[error("sqlite: names no file: write a path behind it, as in sqlite:infuse.db")]
    NoFile,
    #[error("{} is no SQLite file: name another one", .0.display())]
    NoDatabase(PathBuf),
    #[error("{} is a database of another program: name another one", .0.display())]
    Foreign(PathBuf),
    #[error("a backup was being put in the place of {}, and that was cut off: restore it again", .0.display())]
    RestoreCutOff(PathBuf),
    #[error(
        "{} has a second name (a hard link), under which another program would write past this one: \
         copy it, and remove the link",
        .0.display()
    )]
    HardLinked(PathBuf),
    #[error("the folder {} could not be made: {source}", folder.display())]
    Folder { folder: PathBuf, source: std::io::Error },
    #[error("{} could not be opened: {source}", path.display())]
    File { path: PathBuf, source: std::io::Error },
    #[error(
        "another server serves this database already (it holds {}): stop that one, \
         or give this one another --database-url",
        lock.display()
    )]
    ServedAlready { lock: PathBuf },
    #[error("the database is encoded in {0}, which can not hold all text: make it anew with ENCODING 'UTF8'")]
    NotUtf8(String),
    #[error(
        "the database was written by a newer version of Infuse (its schema is {schema}, this version knows {known}): \
         install that version, or restore a backup"
    )]
    NewerSchema { schema: i64, known: i64 },
    #[error(
        "the database was written by an older version of Infuse (its schema is {schema}, this version knows {known}): \
         use that version, or let a server of this one bring it up to date"
    )]
    OlderSchema { schema: i64, known: i64 },
    #[error("the database holds no data of Infuse")]
    NoSchema,
    #[error("the database has a schema that this version of Infuse does not know: its part {0} is another one")]
    ForeignSchema(i64),
    #[error("the database is damaged or is no SQLite file: restore a backup, or name another file ({0})")]
    Corrupt(sqlx::Error),
    #[error("the database is locked by another program ({0})")]
    Locked(sqlx::Error),
    #[error("the disk is full ({0})")]
    Full(sqlx::Error),
    #[error("the database takes no writes ({0})")]
    ReadOnly(sqlx::Error),
    #[error("the database could not be reached ({0})")]
    Away(sqlx::Error),
    #[error("the database could not be copied before its schema is changed: {0}")]
    NotCopied(Box<CopyError>),
    #[error("the schema could not be brought up to date: {0}")]
    Migration(sqlx::migrate::MigrateError),
}

impl DbError {
    /// The state of the database that made the query fail; `None` where the query itself is at fault.
    pub fn outage(&self) -> Option<Outage> {
        match &*self.0 {
            Cause::Query(error) => Outage::of(error),
            Cause::ClockApart => Some(Outage::ClockApart),
        }
    }

    /// Whether another transaction went first, so that this one may succeed when it is begun anew: a serialization
    /// failure or a deadlock.
    pub fn is_retryable(&self) -> bool {
        matches!(&*self.0, Cause::Query(error) if outage::is_retryable(error))
    }

    /// Whether a row was not written because another one stands in its place.
    pub fn is_taken(&self) -> bool {
        matches!(&*self.0, Cause::Query(error) if error.as_database_error().is_some_and(|error| error.is_unique_violation()))
    }

    pub(super) fn clock_apart() -> Self {
        Self(Arc::new(Cause::ClockApart))
    }
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        Self(Arc::new(Cause::Query(error)))
    }
}

impl OpenError {
    /// Why the copy before a change of the schema was not made: what is wrong with the database itself goes first.
    pub(super) fn not_copied(error: CopyError) -> Self {
        match error {
            CopyError::Copy(BackupError::Database(error)) => error,
            CopyError::Copy(BackupError::Query(error)) if Outage::of(&error) == Some(Outage::Corrupt) => {
                Self::Corrupt(error)
            }
            error => Self::NotCopied(Box::new(error)),
        }
    }

    pub(super) fn from_sqlx(error: sqlx::Error) -> Self {
        match Outage::of(&error) {
            Some(Outage::Corrupt) => Self::Corrupt(error),
            Some(Outage::Locked) => Self::Locked(error),
            Some(Outage::Full) => Self::Full(error),
            Some(Outage::ReadOnly) => Self::ReadOnly(error),
            Some(Outage::Away | Outage::Slow | Outage::Moved | Outage::ClockApart) | None => Self::Away(error),
        }
    }
}

/// A cause within [`sqlx::Error::Io`], so that a read says it as a write does.
#[derive(Debug, thiserror::Error)]
#[error("the database file is no longer where it was opened")]
struct FileMoved;

/// The file of the database is gone, or another one stands in its place.
pub(super) fn moved() -> sqlx::Error {
    sqlx::Error::Io(std::io::Error::new(ErrorKind::NotFound, FileMoved))
}

/// Whether the cause is that the file was moved ([`moved`]).
pub(super) fn is_moved(error: &std::io::Error) -> bool {
    error.get_ref().is_some_and(|cause| cause.is::<FileMoved>())
}

/// The database did not answer within the time that a request has.
pub(super) fn no_answer() -> sqlx::Error {
    sqlx::Error::Io(std::io::Error::new(ErrorKind::TimedOut, "the database did not answer in time"))
}
