//! What the app says that a threshold would have raised is what the ledger raises at it.

use infuse_policy::{Level, Replay, Step};
use infuse_protocol::stream::AlertKind;
use proptest::prelude::*;

use super::*;
use crate::ledger::operations::Signal;

const HOUR_MS: i64 = 60 * 60 * 1_000;

/// Something that happens to a book, as much later as is said with it.
#[derive(Clone, Debug)]
enum Act {
    Debit(i64),
    /// Of the first debits of a story, which may be none yet.
    Refund(usize),
    Pack(i64),
    /// Of the first packs of a story, which may be none yet.
    TakeBack(usize),
    /// Credits that end after so many hours.
    Adjust(i64, i64),
    Subscribe(&'static str, i64),
    /// Changes nothing of the balance, which is judged all the same.
    Signal,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        8 => (1i64..160).prop_map(Act::Debit),
        2 => (0usize..12).prop_map(Act::Refund),
        1 => (1i64..400).prop_map(Act::Pack),
        1 => (0usize..4).prop_map(Act::TakeBack),
        2 => (1i64..120, 1i64..1_500).prop_map(|(credits, hours)| Act::Adjust(credits, hours)),
        1 => (prop_oneof![Just(("free", 1)), Just(("pro", 1)), Just(("team", 1)), Just(("team", 2))])
            .prop_map(|(plan, seats)| Act::Subscribe(plan, seats)),
        1 => Just(Act::Signal),
    ]
}

/// Hours pass before each act, at times whole cycles.
fn story() -> impl Strategy<Value = Vec<(i64, Act)>> {
    let hours = prop_oneof![4 => 0i64..3, 2 => 1i64..100, 1 => 500i64..2_000];
    proptest::collection::vec((hours, act()), 1..60)
}

/// At which a person may be warned: often one that balances come by.
fn threshold() -> impl Strategy<Value = i64> {
    prop_oneof![Just(0), 1i64..60, 60i64..1_500, Just(1_000_000)]
}

impl Story {
    /// Lets time pass for a server that runs, whose timer touches the book whenever something comes due.
    fn wait_until(&mut self, then_ms: i64) {
        while self.book.due_ms() <= then_ms {
            self.now_ms = self.book.due_ms();
            self.act(|_, _| ());
        }
        self.now_ms = then_ms;
    }

    fn perform(&mut self, number: usize, act: &Act) {
        let of = |letter: char, number: usize| format!("{letter}{number}");
        match act {
            Act::Debit(credits) => drop(self.debit(&of('d', number), *credits)),
            Act::Refund(debit) => drop(self.refund(&of('r', number), &of('d', *debit))),
            Act::Pack(credits) => drop(self.credit(&of('p', number), Credit::Pack { credits: *credits })),
            Act::TakeBack(pack) => {
                let (id, pack) = (id(&of('t', number)), id(&of('p', *pack)));
                self.act(|book, moment| book.take_back(id, pack, "a chargeback", moment));
            }
            // It ends between the hours: nothing is bought in that millisecond.
            Act::Adjust(credits, hours) => {
                let ends_ms = Some(self.now_ms + hours * HOUR_MS + 1);
                self.credit(&of('a', number), Credit::Adjustment { credits: *credits, ends_ms });
            }
            Act::Subscribe(plan, seats) => drop(self.subscribe(&of('s', number), plan, *seats)),
            Act::Signal => {
                let (id, kind) = (id(&of('w', number)), AlertKind::WorkflowFailed);
                let signal = Signal { id, kind, title: String::new(), detail: String::new(), link: None };
                self.act(|book, moment| book.signal(&signal, moment));
            }
        }
    }

    /// A book whose person set the threshold when it was opened, after so much has happened to it.
    fn tell(acts: &[(i64, Act)], threshold: i64) -> Self {
        let mut story = Self::begin();
        story.act(|book, _| book.warn_at(threshold));
        for (number, (hours, act)) in acts.iter().enumerate() {
            story.wait_until(story.now_ms + hours * HOUR_MS);
            story.perform(number, act);
        }
        story
    }

    /// The alerts that came of its balance, and when.
    fn raised(&self) -> Vec<(AlertKind, i64)> {
        let of_balance = |kind| matches!(kind, AlertKind::CreditsLow | AlertKind::CreditsExhausted);
        let alerts = self.book.new_alerts.iter().filter(|alert| of_balance(alert.kind));
        alerts.map(|alert| (alert.kind, alert.raised_ms)).collect()
    }

    /// The alerts that its journal calls for at a threshold.
    fn replayed(&self, threshold: i64) -> Vec<(AlertKind, i64)> {
        let mut replay = Replay::at(Level::Armed, threshold);
        let mut raised = Vec::new();
        for entry in &self.book.new_entries {
            let (seq, kind, balance_after, recorded_ms) =
                (entry.seq, entry.kind, entry.balance_after, entry.recorded_ms);
            raised.extend(replay.step(Step { seq, kind, balance_after, recorded_ms }));
        }
        raised.extend(replay.end());
        raised.iter().map(|raised| (raised.kind, raised.at_ms)).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_journal_without_holds_calls_for_the_alerts_that_the_ledger_raises_whatever_the_threshold_was_then(
        acts in story(), asked in threshold(), then in threshold()
    ) {
        prop_assert_eq!(Story::tell(&acts, then).replayed(asked), Story::tell(&acts, asked).raised());
    }
}

#[test]
fn a_server_that_slept_judges_at_once_what_the_replay_judges_when_it_came_due() {
    use AlertKind::CreditsExhausted;
    let acts = [(0, Act::Debit(300)), (0, Act::Adjust(50, 24))];
    let (mut kept, mut slept) = (Story::tell(&acts, 10), Story::tell(&acts, 10));
    let (ended_ms, then_ms) = (ANCHOR_MS + DAY_MS + 1, ANCHOR_MS + 30 * DAY_MS);
    kept.wait_until(then_ms);
    slept.now_ms = then_ms;
    for story in [&mut kept, &mut slept] {
        story.act(|_, _| ());
        assert_eq!(story.replayed(10), [(CreditsExhausted, ANCHOR_MS), (CreditsExhausted, ended_ms)]);
    }
    assert_eq!(kept.raised(), kept.replayed(10));
    assert_eq!(slept.raised(), [(CreditsExhausted, ANCHOR_MS)]);
}

#[test]
fn what_a_hold_reserves_warns_in_the_ledger_and_is_unknown_to_the_journal() {
    let mut story = Story::begin();
    story.hold("h", 295);
    assert_eq!(story.alerts(), [AlertKind::CreditsLow]);
    assert_eq!(story.replayed(10), []);
}
