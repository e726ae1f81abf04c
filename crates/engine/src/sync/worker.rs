//! The worker of the active home: keeps its cache and the snapshot up to date, and sends out warnings.

use std::sync::Arc;
use std::time::Duration;

use infuse_protocol::stream::{Alert, AlertKind};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tracing::{debug, warn};

use super::courier::Courier;
use super::deadlines::{Deadline, Deadlines};
use super::entry;
use super::link::{Link, LinkEvent};
use super::reader::{Reader, StreamNews};
use super::store::{Store, SyncError};
use crate::api::{ApiError, StreamItem, StreamMessage};
use crate::cache::Cache;
use crate::context::Context;
use crate::error::{AppError, ErrorCode};
use crate::session::{Session, SessionSlot};
use crate::snapshot::{Access, HomeKind};
use crate::state::HomeRecord;
use crate::usage::alerts::Decision;

/// How long the replay of what happened while away may pause before it counts as told.
const REPLAY_PAUSE: Duration = Duration::from_secs(1);

/// Everything that can happen to a worker.
enum Event {
    Asked(Ask),
    Stream(StreamNews),
    Due(Deadline),
}

/// What the engine asks of it.
pub(crate) enum Ask {
    /// Ask the server now.
    Refresh(oneshot::Sender<Result<(), AppError>>),
    /// Warnings were paused or resumed.
    WarningsChanged,
    /// A notification service has come: what waits may be shown.
    NotificationsBack,
    /// A question found the cache broken.
    CacheBroken,
    /// The account was changed from here.
    ProfileChanged,
}

/// Where the worker stands.
enum Phase {
    /// The server has to be started, or the keyring has not answered.
    Entering,
    Following(Session),
    /// Nobody is signed in: there is nothing to follow.
    Over,
}

pub(crate) struct Worker {
    context: Arc<Context>,
    home: HomeRecord,
    slot: SessionSlot,
    asks: mpsc::Receiver<Ask>,
    phase: Phase,
    link: Link,
    reader: Option<Reader>,
    deadlines: Deadlines,
    courier: Courier,
    store: Store,
    entry_failures: u32,
    /// Whether the app has signed in by itself since it was last up to date, so that it does so only once.
    signed_in_again: bool,
}

/// A worker that runs.
pub(crate) struct WorkerHandle {
    asks: mpsc::Sender<Ask>,
    cancel: CancellationToken,
    task: JoinHandle<()>,
}

impl WorkerHandle {
    /// Asks the worker; `false` when it has nothing to follow and is gone.
    pub(crate) async fn ask(&self, ask: Ask) -> bool {
        self.asks.send(ask).await.is_ok()
    }

    /// The same without waiting; what a worker that is far behind does not take is lost.
    pub(crate) fn ask_soon(&self, ask: Ask) {
        if self.asks.try_send(ask).is_err() {
            debug!("a worker did not take a message");
        }
    }

    /// Stops it. What it was writing is written whole or not at all.
    pub(crate) async fn stop(self) {
        self.cancel.cancel();
        if let Err(error) = self.task.await {
            warn!(%error, "the worker ended badly");
        }
    }
}

impl Worker {
    /// Begins to work for a home.
    pub(crate) fn start(context: Arc<Context>, home: HomeRecord, cache: Arc<Cache>, slot: SessionSlot) -> WorkerHandle {
        let (sender, asks) = mpsc::channel(32);
        let cancel = CancellationToken::new();
        let worker = Self {
            courier: Courier::new(context.clone(), home.id.clone(), home.paused_until_ms),
            store: Store::new(context.clone(), cache),
            context,
            home,
            slot,
            asks,
            phase: Phase::Entering,
            link: Link::new(),
            reader: None,
            deadlines: Deadlines::default(),
            entry_failures: 0,
            signed_in_again: false,
        };
        let stopped = cancel.clone();
        let task = tokio::spawn(async move {
            tokio::select! {
                () = stopped.cancelled() => {}
                () = worker.run() => {}
            }
        });
        WorkerHandle { asks: sender, cancel, task }
    }

    async fn run(mut self) {
        self.begin().await;
        self.enter().await;
        while !matches!(self.phase, Phase::Over) {
            let event = tokio::select! {
                ask = self.asks.recv() => match ask {
                    Some(ask) => Event::Asked(ask),
                    None => return,
                },
                news = next_news(&mut self.reader) => Event::Stream(news),
                deadline = self.deadlines.next() => Event::Due(deadline),
            };
            self.handle(event).await;
        }
    }

