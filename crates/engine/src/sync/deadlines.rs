use std::collections::BTreeMap;
use std::time::Duration;

use tokio::time::Instant;

/// A moment at which something has to be done without anyone asking. An idle worker sleeps
/// until the next of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Deadline {
    /// Enter or connect again.
    Retry,
    /// The figures become too old to be shown without their age.
    Stale,
    /// Another day begins.
    Midnight,
    /// The plan grants anew.
    Reset,
    /// A pause of warnings ends, or quiet hours begin or end.
    Silence,
    /// What happened while away has been heard: show it.
    Digest,
    /// Read the stream again from before an alert that could not be noted.
    HearAgain,
    /// The connection should be open by now.
    Overdue,
    /// Look whether the clock and the time that has passed agree, and which zone it is.
    Look,
    /// Look again who signed in from a new device, as the last look failed, or show what there was no room for.
    SignIns,
    /// Look again what agents ask, as the time of some of it is over, or the last look failed.
    Approvals,
    /// Write again what the disk had no room for.
    WriteAgain,
    /// Open the cache again, that something else held.
    OpenCache,
}

/// At most one moment of each kind.
#[derive(Debug, Default)]
pub(crate) struct Deadlines(BTreeMap<Deadline, Instant>);

impl Deadlines {
    pub(crate) fn set(&mut self, deadline: Deadline, after: Duration) {
        self.0.insert(deadline, Instant::now() + after);
    }

    pub(crate) fn set_or_clear(&mut self, deadline: Deadline, after: Option<Duration>) {
        match after {
            Some(after) => self.set(deadline, after),
            None => self.clear(deadline),
        }
    }

    pub(crate) fn clear(&mut self, deadline: Deadline) {
        self.0.remove(&deadline);
    }

    /// Waits for the next one and takes it out; forever, when there is none. Nothing is lost when it is dropped.
    pub(crate) async fn next(&mut self) -> Deadline {
        let Some((deadline, moment)) = self.0.iter().min_by_key(|(_, moment)| **moment) else {
            return std::future::pending().await;
        };
        let (deadline, moment) = (*deadline, *moment);
        tokio::time::sleep_until(moment).await;
        self.0.remove(&deadline);
        deadline
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn deadlines_come_in_the_order_of_their_moments_and_once() {
        let mut deadlines = Deadlines::default();
        deadlines.set(Deadline::Midnight, Duration::from_secs(30));
        deadlines.set(Deadline::Retry, Duration::from_secs(10));
        deadlines.set(Deadline::Stale, Duration::from_secs(5));
        deadlines.set(Deadline::Stale, Duration::from_secs(20));
        deadlines.set(Deadline::Reset, Duration::from_secs(1));
        deadlines.clear(Deadline::Reset);
        let mut order = Vec::new();
        for _ in 0..3 {
            order.push(deadlines.next().await);
        }
        assert_eq!(order, [Deadline::Retry, Deadline::Stale, Deadline::Midnight]);
        tokio::time::timeout(Duration::from_secs(9_999), deadlines.next()).await.unwrap_err();
    }
}
