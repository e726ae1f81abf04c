//! Checks the secret of every request against the database, many requests with one query.
//!
//! Nothing is remembered between requests, so that a session that was ended is refused by the very
//! next one, on every replica.

use std::collections::HashMap;
use std::sync::Arc;

use tokio::sync::{Mutex, mpsc};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::credentials::{self, Credential, Subject, Use, Used};
use super::secret::SecretHash;
use crate::batch::{Batcher, Stopped};
use crate::client_address::ClientAddress;
use crate::clock::SharedClock;
use crate::db::{Db, DbError, retried};
use crate::supervisor::supervise;

/// Uses in one transaction, at most.
const BATCH: usize = 256;

/// The time of the last use is written at most this often for each session and token.
const USE_INTERVAL_MS: i64 = 60_000;

/// A handle; clones share the queries.
#[derive(Clone, Debug)]
pub struct Authenticator {
    clock: SharedClock,
    credentials: Batcher<SecretHash, Credential, DbError>,
    uses: mpsc::UnboundedSender<Use>,
}

impl Authenticator {
    /// Starts the tasks that ask the database and write uses down; they end when `finished`.
    pub fn start(db: &Db, clock: SharedClock, tasks: &TaskTracker, finished: &CancellationToken) -> Self {
        let reader = db.clone();
        let credentials = Batcher::start(tasks, finished, move |hashes| {
            let db = reader.clone();
            async move { credentials::of_secrets(&db, &hashes).await }
        });
        let (uses, receiver) = mpsc::unbounded_channel();
        let (writer, receiver) = (db.clone(), Arc::new(Mutex::new(receiver)));
        supervise("uses of credentials", tasks, finished, move || {
            let (writer, receiver) = (writer.clone(), Arc::clone(&receiver));
            async move { record(&writer, &mut *receiver.lock().await).await }
        });
        Self { clock, credentials, uses }
    }

    /// The credential of a secret that is valid now; `None` where there is none.
    pub(super) async fn check(&self, hash: SecretHash, address: ClientAddress) -> Result<Option<Credential>, DbError> {
        let found = self.credentials.get(hash).await.map_err(|Stopped| DbError::from(sqlx::Error::PoolClosed))??;
        let now_ms = self.clock.now_ms();
        let valid = found.filter(|credential| credential.is_valid(now_ms));
        if let Some(credential) = &valid {
            self.note_use(credential, address, now_ms);
        }
        Ok(valid)
    }

    fn note_use(&self, credential: &Credential, address: ClientAddress, now_ms: i64) {
        if credential.last_used_ms.is_some_and(|at_ms| now_ms - at_ms < USE_INTERVAL_MS) {
            return;
        }
        let used = match credential.subject {
            Subject::Person { .. } => Used::Session,
            Subject::Agent { .. } => Used::Token,
        };
        let used = Use { used, id: credential.id.clone(), address: address.to_string(), at_ms: now_ms };
        // The task ends with the server, and then the time of use is of no interest.
        let _ = self.uses.send(used);
    }
}

/// Writes uses down beside the requests, which need not wait for it.
async fn record(db: &Db, receiver: &mut mpsc::UnboundedReceiver<Use>) {
    let mut batch = Vec::with_capacity(BATCH);
    let mut recorded: HashMap<String, i64> = HashMap::new();
    while receiver.recv_many(&mut batch, BATCH).await > 0 {
        batch.retain(|used| is_due(&mut recorded, used));
        batch.sort_by(|one, other| one.id.cmp(&other.id));
        if !batch.is_empty()
            && let Err(error) = retried(|| credentials::record(db, &batch)).await
        {
            tracing::warn!(%error, "the time of the last use of some sessions could not be written");
        }
        batch.clear();
    }
}

/// Whether no use of that credential was written within the interval before it.
fn is_due(recorded: &mut HashMap<String, i64>, used: &Use) -> bool {
    let (id, at_ms) = (used.id.as_str(), used.at_ms);
    if recorded.get(id).is_some_and(|earlier_ms| at_ms - earlier_ms < USE_INTERVAL_MS) {
        return false;
    }
    recorded.retain(|_, earlier_ms| at_ms - *earlier_ms < USE_INTERVAL_MS);
    recorded.insert(id.to_owned(), at_ms);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_use_is_written_once_a_minute() {
        let mut recorded = HashMap::new();
        let mut is_due_at = |id: &str, at_ms| {
            let used = Use { used: Used::Token, id: id.to_owned(), address: String::new(), at_ms };
            is_due(&mut recorded, &used)
        };
        assert!(is_due_at("a", 0));
        assert!(!is_due_at("a", 59_999));
        assert!(is_due_at("b", 59_999));
        assert!(is_due_at("a", 60_000));
        assert_eq!(recorded.len(), 2);
    }
}
