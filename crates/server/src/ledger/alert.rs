//! Alerts, and the level of a book as it is kept.

use infuse_policy::Level;
use infuse_protocol::Timestamp;
use infuse_protocol::stream::{self as wire, AlertKind};
use uuid::Uuid;

/// The number that a book keeps for a level.
pub(super) fn number_of(level: Level) -> i64 {
    match level {
        Level::Armed => 0,
        Level::Low => 1,
        Level::Exhausted => 2,
    }
}

/// Reads the number that a book keeps.
pub(super) fn level_of(number: i64) -> Level {
    match number {
        0 => Level::Armed,
        1 => Level::Low,
        _ => Level::Exhausted,
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
