//! The loop behind one open stream: wait for a change, look at what it names, send what is new.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::Event;
use futures_util::future::try_join_all;
use infuse_protocol::stream::{Changed, EntriesEvent, Owner, Resource};
use serde::Serialize;
use serde_json::json;
use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::position::{AccountPoint, Piece, Point, Position, Recalled, piece_of};
use crate::app::App;
use crate::bus::{Change, Heard, Subscription};
use crate::db::DbError;
use crate::identity::{Caller, Pass};
use crate::ledger::{LedgerError, Progress};
use crate::versions::{self, AccountState, Versions};

/// Entries in one event, at most.
const ENTRIES_PER_EVENT: i64 = 500;

/// Alerts in one query, at most.
const ALERTS_PER_QUERY: i64 = 100;

/// A reader that misses more entries than this reads the journal anew instead.
const TOO_FAR_BEHIND: i64 = 10_000;

/// A change is told at once, and what follows it is gathered this long: thousands of debits a second make two hundred
/// events, and an agent that waits for each of its answers is followed step by step.
const GATHER: Duration = Duration::from_millis(5);

/// After a failed look.
const RETRY: Duration = Duration::from_secs(1);

/// An event on its way; making one never fails.
pub(super) type StreamItem = Result<Event, Infallible>;

pub(super) struct Reader {
    app: App,
    pass: Pass,
    /// Hears of the session or token alone, and of what may have ended it: a token ends with its maker's membership,
    /// which is a change of their account. It hears so also while an event waits for a client that does not read.
    credential: Subscription,
    /// Hears of the account and of the workspaces that are followed.
    changes: Subscription,
    events: mpsc::Sender<StreamItem>,
    /// Cancelled when the credential has ended: what still waits is not sent then.
    ended: CancellationToken,
    position: Position,
    /// When it was last looked at what had changed.
    looked_at: Instant,
    /// What the client came back with, until it is clear which workspaces there are.
    recalled: Option<Recalled>,
    followed: BTreeMap<String, Followed>,
}

/// What the client knows of a workspace that is followed.
#[derive(Debug, Default)]
struct Followed {
    /// Of its book; absent until it was looked at.
    book_version: Option<i64>,
    plan: String,
    /// Of its resources.
    versions: Versions,
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
    pub(super) fn new(app: App, pass: Pass, events: mpsc::Sender<StreamItem>, ended: CancellationToken) -> Self {
        let (mut credential, changes) = (app.bus.subscribe(), app.bus.subscribe());
        let mut ends = BTreeSet::from([Change::Credential(pass.caller.credential_id().to_owned())]);
        if let Caller::Token(token) = &pass.caller {
            ends.insert(Change::Account(token.account_id.clone()));
        }
        credential.follow(ends);
        let (position, followed) = (Position::default(), BTreeMap::new());
        let looked_at = Instant::now();
        Self { app, pass, credential, changes, events, ended, position, looked_at, recalled: None, followed }
    }

    /// Runs until the client hangs up, the credential ends, or the server stops.
    pub(super) async fn run(mut self, last_event_id: Option<String>) {
        if let Err(Stop::Ended) = self.follow(last_event_id).await {
            self.ended.cancel();
        }
    }

    async fn follow(&mut self, last_event_id: Option<String>) -> Result<(), Stop> {
        // What another server has made means nothing here: it is a position from which everything is missing.
        self.recalled = last_event_id.map(|id| id.parse().unwrap_or_default());
        let mut heard = Heard::Anything;
        loop {
            self.confirm_credential().await?;
            self.looked_at = Instant::now();
            match self.look(&heard).await {
                Ok(()) => heard = self.wait().await?,
                Err(Stop::Failed(error)) => {
                    tracing::warn!(%error, "a stream could not look at what has changed");
                    heard = Heard::Anything;
                    self.pause().await?;
                }
                Err(stop) => return Err(stop),
            }
        }
    }

    /// Waits for changes that concern this stream.
    async fn wait(&self) -> Result<Heard, Stop> {
        let gathered = async {
            self.changes.arrival().await;
            tokio::time::sleep_until(self.looked_at + GATHER).await;
        };
        tokio::select! {
            () = gathered => {}
            () = self.credential_may_have_ended() => {}
            gone = gone(&self.events, &self.app) => return Err(gone),
        }
        Ok(self.changes.take())
    }

