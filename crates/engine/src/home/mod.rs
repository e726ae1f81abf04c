//! Homes: the servers that this app can talk to. Several are kept side by side, one is active.

mod api;
mod farewell;
mod local;
mod remote;
mod sample;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use secrecy::SecretString;
use tokio::sync::{Mutex, RwLock, oneshot};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::{AbortOnDropHandle, TaskTracker};
use tracing::{error, warn};

use crate::api::Api;
use crate::cache::Cache;
use crate::context::Context;
use crate::error::{AppError, ErrorCode};
use crate::outbox::Outbox;
use crate::resources::{Changes, ResourceName};
use crate::scope::Scope;
use crate::session::enter::Credentials;
use crate::session::{Factor, Session, SessionSlot, SignInOutcome};
use crate::snapshot::{Access, Condition, Connection, HomeKind, Warnings};
use crate::state::HomeRecord;
use crate::sync::{Ask, Asks, Worker, WorkerHandle};
use crate::vault::Secret;
use crate::{folders, private};
use farewell::Farewells;
use remote::{Entry, SignIns};

/// How long the desktop may take to say whether it shows a notice, when the app ends.
const NOTING: Duration = Duration::from_millis(500);

/// The homes of this app, and what is open of the active one.
pub(crate) struct Homes {
    pub(crate) context: Arc<Context>,
    pub(crate) resource_changes: Changes,
    active: RwLock<Option<OpenHome>>,
    /// Held by whatever changes which home is active or who is signed in: one at a time.
    changing: Mutex<()>,
    /// The app ends: what is under way is left as it stands.
    ending: CancellationToken,
    /// Whether that runs which runs as long as the app does.
    has_begun: AtomicBool,
    /// What runs beside the active home.
    tasks: TaskTracker,
    farewells: Arc<Farewells>,
    sign_ins: SignIns,
}

/// The active home.
struct OpenHome {
    id: String,
    cache: Arc<Cache>,
    session: SessionSlot,
    worker: WorkerHandle,
    outbox: Outbox,
    _telling: AbortOnDropHandle<()>,
}

impl Homes {
    pub(crate) fn new(context: Arc<Context>) -> Self {
        let (ending, tasks) = (CancellationToken::new(), TaskTracker::new());
        let farewells = Arc::new(Farewells::new(context.clone()));
        let (active, changing, sign_ins) = (RwLock::new(None), Mutex::new(()), SignIns::default());
        let (resource_changes, has_begun) = (Changes::default(), AtomicBool::new(false));
        Self { context, resource_changes, active, changing, ending, has_begun, tasks, farewells, sign_ins }
    }

    /// Opens the home that was active last, and has the Local home's server run beside whichever is active. Homes that
    /// can not be read are not none: nothing is shown instead of them.
    pub(crate) async fn begin(&self) -> Result<(), AppError> {
        self.context.show_kept().await?;
        if !self.has_begun.swap(true, Ordering::AcqRel) {
            let (context, farewells) = (self.context.clone(), self.farewells.clone());
            self.run_beside(async move { context.hosting.keep_running().await });
            self.run_beside(async move { farewells.keep_telling().await });
        }
        self.change(self.open_first(|home| home.active)).await
    }

