//! What can be done to a book. Each operation is decided at once and for good.

use infuse_protocol::stream::AlertKind;
use infuse_protocol::usage::{EntryKind, GrantKind, HoldState};
use serde_json::json;

use super::alert::Alert;
use super::book::{Book, Details, Line, Moment};
use super::entry::{Entry, Share, fingerprint};
use super::grant::{burn, kind_name};
use super::hold::Hold;

/// One thing that was done, priced.
#[derive(Clone, Debug)]
pub(crate) struct Debit {
    pub(crate) id: String,
    pub(crate) action: String,
    pub(crate) quantity: i64,
    pub(crate) credits: i64,
    pub(crate) catalog_version: String,
    pub(crate) occurred_ms: Option<i64>,
    pub(crate) conversation_id: Option<String>,
    pub(crate) conversation_title: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) hold_id: Option<String>,
}

/// How a debit was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Debited {
    Done { credits: i64, seq: i64 },
    Duplicate { credits: i64, seq: i64 },
    Conflict { credits: i64 },
    Refused { required: i64, available: i64 },
    HoldClosed { credits: i64 },
    HoldUnknown { credits: i64 },
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
}

/// How the release of a hold was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Released {
    Done,
    Closed,
    Unknown,
}

/// How a refund was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refunded {
    /// The entry; a repeat answers the same.
    Done(Box<Entry>),
    Conflict,
    /// The debit was taken back before, by another refund.
    TakenBackBefore,
    UnknownEvent,
}

/// How a credit was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credited {
    /// The credits are granted; a repeat answers the same.
    Done,
    /// The id belongs to something else.
    Conflict,
}

/// A signal of an agent.
#[derive(Clone, Debug)]
pub(crate) struct Signal {
    pub(crate) id: String,
    pub(crate) kind: AlertKind,
    pub(crate) title: String,
    pub(crate) detail: String,
    pub(crate) link: Option<String>,
}

/// Credits from outside the plan.
#[derive(Clone, Debug)]
pub(crate) struct Credit {
    /// Makes a repeat change nothing.
    pub(crate) id: String,
    pub(crate) kind: GrantKind,
    pub(crate) credits: i64,
    pub(crate) ends_ms: Option<i64>,
    pub(crate) reason: String,
}

impl Debit {
    /// What makes it another debit. A conversation's title is a label that changes while the conversation
    /// goes on: an event that is sent again after that is still the same.
    fn fingerprint(&self) -> String {
        fingerprint(&json!([
            self.action,
            self.quantity,
            self.occurred_ms,
            self.conversation_id,
            self.source,
            self.hold_id
        ]))
    }
}

impl Book {
    /// Takes what an action costs, strictly and exactly once.
    pub(crate) fn debit(&mut self, debit: &Debit, moment: Moment<'_>) -> Debited {
        let credits = debit.credits;
        let fingerprint = debit.fingerprint();
        if let Some(known) = self.known.get(&debit.id) {
            let same = known.kind == EntryKind::Debit && known.fingerprint == fingerprint;
            return match same {
                true => Debited::Duplicate { credits: -known.credits, seq: known.seq },
                false => Debited::Conflict { credits },
            };
        }
        let available = self.available();
        let hold = match &debit.hold_id {
            None => None,
            Some(id) => match self.holds.iter().position(|hold| hold.id == *id) {
                None => return Debited::HoldUnknown { credits },
                Some(index) if self.holds[index].state != HoldState::Open => return Debited::HoldClosed { credits },
                Some(index) => Some(index),
            },
        };
        let reserved = hold.map_or(0, |index| self.holds[index].reserved());
        let spendable = self.head.balance.min(available + reserved);
        if credits > spendable {
            return Debited::Refused { required: credits, available: spendable };
        }
        if let Some(index) = hold {
            self.holds[index].capture(credits);
        }
        let split = burn(&mut self.grants, credits);
        let line = Line {
            id: Some(debit.id.clone()),
            kind: EntryKind::Debit,
            credits: -credits,
            split,
            catalog_version: debit.catalog_version.clone(),
            fingerprint,
            details: Details {
                action: Some(debit.action.clone()),
                quantity: Some(debit.quantity),
                conversation_id: debit.conversation_id.clone(),
                conversation_title: debit.conversation_title.clone(),
                source: debit.source.clone(),
                occurred_ms: debit.occurred_ms,
                ..Details::default()
            },
        };
        let seq = self.append(moment.now_ms, line).seq;
        self.settle(moment.now_ms);
        Debited::Done { credits, seq }
    }

    /// Reserves credits until `expires_ms`.
    pub(crate) fn place_hold(&mut self, hold: Hold, moment: Moment<'_>) -> Held {
        if let Some(known) = self.holds.iter().find(|known| known.id == hold.id) {
            return match known.fingerprint == hold.fingerprint {
                true => Held::Placed { hold: known.clone(), available: self.available() },
                false => Held::Conflict,
            };
        }
        let available = self.available();
        if hold.credits > available {
            return Held::Refused { required: hold.credits, available, resets_ms: self.head.cycle_ends_ms };
        }
        self.holds.push(hold.clone());
        self.settle(moment.now_ms);
        Held::Placed { hold, available: self.available() }
    }