    async fn credential_may_have_ended(&self) {
        tokio::select! {
            () = self.credential.arrival() => {}
            () = end_of(&self.pass, self.app.clock.now_ms()) => {}
        }
    }

    /// Looks whether the credential stands, where it may not. While the database does not answer, nothing is sent.
    async fn confirm_credential(&mut self) -> Result<(), Stop> {
        loop {
            let may_have_ended = self.credential.take() != Heard::default()
                || self.pass.ends_ms.is_some_and(|ends_ms| ends_ms <= self.app.clock.now_ms());
            if !may_have_ended {
                return Ok(());
            }
            match self.pass.renew(&self.app.authenticator).await {
                Ok(pass) => self.pass = pass.ok_or(Stop::Ended)?,
                Err(error) => {
                    tracing::warn!(%error, "a stream could not look whether its session has ended");
                    self.pause().await?;
                    self.credential.put_back();
                }
            }
        }
    }

    async fn pause(&self) -> Result<(), Stop> {
        tokio::select! {
            () = tokio::time::sleep(RETRY) => Ok(()),
            gone = gone(&self.events, &self.app) => Err(gone),
        }
    }

    /// Looks at what may have changed, and sends what the client does not know.
    async fn look(&mut self, heard: &Heard) -> Result<(), Stop> {
        let account = self.look_at_account(heard).await?;
        let asked = self.followed.iter().filter(|(id, followed)| {
            followed.book_version.is_none() || heard.includes(&Change::Workspace((*id).clone()))
        });
        let progress = try_join_all(asked.map(|(id, _)| self.app.lookout.progress(id))).await?;
        let progress: Vec<Progress> = progress.into_iter().flatten().collect();
        // An event carries the whole position, so that all of it stands before the first one is sent.
        let must_read_anew = self.begin(&progress).await?;
        if must_read_anew {
            self.send("resync", &json!({})).await?;
        }
        if let Some(account) = account {
            self.tell_of_account(account).await?;
        }
        for progress in &progress {
            let known = self.followed.get(&progress.workspace_id).and_then(|followed| followed.book_version);
            if known != Some(progress.version) {
                self.catch_up(progress).await?;
                if let Some(followed) = self.followed.get_mut(&progress.workspace_id) {
                    (followed.book_version, followed.plan) = (Some(progress.version), progress.plan.clone());
                }
            }
        }
        self.tell_of_workspaces().await
    }

    /// Looks at which workspaces there are to follow; of a person, answers what was found.
    async fn look_at_account(&mut self, heard: &Heard) -> Result<Option<AccountState>, Stop> {
        let person = match &self.pass.caller {
            Caller::Person(person) => person,
            Caller::Token(token) => {
                if self.followed.is_empty() {
                    let workspace_id = token.workspace_id.clone();
                    self.changes.follow(BTreeSet::from([Change::Workspace(workspace_id.clone())]));
                    self.followed.insert(workspace_id, Followed::default());
                }
                return Ok(None);
            }
        };
        let account = Change::Account(person.account_id.clone());
        if !heard.includes(&account) {
            return Ok(None);
        }
        // It listens before it looks, so that nothing falls between the two.
        if self.followed.is_empty() {
            self.changes.follow(BTreeSet::from([account.clone()]));
        }
        let state = self.app.lookout.account(&person.account_id).await?.ok_or(Stop::Ended)?;
        if !self.followed.keys().eq(state.workspaces.keys()) {
            let workspaces = state.workspaces.keys().cloned().map(Change::Workspace);
            self.changes.follow(workspaces.chain([account]).collect());
            self.followed.retain(|id, _| state.workspaces.contains_key(id));
            self.position.retain(|id| state.workspaces.contains_key(id));
        }
        for (id, versions) in &state.workspaces {
            self.followed.entry(id.clone()).or_default().versions.clone_from(versions);
        }
        Ok(Some(state))
    }

