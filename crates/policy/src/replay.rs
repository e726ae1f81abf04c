//! What alerts a journal calls for at a threshold, whatever the threshold was while it was written.

use infuse_protocol::stream::AlertKind;
use infuse_protocol::usage::EntryKind;

use crate::Level;

/// What a replay reads of an entry of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// From 1, without gaps.
    pub seq: i64,
    pub kind: EntryKind,
    pub balance_after: i64,
    /// Milliseconds since the Unix epoch.
    pub recorded_ms: i64,
}

/// An alert that would have been raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raised {
    pub kind: AlertKind,
    /// Milliseconds since the Unix epoch.
    pub at_ms: i64,
    pub balance: i64,
}

/// Goes through a journal in order, and judges the balance where the ledger does: after each operation.
///
/// An entry is an operation of its own, but for credits that end: they are judged together with what ends and is
/// granted in the same moment, as a cycle and the next. What a book is opened with warns of nothing, for whoever sets a
/// threshold has it before them.
///
/// The journal tells balances and nothing else, so that some of what the ledger judges by is not known here:
/// - Credits that a hold reserves can be spent by nobody else, and are still in the balance.
/// - A server that was not running judges what came due meanwhile once it runs, and all of it at once.
/// - What is bought in the millisecond in which other credits end is taken for part of that. So is what ends at
///   different times while the journal's time stands still, after a clock that was ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    threshold: i64,
    level: Level,
    /// The last step, where what follows it decides whether it is judged.
    undecided: Option<Step>,
}

impl Replay {
    /// Goes on behind an operation after which the level was that one. A journal begins [`Level::Armed`].
    pub fn at(level: Level, threshold: i64) -> Self {
        Self { threshold, level, undecided: None }
    }

    /// Goes on by an entry, and answers what is raised until then.
    pub fn step(&mut self, step: Step) -> Vec<Raised> {
        let goes_on = |before: &Step| {
            before.recorded_ms == step.recorded_ms && matches!(step.kind, EntryKind::Expiry | EntryKind::Grant)
        };
        let before = self.undecided.take().filter(|before| !goes_on(before));
        let mut raised = Vec::from_iter(before.and_then(|before| self.judge(before)));
        if step.kind == EntryKind::Expiry {
            self.undecided = Some(step);
        } else {
            raised.extend(self.judge(step).filter(|_| step.seq > 1));
        }
        raised
    }

    /// Judges what would have waited for the next entry: the journal has no more of them.
    pub fn end(&mut self) -> Option<Raised> {
        self.undecided.take().and_then(|step| self.judge(step))
    }

    /// What was raised since the balance last stood above the threshold, by what was judged so far.
    pub fn level(&self) -> Level {
        self.level
    }

    /// Whether nothing is raised, and no level changed, by entries after which the balance lay between the two: they
    /// need not be read.
    pub fn passes_over(&self, lowest: i64, highest: i64) -> bool {
        let undecided = self.undecided.map_or(lowest, |step| step.balance_after);
        // What lies between two balances that change nothing changes nothing.
        let ends = [lowest.min(undecided), highest.max(undecided)];
        ends.iter().all(|available| self.level.after(*available, self.threshold) == (self.level, None))
    }

    fn judge(&mut self, step: Step) -> Option<Raised> {
        let (level, alert) = self.level.after(step.balance_after, self.threshold);
        self.level = level;
        alert.map(|kind| Raised { kind, at_ms: step.recorded_ms, balance: step.balance_after })
    }
}

#[cfg(test)]
mod tests {
    use AlertKind::{CreditsExhausted, CreditsLow};
    use EntryKind::{Debit, Expiry, Grant, Refund};

    use super::*;

    /// What a journal of such entries calls for; each has its moment, its kind and the balance after it.
    fn replayed(threshold: i64, journal: &[(i64, EntryKind, i64)]) -> Vec<(AlertKind, i64)> {
        let mut replay = Replay::at(Level::Armed, threshold);
        let mut raised = Vec::new();
        for ((recorded_ms, kind, balance_after), seq) in journal.iter().copied().zip(1..) {
            raised.extend(replay.step(Step { seq, kind, balance_after, recorded_ms }));
        }
        raised.extend(replay.end());
        raised.iter().map(|raised| (raised.kind, raised.at_ms)).collect()
    }

    #[test]
    fn a_threshold_would_have_warned_at_each_crossing_and_nought_only_of_the_end() {
        let journal = [(1, Grant, 300), (2, Debit, 50), (3, Debit, 40), (4, Refund, 60), (5, Debit, 45), (6, Debit, 0)];
        assert_eq!(replayed(50, &journal), [(CreditsLow, 2), (CreditsLow, 5), (CreditsExhausted, 6)]);
        assert_eq!(replayed(60, &journal), [(CreditsLow, 2), (CreditsExhausted, 6)]);
        assert_eq!(replayed(0, &journal), [(CreditsExhausted, 6)]);
    }

    #[test]
    fn a_cycle_that_ends_while_the_next_begins_is_no_end_of_credits() {
        let journal = [(1, Grant, 300), (2, Debit, 200), (3, Expiry, 0), (3, Grant, 300)];
        assert_eq!(replayed(100, &journal), []);
        assert_eq!(replayed(250, &journal), [(CreditsLow, 2)]);
    }

    #[test]
    fn credits_that_end_alone_are_judged_also_where_the_journal_ends_with_them() {
        let ended = [(1, Grant, 300), (2, Expiry, 100), (3, Debit, 90), (4, Expiry, 0)];
        assert_eq!(replayed(100, &ended), [(CreditsLow, 2), (CreditsExhausted, 4)]);
        assert_eq!(replayed(100, &[(1, Grant, 300), (2, Expiry, 100), (2, Debit, 0)]).len(), 2);
    }

    #[test]
    fn what_a_book_is_opened_with_warns_of_nothing() {
        assert_eq!(replayed(1_000, &[(1, Grant, 300)]), []);
        let journal = [(1, Grant, 300), (2, Debit, 299), (3, Grant, 1_299), (4, Debit, 1_000), (5, Debit, 0)];
        assert_eq!(replayed(1_000, &journal), [(CreditsLow, 4), (CreditsExhausted, 5)]);
    }

    #[test]
    fn entries_are_passed_over_only_where_neither_bound_changes_anything() {
        let low = Replay::at(Level::Low, 50);
        assert!(low.passes_over(1, 50));
        assert!(!low.passes_over(0, 50) && !low.passes_over(1, 51));
        assert!(Replay::at(Level::Armed, 50).passes_over(51, 1_000));
        assert!(Replay::at(Level::Exhausted, 50).passes_over(-1, 50));
        let mut waiting = Replay::at(Level::Armed, 50);
        waiting.step(Step { seq: 9, kind: Expiry, balance_after: 0, recorded_ms: 1 });
        assert!(!waiting.passes_over(51, 1_000), "what ended is not judged yet");
    }
}
