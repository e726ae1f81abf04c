//! Where the connection to a home stands, and when it is tried again. Pure: the worker carries out what it says.

use std::time::Duration;

use tokio::time::Instant;

use crate::snapshot::Connection;

/// The first pause after a failure, and the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// How often the server is asked while its stream can not be opened.
const POLL_EVERY: Duration = Duration::from_secs(30);

/// A stream that was open for so long has worked: what failed before it no longer counts.
const HAS_WORKED: Duration = Duration::from_secs(30);

/// How long a stream that was open may take to open again before the server counts as out of reach. Proxies close streams
/// now and then.
const REOPENING: Duration = Duration::from_secs(3);

/// How long a server may take to answer after the computer slept.
const PROOF: Duration = Duration::from_secs(2);

/// What happened to the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkEvent {
    /// The stream is open and what it left out was asked for.
    CaughtUp,
    /// The server answered without opening the stream, and told its figures when asked.
    Polled,
    /// The server can not be reached, or the open stream was lost.
    Lost,
    /// What should have been open by now is not.
    Overdue,
    /// The computer has slept: nobody knows whether what was open still is.
    Woke,
}

/// When something happened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    /// For people, in milliseconds since the Unix epoch.
    pub(crate) wall_ms: i64,
    /// For what lies between.
    pub(crate) instant: Instant,
}

/// What is to be done about the connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Next {
    /// After which pause to connect again; `None`: there is no need to.
    pub(crate) retry: Option<Duration>,
    /// After which pause it is overdue.
    pub(crate) overdue: Option<Duration>,
}

/// A connection that has failed some times in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    state: LinkState,
    failures: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LinkState {
    Connecting,
    Live {
        since: Instant,
    },
    /// It was live a moment ago, and is being opened again.
    Reopening {
        lost_ms: i64,
    },
    Polling,
    /// Milliseconds since the Unix epoch.
    Offline {
        since_ms: i64,
    },
}

impl Link {
    pub(crate) fn new() -> Self {
        Self { state: LinkState::Connecting, failures: 0 }
    }

    /// Notes the event and answers what to do. `jitter` from 0 to 1 spreads many apps that lost one server at the same
    /// moment.
    pub(crate) fn on(&mut self, event: LinkEvent, now: Moment, jitter: f64) -> Next {
        match event {
            LinkEvent::CaughtUp => {
                self.state = LinkState::Live { since: now.instant };
                Next::default()
            }
            LinkEvent::Polled => {
                *self = Self { state: LinkState::Polling, failures: 0 };
                Next { retry: Some(spread(POLL_EVERY, jitter)), overdue: None }
            }
            LinkEvent::Lost => self.lost(now, jitter),
            LinkEvent::Overdue => {
                self.offline(now);
                Next::default()
            }
            LinkEvent::Woke => {
                if !matches!(self.state, LinkState::Offline { .. }) {
                    self.state = LinkState::Connecting;
                }
                self.failures = 0;
                Next { retry: None, overdue: Some(PROOF) }
            }
        }
    }

    fn lost(&mut self, now: Moment, jitter: f64) -> Next {
        let mut overdue = None;
        if let LinkState::Live { since } = self.state {
            if now.instant.duration_since(since) >= HAS_WORKED {
                self.failures = 0;
            }
            self.state = LinkState::Reopening { lost_ms: now.wall_ms };
            overdue = Some(REOPENING);
        } else {
            self.offline(now);
        }
        let pause = FIRST_PAUSE.saturating_mul(2u32.saturating_pow(self.failures)).min(LONGEST_PAUSE);
        self.failures = self.failures.saturating_add(1);
        Next { retry: Some(spread(pause, jitter)), overdue }
    }

    fn offline(&mut self, now: Moment) {
        let since_ms = match self.state {
            LinkState::Offline { since_ms } => since_ms,
            LinkState::Reopening { lost_ms } => lost_ms,
            LinkState::Connecting | LinkState::Live { .. } | LinkState::Polling => now.wall_ms,
        };
        self.state = LinkState::Offline { since_ms };
    }

    pub(crate) fn is_live(&self) -> bool {
        matches!(self.state, LinkState::Live { .. })
    }

