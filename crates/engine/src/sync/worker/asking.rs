//! Questions about the figures, which the server answers while the worker goes on.

use infuse_protocol::usage::{RaisedAlert, Usage};
use tokio::sync::oneshot;
use tracing::{debug, warn};

use super::{REPLAY_PAUSE, TRY_AGAIN, Worker};
use crate::api::ApiError;
use crate::context::Context;
use crate::error::AppError;
use crate::scope::Scope;
use crate::session::Session;
use crate::snapshot::Condition;
use crate::sync::deadlines::Deadline;
use crate::sync::link::LinkEvent;
use crate::sync::store::SyncError;

/// What the server is asked for.
pub(super) enum Purpose {
    /// What the stream that has just begun may have left out.
    CatchUp,
    /// Everything, as there is no stream.
    Poll,
    /// A person waits for it.
    Person(oneshot::Sender<Result<(), AppError>>),
    /// Warnings are judged by it.
    Warnings,
    /// What is shown may be otherwise by now.
    Figures,
}

/// What it answered.
pub(super) struct Answer {
    usage: Usage,
    /// How much the store had taken in when it was asked.
    takes_before: u64,
    /// What was raised while there was no stream, where that was asked for.
    alerts: Vec<RaisedAlert>,
    /// Whether the cached journal was compared with the server's, and whether that is another one.
    has_compared: bool,
    is_another_journal: bool,
}

impl Worker {
    /// Asks for figures and entries; behind a question that is under way, with the next.
    pub(super) fn ask(&mut self, purpose: Purpose) {
        self.next_purposes.push(purpose);
        if !self.question.is_under_way() {
            self.ask_next();
        }
    }

    /// Asks once more what was asked over a connection that is given up.
    pub(super) fn ask_anew(&mut self) {
        self.question.end();
        self.forget_catching_up();
        self.next_purposes.append(&mut self.purposes);
        self.ask_next();
    }

    fn ask_next(&mut self) {
        if self.next_purposes.is_empty() {
            return;
        }
        let Some((session, scope)) = self.following() else { return self.nobody_is_there() };
        self.purposes = std::mem::take(&mut self.next_purposes);
        let polls = self.purposes.iter().any(|purpose| matches!(purpose, Purpose::Poll));
        let catches_up = self.purposes.iter().any(|purpose| matches!(purpose, Purpose::CatchUp));
        let end = if catches_up { self.store.end_to_compare() } else { None };
        let (context, takes_before) = (self.context.clone(), self.store.takes());
        self.question.begin(async move {
            let has_compared = end.is_some();
            let is_another_journal = match end {
                Some((seq, hash)) => {
                    session.api.entry(&session.workspace_id, seq).await?.is_none_or(|entry| entry.hash != hash)
                }
                None => false,
            };
            let usage = session.api.usage(&session.workspace_id).await?;
            let alerts = if polls { raised_since(&context, &session, &scope).await } else { Vec::new() };
            Ok(Answer { usage, takes_before, alerts, has_compared, is_another_journal })
        });
    }

    /// There is no stream any more that could be caught up with.
    pub(super) fn forget_catching_up(&mut self) {
        for purposes in [&mut self.purposes, &mut self.next_purposes] {
            purposes.retain(|purpose| !matches!(purpose, Purpose::CatchUp));
        }
    }

    /// Answers who waits for someone who is not signed in.
    pub(super) fn nobody_is_there(&mut self) {
        self.question.end();
        for purpose in self.purposes.drain(..).chain(self.next_purposes.drain(..)) {
            if let Purpose::Person(answer) = purpose {
                // Who asked may have gone.
                let _ = answer.send(Err(AppError::signed_out()));
            }
        }
    }

    pub(super) async fn answered(&mut self, answer: Result<Answer, ApiError>) {
        let purposes = std::mem::take(&mut self.purposes);
        let Some((session, scope)) = self.following() else { return self.nobody_is_there() };
        let known_as_of_ms = self.store.as_of_ms();
        let taken = match answer {
            Ok(answer) => self.take_in(&session, &scope, answer).await,
            Err(error) => Err(SyncError::Api(error)),
        };
        match taken {
            Ok((as_of_ms, alerts)) => {
                self.written();
                let mut persons = Vec::new();
                for purpose in purposes {
                    match purpose {
                        Purpose::CatchUp => self.caught_up(as_of_ms).await,
                        Purpose::Poll => {
                            self.context.view.set_condition(Condition::WorkerRestarted, false);
                            self.courier.connected(as_of_ms);
                            self.raised(&alerts, known_as_of_ms).await;
                            self.activity_changed();
                            self.look_at_approvals();
                            self.link_event(LinkEvent::Polled).await;
                        }
                        Purpose::Person(answer) => persons.push(answer),
                        Purpose::Warnings => self.show_judged().await,
                        Purpose::Figures => {}
                    }
                }
                self.publish().await;
                for answer in persons {
                    self.person_answered(answer).await;
                }
            }
            Err(error) => self.not_answered(purposes, error).await,
        }
        if !self.question.is_under_way() {
            self.ask_next();
        }
    }

