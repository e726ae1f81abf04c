//! The time of a PostgreSQL database, which all servers on it share.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::{Db, DbError};
use crate::clock::{Clock, SharedClock};
use crate::supervisor::supervise;

/// How often the database is asked for its time.
const SAMPLE_EVERY: Duration = Duration::from_secs(5);

/// How far this machine's clock and the database's may be apart before this server writes nothing more, in
/// milliseconds: one of them is wrong, and nobody knows which.
const MOST_APART_MS: i64 = 60_000;

/// The clock of the database. Between two answers of the database it goes on by itself, whatever is done to the clock
/// of this machine.
#[derive(Debug)]
pub struct DatabaseClock {
    /// The clock of this machine, which only has to agree.
    wall: SharedClock,
    anchor: Mutex<Anchor>,
}

/// What time it was in the database, at a moment of this process.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    database_ms: i64,
    at: Instant,
}

/// An answer of the database: its time lay between both when the answer was here.
#[derive(Clone, Copy, Debug)]
struct Sample {
    earliest_ms: i64,
    latest_ms: i64,
}

impl DatabaseClock {
    /// Asks the database for its time, and goes on asking on `tasks` until `finished`.
    pub(crate) async fn start(
        db: &Db,
        wall: SharedClock,
        tasks: &TaskTracker,
        finished: &CancellationToken,
    ) -> Result<Arc<Self>, DbError> {
        let first = Sample::take(db).await?;
        let database_ms = first.earliest_ms.midpoint(first.latest_ms);
        let clock = Arc::new(Self { wall, anchor: Mutex::new(Anchor { database_ms, at: Instant::now() }) });
        let (asking, db) = (Arc::clone(&clock), db.clone());
        supervise("the database's clock", tasks, finished, move || {
            let (asking, db) = (Arc::clone(&asking), db.clone());
            async move { asking.keep_up(db).await }
        });
        Ok(clock)
    }

    /// How far this machine's clock is ahead of the database's, in milliseconds; below 0 where it is behind.
    pub(crate) fn wall_is_ahead_ms(&self) -> i64 {
        self.wall.now_ms().saturating_sub(self.now_ms())
    }

    /// Whether both clocks agree well enough for this server to write.
    pub(super) fn agrees(&self) -> bool {
        self.wall_is_ahead_ms().saturating_abs() <= MOST_APART_MS
    }

    /// While the database does not answer, the time goes on from its last answer.
    async fn keep_up(&self, db: Db) {
        let mut ticks = interval(SAMPLE_EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut agreed = true;
        loop {
            ticks.tick().await;
            match Sample::take(&db).await {
                Ok(sample) => self.correct(sample),
                Err(error) => tracing::debug!(%error, "the database did not tell its time"),
            }
            let (agrees, ahead_ms) = (self.agrees(), self.wall_is_ahead_ms());
            if agrees != agreed {
                if agrees {
                    tracing::info!(ahead_ms, "this machine's clock agrees with the database's again; writing goes on");
                } else {
                    tracing::error!(
                        ahead_ms,
                        "this machine's clock is more than a minute apart from the database's: nothing is written until they agree"
                    );
                }
                agreed = agrees;
            }
        }
    }

    /// Moves the time no further than the answer asks for, so that answers which took long do not shake it.
    fn correct(&self, sample: Sample) {
        let mut anchor = self.anchor();
        let now = Instant::now();
        let database_ms = anchor.at_instant(now).clamp(sample.earliest_ms, sample.latest_ms);
        *anchor = Anchor { database_ms, at: now };
    }

    fn anchor(&self) -> MutexGuard<'_, Anchor> {
        self.anchor.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for DatabaseClock {
    fn now_ms(&self) -> i64 {
        self.anchor().at_instant(Instant::now())
    }
}

impl Anchor {
    fn at_instant(&self, now: Instant) -> i64 {
        self.database_ms.saturating_add(millis(now.duration_since(self.at)))
    }
}

impl Sample {
    async fn take(db: &Db) -> Result<Self, DbError> {
        let asked = Instant::now();
        let earliest_ms: i64 =
            sqlx::query_scalar("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)")
                .fetch_one(db.secrets())
                .await?;
        Ok(Self { earliest_ms, latest_ms: earliest_ms.saturating_add(millis(asked.elapsed())) })
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::TestClock;

    fn clock_at(database_ms: i64) -> DatabaseClock {
        let anchor = Mutex::new(Anchor { database_ms, at: Instant::now() });
        DatabaseClock { wall: Arc::new(TestClock::default()), anchor }
    }

    #[tokio::test(start_paused = true)]
    async fn the_time_goes_on_between_answers_and_moves_no_further_than_they_ask_for() {
        let clock = clock_at(10_000);
        tokio::time::advance(Duration::from_secs(5)).await;
        assert_eq!(clock.now_ms(), 15_000);
        for (earliest_ms, latest_ms, now_ms) in
            [(14_900, 15_100, 15_000), (15_200, 15_300, 15_200), (9_000, 9_100, 9_100)]
        {
            clock.correct(Sample { earliest_ms, latest_ms });
            assert_eq!(clock.now_ms(), now_ms);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn clocks_agree_up_to_a_minute_in_either_direction() {
        let wall_ms = crate::clock::SystemClock.now_ms();
        for (apart_ms, agrees) in [(0, true), (55_000, true), (-55_000, true), (65_000, false), (-65_000, false)] {
            assert_eq!(clock_at(wall_ms + apart_ms).agrees(), agrees, "{apart_ms}");
        }
    }
}
