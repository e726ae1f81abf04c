//! Who is told of an alert: rows for each member of its workspace, written once, one for each way that they are told by.
//!
//! The ledger leaves each alert undispatched in the transaction that raises it. A task of every server takes what is
//! undispatched, and writes the deliveries in the transaction that marks it; whoever ends before the commit has done
//! nothing. Two servers lock the same alert one after the other, and the second finds it marked. A delivery by mail is
//! enqueued in the same transaction.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use sqlx::{AssertSqlSafe, Row as _};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::clock::SharedClock;
use crate::db::{Db, DbError, WriteTransaction, retried};
use crate::jobs::Jobs;
use crate::ledger::Ledger;
use crate::mail;
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
pub(crate) fn start(
    db: &Db,
    clock: &SharedClock,
    ledger: &Ledger,
    jobs: &Jobs,
    tasks: &TaskTracker,
    finished: &CancellationToken,
) {
    let dispatcher = Dispatcher {
        db: db.clone(),
        clock: clock.clone(),
        ledger: ledger.clone(),
        jobs: jobs.clone(),
        finished: finished.clone(),
    };
    tasks.spawn(supervisor::keep_running("deliveries", move || dispatcher.clone().run()));
}

#[derive(Clone)]
struct Dispatcher {
    db: Db,
    clock: SharedClock,
    ledger: Ledger,
    jobs: Jobs,
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
        while !self.finished.is_cancelled() && retried(|| dispatch_some(&self.db, self.clock.now_ms())).await? {
            self.jobs.wake();
        }
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
    // Whoever erases an account locks it before all else: locked here first, an erasure and this wait for one another in
    // one order, and nothing is written down for an account that has gone meanwhile. Every server locks accounts and
    // alerts in one order.
    let told = format!(
        "SELECT a.id FROM accounts a WHERE a.id IN (SELECT m.account_id FROM members m
         JOIN books b ON b.workspace_id = m.workspace_id WHERE b.book IN (SELECT u.book FROM alerts u
         WHERE u.dispatched_ms IS NULL ORDER BY u.book, u.alert_seq LIMIT $1)) ORDER BY a.id{}",
        db.for_update()
    );
    let undispatched = format!(
        "SELECT CAST(book AS BIGINT) AS book, alert_seq, kind FROM alerts WHERE dispatched_ms IS NULL
         ORDER BY book, alert_seq LIMIT $1{}",
        db.for_update()
    );
    let mut tx = db.begin_write().await?;
    let locked: Vec<String> = sqlx::query_scalar(AssertSqlSafe(told)).bind(AT_ONCE).fetch_all(&mut *tx).await?;
    let locked: HashSet<String> = locked.into_iter().collect();
    let alerts = sqlx::query(AssertSqlSafe(undispatched)).bind(AT_ONCE).fetch_all(&mut *tx).await?;
    let mut all_are_locked: HashMap<i64, bool> = HashMap::new();
    for alert in &alerts {
        let (book, alert_seq): (i64, i64) = (alert.try_get("book")?, alert.try_get("alert_seq")?);
        let are_locked = match all_are_locked.get(&book) {
            Some(are_locked) => *are_locked,
            None => members_of(&mut tx, book).await?.is_subset(&locked),
        };
        all_are_locked.insert(book, are_locked);
        // It was raised, or somebody has joined, since the accounts were locked: its turn comes next.
        if !are_locked {
            continue;
        }
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
        mail_to_members(&mut tx, book, alert_seq, alert.try_get("kind")?, now_ms).await?;
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

async fn members_of(tx: &mut WriteTransaction, book: i64) -> Result<HashSet<String>, DbError> {
    let sql = "SELECT m.account_id FROM members m JOIN books b ON b.workspace_id = m.workspace_id WHERE b.book = $1";
    let members: Vec<String> = sqlx::query_scalar(sql).bind(book).fetch_all(&mut **tx).await?;
    Ok(members.into_iter().collect())
}

/// Writes down the mails of an alert: to the members who want them, whose addresses are verified and take mails, and whose
/// accounts do not wait for their deletion.
async fn mail_to_members(
    tx: &mut WriteTransaction,
    book: i64,
    alert_seq: i64,
    kind: &str,
    now_ms: i64,
) -> Result<(), DbError> {
    let told: Vec<String> = sqlx::query_scalar(
        "INSERT INTO deliveries (book, alert_seq, account_id, channel, dispatched_ms)
         SELECT b.book, $2, m.account_id, $3, $4
         FROM books b JOIN members m ON m.workspace_id = b.workspace_id JOIN accounts a ON a.id = m.account_id
         LEFT JOIN alert_ways c ON c.account_id = a.id AND c.kind = $5 AND c.channel = $3
         WHERE b.book = $1 AND a.email_verified_ms IS NOT NULL AND a.email_refused_ms IS NULL
         AND a.deletion_ms IS NULL AND COALESCE(c.wanted, $6) = 1
         RETURNING account_id",
    )
    .bind(book)
    .bind(alert_seq)
    .bind(mail::CHANNEL)
    .bind(now_ms)
    .bind(kind)
    .bind(i64::from(mail::WANTED_BY_DEFAULT))
    .fetch_all(&mut **tx)
    .await?;
    for account_id in told {
        mail::enqueue_alert(tx, book, alert_seq, &account_id, now_ms).await?;
    }
    Ok(())
}
