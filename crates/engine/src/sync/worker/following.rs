//! The connection to the server: what comes from it goes into the store.

use tracing::{debug, warn};

use super::access::signed_out;
use super::{Phase, REPLAY_PAUSE, TRY_AGAIN, Worker};
use crate::api::{ApiError, StreamItem, StreamMessage};
use crate::error::AppError;
use crate::snapshot::HomeKind;
use crate::sync::deadlines::Deadline;
use crate::sync::link::LinkEvent;
use crate::sync::reader::{Reader, StreamNews};
use crate::sync::store::SyncError;

impl Worker {
    pub(super) async fn connect(&mut self) {
        if let Phase::Following(session) = &self.phase {
            self.deadlines.clear(Deadline::Retry);
            self.deadlines.clear(Deadline::HearAgain);
            self.missed_an_alert = false;
            let position = match self.context.state.stream_position(&self.home.id).await {
                Ok(position) => position,
                Err(error) => {
                    // From the present on it would leave out alerts.
                    warn!(%error, "it is not known from where on the stream has to be read");
                    return self.deadlines.set(Deadline::Retry, TRY_AGAIN);
                }
            };
            let api = session.api.clone();
            if let Err(error) = self.store.note_end().await {
                warn!(%error, "the cached journal is not compared with the server's");
            }
            self.reader = Some(Reader::start(api, position));
        }
    }

    pub(super) async fn retry(&mut self) {
        if self.has_to_enter() { self.enter().await } else { self.connect().await }
    }

    fn has_to_enter(&self) -> bool {
        match self.phase {
            Phase::Entering => true,
            // The server inside the app may have ended, and has to be started again.
            Phase::Following(_) => self.home.kind != HomeKind::Remote && !self.link.is_live(),
            Phase::Over => false,
        }
    }

    pub(super) async fn heard(&mut self, news: StreamNews) {
        match news {
            StreamNews::Said(item) => self.said(*item).await,
            StreamNews::Begun => self.catch_up().await,
            StreamNews::Failed(error) => self.stream_failed(error).await,
        }
    }

    /// The stream tells everything from here on: asks for what it may have left out.
    async fn catch_up(&mut self) {
        let Phase::Following(session) = &self.phase else { return };
        let session = session.clone();
        self.read_profile().await;
        if let Err(error) = self.store.compare_journal(&session).await {
            return self.failed(error).await;
        }
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
        let Phase::Following(session) = &self.phase else { return };
        let session = session.clone();
        let outcome = match message {
            StreamMessage::Entries(event) if event.workspace_id == session.workspace_id => {
                self.store.hear(&session, *event).await
            }
            StreamMessage::Alert(alert) => {
                self.alert(alert).await;
                Ok(())
            }
            StreamMessage::Changed(changed) => {
                debug!(resource = changed.resource, "changed elsewhere");
                self.read_profile().await;
                Ok(())
            }
            StreamMessage::Resync => {
                self.catch_up().await;
                Ok(())
            }
            StreamMessage::SessionEnded => return self.session_over().await,
            StreamMessage::Entries(_) | StreamMessage::Unknown => Ok(()),
        };
        match outcome {
            Ok(()) => {
                self.keep_position(position).await;
                self.publish().await;
            }
            Err(error) => self.failed(error).await,
        }
    }

    /// Notes that the stream was heard so far, unless an alert has to be heard again.
    async fn keep_position(&self, position: Option<String>) {
        let Some(position) = position.filter(|_| !self.missed_an_alert) else { return };
        if let Err(error) = self.context.state.keep_stream_position(&self.home.id, &position).await {
            warn!(%error, "what the stream said will be heard again");
        }
    }

    async fn stream_failed(&mut self, error: ApiError) {
        debug!(%error, "the stream is over");
        self.reader = None;
        if error.is_unauthorized() {
            return self.session_over().await;
        }
        // The server may answer, only not with a stream: it is asked instead.
        if !self.link.is_live() && (error.is_an_answer() || matches!(error, ApiError::TimedOut(_))) {
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
            SyncError::Cache(error) => {
                if !self.cache_failed(&error).await {
                    self.reader = None;
                    self.link_event(LinkEvent::Lost).await;
                }
            }
        }
    }

    /// Asks for figures and entries once.
    pub(super) async fn poll(&mut self) -> Result<(), SyncError> {
        let Phase::Following(session) = &self.phase else { return Ok(()) };
        let session = session.clone();
        self.store.ask(&session).await?;
        self.publish().await;
        Ok(())
    }

    pub(super) async fn refresh(&mut self) -> Result<(), AppError> {
        if self.has_to_enter() {
            self.try_enter().await?;
        }
        if !matches!(self.phase, Phase::Following(_)) {
            return Err(signed_out());
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

    pub(super) async fn link_event(&mut self, event: LinkEvent) {
        let was_live = self.link.is_live();
        let now_ms = self.context.ports.clock.now_ms();
        match self.link.on(event, now_ms, rand::random()) {
            Some(pause) => self.deadlines.set(Deadline::Retry, pause),
            None => self.deadlines.clear(Deadline::Retry),
        }
        if was_live && !self.link.is_live() {
            self.store.was_live_until_now().await;
        }
        self.publish().await;
    }

    /// Begins with an empty cache where the file is broken, and answers whether it did.
    pub(super) async fn cache_failed(&mut self, error: &sqlx::Error) -> bool {
        warn!(%error, "the cache can not be used");
        crate::sqlite::is_broken(error) && self.rebuild_cache().await
    }

    /// Answers whether the cache can be used again.
    pub(super) async fn rebuild_cache(&mut self) -> bool {
        if let Err(error) = self.store.rebuild(self.home.profile.as_ref()).await {
            warn!(%error, "the cache can not be rebuilt");
            return false;
        }
        self.connect().await;
        true
    }
}
