//! The database: SQLite or PostgreSQL behind one pool, one schema, one text per query.
//!
//! Queries use `$1` placeholders and TEXT and BIGINT columns only, which both databases read alike.
//! [`Db::begin_write`], [`Db::begin_read`], [`Db::for_update`] and [`Dialect::placeholders`] are the only places where
//! they are told apart.

mod error;
mod migrate;
mod postgres;
mod sqlite;

use std::str::FromStr as _;
use std::time::Duration;

use sqlx::any::{AnyArguments, AnyConnectOptions, AnyPoolOptions};
use sqlx::{Any, AnyPool, AssertSqlSafe, ConnectOptions as _, Executor as _, Transaction};

pub use error::{DbError, OpenError, Outage};

/// How long a request waits for a connection before the database counts as away.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);

/// A transaction that may write.
pub type WriteTransaction = Transaction<'static, Any>;

/// To how many a list of values is filled up: to a power of two, or one and a half times one, so that a
/// connection meets few different texts and keeps all of them prepared.
pub(crate) fn filled_up(count: usize) -> usize {
    let power = count.next_power_of_two();
    let between = power / 4 * 3;
    if count <= between { between } else { power }
}

/// A query whose values are bound.
pub(crate) type AnyQuery<'q> = sqlx::query::Query<'q, Any, AnyArguments>;

/// A transaction that only reads.
pub type ReadTransaction = Transaction<'static, Any>;

/// Which database stands behind a [`Db`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    Sqlite,
    Postgres,
}

/// A handle to the database; clones share its connections.
#[derive(Clone, Debug)]
pub struct Db {
    pool: AnyPool,
    /// The one connection of [`Db::begin_write`]. It keeps the ledger's statements prepared and, on
    /// SQLite, its pages in memory, as long as no other connection writes.
    writer: AnyPool,
    dialect: Dialect,
}

impl Db {
    /// Opens the database at `url` (`sqlite:path` or `postgres://…`), creates a missing SQLite file,
    /// and brings the schema up to date.
    ///
    /// # Errors
    /// When the URL is none of both kinds, the database is away or no database, or its schema was
    /// written by a newer version.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        let db = Self::connect(url).await?;
        match migrate::run(&db).await {
            Ok(()) => Ok(db),
            Err(error) => {
                db.close().await;
                Err(error)
            }
        }
    }

    /// Like [`Db::open`], for a database that must be there already.
    pub async fn open_existing(url: &str) -> Result<Self, OpenError> {
        match Dialect::of(url)? {
            Dialect::Sqlite => Self::open(&sqlite::without_create_mode(url)).await,
            Dialect::Postgres => Self::open(url).await,
        }
    }

    /// Connects without touching the schema.
    async fn connect(url: &str) -> Result<Self, OpenError> {
        sqlx::any::install_default_drivers();
        let dialect = Dialect::of(url)?;
        let (pool, writer) = match dialect {
            Dialect::Sqlite => sqlite::connect(url).await?,
            Dialect::Postgres => postgres::connect(url).await?,
        };
        Ok(Self { pool, writer, dialect })
    }

    /// The connections that read. A statement that would write fails on them.
    pub fn pool(&self) -> &AnyPool {
        &self.pool
    }

    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Begins a transaction that may write. On SQLite it takes the write lock at once, because a
    /// transaction that takes it later fails instead of waiting when another one wrote meanwhile.
    pub async fn begin_write(&self) -> Result<WriteTransaction, DbError> {
        match self.writer.begin_with(self.dialect.begin_write()).await {
            // The connection was ended while it was idle. Nothing was asked of it yet: another can take its place.
            Err(error) if has_hung_up(&error) => Ok(self.writer.begin_with(self.dialect.begin_write()).await?),
            begun => Ok(begun?),
        }
    }

    /// Begins a transaction whose reads are all of one moment, and that writes nothing.
    pub async fn begin_read(&self) -> Result<ReadTransaction, DbError> {
        let begin = match self.dialect {
            Dialect::Sqlite => "BEGIN",
            Dialect::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        };
        Ok(self.pool.begin_with(begin).await?)
    }

    /// What a `SELECT` ends with to lock its rows. SQLite needs nothing: [`Db::begin_write`] has
    /// locked the whole database.
    pub fn for_update(&self) -> &'static str {
        match self.dialect {
            Dialect::Sqlite => "",
            Dialect::Postgres => " FOR UPDATE",
        }
    }

    /// A query of the rows in which the column that `head` ends with, an id, is one of `values`; `tail`
    /// follows. The list is [`filled_up`] with its last value, and an empty one with a text that is no id.
    pub(crate) fn one_of<'q>(&self, head: &str, values: &[&str], tail: &str) -> AnyQuery<'q> {
        let count = filled_up(values.len().max(1));
        let list = self.dialect.placeholders(1, count);
        // The text is ours; what others wrote is bound.
        let query = sqlx::query(AssertSqlSafe(format!("{head} IN {list}{tail}")));
        let filled = values.iter().chain(std::iter::repeat(values.last().unwrap_or(&""))).take(count);
        filled.fold(query, |query, value| query.bind((*value).to_owned()))
    }

    /// Closes all connections, after their work.
    pub async fn close(&self) {
        self.writer.close().await;
        self.pool.close().await;
    }
}

impl Dialect {
    fn begin_write(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    /// `($1,$2),($3,$4)…`: `rows` rows of `columns` placeholders, to be bound in that order.
    ///
    /// SQLite takes `$1` for a name, and looks each name up among all others: with thousands of them that
    /// is seconds. It gets `?` instead.
    pub(crate) fn placeholders(self, rows: usize, columns: usize) -> String {
        let mut text = String::with_capacity(rows * columns * 6);
        for row in 0..rows {
            text.push_str(if row == 0 { "(" } else { ",(" });
            for column in 0..columns {
                if column > 0 {
                    text.push(',');
                }
                match self {
                    Self::Sqlite => text.push('?'),
                    Self::Postgres => {
                        text.push('$');
                        text.push_str(&(row * columns + column + 1).to_string());
                    }
                }
            }
            text.push(')');
        }
        text
    }

    fn of(url: &str) -> Result<Self, OpenError> {
        match url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => Ok(Self::Sqlite),
            Some("postgres" | "postgresql") => Ok(Self::Postgres),
            _ => Err(OpenError::UnknownUrl),
        }
    }
}

/// Whether the other end of a connection is gone, or says that it goes (SQLSTATE class 57P).
fn has_hung_up(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| code.starts_with("57P")),
        _ => false,
    }
}

/// A pool whose connections begin with `settings`, each a list of statements.
fn pool_options(settings: &'static [&'static str]) -> AnyPoolOptions {
    AnyPoolOptions::new().acquire_timeout(ACQUIRE_TIMEOUT).after_connect(move |connection, _| {
        Box::pin(async move {
            for statements in settings {
                connection.execute(*statements).await?;
            }
            Ok(())
        })
    })
}

/// What is reached at `url`. Statements over many rows would fill the log with placeholders, so that
/// none is logged.
fn connect_options(url: &str) -> Result<AnyConnectOptions, OpenError> {
    let options = AnyConnectOptions::from_str(url).map_err(OpenError::from_sqlx)?;
    Ok(options.disable_statement_logging())
}

#[cfg(test)]
mod tests;