    /// Gives each workspace that has none a point: where the client has come to, or else where its journal stands.
    /// Answers whether the client must read something anew.
    async fn begin(&mut self, progress: &[Progress]) -> Result<bool, Stop> {
        let mut must_read_anew = false;
        let recalled = self.recalled.as_ref();
        let new = progress.iter().filter(|progress| self.position.get(&progress.workspace_id).is_none());
        let points = try_join_all(new.map(async |progress| -> Result<_, Stop> {
            let newest = self.newest(progress);
            let Some(point) = recalled.and_then(|recalled| recalled.get(&progress.workspace_id)) else {
                let is_missing = recalled.is_some_and(|recalled| !recalled.is_complete);
                return Ok((progress.workspace_id.clone(), newest, is_missing));
            };
            if !self.is_of(progress, &point).await? {
                return Ok((progress.workspace_id.clone(), Point { told: point.told, ..newest }, true));
            }
            // The journal can be read anew; alerts are told here alone, and each of them still is.
            let is_too_far_behind = progress.entry_seq - point.entry_seq > TOO_FAR_BEHIND;
            let begun = if is_too_far_behind {
                Point { alert_seq: point.alert_seq, told: point.told, ..newest }
            } else {
                point
            };
            Ok((progress.workspace_id.clone(), begun, is_too_far_behind))
        }))
        .await?;
        for (workspace_id, point, is_to_be_read_anew) in points {
            self.position.set(&workspace_id, point);
            must_read_anew |= is_to_be_read_anew;
        }
        if let Some(recalled) = self.recalled.take() {
            self.position.account = recalled.account;
        }
        Ok(must_read_anew)
    }

    /// Whether a point is one of the journal as it is now.
    async fn is_of(&self, progress: &Progress, point: &Point) -> Result<bool, Stop> {
        if point.entry_seq > progress.entry_seq || point.alert_seq > progress.alert_seq {
            return Ok(false);
        }
        let hash = self.app.lookout.hash_at(&progress.workspace_id, point.entry_seq).await?;
        Ok(hash.is_some_and(|hash| piece_of([hash.as_str()]) == point.journal))
    }

    fn newest(&self, progress: &Progress) -> Point {
        let versions = self.followed.get(&progress.workspace_id).map(|followed| &followed.versions);
        Point {
            entry_seq: progress.entry_seq,
            journal: piece_of([progress.hash.as_str()]),
            alert_seq: progress.alert_seq,
            told: versions.map_or_else(Piece::default, |versions| told(versions, &progress.plan)),
        }
    }

    /// Tells what has changed of an account since the client was told last.
    async fn tell_of_account(&mut self, state: AccountState) -> Result<(), Stop> {
        let members = piece_of(state.workspaces.keys().map(String::as_str));
        // A stream that begins tells of changes from then on.
        let known = self.position.account.clone();
        let mut known = known.unwrap_or_else(|| AccountPoint { versions: state.own.clone(), members });
        for resource in Resource::ALL.iter().copied().filter(|resource| resource.owner() == Owner::Account) {
            let version = versions::version_of(&state.own, resource);
            let is_new = version != versions::version_of(&known.versions, resource);
            if is_new || (resource == Resource::Workspaces && members != known.members) {
                known.versions.insert(resource, version);
                if resource == Resource::Workspaces {
                    known.members = members;
                }
                self.position.account = Some(known.clone());
                self.send_changed(resource, "", version).await?;
            }
        }
        self.position.account = Some(known);
        Ok(())
    }

    /// Tells which workspaces, or what belongs to them, have changed since the client was told last. A client that
    /// was away knows only that something did, and is told of each.
    async fn tell_of_workspaces(&mut self) -> Result<(), Stop> {
        if matches!(self.pass.caller, Caller::Token(_)) {
            return Ok(());
        }
        let mut changed = Vec::new();
        for (id, followed) in &self.followed {
            let now = told(&followed.versions, &followed.plan);
            if let Some(point) = self.position.get(id).filter(|point| point.told != now) {
                changed.push((id.clone(), Point { told: now, ..point }, followed.versions.clone()));
            }
        }
        for (id, point, versions) in changed {
            self.position.set(&id, point);
            self.send_changed(Resource::Workspace, &id, versions::version_of(&versions, Resource::Workspace)).await?;
            for (resource, version) in versions.into_iter().filter(|(resource, _)| *resource != Resource::Workspace) {
                self.send_changed(resource, &id, version).await?;
            }
        }
        Ok(())
    }

