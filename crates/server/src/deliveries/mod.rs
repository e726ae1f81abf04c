//! Who is told of an alert: one row for each member of its workspace, written once.
//!
//! The ledger leaves each alert undispatched in the transaction that raises it. A task of every server takes what is
//! undispatched, and writes the deliveries in the transaction that marks it; whoever ends before the commit has done
//! nothing. Two servers lock the same alert one after the other, and the second finds it marked.

use std::time::Duration;

use sqlx::{AssertSqlSafe, Row as _};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::clock::SharedClock;
use crate::db::{Db, DbError};
use crate::ledger::Ledger;
use crate::supervisor;

/// Alerts that one transaction dispatches: others that write wait for no more than that.
const AT_ONCE: i64 = 100;

/// The longest sleep: an alert whose server ended before it was dispatched is found after it.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);

/// After the database did not answer, or another transaction went first.
const RETRY: Duration = Duration::from_secs(5);

/// How long it is kept who was told, in milliseconds.
pub(crate) const KEPT_FOR_MS: i64 = 90 * 86_400_000;

/// Starts the dispatcher on `tasks`, until `finished`.
pub(crate) fn start(db: &Db, clock: &SharedClock, ledger: &Ledger, tasks: &TaskTracker, finished: &CancellationToken) {
    let dispatcher =
        Dispatcher { db: db.clone(), clock: clock.clone(), ledger: ledger.clone(), finished: finished.clone() };
    tasks.spawn(supervisor::keep_running("deliveries", move || dispatcher.clone().run()));
}

#[derive(Clone)]
struct Dispatcher {
    db: Db,
    clock: SharedClock,
    ledger: Ledger,
    finished: CancellationToken,
}

impl Dispatcher {
    async fn run(self) {
        loop {
            let pause = match self.dispatch_all().await {
                Ok(()) => LONGEST_SLEEP,
                Err(error) => {
                    tracing::warn!(%error, "alerts could not be dispatched");
                    RETRY
                }
            };
            tokio::select! {
                () = self.finished.cancelled() => return,
                () = self.ledger.alerts_raised() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    async fn dispatch_all(&self) -> Result<(), DbError> {
        while !self.finished.is_cancelled() && dispatch_some(&self.db, self.clock.now_ms()).await? {}
        Ok(())
    }
}

/// How many alerts are undispatched.
pub(crate) async fn undispatched(db: &Db) -> Result<i64, DbError> {
    let sql = "SELECT COUNT(*) FROM alerts WHERE dispatched_ms IS NULL";
    Ok(sqlx::query_scalar(sql).fetch_one(db.pool()).await?)
}

/// Dispatches some of the alerts that are undispatched; `false` where there are none.
async fn dispatch_some(db: &Db, now_ms: i64) -> Result<bool, DbError> {
    // Every server locks alerts in one order.
    let undispatched = format!(
        "SELECT CAST(book AS BIGINT) AS book, alert_seq FROM alerts WHERE dispatched_ms IS NULL
         ORDER BY book, alert_seq LIMIT $1{}",
        db.for_update()
    );
    let mut tx = db.begin_write().await?;
    let alerts = sqlx::query(AssertSqlSafe(undispatched)).bind(AT_ONCE).fetch_all(&mut *tx).await?;
    for alert in &alerts {
        let (book, alert_seq): (i64, i64) = (alert.try_get("book")?, alert.try_get("alert_seq")?);
        sqlx::query(
            "INSERT INTO deliveries (book, alert_seq, account_id, channel, dispatched_ms)
             SELECT b.book, $2, m.account_id, 'desktop', $3
             FROM books b JOIN members m ON m.workspace_id = b.workspace_id WHERE b.book = $1",
        )
        .bind(book)
        .bind(alert_seq)
        .bind(now_ms)
        .execute(&mut *tx)
        .await?;
        sqlx::query("UPDATE alerts SET dispatched_ms = $1 WHERE book = $2 AND alert_seq = $3")
            .bind(now_ms)
            .bind(book)
            .bind(alert_seq)
            .execute(&mut *tx)
            .await?;
    }
    tx.commit().await?;
    Ok(!alerts.is_empty())
}
