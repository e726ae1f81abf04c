//! Grants: what a balance is made of, and the order in which it is burnt.

use infuse_protocol::Timestamp;
use infuse_protocol::usage::{self as wire, GrantKind};

use super::entry::Share;

/// Credits from one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) id: String,
    pub(crate) kind: GrantKind,
    pub(crate) amount: i64,
    pub(crate) remaining: i64,
    pub(crate) starts_ms: i64,
    /// `None`: kept until used.
    pub(crate) ends_ms: Option<i64>,
    /// The number of the entry that brought it: which grant is older.
    pub(crate) seq: i64,
    /// Whether it still counts: it has not ended, and is not a used-up one without an end.
    pub(crate) live: bool,
    /// Whether it differs from what is stored.
    pub(crate) changed: bool,
}

impl Grant {
    /// Earliest end first, then plan before pack, then oldest; adjustments and refunds stand
    /// between plan and pack, for they were not paid for on their own.
    fn burn_order(&self) -> (i64, u8, i64) {
        let by_kind = match self.kind {
            GrantKind::Plan => 0,
            GrantKind::Refund => 1,
            GrantKind::Adjustment => 2,
            GrantKind::Pack => 3,
        };
        (self.ends_ms.unwrap_or(i64::MAX), by_kind, self.seq)
    }

    /// Whether its end, if it has one, has come.
    pub(crate) fn has_ended(&self, now_ms: i64) -> bool {
        self.ends_ms.is_some_and(|end| end <= now_ms)
    }

    /// Gives credits back to it.
    pub(crate) fn put_back(&mut self, credits: i64) {
        self.remaining += credits;
        self.live = true;
        self.changed = true;
    }

    /// Ends it; answers what was left.
    pub(crate) fn end(&mut self) -> i64 {
        self.live = false;
        self.changed = true;
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
        grant.remaining -= taken;
        grant.changed = true;
        grant.live = grant.remaining > 0 || grant.ends_ms.is_some();
        owed -= taken;
        split.push(Share { grant_id: grant.id.clone(), credits: taken });
    }
    debug_assert_eq!(owed, 0, "a debit is decided before it is burnt");
    split
}

/// The kind's name, in the database and on the wire.
pub(crate) fn kind_name(kind: GrantKind) -> &'static str {
    match kind {
        GrantKind::Plan => "plan",
        GrantKind::Pack => "pack",
        GrantKind::Adjustment => "adjustment",
        GrantKind::Refund => "refund",
    }
}

/// Reads what [`kind_name`] wrote.
pub(crate) fn parse_kind(name: &str) -> Option<GrantKind> {
    [GrantKind::Plan, GrantKind::Pack, GrantKind::Adjustment, GrantKind::Refund]
        .into_iter()
        .find(|kind| kind_name(*kind) == name)
}

impl From<&Grant> for wire::Grant {
    fn from(grant: &Grant) -> Self {
        Self {
            id: grant.id.clone(),
            kind: grant.kind,
            amount: grant.amount,
            remaining: grant.remaining,
            ends_at: grant.ends_ms.map(Timestamp::from_millis),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(id: &str, kind: GrantKind, remaining: i64, ends_ms: Option<i64>, seq: i64) -> Grant {
        Grant {
            id: id.to_owned(),
            kind,
            amount: remaining,
            remaining,
            starts_ms: 0,
            ends_ms,
            seq,
            live: true,
            changed: false,
        }
    }

    #[test]
    fn the_earliest_end_burns_first_then_plan_before_pack_then_the_oldest() {
        let mut grants = vec![
            grant("newer pack", GrantKind::Pack, 10, None, 5),
            grant("older pack", GrantKind::Pack, 10, None, 2),
            grant("pack that ends with the plan", GrantKind::Pack, 10, Some(100), 1),
            grant("plan", GrantKind::Plan, 10, Some(100), 4),
            grant("sooner", GrantKind::Adjustment, 10, Some(50), 6),
        ];
        let order: Vec<String> = burn(&mut grants, 50).into_iter().map(|share| share.grant_id).collect();
        assert_eq!(order, ["sooner", "plan", "pack that ends with the plan", "older pack", "newer pack"]);
    }

    #[test]
    fn a_used_up_grant_lives_on_only_when_it_has_an_end() {
        let mut grants =
            vec![grant("plan", GrantKind::Plan, 3, Some(9), 1), grant("pack", GrantKind::Pack, 3, None, 2)];
        burn(&mut grants, 6);
        assert_eq!(grants.iter().map(|grant| grant.live).collect::<Vec<_>>(), [true, false]);
    }
}
