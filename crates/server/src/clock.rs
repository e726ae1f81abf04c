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

/// A clock that goes with the machine's, and can be moved forward.
#[derive(Debug, Default)]
pub struct TestClock {
    offset_ms: AtomicI64,
}

impl TestClock {
    /// A clock that starts so many days of 24 hours before the present.
    pub fn behind(days: u32) -> Self {
        Self { offset_ms: AtomicI64::new(-i64::from(days) * 86_400_000) }
    }

    /// Moves the clock forward by `ms` milliseconds and returns the new present. A clock never goes
    /// back: `None`, and no move, for a negative `ms`, and for one that leads behind the year 9999.
    pub fn advance(&self, ms: i64) -> Option<Timestamp> {
        let moved = |offset_ms: i64| {
            let new_offset_ms = offset_ms.checked_add(ms).filter(|_| ms >= 0)?;
            let end_ms = SystemClock.now_ms().checked_add(new_offset_ms)?;
            (end_ms <= LAST_MS).then_some(new_offset_ms)
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
    fn a_test_clock_moves_forward_only_and_not_beyond_the_calendar() {
        let clock = TestClock::default();
        let before = clock.now_ms();
        let moved = clock.advance(86_400_000).unwrap();
        assert!(moved.as_millis() >= before + 86_400_000);
        for refused in [-1, i64::MIN, i64::MAX, LAST_MS] {
            assert_eq!(clock.advance(refused), None);
        }
        assert!(clock.now() >= moved);
    }
}
