//! Where the server reads the time. Everything that depends on it takes a [`SharedClock`].

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use infuse_protocol::Timestamp;

/// The present, in milliseconds since the Unix epoch (UTC).
pub trait Clock: fmt::Debug + Send + Sync {
    fn now_ms(&self) -> i64;

    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.now_ms())
    }
}

/// The last millisecond that a timestamp of the contract can name.
const LAST_MS: i64 = 253_402_300_799_999;

/// One clock for all parts of a server.
pub type SharedClock = Arc<dyn Clock>;

/// The clock of the machine.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        jiff::Timestamp::now().as_millisecond()
    }
}

/// A clock that goes with the machine's, and can be moved.
#[derive(Debug, Default)]
pub struct TestClock {
    offset_ms: AtomicI64,
}

impl TestClock {
    /// A clock that starts so many days of 24 hours before the present.
    pub fn behind(days: u32) -> Self {
        Self { offset_ms: AtomicI64::new(-i64::from(days) * 86_400_000) }
    }

    /// Moves the clock by `ms` milliseconds, back where that is below 0 as when a clock that was ahead is set right,
    /// and returns the new present. `None`, and no move, for one that leads before 1970 or behind the year 9999.
    pub fn advance(&self, ms: i64) -> Option<Timestamp> {
        let moved = |offset_ms: i64| {
            let new_offset_ms = offset_ms.checked_add(ms)?;
            let end_ms = SystemClock.now_ms().checked_add(new_offset_ms)?;
            (0..=LAST_MS).contains(&end_ms).then_some(new_offset_ms)
        };
        self.offset_ms.fetch_update(Ordering::SeqCst, Ordering::SeqCst, moved).ok()?;
        Some(self.now())
    }
}

impl Clock for TestClock {
    fn now_ms(&self) -> i64 {
        SystemClock.now_ms().saturating_add(self.offset_ms.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_clock_moves_both_ways_and_not_beyond_the_calendar() {
        let clock = TestClock::default();
        let before = clock.now_ms();
        let moved = clock.advance(86_400_000).unwrap();
        assert!(moved.as_millis() >= before + 86_400_000);
        for refused in [i64::MIN, i64::MAX, LAST_MS, -before - 86_500_000] {
            assert_eq!(clock.advance(refused), None);
        }
        let back = clock.advance(-86_400_000).unwrap();
        assert!(before <= back.as_millis() && back < moved);
    }
}
