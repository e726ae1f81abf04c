//! The computer's clock and time zone.

use infuse_engine::ports::Clock;
use jiff::Timestamp;
use jiff::tz::TimeZone;

pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        Timestamp::now().as_millisecond()
    }

    /// As the system is set now: a person who travels sees their days change with them.
    fn time_zone(&self) -> TimeZone {
        TimeZone::system()
    }
}
