//! The database: SQLite or PostgreSQL behind one handle, one schema, one text per query.
//!
//! Queries use `$1` placeholders and TEXT, BIGINT, INTEGER and BYTEA columns only, which both databases read
//! alike. [`Db::begin_write`], [`Db::begin_read`], [`Db::for_update`], [`Db::for_update_of_free`] and
//! [`Dialect::placeholders`] are the only places where they are told apart.
//!
//! Every wait has an end: on PostgreSQL whatever a request waits for here has failed within five seconds.

mod backup;
mod clock;
mod connections;
pub mod copies;
mod error;
mod file;
mod migrate;
mod outage;
mod postgres;
mod reads;
mod retry;
pub(crate) mod room;
mod sqlite;
mod transaction;

use std::path::PathBuf;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyArguments, AnyConnectOptions};
use sqlx::{Any, AnyConnection, AssertSqlSafe, ConnectOptions as _, Connection as _};

use connections::Connections;
use file::{Claim, DatabaseFile};
use transaction::Limits;

pub use backup::{BackupError, backup, restore};
pub use clock::DatabaseClock;
pub use error::{DbError, OpenError};
pub(crate) use file::{make_private, make_private_folder};
pub use outage::Outage;
pub use reads::Reads;
pub(crate) use retry::{Failure, retried};
pub use transaction::{ReadTransaction, Statements, WriteTransaction};

/// How long a query may take where nobody waits for an answer of a server.
const EXAMINE_LIMIT: Duration = Duration::from_secs(60 * 60);

/// To how many a list of values is filled up: to a power of two, or one and a half times one, so that a
/// connection meets few different texts and keeps all of them prepared.
pub(crate) fn filled_up(count: usize) -> usize {
    let power = count.next_power_of_two();
    let between = power / 4 * 3;
    if count <= between { between } else { power }
}

/// A query whose values are bound.
pub(crate) type AnyQuery<'q> = sqlx::query::Query<'q, Any, AnyArguments>;

/// Which database stands behind a [`Db`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    Sqlite,
    Postgres,
}

/// A handle to the database; clones share its connections.
#[derive(Clone, Debug)]
pub struct Db {
    dialect: Dialect,
    reads: Reads,
    secrets: Reads,
    reports: Reads,
    /// The connections of [`Db::begin_write`]; on SQLite the ledger's.
    writes: Connections,
    /// The one connection of [`Db::begin_ledger_write`]. It keeps the ledger's statements prepared and, on
    /// SQLite, its pages in memory, as long as no other connection writes.
    ledger: Connections,
    limits: Limits,
    /// Present on SQLite.
    file: Option<Arc<DatabaseFile>>,
    /// Present where no other process may serve the same file.
    claim: Option<Arc<Claim>>,
    /// Present where writes are refused while this machine's clock is wrong.
    clock: Option<Arc<DatabaseClock>>,
}

/// What a database is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    /// Requests, which do not wait for long.
    Serve,
    /// To look on, however long that takes.
    Examine,
}

/// What is done to a database before it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    /// Others may serve it meanwhile.
    Beside,
    ToServe,
    ToServeAndCopy,
}

/// What a [`Db`] is put together from.
struct Parts {
    readers: Connections,
    secrets: Connections,
    reporters: Connections,
    writes: Connections,
    ledger: Connections,
    limits: Limits,
    read_limit: Duration,
    report_limit: Duration,
    file: Option<Arc<DatabaseFile>>,
    claim: Option<Claim>,
}

