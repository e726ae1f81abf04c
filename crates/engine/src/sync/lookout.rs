//! Whether the clock can still be relied on: a computer that slept, a clock that was set, a person who travels.

use std::time::Duration;

use jiff::tz::TimeZone;
use tokio::time::Instant;

use crate::ports::Clock;

/// How often it is looked. What a sleep, a new clock or another zone changes is right within 5 s.
pub(crate) const EVERY: Duration = Duration::from_secs(3);

/// Clocks that are corrected a little differ from the time that has passed by less.
const TOLERANCE_MS: i64 = 2_000;

/// What was seen last.
pub(crate) struct Lookout {
    wall_ms: i64,
    instant: Instant,
    zone: TimeZone,
}

/// What is otherwise than the time that has passed explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    Nothing,
    /// The clock went on without this program, as in a sleep (its timers stood still), or was set forward.
    Ahead,
    /// The clock was set back, or the zone is another.
    Otherwise,
}

impl Lookout {
    pub(crate) fn new(clock: &dyn Clock) -> Self {
        Self { wall_ms: clock.now_ms(), instant: Instant::now(), zone: clock.time_zone() }
    }

    /// Compares with what was seen before, and remembers what is seen now.
    pub(crate) fn look(&mut self, clock: &dyn Clock) -> Seen {
        let before = std::mem::replace(self, Self::new(clock));
        let passed = i64::try_from((self.instant - before.instant).as_millis()).unwrap_or(i64::MAX);
        match self.wall_ms.saturating_sub(before.wall_ms).saturating_sub(passed) {
            ahead if ahead > TOLERANCE_MS => Seen::Ahead,
            behind if behind < -TOLERANCE_MS => Seen::Otherwise,
            _ if self.zone != before.zone => Seen::Otherwise,
            _ => Seen::Nothing,
        }
    }
}
