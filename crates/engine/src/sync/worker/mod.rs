//! The worker of the active home: keeps its cache and the snapshot up to date, and sends out warnings.

mod access;
mod approvals;
mod asking;
mod following;
mod handle;
mod warnings;

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, mpsc, watch};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tracing::error;

use asking::{Answer, Purpose};
pub(crate) use handle::{Ask, Asks, WorkerHandle};

use super::courier::{Courier, Outcome};
use super::deadlines::{Deadline, Deadlines};
use super::entry;
use super::errand::Errand;
use super::link::{Link, LinkEvent};
use super::lookout::{self, Lookout, Seen};
use super::reader::{Reader, StreamNews};
use super::store::Store;
use crate::api::ApiError;
use crate::cache::{Cache, StillLocked};
use crate::context::Context;
use crate::error::ErrorCode;
use crate::outbox::Outbox;
use crate::resources::ResourceVersions;
use crate::scope::Scope;
use crate::session::{Session, SessionSlot};
use crate::snapshot::{Access, ApprovalNow, Condition, WorkspaceNow};
use crate::state::{HomeRecord, SignIn};

/// How long the replay of what happened while away may pause before it counts as told.
const REPLAY_PAUSE: Duration = Duration::from_secs(1);

/// How long a file that failed is left alone before it is tried again.
const TRY_AGAIN: Duration = Duration::from_secs(5);

/// How soon a worker that failed is started anew.
const RESTART: Duration = Duration::from_secs(1);

/// Everything that can happen to a worker.
enum Event {
    Asked(Ask),
    Stream(StreamNews),
    Due(Deadline),
    /// The server answered about the figures.
    Answered(Result<Answer, ApiError>),
    /// Name and plan of the workspace were read.
    Workspace(Result<WorkspaceNow, ApiError>),
    /// Who signed in from a new device.
    SignIns(Result<Vec<SignIn>, ApiError>),
    /// What agents ask the person.
    Approvals(Result<Vec<ApprovalNow>, ApiError>),
    /// Some resource is another now.
    Resources,
    /// What became of a notice.
    Notice(Outcome),
    /// The computer has woken from sleep.
    Woke,
    /// Whether the cache could be opened again.
    CacheOpened(Result<Option<Condition>, StillLocked>),
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
    /// Whom it works for, once that is known.
    scope: Option<Scope>,
    slot: SessionSlot,
    cache: Arc<Cache>,
    phase: Phase,
    /// Who it works for, as the snapshot shows it.
    access: Access,
    /// Why the keyring did not answer.
    keyring_trouble: Option<ErrorCode>,
    link: Link,
    reader: Option<Reader>,
    deadlines: Deadlines,
    lookout: Lookout,
    wakes: watch::Receiver<()>,
    courier: Courier,
    store: Store,
    /// The question about the figures that is under way, and what it is asked for.
    question: Errand<Result<Answer, ApiError>>,
    purposes: Vec<Purpose>,
    /// What is asked for next.
    next_purposes: Vec<Purpose>,
    workspace: Errand<Result<WorkspaceNow, ApiError>>,
    sign_ins: Errand<Result<Vec<SignIn>, ApiError>>,
    /// Whether there may be more by now than the look at them that is under way finds.
    sign_ins_changed: bool,
    sign_ins_failures: u32,
    approvals: Errand<Result<Vec<ApprovalNow>, ApiError>>,
    /// Whether there may be others by now than the look at them that is under way finds.
    approvals_changed: bool,
    /// Those that the person was told of.
    approvals_told: HashSet<String>,
    /// When the last of them were told.
    approvals_told_at: Vec<Instant>,
    outbox: Outbox,
    resources: watch::Receiver<ResourceVersions>,
    opening_cache: Errand<Result<Option<Condition>, StillLocked>>,
    /// Whether a notice waits for the workspace, whose plan it names.
    notice_waits_for_workspace: bool,
    entry_failures: u32,
    /// Whether the app has signed in by itself since it was last up to date, so that it does so only once.
    signed_in_again: bool,
    /// Whether the stream said an alert that could not be noted, so that it has to be read again from before it.
    missed_an_alert: bool,
    /// How many events of the stream could not be read.
    unread: u64,
    /// Whether something that was heard is still to be written.
    disk_is_full: bool,
}