    async fn handle(&mut self, event: Event) {
        match event {
            Event::Asked(Ask::Refresh(answer)) => {
                let outcome = self.refresh().await;
                // Who asked may have gone.
                let _ = answer.send(outcome);
            }
            Event::Asked(Ask::WarningsChanged) => self.pause_changed().await,
            Event::Asked(Ask::NotificationsBack) | Event::Due(Deadline::Digest) => self.show_waiting().await,
            Event::Asked(Ask::CacheBroken) => self.rebuild_cache().await,
            Event::Asked(Ask::ProfileChanged) => self.read_profile().await,
            Event::Stream(StreamNews::Opened) => self.catch_up().await,
            Event::Stream(StreamNews::Said(item)) => self.said(*item).await,
            Event::Stream(StreamNews::Failed(error)) => self.stream_failed(error).await,
            Event::Due(Deadline::Retry) => self.retry().await,
            Event::Due(Deadline::Stale) => {
                self.store.set_stale(true);
                self.publish().await;
            }
            Event::Due(Deadline::Midnight) => self.publish().await,
            Event::Due(Deadline::Reset) => {
                self.store.reset_was_asked_for();
                if let Err(error) = self.refresh().await {
                    debug!(%error, "the reset will be heard of later");
                }
            }
            Event::Due(Deadline::PauseEnd) => self.pause_changed().await,
        }
    }

    /// Shows what is cached, before anyone is asked.
    async fn begin(&mut self) {
        if let Err(error) = self.store.load(self.home.profile.as_ref()).await {
            self.cache_failed(&error).await;
        }
        self.pause_changed().await;
        self.publish().await;
    }

    async fn enter(&mut self) {
        match entry::enter(&self.context, &mut self.home).await {
            Ok(Some(session)) => self.entered(session).await,
            Ok(None) => self.sign_off().await,
            Err(error) if error.code == ErrorCode::KeyringLocked || error.code == ErrorCode::KeyringMissing => {
                self.context.view.update(|snapshot| snapshot.access = Access::KeyringLocked);
                entry::show_keyring(&self.context.view, Some(error.code));
                let pause = entry::pause_after(self.entry_failures);
                self.entry_failures = self.entry_failures.saturating_add(1);
                self.deadlines.set(Deadline::Retry, pause);
            }
            Err(error) => {
                warn!(%error, "the home can not be entered");
                entry::show_keyring(&self.context.view, None);
                // Whoever was signed in still is, with figures of the past.
                self.show_access();
                self.link_event(LinkEvent::Lost).await;
            }
        }
    }

    async fn entered(&mut self, session: Session) {
        self.entry_failures = 0;
        entry::show_keyring(&self.context.view, None);
        self.slot.set(Some(session.clone()));
        self.phase = Phase::Following(session);
        match self.context.state.home(&self.home.id).await {
            Ok(Some(home)) => self.home = home,
            Ok(None) | Err(_) => debug!("the home is as it was"),
        }
        self.show_access();
        self.connect().await;
    }

    fn show_access(&self) {
        if let Some(profile) = self.home.profile.clone() {
            let access = Access::SignedIn { account: profile.account, workspace: profile.workspace };
            self.context.view.update(|snapshot| snapshot.access = access);
        }
    }

    async fn connect(&mut self) {
        if let Phase::Following(session) = &self.phase {
            self.deadlines.clear(Deadline::Retry);
            let position = self.store.position().await;
            self.reader = Some(Reader::start(session.api.clone(), position));
        }
    }

    async fn retry(&mut self) {
        match self.phase {
            Phase::Following(_) if self.home.kind == HomeKind::Remote => self.connect().await,
            // The server inside the app may have ended, and has to be started again.
            Phase::Entering | Phase::Following(_) => self.enter().await,
            Phase::Over => {}
        }
    }

