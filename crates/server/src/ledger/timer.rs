//! Makes resets prompt. Nothing depends on it: a book is brought up to now wherever it is read or changed.

use std::time::Duration;

use sqlx::Row as _;

use super::{Ledger, LedgerError};

/// Books that one round brings up to now.
const ROUND: i64 = 500;

/// The longest sleep: a wall clock that was set forward is noticed after it.
const LONGEST: Duration = Duration::from_secs(3_600);

/// After a failed round.
const RETRY: Duration = Duration::from_secs(10);

/// Brings due books up to now, and sleeps until the next is due. Ends with the ledger.
pub(super) async fn run(ledger: Ledger) {
    loop {
        let pause = match ledger.settle_due().await {
            Ok(next_ms) => until(next_ms.saturating_sub(ledger.clock.now_ms())),
            Err(error) => {
                tracing::warn!(%error, "due books could not be brought up to now");
                RETRY
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = ledger.due_changed.notified() => {}
            () = ledger.finished.cancelled() => return,
        }
    }
}

fn until(millis: i64) -> Duration {
    Duration::from_millis(u64::try_from(millis).unwrap_or_default()).min(LONGEST)
}

impl Ledger {
    /// Brings every due book up to now; answers when the next one is due (milliseconds since the Unix epoch).
    pub async fn settle_due(&self) -> Result<i64, LedgerError> {
        loop {
            let now_ms = self.clock.now_ms();
            let due = sqlx::query("SELECT workspace_id FROM books WHERE due_ms <= $1 ORDER BY due_ms LIMIT $2")
                .bind(now_ms)
                .bind(ROUND)
                .fetch_all(self.db.pool())
                .await?;
            let workspaces: Result<Vec<String>, _> = due.iter().map(|row| row.try_get("workspace_id")).collect();
            let workspaces = workspaces?;
            futures_util::future::try_join_all(workspaces.iter().map(|id| self.advance(id))).await?;
            if workspaces.is_empty() {
                let next: Option<i64> =
                    sqlx::query_scalar("SELECT MIN(due_ms) FROM books").fetch_one(self.db.pool()).await?;
                return Ok(next.unwrap_or(i64::MAX));
            }
        }
    }
}