    /// Runs until the app ends.
    fn run_beside(&self, task: impl Future<Output = ()> + Send + 'static) {
        let ending = self.ending.clone();
        self.tasks.spawn(async move {
            ending.run_until_cancelled(task).await;
        });
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

    /// Changes homes or sessions while nothing else does. It is given up where it stands when the app ends.
    async fn change<T>(&self, change: impl Future<Output = Result<T, AppError>>) -> Result<T, AppError> {
        self.until_the_end(async {
            let _changing = self.changing.lock().await;
            change.await
        })
        .await
    }

    async fn until_the_end<T>(&self, work: impl Future<Output = Result<T, AppError>>) -> Result<T, AppError> {
        let ended = || Err(AppError::new(ErrorCode::Internal, "the app is ending"));
        self.ending.run_until_cancelled(work).await.unwrap_or_else(ended)
    }

    pub(crate) async fn enter_local(&self, name: String) -> Result<(), AppError> {
        self.change(local::enter(self, name)).await
    }

    pub(crate) async fn protect_local(&self, email: String, password: String) -> Result<(), AppError> {
        self.change(local::protect(self, email, password)).await
    }

    pub(crate) async fn enter_sample(&self) -> Result<(), AppError> {
        self.change(Box::pin(sample::enter(self))).await
    }

    /// Signs in at a Remote home; with a name, as a new account.
    pub(crate) async fn enter_remote(
        &self,
        url: &str,
        name: Option<String>,
        credentials: Credentials,
    ) -> Result<SignInOutcome, AppError> {
        let entry = match name {
            Some(name) => Entry::NewAccount { name, credentials },
            None => Entry::Password(credentials),
        };
        self.enter(url, entry).await
    }

    /// Ends a sign-in that waits for its second factor.
    pub(crate) async fn enter_with_second_factor(
        &self,
        factor: Factor,
        code: SecretString,
    ) -> Result<SignInOutcome, AppError> {
        let (url, entry) = self.sign_ins.answered_with(factor, code)?;
        self.enter(&url, entry).await
    }

    /// Signs in at a Remote home with its identity provider. Nothing else has to wait while the person is in their browser.
    pub(crate) async fn enter_with_provider(&self, url: &str) -> Result<SignInOutcome, AppError> {
        self.enter_vouched(url, None).await
    }

    /// Has who is signed in show once more that they are the one, with the identity provider.
    pub(crate) async fn enter_again(&self) -> Result<SignInOutcome, AppError> {
        let scope = self.scope().await?;
        let home = self.context.state.home(&scope.home_id).await?.ok_or_else(AppError::no_home)?;
        self.enter_vouched(&home.address(), Some(scope.account_id)).await
    }

    async fn enter_vouched(&self, url: &str, account: Option<String>) -> Result<SignInOutcome, AppError> {
        let cancel = self.sign_ins.begin();
        let vouching = self.until_the_end(remote::vouch(self, url, account));
        match cancel.run_until_cancelled(vouching).await {
            Some(entry) => self.enter_unless(url, entry?, cancel).await,
            None => Ok(SignInOutcome::Cancelled),
        }
    }

    async fn enter(&self, url: &str, entry: Entry) -> Result<SignInOutcome, AppError> {
        self.enter_unless(url, entry, self.sign_ins.begin()).await
    }

    async fn enter_unless(
        &self,
        url: &str,
        entry: Entry,
        cancel: CancellationToken,
    ) -> Result<SignInOutcome, AppError> {
        self.until_the_end(async {
            // Another change may take its time.
            let waiting = cancel.run_until_cancelled(self.changing.lock());
            let Some(_changing) = waiting.await else { return Ok(SignInOutcome::Cancelled) };
            remote::enter(self, url, entry, cancel.clone()).await
        })
        .await
    }

    /// Cancels the sign-in that is under way, and forgets the one that waits for its second factor.
    pub(crate) fn cancel_sign_in(&self) {
        self.sign_ins.cancel();
    }

    pub(crate) async fn activate(&self, id: &str) -> Result<(), AppError> {
        self.change(self.activate_alone(id)).await
    }

    pub(crate) async fn remove(&self, id: &str) -> Result<(), AppError> {
        self.change(self.remove_alone(id)).await
    }

    pub(crate) async fn sign_out(&self) -> Result<(), AppError> {
        self.change(self.sign_out_alone()).await
    }

    /// Moves the Local home's server to another port; whoever follows it, follows it there.
    pub(crate) async fn move_local_server(&self, port: u16) -> Result<(), AppError> {
        self.change(async {
            self.context.hosting.move_to(port).await?;
            self.follow_local_server().await
        })
        .await
    }

    /// Puts a backup in the place of the Local home's data.
    pub(crate) async fn restore_local(&self, backup: &str) -> Result<(), AppError> {
        self.change(async {
            self.context.hosting.restore(backup).await?;
            self.follow_local_server().await
        })
        .await
    }

    /// The server of the Local home stands elsewhere, or begins anew.
    async fn follow_local_server(&self) -> Result<(), AppError> {
        let local = self.context.hosting.local_home().await?;
        match local {
            Some(home) if self.is_active(&home.id).await => self.open(&home.id).await,
            _ => Ok(()),
        }
    }

    async fn activate_alone(&self, id: &str) -> Result<(), AppError> {
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
        let home = self.context.state.home(id).await?.ok_or_else(AppError::no_home)?;
        // A disk without room does not keep anyone from what is on it.
        if !home.active {
            self.context.state.set_active_home(Some(id)).await?;
        }
        self.context.show_homes().await?;
        let zone = self.context.ports.clock.time_zone();
        if let Err(error) = private::make_folder(&self.context.folders.of(&home)) {
            warn!(%error, "nothing of this home can be kept on the disk");
        }
        let (cache, condition) = Cache::open(&self.context.folders.cache_file(&home), zone).await;
        self.context.view.show_cache_condition(condition);
        if let Some(scope) = home.scope()
            && let Err(error) = cache.claim(&scope).await
        {
            warn!(%error, "nothing is answered from the cache yet");
        }
        let cache = Arc::new(cache);
        let session = SessionSlot::default();
        let outbox = Outbox::new(self.context.clone(), self.resource_changes.clone(), id, session.clone());
        let telling = outbox.start();
        let worker = Worker::start(self.context.clone(), home, cache.clone(), session.clone(), outbox.clone());
        let open = OpenHome { id: id.to_owned(), cache, session, worker, outbox, _telling: telling };
        *self.active.write().await = Some(open);
        self.context.view.journal_changed();
        self.resource_changes.tell(ResourceName::ALL);
        Ok(())
    }

    /// Stops following the active home; what the snapshot says of it goes with it.
    pub(crate) async fn close(&self) {
        let Some(open) = self.active.write().await.take() else { return };
        self.context.player.stop();
        open.worker.stop().await;
        // At once, and not only when what is under way has ended: the figures may be of someone who leaves.
        let mut approvals = Vec::new();
        self.context.view.update(|snapshot| {
            snapshot.access = Access::Starting;
            snapshot.connection = Connection::Connecting;
            snapshot.usage = None;
            snapshot.warnings = Warnings::On;
            approvals = std::mem::take(&mut snapshot.approvals);
        });
        self.context.withdraw_notices(approvals.into_iter().map(|approval| approval.id).collect());
        self.context.view.show_cache_condition(None);
        self.context.view.set_condition(Condition::DiskFull, false);
        self.context.view.set_condition(Condition::WorkerRestarted, false);
        open.cache.close().await;
        if let Ok(Some(home)) = self.context.state.home(&open.id).await
            && home.kind == HomeKind::Sample
        {
            self.context.hosting.stop(&home).await;
        }
    }

    /// Forgets a home with everything that this app keeps of it. The active one is left for another that someone is
    /// signed in to, or for the welcome page.
    async fn remove_alone(&self, id: &str) -> Result<(), AppError> {
        let home = self.context.state.home(id).await?;
        let home = home.ok_or_else(|| AppError::new(ErrorCode::NotFound, "there is no such home"))?;
        if home.kind == HomeKind::Local {
            return Err(AppError::new(ErrorCode::Forbidden, "the Local home holds the only copy of its data"));
        }
        // First what may be refused: a home whose secrets stayed behind could not be removed again.
        match self.context.vault.get(Secret::Session(id)).await? {
            Some(token) if home.kind == HomeKind::Remote => {
                self.farewells.end_session(&home, token).await?;
            }
            _ => self.context.vault.forget(Secret::Session(id)).await?,
        }
        self.context.vault.forget(Secret::Password(id)).await?;
        let was_active = self.is_active(id).await;
        if was_active {
            self.close().await;
        }
        let removed = self.remove_closed(&home).await;
        self.farewells.tell_now();
        if was_active {
            self.open_first(|other| other.id != id && !other.signed_out).await?;
        }
        removed
    }

    async fn remove_closed(&self, home: &HomeRecord) -> Result<(), AppError> {
        self.context.hosting.stop(home).await;
        folders::remove(&self.context.folders.of(home)).await?;
        self.context.state.forget_home(&home.id).await?;
        self.context.show_homes().await
    }

    async fn sign_out_alone(&self) -> Result<(), AppError> {
        self.session().await?;
        let id = self.active_id().await.ok_or_else(AppError::no_home)?;
        let home = self.context.state.home(&id).await?.ok_or_else(AppError::no_home)?;
        match self.context.vault.get(Secret::Session(&id)).await? {
            Some(token) if home.kind != HomeKind::Sample => {
                self.farewells.end_session(&home, token).await?;
            }
            _ => self.context.vault.forget(Secret::Session(&id)).await?,
        }
        self.context.state.set_signed_out(&id, true).await?;
        let left = self.open(&id).await;
        // Not before: the worker that is told that its session is over would enter again.
        self.farewells.tell_now();
        left
    }

    pub(crate) async fn refresh(&self) -> Result<(), AppError> {
        let (sender, answer) = oneshot::channel();
        let (asks, session) = self.of_active(|open| (open.worker.asks(), open.session.clone())).await?;
        let was_asked = asks.ask(Ask::Refresh(sender)).await;
        match answer.await {
            Ok(outcome) if was_asked => outcome,
            _ => Err(session.absence()),
        }
    }

    /// Who is signed in at the active home, for a command of theirs.
    pub(crate) async fn session(&self) -> Result<Session, AppError> {
        self.of_active(|open| open.session.get()).await?
    }

    /// The active home's server, as far as somebody is signed in there, and where what it let hear of voices is kept.
    pub(crate) async fn voices_place(&self) -> Result<(Result<Api, AppError>, PathBuf), AppError> {
        let (id, session) = self.of_active(|open| (open.id.clone(), open.session.get())).await?;
        let home = self.context.state.home(&id).await?.ok_or_else(AppError::no_home)?;
        Ok((session.map(|session| session.api), self.context.folders.voices(&home)))
    }

    /// What is kept of the active home's resources.
    pub(crate) async fn outbox(&self) -> Result<Outbox, AppError> {
        self.of_active(|open| open.outbox.clone()).await
    }

    /// The cache of the active home, once it is known to be that of who is signed in.
    pub(crate) async fn cache(&self) -> Result<Arc<Cache>, AppError> {
        let (cache, session) = self.of_active(|open| (open.cache.clone(), open.session.clone())).await?;
        if cache.answers() { Ok(cache) } else { Err(session.absence()) }
    }

    async fn of_active<T>(&self, part: impl FnOnce(&OpenHome) -> T) -> Result<T, AppError> {
        self.active.read().await.as_ref().map(part).ok_or_else(AppError::no_home)
    }

    /// Hands on an answer of the cache. Where the file turns out to be broken, it is rebuilt for the next question.
    pub(crate) async fn answer<T>(
        &self,
        cache: &Arc<Cache>,
        answer: impl Future<Output = Result<T, AppError>>,
    ) -> Result<T, AppError> {
        let answer = answer.await;
        if answer.as_ref().is_err_and(|error| error.code == ErrorCode::File) && !cache.is_sound().await {
            // Another home may be active by now.
            if let Some(open) = self.active.read().await.as_ref().filter(|open| Arc::ptr_eq(&open.cache, cache)) {
                open.worker.asks().ask_soon(Ask::CacheBroken);
            }
        }
        answer
    }

    /// Pauses the warnings of who is signed in; with `None`, resumes them.
    pub(crate) async fn set_paused_until(&self, until_ms: Option<i64>) -> Result<(), AppError> {
        let scope = self.scope().await?;
        match until_ms {
            Some(until_ms) => self.context.state.pause_until(&scope, until_ms).await?,
            None => self.context.state.end_pause(&scope).await?,
        }
        self.tell(Ask::WarningsChanged).await;
        Ok(())
    }

    /// Whether the warnings of who is signed in are paused.
    pub(crate) async fn are_warnings_paused(&self) -> Result<bool, AppError> {
        let until_ms = self.context.state.paused_until(&self.scope().await?).await?;
        Ok(until_ms.is_some_and(|until_ms| until_ms > self.context.ports.clock.now_ms()))
    }

    /// Whose the active home is.
    pub(crate) async fn scope(&self) -> Result<Scope, AppError> {
        let (id, session) = self.of_active(|open| (open.id.clone(), open.session.clone())).await?;
        let home = self.context.state.home(&id).await?.ok_or_else(AppError::no_home)?;
        home.scope().filter(|_| !session.is_over()).ok_or_else(|| session.absence())
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
        self.ending.cancel();
        let _changing = self.changing.lock().await;
        self.tasks.close();
        self.tasks.wait().await;
        self.close().await;
        self.context.hosting.stop_all().await;
        self.context.notices.close();
        if timeout(NOTING, self.context.notices.wait()).await.is_err() {
            warn!("the desktop did not say whether a notice was shown");
        }
        self.context.state.close().await;
    }

    async fn is_active(&self, id: &str) -> bool {
        self.active.read().await.as_ref().is_some_and(|open| open.id == id)
    }

    pub(crate) async fn active_id(&self) -> Option<String> {
        self.active.read().await.as_ref().map(|open| open.id.clone())
    }
}
