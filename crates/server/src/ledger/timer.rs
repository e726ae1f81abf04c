//! Makes resets prompt. Nothing depends on it: a book is brought up to now wherever it is read or changed.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::join_all;
use sqlx::Row as _;

use super::{Ledger, LedgerError};

/// Books that one round brings up to now.
const ROUND: i64 = 500;

/// The longest sleep: a wall clock that was set forward is noticed after it.
const LONGEST: Duration = Duration::from_secs(3_600);

/// After a round in which a book could not be brought up to now.
const RETRY: Duration = Duration::from_secs(10);

/// Brings due books up to now, and sleeps until the next is due. Ends with the ledger.
pub(super) async fn run(ledger: Ledger) {
    loop {
        let settled = AssertUnwindSafe(ledger.settle_due()).catch_unwind().await;
        let pause = match settled.unwrap_or(Err(LedgerError::Panicked)) {
            Ok(next_ms) => until(next_ms.saturating_sub(ledger.clock.now_ms())),
            Err(error) => {
                tracing::warn!(%error, "some due books could not be brought up to now");
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
    ///
    /// # Errors
    /// The first one, once all books have been tried.
    pub async fn settle_due(&self) -> Result<i64, LedgerError> {
        let now_ms = self.clock.now_ms();
        let mut failed = None;
        let (mut due_ms, mut book) = (i64::MIN, 0);
        loop {
            let due = sqlx::query(
                "SELECT workspace_id, due_ms, book FROM books \
                 WHERE due_ms <= $1 AND (due_ms > $2 OR (due_ms = $2 AND book > $3)) ORDER BY due_ms, book LIMIT $4",
            )
            .bind(now_ms)
            .bind(due_ms)
            .bind(book)
            .bind(ROUND)
            .fetch_all(self.db.pool())
            .await?;
            let Some(last) = due.last() else { break };
            (due_ms, book) = (last.try_get("due_ms")?, last.try_get("book")?);
            let workspaces: Result<Vec<String>, _> = due.iter().map(|row| row.try_get("workspace_id")).collect();
            let workspaces = workspaces?;
            let advanced = join_all(workspaces.iter().map(|id| self.advance(id))).await;
            failed = failed.or(advanced.into_iter().find_map(Result::err));
        }
        if let Some(error) = failed {
            return Err(error);
        }
        let next: Option<i64> = sqlx::query_scalar("SELECT MIN(due_ms) FROM books").fetch_one(self.db.pool()).await?;
        Ok(next.unwrap_or(i64::MAX))
    }
}