impl Worker {
    /// Begins to work for a home. A worker that fails is started anew, and said so until it is up to date again.
    pub(crate) fn start(
        context: Arc<Context>,
        home: HomeRecord,
        cache: Arc<Cache>,
        slot: SessionSlot,
        outbox: Outbox,
    ) -> WorkerHandle {
        let (sender, asks) = mpsc::channel(32);
        let cancel = CancellationToken::new();
        let task = tokio::spawn(supervise(context, home, cache, slot, outbox, asks, cancel.clone()));
        WorkerHandle { asks: Asks(sender), cancel, task }
    }

    fn new(context: Arc<Context>, home: HomeRecord, cache: Arc<Cache>, slot: SessionSlot, outbox: Outbox) -> Self {
        Self {
            courier: Courier::new(context.clone()),
            store: Store::new(context.clone(), cache.clone()),
            lookout: Lookout::new(context.ports.clock.as_ref()),
            wakes: context.ports.clock.wakes(),
            context,
            home,
            scope: None,
            slot,
            cache,
            phase: Phase::Entering,
            access: Access::Starting,
            keyring_trouble: None,
            link: Link::new(),
            reader: None,
            deadlines: Deadlines::default(),
            question: Errand::default(),
            purposes: Vec::new(),
            next_purposes: Vec::new(),
            workspace: Errand::default(),
            sign_ins: Errand::default(),
            sign_ins_changed: false,
            sign_ins_failures: 0,
            approvals: Errand::default(),
            approvals_changed: false,
            approvals_told: HashSet::new(),
            approvals_told_at: Vec::new(),
            resources: outbox.versions(),
            outbox,
            opening_cache: Errand::default(),
            notice_waits_for_workspace: false,
            entry_failures: 0,
            signed_in_again: false,
            missed_an_alert: false,
            unread: 0,
            disk_is_full: false,
        }
    }

    async fn run(mut self, asks: &mut mpsc::Receiver<Ask>) {
        self.deadlines.set(Deadline::Look, lookout::EVERY);
        if self.cache.is_stand_in() {
            self.deadlines.set(Deadline::OpenCache, TRY_AGAIN);
        }
        self.serve().await;
        self.enter().await;
        while !matches!(self.phase, Phase::Over) {
            let event = tokio::select! {
                ask = asks.recv() => match ask {
                    Some(ask) => Event::Asked(ask),
                    None => return,
                },
                news = next_news(&mut self.reader) => Event::Stream(news),
                deadline = self.deadlines.next() => Event::Due(deadline),
                () = next_wake(&mut self.wakes) => Event::Woke,
                answer = self.question.result() => Event::Answered(answer),
                workspace = self.workspace.result() => Event::Workspace(workspace),
                sign_ins = self.sign_ins.result() => Event::SignIns(sign_ins),
                approvals = self.approvals.result() => Event::Approvals(approvals),
                Ok(()) = self.resources.changed() => Event::Resources,
                outcome = self.courier.outcome() => Event::Notice(outcome),
                is_open = self.opening_cache.result() => Event::CacheOpened(is_open),
            };
            self.handle(event).await;
        }
    }

    async fn handle(&mut self, event: Event) {
        match event {
            Event::Asked(ask) => self.asked(ask).await,
            Event::Stream(news) => self.heard(news).await,
            Event::Due(deadline) => self.due(deadline).await,
            Event::Woke => self.woke().await,
            Event::Answered(answer) => self.answered(answer).await,
            Event::Workspace(workspace) => self.workspace_read(workspace).await,
            Event::SignIns(sign_ins) => self.sign_ins_heard(sign_ins).await,
            Event::Approvals(approvals) => self.approvals_heard(approvals),
            Event::Resources => {
                self.account_changed().await;
                self.preferences_changed().await;
            }
            Event::Notice(outcome) => self.notice_ended(outcome).await,
            Event::CacheOpened(Ok(condition)) => self.cache_opened(condition).await,
            Event::CacheOpened(Err(StillLocked)) => self.deadlines.set(Deadline::OpenCache, TRY_AGAIN),
        }
    }

    async fn asked(&mut self, ask: Ask) {
        match ask {
            Ask::Refresh(answer) => {
                // Whoever asks is there: if it fails, it is soon tried again.
                self.entry_failures = 0;
                self.refresh(answer).await;
            }
            Ask::WarningsChanged => self.silence_changed().await,
            Ask::NotificationsBack => self.show_waiting().await,
            Ask::CacheBroken => drop(self.rebuild_cache().await),
        }
    }

