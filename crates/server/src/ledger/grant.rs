//! Grants: what a balance is made of, and the order in which it is burnt.

use infuse_protocol::Timestamp;
use infuse_protocol::usage::{self as wire, GrantKind};

use super::entry::{Share, grant_id};

/// Credits from one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grant {
    /// The number of the entry that brought it, by which it is known, and which tells the older grant.
    pub(crate) seq: i64,
    pub(crate) kind: GrantKind,
    pub(crate) amount: i64,
    pub(crate) remaining: i64,
    pub(crate) starts_ms: i64,
    /// `None`: kept until used.
    pub(crate) ends_ms: Option<i64>,
    /// Whether it still counts: it has not ended, and is not a used-up one without an end.
    pub(crate) live: bool,
    /// What of it differs from what is stored.
    pub(crate) change: Change,
}

/// How much of a grant has to be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Change {
    #[default]
    Nothing,
    /// What is left of it, or its end.
    Figures,
    /// Also whether it counts, by which it is found.
    Liveness,
}

impl Grant {
    /// Earliest end first, then plan before pack, then oldest; adjustments and refunds stand
    /// between plan and pack, for they were not paid for on their own.
    fn burn_order(&self) -> (i64, u8, i64) {
        let by_kind = match self.kind {
            GrantKind::Plan => 0,
            GrantKind::Refund => 1,
            GrantKind::Adjustment | GrantKind::Other => 2,
            GrantKind::Pack => 3,
        };
        (self.ends_ms.unwrap_or(i64::MAX), by_kind, self.seq)
    }

    /// Whether its end, if it has one, has come.
    pub(crate) fn has_ended(&self, now_ms: i64) -> bool {
        self.ends_ms.is_some_and(|end| end <= now_ms)
    }

    /// Whether it has ended, by the clock of now or by one that was ahead when it did.
    pub(crate) fn is_over(&self, now_ms: i64) -> bool {
        self.has_ended(now_ms) || (!self.live && self.ends_ms.is_some())
    }

    /// Gives credits back to it.
    pub(crate) fn put_back(&mut self, credits: i64) {
        self.remaining += credits;
        self.note(Change::Figures);
        self.set_live(true);
    }

    /// Moves its end.
    pub(crate) fn set_end(&mut self, ends_ms: i64) {
        self.ends_ms = Some(ends_ms);
        self.note(Change::Figures);
    }

    /// Takes credits from it.
    fn take(&mut self, credits: i64) {
        self.remaining -= credits;
        self.note(Change::Figures);
        self.set_live(self.remaining > 0 || self.ends_ms.is_some());
    }

    fn set_live(&mut self, live: bool) {
        if self.live != live {
            self.live = live;
            self.note(Change::Liveness);
        }
    }

    fn note(&mut self, change: Change) {
        self.change = self.change.max(change);
    }

    /// Ends it; answers what was left.
    pub(crate) fn end(&mut self) -> i64 {
        self.note(Change::Figures);
        self.set_live(false);
        std::mem::take(&mut self.remaining)
    }
}

/// Sorts grants into burn order.
pub(crate) fn sort_by_burn_order(grants: &mut [Grant]) {
    grants.sort_by_key(Grant::burn_order);
}

/// Takes `credits` from live grants in burn order, which together hold at least that many.
pub(crate) fn burn(grants: &mut [Grant], credits: i64) -> Vec<Share> {
    sort_by_burn_order(grants);
    let mut owed = credits;
    let mut split = Vec::with_capacity(1);
    for grant in grants.iter_mut().filter(|grant| grant.live && grant.remaining > 0) {
        if owed == 0 {
            break;
        }
        let taken = owed.min(grant.remaining);
        grant.take(taken);
        owed -= taken;
        split.push(Share { grant: grant.seq, credits: taken });
    }
    debug_assert_eq!(owed, 0, "a debit is decided before it is burnt");
    split
}

impl Grant {
    /// The grant as the contract shows it.
    pub(crate) fn to_wire(&self, workspace_id: &str) -> wire::Grant {
        wire::Grant {
            id: grant_id(workspace_id, self.seq),
            kind: self.kind,
            amount: self.amount,
            remaining: self.remaining,
            ends_at: self.ends_ms.map(Timestamp::from_millis),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(kind: GrantKind, remaining: i64, ends_ms: Option<i64>, seq: i64) -> Grant {
        Grant { seq, kind, amount: remaining, remaining, starts_ms: 0, ends_ms, live: true, change: Change::Nothing }
    }

    #[test]
    fn the_earliest_end_burns_first_then_plan_before_pack_then_the_oldest() {
        let mut grants = vec![
            grant(GrantKind::Pack, 10, None, 5),
            grant(GrantKind::Pack, 10, None, 2),
            grant(GrantKind::Pack, 10, Some(100), 1),
            grant(GrantKind::Plan, 10, Some(100), 4),
            grant(GrantKind::Adjustment, 10, Some(50), 6),
        ];
        let order: Vec<i64> = burn(&mut grants, 50).into_iter().map(|share| share.grant).collect();
        assert_eq!(order, [6, 4, 1, 2, 5]);
    }

    #[test]
    fn a_used_up_grant_lives_on_only_when_it_has_an_end() {
        let mut grants = vec![grant(GrantKind::Plan, 3, Some(9), 1), grant(GrantKind::Pack, 3, None, 2)];
        burn(&mut grants, 6);
        assert_eq!(grants.iter().map(|grant| grant.live).collect::<Vec<_>>(), [true, false]);
        assert_eq!(grants.iter().map(|grant| grant.change).collect::<Vec<_>>(), [Change::Figures, Change::Liveness]);
    }
}
