//! Reports take turns: what one workspace asks for, or all of them together, leaves the database free for others.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::problem::ApiError;

/// Reports that run at once, in all and of one workspace. PostgreSQL has a connection for each of them; on SQLite they
/// wait for two.
const AT_ONCE: usize = 4;
const OF_A_WORKSPACE: usize = 2;

/// How long a report waits for its turn.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long a further part of a report waits that has begun: all that run before it have ended by then.
const PATIENCE_OF_MANY: Duration = Duration::from_secs(60);

/// Who may run a report now.
#[derive(Debug)]
pub(crate) struct Reports {
    all: Arc<Semaphore>,
    /// Those in which a report runs or waits.
    workspaces: Mutex<HashMap<String, Arc<Semaphore>>>,
}

/// The turn of a report, which ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Turn<'r> {
    _in_all: OwnedSemaphorePermit,
    _of_workspace: Place<'r>,
}

/// A place among the reports of a workspace.
#[derive(Debug)]
struct Place<'r> {
    reports: &'r Reports,
    workspace_id: &'r str,
    permit: Option<OwnedSemaphorePermit>,
}

impl Default for Reports {
    fn default() -> Self {
        Self { all: Arc::new(Semaphore::new(AT_ONCE)), workspaces: Mutex::default() }
    }
}

impl Reports {
    /// The next turn of a workspace.
    ///
    /// # Errors
    /// [`ApiError::Busy`] where it does not come soon.
    pub(crate) async fn turn<'r>(&'r self, workspace_id: &'r str) -> Result<Turn<'r>, ApiError> {
        self.turn_within(PATIENCE, workspace_id).await
    }

    /// The next turn for a part of a report whose answer has begun, and that can not be refused any more.
    ///
    /// # Errors
    /// As [`Reports::turn`], after much longer.
    pub(crate) async fn turn_of_many<'r>(&'r self, workspace_id: &'r str) -> Result<Turn<'r>, ApiError> {
        self.turn_within(PATIENCE_OF_MANY, workspace_id).await
    }

    /// The turn of the workspace is waited for first: one that asks for much stands in the line of all with few.
    async fn turn_within<'r>(&'r self, patience: Duration, workspace_id: &'r str) -> Result<Turn<'r>, ApiError> {
        let turn = async {
            let of_workspace = self.place(workspace_id).await?;
            let in_all = self.all.clone().acquire_owned().await.map_err(|_| ApiError::Busy)?;
            Ok(Turn { _in_all: in_all, _of_workspace: of_workspace })
        };
        timeout(patience, turn).await.unwrap_or(Err(ApiError::Busy))
    }

    async fn place<'r>(&'r self, workspace_id: &'r str) -> Result<Place<'r>, ApiError> {
        let permits = {
            let mut workspaces = self.workspaces();
            let permits = workspaces.entry(workspace_id.to_owned());
            Arc::clone(permits.or_insert_with(|| Arc::new(Semaphore::new(OF_A_WORKSPACE))))
        };
        // Made before the wait, so that whoever gives up tidies as well.
        let mut place = Place { reports: self, workspace_id, permit: None };
        place.permit = Some(permits.acquire_owned().await.map_err(|_| ApiError::Busy)?);
        Ok(place)
    }

    fn workspaces(&self) -> MutexGuard<'_, HashMap<String, Arc<Semaphore>>> {
        self.workspaces.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.permit = None;
        let mut workspaces = self.reports.workspaces();
        // Whoever runs or waits holds it too.
        if workspaces.get(self.workspace_id).is_some_and(|permits| Arc::strong_count(permits) == 1) {
            workspaces.remove(self.workspace_id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_workspace_that_asks_for_much_leaves_others_their_turn() {
        let reports = Reports::default();
        let first = reports.turn("a").await.unwrap();
        let _second = reports.turn("a").await.unwrap();
        assert!(matches!(reports.turn("a").await, Err(ApiError::Busy)));
        let _other = reports.turn("b").await.unwrap();
        drop(first);
        reports.turn("a").await.unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn all_together_have_a_bound_and_nothing_is_kept_of_those_that_ended() {
        let reports = Reports::default();
        let mut turns = Vec::new();
        for workspace_id in ["a", "a", "b", "b"] {
            turns.push(reports.turn(workspace_id).await.unwrap());
        }
        assert!(matches!(reports.turn("c").await, Err(ApiError::Busy)));
        let (waiting, ()) = tokio::join!(reports.turn("c"), async { drop(turns.pop()) });
        drop((waiting.unwrap(), turns));
        assert!(reports.workspaces().is_empty());
    }
}
