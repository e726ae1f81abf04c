//! Holds: credits reserved before multi-step work.

use infuse_protocol::usage::HoldState;

/// A reservation. It stays open, capture after capture, until nothing of it is left, it is released, or it expires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hold {
    pub(crate) id: String,
    pub(crate) credits: i64,
    pub(crate) captured: i64,
    pub(crate) state: HoldState,
    pub(crate) expires_ms: i64,
    pub(crate) fingerprint: String,
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

/// The state's name, in the database and on the wire.
pub(crate) fn state_name(state: HoldState) -> &'static str {
    match state {
        HoldState::Open => "open",
        HoldState::Captured => "captured",
        HoldState::Released => "released",
        HoldState::Expired => "expired",
    }
}

/// Reads what [`state_name`] wrote.
pub(crate) fn parse_state(name: &str) -> Option<HoldState> {
    [HoldState::Open, HoldState::Captured, HoldState::Released, HoldState::Expired]
        .into_iter()
        .find(|state| state_name(*state) == name)
}
