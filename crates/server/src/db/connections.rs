//! Connections that are kept between uses. They obey one rule: a connection whose use failed or did not end is
//! never used again.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};
use std::time::Duration;

use sqlx::any::AnyConnectOptions;
use sqlx::{AnyConnection, ConnectOptions as _, Connection as _, Executor as _};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use super::file::{DatabaseFile, check_place};
use super::outage::has_no_connection_yet;

/// How often a server that has no connection to give is asked again.
const ASK_AGAIN: Duration = Duration::from_millis(50);

/// A set of connections; clones share it. Nothing here has an end in time: callers set it.
#[derive(Clone)]
pub(super) struct Connections(Arc<Parts>);

struct Parts {
    way: Way,
    keeping: Keeping,
    permits: Arc<Semaphore>,
    /// The one that was used last is used next; the first ones have been idle for longest.
    idle: Mutex<Vec<Idle>>,
    /// Told when a connection has become idle.
    returned: Notify,
    /// Another set, whose idle connections are given up when the server has none to give.
    relief: OnceLock<Weak<Parts>>,
}

/// How a connection is made.
#[derive(Clone)]
pub(super) struct Way {
    pub(super) options: AnyConnectOptions,
    /// What it begins with, each a list of statements.
    pub(super) settings: &'static [&'static str],
    /// The file that it has to be a connection to; absent where it leads elsewhere than to a file.
    pub(super) file: Option<Arc<DatabaseFile>>,
}

/// How many connections are kept, and for how long.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keeping {
    pub(super) most: u32,
    /// One that was idle longer than this is asked whether it still stands before it is used. One that has just been
    /// used is not: under load the question would be every other message.
    pub(super) trusted: Duration,
    pub(super) longest_idle: Duration,
    pub(super) longest_life: Duration,
}

struct Live {
    connection: AnyConnection,
    opened: Instant,
}

struct Idle {
    live: Live,
    since: Instant,
}

/// A connection in use. Dropping it closes the connection at once, without a word to the other end.
pub(super) struct Taken {
    live: Live,
    is_new: bool,
    home: Connections,
    // Last, so that no other one is opened while this one is still there.
    _permit: OwnedSemaphorePermit,
}

impl Keeping {
    /// Keeps that many for ever, as of a file, which does not hang up.
    pub(super) const fn of_file(most: u32) -> Self {
        Self { most, trusted: Duration::MAX, longest_idle: Duration::MAX, longest_life: Duration::MAX }
    }
}

impl Way {
    /// Opens a connection.
    ///
    /// # Errors
    /// Also where the file is gone, or another one stands in its place: connections that were opened before and after
    /// that would read different data.
    pub(super) async fn open(&self) -> Result<AnyConnection, sqlx::Error> {
        let opened = self.connect().await;
        check_place(self.file.as_deref())?;
        opened
    }

    async fn connect(&self) -> Result<AnyConnection, sqlx::Error> {
        let mut connection = self.options.connect().await?;
        for statements in self.settings {
            connection.execute(*statements).await?;
        }
        Ok(connection)
    }
}

impl Connections {
    /// None is opened yet.
    pub(super) fn new(way: Way, keeping: Keeping) -> Self {
        let permits = Arc::new(Semaphore::new(keeping.most as usize));
        let (idle, returned) = (Mutex::new(Vec::new()), Notify::new());
        Self(Arc::new(Parts { way, keeping, permits, idle, returned, relief: OnceLock::new() }))
    }

    /// Has `other` give up idle connections when the server has none to give to this set. It is said once.
    pub(super) fn relieved_by(self, other: &Self) -> Self {
        self.0.relief.get_or_init(|| Arc::downgrade(&other.0));
        self
    }

    /// An idle connection or a new one, as soon as there is one.
    pub(super) async fn take(&self) -> Result<Taken, sqlx::Error> {
        let permit = self.0.permits.clone().acquire_owned().await.map_err(|_| sqlx::Error::PoolClosed)?;
        let (live, is_new) = match self.idle_that_stands().await {
            Some(live) => (live, false),
            None => self.open().await?,
        };
        Ok(Taken { live, is_new, home: self.clone(), _permit: permit })
    }

    /// Closes all of them, after their work.
    pub(super) async fn close(&self) {
        if let Ok(all) = self.0.permits.acquire_many(self.0.keeping.most).await {
            // Whoever waits for one learns that there will be none.
            self.0.permits.close();
            while let Some(live) = self.pop() {
                if let Err(error) = live.connection.close().await {
                    tracing::debug!(%error, "a connection was not closed in order");
                }
            }
            drop(all);
        }
    }

    async fn idle_that_stands(&self) -> Option<Live> {
        loop {
            let Idle { mut live, since } = self.pop_idle()?;
            if since.elapsed() <= self.0.keeping.trusted || live.connection.ping().await.is_ok() {
                return Some(live);
            }
        }
    }

    /// A new connection; where the server has none to give, the first one that becomes idle here.
    async fn open(&self) -> Result<(Live, bool), sqlx::Error> {
        loop {
            match self.0.way.open().await {
                Ok(connection) => return Ok((Live { connection, opened: Instant::now() }, true)),
                Err(error) if has_no_connection_yet(&error) => {
                    // One that another set keeps idle is worth more here.
                    let relief = self.0.relief.get().and_then(Weak::upgrade).map(Self);
                    let relieved = relief.as_ref().and_then(Self::pop).is_some();
                    tracing::debug!(%error, relieved, "waiting for a connection");
                    tokio::select! {
                        () = self.0.returned.notified() => {}
                        () = tokio::time::sleep(ASK_AGAIN) => {}
                    }
                }
                Err(error) => return Err(error),
            }
            if let Some(live) = self.idle_that_stands().await {
                return Ok((live, false));
            }
        }
    }

    fn put_back(&self, live: Live) {
        let keeping = &self.0.keeping;
        if live.opened.elapsed() > keeping.longest_life {
            return;
        }
        let overdue = {
            let mut idle = self.0.idle.lock().unwrap_or_else(PoisonError::into_inner);
            idle.push(Idle { live, since: Instant::now() });
            let overdue = idle.iter().take_while(|idle| idle.since.elapsed() > keeping.longest_idle).count();
            idle.drain(..overdue).collect::<Vec<_>>()
        };
        drop(overdue);
        self.0.returned.notify_one();
    }

    fn pop(&self) -> Option<Live> {
        self.pop_idle().map(|idle| idle.live)
    }

    fn pop_idle(&self) -> Option<Idle> {
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }
}

impl Taken {
    /// Whether it was opened for this use.
    pub(super) fn is_new(&self) -> bool {
        self.is_new
    }

    /// Throws the connection away and opens another in its place.
    pub(super) async fn renew(&mut self) -> Result<(), sqlx::Error> {
        (self.live, self.is_new) = self.home.open().await?;
        Ok(())
    }

    /// Its use has ended well: another may use it.
    pub(super) fn give_back(self) {
        let Self { live, home, .. } = self;
        home.put_back(live);
    }
}

impl Deref for Taken {
    type Target = AnyConnection;

    fn deref(&self) -> &AnyConnection {
        &self.live.connection
    }
}

impl DerefMut for Taken {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        &mut self.live.connection
    }
}

/// The way holds a password.
impl fmt::Debug for Connections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connections").field("keeping", &self.0.keeping).finish_non_exhaustive()
    }
}

impl fmt::Debug for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Taken").field("is_new", &self.is_new).finish_non_exhaustive()
    }
}
