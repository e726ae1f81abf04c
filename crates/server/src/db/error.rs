use std::path::PathBuf;
use std::sync::Arc;

use sqlx::postgres::PgDatabaseError;
use sqlx::sqlite::SqliteError;

/// A query failed. Requests answer it with 503 `unavailable` where the database is at fault
/// ([`DbError::outage`]), and with 500 where the query is. Clones share the cause, so that one failed
/// query can answer all requests that it was made for.
#[derive(Clone, Debug, thiserror::Error)]
#[error(transparent)]
pub struct DbError(Arc<sqlx::Error>);

/// Why the database could not be opened; the text is for the operator.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("a database URL begins with sqlite: or postgres:")]
    UnknownUrl,
    #[error("a database in memory keeps nothing: name a file, as in sqlite:infuse.db")]
    InMemory,
    #[error("the folder {} could not be made: {source}", folder.display())]
    Folder { folder: PathBuf, source: std::io::Error },
    #[error(
        "the database was written by a newer version of Infuse (its schema is {schema}, this version knows {known}): \
         install that version, or restore a backup"
    )]
    NewerSchema { schema: i64, known: i64 },
    #[error("the database is damaged or is no SQLite file: restore a backup, or name another file ({0})")]
    Corrupt(sqlx::Error),
    #[error("the database is locked by another program ({0})")]
    Locked(sqlx::Error),
    #[error("the disk is full ({0})")]
    Full(sqlx::Error),
    #[error("the database could not be reached ({0})")]
    Away(sqlx::Error),
    #[error("the schema could not be brought up to date: {0}")]
    Migration(sqlx::migrate::MigrateError),
}

/// A state of the database in which no query can be expected to work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outage {
    Away,
    Full,
    Locked,
    Corrupt,
}

impl DbError {
    pub fn outage(&self) -> Option<Outage> {
        Outage::of(&self.0)
    }
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        Self(Arc::new(error))
    }
}

impl OpenError {
    pub(super) fn from_sqlx(error: sqlx::Error) -> Self {
        match Outage::of(&error) {
            Some(Outage::Corrupt) => Self::Corrupt(error),
            Some(Outage::Locked) => Self::Locked(error),
            Some(Outage::Full) => Self::Full(error),
            Some(Outage::Away) | None => Self::Away(error),
        }
    }
}

impl Outage {
    /// The reason as a client sees it.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Away => "database_away",
            Self::Full => "database_full",
            Self::Locked => "database_locked",
            Self::Corrupt => "database_corrupt",
        }
    }

    pub(super) fn of(error: &sqlx::Error) -> Option<Self> {
        match error {
            // A relay that has no database behind it closes the connection in the middle of a word.
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Some(Self::Away),
            sqlx::Error::Database(error) => {
                if let Some(error) = error.try_downcast_ref::<SqliteError>() {
                    Self::of_sqlite(error)
                } else {
                    error.try_downcast_ref::<PgDatabaseError>().and_then(Self::of_postgres)
                }
            }
            _ => None,
        }
    }

    /// Primary result codes: <https://www.sqlite.org/rescode.html>
    fn of_sqlite(error: &SqliteError) -> Option<Self> {
        use sqlx::error::DatabaseError as _;
        let extended: i32 = error.code()?.parse().ok()?;
        match extended & 0xff {
            5 | 6 => Some(Self::Locked),
            8 | 10 | 14 => Some(Self::Away),
            11 | 26 => Some(Self::Corrupt),
            13 => Some(Self::Full),
            _ => None,
        }
    }

    /// SQLSTATE: <https://www.postgresql.org/docs/current/errcodes-appendix.html>
    fn of_postgres(error: &PgDatabaseError) -> Option<Self> {
        match error.code() {
            "53100" => Some(Self::Full),
            "55P03" => Some(Self::Locked),
            "XX001" | "XX002" => Some(Self::Corrupt),
            code if ["08", "53", "57P", "58"].iter().any(|class| code.starts_with(class)) => Some(Self::Away),
            _ => None,
        }
    }
}
