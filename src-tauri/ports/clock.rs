//! The computer's clock and time zone.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use infuse_engine::ports::Clock;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::watch;

/// How long the answer of the system is taken for true. It is asked when somebody asks for the zone, and never without:
/// asking costs microseconds, and watching its file would take a thread and still not be told on every system.
const TRUSTED: Duration = Duration::from_secs(2);

#[derive(Default)]
pub(crate) struct SystemClock {
    /// When the system was last asked for its zone.
    asked: Mutex<Option<Instant>>,
    wakes: watch::Sender<()>,
}

impl SystemClock {
    /// The system says that the computer has slept.
    #[cfg(target_os = "linux")]
    pub(super) fn woke(&self) {
        self.wakes.send_replace(());
    }

    /// Whether the system has to be asked anew; from here on it has been.
    fn must_ask(&self, now: Instant) -> bool {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let must_ask = asked.is_none_or(|asked| now.duration_since(asked) >= TRUSTED);
        if must_ask {
            *asked = Some(now);
        }
        must_ask
    }
}

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        Timestamp::now().as_millisecond()
    }

    /// As the system is set now: a person who travels sees their days change with them.
    fn time_zone(&self) -> TimeZone {
        if self.must_ask(Instant::now()) {
            // It would be remembered for five minutes.
            jiff::tz::reset_system_time_zone_cache();
        }
        TimeZone::system()
    }

    fn wakes(&self) -> watch::Receiver<()> {
        self.wakes.subscribe()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_is_asked_anew_for_its_zone_within_seconds() {
        let clock = SystemClock::default();
        let begin = Instant::now();
        assert!(clock.must_ask(begin));
        assert!(!clock.must_ask(begin + TRUSTED / 2));
        assert!(clock.must_ask(begin + TRUSTED));
        assert!(!clock.must_ask(begin + TRUSTED));
    }
}
