//! Credits from outside the plan, and packs that are taken back.

use infuse_protocol::usage::{EntryKind, GrantKind};
use uuid::Uuid;

use super::actor::Actor;
use super::book::{Book, Cause, Line, Moment};
use super::digest::Fields;
use super::entry::Share;

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
        self.settle(moment.now_ms, Cause::Granted);
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
        self.settle(moment.now_ms, Cause::Spent);
        TakenBack::Done
    }
}
