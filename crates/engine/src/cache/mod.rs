//! What the server said, kept so that every question is answered without it. Disposable: opening it
//! can not fail, because what can not be read is set aside and asked for again.

mod actions;
mod balances;
mod conversations;
pub(crate) mod days;
mod entries;
mod figures;
mod owner;
mod questions;
mod sums;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use infuse_protocol::usage::Entry;
use jiff::tz::TimeZone;
use sqlx::{AssertSqlSafe, SqlitePool};
use tokio::sync::{Mutex, RwLock};
use tokio::time::Instant;
use tracing::warn;

pub(crate) use balances::Stretch;
pub(crate) use conversations::Conversation;
pub(crate) use entries::{EntryQuery, StoredEntry};
pub(crate) use figures::Figures;
pub(crate) use questions::{BarSum, ConversationSum, Span, SumQuery};

use crate::snapshot::Condition;
use crate::sqlite::{self, Durability};

/// The schema that this app reads and writes.
const VERSION: i64 = 6;

/// A page asks several questions at once.
const CONNECTIONS: u32 = 4;

/// The cache of one home.
pub(crate) struct Cache {
    path: PathBuf,
    /// Replaced when the file turns out to be broken.
    pool: std::sync::RwLock<SqlitePool>,
    /// SQLite has one writer; waiting here keeps writers from finding the file busy.
    writer: Mutex<()>,
    /// Whether it is known to be that of who is signed in.
    answers: AtomicBool,
    /// Whether it is one in memory, as its file can not be opened now.
    stands_in: AtomicBool,
    /// What the sums were cut into days by.
    zone: RwLock<TimeZone>,
}

impl Cache {
    /// Opens the cache at `path`. What was wrong with it is told beside it. Where it can not be opened now, the cache is
    /// one in memory that stands in for it.
    pub(crate) async fn open(path: &Path, zone: TimeZone) -> (Self, Option<Condition>) {
        let (pool, condition) = open_or_rebuild(path).await;
        let cache = Self {
            path: path.to_owned(),
            pool: std::sync::RwLock::new(pool),
            writer: Mutex::new(()),
            answers: AtomicBool::new(false),
            stands_in: AtomicBool::new(condition == Some(Condition::CacheLocked)),
            zone: RwLock::new(zone.clone()),
        };
        match cache.use_zone(zone).await {
            Err(error) if sqlite::is_broken(&error) => {
                warn!(%error, "the cache can not be used and is set aside");
                cache.rebuild().await;
                (cache, Some(Condition::CacheRebuilt))
            }
            // It is tried again whenever days are counted.
            Err(error) => {
                warn!(%error, "days are still those of another time zone");
                (cache, condition)
            }
            Ok(_) => (cache, condition),
        }
    }

    /// Whether it stands in for a file that could not be opened.
    pub(crate) fn is_stand_in(&self) -> bool {
        self.stands_in.load(Ordering::Acquire)
    }

    /// Tries once more to open the file that this stands in for; what was wrong with it is told.
    ///
    /// # Errors
    /// When it can still not be opened.
    pub(crate) async fn open_again(&self) -> Result<Option<Condition>, StillLocked> {
        let (pool, condition) = open_or_rebuild(&self.path).await;
        if condition == Some(Condition::CacheLocked) {
            return Err(StillLocked);
        }
        let _writer = self.writer.lock().await;
        self.replace(pool, condition);
        Ok(condition)
    }

    /// Whether the file can be read as a whole. Takes long: ask only after an error.
    pub(crate) async fn is_sound(&self) -> bool {
        let answer: Result<String, _> = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(&self.pool()).await;
        answer.is_ok_and(|answer| answer == "ok")
    }

    /// Writes what was heard, all of it or nothing.
    pub(crate) async fn apply(&self, news: News<'_>) -> Result<(), sqlx::Error> {
        let _writer = self.writer.lock().await;
        let mut transaction = self.pool().begin_with("BEGIN IMMEDIATE").await?;
        if !news.entries.is_empty() {
            let zone = self.zone.read().await.clone();
            entries::add(&mut transaction, news.entries, zone).await?;
        }
        if let Some(figures) = news.figures {
            figures::keep(&mut transaction, figures).await?;
        }
        transaction.commit().await
    }

    /// Sets a file aside that turned out to be broken while it was used, and begins anew. A file that is not open here,
    /// as a newer app's, is left alone.
    pub(crate) async fn rebuild(&self) {
        let _writer = self.writer.lock().await;
        let is_on_disk = self.is_on_disk();
        self.pool().close().await;
        if is_on_disk {
            set_aside(&self.path).await;
        }
        let (pool, condition) = open_or_rebuild(&self.path).await;
        self.replace(pool, condition);
    }

    /// Whether its file is open; otherwise it is one in memory.
    fn is_on_disk(&self) -> bool {
        self.pool().connect_options().get_filename() == self.path
    }

    fn replace(&self, pool: SqlitePool, condition: Option<Condition>) {
        self.answers.store(false, Ordering::Release);
        self.stands_in.store(condition == Some(Condition::CacheLocked), Ordering::Release);
        *self.pool.write().unwrap_or_else(PoisonError::into_inner) = pool;
    }

    /// Closes the file, so that it may be moved or deleted.
    pub(crate) async fn close(&self) {
        self.pool().close().await;
    }