    async fn due(&mut self, deadline: Deadline) {
        match deadline {
            Deadline::Retry => self.retry().await,
            Deadline::HearAgain => self.connect().await,
            Deadline::Stale | Deadline::Midnight => self.publish().await,
            Deadline::Reset => {
                self.store.reset_was_asked_for();
                // A change of plan may have waited for it.
                self.read_workspace();
                self.ask(Purpose::Figures);
            }
            Deadline::Silence => self.silence_changed().await,
            Deadline::Digest => self.show_waiting().await,
            Deadline::Overdue => self.link_event(LinkEvent::Overdue).await,
            Deadline::Look => self.look().await,
            Deadline::SignIns => {
                self.look_at_sign_ins();
                self.show_sign_ins().await;
            }
            Deadline::Approvals => self.look_at_approvals(),
            Deadline::WriteAgain => self.write_again(),
            Deadline::OpenCache => {
                let cache = self.cache.clone();
                self.opening_cache.begin(async move { cache.open_again().await });
            }
        }
    }

    /// Looks whether clock and zone are what they were.
    async fn look(&mut self) {
        self.deadlines.set(Deadline::Look, lookout::EVERY);
        match self.lookout.look(self.context.ports.clock.as_ref()) {
            Seen::Ahead => self.prove_connection().await,
            Seen::Otherwise => {}
            Seen::Nothing => return,
        }
        self.publish().await;
        self.silence_changed().await;
    }

    /// The system tells that the computer slept.
    async fn woke(&mut self) {
        // What it would find is acted on here.
        self.lookout = Lookout::new(self.context.ports.clock.as_ref());
        self.prove_connection().await;
        self.publish().await;
        self.silence_changed().await;
    }

    /// Brings the snapshot up to date: at once who is shown and what is shown of them, so that neither is seen
    /// without the other.
    async fn publish(&mut self) {
        self.store.set_live(self.link.is_live());
        self.slot.stands(self.access == Access::KeyringLocked, self.link.is_offline());
        let now = self.store.now().await;
        self.context.view.update(|snapshot| {
            snapshot.access = self.access.clone();
            snapshot.connection = self.link.connection();
            for (trouble, condition) in entry::KEYRING_TROUBLES {
                snapshot.set_condition(condition, self.keyring_trouble == Some(trouble));
            }
            if let Ok((usage, _)) = &now {
                snapshot.usage = usage.clone();
            }
        });
        let ahead = match now {
            Ok((_, ahead)) => ahead,
            Err(error) => {
                self.cache_failed(&error).await;
                return self.deadlines.set(Deadline::Stale, TRY_AGAIN);
            }
        };
        self.deadlines.set(Deadline::Midnight, ahead.midnight);
        self.deadlines.set_or_clear(Deadline::Reset, ahead.reset);
        self.deadlines.set_or_clear(Deadline::Stale, ahead.stale);
    }
}

/// Runs workers until one ends by itself, or is stopped: after one that failed the next one goes on.
async fn supervise(
    context: Arc<Context>,
    home: HomeRecord,
    cache: Arc<Cache>,
    slot: SessionSlot,
    outbox: Outbox,
    asks: mpsc::Receiver<Ask>,
    cancel: CancellationToken,
) {
    // What is asked of the one that fails is asked of the next.
    let asks = Arc::new(Mutex::new(asks));
    loop {
        let home = context.state.home(&home.id).await.ok().flatten().unwrap_or_else(|| home.clone());
        let worker = Worker::new(context.clone(), home, cache.clone(), slot.clone(), outbox.clone());
        let (asks, stopped) = (asks.clone(), cancel.clone());
        let run = tokio::spawn(async move {
            let mut asks = asks.lock().await;
            stopped.run_until_cancelled(worker.run(&mut asks)).await;
        });
        let Err(failure) = run.await else { return };
        error!(%failure, "the worker failed and is started anew");
        // What it would have cleared goes with it.
        context.view.set_condition(Condition::DiskFull, false);
        context.view.set_condition(Condition::WorkerRestarted, true);
        if cancel.run_until_cancelled(tokio::time::sleep(RESTART)).await.is_none() {
            return;
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

/// Until the computer wakes the next time; for ever, where the system does not tell.
async fn next_wake(wakes: &mut watch::Receiver<()>) {
    if wakes.changed().await.is_err() {
        std::future::pending().await
    }
}
