//! Where the connection to a home stands, and when it is tried again. Pure: the worker carries out what it says.

use std::time::Duration;

use crate::snapshot::Connection;

/// The first pause after a failure, and the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// How often the server is asked while its stream can not be opened.
const POLL_EVERY: Duration = Duration::from_secs(30);

/// What happened to the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkEvent {
    /// The stream is open and what it left out was asked for.
    CaughtUp,
    /// The server answered without opening the stream, and told its figures when asked.
    Polled,
    /// The server can not be reached, or the open stream was lost.
    Lost,
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
    Live,
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

    /// Notes the event and answers after which pause to connect again; `None`: there is no need to.
    /// `jitter` from 0 to 1 spreads many apps that lost one server at the same moment.
    pub(crate) fn on(&mut self, event: LinkEvent, now_ms: i64, jitter: f64) -> Option<Duration> {
        match event {
            LinkEvent::CaughtUp => {
                *self = Self { state: LinkState::Live, failures: 0 };
                None
            }
            LinkEvent::Polled => {
                *self = Self { state: LinkState::Polling, failures: 0 };
                Some(spread(POLL_EVERY, jitter))
            }
            LinkEvent::Lost => {
                let since_ms = match self.state {
                    LinkState::Offline { since_ms } => since_ms,
                    LinkState::Connecting | LinkState::Live | LinkState::Polling => now_ms,
                };
                self.state = LinkState::Offline { since_ms };
                let pause = FIRST_PAUSE.saturating_mul(2u32.saturating_pow(self.failures)).min(LONGEST_PAUSE);
                self.failures = self.failures.saturating_add(1);
                Some(spread(pause, jitter))
            }
        }
    }

    pub(crate) fn is_live(&self) -> bool {
        self.state == LinkState::Live
    }

    /// As the snapshot shows it.
    pub(crate) fn connection(&self) -> Connection {
        match self.state {
            LinkState::Connecting => Connection::Connecting,
            LinkState::Live => Connection::Live,
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
        prop_oneof![Just(LinkEvent::CaughtUp), Just(LinkEvent::Polled), Just(LinkEvent::Lost)]
    }

    #[test]
    fn an_outage_is_dated_from_its_first_failure() {
        let mut link = Link::new();
        link.on(LinkEvent::CaughtUp, 0, 0.5);
        link.on(LinkEvent::Lost, 1_000, 0.5);
        link.on(LinkEvent::Lost, 9_000, 0.5);
        assert_eq!(link.connection(), Connection::Offline { since: "1970-01-01T00:00:01.000Z".to_owned() });
    }

    #[test]
    fn a_caught_up_stream_is_waited_for_and_not_asked_again() {
        let mut link = Link::new();
        assert_eq!(link.on(LinkEvent::CaughtUp, 0, 0.0), None);
        assert!(link.is_live());
    }

    proptest! {
        #[test]
        fn a_lost_home_is_tried_again_after_growing_pauses_of_at_most_a_minute(
            events in proptest::collection::vec(event(), 0..20), jitter in 0.0..1.0f64
        ) {
            let mut link = Link::new();
            for event in events {
                link.on(event, 0, jitter);
            }
            let mut longest_before = Duration::ZERO;
            for _ in 0..100 {
                let pause = link.on(LinkEvent::Lost, 0, jitter).unwrap_or_default();
                prop_assert!(pause >= Duration::from_millis(250) && pause <= LONGEST_PAUSE);
                prop_assert!(pause >= longest_before);
                longest_before = pause;
            }
        }
    }
}