    /// The stream is open: asks for everything that it may not tell again.
    async fn catch_up(&mut self) {
        let Phase::Following(session) = &self.phase else { return };
        let session = session.clone();
        self.read_profile().await;
        match self.store.ask(&session).await {
            Ok(as_of_ms) => {
                self.signed_in_again = false;
                self.courier.connected(as_of_ms);
                self.link_event(LinkEvent::CaughtUp).await;
                self.deadlines.set(Deadline::Digest, REPLAY_PAUSE);
            }
            Err(error) => self.failed(error).await,
        }
    }

    async fn said(&mut self, item: StreamItem) {
        let StreamItem { position, message } = item;
        let position = position.as_deref();
        let Phase::Following(session) = &self.phase else { return };
        let session = session.clone();
        let outcome = match message {
            StreamMessage::Entries(event) if event.workspace_id == session.workspace_id => {
                self.store.hear(&session, *event, position).await
            }
            StreamMessage::Alert(alert) => {
                self.alert(alert).await;
                self.store.keep_position(position).await
            }
            StreamMessage::Changed(changed) => {
                debug!(resource = changed.resource, "changed elsewhere");
                self.read_profile().await;
                self.store.keep_position(position).await
            }
            StreamMessage::Resync => {
                self.catch_up().await;
                self.store.keep_position(position).await
            }
            StreamMessage::SessionEnded => return self.session_over().await,
            StreamMessage::Entries(_) | StreamMessage::Unknown => self.store.keep_position(position).await,
        };
        match outcome {
            Ok(()) => self.publish().await,
            Err(error) => self.failed(error).await,
        }
    }

    async fn stream_failed(&mut self, error: ApiError) {
        debug!(%error, "the stream is over");
        self.reader = None;
        if error.is_unauthorized() {
            return self.session_over().await;
        }
        // The server answers, but not with a stream: it is asked instead.
        if error.is_an_answer() && !self.link.is_live() {
            return match self.poll().await {
                Ok(()) => self.link_event(LinkEvent::Polled).await,
                Err(error) => self.failed(error).await,
            };
        }
        self.link_event(LinkEvent::Lost).await;
    }

    async fn failed(&mut self, error: SyncError) {
        match error {
            SyncError::Api(error) if error.is_unauthorized() => self.session_over().await,
            SyncError::Api(error) => {
                debug!(%error, "the home is lost");
                self.reader = None;
                self.link_event(LinkEvent::Lost).await;
            }
            SyncError::Cache(error) => self.cache_failed(&error).await,
        }
    }

    /// Asks for figures and entries once.
    async fn poll(&mut self) -> Result<(), SyncError> {
        let Phase::Following(session) = &self.phase else { return Ok(()) };
        let session = session.clone();
        self.store.ask(&session).await?;
        self.publish().await;
        Ok(())
    }

    async fn refresh(&mut self) -> Result<(), AppError> {
        if matches!(self.phase, Phase::Entering) {
            self.enter().await;
        }
        if !matches!(self.phase, Phase::Following(_)) {
            return Err(AppError::new(ErrorCode::SignedOut, "nobody is signed in"));
        }
        match self.poll().await {
            Ok(()) => {
                if !self.link.is_live() && self.reader.is_none() {
                    self.connect().await;
                }
                Ok(())
            }
            Err(SyncError::Api(error)) if error.is_unauthorized() => {
                self.session_over().await;
                Err(error.into())
            }
            Err(SyncError::Api(error)) => Err(error.into()),
            Err(SyncError::Cache(error)) => {
                self.cache_failed(&error).await;
                Err(error.into())
            }
        }
    }

    async fn link_event(&mut self, event: LinkEvent) {
        let was_live = self.link.is_live();
        let now_ms = self.context.ports.clock.now_ms();
        match self.link.on(event, now_ms, rand::random()) {
            Some(pause) => self.deadlines.set(Deadline::Retry, pause),
            None => self.deadlines.clear(Deadline::Retry),
        }
        if was_live && !self.link.is_live() {
            self.store.was_live_until_now().await;
        }
        if self.link.is_live() {
            self.deadlines.clear(Deadline::Stale);
        } else if let Some(left) = self.store.fresh_for() {
            self.deadlines.set(Deadline::Stale, left);
        }
        self.publish().await;
    }

    async fn alert(&mut self, alert: Alert) {
        match self.courier.hear(&alert).await {
            Ok(Decision::ShowNow) => {
                self.refresh_for(&alert).await;
                // What still waits is told with it.
                self.show_waiting().await;
            }
            Ok(Decision::Hold) => self.deadlines.set(Deadline::Digest, REPLAY_PAUSE),
            Ok(Decision::AlreadyShown | Decision::Drop) => {}
            Err(error) => self.try_again_later(Err(error)),
        }
    }

