//! The bus between replicas: `NOTIFY` and `LISTEN` of PostgreSQL.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use sqlx::postgres::{PgListener, PgNotification};
use tokio::sync::{Mutex, mpsc};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use uuid::Uuid;

use super::Change;
use super::mailboxes::Mailboxes;
use crate::db::Db;
use crate::settings::DatabaseUrl;
use crate::supervisor::supervise;

const CHANNEL: &str = "infuse_changes";

/// A payload must stay below 8,000 bytes; a change takes less than 80 of them.
const CHANGES_PER_NOTIFICATION: usize = 64;

/// Changes are gathered this long, so that thousands of debits a second make fifty notifications.
const GATHER: Duration = Duration::from_millis(20);

/// How long a lost connection is left alone before it is tried again.
const RECONNECT: Duration = Duration::from_secs(1);

/// How long a connection may be silent before it is asked whether it still stands, and how long its answer may take:
/// a line that is dead says nothing either.
const QUIET: Duration = Duration::from_secs(30);
const ANSWER: Duration = Duration::from_secs(5);

/// What a notification carries.
#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    /// The replica that sent it, which has told its own readers already.
    replica: Uuid,
    changes: Vec<Change>,
}

/// Starts both directions. What is sent into the returned channel reaches the other replicas.
pub(super) fn start(
    db: &Db,
    url: &DatabaseUrl,
    local: Mailboxes,
    tasks: &TaskTracker,
    finished: &CancellationToken,
) -> mpsc::UnboundedSender<Change> {
    let replica = Uuid::now_v7();
    let (sender, receiver) = mpsc::unbounded_channel();
    let (db, url, receiver) = (db.clone(), url.clone(), Arc::new(Mutex::new(receiver)));
    supervise("telling other replicas", tasks, finished, move || {
        let (db, receiver) = (db.clone(), Arc::clone(&receiver));
        async move { notify(&db, replica, &mut *receiver.lock().await).await }
    });
    supervise("hearing other replicas", tasks, finished, move || listen(url.clone(), replica, local.clone()));
    sender
}

async fn notify(db: &Db, replica: Uuid, receiver: &mut mpsc::UnboundedReceiver<Change>) {
    while let Some(first) = receiver.recv().await {
        tokio::time::sleep(GATHER).await;
        let mut changes = HashSet::from([first]);
        while let Ok(change) = receiver.try_recv() {
            changes.insert(change);
        }
        let changes: Vec<Change> = changes.into_iter().collect();
        if let Err(error) = notify_once(db, replica, &changes).await {
            // Streams are looked after once a second, so that a notification which was lost makes them late and not wrong.
            tracing::warn!(%error, "other replicas could not be notified");
        }
    }
}

/// Sends the changes in as few notifications as they fit into, with one statement.
async fn notify_once(db: &Db, replica: Uuid, changes: &[Change]) -> Result<(), sqlx::Error> {
    let payloads: Result<Vec<String>, _> = changes
        .chunks(CHANGES_PER_NOTIFICATION)
        .map(|changes| serde_json::to_string(&Payload { replica, changes: changes.to_vec() }))
        .collect();
    let payloads = payloads.and_then(|payloads| serde_json::to_string(&payloads));
    // A notification holds nothing durable, so that its commit need not wait for the disk.
    sqlx::query(
        "SELECT set_config('synchronous_commit', 'off', true), CAST(pg_notify($1, payload) AS TEXT) \
         FROM json_array_elements_text(CAST($2 AS JSON)) AS payloads (payload)",
    )
    .bind(CHANNEL)
    .bind(payloads.map_err(|error| sqlx::Error::Encode(error.into()))?)
    .execute(db.pool())
    .await?;
    Ok(())
}

async fn listen(url: DatabaseUrl, replica: Uuid, local: Mailboxes) {
    loop {
        if let Err(error) = listen_until_lost(&url, replica, &local).await {
            tracing::warn!(%error, "not listening to other replicas");
        }
        tokio::time::sleep(RECONNECT).await;
    }
}

async fn listen_until_lost(url: &DatabaseUrl, replica: Uuid, local: &Mailboxes) -> Result<(), sqlx::Error> {
    let mut listener = answered(PgListener::connect(url.as_str())).await?;
    answered(listener.listen(CHANNEL)).await?;
    loop {
        // What was sent before this moment, or while the connection was lost, nobody heard.
        local.deliver(&Change::Anything);
        while let Some(notification) = next(&mut listener).await? {
            for change in foreign_changes(notification.payload(), replica) {
                local.deliver(&change);
            }
        }
    }
}

/// The next notification; `None` where the connection was lost and made anew.
async fn next(listener: &mut PgListener) -> Result<Option<PgNotification>, sqlx::Error> {
    loop {
        match timeout(QUIET, listener.try_recv()).await {
            Ok(received) => return received,
            // What is notified meanwhile is kept.
            Err(_) => {
                answered(sqlx::query("SELECT 1").execute(&mut *listener)).await?;
            }
        }
    }
}

async fn answered<T>(answer: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
    timeout(ANSWER, answer).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))
}

/// The changes of a payload; none of this replica's own, and everything where it can not be read.
fn foreign_changes(payload: &str, replica: Uuid) -> Vec<Change> {
    match serde_json::from_str::<Payload>(payload) {
        Ok(payload) if payload.replica == replica => Vec::new(),
        Ok(payload) => payload.changes,
        Err(_) => vec![Change::Anything],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replica_hears_the_others_and_not_itself() {
        let (here, there) = (Uuid::now_v7(), Uuid::now_v7());
        let changes = vec![Change::Workspace("w".to_owned()), Change::Credential("c".to_owned())];
        let payload = serde_json::to_string(&Payload { replica: there, changes: changes.clone() }).unwrap();
        assert_eq!(foreign_changes(&payload, here), changes);
        assert_eq!(foreign_changes(&payload, there), vec![]);
        assert_eq!(foreign_changes("of a newer version", here), vec![Change::Anything]);
    }

    #[test]
    fn a_notification_fits_into_what_postgres_takes() {
        let changes = vec![Change::Credential(Uuid::max().to_string()); CHANGES_PER_NOTIFICATION];
        let payload = serde_json::to_string(&Payload { replica: Uuid::max(), changes }).unwrap();
        assert!(payload.len() < 8000, "{}", payload.len());
    }
}
