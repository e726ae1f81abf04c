//! The connection to the server: what comes from it goes into the store.

use std::time::Duration;

use infuse_protocol::stream::Resource;
use tokio::sync::oneshot;
use tokio::time::Instant;
use tracing::{debug, warn};

use super::asking::Purpose;
use super::{Phase, TRY_AGAIN, Worker};
use crate::api::{ApiError, StreamItem, StreamMessage};
use crate::error::AppError;
use crate::scope::Scope;
use crate::session::Session;
use crate::snapshot::{Condition, HomeKind};
use crate::state::SignIn;
use crate::sync::deadlines::Deadline;
use crate::sync::entry;
use crate::sync::link::{LinkEvent, Moment};
use crate::sync::reader::{Reader, StreamNews};
use crate::sync::sign_ins;
use crate::sync::store::SyncError;

/// How soon a disk that had no room is tried again.
const WRITE_AGAIN: Duration = Duration::from_millis(800);

impl Worker {
    pub(super) async fn connect(&mut self) {
        if let (Phase::Following(session), Some(scope)) = (&self.phase, &self.scope) {
            self.deadlines.clear(Deadline::Retry);
            self.deadlines.clear(Deadline::HearAgain);
            self.missed_an_alert = false;
            let position = match self.context.state.stream_position(scope).await {
                Ok(position) => position,
                Err(error) => {
                    // From the present on it would leave out alerts.
                    warn!(%error, "it is not known from where on the stream has to be read");
                    return self.deadlines.set(Deadline::Retry, TRY_AGAIN);
                }
            };
            if let Err(error) = self.store.note_end().await {
                warn!(%error, "the cached journal is not compared with the server's");
            }
            let clock = self.context.ports.clock.clone();
            self.reader = Some(Reader::start(session.api.clone(), position, clock));
            self.ask_anew();
        }
    }

    /// On whose behalf the server is followed, once it is.
    pub(super) fn following(&self) -> Option<(Session, Scope)> {
        match &self.phase {
            Phase::Following(session) => Some((session.clone(), self.scope.clone()?)),
            Phase::Entering | Phase::Over => None,
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
            StreamNews::Begun => self.catch_up(),
            StreamNews::Failed(error) => self.stream_failed(error).await,
        }
    }

    /// The stream tells everything from here on: asks for what it may have left out.
    fn catch_up(&mut self) {
        self.outbox.catch_up();
        self.read_workspace();
        self.activity_changed();
        self.look_at_approvals();
        self.ask(Purpose::CatchUp);
    }

    /// Something may have happened to the access of the account.
    pub(super) fn activity_changed(&mut self) {
        self.context.view.activity_changed();
        self.look_at_sign_ins();
    }

    /// Looks who signed in from a new device. A look that is under way goes on, and another one follows it: whoever lets
    /// much happen does not keep any from its end.
    pub(super) fn look_at_sign_ins(&mut self) {
        self.sign_ins_changed = self.sign_ins.is_under_way();
        if !self.sign_ins_changed
            && let Some((session, _)) = self.following()
        {
            self.deadlines.clear(Deadline::SignIns);
            self.sign_ins.begin(async move { sign_ins::since_this_session(&session).await });
        }
    }

    pub(super) async fn sign_ins_heard(&mut self, heard: Result<Vec<SignIn>, ApiError>) {
        let Some((_, scope)) = self.following() else { return };
        let kept = match heard {
            Ok(sign_ins) => self.context.state.keep_sign_ins(&scope, &sign_ins).await.map_err(AppError::from),
            Err(error) => Err(error.into()),
        };
        if let Err(error) = kept {
            warn!(%error, "who signed in is looked at again");
            self.deadlines.set(Deadline::SignIns, entry::pause_after(self.sign_ins_failures));
            self.sign_ins_failures = self.sign_ins_failures.saturating_add(1);
            return;
        }
        self.sign_ins_failures = 0;
        if self.sign_ins_changed {
            self.look_at_sign_ins();
        }
        self.show_sign_ins().await;
    }

    async fn said(&mut self, item: StreamItem) {
        let StreamItem { position, message } = item;
        let Some((session, scope)) = self.following() else { return };
        let outcome = match message {
            StreamMessage::Entries(event) if event.workspace_id == session.workspace_id => {
                self.store.hear(&session, &scope, *event).await
            }
            StreamMessage::Alert(alert) => {
                self.alert(alert).await;
                Ok(())
            }
            StreamMessage::Changed(changed) => {
                self.changed(&changed.resource, &session.workspace_id);
                Ok(())
            }
            StreamMessage::Resync => {
                self.catch_up();
                Ok(())
            }
            StreamMessage::SessionEnded => return self.session_over().await,
            StreamMessage::Unreadable { name, reason } => {
                self.unread += 1;
                warn!(name, reason, count = self.unread, "an event of the stream can not be read and is left out");
                // Entries that were left out are asked for.
                if name == "entries" {
                    self.ask(Purpose::Figures);
                }
                Ok(())
            }
            StreamMessage::Entries(_) | StreamMessage::Unknown => Ok(()),
        };
        match outcome {
            Ok(()) => {
                self.written();
                self.keep_position(position).await;
                self.publish().await;
            }
            Err(error) => self.failed(error).await,
        }
    }

