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

    /// Moves the clock forward by `ms` milliseconds and returns the new present. A clock never
    /// goes back: a negative `ms` moves nothing.
    pub fn advance(&self, ms: i64) -> i64 {
        self.offset_ms.fetch_add(ms.max(0), Ordering::SeqCst);
        self.now_ms()
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
    fn a_test_clock_moves_forward_only() {
        let clock = TestClock::default();
        let before = clock.now_ms();
        assert!(clock.advance(86_400_000) >= before + 86_400_000);
        let later = clock.now_ms();
        assert!(clock.advance(-86_400_000) >= later);
    }
}
