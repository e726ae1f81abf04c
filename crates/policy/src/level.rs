//! When a balance calls for an alert.

use infuse_protocol::stream::AlertKind;

/// The threshold of a person who set none, in credits.
pub const DEFAULT_THRESHOLD: i64 = 10;

/// What was raised since the balance last stood above the threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Armed,
    Low,
    Exhausted,
}

impl Level {
    pub const ALL: [Self; 3] = [Self::Armed, Self::Low, Self::Exhausted];

    /// The level after `available` credits were seen, and the alert that this calls for.
    ///
    /// One alert per crossing: only a balance above the threshold arms again, and falling through
    /// both marks at once raises `credits_exhausted` alone.
    pub fn after(self, available: i64, threshold: i64) -> (Self, Option<AlertKind>) {
        match self {
            _ if available > threshold => (Self::Armed, None),
            Self::Exhausted => (self, None),
            Self::Armed | Self::Low if available <= 0 => (Self::Exhausted, Some(AlertKind::CreditsExhausted)),
            Self::Low => (self, None),
            Self::Armed => (Self::Low, Some(AlertKind::CreditsLow)),
        }
    }

    /// Whether the balance leads to one level, whatever was raised before it.
    pub fn is_plain_from(available: i64, threshold: i64) -> bool {
        let [first, rest @ ..] = Self::ALL.map(|level| level.after(available, threshold).0);
        rest.iter().all(|level| *level == first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The alerts that a walk of the balance raises, with a threshold of 10.
    fn raised(walk: &[i64]) -> Vec<Option<AlertKind>> {
        let mut level = Level::Armed;
        walk.iter()
            .map(|available| {
                let (next, alert) = level.after(*available, 10);
                level = next;
                alert
            })
            .collect()
    }

    #[test]
    fn one_alert_is_raised_per_crossing() {
        use AlertKind::{CreditsExhausted, CreditsLow};
        assert_eq!(raised(&[11, 10, 9, 0, 0]), [None, Some(CreditsLow), None, Some(CreditsExhausted), None]);
    }

    #[test]
    fn a_fall_through_both_marks_raises_exhausted_alone() {
        assert_eq!(raised(&[30, 0]), [None, Some(AlertKind::CreditsExhausted)]);
    }

    #[test]
    fn only_a_balance_above_the_threshold_arms_again() {
        use AlertKind::{CreditsExhausted, CreditsLow};
        assert_eq!(raised(&[0, 10, 0, 11, 10]), [Some(CreditsExhausted), None, None, None, Some(CreditsLow)]);
    }

    #[test]
    fn only_a_balance_at_or_below_the_threshold_and_above_nought_leaves_open_what_was_before_it() {
        let plain = [11, 10, 1, 0].map(|available| Level::is_plain_from(available, 10));
        assert_eq!(plain, [true, false, false, true]);
        assert!(Level::is_plain_from(0, 0) && Level::is_plain_from(1, 0));
    }
}