    /// Ends a hold before its time. Releasing it again is fine.
    pub(crate) fn release_hold(&mut self, id: &str, moment: Moment<'_>) -> Released {
        let Some(hold) = self.holds.iter_mut().find(|hold| hold.id == id) else { return Released::Unknown };
        match hold.state {
            HoldState::Released => Released::Done,
            HoldState::Captured | HoldState::Expired => Released::Closed,
            HoldState::Open => {
                hold.close(HoldState::Released);
                self.settle(moment.now_ms);
                Released::Done
            }
        }
    }

    /// Takes a debit back: credits return to the grants that they came from; what came from a grant
    /// that has ended returns as a `refund` grant that lives to the current cycle's end.
    pub(crate) fn refund(&mut self, id: &str, event_id: &str, reason: &str, moment: Moment<'_>) -> Refunded {
        let fingerprint = fingerprint(&json!([event_id, reason]));
        if let Some(known) = self.known.get(id) {
            let same = known.kind == EntryKind::Refund && known.fingerprint == fingerprint;
            return if same { Refunded::Done(Box::new(known.clone())) } else { Refunded::Conflict };
        }
        if self.refunds.contains_key(event_id) {
            return Refunded::TakenBackBefore;
        }
        let Some(debit) = self.known.get(event_id).filter(|entry| entry.kind == EntryKind::Debit) else {
            return Refunded::UnknownEvent;
        };
        let (credits, catalog_version) = (-debit.credits, debit.catalog_version.clone());
        // What the journal has seen end stays ended, though the clock may have jumped back since.
        let now_ms = moment.now_ms.max(self.head.recorded_ms);
        let (mut split, homeless) = self.return_to_grants(debit.split.clone(), now_ms);
        if homeless > 0 {
            let grant_id = self.derived_id("grant", self.head.seq + 1, moment.now_ms);
            split.push(Share { grant_id: grant_id.clone(), credits: homeless });
            self.grants.push(super::grant::Grant {
                id: grant_id,
                kind: GrantKind::Refund,
                amount: homeless,
                remaining: homeless,
                starts_ms: moment.now_ms,
                ends_ms: Some(self.head.cycle_ends_ms),
                seq: self.head.seq + 1,
                live: true,
                changed: true,
            });
        }
        let details =
            Details { reason: Some(reason.to_owned()), event_id: Some(event_id.to_owned()), ..Details::default() };
        let line = Line {
            id: Some(id.to_owned()),
            kind: EntryKind::Refund,
            credits,
            split,
            catalog_version,
            fingerprint,
            details,
        };
        let entry = self.append(moment.now_ms, line).clone();
        self.refunds.insert(event_id.to_owned(), id.to_owned());
        self.settle(moment.now_ms);
        Refunded::Done(Box::new(entry))
    }

    /// Grants credits from outside the plan. The same id again changes nothing.
    pub(crate) fn credit(&mut self, credit: &Credit, moment: Moment<'_>) -> Credited {
        let fingerprint = fingerprint(&json!([kind_name(credit.kind), credit.credits, credit.ends_ms]));
        if let Some(known) = self.known.get(&credit.id) {
            return if known.fingerprint == fingerprint { Credited::Done } else { Credited::Conflict };
        }
        let kind = match credit.kind {
            GrantKind::Adjustment => EntryKind::Adjustment,
            GrantKind::Plan | GrantKind::Pack | GrantKind::Refund => EntryKind::Grant,
        };
        self.add_grant(
            moment.now_ms,
            credit.kind,
            credit.credits,
            credit.ends_ms,
            Line {
                id: Some(credit.id.clone()),
                fingerprint,
                details: Details { reason: Some(credit.reason.clone()), ..Details::default() },
                ..Line::plain(kind, credit.credits, moment.prices())
            },
        );
        self.settle(moment.now_ms);
        Credited::Done
    }

    /// Notes levels that the assistant reports; what is absent stays.
    pub(crate) fn set_gauges(&mut self, memory_words: Option<i64>, workflows: Option<i64>, moment: Moment<'_>) {
        let memory_words = memory_words.or(self.head.memory_words);
        let workflows = workflows.or(self.head.active_workflows);
        if (memory_words, workflows) != (self.head.memory_words, self.head.active_workflows) {
            (self.head.memory_words, self.head.active_workflows) = (memory_words, workflows);
            self.settle(moment.now_ms);
        }
    }

    /// Turns a signal into an alert. The same id again changes nothing.
    pub(crate) fn signal(&mut self, signal: &Signal, moment: Moment<'_>) {
        if self.known_signals.contains(&signal.id) {
            return;
        }
        self.known_signals.push(signal.id.clone());
        self.raise(Alert {
            alert_seq: 0,
            id: signal.id.clone(),
            kind: signal.kind,
            title: signal.title.clone(),
            detail: signal.detail.clone(),
            link: signal.link.clone(),
            raised_ms: moment.now_ms,
        });
        self.settle(moment.now_ms);
    }

    /// Puts shares back where they came from; answers where they went, and the credits whose grant has ended.
    fn return_to_grants(&mut self, taken: Vec<Share>, now_ms: i64) -> (Vec<Share>, i64) {
        let mut returned = Vec::with_capacity(taken.len());
        let mut homeless = 0;
        for share in taken {
            let home = self.grants.iter_mut().find(|grant| grant.id == share.grant_id && !grant.has_ended(now_ms));
            match home {
                Some(grant) => {
                    grant.put_back(share.credits);
                    returned.push(share);
                }
                None => homeless += share.credits,
            }
        }
        (returned, homeless)
    }
}