    /// Takes in what the server answered; answers its time, in milliseconds since the epoch, and what it raised.
    async fn take_in(
        &mut self,
        session: &Session,
        scope: &Scope,
        answer: Answer,
    ) -> Result<(i64, Vec<RaisedAlert>), SyncError> {
        let Answer { usage, mut takes_before, alerts, has_compared, is_another_journal } = answer;
        if is_another_journal {
            self.store.forget_journal(scope).await?;
            takes_before = self.store.takes();
        }
        let as_of_ms = self.store.told(session, scope, usage, takes_before).await?;
        if has_compared {
            self.store.end_was_compared();
        }
        Ok((as_of_ms, alerts))
    }

    async fn caught_up(&mut self, as_of_ms: i64) {
        self.signed_in_again = false;
        self.courier.connected(as_of_ms);
        self.context.view.set_condition(Condition::WorkerRestarted, false);
        self.link_event(LinkEvent::CaughtUp).await;
        self.deadlines.set(Deadline::Digest, REPLAY_PAUSE);
    }

    async fn person_answered(&mut self, answer: oneshot::Sender<Result<(), AppError>>) {
        // Who asked may have gone.
        let _ = answer.send(Ok(()));
        // A stream that does not begin may have been asked for when nobody was there to answer.
        if self.link.is_offline() || !self.link.is_live() && self.reader.is_none() {
            self.connect().await;
        }
    }

    async fn not_answered(&mut self, purposes: Vec<Purpose>, error: SyncError) {
        // What only a person asked for says nothing of the connection that they would not see.
        let mut breaks_the_link = false;
        let mut persons = Vec::new();
        for purpose in purposes {
            match purpose {
                Purpose::CatchUp | Purpose::Poll => breaks_the_link = true,
                Purpose::Person(answer) => persons.push(answer),
                Purpose::Warnings => self.deadlines.set(Deadline::Digest, TRY_AGAIN),
                Purpose::Figures => {}
            }
        }
        let for_persons = AppError::from(&error);
        match error {
            SyncError::Api(error) if error.is_unauthorized() => self.session_over().await,
            SyncError::Api(error) if !breaks_the_link => debug!(%error, "the figures stay as they are"),
            error => self.failed(error).await,
        }
        for answer in persons {
            // Who asked may have gone.
            let _ = answer.send(Err(for_persons.clone()));
        }
    }

    /// Hears of alerts that no stream told of. Those from before the app first asked are none of this device, unless
    /// they were raised since it last heard of the server.
    async fn raised(&mut self, alerts: &[RaisedAlert], known_as_of_ms: Option<i64>) {
        let (Some((_, scope)), Some(last)) = (self.following(), alerts.last()) else { return };
        let since_ms = match self.context.state.alert_cursor(&scope).await {
            Ok(Some(_)) => i64::MIN,
            Ok(None) | Err(_) => known_as_of_ms.unwrap_or(i64::MAX),
        };
        for raised in alerts.iter().filter(|raised| raised.raised_at.as_millis() > since_ms) {
            let alert = infuse_protocol::stream::Alert {
                id: raised.id.clone(),
                workspace_id: scope.workspace_id.clone(),
                kind: raised.kind,
                title: raised.title.clone(),
                detail: raised.detail.clone(),
                link: raised.link.clone(),
                raised_at: raised.raised_at,
            };
            self.alert(alert).await;
        }
        if self.missed_an_alert {
            return;
        }
        if let Err(error) = self.context.state.keep_alert_cursor(&scope, last.seq).await {
            warn!(%error, "these alerts will be read again");
        }
    }
}

/// What was raised since that was asked last. Figures are told without it: where it can not be read, the next question asks
/// for all of it.
async fn raised_since(context: &Context, session: &Session, scope: &Scope) -> Vec<RaisedAlert> {
    // What can not be read from the disk is as what was never read: the memory knows what was told.
    let behind = context.state.alert_cursor(scope).await.ok().flatten().unwrap_or_default();
    let alerts = session.api.alerts_after(&session.workspace_id, behind).await;
    alerts.unwrap_or_else(|error| {
        warn!(%error, "what was raised is not known");
        Vec::new()
    })
}
