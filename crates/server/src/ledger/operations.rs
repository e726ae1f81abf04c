//! What agents do to a book: debits, refunds, gauges and signals; and at what a person wants to be warned. Each operation
//! is decided at once and for good.

use infuse_protocol::stream::AlertKind;
use infuse_protocol::usage::{EntryKind, GrantKind, HoldState};
use uuid::Uuid;

use super::MOST_AHEAD_MS;
use super::actor::Actor;
use super::alert::Alert;
use super::book::{Book, Cause, Line, Moment};
use super::digest::Fields;
use super::entry::{Share, Texts};
use super::grant::burn;

/// How long ago an event that is reported may have occurred, at most.
const OLDEST_EVENT_MS: i64 = 31 * 24 * 60 * 60 * 1_000;

/// How long a debit can be taken back.
const REFUNDABLE_MS: i64 = 90 * 24 * 60 * 60 * 1_000;

/// One thing that was done. What it costs is decided where it is debited.
#[derive(Clone, Debug)]
pub(crate) struct Debit {
    pub(crate) id: Uuid,
    pub(crate) action: String,
    pub(crate) quantity: i64,
    pub(crate) occurred_ms: Option<i64>,
    pub(crate) conversation_id: Option<String>,
    pub(crate) conversation_title: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) hold_id: Option<Uuid>,
}

/// Why an event can not be debited now for the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DebitFault {
    /// The catalogue in force does not sell the action.
    UnknownAction,
    /// It is said to have occurred too long ago, or in the future.
    OutOfTime,
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

/// How a refund was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refunded {
    /// The number of its entry; a repeat answers the same.
    Done {
        seq: i64,
    },
    Conflict,
    /// The debit was taken back before, by another refund.
    TakenBackBefore,
    UnknownEvent,
    /// The debit was recorded too long ago.
    TooLate,
}

/// A signal of an agent.
#[derive(Clone, Debug)]
pub(crate) struct Signal {
    pub(crate) id: Uuid,
    pub(crate) kind: AlertKind,
    pub(crate) title: String,
    pub(crate) detail: String,
    pub(crate) link: Option<String>,
}

impl Debit {
    /// What makes it another debit. A conversation's title is a label that changes while the conversation
    /// goes on: an event that is sent again after that is still the same.
    fn fingerprint(&self, salt: &[u8]) -> [u8; 16] {
        Fields::of("infuse debit")
            .bytes(salt)
            .text(&self.action)
            .number(self.quantity)
            .optional(self.occurred_ms, Fields::number)
            .optional(self.conversation_id.as_deref(), Fields::text)
            .optional(self.source.as_deref(), Fields::text)
            .optional(self.hold_id, |fields, id| fields.bytes(id.as_bytes()))
            .half()
    }

    fn fault(&self, moment: Moment<'_>) -> Option<DebitFault> {
        let age_ms = self.occurred_ms.map_or(0, |occurred_ms| moment.now_ms.saturating_sub(occurred_ms));
        if !moment.prices().actions.contains_key(&self.action) {
            Some(DebitFault::UnknownAction)
        } else if !(-MOST_AHEAD_MS..=OLDEST_EVENT_MS).contains(&age_ms) {
            Some(DebitFault::OutOfTime)
        } else {
            None
        }
    }
}

impl Book {
    /// What keeps debits that the journal does not know from being debited now, each with its index. Of a repeat
    /// neither the time that has passed nor another catalogue makes anything wrong.
    pub(crate) fn faults_of(&self, debits: &[Debit], moment: Moment<'_>) -> Vec<(usize, DebitFault)> {
        let fresh = debits.iter().enumerate().filter(|(_, debit)| !self.known.contains_key(&debit.id));
        fresh.filter_map(|(index, debit)| Some((index, debit.fault(moment)?))).collect()
    }

    /// Takes what an action costs, strictly and exactly once.
    pub(crate) fn debit(&mut self, debit: &Debit, actor: &Actor, moment: Moment<'_>) -> Debited {
        // Only a repeat may be of an action that is not for sale any more.
        let credits = moment.prices().price(&debit.action, debit.quantity).unwrap_or_default();
        let fingerprint = |salt: &[u8]| debit.fingerprint(salt);
        if let Some(known) = self.known.get(&debit.id) {
            return match known.kind == EntryKind::Debit && known.is_asked_for_by(fingerprint) {
                true => Debited::Duplicate { credits: -known.credits, seq: known.seq },
                false => Debited::Conflict { credits },
            };
        }
        let hold = match debit.hold_id {
            None => None,
            Some(id) => match self.holds.iter().position(|hold| hold.id == id) {
                None => return Debited::HoldUnknown { credits },
                Some(index) if self.holds[index].state != HoldState::Open => return Debited::HoldClosed { credits },
                Some(index) => Some(index),
            },
        };
        let reserved = hold.map_or(0, |index| self.holds[index].reserved());
        let spendable = self.head.balance.min(self.available() + reserved);
        if credits > spendable {
            return Debited::Refused { required: credits, available: spendable };
        }
        if let Some(index) = hold {
            self.head.held -= credits.min(reserved);
            self.holds[index].capture(credits);
        }
        let split = burn(&mut self.grants, credits);
        let texts = Texts {
            conversation_id: debit.conversation_id.clone(),
            conversation_title: debit.conversation_title.clone(),
            source: debit.source.clone(),
            reason: None,
        };
        let line = Line {
            id: Some(debit.id),
            split,
            fingerprint: Some(&fingerprint),
            action: Some(debit.action.clone()),
            quantity: Some(debit.quantity),
            texts,
            occurred_ms: debit.occurred_ms,
            actor: Some(actor),
            ..Line::plain(EntryKind::Debit, -credits, moment.prices())
        };
        let seq = self.append(moment.now_ms, line).seq;
        self.note_spend(actor.account_id, credits);
        self.settle(moment.now_ms, Cause::Spent);
        Debited::Done { credits, seq }
    }

