//! Erases the accounts whose owners have asked for it, and have not taken it back in time.

use std::time::Duration;

use tokio_util::task::TaskTracker;

use crate::bus::Bus;
use crate::clock::SharedClock;
use crate::db::Db;
use crate::erase::erase;
use crate::jobs::JobError;

pub(super) const KIND: &str = "erase_due_accounts";

/// An account is erased at most so long after its time.
pub(super) const PERIOD: Duration = Duration::from_secs(3_600);

/// Erases what is due. A large journal takes longer than an attempt at a job may: the work goes on where the attempt is cut
/// off, and the next one finds it done, or waits for its lock.
pub(super) async fn erase_all(db: Db, clock: SharedClock, bus: Bus, tasks: TaskTracker) -> Result<(), JobError> {
    tasks.spawn(async move { erase_each(&db, &clock, &bus).await }).await?
}

async fn erase_each(db: &Db, clock: &SharedClock, bus: &Bus) -> Result<(), JobError> {
    let now_ms = clock.now_ms();
    let sql = "SELECT id FROM accounts WHERE deletion_ms <= $1 ORDER BY deletion_ms";
    let due: Vec<String> = sqlx::query_scalar(sql).bind(now_ms).fetch_all(db.pool()).await?;
    for account_id in due {
        let mut tx = db.begin_write().await?;
        // Its owner may have taken it back by now; whoever holds the row is waited for.
        let sql = "UPDATE accounts SET deletion_ms = deletion_ms WHERE id = $1 AND deletion_ms <= $2";
        let is_due = sqlx::query(sql).bind(account_id.as_str()).bind(now_ms).execute(&mut *tx).await?;
        if is_due.rows_affected() == 0 {
            tx.rollback().await?;
            continue;
        }
        erase(&mut tx, &account_id).await?;
        tx.commit().await?;
        bus.publish_account(&account_id);
        tracing::info!("an account was erased, as its owner had asked");
    }
    Ok(())
}
