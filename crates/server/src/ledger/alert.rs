//! Alerts: when the balance calls for one.

use infuse_protocol::Timestamp;
use infuse_protocol::stream::{self as wire, AlertKind};
use uuid::Uuid;

/// The threshold of a person who set none, in credits.
pub(crate) const DEFAULT_THRESHOLD: i64 = 10;

/// What was raised since the balance last stood above the threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Armed = 0,
    Low = 1,
    Exhausted = 2,
}

impl Level {
    /// The level after `available` credits were seen, and the alert that this calls for.
    ///
    /// One alert per crossing: only a balance above the threshold arms again, and falling through
    /// both marks at once raises `credits_exhausted` alone.
    pub(crate) fn after(self, available: i64, threshold: i64) -> (Self, Option<AlertKind>) {
        match self {
            _ if available > threshold => (Self::Armed, None),
            Self::Exhausted => (self, None),
            Self::Armed | Self::Low if available <= 0 => (Self::Exhausted, Some(AlertKind::CreditsExhausted)),
            Self::Low => (self, None),
            Self::Armed => (Self::Low, Some(AlertKind::CreditsLow)),
        }
    }

    /// Reads the number that a book keeps.
    pub(crate) fn from_number(number: i64) -> Self {
        match number {
            0 => Self::Armed,
            1 => Self::Low,
            _ => Self::Exhausted,
        }
    }
}

/// Something that a person should know, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Alert {
    /// From 1, without gaps, in each workspace.
    pub(crate) alert_seq: i64,
    pub(crate) id: Uuid,
    pub(crate) kind: AlertKind,
    pub(crate) title: String,
    pub(crate) detail: String,
    pub(crate) link: Option<String>,
    pub(crate) raised_ms: i64,
}

impl Alert {
    /// The alert as the stream sends it.
    pub(crate) fn into_wire(self, workspace_id: &str) -> wire::Alert {
        wire::Alert {
            id: self.id.to_string(),
            workspace_id: workspace_id.to_owned(),
            kind: self.kind,
            title: self.title,
            detail: self.detail,
            link: self.link,
            raised_at: Timestamp::from_millis(self.raised_ms),
        }
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
}
