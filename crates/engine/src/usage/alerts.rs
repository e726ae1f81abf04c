//! When a person is warned on this device, and of what. Pure: what is known goes in, a decision comes out.

use infuse_protocol::stream::{Alert, AlertKind};
use infuse_protocol::usage::Credits;

use crate::notice::{Counts, Notice, Occasion};

/// What this device remembers of an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Memory {
    /// It has not been heard of.
    Unknown,
    /// It was heard of and is still to be shown.
    Waiting,
    /// It was shown, or is being shown.
    Shown,
}

/// What a decision depends on. Times are in milliseconds since the Unix epoch; those that tell whether
/// an alert is new are all by the server's clock, so that a change of this device's clock shows nothing twice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Circumstances {
    pub(crate) memory: Memory,
    pub(crate) raised_at_ms: i64,
    /// The server's time when this connection began: what was raised before it happened while the app was away.
    pub(crate) connected_at_ms: i64,
    /// The memory reaches back no further; `None` when it has forgotten nothing yet.
    pub(crate) remembered_since_ms: Option<i64>,
    /// Whether it is silent: warnings are paused, or it is a quiet hour and its kind is not let through.
    pub(crate) silent: bool,
    /// Whether the person wants to be told of its kind.
    pub(crate) wanted: bool,
}

/// What becomes of an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    ShowNow,
    /// It waits, and is shown together with what else waits.
    Hold,
    AlreadyShown,
    /// It counts as shown: the person does without, and can read it where alerts are kept.
    Quiet,
    /// It is older than the memory, so that nobody knows whether it was shown.
    Drop,
}

/// The one place that decides whether an alert is shown.
pub(crate) fn decide(now: Circumstances) -> Decision {
    match now.memory {
        Memory::Shown => Decision::AlreadyShown,
        Memory::Unknown if now.remembered_since_ms.is_some_and(|since| now.raised_at_ms < since) => Decision::Drop,
        Memory::Unknown if !now.wanted => Decision::Quiet,
        Memory::Waiting => Decision::Hold,
        Memory::Unknown if now.silent || now.raised_at_ms <= now.connected_at_ms => Decision::Hold,
        Memory::Unknown => Decision::ShowNow,
    }
}

/// How much of an alert's words is kept, in characters: no server makes longer ones, but one that is not to be trusted.
const MOST_OF_TITLE: usize = 200;
const MOST_OF_DETAIL: usize = 1_000;

/// The alert with no more words than a desktop and a list can show.
pub(crate) fn bounded(alert: &Alert) -> Alert {
    let cut = |text: &str, most: usize| text.chars().take(most).collect();
    Alert { title: cut(&alert.title, MOST_OF_TITLE), detail: cut(&alert.detail, MOST_OF_DETAIL), ..alert.clone() }
}

/// What alerts are judged by, and the words of a notice are filled with: the figures of one workspace.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    pub(crate) workspace_id: String,
    pub(crate) plan: String,
    /// At how many credits or fewer the person is warned.
    pub(crate) threshold: i64,
    /// Absent before the first ones came.
    pub(crate) credits: Option<Credits>,
}

impl Figures {
    fn are_of(&self, alert: &Alert) -> bool {
        alert.workspace_id == self.workspace_id
    }
}

/// What of a warning is true by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Judgement {
    /// It is as it was, as far as is known.
    Stands,
    /// It was so, and is worth knowing of.
    Was,
    /// It was so, and nobody need know.
    Past,
}

fn judge(alert: &Alert, figures: &Figures) -> Judgement {
    let Some(credits) = figures.credits.filter(|_| figures.are_of(alert)) else { return Judgement::Stands };
    let has_passed = credits.available > figures.threshold || alert.raised_at < credits.cycle_started_at;
    match alert.kind {
        // That none are left is told by an alert of its own.
        AlertKind::CreditsLow if has_passed || credits.available <= 0 => Judgement::Past,
        AlertKind::CreditsExhausted if has_passed => Judgement::Was,
        _ => Judgement::Stands,
    }
}

/// The notice that tells all of these alerts at once, by the figures of now: in full where it is one, else as a digest.
/// `None` when nothing of them is so any more.
pub(crate) fn notice_of(alerts: &[Alert], figures: &Figures, occasion: Occasion) -> Option<Notice> {
    let due: Vec<&Alert> = alerts.iter().filter(|alert| judge(alert, figures) != Judgement::Past).collect();
    match due.as_slice() {
        [] => None,
        [alert] => Some(single(alert, figures)),
        several => Some(Notice::Digest {
            occasion,
            counts: count(several, figures),
            available: figures.credits.map(|credits| credits.available),
        }),
    }
}

