//! The outbox: a task of the active home that reads resources when they change elsewhere, and tells the server what was
//! edited here, in order, as soon as it can be reached. An edit itself waits for nobody: it is kept, and answered.

mod task;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use infuse_protocol::stream::Resource;
use tokio::sync::{Notify, watch};
use tokio::time::Instant;
use tokio_util::task::AbortOnDropHandle;

use crate::context::Context;
use crate::error::{AppError, ErrorCode};
use crate::preferences::{self, Look};
use crate::resources::{Changes, Fields, Kept, ResourceName, ResourceVersions, ResourceView};
use crate::scope::Scope;
use crate::session::SessionSlot;
use crate::snapshot::HomeKind;
use task::Task;

/// How long anyone waits for what the server is about to tell.
const LONGEST_READ: Duration = Duration::from_secs(10);

/// What is kept of a home's resources, and the way to whoever tells the server.
#[derive(Clone)]
pub(crate) struct Outbox {
    context: Arc<Context>,
    changes: Changes,
    home_id: String,
    slot: SessionSlot,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    /// What is to be read again, and since when that is known.
    stale: Mutex<BTreeMap<ResourceName, Instant>>,
    /// What is being read.
    reading: Mutex<Option<(ResourceName, Instant)>>,
    /// Something is to be read or sent.
    due: Notify,
    /// Whether what is unsent has to wait for the server.
    is_away: AtomicBool,
}

impl Outbox {
    pub(crate) fn new(context: Arc<Context>, changes: Changes, home_id: &str, slot: SessionSlot) -> Self {
        let shared = Shared { is_away: AtomicBool::new(true), ..Shared::default() };
        Self { context, changes, home_id: home_id.to_owned(), slot, shared: Arc::new(shared) }
    }

    /// Begins to tell and to read, whenever the slot holds a session. What is being told when the task is dropped is told
    /// again by the next one.
    pub(crate) fn start(&self) -> AbortOnDropHandle<()> {
        AbortOnDropHandle::new(tokio::spawn(Task::new(self.clone(), self.slot.subscribe()).run()))
    }

    /// Goes up for each resource that changed.
    pub(crate) fn versions(&self) -> watch::Receiver<ResourceVersions> {
        self.changes.versions()
    }

    /// A resource as it stands; `None` while it was never read.
    pub(crate) async fn view(&self, name: ResourceName) -> Result<Option<ResourceView>, AppError> {
        let Some(scope) = self.scope().await? else { return Ok(None) };
        let kept = self.context.state.resource(&scope, name).await?.filter(Kept::is_heard);
        kept.map(|kept| ResourceView::draw(name, &kept, self.is_away())).transpose()
    }

    /// Keeps an edit, and answers. The server is told beside it.
    pub(crate) async fn edit(&self, name: ResourceName, fields: Fields) -> Result<(), AppError> {
        self.decide(name, |kept| kept.edit(fields)).await
    }

    /// Keeps that all devices of who is signed in are to look so, where their server keeps that. As long as it has not told
    /// what it keeps, that is not known, and seen when it does. Exploring sample data changes nobody's look.
    pub(crate) async fn wear(&self, look: Look) -> Result<(), AppError> {
        let home = self.context.state.home(&self.home_id).await?;
        if home.is_none_or(|home| home.kind == HomeKind::Sample) {
            return Ok(());
        }
        let Some(scope) = self.scope().await? else { return Ok(()) };
        let name = ResourceName::Preferences;
        let change = |kept: &mut Option<Kept>| {
            let kept = kept.get_or_insert_with(Kept::unheard);
            if !kept.is_heard() || preferences::keeps(kept.value(), look) {
                kept.edit(preferences::worn(look));
            }
        };
        if self.context.state.change_resource(&scope, name, change).await?.has_changed {
            self.decided(name);
        }
        Ok(())
    }

    /// Ends a conflict with what was written here.
    pub(crate) async fn keep_mine(&self, name: ResourceName, field: &str) -> Result<(), AppError> {
        self.decide(name, |kept| kept.keep_mine(name.path_of(field))).await
    }

    /// Gives up what was written here, for what the server has.
    pub(crate) async fn take_theirs(&self, name: ResourceName, field: &str) -> Result<(), AppError> {
        self.decide(name, |kept| kept.take_theirs(name.path_of(field))).await
    }

    async fn decide(&self, name: ResourceName, decision: impl FnOnce(&mut Kept)) -> Result<(), AppError> {
        let scope = self.scope().await?.ok_or_else(|| self.slot.absence())?;
        let decided = self
            .context
            .state
            .change_resource(&scope, name, |kept| kept.as_mut().filter(|kept| kept.is_heard()).map(decision))
            .await?;
        // What an edit changes has to be known, or it could not be told from what others change.
        decided.outcome.ok_or_else(|| AppError::new(ErrorCode::Unreachable, "the server has not told it yet"))?;
        self.decided(name);
        Ok(())
    }

    /// Tells here that something was edited, and the server.
    fn decided(&self, name: ResourceName) {
        if self.slot.is_answered() {
            self.shared.is_away.store(false, Ordering::Relaxed);
        }
        self.changes.tell(&[name]);
        self.shared.due.notify_one();
    }

    /// The stream said that this is another now; answers whether it is read here.
    pub(crate) fn changed(&self, resource: Resource) -> bool {
        let Some(name) = ResourceName::of(resource) else { return false };
        self.read_again([name]);
        true
    }

    /// Reads all of it again: something may have changed that nobody told of.
    pub(crate) fn catch_up(&self) {
        let now = Instant::now();
        {
            // Since the first time that it was due: a stream that breaks and begins anew lets nobody wait longer.
            let mut stale = self.shared.stale();
            for name in ResourceName::ALL {
                stale.entry(*name).or_insert(now);
            }
        }
        self.shared.due.notify_one();
    }

    /// Whether the server is about to tell it: what is kept may be another by now. A server that does not for long is not
    /// waited for.
    pub(crate) fn is_reading(&self, name: ResourceName) -> bool {
        let stale = self.shared.stale().get(&name).copied();
        // Looked at second: what begins to be read goes from the one to the other.
        let reading = self.shared.reading().filter(|(reading, _)| *reading == name).map(|(_, since)| since);
        stale.into_iter().chain(reading).min().is_some_and(|since| since.elapsed() < LONGEST_READ)
    }

    fn read_again(&self, names: impl IntoIterator<Item = ResourceName>) {
        let now = Instant::now();
        self.shared.stale().extend(names.into_iter().map(|name| (name, now)));
        self.shared.due.notify_one();
    }

    /// Whose the home is; `None` before anyone has signed in, and after who was has signed out.
    async fn scope(&self) -> Result<Option<Scope>, AppError> {
        let home = self.context.state.home(&self.home_id).await?;
        Ok(home.and_then(|home| home.scope()).filter(|_| !self.slot.is_over()))
    }

    fn is_away(&self) -> bool {
        self.shared.is_away.load(Ordering::Relaxed)
    }
}

impl Shared {
    fn stale(&self) -> std::sync::MutexGuard<'_, BTreeMap<ResourceName, Instant>> {
        self.stale.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reading(&self) -> std::sync::MutexGuard<'_, Option<(ResourceName, Instant)>> {
        self.reading.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the next of what is to be read again. It counts as being read before it no longer counts as stale.
    fn begin_to_read(&self) -> Option<(ResourceName, Instant)> {
        let (mut stale, mut reading) = (self.stale(), self.reading());
        *reading = stale.pop_first();
        *reading
    }
}
