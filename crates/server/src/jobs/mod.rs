//! Work that is done later, and by whichever server comes to it first.
//!
//! A job is a row that is written in the transaction of what makes it necessary ([`enqueue`]). A server claims it by
//! moving the moment at which it may be claimed next into the future: that is its lease. Who ends in the midst of it,
//! as by `kill -9`, lets the lease run out, and the job is done again; so a job is done **once or more**, and its
//! effect must be the same when it is done twice. One that fails is tried again ever later, and given up after
//! [`MOST_ATTEMPTS`]; then it is dead, which `/metrics` shows.
//!
//! No transaction is open while a job is done, but those that it begins itself.

mod expired;
mod store;
mod worker;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::clock::SharedClock;
use crate::db::{Db, DbError};
use crate::supervisor;

pub use store::{NewJob, enqueue};

use worker::Worker;

/// Attempts at one job; with the waits between them they take about seven hours.
pub const MOST_ATTEMPTS: i64 = 16;

/// How long an attempt may take. It is cut off then, and has failed.
pub const TIME_LIMIT: Duration = Duration::from_secs(30);

/// How long nobody else claims a job that was claimed: longer than an attempt, and the writing of its end, may take.
pub const LEASE: Duration = Duration::from_secs(60);

/// Why an attempt failed, for the log and the table.
pub type JobError = Box<dyn std::error::Error + Send + Sync>;

/// A job that is being done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub id: String,
    /// JSON, as it was enqueued.
    pub payload: String,
    /// 1 for the first attempt.
    pub attempt: i64,
}

/// What a server can do: one function for each kind of job.
#[derive(Clone, Default)]
pub struct Kinds(BTreeMap<&'static str, Kind>);

type Work = Arc<dyn Fn(Job) -> BoxFuture<'static, Result<(), JobError>> + Send + Sync>;

#[derive(Clone)]
struct Kind {
    work: Work,
    /// How often a job of this kind is enqueued by itself, if it is.
    period: Option<Duration>,
}

impl Kinds {
    /// What every server does.
    pub fn of_server(db: &Db, clock: &SharedClock) -> Self {
        let (db, clock) = (db.clone(), Arc::clone(clock));
        Self::default().recurring(expired::KIND, expired::PERIOD, move |_| {
            let (db, clock) = (db.clone(), Arc::clone(&clock));
            async move { Ok(expired::delete(&db, clock.now_ms()).await?) }
        })
    }

    /// Adds a kind. Its name is a word in lower case, which stands in the table and in metrics.
    pub fn with<F, Fut>(self, name: &'static str, work: F) -> Self
    where
        F: Fn(Job) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        self.add(name, None, work)
    }

    /// Adds a kind of which one job is enqueued in each period, whichever servers run.
    pub fn recurring<F, Fut>(self, name: &'static str, period: Duration, work: F) -> Self
    where
        F: Fn(Job) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        self.add(name, Some(period), work)
    }

    fn add<F, Fut>(mut self, name: &'static str, period: Option<Duration>, work: F) -> Self
    where
        F: Fn(Job) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        self.0.insert(name, Kind { work: Arc::new(move |job| work(job).boxed()), period });
        self
    }
}

impl fmt::Debug for Kinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// A handle to the jobs of a server; clones share its worker.
#[derive(Clone, Debug)]
pub struct Jobs {
    db: Db,
    clock: SharedClock,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    wake: Notify,
    counts: BTreeMap<&'static str, Counts>,
}

/// What this server's attempts came to, since it started.
#[derive(Debug, Default)]
struct Counts {
    done: AtomicU64,
    failed: AtomicU64,
}

/// How the jobs stand, for whoever watches over the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Jobs that are neither done nor dead.
    pub pending: i64,
    /// Jobs that were given up.
    pub dead: i64,
    /// How long the one has waited that should have been claimed first; 0 where none is due.
    pub oldest_waiting_ms: i64,
}

impl Jobs {
    /// Starts the worker on `tasks`. It claims nothing more once `shutdown` is cancelled, and gives up what it does
    /// shortly after `finished` is.
    pub fn start(
        db: &Db,
        clock: SharedClock,
        kinds: Kinds,
        tasks: &TaskTracker,
        shutdown: &CancellationToken,
        finished: &CancellationToken,
    ) -> Self {
        let counts = kinds.0.keys().map(|name| (*name, Counts::default())).collect();
        let jobs = Self { db: db.clone(), clock, shared: Arc::new(Shared { wake: Notify::new(), counts }) };
        let worker = Worker::new(jobs.clone(), kinds, shutdown.clone(), finished.clone());
        tasks.spawn(supervisor::keep_running("jobs", move || worker.clone().run()));
        jobs
    }

    /// Lets the worker look for jobs: after the commit of one that is due, and when the time was moved.
    pub fn wake(&self) {
        self.shared.wake.notify_one();
    }

    /// How the jobs of all servers stand.
    pub async fn standing(&self) -> Result<Standing, DbError> {
        store::standing(&self.db, self.clock.now_ms()).await
    }

    /// Each kind with how many of its attempts at this server were successful, and how many failed.
    pub fn counts(&self) -> impl Iterator<Item = (&'static str, u64, u64)> {
        let counts = self.shared.counts.iter();
        counts.map(|(kind, Counts { done, failed })| {
            (*kind, done.load(Ordering::Relaxed), failed.load(Ordering::Relaxed))
        })
    }
}