fn single(alert: &Alert, figures: &Figures) -> Notice {
    if !figures.are_of(alert) {
        return Notice::Elsewhere { title: alert.title.clone(), detail: alert.detail.clone() };
    }
    let available = figures.credits.map(|credits| credits.available);
    let resets_at_ms = figures.credits.map(|credits| credits.resets_at.as_millis());
    match (alert.kind, figures.credits) {
        (AlertKind::CreditsExhausted, Some(credits)) if judge(alert, figures) == Judgement::Was => {
            Notice::CreditsWereExhausted {
                at_ms: alert.raised_at.as_millis(),
                granted: (alert.raised_at < credits.cycle_started_at).then_some(credits.monthly_total),
                available: credits.available,
            }
        }
        // A few have come since.
        (AlertKind::CreditsExhausted, Some(credits)) if credits.available > 0 => {
            Notice::CreditsLow { available, resets_at_ms }
        }
        (AlertKind::CreditsExhausted, _) => Notice::CreditsExhausted { resets_at_ms },
        (AlertKind::CreditsLow, _) => Notice::CreditsLow { available, resets_at_ms },
        (AlertKind::PlanUpgraded, _) => Notice::PlanUpgraded { plan: figures.plan.clone() },
        (AlertKind::WorkflowFailed | AlertKind::IntegrationNeedsReconnect | AlertKind::Other, _) => {
            Notice::Signal { title: alert.title.clone(), detail: alert.detail.clone() }
        }
    }
}

