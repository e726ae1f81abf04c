//! What handlers work with, in one cheap handle.

use std::future::{Future, pending};
use std::net::SocketAddr;
use std::ops::Deref;
use std::panic::resume_unwind;
use std::sync::Arc;

use axum::extract::FromRef;
use tokio::task::JoinError;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::bus::Bus;
use crate::catalog::{Catalog, CatalogError};
use crate::chores;
use crate::clock::{SharedClock, SystemClock, TestClock};
use crate::db::{DatabaseClock, Db, DbError, Dialect, OpenError};
use crate::deliveries;
use crate::identity::Authenticator;
use crate::identity::password::Passwords;
use crate::jobs::Jobs;
use crate::ledger::{Ledger, LedgerError};
use crate::lookout::Lookout;
use crate::mail::{MailError, Mailer};
use crate::observe::Metrics;
use crate::provider::Provider;
use crate::reports::Reports;
use crate::settings::{Settings, SettingsError};
use crate::throttle::Throttle;

/// The state of all routes; clones share it.
#[derive(Clone, Debug)]
pub struct App(Arc<Parts>);

/// The parts of an [`App`].
#[derive(Debug)]
pub struct Parts {
    pub settings: Settings,
    pub db: Db,
    pub clock: SharedClock,
    /// Present where the time can be moved (`--test-clock`).
    pub test_clock: Option<Arc<TestClock>>,
    /// Present where the time is that of the database.
    pub database_clock: Option<Arc<DatabaseClock>>,
    pub bus: Bus,
    pub ledger: Ledger,
    pub jobs: Jobs,
    pub(crate) reports: Reports,
    pub authenticator: Authenticator,
    pub lookout: Lookout,
    pub passwords: Passwords,
    /// Present where people may sign in with an identity provider.
    pub(crate) provider: Option<Provider>,
    pub throttle: Throttle,
    pub metrics: Metrics,
    pub lifecycle: Lifecycle,
}

/// How the parts of a server end together.
#[derive(Clone, Debug)]
pub struct Lifecycle {
    /// Cancelled when no more work is taken: streams close.
    pub shutdown: CancellationToken,
    /// Cancelled when all requests are answered: background tasks end.
    pub finished: CancellationToken,
    /// The background tasks.
    pub tasks: TaskTracker,
}

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Database(#[from] OpenError),
    #[error(transparent)]
    Catalog(#[from] CatalogError),
    #[error("the time of the database could not be read: {0}")]
    Clock(DbError),
    #[error(transparent)]
    Mail(#[from] MailError),
    #[error("the certificates that --oidc-issuer is checked by could not be loaded: {0}")]
    Provider(#[from] reqwest::Error),
    #[error("the ledger could not start: {0}")]
    Ledger(#[from] LedgerError),
}

impl FromRef<App> for Authenticator {
    fn from_ref(app: &App) -> Self {
        app.authenticator.clone()
    }
}

impl App {
    /// Puts the parts of a server that listens on `address` together, and starts their background tasks.
    pub async fn start(
        settings: Settings,
        address: SocketAddr,
        db: Db,
        lifecycle: Lifecycle,
    ) -> Result<Self, StartError> {
        let Lifecycle { tasks, shutdown, finished } = &lifecycle;
        let test_clock = settings.test_clock.then(|| Arc::new(TestClock::behind(settings.test_clock_behind_days)));
        let wall = settings.wall_clock.clone().unwrap_or_else(|| Arc::new(SystemClock));
        let (mut db, mut database_clock) = (db, None);
        let clock: SharedClock = match &test_clock {
            Some(clock) => clock.clone(),
            // All servers on one database share its time; a file is served by one, and has none of its own.
            None if db.dialect() == Dialect::Postgres => {
                let clock = DatabaseClock::start(&db, wall, tasks, finished).await.map_err(StartError::Clock)?;
                db = db.guarded_by(Arc::clone(&clock));
                database_clock = Some(Arc::clone(&clock));
                clock
            }
            None => wall,
        };
        let catalog = Arc::new(Catalog::load(settings.catalog.as_deref())?);
        let bus = Bus::start(&db, &settings.database.url()?, tasks, finished);
        let ledger = Ledger::start(db.clone(), catalog, clock.clone(), bus.clone(), tasks, finished).await?;
        let mailer = Mailer::new(&settings, address, &db, clock.clone(), bus.clone())?;
        let kinds = chores::kinds(&db, &clock, &mailer, &bus, tasks);
        let jobs = Jobs::start(&db, clock.clone(), kinds, tasks, shutdown, finished);
        deliveries::start(&db, &clock, &ledger, &jobs, tasks, finished);
        let authenticator = Authenticator::start(&db, clock.clone(), tasks, finished);
        let lookout = Lookout::start(&db, &ledger, &bus, tasks, finished);
        let provider = settings.oidc.client().map_err(SettingsError::from)?;
        let provider = provider.map(|client| Provider::new(client, clock.clone())).transpose()?;
        let (passwords, throttle) = (Passwords::new(), Throttle::new(settings.throttle));
        Ok(Self(Arc::new(Parts {
            settings,
            db,
            clock,
            test_clock,
            database_clock,
            bus,
            ledger,
            jobs,
            reports: Reports::default(),
            authenticator,
            lookout,
            passwords,
            provider,
            throttle,
            metrics: Metrics::new(),
            lifecycle,
        })))
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Lifecycle {
    /// A lifecycle that begins to end when `shutdown` is cancelled.
    pub fn new(shutdown: CancellationToken) -> Self {
        Self { shutdown, finished: CancellationToken::new(), tasks: TaskTracker::new() }
    }

    /// Does `work` to its end, also where nobody waits for it any more: a request is dropped when its client hangs
    /// up, and what it has written must still be told.
    pub async fn to_its_end<T: Send + 'static>(&self, work: impl Future<Output = T> + Send + 'static) -> T {
        match self.tasks.spawn(work).await.map_err(JoinError::try_into_panic) {
            Ok(done) => done,
            Err(Ok(panic)) => resume_unwind(panic),
            // The runtime ends, and with it whoever waits here.
            Err(Err(_)) => pending().await,
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::oneshot;

    use super::*;

    #[tokio::test]
    async fn what_is_begun_ends_though_its_client_hangs_up() {
        let lifecycle = Lifecycle::new(CancellationToken::new());
        let (go, gone) = oneshot::channel();
        let (tell, told) = oneshot::channel();
        let work = lifecycle.to_its_end(async move {
            gone.await.unwrap();
            tell.send("told").unwrap();
        });
        tokio::select! {
            biased;
            () = work => unreachable!("it waits"),
            () = tokio::task::yield_now() => {}
        }
        go.send(()).unwrap();
        assert_eq!(told.await, Ok("told"));
    }

    #[tokio::test]
    #[should_panic(expected = "a fault")]
    async fn a_panic_reaches_who_waits() {
        Lifecycle::new(CancellationToken::new()).to_its_end(async { panic!("a fault") }).await
    }
}
