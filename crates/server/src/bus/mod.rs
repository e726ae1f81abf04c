//! The change bus: tells open streams that something they show has changed.
//!
//! A change carries no data, only what to look at again; losing one is made up for by looking. In
//! one process it goes through a channel, and between the replicas of one PostgreSQL through the
//! database's notifications.

mod postgres;

use serde::{Deserialize, Serialize};
use tokio::sync::{broadcast, mpsc};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::db::{Db, Dialect};
use crate::settings::DatabaseUrl;

/// Changes that a slow reader may leave unread before it is told to look at everything.
const CAPACITY: usize = 4096;

/// What has changed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The journal, gauges, holds or alerts of this workspace.
    Workspace(String),
    /// This account, or the workspaces that it belongs to.
    Account(String),
    /// A session or token with this id was ended.
    Credential(String),
    /// Changes may have been missed.
    Anything,
}

/// A handle to the bus; clones share it.
#[derive(Clone, Debug)]
pub struct Bus {
    local: broadcast::Sender<Change>,
    replicas: Option<mpsc::UnboundedSender<Change>>,
}

impl Bus {
    /// A bus within this process.
    pub fn local() -> Self {
        Self { local: broadcast::channel(CAPACITY).0, replicas: None }
    }

    /// The bus that `db` needs: on PostgreSQL one that crosses replicas, with tasks that run on
    /// `tasks` until `finished`.
    pub fn start(db: &Db, url: &DatabaseUrl, tasks: &TaskTracker, finished: &CancellationToken) -> Self {
        let mut bus = Self::local();
        if db.dialect() == Dialect::Postgres {
            bus.replicas = Some(postgres::start(db, url, bus.local.clone(), tasks, finished));
        }
        bus
    }

    /// The journal, gauges, holds or alerts of a workspace have changed, and the change is committed.
    pub fn publish(&self, workspace_id: &str) {
        self.send(Change::Workspace(workspace_id.to_owned()));
    }

    /// An account, or the workspaces that it belongs to, have changed.
    pub fn publish_account(&self, account_id: &str) {
        self.send(Change::Account(account_id.to_owned()));
    }

    /// A session or token was ended.
    pub fn publish_ended(&self, credential_id: &str) {
        self.send(Change::Credential(credential_id.to_owned()));
    }

    /// Everything may have changed, as when the time of a test has moved.
    pub fn publish_anything(&self) {
        self.send(Change::Anything);
    }

    /// All changes from now on. A reader that lags must treat that as [`Change::Anything`].
    pub fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.local.subscribe()
    }

    fn send(&self, change: Change) {
        if let Some(replicas) = &self.replicas {
            // The task ends with the server, and then no one is left to tell.
            let _ = replicas.send(change.clone());
        }
        // It fails when no stream is open, and then no one needs to know.
        let _ = self.local.send(change);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_change_reaches_every_reader_of_the_process() {
        let bus = Bus::local();
        let (mut one, mut other) = (bus.subscribe(), bus.subscribe());
        bus.publish("w");
        assert_eq!(one.recv().await, Ok(Change::Workspace("w".to_owned())));
        assert_eq!(other.recv().await, Ok(Change::Workspace("w".to_owned())));
    }
}