    /// A warning names the present figures; where it overtook them on the stream, they are asked for.
    async fn refresh_for(&mut self, alert: &Alert) {
        let is_about_credits = matches!(alert.kind, AlertKind::CreditsLow | AlertKind::CreditsExhausted);
        if is_about_credits
            && self.store.is_older_than(alert.raised_at)
            && let Err(error) = self.poll().await
        {
            debug!(?error, "a warning is shown with older figures");
        }
    }

    async fn show_waiting(&mut self) {
        let figures = self.store.for_notices(self.home.profile.as_ref());
        let shown = self.courier.show_waiting(&figures).await;
        self.try_again_later(shown);
    }

    fn try_again_later(&mut self, shown: Result<Option<Duration>, sqlx::Error>) {
        match shown {
            Ok(Some(pause)) => self.deadlines.set(Deadline::Digest, pause),
            Ok(None) => {}
            // What can not be noted is not shown, for it would be shown again.
            Err(error) => warn!(%error, "the alert memory can not be read or written"),
        }
    }

    async fn pause_changed(&mut self) {
        match self.courier.read_pause().await {
            Ok(Some(left)) => self.deadlines.set(Deadline::PauseEnd, left),
            Ok(None) => {
                self.deadlines.clear(Deadline::PauseEnd);
                if self.link.is_live() {
                    self.show_waiting().await;
                }
            }
            Err(error) => warn!(%error, "whether warnings are paused can not be read"),
        }
    }

    async fn read_profile(&mut self) {
        let Phase::Following(session) = &self.phase else { return };
        match entry::read_profile(&self.context, &self.home.id, &session.api).await {
            Ok(profile) => {
                self.home.profile = Some(profile);
                self.show_access();
            }
            Err(error) => debug!(%error, "the account is shown as it was"),
        }
    }

    /// The session ended on the server. Where the app knows the password it signs in again by itself.
    async fn session_over(&mut self) {
        self.reader = None;
        self.slot.set(None);
        if let Err(error) = self.context.forget_session_token(&self.home.id).await {
            warn!(%error, "a session that is over stays in the keyring");
        }
        if self.signed_in_again {
            return self.sign_off().await;
        }
        self.signed_in_again = true;
        self.phase = Phase::Entering;
        self.enter().await;
    }

    /// Nobody is signed in. The last figures stay, marked as old.
    async fn sign_off(&mut self) {
        self.reader = None;
        self.slot.set(None);
        self.phase = Phase::Over;
        self.link = Link::new();
        entry::show_keyring(&self.context.view, None);
        self.store.set_stale(true);
        self.publish().await;
        let email = self.home.email.clone();
        self.context.view.update(|snapshot| snapshot.access = Access::SignedOut { email });
    }

    async fn cache_failed(&mut self, error: &sqlx::Error) {
        warn!(%error, "the cache can not be used");
        if crate::sqlite::is_broken(error) {
            self.rebuild_cache().await;
        }
    }

    async fn rebuild_cache(&mut self) {
        if let Err(error) = self.store.rebuild(self.home.profile.as_ref()).await {
            warn!(%error, "the cache can not be rebuilt");
            return;
        }
        self.connect().await;
    }

    /// Brings the snapshot up to date.
    async fn publish(&mut self) {
        let connection = self.link.connection();
        self.store.set_live(self.link.is_live());
        let next = match self.store.publish().await {
            Ok(next) => next,
            Err(error) => return warn!(%error, "the figures can not be summed up"),
        };
        self.context.view.update(|snapshot| snapshot.connection = connection);
        self.deadlines.set(Deadline::Midnight, next.midnight);
        match next.reset {
            Some(reset) => self.deadlines.set(Deadline::Reset, reset),
            None => self.deadlines.clear(Deadline::Reset),
        }
    }
}

/// What the stream says next; never, while there is none.
async fn next_news(reader: &mut Option<Reader>) -> StreamNews {
    match reader {
        Some(reader) => match reader.next().await {
            Some(news) => news,
            None => std::future::pending().await,
        },
        None => std::future::pending().await,
    }
}