impl Db {
    /// Opens the database at `url` (`sqlite:path` or `postgres://…`), creates a missing SQLite file,
    /// and brings the schema up to date.
    ///
    /// # Errors
    /// When the URL is none of both kinds, the database is away or no database, or its schema was
    /// written by a newer version.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        Self::open_with(url, Opening::Beside).await
    }

    /// Like [`Db::open`], and claims an SQLite file until [`Db::close`] or the end of the process: two servers on one
    /// file would not hear of each other's changes.
    ///
    /// # Errors
    /// Also when another process serves the file.
    pub async fn open_to_serve(url: &str) -> Result<Self, OpenError> {
        Self::open_with(url, Opening::ToServe).await
    }

    /// Like [`Db::open_to_serve`], and copies an SQLite file before its schema is brought up to date
    /// ([`copies`]).
    ///
    /// # Errors
    /// Also when it can not be copied.
    pub async fn open_to_serve_and_copy(url: &str) -> Result<Self, OpenError> {
        Self::open_with(url, Opening::ToServeAndCopy).await
    }

    /// Opens a database that is there, and changes nothing on it. Writing transactions fail.
    ///
    /// # Errors
    /// Also when its schema is not exactly the one that this version knows.
    pub async fn open_read_only(url: &str) -> Result<Self, OpenError> {
        sqlx::any::install_default_drivers();
        let dialect = Dialect::of(url)?;
        let parts = match dialect {
            Dialect::Sqlite => {
                let path = sqlite::path(url)?;
                file::is_marked(&path)?;
                sqlite::parts(&sqlite::to_read(url, &path), &path, Purpose::Examine)?
            }
            Dialect::Postgres => {
                farewell(postgres::connect_patiently(url).await?).await;
                postgres::parts(url, Purpose::Examine)?
            }
        };
        let db = Self::of_parts(dialect, parts);
        match migrate::check(&db).await {
            Ok(()) => Ok(db),
            Err(error) => {
                db.close().await;
                Err(error)
            }
        }
    }

    async fn open_with(url: &str, opening: Opening) -> Result<Self, OpenError> {
        sqlx::any::install_default_drivers();
        let dialect = Dialect::of(url)?;
        let (mut connection, parts) = match dialect {
            Dialect::Sqlite => {
                let (url, path) = (sqlite::with_mode(url, "rw"), sqlite::path(url)?);
                DatabaseFile::check(&path)?;
                DatabaseFile::make_folder(&path)?;
                // Before anything is changed that the other server relies on.
                let claim = if opening == Opening::Beside { None } else { Some(Claim::of(&path)?) };
                sqlite::prepare(&url, &path).await?;
                let mut connection = sqlite::connect_patiently(&url).await?;
                if opening == Opening::ToServeAndCopy && migrate::is_behind(&mut connection).await {
                    copies::make_before_update(&path, migrate::newest_known()).await.map_err(OpenError::not_copied)?;
                }
                (connection, Parts { claim, ..sqlite::parts(&url, &path, Purpose::Serve)? })
            }
            Dialect::Postgres => (postgres::connect_patiently(url).await?, postgres::parts(url, Purpose::Serve)?),
        };
        let migrated = migrate::run(dialect, &mut connection).await;
        farewell(connection).await;
        migrated?;
        let db = Self::of_parts(dialect, parts);
        match db.open_each().await {
            Ok(()) => Ok(db),
            Err(error) => {
                db.close().await;
                Err(OpenError::from_sqlx(error))
            }
        }
    }

    fn of_parts(dialect: Dialect, parts: Parts) -> Self {
        let Parts { readers, secrets, reporters, writes, ledger, limits, read_limit, report_limit, file, claim } =
            parts;
        let reads = Reads { connections: readers, limit: read_limit };
        let secrets = Reads { connections: secrets, limit: read_limit };
        let reports = Reads { connections: reporters, limit: report_limit };
        Self { dialect, reads, secrets, reports, writes, ledger, limits, file, claim: claim.map(Arc::new), clock: None }
    }

    /// Opens a connection of each kind, so that each has one where the database gives few.
    async fn open_each(&self) -> Result<(), sqlx::Error> {
        for connections in self.connections() {
            let opened = tokio::time::timeout(self.reports.limit, connections.take()).await;
            opened.unwrap_or_else(|_| Err(error::no_answer()))?.give_back();
        }
        Ok(())
    }

    fn connections(&self) -> [&Connections; 5] {
        let [reads, secrets, reports] = [&self.reads, &self.secrets, &self.reports].map(|reads| &reads.connections);
        [&self.ledger, &self.writes, secrets, reads, reports]
    }

    /// The connections that read. A statement that would write fails on them.
    pub fn pool(&self) -> &Reads {
        &self.reads
    }

    /// Connections for nothing but the secrets of requests: whatever else is asked, callers are known at once.
    pub fn secrets(&self) -> &Reads {
        &self.secrets
    }

    /// Few connections, for queries that may take their time and that nothing else waits for.
    pub fn reports(&self) -> &Reads {
        &self.reports
    }

    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Where the database lies, on SQLite.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        self.file.as_ref().map(|file| file.path().to_owned())
    }

    /// A handle that writes nothing while the clock of this machine is far from the database's.
    pub(crate) fn guarded_by(self, clock: Arc<DatabaseClock>) -> Self {
        Self { clock: Some(clock), ..self }
    }

    fn check_clock(&self) -> Result<(), DbError> {
        if self.clock.as_ref().is_none_or(|clock| clock.agrees()) { Ok(()) } else { Err(DbError::clock_apart()) }
    }

    /// Begins a transaction that may write. On SQLite it takes the write lock at once, because a
    /// transaction that takes it later fails instead of waiting when another one wrote meanwhile.
    pub async fn begin_write(&self) -> Result<WriteTransaction, DbError> {
        self.check_clock()?;
        WriteTransaction::begin(&self.writes, self.dialect.begin_write(), self.limits, self.file.clone()).await
    }

    /// Begins a transaction of the ledger. On PostgreSQL nobody else waits for it, and it for nobody.
    pub async fn begin_ledger_write(&self) -> Result<WriteTransaction, DbError> {
        self.check_clock()?;
        WriteTransaction::begin(&self.ledger, self.dialect.begin_write(), self.limits, self.file.clone()).await
    }

    /// Begins a transaction whose reads are all of one moment, and that writes nothing.
    pub async fn begin_read(&self) -> Result<ReadTransaction, DbError> {
        let begin = match self.dialect {
            Dialect::Sqlite => "BEGIN",
            Dialect::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        };
        ReadTransaction::begin(&self.reports.connections, begin, self.reports.limit).await
    }

    /// What a `SELECT` ends with to lock its rows. SQLite needs nothing: [`Db::begin_write`] has
    /// locked the whole database.
    pub fn for_update(&self) -> &'static str {
        match self.dialect {
            Dialect::Sqlite => "",
            Dialect::Postgres => " FOR UPDATE",
        }
    }

    /// The same for those of its rows that nobody else has locked; the others are left out. `None` on SQLite, which has
    /// one lock for all.
    pub(crate) fn for_update_of_free(&self) -> Option<&'static str> {
        match self.dialect {
            Dialect::Sqlite => None,
            Dialect::Postgres => Some(" FOR UPDATE SKIP LOCKED"),
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

    /// What is wrong with the file of an SQLite database, below all tables; `None` where nothing is. PostgreSQL looks
    /// after its own files.
    pub(crate) async fn fault_of_file(&self) -> Result<Option<String>, DbError> {
        if self.dialect != Dialect::Sqlite {
            return Ok(None);
        }
        let found: String = sqlx::query_scalar(backup::INTEGRITY_CHECK).fetch_one(self.reports()).await?;
        Ok((found != backup::SOUND).then_some(found))
    }

    /// Closes all connections, after their work, and lets another process serve the file.
    pub async fn close(&self) {
        for connections in self.connections() {
            connections.close().await;
        }
        if let Some(claim) = &self.claim {
            claim.end();
        }
    }
}

impl Dialect {
    /// Rows that matter are locked; a database that is serializable by default would only fail more often.
    fn begin_write(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN ISOLATION LEVEL READ COMMITTED",
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

/// Closes a connection in order; one that fails at that has served its purpose all the same.
async fn farewell(connection: AnyConnection) {
    if let Err(error) = connection.close().await {
        tracing::debug!(%error, "a connection was not closed in order");
    }
}

/// What is reached at `url`. Statements over many rows would fill the log with placeholders, so that
/// none is logged.
fn connect_options(url: &str) -> Result<AnyConnectOptions, OpenError> {
    let options = AnyConnectOptions::from_str(url).map_err(OpenError::from_sqlx)?;
    Ok(options.disable_statement_logging())
}

#[cfg(test)]
mod tests;
