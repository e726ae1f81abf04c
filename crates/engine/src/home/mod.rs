//! Homes: the servers that this app can talk to. Several are kept side by side, one is active.

pub(crate) mod address;
pub(crate) mod api;
pub(crate) mod local;
pub(crate) mod remote;
pub(crate) mod sample;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, MutexGuard, RwLock, oneshot};
use tokio::time::timeout;
use tracing::{error, warn};

use crate::cache::Cache;
use crate::context::Context;
use crate::engine::{no_home, signed_out};
use crate::error::{AppError, ErrorCode};
use crate::private;
use crate::session::{Session, SessionSlot};
use crate::snapshot::{Access, Condition, Connection, HomeKind, Warnings};
use crate::state::HomeRecord;
use crate::sync::{Ask, Asks, Worker, WorkerHandle};

/// How long the desktop may take to say whether it shows a notice, when the app ends.
const NOTING: Duration = Duration::from_millis(500);

/// The homes of this app, and what is open of the active one.
pub(crate) struct Homes {
    pub(crate) context: Arc<Context>,
    active: RwLock<Option<OpenHome>>,
    /// Held by whatever changes which home is active or who is signed in: one at a time.
    changing: Mutex<()>,
}

/// The active home.
struct OpenHome {
    id: String,
    cache: Arc<Cache>,
    session: SessionSlot,
    worker: WorkerHandle,
}

impl Homes {
    pub(crate) fn new(context: Arc<Context>) -> Self {
        Self { context, active: RwLock::new(None), changing: Mutex::new(()) }
    }

    /// Opens the home that was active last. Homes that can not be read are not none: nothing is shown instead of them.
    pub(crate) async fn begin(&self) -> Result<(), AppError> {
        let _change = self.change().await;
        self.context.show_kept().await?;
        self.open_first(|home| home.active).await
    }

    /// Opens the first home that fits; where there is none, the welcome page is shown.
    async fn open_first(&self, fits: impl Fn(&HomeRecord) -> bool) -> Result<(), AppError> {
        let Some(home) = self.context.state.homes().await?.into_iter().find(fits) else {
            self.context.view.update(|snapshot| snapshot.access = Access::Welcome);
            return Ok(());
        };
        if let Err(error) = self.open(&home.id).await {
            error!(%error, "a home can not be opened");
        }
        Ok(())
    }