    pub(crate) fn is_offline(&self) -> bool {
        matches!(self.state, LinkState::Offline { .. })
    }

    pub(crate) fn is_polling(&self) -> bool {
        self.state == LinkState::Polling
    }

    /// As the snapshot shows it.
    pub(crate) fn connection(&self) -> Connection {
        match self.state {
            LinkState::Connecting => Connection::Connecting,
            LinkState::Live { .. } | LinkState::Reopening { .. } => Connection::Live,
            LinkState::Polling => Connection::Polling,
            LinkState::Offline { since_ms } => {
                Connection::Offline { since: infuse_protocol::Timestamp::from_millis(since_ms).to_string() }
            }
        }
    }
}

/// Between half of the pause and all of it.
pub(crate) fn spread(pause: Duration, jitter: f64) -> Duration {
    pause.mul_f64(0.5 + jitter.clamp(0.0, 1.0) / 2.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn event() -> impl Strategy<Value = LinkEvent> {
        use LinkEvent::{CaughtUp, Lost, Overdue, Polled, Woke};
        prop_oneof![Just(CaughtUp), Just(Polled), Just(Lost), Just(Overdue), Just(Woke)]
    }

    fn at(seconds: u64) -> Moment {
        let start = *START.get_or_init(Instant::now);
        Moment { wall_ms: i64::try_from(seconds).unwrap() * 1_000, instant: start + Duration::from_secs(seconds) }
    }

    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();

    #[test]
    fn an_outage_is_dated_from_its_first_failure() {
        let mut link = Link::new();
        link.on(LinkEvent::CaughtUp, at(0), 0.5);
        link.on(LinkEvent::Lost, at(1), 0.5);
        link.on(LinkEvent::Lost, at(9), 0.5);
        assert_eq!(link.connection(), Connection::Offline { since: "1970-01-01T00:00:01.000Z".to_owned() });
    }

    #[test]
    fn a_caught_up_stream_is_waited_for_and_not_asked_again() {
        let mut link = Link::new();
        assert_eq!(link.on(LinkEvent::CaughtUp, at(0), 0.0), Next::default());
        assert!(link.is_live());
    }

    #[test]
    fn a_stream_that_is_closed_every_minute_and_opens_again_is_never_offline() {
        let mut link = Link::new();
        for minute in 0..10 {
            link.on(LinkEvent::CaughtUp, at(minute * 60), 1.0);
            let next = link.on(LinkEvent::Lost, at(minute * 60 + 59), 1.0);
            assert_eq!(link.connection(), Connection::Live);
            assert_eq!(next, Next { retry: Some(FIRST_PAUSE), overdue: Some(REOPENING) });
        }
        link.on(LinkEvent::Overdue, at(700), 1.0);
        assert!(matches!(link.connection(), Connection::Offline { .. }));
    }

    #[test]
    fn a_stream_that_ends_as_soon_as_it_has_begun_is_opened_less_and_less_often() {
        let mut link = Link::new();
        let pauses: Vec<_> = (0..5)
            .filter_map(|second| {
                link.on(LinkEvent::CaughtUp, at(second), 1.0);
                link.on(LinkEvent::Lost, at(second), 1.0).retry
            })
            .collect();
        assert!(pauses.is_sorted() && pauses[4] == FIRST_PAUSE * 16, "{pauses:?}");
        link.on(LinkEvent::CaughtUp, at(100), 1.0);
        assert_eq!(link.on(LinkEvent::Lost, at(130), 1.0).retry, Some(FIRST_PAUSE));
    }

    proptest! {
        #[test]
        fn a_lost_home_is_tried_again_after_growing_pauses_of_at_most_a_minute(
            events in proptest::collection::vec(event(), 0..20), jitter in 0.0..1.0f64
        ) {
            let mut link = Link::new();
            for event in events {
                link.on(event, at(0), jitter);
            }
            let mut longest_before = Duration::ZERO;
            for _ in 0..100 {
                let pause = link.on(LinkEvent::Lost, at(0), jitter).retry.unwrap_or_default();
                prop_assert!(pause >= Duration::from_millis(250) && pause <= LONGEST_PAUSE);
                prop_assert!(pause >= longest_before);
                longest_before = pause;
            }
        }
    }
}
