//! Holds: credits reserved before multi-step work.

use infuse_protocol::usage::{ActionQuantity, HoldState};
use uuid::Uuid;

use super::book::{Book, Cause, Moment};
use super::digest::Fields;

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

/// Credits to be reserved.
#[derive(Clone, Debug)]
pub(crate) struct NewHold {
    pub(crate) id: Uuid,
    pub(crate) asked: Asked,
    /// From the moment at which they are reserved.
    pub(crate) expires_in_ms: i64,
}

/// How many credits a hold is asked to reserve.
#[derive(Clone, Debug)]
pub(crate) enum Asked {
    Credits(i64),
    /// What these actions cost when it is placed.
    Actions(Vec<ActionQuantity>),
}

/// How a hold was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// It stands; a repeat answers the same.
    Placed {
        hold: Hold,
        available: i64,
    },
    Conflict,
    Refused {
        required: i64,
        available: i64,
        resets_ms: i64,
    },
    /// The catalogue in force does not sell the action with that index.
    UnknownAction(usize),
    /// As many holds are open as may be.
    TooMany,
}

/// How the release of a hold was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Released {
    Done,
    Closed,
    Unknown,
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
    }

    /// Ends it; what was not captured is free again.
    pub(crate) fn close(&mut self, state: HoldState) {
        self.state = state;
        self.changed = true;
    }
}

impl NewHold {
    /// Prices may change before a client asks for the same again.
    fn fingerprint(&self) -> [u8; 16] {
        let fields = Fields::of("infuse hold").number(self.expires_in_ms);
        let fields = match &self.asked {
            Asked::Credits(credits) => fields.number(*credits),
            Asked::Actions(actions) => actions.iter().fold(fields.number(actions.len() as i64), |fields, line| {
                fields.text(&line.action).number(line.quantity.unwrap_or(1))
            }),
        };
        fields.half()
    }
}

impl Asked {
    /// The credits to reserve now, or the index of the first action that is not for sale.
    fn credits(&self, moment: Moment<'_>) -> Result<i64, usize> {
        match self {
            Self::Credits(credits) => Ok(*credits),
            Self::Actions(actions) => Ok(moment.prices().price_all(actions)?.iter().sum()),
        }
    }
}

impl Book {
    /// Reserves credits.
    pub(crate) fn place_hold(&mut self, wanted: &NewHold, moment: Moment<'_>) -> Held {
        let fingerprint = wanted.fingerprint();
        if let Some(known) = self.holds.iter().find(|known| known.id == wanted.id) {
            return match known.fingerprint == fingerprint {
                true => Held::Placed { hold: known.clone(), available: self.available() },
                false => Held::Conflict,
            };
        }
        let credits = match wanted.asked.credits(moment) {
            Ok(credits) => credits,
            Err(index) => return Held::UnknownAction(index),
        };
        let available = self.available();
        if credits > available {
            return Held::Refused { required: credits, available, resets_ms: self.head.cycle_ends_ms };
        }
        if self.head.open_holds >= MOST_OPEN {
            return Held::TooMany;
        }
        let expires_ms = moment.now_ms.saturating_add(wanted.expires_in_ms);
        let hold = Hold {
            id: wanted.id,
            credits,
            captured: 0,
            state: HoldState::Open,
            expires_ms,
            fingerprint,
            changed: true,
        };
        self.head.held += credits;
        self.head.open_holds += 1;
        self.head.holds_due_ms = Some(self.head.holds_due_ms.map_or(expires_ms, |due_ms| due_ms.min(expires_ms)));
        self.holds.push(hold.clone());
        self.settle(moment.now_ms, Cause::Hold);
        Held::Placed { hold, available: self.available() }
    }

    /// Ends a hold before its time. Releasing it again is fine.
    pub(crate) fn release_hold(&mut self, id: Uuid, moment: Moment<'_>) -> Released {
        let Some(index) = self.holds.iter().position(|hold| hold.id == id) else { return Released::Unknown };
        match self.holds[index].state {
            HoldState::Released => Released::Done,
            HoldState::Captured | HoldState::Expired | HoldState::Other => Released::Closed,
            HoldState::Open => {
                self.close_hold(index, HoldState::Released);
                self.settle(moment.now_ms, Cause::Other);
                Released::Done
            }
        }
    }

    /// Ends the holds of which nothing is left. That comes after all events of a request, so that it does not depend on
    /// how work was split into events which of them go beyond the hold.
    pub(crate) fn end_used_up_holds(&mut self) {
        for index in 0..self.holds.len() {
            let hold = &self.holds[index];
            if hold.state == HoldState::Open && hold.captured == hold.credits {
                self.close_hold(index, HoldState::Captured);
            }
        }
    }

    /// Closes the holds that have expired at that moment; all open ones were read.
    pub(super) fn expire_holds(&mut self, at_ms: i64) {
        if self.head.holds_due_ms.is_some_and(|due_ms| due_ms <= at_ms) {
            self.close_holds(HoldState::Expired, |hold| hold.expires_ms <= at_ms);
        }
    }

    /// Closes those of all open holds, which were read, for which `ends` is true.
    pub(super) fn close_holds(&mut self, state: HoldState, ends: impl Fn(&Hold) -> bool) {
        for index in 0..self.holds.len() {
            if self.holds[index].state == HoldState::Open && ends(&self.holds[index]) {
                self.close_hold(index, state);
            }
        }
        let open = self.holds.iter().filter(|hold| hold.state == HoldState::Open);
        self.head.holds_due_ms = open.map(|hold| hold.expires_ms).min();
    }

    /// Ends an open hold; what was not captured is free again.
    pub(super) fn close_hold(&mut self, index: usize, state: HoldState) {
        self.head.held -= self.holds[index].reserved();
        self.holds[index].close(state);
        self.head.open_holds -= 1;
        if self.head.open_holds == 0 {
            self.head.holds_due_ms = None;
        }
    }
}
