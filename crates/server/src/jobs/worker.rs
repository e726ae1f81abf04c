//! The loop of one lane of a server: claim what is due, do it, write down how it ended.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use futures_util::FutureExt as _;
use infuse_protocol::Timestamp;
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::JoinMap;

use super::store::{self, Claim, Claimable, End, KnownKinds, NewJob, in_ms};
use super::{Job, Jobs, Kinds, Lane, MOST_ATTEMPTS};
use crate::db::DbError;

/// Jobs of a lane that one server does side by side, so that a slow one does not hold up the rest.
const AT_ONCE: usize = 4;

/// The longest sleep: what another server enqueued, and did not live to do, is found after it.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);

/// The shortest one: a job that is due may be in the hands of another server, which is about to move it.
const SHORTEST_SLEEP: Duration = Duration::from_millis(10);

/// After the database did not answer.
const RETRY: Duration = Duration::from_secs(10);

/// The waits between attempts: the first, doubled each time up to the longest.
const FIRST_WAIT_MS: i64 = 5_000;
const LONGEST_WAIT_MS: i64 = 3_600_000;

/// How long jobs that are being done may still take once the server has answered its last request.
const LAST_WAIT: Duration = Duration::from_millis(800);

/// Characters of a failure that are kept.
const LONGEST_FAILURE: usize = 500;

#[derive(Clone)]
pub(super) struct Worker {
    jobs: Jobs,
    lane: Lane,
    kinds: Arc<Kinds>,
    known: KnownKinds,
    wake: Arc<Notify>,
    shutdown: CancellationToken,
    finished: CancellationToken,
}

/// The attempts that are under way, by the ids of their jobs.
type Running = JoinMap<String, ()>;

/// The last period in which each recurring kind was enqueued, as far as this worker knows.
type Enqueued = BTreeMap<&'static str, i64>;

impl Worker {
    pub(super) fn new(
        jobs: Jobs,
        lane: Lane,
        kinds: Kinds,
        wake: Arc<Notify>,
        shutdown: CancellationToken,
        finished: CancellationToken,
    ) -> Self {
        let known = KnownKinds::new(kinds.0.keys());
        Self { jobs, lane, kinds: Arc::new(kinds), known, wake, shutdown, finished }
    }

    /// Works until it is told to stop.
    pub(super) async fn run(self) {
        let (mut running, mut enqueued) = (Running::new(), Enqueued::new());
        while !self.shutdown.is_cancelled() {
            let pause = match self.look(&mut running, &mut enqueued).await {
                Ok(pause) => pause,
                Err(error) => {
                    tracing::warn!(%error, "the jobs could not be looked at");
                    RETRY
                }
            };
            tokio::select! {
                () = self.shutdown.cancelled() => {}
                Some(_) = running.join_next() => {}
                () = self.wake.notified() => {}
                () = sleep(pause) => {}
            }
        }
        let too_late = async {
            self.finished.cancelled().await;
            sleep(LAST_WAIT).await;
        };
        tokio::select! {
            () = async { while running.join_next().await.is_some() {} } => {}
            () = too_late => tracing::warn!(jobs = running.len(), "some jobs were cut off; they are done again"),
        }
    }

    /// Begins what is due, as far as there is room; how long nothing is to be done.
    async fn look(&self, running: &mut Running, enqueued: &mut Enqueued) -> Result<Duration, DbError> {
        let next_period_ms = self.enqueue_recurring(enqueued).await?;
        loop {
            let room = AT_ONCE.saturating_sub(running.len());
            if room == 0 {
                return Ok(LONGEST_SLEEP);
            }
            let claimable = Claimable { kinds: &self.known, doing: running.keys().cloned().collect() };
            let now_ms = self.jobs.clock.now_ms();
            let next_ms = store::next_ms(&self.jobs.db, &claimable).await?.unwrap_or(i64::MAX).min(next_period_ms);
            if next_ms > now_ms {
                return Ok(pause_of(next_ms.saturating_sub(now_ms)));
            }
            let claims = store::claim(&self.jobs.db, &claimable, now_ms, self.lane.lease(), room).await?;
            if claims.is_empty() {
                return Ok(SHORTEST_SLEEP);
            }
            for claim in claims {
                running.spawn(claim.job.id.clone(), self.clone().attempt(claim));
            }
        }
    }

    /// Enqueues a job of each recurring kind, once in each of its periods; answers when the next period begins.
    async fn enqueue_recurring(&self, enqueued: &mut Enqueued) -> Result<i64, DbError> {
        let now_ms = self.jobs.clock.now_ms();
        let mut next_period_ms = i64::MAX;
        for (name, kind) in &self.kinds.0 {
            let Some(period_ms) = kind.period.map(in_ms) else { continue };
            let begins_ms = now_ms - now_ms.rem_euclid(period_ms);
            next_period_ms = next_period_ms.min(begins_ms.saturating_add(period_ms));
            if enqueued.get(name) == Some(&begins_ms) {
                continue;
            }
            let dedup_key = format!("{name}:{}", Timestamp::from_millis(begins_ms));
            let job = NewJob { kind: name, dedup_key: &dedup_key, payload: "{}", account_id: None, run_at_ms: now_ms };
            let mut tx = self.jobs.db.begin_write().await?;
            store::enqueue(&mut tx, &job).await?;
            tx.commit().await?;
            enqueued.insert(name, begins_ms);
        }
        Ok(next_period_ms)
    }

