//! What a shell may ask of the engine, by what it is about: as its commands are, and the tabs.

mod account;
mod device;
mod personalization;
mod preferences;
mod resource;
mod session;
mod usage;

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio_util::task::AbortOnDropHandle;
use tracing::warn;

use crate::config::Config;
use crate::context::Context;
use crate::error::AppError;
use crate::home::Homes;
use crate::ports::Ports;
use crate::preferences::{Known, known};
use crate::resources::ResourceVersions;
use crate::snapshot::{Condition, HomeKind, Snapshot};
use crate::sync::Ask;

/// The app's heart. Cloned handles share one engine. Every method may be called at any time, from
/// any task of a tokio runtime.
#[derive(Clone)]
pub struct Engine {
    context: Arc<Context>,
    homes: Arc<Homes>,
    /// What still tries to read which homes there are.
    beginning: Arc<Beside>,
    /// What has this device look and speak as the account wants it.
    wearing: Arc<Beside>,
}

type Beside = std::sync::Mutex<Option<AbortOnDropHandle<()>>>;

/// How often a file of homes and settings is tried that something else holds.
const BEGIN_AGAIN: Duration = Duration::from_secs(1);

impl Engine {
    /// Opens what is kept on disk and begins to work: starts the active Local home, reads the session
    /// from the keyring, follows the server. Never fails: what is wrong shows in the snapshot.
    pub async fn start(config: Config, ports: Ports) -> Self {
        let engine = Self::open(config, ports).await;
        engine.begin().await;
        engine
    }

    /// The first half of [`Engine::start`]: what this device keeps. Whoever shows the snapshot need not wait for more.
    pub async fn open(config: Config, ports: Ports) -> Self {
        let context = Arc::new(Context::open(config, ports).await);
        let homes = Arc::new(Homes::new(context.clone()));
        let wearing = AbortOnDropHandle::new(tokio::spawn(wear(
            context.clone(),
            homes.clone(),
            homes.resource_changes.versions(),
        )));
        Self { context, homes, beginning: Arc::default(), wearing: Arc::new(Some(wearing).into()) }
    }

    /// The second half: opens the home that was active last, whose cache may take as long as it is large.
    pub async fn begin(&self) {
        if let Err(error) = self.homes.begin().await {
            warn!(%error, "it is not known yet which homes there are");
            // Where the disk is full, that is said already.
            self.context.view.set_condition(Condition::StateLocked, !self.context.state.has_no_room());
            let later = tokio::spawn(begin_later(self.context.clone(), self.homes.clone()));
            *self.beginning.lock().unwrap_or_else(PoisonError::into_inner) = Some(AbortOnDropHandle::new(later));
        }
    }

    /// What is true now, and every change of it.
    pub fn snapshot(&self) -> watch::Receiver<Snapshot> {
        self.context.view.snapshot()
    }

    /// Goes up whenever the cached journal changed or an alert was heard, so that reports and lists are asked for again.
    pub fn journal_version(&self) -> watch::Receiver<u64> {
        self.context.view.journal_version()
    }

    /// Goes up whenever something may have happened to the access of the account, so that its lists are asked for again.
    pub fn activity_version(&self) -> watch::Receiver<u64> {
        self.context.view.activity_version()
    }

    /// Finishes what is under way and stops the embedded server.
    pub async fn stop(&self) {
        for task in [&self.beginning, &self.wearing] {
            drop(task.lock().unwrap_or_else(PoisonError::into_inner).take());
        }
        self.homes.stop().await;
        self.context.jobs.end().await;
    }

    /// Told by the shell when the tray or notifications come or go.
    pub fn set_condition(&self, condition: Condition, present: bool) {
        self.context.view.set_condition(condition, present);
        if matches!(condition, Condition::NoNotifications | Condition::NotificationsOff) && !present {
            self.homes.tell_soon(Ask::NotificationsBack);
        }
    }
}

/// What is known of how the app looks and speaks to who is signed in; `None` where that is nobody, or made up: exploring
/// sample data changes nobody's look.
async fn looks_of_account(context: &Context, homes: &Homes) -> Result<Option<Known>, AppError> {
    let Ok(scope) = homes.scope().await else { return Ok(None) };
    let home = context.state.home(&scope.home_id).await?;
    if home.is_none_or(|home| home.kind == HomeKind::Sample) {
        return Ok(None);
    }
    Ok(Some(known(&context.state, &scope).await?))
}

/// Has this device look and speak as the account that is signed in wants it, whichever device it said so on.
async fn wear(context: Arc<Context>, homes: Arc<Homes>, mut versions: watch::Receiver<ResourceVersions>) {
    while versions.changed().await.is_ok() {
        let worn = async {
            let Some(known) = looks_of_account(&context, &homes).await? else { return Ok(()) };
            context.device.change(|device| known.looks().for_each(|look| look.wear(device))).await
        };
        if let Err(error) = worn.await {
            warn!(%error, "this device looks as it did before");
        }
    }
}

/// Begins as soon as the file of homes and settings can be read.
async fn begin_later(context: Arc<Context>, homes: Arc<Homes>) {
    let mut is_open = false;
    loop {
        tokio::time::sleep(BEGIN_AGAIN).await;
        is_open = is_open || context.state.open_again().await;
        if is_open && homes.begin().await.is_ok() {
            context.view.set_condition(Condition::DiskFull, false);
            return context.view.set_condition(Condition::StateLocked, false);
        }
    }
}
