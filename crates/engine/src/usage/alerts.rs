//! When a person is warned on this device, and of what. Pure: what is known goes in, a decision comes out.

use infuse_protocol::stream::{Alert, AlertKind};

/// One native notification, worded by the shell from the catalogues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Credits fell to the threshold or below.
    CreditsLow {
        available: i64,
        resets_at_ms: Option<i64>,
    },
    CreditsExhausted {
        resets_at_ms: Option<i64>,
    },
    /// A signal of an agent, in its own words.
    Signal {
        title: String,
        detail: String,
    },
    PlanUpgraded {
        plan: String,
    },
    /// Several things that happened while the app was off or warnings were paused.
    Digest {
        low: u32,
        exhausted: u32,
        signals: u32,
        available: Option<i64>,
    },
}

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
    pub(crate) paused: bool,
}

/// What becomes of an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    ShowNow,
    /// It waits, and is shown together with what else waits.
    Hold,
    AlreadyShown,
    /// It is older than the memory, so that nobody knows whether it was shown.
    Drop,
}

/// The one place that decides whether an alert is shown.
pub(crate) fn decide(now: Circumstances) -> Decision {
    match now.memory {
        Memory::Shown => Decision::AlreadyShown,
        Memory::Unknown if now.remembered_since_ms.is_some_and(|since| now.raised_at_ms < since) => Decision::Drop,
        Memory::Waiting => Decision::Hold,
        Memory::Unknown if now.paused || now.raised_at_ms <= now.connected_at_ms => Decision::Hold,
        Memory::Unknown => Decision::ShowNow,
    }
}

/// What the words of a notice are filled with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    pub(crate) available: Option<i64>,
    pub(crate) resets_at_ms: Option<i64>,
    pub(crate) plan: String,
}

/// The notice that tells all of these alerts at once: in full where it is one, else as a digest.
pub(crate) fn notice_of(alerts: &[Alert], figures: &Figures) -> Option<Notice> {
    match alerts {
        [] => None,
        [alert] => Some(single(alert, figures)),
        several => Some(digest(several, figures)),
    }
}

fn single(alert: &Alert, figures: &Figures) -> Notice {
    let resets_at_ms = figures.resets_at_ms;
    match alert.kind {
        AlertKind::CreditsLow => Notice::CreditsLow { available: figures.available.unwrap_or_default(), resets_at_ms },
        AlertKind::CreditsExhausted => Notice::CreditsExhausted { resets_at_ms },
        AlertKind::PlanUpgraded => Notice::PlanUpgraded { plan: figures.plan.clone() },
        AlertKind::WorkflowFailed | AlertKind::IntegrationNeedsReconnect | AlertKind::Other => {
            Notice::Signal { title: alert.title.clone(), detail: alert.detail.clone() }
        }
    }
}

fn digest(alerts: &[Alert], figures: &Figures) -> Notice {
    let (mut low, mut exhausted, mut signals) = (0, 0, 0);
    for alert in alerts {
        match alert.kind {
            AlertKind::CreditsLow => low += 1,
            AlertKind::CreditsExhausted => exhausted += 1,
            _ => signals += 1,
        }
    }
    Notice::Digest { low, exhausted, signals, available: figures.available }
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
            paused: false,
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
    fn a_paused_device_holds_what_comes() {
        assert_eq!(decide(Circumstances { paused: true, ..circumstances() }), Decision::Hold);
    }

    #[test]
    fn an_alert_older_than_the_memory_is_dropped() {
        assert_eq!(decide(Circumstances { remembered_since_ms: Some(21), ..circumstances() }), Decision::Drop);
    }

    #[test]
    fn one_waiting_alert_is_told_in_full_and_several_are_a_digest() {
        let figures = Figures { available: Some(7), resets_at_ms: Some(99), plan: "free".to_owned() };
        let low = alert("1", AlertKind::CreditsLow, 1);
        let failed = alert("2", AlertKind::WorkflowFailed, 2);
        assert_eq!(notice_of(&[], &figures), None);
        assert_eq!(
            notice_of(std::slice::from_ref(&low), &figures),
            Some(Notice::CreditsLow { available: 7, resets_at_ms: Some(99) })
        );
        assert_eq!(
            notice_of(&[low, failed], &figures),
            Some(Notice::Digest { low: 1, exhausted: 0, signals: 1, available: Some(7) })
        );
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
        Paused(bool),
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
            1 => any::<bool>().prop_map(Step::Paused),
            1 => Just(Step::Flushed),
            1 => (0i64..100).prop_map(|before_ms| Step::Forgot { before_ms }),
        ]
    }

    proptest! {
        #[test]
        fn no_alert_is_ever_shown_twice_and_none_is_shown_while_paused(
            steps in proptest::collection::vec(step(), 0..200)
        ) {
            let mut memory: HashMap<u8, (Memory, i64)> = HashMap::new();
            let mut times_shown: HashMap<u8, u32> = HashMap::new();
            let (mut connected_at_ms, mut paused, mut since) = (0, false, None);
            for step in steps {
                match step {
                    Step::Heard { id, raised_at_ms } => {
                        let known = memory.get(&id).map_or(Memory::Unknown, |(known, _)| *known);
                        let decision = decide(Circumstances {
                            memory: known, raised_at_ms, connected_at_ms, remembered_since_ms: since, paused,
                        });
                        match decision {
                            Decision::ShowNow => {
                                prop_assert!(!paused);
                                *times_shown.entry(id).or_default() += 1;
                                memory.insert(id, (Memory::Shown, raised_at_ms));
                            }
                            Decision::Hold => { memory.insert(id, (Memory::Waiting, raised_at_ms)); }
                            Decision::AlreadyShown | Decision::Drop => {}
                        }
                    }
                    Step::Reconnected { at_ms } => connected_at_ms = at_ms,
                    Step::Paused(on) => paused = on,
                    Step::Flushed if !paused => {
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