    /// Takes a debit back: credits return to the grants that they came from; what came from a grant
    /// that has ended returns as a `refund` grant that lives to the current cycle's end.
    pub(crate) fn refund(
        &mut self,
        id: Uuid,
        event_id: Uuid,
        reason: &str,
        actor: &Actor,
        moment: Moment<'_>,
    ) -> Refunded {
        let fingerprint =
            |salt: &[u8]| Fields::of("infuse refund").bytes(salt).bytes(event_id.as_bytes()).text(reason).half();
        if let Some(known) = self.known.get(&id) {
            let same = known.kind == EntryKind::Refund && known.is_asked_for_by(fingerprint);
            return if same { Refunded::Done { seq: known.seq } } else { Refunded::Conflict };
        }
        let Some(debit) = self.known.get(&event_id).filter(|entry| entry.kind == EntryKind::Debit).cloned() else {
            return Refunded::UnknownEvent;
        };
        if self.refunds.contains_key(&debit.seq) {
            return Refunded::TakenBackBefore;
        }
        if moment.now_ms.saturating_sub(debit.recorded_ms) > REFUNDABLE_MS {
            return Refunded::TooLate;
        }
        // What the journal has seen end stays ended, though the clock may have jumped back since.
        let now_ms = moment.now_ms.max(self.head.recorded_ms);
        let seq = self.head.seq + 1;
        let (mut split, homeless) = self.return_to_grants(debit.split, now_ms);
        if homeless > 0 {
            split.push(Share { grant: seq, credits: homeless });
            self.push_grant(moment.now_ms, seq, GrantKind::Refund, homeless, Some(self.head.cycle_ends_ms));
        }
        let line = Line {
            id: Some(id),
            split,
            catalog_version: debit.catalog_version,
            fingerprint: Some(&fingerprint),
            texts: Texts { reason: Some(reason.to_owned()), ..Texts::default() },
            takes_back: Some(debit.seq),
            actor: Some(actor),
            ..Line::plain(EntryKind::Refund, -debit.credits, moment.prices())
        };
        self.append(moment.now_ms, line);
        self.refunds.insert(debit.seq, id);
        let spender = debit.actor.and_then(|(number, _)| self.actors.iter().find(|known| known.number == number));
        self.note_spend(spender.and_then(|known| known.actor.account_id), debit.credits);
        self.settle(moment.now_ms, Cause::Granted);
        Refunded::Done { seq }
    }

    /// Notes levels that the assistant reports; what is absent stays.
    pub(crate) fn set_gauges(&mut self, memory_words: Option<i64>, workflows: Option<i64>, moment: Moment<'_>) {
        let memory_words = memory_words.or(self.head.memory_words);
        let workflows = workflows.or(self.head.active_workflows);
        if (memory_words, workflows) != (self.head.memory_words, self.head.active_workflows) {
            (self.head.memory_words, self.head.active_workflows) = (memory_words, workflows);
            self.settle(moment.now_ms, Cause::Other);
        }
    }

    /// Warns at so many credits or fewer from now on. Nothing is raised by what is there already: whoever sets the
    /// threshold has the balance before them.
    pub(crate) fn warn_at(&mut self, threshold: i64) {
        if self.head.low_threshold != threshold {
            let (level, _) = self.head.alert_level.after(self.available(), threshold);
            (self.head.low_threshold, self.head.alert_level) = (threshold, level);
            self.mark_changed();
        }
    }

    /// Turns a signal into an alert. The same id again changes nothing.
    pub(crate) fn signal(&mut self, signal: &Signal, moment: Moment<'_>) {
        if self.known_signals.contains(&signal.id) {
            return;
        }
        self.known_signals.push(signal.id);
        self.raise(Alert {
            alert_seq: 0,
            id: signal.id,
            kind: signal.kind,
            title: signal.title.clone(),
            detail: signal.detail.clone(),
            link: signal.link.clone(),
            raised_ms: moment.now_ms,
        });
        self.settle(moment.now_ms, Cause::Other);
    }

    /// Puts shares back where they came from; answers where they went, and the credits whose grant has ended.
    fn return_to_grants(&mut self, taken: Vec<Share>, now_ms: i64) -> (Vec<Share>, i64) {
        let mut returned = Vec::with_capacity(taken.len());
        let mut homeless = 0;
        for share in taken {
            let home = self.grants.iter_mut().find(|grant| grant.seq == share.grant && !grant.is_over(now_ms));
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