    /// The same file through a connection of its own, which closing this one does not touch. It is dropped, not closed:
    /// one in memory is shared.
    pub(crate) async fn reader(&self) -> Result<Self, sqlx::Error> {
        let pool =
            if self.is_on_disk() { sqlite::open(&self.path, Durability::Relaxed, 1).await? } else { self.pool() };
        let (writer, zone) = (Mutex::new(()), RwLock::new(self.zone.read().await.clone()));
        Ok(Self {
            path: self.path.clone(),
            pool: std::sync::RwLock::new(pool),
            writer,
            answers: AtomicBool::new(self.answers()),
            stands_in: AtomicBool::new(self.is_stand_in()),
            zone,
        })
    }

    fn pool(&self) -> SqlitePool {
        self.pool.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Something else holds the file of a cache, or its disk fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StillLocked;

/// What is written together.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct News<'a> {
    /// Right behind the last one that is cached.
    pub(crate) entries: &'a [Entry],
    pub(crate) figures: Option<&'a Figures>,
}

async fn open_or_rebuild(path: &Path) -> (SqlitePool, Option<Condition>) {
    let error = match open_file(path).await {
        Ok(Opened::Ready(pool)) => return (pool, None),
        Ok(Opened::Newer) => return (in_memory().await, Some(Condition::CacheNewer)),
        // Nothing is wrong: all of it comes again in another form.
        Ok(Opened::Older) => match replace_older(path).await {
            Ok(pool) => return (pool, None),
            Err(error) => error,
        },
        Err(error) => error,
    };
    if !sqlite::is_broken(&error) {
        warn!(%error, "the cache can not be opened now");
        return (in_memory().await, Some(Condition::CacheLocked));
    }
    warn!(%error, "the cache is broken and is set aside");
    set_aside(path).await;
    match open_file(path).await {
        Ok(Opened::Ready(pool)) => (pool, Some(Condition::CacheRebuilt)),
        _ => (in_memory().await, Some(Condition::CacheLocked)),
    }
}

enum Opened {
    Ready(SqlitePool),
    /// A newer app wrote it, and may want it back.
    Newer,
    /// An older app wrote it, in a form that is no longer read.
    Older,
}

async fn open_file(path: &Path) -> Result<Opened, sqlx::Error> {
    let pool = sqlite::open(path, Durability::Relaxed, CONNECTIONS).await?;
    let version = match sqlite::schema_version(&pool).await {
        Ok(0) => create(&pool).await.map(|()| VERSION),
        version => version,
    };
    if let Ok(VERSION) = version {
        return Ok(Opened::Ready(pool));
    }
    // A file that is open can not be moved on every system.
    pool.close().await;
    version.map(|version| if version > VERSION { Opened::Newer } else { Opened::Older })
}

/// Begins anew in the place of what an older app wrote, and takes over the last figures and whose they are: they are
/// shown until the server says more.
async fn replace_older(path: &Path) -> Result<SqlitePool, sqlx::Error> {
    let older = with_suffix(path, ".older");
    move_files(path, &older).await;
    let Opened::Ready(pool) = open_file(path).await? else {
        return Err(sqlx::Error::Protocol("the cache of an older app is still there".to_owned()));
    };
    if let Err(error) = take_over(&pool, &older).await {
        warn!(%error, "the last figures are not known until the server says them");
    }
    for suffix in ["-wal", "-shm", ""] {
        let file = with_suffix(&older, suffix);
        if let Err(error) = once_let_go(|| std::fs::remove_file(&file)).await {
            warn!(%error, file = %file.display(), "the cache of an older app could not be deleted");
        }
    }
    Ok(pool)
}

async fn take_over(pool: &SqlitePool, older: &Path) -> Result<(), sqlx::Error> {
    let mut connection = pool.acquire().await?;
    sqlx::query("ATTACH $1 AS older").bind(older.to_string_lossy()).execute(&mut *connection).await?;
    let mut taken = Ok(());
    for table in
        ["INSERT INTO main.owner SELECT * FROM older.owner", "INSERT INTO main.figures SELECT * FROM older.figures"]
    {
        taken = taken.and(sqlx::query(table).execute(&mut *connection).await.map(drop));
    }
    sqlx::raw_sql("DETACH older").execute(&mut *connection).await?;
    taken
}

async fn in_memory() -> SqlitePool {
    let pool = sqlite::in_memory();
    if let Err(error) = create(&pool).await {
        warn!(%error, "not even in memory");
    }
    pool
}

async fn create(pool: &SqlitePool) -> Result<(), sqlx::Error> {
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
    sqlx::raw_sql(include_str!("schema.sql")).execute(&mut *transaction).await?;
    sqlx::raw_sql(AssertSqlSafe(format!("PRAGMA user_version = {VERSION}"))).execute(&mut *transaction).await?;
    transaction.commit().await
}

/// Sets the file and its companions aside, for whoever wants to know what broke it. One such set is kept.
async fn set_aside(path: &Path) {
    move_files(path, &with_suffix(path, ".broken")).await;
}

/// Renames the file and its companions.
async fn move_files(path: &Path, to: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let from = with_suffix(path, suffix);
        if let Err(error) = once_let_go(|| std::fs::rename(&from, with_suffix(to, suffix))).await {
            warn!(%error, file = %from.display(), "a cache could not be set aside");
        }
    }
}

/// How long a file that is still held is waited for.
const PATIENCE: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(50);

/// Does something with a file as soon as nothing holds it any more; one that is not there needs nothing. Windows moves and
/// deletes no open file, and an open one may be a connection that failed, whose thread lets go of it a little later.
///
/// # Errors
/// What refused it for as long as that was tried.
async fn once_let_go(mut act: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match act() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            // Without the right to, and while it is held, Windows answers alike.
            Err(_) if Instant::now() < deadline => tokio::time::sleep(PAUSE).await,
            done => return done,
        }
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(test)]
pub(crate) use tests::{debit, scope};

#[cfg(test)]
mod tests;
