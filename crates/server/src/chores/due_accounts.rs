//! Erases the accounts whose owners have asked for it, and have not taken it back in time.

use std::time::Duration;

use tokio_util::task::TaskTracker;

use crate::bus::Bus;
use crate::clock::SharedClock;
use crate::db::Db;
use crate::erase::{erase, finish};
use crate::jobs::JobError;
use crate::ledger::LedgerError;

pub(super) const KIND: &str = "erase_due_accounts";

/// An account is erased at most so long after its time.
pub(super) const PERIOD: Duration = Duration::from_secs(3_600);

/// Erases what is due, and what journals still hold of accounts that were erased before. A long journal takes longer
/// than an attempt at a job may: the work goes on where the attempt is cut off, and the next one waits for its locks.
///
/// # Errors
/// Of the first account that could not be erased; it holds up no other, and is tried again.
pub(super) async fn erase_all(db: Db, clock: SharedClock, bus: Bus, tasks: TaskTracker) -> Result<(), JobError> {
    tasks.spawn(async move { erase_each(&db, &clock, &bus).await }).await?
}

async fn erase_each(db: &Db, clock: &SharedClock, bus: &Bus) -> Result<(), JobError> {
    let now_ms = clock.now_ms();
    let sql = "SELECT id FROM accounts WHERE deletion_ms <= $1 ORDER BY deletion_ms";
    let due: Vec<String> = sqlx::query_scalar(sql).bind(now_ms).fetch_all(db.pool()).await?;
    let mut result = Ok(());
    for account_id in due {
        let erased = erase_one(db, &account_id, now_ms).await;
        if let Ok(true) = erased {
            bus.publish_account(&account_id);
            tracing::info!("an account was erased, as its owner had asked");
        }
        result = result.and(erased.map(drop));
    }
    let finished = finish(db).await;
    Ok(result.and(finished)?)
}

/// Whether it was still due.
async fn erase_one(db: &Db, account_id: &str, now_ms: i64) -> Result<bool, LedgerError> {
    let mut tx = db.begin_write().await?;
    // Its owner may have taken it back by now; whoever holds the row is waited for.
    let sql = "UPDATE accounts SET deletion_ms = deletion_ms WHERE id = $1 AND deletion_ms <= $2";
    let is_due = sqlx::query(sql).bind(account_id).bind(now_ms).execute(&mut *tx).await?;
    if is_due.rows_affected() == 0 {
        tx.rollback().await?;
        return Ok(false);
    }
    erase(&mut tx, account_id).await?;
    tx.commit().await?;
    Ok(true)
}
