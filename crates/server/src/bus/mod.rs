//! The change bus: tells open streams that something they show has changed.
//!
//! A change carries no data, only what to look at again; losing one is made up for by looking. It goes to those who
//! follow what has changed, and to no one else; between the replicas of one PostgreSQL it goes through the
//! database's notifications.

mod mailboxes;
mod postgres;

use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::db::{Db, Dialect};
use crate::settings::DatabaseUrl;
use mailboxes::Mailboxes;

pub use mailboxes::{Heard, Subscription};

/// What has changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    mailboxes: Mailboxes,
    replicas: Option<mpsc::UnboundedSender<Change>>,
}

impl Bus {
    /// A bus within this process.
    pub fn local() -> Self {
        Self { mailboxes: Mailboxes::default(), replicas: None }
    }

    /// The bus that `db` needs: on PostgreSQL one that crosses replicas, with tasks that run on
    /// `tasks` until `finished`.
    pub fn start(db: &Db, url: &DatabaseUrl, tasks: &TaskTracker, finished: &CancellationToken) -> Self {
        let mut bus = Self::local();
        if db.dialect() == Dialect::Postgres {
            bus.replicas = Some(postgres::start(db, url, bus.mailboxes.clone(), tasks, finished));
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

    /// A mailbox for the changes of what it is told to follow, and until then for none but [`Change::Anything`].
    pub fn subscribe(&self) -> Subscription {
        self.mailboxes.open()
    }

    /// What someone in this process follows, each once.
    pub(crate) fn followed(&self) -> Vec<Change> {
        self.mailboxes.followed()
    }

    /// Tells those in this process alone: other replicas see by themselves what this one saw in the database.
    pub(crate) fn tell_here(&self, change: &Change) {
        self.mailboxes.deliver(change);
    }

    fn send(&self, change: Change) {
        self.mailboxes.deliver(&change);
        if let Some(replicas) = &self.replicas {
            // The task ends with the server, and then no one is left to tell.
            let _ = replicas.send(change);
        }
    }
}
