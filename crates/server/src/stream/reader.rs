//! The loop behind one open stream: wait for a change, look at what it names, send what is new.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::Event;
use futures_util::future::try_join_all;
use infuse_protocol::stream::{Changed, EntriesEvent};
use serde::Serialize;
use serde_json::json;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::sync::{broadcast, mpsc};

use super::agenda::{Agenda, Interests, Workspaces};
use super::position::{Point, Position, Versions};
use crate::app::App;
use crate::bus::Change;
use crate::db::DbError;
use crate::ledger::{LedgerError, Progress};
use crate::session::{Caller, Pass};

/// Entries in one event, at most.
const ENTRIES_PER_EVENT: i64 = 500;

/// Alerts in one query, at most.
const ALERTS_PER_QUERY: i64 = 100;

/// A reader that misses more entries than this reads the journal anew instead.
const TOO_FAR_BEHIND: i64 = 10_000;

/// Changes are gathered this long, so that thousands of debits a second make fifty events.
const GATHER: Duration = Duration::from_millis(20);

/// After a failed look.
const RETRY: Duration = Duration::from_secs(1);

/// An event on its way; making one never fails.
pub(super) type StreamItem = Result<Event, Infallible>;

pub(super) struct Reader {
    app: App,
    pass: Pass,
    changes: broadcast::Receiver<Change>,
    events: mpsc::Sender<StreamItem>,
    position: Position,
    /// The workspaces that are followed, each with the version of its book that the client knows.
    followed: BTreeMap<String, Option<i64>>,
}

/// Why nothing more is sent.
enum Stop {
    /// The client hung up, or the server stops.
    Gone,
    /// The session or token has ended.
    Ended,
    /// The database did not answer; it is asked again.
    Failed(LedgerError),
}

impl From<LedgerError> for Stop {
    fn from(error: LedgerError) -> Self {
        Self::Failed(error)
    }
}

impl From<DbError> for Stop {
    fn from(error: DbError) -> Self {
        Self::Failed(error.into())
    }
}

impl Reader {
    /// A reader that hears of every change from now on.
    pub(super) fn new(app: App, pass: Pass, events: mpsc::Sender<StreamItem>) -> Self {
        let changes = app.bus.subscribe();
        let position = Position::default();
        Self { app, pass, changes, events, position, followed: BTreeMap::new() }
    }

    /// Runs until the client hangs up, the credential ends, or the server stops.
    pub(super) async fn run(mut self, last_event_id: Option<String>) {
        // Nothing can be done for a client that is gone.
        let Err(Stop::Ended) = self.follow(last_event_id).await else { return };
        let _ = self.send("session_ended", &json!({})).await;
    }

    async fn follow(&mut self, last_event_id: Option<String>) -> Result<(), Stop> {
        match last_event_id.as_deref().map(str::parse) {
            Some(Ok(position)) => self.position = position,
            // What another server has made means nothing here.
            Some(Err(_)) => self.send("resync", &json!({})).await?,
            None => {}
        }
        let mut agenda = Agenda::everything();
        loop {
            match self.look(&agenda).await {
                Ok(()) => agenda = self.wait().await?,
                Err(Stop::Failed(error)) => {
                    tracing::warn!(%error, "a stream could not look at what has changed");
                    agenda = Agenda::everything();
                    tokio::select! {
                        () = tokio::time::sleep(RETRY) => {}
                        gone = gone(&self.events, &self.app) => return Err(gone),
                    }
                }
                Err(stop) => return Err(stop),
            }
        }
    }

    /// Waits for changes that concern this stream.
    async fn wait(&mut self) -> Result<Agenda, Stop> {
        let mut agenda = Agenda::default();
        while agenda.is_empty() {
            let change = tokio::select! {
                change = self.changes.recv() => match change {
                    Ok(change) => change,
                    Err(RecvError::Lagged(_)) => Change::Anything,
                    Err(RecvError::Closed) => return Err(Stop::Gone),
                },
                () = end_of(&self.pass, self.app.clock.now_ms()) => self.own_credential(),
                gone = gone(&self.events, &self.app) => return Err(gone),
            };
            self.note(&mut agenda, change);
        }
        tokio::time::sleep(GATHER).await;
        loop {
            match self.changes.try_recv() {
                Ok(change) => self.note(&mut agenda, change),
                Err(TryRecvError::Lagged(_)) => self.note(&mut agenda, Change::Anything),
                Err(TryRecvError::Empty | TryRecvError::Closed) => return Ok(agenda),
            }
        }
    }

    /// Looks at what is on the agenda, and sends what the client does not know.
    async fn look(&mut self, agenda: &Agenda) -> Result<(), Stop> {
        if agenda.credential {
            self.pass = self.pass.renew(&self.app).await?.ok_or(Stop::Ended)?;
        }
        if agenda.account {
            self.look_at_account().await?;
        }
        let workspace_ids: Vec<String> = match &agenda.workspaces {
            Workspaces::All => self.followed.keys().cloned().collect(),
            Workspaces::Some(ids) => ids.iter().filter(|id| self.followed.contains_key(*id)).cloned().collect(),
        };
        let progress = try_join_all(workspace_ids.iter().map(|id| self.app.lookout.progress(id))).await?;
        for progress in progress.into_iter().flatten() {
            if self.followed.get(&progress.workspace_id) != Some(&Some(progress.version)) {
                self.catch_up(&progress).await?;
                self.followed.insert(progress.workspace_id, Some(progress.version));
            }
        }
        Ok(())
    }