    /// Reads again what is named, and nothing else.
    fn changed(&mut self, address: &str, workspace_id: &str) {
        debug!(resource = address, "changed elsewhere");
        let Some((resource, owner_id)) = Resource::at(address) else { return };
        if owner_id.is_some_and(|owner_id| owner_id != workspace_id) || self.outbox.changed(resource) {
            return;
        }
        match resource {
            Resource::Activity => self.activity_changed(),
            Resource::Approvals => self.look_at_approvals(),
            _ => {}
        }
        if matches!(resource, Resource::Workspace | Resource::Workspaces) {
            self.read_workspace();
        }
    }

    /// Notes that the stream was heard so far, unless an alert has to be heard again.
    async fn keep_position(&self, position: Option<String>) {
        let Some(position) = position.filter(|_| !self.missed_an_alert) else { return };
        let Some(scope) = &self.scope else { return };
        if let Err(error) = self.context.state.keep_stream_position(scope, &position).await {
            warn!(%error, "what the stream said will be heard again");
        }
    }

    async fn stream_failed(&mut self, error: ApiError) {
        debug!(%error, "the stream is over");
        self.hang_up().await;
        if error.is_unauthorized() {
            return self.session_over().await;
        }
        // The server may answer, only not with a stream: it is asked instead.
        if !self.link.is_live() && (error.is_an_answer() || matches!(error, ApiError::TimedOut(_))) {
            return self.ask(Purpose::Poll);
        }
        self.link_event(LinkEvent::Lost).await;
    }

    /// Gives the stream up, if there is one. What is known is as old as the last that came from it.
    async fn hang_up(&mut self) {
        let Some(reader) = self.reader.take() else { return };
        self.forget_catching_up();
        if let Some(arrived_ms) = reader.arrived_ms().filter(|_| self.link.is_live()) {
            self.store.was_live_until(arrived_ms).await;
        }
    }

    pub(super) async fn failed(&mut self, error: SyncError) {
        match error {
            SyncError::Api(error) if error.is_unauthorized() => self.session_over().await,
            SyncError::Api(error) => {
                debug!(%error, "the home is lost");
                self.hang_up().await;
                self.link_event(LinkEvent::Lost).await;
            }
            // What was heard is shown, and written as soon as there is room.
            SyncError::Cache(error) if crate::sqlite::is_full(&error) => {
                warn!(%error, "what is heard can not be written");
                self.disk_is_full = true;
                self.context.view.set_condition(Condition::DiskFull, true);
                self.deadlines.set(Deadline::WriteAgain, WRITE_AGAIN);
                self.publish().await;
            }
            SyncError::Cache(error) => {
                if !self.cache_failed(&error).await {
                    self.hang_up().await;
                    self.link_event(LinkEvent::Lost).await;
                }
            }
        }
    }

    pub(super) fn write_again(&mut self) {
        let is_catching_up = !self.link.is_live() && self.reader.is_some();
        self.ask(if is_catching_up { Purpose::CatchUp } else { Purpose::Figures });
    }

    /// What was heard is on the disk.
    pub(super) fn written(&mut self) {
        if std::mem::take(&mut self.disk_is_full) {
            self.deadlines.clear(Deadline::WriteAgain);
            self.context.view.set_condition(Condition::DiskFull, false);
        }
    }

    pub(super) async fn refresh(&mut self, answer: oneshot::Sender<Result<(), AppError>>) {
        let entered = if self.has_to_enter() { self.try_enter().await } else { Ok(()) };
        match entered {
            Ok(()) => self.ask(Purpose::Person(answer)),
            Err(error) => {
                // Who asked may have gone.
                let _ = answer.send(Err(error));
            }
        }
    }

    /// After a sleep nobody knows whether the server is still there, and what is shown is as old as what came before,
    /// until it has answered.
    pub(super) async fn prove_connection(&mut self) {
        self.hang_up().await;
        self.link_event(LinkEvent::Woke).await;
        self.retry().await;
    }

    pub(super) async fn link_event(&mut self, event: LinkEvent) {
        let wall_ms = self.context.ports.clock.now_ms();
        let next = self.link.on(event, Moment { wall_ms, instant: Instant::now() }, rand::random());
        if event != LinkEvent::Overdue {
            self.deadlines.set_or_clear(Deadline::Retry, next.retry);
        }
        // A try that fails within that time does not lengthen it.
        if next.overdue.is_some() || !matches!(event, LinkEvent::Lost) {
            self.deadlines.set_or_clear(Deadline::Overdue, next.overdue);
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
        if let Err(error) = self.store.rebuild(self.scope.as_ref()).await {
            warn!(%error, "the cache can not be rebuilt");
            return false;
        }
        self.connect().await;
        true
    }

    /// The cache can be opened again: its journal is compared with the server's, and what was heard meanwhile is asked for
    /// once more.
    pub(super) async fn cache_opened(&mut self, condition: Option<Condition>) {
        self.context.view.show_cache_condition(condition);
        if let Some(scope) = self.scope.clone()
            && let Err(error) = self.store.open_again(&scope).await
        {
            self.cache_failed(&error).await;
        }
        self.publish().await;
        self.connect().await;
    }
}
