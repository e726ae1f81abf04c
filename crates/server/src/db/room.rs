//! Whether the disk of an SQLite file has room for what is written.

use std::time::Duration;

use sqlx::{AssertSqlSafe, Executor as _};
use tokio::sync::watch;
use tokio::time::sleep;

use super::Db;
use super::error::DbError;
use super::file::APPLICATION_ID;

/// How often a write is tried while the disk is full: nobody may have anything to write when it has room again.
const TRY_EVERY: Duration = Duration::from_secs(1);

/// Tells `is_full` while the disk has no room, for as long as the server runs. On PostgreSQL nothing is told: its
/// operator looks after its disk.
pub(crate) async fn keep_telling(db: Db, is_full: watch::Sender<bool>) {
    let Some(mut now) = db.file.as_ref().map(|file| file.is_full()) else { return };
    // The file tells as long as it is open.
    while now.wait_for(|is_full| *is_full).await.is_ok() {
        is_full.send_replace(true);
        while *now.borrow() {
            sleep(TRY_EVERY).await;
            if let Err(error) = write_nothing(&db).await {
                tracing::debug!(%error, "the disk is still full");
            }
        }
        is_full.send_replace(false);
    }
}

/// Writes a page of the file, as it was.
async fn write_nothing(db: &Db) -> Result<(), DbError> {
    let mut tx = db.begin_write().await?;
    tx.execute(AssertSqlSafe(format!("PRAGMA application_id = {APPLICATION_ID}"))).await?;
    tx.commit().await
}
