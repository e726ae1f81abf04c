//! The table `jobs`.

use std::time::Duration;

use sqlx::{AssertSqlSafe, Row as _};
use uuid::Uuid;

use super::Job;
use crate::db::{Db, DbError, WriteTransaction};

/// A job to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob<'a> {
    pub kind: &'a str,
    /// What makes it the same as another one; begin it with the kind.
    pub dedup_key: &'a str,
    /// JSON. A secret must not stand in it.
    pub payload: &'a str,
    /// The account that the payload speaks of: erasing it deletes the job.
    pub account_id: Option<&'a str>,
    /// Not before this moment.
    pub run_at_ms: i64,
}

/// Writes a job in the transaction of what makes it necessary; `false` where one with its key is there already, done
/// or not. [`Jobs::wake`](super::Jobs::wake) after the commit lets it begin at once.
pub async fn enqueue(tx: &mut WriteTransaction, job: &NewJob<'_>) -> Result<bool, DbError> {
    let inserted = sqlx::query(
        "INSERT INTO jobs (id, kind, dedup_key, payload, account_id, run_at_ms, attempts)
         VALUES ($1, $2, $3, $4, $5, $6, 0) ON CONFLICT (dedup_key) DO NOTHING",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(job.kind)
    .bind(job.dedup_key)
    .bind(job.payload)
    .bind(job.account_id)
    .bind(job.run_at_ms)
    .execute(&mut **tx)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// A claimed job with the name of its kind.
#[derive(Debug)]
pub(super) struct Claim {
    pub(super) kind: String,
    pub(super) job: Job,
}

/// The kinds that a server knows, as a list in a statement. Jobs of other kinds are left to the servers that know
/// them, as a newer version's are while it is rolled out.
#[derive(Clone, Debug)]
pub(super) struct KnownKinds(String);

impl KnownKinds {
    pub(super) fn new<'a>(names: impl Iterator<Item = &'a &'static str>) -> Self {
        Self(names.map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", "))
    }
}

/// The jobs that a worker may claim: of kinds that it knows, and none of those that it is doing. The lease of one that
/// it does runs out under its hands where the clock was moved, as on a laptop that slept.
#[derive(Clone, Debug)]
pub(super) struct Claimable<'a> {
    pub(super) kinds: &'a KnownKinds,
    /// The ids of those that it is doing.
    pub(super) doing: Vec<String>,
}

impl Claimable<'_> {
    /// As a condition whose parameters for the ids begin with that number. The names of kinds are ours.
    fn condition(&self, first: usize) -> String {
        let doing: Vec<String> = (first..).take(self.doing.len()).map(|number| format!("${number}")).collect();
        let others = if doing.is_empty() { String::new() } else { format!(" AND id NOT IN ({})", doing.join(", ")) };
        format!("done_ms IS NULL AND dead_ms IS NULL AND kind IN ({}){others}", self.kinds.0)
    }
}

/// Claims up to `most` jobs that are due, for `lease` from now. Of two servers that find the same job, the one that
/// writes later finds its moment moved, and gets none.
pub(super) async fn claim(
    db: &Db,
    claimable: &Claimable<'_>,
    now_ms: i64,
    lease: Duration,
    most: usize,
) -> Result<Vec<Claim>, DbError> {
    let sql = format!(
        "UPDATE jobs SET run_at_ms = $2, attempts = attempts + 1
         WHERE id IN (SELECT id FROM jobs WHERE {} AND run_at_ms <= $1 ORDER BY run_at_ms LIMIT $3)
         AND done_ms IS NULL AND dead_ms IS NULL AND run_at_ms <= $1
         RETURNING id, kind, payload, attempts",
        claimable.condition(4)
    );
    let mut tx = db.begin_write().await?;
    let claiming =
        sqlx::query(AssertSqlSafe(sql)).bind(now_ms).bind(now_ms.saturating_add(in_ms(lease))).bind(most as i64);
    let rows = claimable.doing.iter().fold(claiming, |query, id| query.bind(id)).fetch_all(&mut *tx).await?;
    tx.commit().await?;
    let claims = rows.iter().map(|row| {
        let job = Job { id: row.try_get("id")?, payload: row.try_get("payload")?, attempt: row.try_get("attempts")? };
        Ok(Claim { kind: row.try_get("kind")?, job })
    });
    Ok(claims.collect::<Result<_, sqlx::Error>>()?)
}

/// When the next job may be claimed.
pub(super) async fn next_ms(db: &Db, claimable: &Claimable<'_>) -> Result<Option<i64>, DbError> {
    let sql = format!("SELECT MIN(run_at_ms) FROM jobs WHERE {}", claimable.condition(1));
    let asking = sqlx::query_scalar(AssertSqlSafe(sql));
    Ok(claimable.doing.iter().fold(asking, |query, id| query.bind(id)).fetch_one(db.pool()).await?)
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    Done,
    /// To be tried again then.
    Failed {
        failure: String,
        again_ms: i64,
    },
    /// Given up.
    Dead {
        failure: String,
    },
}

/// Writes down how an attempt ended; `false` where its lease had run out and somebody else has claimed the job since.
pub(super) async fn settle(db: &Db, job: &Job, end: &End, now_ms: i64) -> Result<bool, DbError> {
    let (done_ms, dead_ms, failure, run_at_ms) = match end {
        End::Done => (Some(now_ms), None, None, now_ms),
        End::Failed { failure, again_ms } => (None, None, Some(failure.as_str()), *again_ms),
        End::Dead { failure } => (None, Some(now_ms), Some(failure.as_str()), now_ms),
    };
    let mut tx = db.begin_write().await?;
    let settled = sqlx::query(
        "UPDATE jobs SET done_ms = $1, dead_ms = $2, failure = $3, run_at_ms = $4 WHERE id = $5 AND attempts = $6",
    )
    .bind(done_ms)
    .bind(dead_ms)
    .bind(failure)
    .bind(run_at_ms)
    .bind(job.id.as_str())
    .bind(job.attempt)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(settled.rows_affected() == 1)
}

/// How the jobs stand.
pub(super) async fn standing(db: &Db, now_ms: i64) -> Result<super::Standing, DbError> {
    let row = sqlx::query(
        "SELECT COUNT(*) AS pending, MIN(run_at_ms) AS next_ms FROM jobs WHERE done_ms IS NULL AND dead_ms IS NULL",
    )
    .fetch_one(db.pool())
    .await?;
    let dead: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM jobs WHERE dead_ms IS NOT NULL").fetch_one(db.pool()).await?;
    let next_ms: Option<i64> = row.try_get("next_ms")?;
    let oldest_waiting_ms = next_ms.map_or(0, |next_ms| now_ms.saturating_sub(next_ms).max(0));
    Ok(super::Standing { pending: row.try_get("pending")?, dead, oldest_waiting_ms })
}

pub(super) fn in_ms(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