    async fn attempt(self, Claim { kind, job }: Claim) {
        let end = match self.outcome(&kind, &job).await {
            Ok(()) => End::Done,
            Err(failure) if job.attempt >= self.most_attempts(&kind) => End::Dead { failure },
            Err(failure) => {
                let wait_ms = jittered(wait_ms(job.attempt), rand::random());
                End::Failed { failure, again_ms: self.jobs.clock.now_ms().saturating_add(wait_ms) }
            }
        };
        let (id, attempt) = (&job.id, job.attempt);
        match &end {
            End::Done => {}
            End::Failed { failure, .. } => tracing::warn!(kind, id, attempt, failure, "a job failed"),
            End::Dead { failure } => tracing::error!(kind, id, attempt, failure, "a job was given up"),
        }
        if let Some(counts) = self.jobs.shared.counts.get(kind.as_str()) {
            let count = if end == End::Done { &counts.done } else { &counts.failed };
            count.fetch_add(1, Ordering::Relaxed);
        }
        match store::settle(&self.jobs.db, &job, &end, self.jobs.clock.now_ms()).await {
            Ok(true) => {}
            Ok(false) => tracing::warn!(kind, id, attempt, "a job took longer than its lease, and was done again"),
            Err(error) => {
                tracing::warn!(%error, kind, id, "the end of a job could not be written; it is done again after its lease");
            }
        }
    }

    fn most_attempts(&self, kind: &str) -> i64 {
        self.kinds.0.get(kind).map_or(MOST_ATTEMPTS, |kind| kind.lane.most_attempts())
    }

    /// Does the job; the failure where it fails, panics, or takes too long.
    async fn outcome(&self, kind: &str, job: &Job) -> Result<(), String> {
        if job.attempt > self.most_attempts(kind) {
            return Err("Its server ended in the midst of its last attempt.".to_owned());
        }
        let Some(kind) = self.kinds.0.get(kind) else { return Err("This server does not know its kind.".to_owned()) };
        let work = AssertUnwindSafe(async { (kind.work)(job.clone()).await }).catch_unwind();
        let limit = self.lane.time_limit();
        match timeout(limit, work).await {
            Ok(Ok(Ok(()))) => Ok(()),
            Ok(Ok(Err(error))) => Err(shortened(&error.to_string())),
            Ok(Err(panic)) => Err(shortened(&format!("It panicked: {}", message_of(&*panic)))),
            Err(_) => Err(format!("It took longer than {} s.", limit.as_secs())),
        }
    }
}

fn pause_of(left_ms: i64) -> Duration {
    Duration::from_millis(u64::try_from(left_ms).unwrap_or_default()).clamp(SHORTEST_SLEEP, LONGEST_SLEEP)
}

/// How long to wait after that many attempts.
fn wait_ms(attempts: i64) -> i64 {
    let doublings = u32::try_from(attempts.saturating_sub(1)).unwrap_or(u32::MAX).min(30);
    FIRST_WAIT_MS.saturating_mul(1 << doublings).min(LONGEST_WAIT_MS)
}

/// Half of a wait to all of it, so that what failed together is not tried again together; `chance` is from 0 to 1.
fn jittered(wait_ms: i64, chance: f64) -> i64 {
    wait_ms / 2 + ((wait_ms / 2) as f64 * chance) as i64
}

fn shortened(failure: &str) -> String {
    failure.chars().take(LONGEST_FAILURE).collect()
}

fn message_of(panic: &(dyn Any + Send)) -> &str {
    let message = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    message.unwrap_or("a panic without a message")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::MOST_OUTWARD_ATTEMPTS;

    #[test]
    fn a_server_of_others_may_be_away_over_a_weekend() {
        let shortest: i64 = (1..MOST_OUTWARD_ATTEMPTS).map(|attempt| jittered(wait_ms(attempt), 0.0)).sum();
        assert!(shortest > 58 * 3_600_000, "{} h", shortest / 3_600_000);
    }

    #[test]
    fn waits_double_up_to_an_hour_and_last_for_hours_in_all() {
        let waits: Vec<i64> = (1..MOST_ATTEMPTS).map(wait_ms).collect();
        assert_eq!(waits[..4], [5_000, 10_000, 20_000, 40_000]);
        assert_eq!(waits.last(), Some(&LONGEST_WAIT_MS));
        let hours = waits.iter().sum::<i64>() / 3_600_000;
        assert!((6..9).contains(&hours), "{hours} h");
        assert_eq!((jittered(10_000, 0.0), jittered(10_000, 1.0)), (5_000, 10_000));
        assert_eq!(wait_ms(i64::MAX), LONGEST_WAIT_MS);
    }
}