    /// Waits until nothing else changes homes or sessions, and keeps it so.
    pub(crate) async fn change(&self) -> MutexGuard<'_, ()> {
        self.changing.lock().await
    }

    pub(crate) async fn activate(&self, id: &str) -> Result<(), AppError> {
        let _change = self.change().await;
        self.context
            .state
            .home(id)
            .await?
            .ok_or_else(|| AppError::new(ErrorCode::NotFound, "there is no such home"))?;
        self.open(id).await
    }

    /// Makes the home the active one and begins to follow it.
    pub(crate) async fn open(&self, id: &str) -> Result<(), AppError> {
        self.close().await;
        let opened = self.open_closed(id).await;
        if opened.is_err() {
            self.context.view.update(|snapshot| snapshot.access = Access::Welcome);
        }
        opened
    }

    async fn open_closed(&self, id: &str) -> Result<(), AppError> {
        self.context.state.set_active_home(Some(id)).await?;
        self.context.show_homes().await?;
        let home = self.context.state.home(id).await?.ok_or_else(no_home)?;
        let zone = self.context.ports.clock.time_zone();
        if let Err(error) = private::make_folder(&self.context.folder(&home)) {
            warn!(%error, "nothing of this home can be kept on the disk");
        }
        let (cache, condition) = Cache::open(&self.context.cache_file(&home), zone).await;
        for known in [Condition::CacheRebuilt, Condition::CacheNewer, Condition::CacheLocked] {
            self.context.view.set_condition(known, condition == Some(known));
        }
        if let Some(scope) = home.scope()
            && let Err(error) = cache.claim(&scope).await
        {
            warn!(%error, "nothing is answered from the cache yet");
        }
        let cache = Arc::new(cache);
        let session = SessionSlot::default();
        let worker = Worker::start(self.context.clone(), home, cache.clone(), session.clone());
        *self.active.write().await = Some(OpenHome { id: id.to_owned(), cache, session, worker });
        self.context.view.journal_changed();
        Ok(())
    }

    /// Stops following the active home; what the snapshot says of it goes with it.
    pub(crate) async fn close(&self) {
        let Some(open) = self.active.write().await.take() else { return };
        open.worker.stop().await;
        open.cache.close().await;
        if let Ok(Some(home)) = self.context.state.home(&open.id).await
            && home.kind == HomeKind::Sample
        {
            self.stop_server(&home).await;
        }
        self.context.view.update(|snapshot| {
            snapshot.access = Access::Starting;
            snapshot.connection = Connection::Connecting;
            snapshot.usage = None;
            snapshot.warnings = Warnings::On;
        });
    }

    /// Forgets a home with everything that this app keeps of it. The active one is left for another that someone is
    /// signed in to, or for the welcome page.
    pub(crate) async fn remove(&self, id: &str) -> Result<(), AppError> {
        let _change = self.change().await;
        let home = self.context.state.home(id).await?;
        let home = home.ok_or_else(|| AppError::new(ErrorCode::NotFound, "there is no such home"))?;
        if home.kind == HomeKind::Local {
            return Err(AppError::new(ErrorCode::Forbidden, "the Local home holds the only copy of its data"));
        }
        // First what may be refused: a home whose secrets stayed behind could not be removed again.
        self.context.forget_session_token(id).await?;
        self.context.forget_password(id).await?;
        let was_active = self.is_active(id).await;
        if was_active {
            self.close().await;
        }
        let removed = self.remove_closed(&home).await;
        if was_active {
            self.open_first(|other| other.id != id && !other.signed_out).await?;
        }
        removed
    }

    async fn remove_closed(&self, home: &HomeRecord) -> Result<(), AppError> {
        self.stop_server(home).await;
        remove_folder(&self.context.folder(home)).await?;
        self.context.state.forget_home(&home.id).await?;
        self.context.show_homes().await
    }

    pub(crate) async fn sign_out(&self) -> Result<(), AppError> {
        let _change = self.change().await;
        let session = self.session().await?;
        let id = self.active_id().await.ok_or_else(no_home)?;
        self.context.forget_session_token(&id).await?;
        self.context.state.set_signed_out(&id, true).await?;
        // The person is signed out here in any case; the server hears of it when it can be reached.
        if let Err(error) = session.api.sign_out().await {
            warn!(%error, "the session was not ended on the server");
        }
        self.open(&id).await
    }

    pub(crate) async fn refresh(&self) -> Result<(), AppError> {
        let (sender, answer) = oneshot::channel();
        let was_asked = self.asks().await.ok_or_else(no_home)?.ask(Ask::Refresh(sender)).await;
        match answer.await {
            Ok(outcome) if was_asked => outcome,
            _ => Err(signed_out(&self.context.view.current().access)),
        }
    }

    /// Who is signed in at the active home, for a command of theirs.
    pub(crate) async fn session(&self) -> Result<Session, AppError> {
        let session = self.active.read().await.as_ref().map(|open| open.session.get());
        let shown = self.context.view.current();
        let session = session.ok_or_else(no_home)?.ok_or_else(|| signed_out(&shown.access))?;
        Ok(match shown.connection {
            Connection::Offline { .. } => Session { api: session.api.with_one_try(), ..session },
            Connection::Connecting | Connection::Live | Connection::Polling => session,
        })
    }

    /// The cache of the active home, once it is known to be that of who is signed in.
    pub(crate) async fn cache(&self) -> Result<Arc<Cache>, AppError> {
        let cache = self.active.read().await.as_ref().map(|open| open.cache.clone()).ok_or_else(no_home)?;
        if cache.answers() { Ok(cache) } else { Err(signed_out(&self.context.view.current().access)) }
    }

    /// Hands on an answer of the cache. Where the file turns out to be broken, it is rebuilt for the next question.
    pub(crate) async fn answer<T>(
        &self,
        cache: &Cache,
        answer: impl Future<Output = Result<T, AppError>>,
    ) -> Result<T, AppError> {
        let answer = answer.await;
        if answer.as_ref().is_err_and(|error| error.code == ErrorCode::File) && !cache.is_sound().await {
            self.tell(Ask::CacheBroken).await;
        }
        answer
    }

    /// Pauses the warnings of who is signed in; with `None`, resumes them.
    pub(crate) async fn set_paused_until(&self, until_ms: Option<i64>) -> Result<(), AppError> {
        let id = self.active_id().await.ok_or_else(no_home)?;
        let home = self.context.state.home(&id).await?.ok_or_else(no_home)?;
        let scope = home.scope().ok_or_else(|| signed_out(&self.context.view.current().access))?;
        match until_ms {
            Some(until_ms) => self.context.state.pause_until(&scope, until_ms).await?,
            None => self.context.state.end_pause(&scope).await?,
        }
        self.tell(Ask::WarningsChanged).await;
        Ok(())
    }

    /// Tells the active home's worker, if there is one.
    pub(crate) async fn tell(&self, ask: Ask) {
        if let Some(asks) = self.asks().await {
            asks.ask(ask).await;
        }
    }

    /// Where the active home's worker is asked. It may be far behind: nobody waits for it while holding on to the home.
    async fn asks(&self) -> Option<Asks> {
        self.active.read().await.as_ref().map(|open| open.worker.asks())
    }

    /// The same from where waiting is not possible.
    pub(crate) fn tell_soon(&self, ask: Ask) {
        if let Ok(active) = self.active.try_read()
            && let Some(open) = &*active
        {
            open.worker.asks().ask_soon(ask);
        }
    }

    /// Ends everything, as the app does.
    pub(crate) async fn stop(&self) {
        let _change = self.change().await;
        self.close().await;
        for home in self.context.state.homes().await.unwrap_or_default() {
            self.stop_server(&home).await;
        }
        self.context.notices.close();
        if timeout(NOTING, self.context.notices.wait()).await.is_err() {
            warn!("the desktop did not say whether a notice was shown");
        }
        self.context.state.close().await;
    }

    pub(crate) async fn stop_server(&self, home: &HomeRecord) {
        if let Some(server) = &self.context.ports.local_server
            && home.kind != HomeKind::Remote
        {
            server.stop(&self.context.server_folder(home)).await;
        }
    }

    async fn is_active(&self, id: &str) -> bool {
        self.active.read().await.as_ref().is_some_and(|open| open.id == id)
    }

    pub(crate) async fn active_id(&self) -> Option<String> {
        self.active.read().await.as_ref().map(|open| open.id.clone())
    }
}

/// A home that was not kept yet.
fn new_home(kind: HomeKind, url: String, email: String) -> HomeRecord {
    HomeRecord {
        id: uuid::Uuid::now_v7().to_string(),
        kind,
        url,
        port: crate::session::enter::FIRST_PORT,
        email,
        profile: None,
        signed_out: false,
        active: false,
    }
}

pub(crate) async fn remove_folder(folder: &Path) -> Result<(), AppError> {
    match tokio::fs::remove_dir_all(folder).await {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