    /// Looks at which workspaces there are to follow.
    async fn look_at_account(&mut self) -> Result<(), Stop> {
        let person = match &self.pass.caller {
            Caller::Person(person) => person,
            Caller::Token(token) => {
                self.followed.entry(token.workspace_id.clone()).or_default();
                return Ok(());
            }
        };
        let state = self.app.lookout.account(&person.account_id).await?.ok_or(Stop::Ended)?;
        let versions = Versions { account: state.version, workspaces: state.workspaces.values().sum() };
        // A stream that goes on tells what changed while it was closed, too.
        let known = self.position.account.unwrap_or(versions);
        self.position.account = Some(Versions { account: versions.account, ..known });
        if known.account != versions.account {
            self.send_changed("account", versions.account).await?;
        }
        self.position.account = Some(versions);
        let are_others = !self.followed.is_empty() && !self.followed.keys().eq(state.workspaces.keys());
        if are_others || known.workspaces != versions.workspaces {
            self.send_changed("workspaces", versions.workspaces).await?;
        }
        self.followed.retain(|id, _| state.workspaces.contains_key(id));
        self.position.retain(|id| state.workspaces.contains_key(id));
        for id in state.workspaces.into_keys() {
            self.followed.entry(id).or_default();
        }
        Ok(())
    }

    /// Sends what happened in a workspace behind the reader's position.
    async fn catch_up(&mut self, progress: &Progress) -> Result<(), Stop> {
        let newest = Point { entry_seq: progress.entry_seq, alert_seq: progress.alert_seq };
        let reached = self.position.get(&progress.workspace_id).unwrap_or(newest);
        let is_of_another_journal = reached.entry_seq > newest.entry_seq || reached.alert_seq > newest.alert_seq;
        if is_of_another_journal || newest.entry_seq - reached.entry_seq > TOO_FAR_BEHIND {
            // The journal can be read anew; alerts are told here alone, and each of them still is.
            let alert_seq = if is_of_another_journal { newest.alert_seq } else { reached.alert_seq };
            self.position.set(&progress.workspace_id, Point { alert_seq, ..newest });
            self.send("resync", &json!({})).await?;
        } else {
            self.position.set(&progress.workspace_id, reached);
        }
        self.send_entries(progress).await?;
        self.send_alerts(progress).await
    }

    /// Sends new entries, and in any case how the workspace's usage stands.
    async fn send_entries(&mut self, progress: &Progress) -> Result<(), Stop> {
        let workspace_id = &progress.workspace_id;
        loop {
            let mut point = self.position.get(workspace_id).unwrap_or_default();
            let entries = match point.entry_seq < progress.entry_seq {
                true => self.app.ledger.entries_after(workspace_id, point.entry_seq, ENTRIES_PER_EVENT).await?,
                false => Vec::new(),
            };
            let usage = self.app.ledger.usage(workspace_id).await?;
            point.entry_seq = entries.last().map_or(point.entry_seq, |entry| entry.seq);
            self.position.set(workspace_id, point);
            let has_more = !entries.is_empty() && point.entry_seq < progress.entry_seq;
            self.send("entries", &EntriesEvent { workspace_id: workspace_id.clone(), entries, usage }).await?;
            if !has_more {
                return Ok(());
            }
        }
    }

    async fn send_alerts(&mut self, progress: &Progress) -> Result<(), Stop> {
        let mut point = self.position.get(&progress.workspace_id).unwrap_or_default();
        while point.alert_seq < progress.alert_seq {
            let alerts =
                self.app.ledger.alerts_after(&progress.workspace_id, point.alert_seq, ALERTS_PER_QUERY).await?;
            if alerts.is_empty() {
                return Ok(());
            }
            for (alert_seq, alert) in alerts {
                point.alert_seq = alert_seq;
                self.position.set(&progress.workspace_id, point);
                self.send("alert", &alert).await?;
            }
        }
        Ok(())
    }

    async fn send_changed(&self, resource: &str, version: i64) -> Result<(), Stop> {
        self.send("changed", &Changed { resource: resource.to_owned(), version }).await
    }

    /// Sends one event, as soon as the client has room for it.
    async fn send(&self, name: &str, data: &impl Serialize) -> Result<(), Stop> {
        let event = Event::default().event(name).id(self.position.to_string()).json_data(data).map_err(|error| {
            tracing::error!(%error, name, "an event could not be written");
            Stop::Gone
        })?;
        tokio::select! {
            sent = self.events.send(Ok(event)) => sent.map_err(|_| Stop::Gone),
            () = self.app.lifecycle.shutdown.cancelled() => Err(Stop::Gone),
        }
    }

    fn note(&self, agenda: &mut Agenda, change: Change) {
        let account_id = match &self.pass.caller {
            Caller::Person(person) => Some(person.account_id.as_str()),
            Caller::Token(_) => None,
        };
        let interests = Interests { credential_id: self.pass.caller.credential_id(), account_id };
        agenda.add(change, interests, |id| self.followed.contains_key(id));
    }

    fn own_credential(&self) -> Change {
        Change::Credential(self.pass.caller.credential_id().to_owned())
    }
}

/// Ends when no one reads any more, or the server stops.
async fn gone(events: &mpsc::Sender<StreamItem>, app: &App) -> Stop {
    tokio::select! {
        () = events.closed() => Stop::Gone,
        () = app.lifecycle.shutdown.cancelled() => Stop::Gone,
    }
}

/// Ends when a credential does; never where it has no end.
async fn end_of(pass: &Pass, now_ms: i64) {
    match pass.ends_ms {
        Some(ends_ms) => {
            let left_ms = u64::try_from(ends_ms.saturating_sub(now_ms)).unwrap_or_default();
            tokio::time::sleep(Duration::from_millis(left_ms)).await;
        }
        None => std::future::pending().await,
    }
}
