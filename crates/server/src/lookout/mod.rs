//! What streams look at when something may have changed, for all open streams at once.

mod watch;

use std::collections::HashMap;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::batch::{Batcher, Stopped};
use crate::bus::Bus;
use crate::db::{Db, DbError, Dialect};
use crate::ledger::{Ledger, LedgerError, Progress};
use crate::versions::{self, AccountState};

/// A handle; clones share the queries.
#[derive(Clone, Debug)]
pub struct Lookout {
    progress: Batcher<String, Progress, LedgerError>,
    accounts: Batcher<String, AccountState, DbError>,
    hashes: Batcher<(String, i64), String, LedgerError>,
}

impl Lookout {
    /// Starts the tasks that ask. Where the changes of other replicas may be lost, they look after them, too.
    pub fn start(db: &Db, ledger: &Ledger, bus: &Bus, tasks: &TaskTracker, finished: &CancellationToken) -> Self {
        if db.dialect() == Dialect::Postgres {
            watch::start(db, ledger, bus, tasks, finished);
        }
        let (db, ledger, journals) = (db.clone(), ledger.clone(), ledger.clone());
        let progress = Batcher::start(tasks, finished, move |workspace_ids: Vec<String>| {
            let ledger = ledger.clone();
            async move {
                let progress = ledger.progress(&workspace_ids).await?;
                Ok(progress
                    .into_iter()
                    .map(|progress| (progress.workspace_id.clone(), progress))
                    .collect::<HashMap<_, _>>())
            }
        });
        let accounts = Batcher::start(tasks, finished, move |account_ids: Vec<String>| {
            let db = db.clone();
            async move { versions::of_accounts(&db, &account_ids).await }
        });
        let hashes = Batcher::start(tasks, finished, move |entries: Vec<(String, i64)>| {
            let journals = journals.clone();
            async move { journals.hashes_at(&entries).await }
        });
        Self { progress, accounts, hashes }
    }

    /// How far a workspace's journal and alerts have come.
    pub(crate) async fn progress(&self, workspace_id: &str) -> Result<Option<Progress>, LedgerError> {
        self.progress.get(workspace_id.to_owned()).await.map_err(|Stopped| LedgerError::Stopped)?
    }

    /// An account's workspaces, and the versions of its resources and theirs.
    pub(crate) async fn account(&self, account_id: &str) -> Result<Option<AccountState>, LedgerError> {
        let state = self.accounts.get(account_id.to_owned()).await.map_err(|Stopped| LedgerError::Stopped)?;
        Ok(state?)
    }

    /// The hash of an entry of a workspace's journal, in hexadecimal.
    pub(crate) async fn hash_at(&self, workspace_id: &str, entry_seq: i64) -> Result<Option<String>, LedgerError> {
        self.hashes.get((workspace_id.to_owned(), entry_seq)).await.map_err(|Stopped| LedgerError::Stopped)?
    }
}
