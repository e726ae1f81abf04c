//! What streams look at when something may have changed, for all open streams at once.

use std::collections::HashMap;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::account::store::{AccountState, states};
use crate::batch::{Batcher, Stopped};
use crate::db::{Db, DbError};
use crate::ledger::{Ledger, LedgerError, Progress};

/// A handle; clones share the queries.
#[derive(Clone, Debug)]
pub struct Lookout {
    progress: Batcher<String, Progress, LedgerError>,
    accounts: Batcher<String, AccountState, DbError>,
}

impl Lookout {
    pub fn start(db: &Db, ledger: &Ledger, tasks: &TaskTracker, finished: &CancellationToken) -> Self {
        let (db, ledger) = (db.clone(), ledger.clone());
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
            async move { states(&db, &account_ids).await }
        });
        Self { progress, accounts }
    }

    /// How far a workspace's journal and alerts have come.
    pub(super) async fn progress(&self, workspace_id: &str) -> Result<Option<Progress>, LedgerError> {
        self.progress.get(workspace_id.to_owned()).await.map_err(|Stopped| LedgerError::Stopped)?
    }

    /// The version of an account, and its workspaces.
    pub(super) async fn account(&self, account_id: &str) -> Result<Option<AccountState>, LedgerError> {
        let state = self.accounts.get(account_id.to_owned()).await.map_err(|Stopped| LedgerError::Stopped)?;
        Ok(state?)
    }
}
