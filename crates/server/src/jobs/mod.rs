//! Work that is done later, and by whichever server comes to it first.
//!
//! A job is a row that is written in the transaction of what makes it necessary ([`enqueue`]). A server claims it by
//! moving the moment at which it may be claimed next into the future: that is its lease. Who ends in the midst of it,
//! as by `kill -9`, lets the lease run out, and the job is done again; so a job is done **once or more**, and its
//! effect must be the same when it is done twice. One that fails is tried again ever later, and given up after
//! [`MOST_ATTEMPTS`]; then it is dead, which `/metrics` shows.
//!
//! Jobs that wait for servers of others ([`Kinds::outward`]) are done in a lane of their own: whoever keeps them waiting
//! holds up no job of another kind. They are tried for days.
//!
//! No transaction is open while a job is done, but those that it begins itself.

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

/// Attempts at a job that waits for servers of others, which may be away over a weekend: at least 58 hours.
pub const MOST_OUTWARD_ATTEMPTS: i64 = 130;

/// How long an attempt may take. It is cut off then, and has failed.
pub const TIME_LIMIT: Duration = Duration::from_secs(30);

/// How long nobody else claims a job that was claimed: longer than an attempt, and the writing of its end, may take.
pub const LEASE: Duration = Duration::from_secs(60);

/// The same for a job that waits for servers of others: a mail server may look through a mail for minutes before it says
/// that it took it (RFC 5321, 4.5.3.2.6), and who gives up before sends it again.
pub const OUTWARD_TIME_LIMIT: Duration = Duration::from_secs(240);
pub const OUTWARD_LEASE: Duration = Duration::from_secs(270);

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
    lane: Lane,
}

/// Jobs that are done side by side and wait for none of another lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lane {
    /// What this server and its database do alone.
    Inward,
    /// What waits for servers of others.
    Outward,
}

impl Lane {
    const ALL: [Self; 2] = [Self::Inward, Self::Outward];

    fn most_attempts(self) -> i64 {
        match self {
            Self::Inward => MOST_ATTEMPTS,
            Self::Outward => MOST_OUTWARD_ATTEMPTS,
        }
    }

    fn time_limit(self) -> Duration {
        match self {
            Self::Inward => TIME_LIMIT,
            Self::Outward => OUTWARD_TIME_LIMIT,
        }
    }

    fn lease(self) -> Duration {
        match self {
            Self::Inward => LEASE,
            Self::Outward => OUTWARD_LEASE,
        }
    }

    /// What its worker is called in the log.
    fn name(self) -> &'static str {
        match self {
            Self::Inward => "jobs",
            Self::Outward => "outward jobs",
        }
    }
}

impl Kinds {
    /// Adds a kind. Its name is a word in lower case, which stands in the table and in metrics.
    pub fn with<F, Fut>(self, name: &'static str, work: F) -> Self
    where
        F: Fn(Job) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        self.add(name, None, Lane::Inward, work)
    }

    /// Adds a kind whose work waits for servers of others.
    pub fn outward<F, Fut>(self, name: &'static str, work: F) -> Self
    where
        F: Fn(Job) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        self.add(name, None, Lane::Outward, work)
    }

    /// Adds a kind of which one job is enqueued in each period, whichever servers run.
    pub fn recurring<F, Fut>(self, name: &'static str, period: Duration, work: F) -> Self
    where
        F: Fn(Job) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        self.add(name, Some(period), Lane::Inward, work)
    }

    fn add<F, Fut>(mut self, name: &'static str, period: Option<Duration>, lane: Lane, work: F) -> Self
    where
        F: Fn(Job) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        self.0.insert(name, Kind { work: Arc::new(move |job| work(job).boxed()), period, lane });
        self
    }

    /// Those of one lane.
    fn of(&self, lane: Lane) -> Self {
        let of_lane = self.0.iter().filter(|(_, kind)| kind.lane == lane);
        Self(of_lane.map(|(name, kind)| (*name, kind.clone())).collect())
    }
}

impl fmt::Debug for Kinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// A handle to the jobs of a server; clones share its workers.
#[derive(Clone, Debug)]
pub struct Jobs {
    db: Db,
    clock: SharedClock,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    /// One for the worker of each lane.
    wake: [Arc<Notify>; Lane::ALL.len()],
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
    /// Starts a worker for each lane on `tasks`. They claim nothing more once `shutdown` is cancelled, and give up what
    /// they do shortly after `finished` is.
    pub fn start(
        db: &Db,
        clock: SharedClock,
        kinds: Kinds,
        tasks: &TaskTracker,
        shutdown: &CancellationToken,
        finished: &CancellationToken,
    ) -> Self {
        let counts = kinds.0.keys().map(|name| (*name, Counts::default())).collect();
        let jobs = Self { db: db.clone(), clock, shared: Arc::new(Shared { wake: Default::default(), counts }) };
        for (lane, wake) in Lane::ALL.into_iter().zip(&jobs.shared.wake) {
            let kinds = kinds.of(lane);
            if !kinds.0.is_empty() {
                let worker =
                    Worker::new(jobs.clone(), lane, kinds, Arc::clone(wake), shutdown.clone(), finished.clone());
                tasks.spawn(supervisor::keep_running(lane.name(), move || worker.clone().run()));
            }
        }
        jobs
    }

    /// Lets the workers look for jobs: after the commit of one that is due, and when the time was moved.
    pub fn wake(&self) {
        self.shared.wake.iter().for_each(|wake| wake.notify_one());
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
