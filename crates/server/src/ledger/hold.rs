//! Holds: credits reserved before multi-step work.

use infuse_protocol::usage::HoldState;
use uuid::Uuid;

/// Open holds of one workspace, at most.
pub(crate) const MOST_OPEN: i64 = 100;

/// The longest time that credits may be reserved, in milliseconds.
pub(crate) const LONGEST_MS: i64 = 24 * 60 * 60 * 1_000;

/// How long a hold is kept from the end of its time, in milliseconds. As long its id is known: a repeat gets the first
/// answer, and a capture or release that comes late is told that it has ended. As long a debit may be refunded, too.
pub(crate) const ENDED_KEPT_FOR_MS: i64 = 90 * 24 * 60 * 60 * 1_000;

/// A reservation. It stays open, capture after capture, until nothing of it is left, it is released, or it expires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hold {
    pub(crate) id: Uuid,
    pub(crate) credits: i64,
    pub(crate) captured: i64,
    pub(crate) state: HoldState,
    pub(crate) expires_ms: i64,
    pub(crate) fingerprint: [u8; 16],
    /// Whether it differs from what is stored.
    pub(crate) changed: bool,
}

impl Hold {
    /// What it still reserves.
    pub(crate) fn reserved(&self) -> i64 {
        if self.state == HoldState::Open { self.credits - self.captured } else { 0 }
    }

    /// Uses up to `credits` of what it reserves.
    pub(crate) fn capture(&mut self, credits: i64) {
        self.captured += credits.min(self.reserved());
        self.changed = true;
        if self.captured == self.credits {
            self.state = HoldState::Captured;
        }
    }

    /// Ends it; what was not captured is free again.
    pub(crate) fn close(&mut self, state: HoldState) {
        self.state = state;
        self.changed = true;
    }
}
