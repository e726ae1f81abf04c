//! What can be done to a book. Each operation is decided at once and for good.

use infuse_protocol::stream::AlertKind;
use infuse_protocol::usage::{ActionQuantity, EntryKind, GrantKind, HoldState};
use uuid::Uuid;

use super::MOST_AHEAD_MS;
use super::actor::Actor;
use super::alert::Alert;
use super::book::{Book, Cause, Line, Moment};
use super::digest::Fields;
use super::entry::{Share, Texts};
use super::grant::burn;
use super::hold::{Hold, MOST_OPEN};
use crate::names::Named as _;

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

/// Credits from outside the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credit {
    /// Bought on its own, kept until used.
    Pack { credits: i64 },
    /// Given; it ends then (milliseconds since the Unix epoch), if ever.
    Adjustment { credits: i64, ends_ms: Option<i64> },
}

/// How a credit was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credited {
    /// The credits are granted; a repeat answers the same.
    Done,
    /// The id belongs to something else.
    Conflict,
    /// Credits are above 0, and end in the future or never.
    NotAllowed,
}

/// How the taking back of a pack was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenBack {
    /// What was left of the pack is gone, and what was spent of it is owed; a repeat answers the same.
    Done,
    /// The id belongs to something else, or the pack was taken back before.
    Conflict,
    UnknownPack,
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

impl Credit {
    fn credits(self) -> i64 {
        match self {
            Self::Pack { credits } | Self::Adjustment { credits, .. } => credits,
        }
    }

    fn ends_ms(self) -> Option<i64> {
        match self {
            Self::Pack { .. } => None,
            Self::Adjustment { ends_ms, .. } => ends_ms,
        }
    }

    fn kinds(self) -> (GrantKind, EntryKind) {
        match self {
            Self::Pack { .. } => (GrantKind::Pack, EntryKind::Grant),
            Self::Adjustment { .. } => (GrantKind::Adjustment, EntryKind::Adjustment),
        }
    }

    fn fingerprint(self, salt: &[u8]) -> [u8; 16] {
        let fields = Fields::of("infuse credit").bytes(salt).text(self.kinds().0.name());
        fields.number(self.credits()).optional(self.ends_ms(), Fields::number).half()
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
            if self.holds[index].state != HoldState::Open {
                self.forget_open_hold();
            }
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
        self.settle(moment.now_ms, Cause::Entry);
        Debited::Done { credits, seq }
    }

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
            HoldState::Captured | HoldState::Expired => Released::Closed,
            HoldState::Open => {
                self.close_hold(index, HoldState::Released);
                self.settle(moment.now_ms, Cause::Other);
                Released::Done
            }
        }
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
        self.settle(moment.now_ms, Cause::Entry);
        Refunded::Done { seq }
    }

    /// Grants credits from outside the plan. The same id again changes nothing.
    pub(crate) fn credit(
        &mut self,
        id: Uuid,
        credit: Credit,
        reason: &str,
        actor: &Actor,
        moment: Moment<'_>,
    ) -> Credited {
        let fingerprint = |salt: &[u8]| credit.fingerprint(salt);
        if let Some(known) = self.known.get(&id) {
            return if known.is_asked_for_by(fingerprint) { Credited::Done } else { Credited::Conflict };
        }
        if credit.credits() <= 0 || credit.ends_ms().is_some_and(|ends_ms| ends_ms <= moment.now_ms) {
            return Credited::NotAllowed;
        }
        let (grant, entry) = credit.kinds();
        let line = Line {
            id: Some(id),
            fingerprint: Some(&fingerprint),
            actor: Some(actor),
            ..Line::plain(entry, credit.credits(), moment.prices()).because(reason)
        };
        self.add_grant(moment.now_ms, grant, credit.ends_ms(), line);
        self.settle(moment.now_ms, Cause::Entry);
        Credited::Done
    }

    /// Takes a pack back whose payment was reversed: what is left of it goes at once, what was spent of it is owed.
    pub(crate) fn take_back(&mut self, id: Uuid, pack_id: Uuid, reason: &str, moment: Moment<'_>) -> TakenBack {
        let fingerprint = |salt: &[u8]| Fields::of("infuse take back").bytes(salt).bytes(pack_id.as_bytes()).half();
        if let Some(known) = self.known.get(&id) {
            return if known.is_asked_for_by(fingerprint) { TakenBack::Done } else { TakenBack::Conflict };
        }
        let Some(seq) = self.known.get(&pack_id).filter(|entry| entry.kind == EntryKind::Grant).map(|entry| entry.seq)
        else {
            return TakenBack::UnknownPack;
        };
        let pack = self.grants.iter_mut().find(|grant| grant.seq == seq && grant.kind == GrantKind::Pack);
        let Some(pack) = pack else { return TakenBack::UnknownPack };
        if pack.ends_ms.is_some() {
            return TakenBack::Conflict;
        }
        // It has an end from now on, so that no refund gives credits back to it.
        pack.set_end(moment.now_ms);
        let (amount, left) = (pack.amount, pack.end());
        let split = if left > 0 { vec![Share { grant: seq, credits: left }] } else { Vec::new() };
        let line = Line {
            id: Some(id),
            split,
            fingerprint: Some(&fingerprint),
            takes_back: Some(seq),
            ..Line::plain(EntryKind::Adjustment, -left, moment.prices()).because(reason)
        };
        self.append(moment.now_ms, line);
        self.head.owed += amount - left;
        self.settle(moment.now_ms, Cause::Entry);
        TakenBack::Done
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
