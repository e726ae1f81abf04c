//! The worker of the active home: keeps its cache and the snapshot up to date, and sends out warnings.

mod access;
mod following;
mod handle;
mod warnings;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tracing::debug;

pub(crate) use handle::{Ask, Asks, WorkerHandle};

use super::courier::Courier;
use super::deadlines::{Deadline, Deadlines};
use super::entry;
use super::link::Link;
use super::reader::{Reader, StreamNews};
use super::store::Store;
use crate::cache::Cache;
use crate::context::Context;
use crate::error::ErrorCode;
use crate::scope::Scope;
use crate::session::{Session, SessionSlot};
use crate::snapshot::Access;
use crate::state::HomeRecord;

/// How long the replay of what happened while away may pause before it counts as told.
const REPLAY_PAUSE: Duration = Duration::from_secs(1);

/// How long a file that failed is left alone before it is tried again.
const TRY_AGAIN: Duration = Duration::from_secs(5);

/// Everything that can happen to a worker.
enum Event {
    Asked(Ask),
    Stream(StreamNews),
    Due(Deadline),
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
    asks: mpsc::Receiver<Ask>,
    phase: Phase,
    /// Who it works for, as the snapshot shows it.
    access: Access,
    /// Why the keyring did not answer.
    keyring_trouble: Option<ErrorCode>,
    link: Link,
    reader: Option<Reader>,
    deadlines: Deadlines,
    courier: Courier,
    store: Store,
    entry_failures: u32,
    /// Whether the app has signed in by itself since it was last up to date, so that it does so only once.
    signed_in_again: bool,
    /// Whether the stream said an alert that could not be noted, so that it has to be read again from before it.
    missed_an_alert: bool,
    /// How many events of the stream could not be read.
    unread: u64,
}

impl Worker {
    /// Begins to work for a home.
    pub(crate) fn start(context: Arc<Context>, home: HomeRecord, cache: Arc<Cache>, slot: SessionSlot) -> WorkerHandle {
        let (sender, asks) = mpsc::channel(32);
        let cancel = CancellationToken::new();
        let worker = Self {
            courier: Courier::new(context.clone()),
            store: Store::new(context.clone(), cache),
            context,
            home,
            scope: None,
            slot,
            asks,
            phase: Phase::Entering,
            access: Access::Starting,
            keyring_trouble: None,
            link: Link::new(),
            reader: None,
            deadlines: Deadlines::default(),
            entry_failures: 0,
            signed_in_again: false,
            missed_an_alert: false,
            unread: 0,
        };
        let stopped = cancel.clone();
        let task = tokio::spawn(async move {
            tokio::select! {
                () = stopped.cancelled() => {}
                () = worker.run() => {}
            }
        });
        WorkerHandle { asks: Asks(sender), cancel, task }
    }

    async fn run(mut self) {
        self.serve().await;
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
                // Whoever asks is there: if it fails, it is soon tried again.
                self.entry_failures = 0;
                let outcome = self.refresh().await;
                // Who asked may have gone.
                let _ = answer.send(outcome);
            }
            Event::Asked(Ask::WarningsChanged) => self.pause_changed().await,
            Event::Asked(Ask::NotificationsBack) | Event::Due(Deadline::Digest) => self.show_waiting().await,
            Event::Asked(Ask::CacheBroken) => {
                self.rebuild_cache().await;
            }
            Event::Asked(Ask::ProfileChanged) => self.read_profile().await,
            Event::Stream(news) => self.heard(news).await,
            Event::Due(Deadline::Retry) => self.retry().await,
            Event::Due(Deadline::HearAgain) => self.connect().await,
            Event::Due(Deadline::Stale | Deadline::Midnight) => self.publish().await,
            Event::Due(Deadline::Reset) => {
                self.store.reset_was_asked_for();
                // A change of plan may have waited for it.
                self.read_profile().await;
                if let Err(error) = self.refresh().await {
                    debug!(%error, "the reset will be heard of later");
                }
            }
            Event::Due(Deadline::PauseEnd) => self.pause_changed().await,
        }
    }

    /// Brings the snapshot up to date: at once who is shown and what is shown of them, so that neither is seen
    /// without the other.
    async fn publish(&mut self) {
        self.store.set_live(self.link.is_live());
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
