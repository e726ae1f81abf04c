//! Checks the secret of every request against the database, many requests with one query.
//!
//! Nothing is remembered between requests, so that a session that was ended is refused by the very
//! next one, on every replica. It is cheap because the secrets that arrive while a query is on its
//! way are gathered into the next one.

use std::collections::{HashMap, HashSet};

use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::credentials::{self, Credential, Use};
use super::secret::{SecretHash, SecretKind};
use crate::clock::SharedClock;
use crate::db::{Db, DbError};

/// Secrets in one query, at most.
const BATCH: usize = 256;

/// The time of the last use is written at most this often for each session and token.
const USE_INTERVAL_MS: i64 = 60_000;

/// A handle; clones share the batches.
#[derive(Clone, Debug)]
pub struct Authenticator {
    lookups: mpsc::UnboundedSender<Lookup>,
}

/// A question whether a secret is valid now.
#[derive(Debug)]
struct Lookup {
    kind: SecretKind,
    hash: SecretHash,
    address: String,
    answer: oneshot::Sender<Result<Option<Credential>, DbError>>,
}

impl Authenticator {
    /// Starts the task that asks the database; it ends with the last handle, or when `finished`.
    pub fn start(db: Db, clock: SharedClock, tasks: &TaskTracker, finished: CancellationToken) -> Self {
        let (lookups, receiver) = mpsc::unbounded_channel();
        let worker = Worker { db, clock, tasks: tasks.clone(), recorded: HashMap::new() };
        tasks.spawn(async move {
            tokio::select! {
                () = finished.cancelled() => {}
                () = worker.run(receiver) => {}
            }
        });
        Self { lookups }
    }

    /// The credential of a secret that is valid now; `None` where there is none.
    pub(super) async fn check(
        &self,
        kind: SecretKind,
        hash: SecretHash,
        address: String,
    ) -> Result<Option<Credential>, DbError> {
        let (answer, answered) = oneshot::channel();
        let stopped = || DbError::from(sqlx::Error::PoolClosed);
        self.lookups.send(Lookup { kind, hash, address, answer }).map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }
}

struct Worker {
    db: Db,
    clock: SharedClock,
    tasks: TaskTracker,
    /// When the last use of a credential was written, for those of the last interval.
    recorded: HashMap<String, i64>,
}

impl Worker {
    async fn run(mut self, mut receiver: mpsc::UnboundedReceiver<Lookup>) {
        let mut batch = Vec::with_capacity(BATCH);
        while receiver.recv_many(&mut batch, BATCH).await > 0 {
            let found = find(&self.db, &batch).await;
            let now_ms = self.clock.now_ms();
            if let Ok(found) = &found {
                let uses = self.uses(&batch, found, now_ms);
                self.record(uses);
            }
            for lookup in batch.drain(..) {
                let answer = match &found {
                    Ok(found) => Ok(found.get(&lookup.hash).filter(|credential| credential.is_valid(now_ms)).cloned()),
                    Err(error) => Err(error.clone()),
                };
                // A client that hung up waits for no answer.
                let _ = lookup.answer.send(answer);
            }
        }
    }

    /// The uses in a batch whose last written time is old enough to be written anew.
    fn uses(&mut self, batch: &[Lookup], found: &HashMap<SecretHash, Credential>, now_ms: i64) -> Vec<Use> {
        self.recorded.retain(|_, at_ms| now_ms - *at_ms < USE_INTERVAL_MS);
        let mut uses = Vec::new();
        for lookup in batch {
            let Some(credential) = found.get(&lookup.hash) else { continue };
            let is_recent = credential.last_used_ms.is_some_and(|at_ms| now_ms - at_ms < USE_INTERVAL_MS);
            if is_recent || self.recorded.insert(credential.id.clone(), now_ms).is_some() {
                continue;
            }
            let id = credential.id.clone();
            uses.push(match lookup.kind {
                SecretKind::Session => Use::Session { id, address: lookup.address.clone(), at_ms: now_ms },
                SecretKind::Token => Use::Token { id, at_ms: now_ms },
            });
        }
        uses.sort_by(|one, other| one.id().cmp(other.id()));
        uses
    }

    /// Writes uses down beside the requests, which need not wait for it.
    fn record(&self, uses: Vec<Use>) {
        if uses.is_empty() {
            return;
        }
        let db = self.db.clone();
        self.tasks.spawn(async move {
            if let Err(error) = credentials::record(&db, &uses).await {
                tracing::warn!(%error, "the time of the last use of some sessions could not be written");
            }
        });
    }
}

async fn find(db: &Db, batch: &[Lookup]) -> Result<HashMap<SecretHash, Credential>, DbError> {
    let (session_hashes, token_hashes) = (hashes(batch, SecretKind::Session), hashes(batch, SecretKind::Token));
    let (sessions, tokens) =
        tokio::try_join!(credentials::sessions(db, &session_hashes), credentials::tokens(db, &token_hashes))?;
    Ok(sessions.into_iter().chain(tokens).collect())
}

fn hashes(batch: &[Lookup], kind: SecretKind) -> Vec<&SecretHash> {
    let distinct: HashSet<_> = batch.iter().filter(|lookup| lookup.kind == kind).map(|lookup| &lookup.hash).collect();
    distinct.into_iter().collect()
}