fn count(alerts: &[&Alert], figures: &Figures) -> Counts {
    let mut counts = Counts::default();
    for alert in alerts {
        let count = match alert.kind {
            _ if !figures.are_of(alert) => &mut counts.elsewhere,
            AlertKind::CreditsLow => &mut counts.low,
            AlertKind::CreditsExhausted => &mut counts.exhausted,
            AlertKind::WorkflowFailed => &mut counts.workflows_failed,
            AlertKind::IntegrationNeedsReconnect => &mut counts.reconnects,
            AlertKind::PlanUpgraded => &mut counts.plan_changes,
            AlertKind::Other => &mut counts.others,
        };
        *count += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use infuse_protocol::Timestamp;
    use proptest::prelude::*;

    use super::*;

    fn alert(id: &str, kind: AlertKind, raised_at_ms: i64) -> Alert {
        Alert {
            id: id.to_owned(),
            workspace_id: "w".to_owned(),
            kind,
            title: "A title".to_owned(),
            detail: "A detail".to_owned(),
            link: None,
            raised_at: Timestamp::from_millis(raised_at_ms),
        }
    }

    fn circumstances() -> Circumstances {
        Circumstances {
            memory: Memory::Unknown,
            raised_at_ms: 20,
            connected_at_ms: 10,
            remembered_since_ms: None,
            silent: false,
            wanted: true,
        }
    }

    #[test]
    fn an_alert_raised_while_connected_is_shown_at_once() {
        assert_eq!(decide(circumstances()), Decision::ShowNow);
    }

    #[test]
    fn an_alert_raised_before_the_connection_waits_for_the_digest() {
        assert_eq!(decide(Circumstances { raised_at_ms: 10, ..circumstances() }), Decision::Hold);
    }

    #[test]
    fn of_endless_words_only_their_beginning_is_kept() {
        let endless =
            Alert { title: "é".repeat(5_000), detail: "é".repeat(100_000), ..alert("1", AlertKind::Other, 1) };
        let kept = bounded(&endless);
        assert_eq!((kept.title.chars().count(), kept.detail.chars().count()), (MOST_OF_TITLE, MOST_OF_DETAIL));
        let short = alert("1", AlertKind::Other, 1);
        assert_eq!(bounded(&short), short);
    }

    #[test]
    fn a_silent_device_holds_what_comes() {
        assert_eq!(decide(Circumstances { silent: true, ..circumstances() }), Decision::Hold);
    }

    #[test]
    fn what_the_person_does_without_counts_as_shown_also_while_it_is_silent() {
        let unwanted = Circumstances { wanted: false, ..circumstances() };
        assert_eq!(decide(unwanted), Decision::Quiet);
        assert_eq!(decide(Circumstances { silent: true, ..unwanted }), Decision::Quiet);
        assert_eq!(decide(Circumstances { memory: Memory::Shown, ..unwanted }), Decision::AlreadyShown);
        assert_eq!(decide(Circumstances { remembered_since_ms: Some(21), ..unwanted }), Decision::Drop);
    }

    #[test]
    fn a_warning_has_passed_where_there_is_more_than_the_persons_own_threshold() {
        let low = alert("1", AlertKind::CreditsLow, 60);
        let with = |threshold| Figures { threshold, ..figures(290) };
        assert_eq!(told(&low, &with(290)), Some(Notice::CreditsLow { available: Some(290), resets_at_ms: Some(99) }));
        assert_eq!(told(&low, &with(289)), None);
    }

    #[test]
    fn an_alert_older_than_the_memory_is_dropped() {
        assert_eq!(decide(Circumstances { remembered_since_ms: Some(21), ..circumstances() }), Decision::Drop);
    }

    /// Figures of the cycle that began at 50 and ends at 99.
    fn figures(available: i64) -> Figures {
        let credits = Credits {
            monthly_total: 300,
            monthly_used: 300 - available,
            monthly_remaining: available,
            purchased_remaining: 0,
            held: 0,
            available,
            cycle_started_at: Timestamp::from_millis(50),
            resets_at: Timestamp::from_millis(99),
        };
        Figures { workspace_id: "w".to_owned(), plan: "free".to_owned(), threshold: 10, credits: Some(credits) }
    }

    fn told(alert: &Alert, figures: &Figures) -> Option<Notice> {
        notice_of(std::slice::from_ref(alert), figures, Occasion::Away)
    }

    #[test]
    fn one_waiting_alert_is_told_in_full_and_several_are_a_digest() {
        let low = alert("1", AlertKind::CreditsLow, 51);
        let failed = alert("2", AlertKind::WorkflowFailed, 52);
        assert_eq!(notice_of(&[], &figures(7), Occasion::Away), None);
        assert_eq!(told(&low, &figures(7)), Some(Notice::CreditsLow { available: Some(7), resets_at_ms: Some(99) }));
        assert_eq!(
            notice_of(&[low, failed], &figures(7), Occasion::Away),
            Some(Notice::Digest {
                occasion: Occasion::Away,
                counts: Counts { low: 1, workflows_failed: 1, ..Counts::default() },
                available: Some(7),
            })
        );
    }

    #[test]
    fn that_credits_run_low_is_not_said_when_none_are_left() {
        let (low, exhausted) = (alert("1", AlertKind::CreditsLow, 51), alert("2", AlertKind::CreditsExhausted, 52));
        assert_eq!(told(&low, &figures(0)), None);
        let both = notice_of(&[low, exhausted], &figures(0), Occasion::Away);
        assert_eq!(both, Some(Notice::CreditsExhausted { resets_at_ms: Some(99) }));
    }

    #[test]
    fn a_warning_whose_cycle_has_ended_is_dropped_or_told_as_what_it_was() {
        assert_eq!(told(&alert("1", AlertKind::CreditsLow, 40), &figures(300)), None);
        let was = Notice::CreditsWereExhausted { at_ms: 40, granted: Some(300), available: 300 };
        let exhausted = alert("2", AlertKind::CreditsExhausted, 40);
        assert_eq!(told(&exhausted, &figures(300)), Some(was.clone()));
        let both = [alert("1", AlertKind::CreditsLow, 39), exhausted];
        assert_eq!(notice_of(&both, &figures(300), Occasion::Away), Some(was));
    }

    #[test]
    fn a_warning_whose_level_has_passed_is_dropped_or_told_as_what_it_was() {
        assert_eq!(told(&alert("1", AlertKind::CreditsLow, 60), &figures(11)), None);
        let exhausted = alert("2", AlertKind::CreditsExhausted, 60);
        let was = Notice::CreditsWereExhausted { at_ms: 60, granted: None, available: 400 };
        assert_eq!(told(&exhausted, &figures(400)), Some(was));
        let low = Notice::CreditsLow { available: Some(3), resets_at_ms: Some(99) };
        assert_eq!(told(&exhausted, &figures(3)), Some(low));
        assert_eq!(told(&exhausted, &figures(0)), Some(Notice::CreditsExhausted { resets_at_ms: Some(99) }));
    }

    #[test]
    fn what_is_not_known_is_no_number() {
        let unknown = Figures { credits: None, ..figures(0) };
        let low = Notice::CreditsLow { available: None, resets_at_ms: None };
        assert_eq!(told(&alert("1", AlertKind::CreditsLow, 60), &unknown), Some(low));
    }

    #[test]
    fn another_workspace_is_never_told_of_by_these_figures() {
        let theirs = |id| Alert { workspace_id: "team".to_owned(), ..alert(id, AlertKind::CreditsExhausted, 40) };
        let elsewhere = Notice::Elsewhere { title: "A title".to_owned(), detail: "A detail".to_owned() };
        assert_eq!(told(&theirs("1"), &figures(300)), Some(elsewhere));
        let Some(Notice::Digest { counts, .. }) = notice_of(&[theirs("1"), theirs("2")], &figures(0), Occasion::Away)
        else {
            panic!("it is a digest");
        };
        assert_eq!(counts, Counts { elsewhere: 2, ..Counts::default() });
    }

    /// One thing that can happen to a device.
    #[derive(Clone, Debug)]
    enum Step {
        /// The stream hands over an alert, perhaps again.
        Heard {
            id: u8,
            raised_at_ms: i64,
        },
        Reconnected {
            at_ms: i64,
        },
        Silent(bool),
        /// The person wants to be told of such alerts, or does without.
        Wanted(bool),
        /// The digest's moment has come.
        Flushed,
        /// The memory forgets what was raised before.
        Forgot {
            before_ms: i64,
        },
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            6 => (0u8..20).prop_map(|id| Step::Heard { id, raised_at_ms: i64::from(id) * 10 }),
            1 => (0i64..250).prop_map(|at_ms| Step::Reconnected { at_ms }),
            1 => any::<bool>().prop_map(Step::Silent),
            1 => any::<bool>().prop_map(Step::Wanted),
            1 => Just(Step::Flushed),
            1 => (0i64..100).prop_map(|before_ms| Step::Forgot { before_ms }),
        ]
    }

    proptest! {
        #[test]
        fn no_alert_is_ever_shown_twice_and_none_is_shown_while_silent_or_unwanted(
            steps in proptest::collection::vec(step(), 0..200)
        ) {
            let mut memory: HashMap<u8, (Memory, i64)> = HashMap::new();
            let mut times_shown: HashMap<u8, u32> = HashMap::new();
            let (mut connected_at_ms, mut silent, mut wanted, mut since) = (0, false, true, None);
            for step in steps {
                match step {
                    Step::Heard { id, raised_at_ms } => {
                        let known = memory.get(&id).map_or(Memory::Unknown, |(known, _)| *known);
                        let decision = decide(Circumstances {
                            memory: known, raised_at_ms, connected_at_ms, remembered_since_ms: since, silent, wanted,
                        });
                        match decision {
                            Decision::ShowNow => {
                                prop_assert!(!silent && wanted);
                                *times_shown.entry(id).or_default() += 1;
                                memory.insert(id, (Memory::Shown, raised_at_ms));
                            }
                            Decision::Hold => { memory.insert(id, (Memory::Waiting, raised_at_ms)); }
                            Decision::Quiet => { memory.insert(id, (Memory::Shown, raised_at_ms)); }
                            Decision::AlreadyShown | Decision::Drop => {}
                        }
                    }
                    Step::Reconnected { at_ms } => connected_at_ms = at_ms,
                    Step::Silent(on) => silent = on,
                    Step::Wanted(on) => wanted = on,
                    Step::Flushed if !silent => {
                        for (id, (known, _)) in &mut memory {
                            if *known == Memory::Waiting {
                                *times_shown.entry(*id).or_default() += 1;
                                *known = Memory::Shown;
                            }
                        }
                    }
                    Step::Flushed => {}
                    Step::Forgot { before_ms } => {
                        since = since.max(Some(before_ms));
                        memory.retain(|_, (known, raised_at_ms)| {
                            *known == Memory::Waiting || *raised_at_ms >= before_ms
                        });
                    }
                }
            }
            prop_assert!(times_shown.values().all(|times| *times == 1), "{:?}", times_shown);
        }
    }
}