    /// Sends what happened in a workspace behind the reader's position.
    async fn catch_up(&mut self, progress: &Progress) -> Result<(), Stop> {
        let reached = self.position.get(&progress.workspace_id).unwrap_or_else(|| self.newest(progress));
        let is_another = reached.entry_seq == progress.entry_seq && reached.journal != piece_of([&*progress.hash]);
        let is_shorter = reached.entry_seq > progress.entry_seq || reached.alert_seq > progress.alert_seq;
        if is_another || is_shorter {
            self.read_anew(progress, progress.alert_seq).await?;
        } else if progress.entry_seq - reached.entry_seq > TOO_FAR_BEHIND {
            self.read_anew(progress, reached.alert_seq).await?;
        }
        self.send_entries(progress).await?;
        self.send_alerts(progress).await
    }

    /// Has the client read the journal anew, and goes on where it ends.
    async fn read_anew(&mut self, progress: &Progress, alert_seq: i64) -> Result<(), Stop> {
        let newest = self.newest(progress);
        let told = self.position.get(&progress.workspace_id).map_or(newest.told, |point| point.told);
        self.position.set(&progress.workspace_id, Point { alert_seq, told, ..newest });
        self.send("resync", &json!({})).await
    }

    /// Sends new entries, and in any case how the workspace's usage stands.
    async fn send_entries(&mut self, progress: &Progress) -> Result<(), Stop> {
        let workspace_id = &progress.workspace_id;
        loop {
            let mut point = self.position.get(workspace_id).unwrap_or_default();
            let mut entries = Vec::new();
            if point.entry_seq < progress.entry_seq {
                // With the one that the reader stands on: a database restored under an open stream has another there.
                let reached = point.entry_seq.max(1) - 1;
                entries = self.app.ledger.entries_after(workspace_id, reached, ENTRIES_PER_EVENT + 1).await?;
                if point.entry_seq > 0 {
                    let stands = entries.first().is_some_and(|entry| is_at(&point, entry.seq, &entry.hash));
                    if !stands {
                        self.read_anew(progress, progress.alert_seq).await?;
                        continue;
                    }
                    entries.remove(0);
                }
            }
            let usage = self.app.ledger.usage(workspace_id).await?;
            if let Some(last) = entries.last() {
                (point.entry_seq, point.journal) = (last.seq, piece_of([last.hash.as_str()]));
            }
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

    async fn send_changed(&mut self, resource: Resource, owner_id: &str, version: i64) -> Result<(), Stop> {
        self.send("changed", &Changed { resource: resource.address(owner_id), version }).await
    }

    /// Sends one event, as soon as the client has room for it. One that waits is not sent once the credential ends.
    async fn send(&mut self, name: &str, data: &impl Serialize) -> Result<(), Stop> {
        let event = Event::default().event(name).id(self.position.to_string()).json_data(data).map_err(|error| {
            tracing::error!(%error, name, "an event could not be written");
            Stop::Gone
        })?;
        loop {
            self.confirm_credential().await?;
            tokio::select! {
                room = self.events.reserve() => {
                    room.map_err(|_| Stop::Gone)?.send(Ok(event));
                    return Ok(());
                }
                () = self.credential_may_have_ended() => {}
                () = self.app.lifecycle.shutdown.cancelled() => return Err(Stop::Gone),
            }
        }
    }
}

/// Whether a point is at this entry.
fn is_at(point: &Point, seq: i64, hash: &str) -> bool {
    point.entry_seq == seq && point.journal == piece_of([hash])
}

/// A piece of what `changed` tells of a workspace: the versions of what belongs to it, and its plan.
fn told(versions: &Versions, plan: &str) -> Piece {
    let versions: Vec<String> =
        versions.iter().map(|(resource, version)| format!("{} {version}", resource.name())).collect();
    piece_of(versions.iter().map(String::as_str).chain([plan]))
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
