//! What a journal tells, entry by entry, and whether what is kept beside it says the same.

use std::collections::BTreeMap;

use infuse_protocol::usage::{EntryKind, GrantKind};

use crate::ledger::book::Head;
use crate::ledger::digest::Hash;
use crate::ledger::entry::{Entry, GENESIS, Share};
use crate::ledger::grant::Grant;

/// What the entries so far add up to.
#[derive(Debug, Default)]
pub(in crate::ledger) struct Walk {
    pub(in crate::ledger) seq: i64,
    hash: Hash,
    balance: i64,
    owed: i64,
    recorded_ms: i64,
    grants: BTreeMap<i64, Told>,
}

/// A grant as the journal tells of it.
#[derive(Debug)]
struct Told {
    kind: GrantKind,
    amount: i64,
    remaining: i64,
    starts_ms: i64,
    /// When credits of it expired.
    ended_ms: Option<i64>,
}

impl Walk {
    /// Goes on to the next entry.
    pub(in crate::ledger) fn step(&mut self, entry: &Entry) -> Result<(), String> {
        if entry.seq != self.seq + 1 {
            return Err(format!("the entry is missing; the next one is {}", entry.seq));
        }
        let previous = if self.seq == 0 { GENESIS } else { self.hash };
        if entry.chained_to(&previous) != entry.hash {
            return Err("its hash does not follow from its content and the entry before it".to_owned());
        }
        if entry.balance_after != self.balance + entry.credits {
            return Err(format!("its balance is {}, the sum is {}", entry.balance_after, self.balance + entry.credits));
        }
        let spread: i64 = entry.split.iter().map(|share| share.credits).sum();
        if spread != entry.credits.abs() {
            return Err(format!("its split adds up to {spread}, its credits are {}", entry.credits));
        }
        for share in &entry.split {
            self.spread(entry, *share)?;
        }
        if let Some(pack) = entry.takes_back.filter(|_| entry.kind == EntryKind::Adjustment) {
            let pack = self.grants.get_mut(&pack).ok_or("it takes a pack back that no entry brought")?;
            pack.ended_ms = Some(entry.occurred_ms);
            self.owed += pack.amount + entry.credits;
        }
        self.seq = entry.seq;
        self.hash = entry.hash;
        self.balance = entry.balance_after;
        self.recorded_ms = entry.recorded_ms;
        Ok(())
    }

    fn spread(&mut self, entry: &Entry, share: Share) -> Result<(), String> {
        let takes = entry.credits < 0;
        match (self.grants.get_mut(&share.grant), entry.kind) {
            (Some(grant), EntryKind::Refund) => grant.remaining += share.credits,
            (Some(grant), _) if takes => {
                grant.remaining -= share.credits;
                if grant.remaining < 0 {
                    return Err(format!("it takes more from grant {} than it has", share.grant));
                }
                if entry.kind != EntryKind::Debit {
                    grant.ended_ms = Some(entry.occurred_ms);
                }
            }
            (Some(_), _) => return Err(format!("it brings grant {} once more", share.grant)),
            (None, _) if takes => return Err(format!("it takes from grant {}, which no entry brought", share.grant)),
            (None, _) if share.grant != entry.seq => {
                return Err(format!("it brings grant {}, which is not named after it", share.grant));
            }
            (None, _) => {
                self.grants.insert(share.grant, Told::by(entry, share));
            }
        }
        Ok(())
    }

    /// Whether the head of the journal says what its entries tell.
    pub(in crate::ledger) fn arrives_at(&self, head: &Head) -> Result<(), String> {
        if (self.seq, &self.hash) != (head.seq, &head.hash) {
            return Err(format!("the journal ends at entry {}, its head says {}", self.seq, head.seq));
        }
        if self.balance != head.balance {
            return Err(format!("the journal's sum is {}, the balance says {}", self.balance, head.balance));
        }
        if self.owed != head.owed {
            return Err(format!("by the journal {} are owed, its head says {}", self.owed, head.owed));
        }
        Ok(())
    }

    /// Whether the grants are those that the entries tell of.
    pub(in crate::ledger) fn agrees_with(&self, grants: Vec<Grant>, head: &Head) -> Result<(), String> {
        let mut grants: BTreeMap<i64, Grant> = grants.into_iter().map(|grant| (grant.seq, grant)).collect();
        for (id, told) in &self.grants {
            let grant = grants.remove(id).ok_or_else(|| format!("grant {id} is missing"))?;
            self.compare(told, &grant, head).map_err(|fault| format!("grant {id} {fault}"))?;
        }
        match grants.into_keys().next() {
            Some(id) => Err(format!("grant {id} was brought by no entry")),
            None => Ok(()),
        }
    }

    fn compare(&self, told: &Told, grant: &Grant, head: &Head) -> Result<(), String> {
        let same = |name: &str, is: i64, told: i64| match is == told {
            true => Ok(()),
            false => Err(format!("has {name} {is}, by the journal {told}")),
        };
        same("left", grant.remaining, told.remaining)?;
        same("the amount", grant.amount, told.amount)?;
        same("the start", grant.starts_ms, told.starts_ms)?;
        if grant.kind != told.kind {
            return Err(format!("is of kind {}, by the journal {}", grant.kind.name(), told.kind.name()));
        }
        if let Some(ended_ms) = told.ended_ms {
            same("the end", grant.ends_ms.unwrap_or(i64::MAX), ended_ms)?;
        }
        let has_ended = grant.has_ended(self.recorded_ms);
        match grant.live {
            false if told.remaining > 0 => Err("does not count, though it has credits left".to_owned()),
            true if has_ended => Err("counts, though it has ended".to_owned()),
            true => ends_in_time(grant, head),
            false => Ok(()),
        }
    }
}

/// Whether a grant that counts ends when its kind does. The end of an adjustment is its own, and is
/// told by the journal only once it has come.
fn ends_in_time(grant: &Grant, head: &Head) -> Result<(), String> {
    let expected = match grant.kind {
        GrantKind::Plan | GrantKind::Refund => Some(head.cycle_ends_ms),
        GrantKind::Pack => None,
        GrantKind::Adjustment | GrantKind::Other => grant.ends_ms,
    };
    if grant.ends_ms == expected { Ok(()) } else { Err("has an end that is not that of its kind".to_owned()) }
}

impl Told {
    fn by(entry: &Entry, share: Share) -> Self {
        let kind = match entry.kind {
            EntryKind::Adjustment => GrantKind::Adjustment,
            EntryKind::Refund => GrantKind::Refund,
            // What was bought was asked for; the plan grants by itself.
            _ if entry.fingerprint.is_some() => GrantKind::Pack,
            _ => GrantKind::Plan,
        };
        Self { kind, amount: share.credits, remaining: share.credits, starts_ms: entry.occurred_ms, ended_ms: None }
    }
}
