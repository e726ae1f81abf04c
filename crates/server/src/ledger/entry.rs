//! One line of the journal, and the chain that binds it to the line before.

use infuse_protocol::Timestamp;
use infuse_protocol::usage::{self as wire, EntryKind};
use uuid::Uuid;

use super::actor::Actor;
use super::digest::{Fields, Hash, Seal};

/// The hash that the first entry of a journal is chained to.
pub(crate) const GENESIS: Hash = [0; 32];

/// The version of the list of fields that [`Entry::chained_to`] covers.
pub(super) const FORMAT: i64 = 2;

/// A journal entry as it is kept. `credits` is signed; `split` holds magnitudes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) format: i64,
    pub(crate) seq: i64,
    pub(crate) id: Uuid,
    pub(crate) kind: EntryKind,
    pub(crate) action: Option<String>,
    pub(crate) quantity: Option<i64>,
    pub(crate) credits: i64,
    pub(crate) balance_after: i64,
    pub(crate) texts: Texts,
    /// What stands for the texts in the chain; absent where there were none.
    pub(crate) seal: Option<Seal>,
    /// Of a refund or of a pack's return, the number of the entry that it takes back.
    pub(crate) takes_back: Option<i64>,
    pub(crate) occurred_ms: i64,
    pub(crate) recorded_ms: i64,
    pub(crate) split: Vec<Share>,
    pub(crate) catalog_version: String,
    /// What the client asked for, condensed: the same id with another fingerprint is a conflict.
    pub(crate) fingerprint: Option<[u8; 16]>,
    /// The number and the digest of who brought it; absent: the server itself.
    pub(crate) actor: Option<(i64, Hash)>,
    pub(crate) hash: Hash,
}

/// What people or their agents wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Texts {
    pub(crate) conversation_id: Option<String>,
    pub(crate) conversation_title: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) reason: Option<String>,
}

/// The part of an entry that one grant gave or got; `credits` is above 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    /// The number of the entry that brought the grant.
    pub(crate) grant: i64,
    pub(crate) credits: i64,
}

/// An entry as it is read for others: with the names of what it only numbers.
#[derive(Clone, Debug)]
pub(crate) struct ReadEntry {
    pub(crate) entry: Entry,
    pub(crate) actor: Actor,
    /// Of a refund, the id of the debit.
    pub(crate) event_id: Option<Uuid>,
}

impl Texts {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn feed(&self, fields: Fields) -> Fields {
        [&self.conversation_id, &self.conversation_title, &self.source, &self.reason]
            .into_iter()
            .fold(fields, |fields, text| fields.optional(text.as_deref(), Fields::text))
    }
}

impl Entry {
    /// SHA-256 over the hash of the entry before and every field of this one; for texts and actor stand their
    /// salted digests.
    pub(crate) fn chained_to(&self, previous: &Hash) -> Hash {
        let texts = self.texts_digest();
        let digest = |fields: Fields, digest: Hash| fields.bytes(&digest);
        let fields = Fields::of("infuse entry")
            .number(self.format)
            .bytes(previous)
            .number(self.seq)
            .bytes(self.id.as_bytes())
            .text(self.kind.name())
            .optional(self.action.as_deref(), Fields::text)
            .optional(self.quantity, Fields::number)
            .number(self.credits)
            .number(self.balance_after)
            .optional(texts, digest)
            .optional(self.takes_back, Fields::number)
            .number(self.occurred_ms)
            .number(self.recorded_ms)
            .text(&split_text(&self.split))
            .text(&self.catalog_version)
            .optional(self.fingerprint.as_ref(), |fields, fingerprint| fields.bytes(fingerprint))
            .optional(self.actor, |fields, (number, hash)| digest(fields.number(number), hash));
        fields.hash()
    }

    /// What stands for the texts in the chain, whether or not they are still there.
    pub(super) fn texts_digest(&self) -> Option<Hash> {
        self.seal.as_ref().map(|seal| seal.digest(|fields| self.texts.feed(fields)))
    }

    /// Whether a client that asks with this fingerprint, made with the entry's own salt, asks for this entry.
    pub(super) fn is_asked_for_by(&self, fingerprint: impl FnOnce(&[u8]) -> [u8; 16]) -> bool {
        let salt = self.seal.as_ref().map_or(&[][..], Seal::salt);
        self.fingerprint == Some(fingerprint(salt))
    }
}

/// The split as it is stored: `grant:credits` pairs, joined by spaces.
pub(crate) fn split_text(split: &[Share]) -> String {
    let pairs: Vec<String> = split.iter().map(|share| format!("{}:{}", share.grant, share.credits)).collect();
    pairs.join(" ")
}

/// Reads what [`split_text`] wrote; `None` when it is damaged.
pub(crate) fn parse_split(text: &str) -> Option<Vec<Share>> {
    text.split_whitespace()
        .map(|pair| {
            let (grant, credits) = pair.split_once(':')?;
            Some(Share { grant: grant.parse().ok()?, credits: credits.parse().ok()? })
        })
        .collect()
}

/// The id of what the ledger brings by itself, `number`th `of` its sort in a workspace. It is a UUIDv8 (RFC 9562,
/// 5.8), which no client may use, and follows from the position alone, so that a journal that was slept through is
/// the same, id by id, as one that was kept.
pub(crate) fn derived_id(workspace_id: &str, of: &str, number: i64) -> Uuid {
    let half = Fields::of("infuse id").text(workspace_id).text(of).number(number).half();
    uuid::Builder::from_custom_bytes(half).into_uuid()
}

/// The id under which the grant of that entry is known outside of the ledger.
pub(crate) fn grant_id(workspace_id: &str, seq: i64) -> String {
    derived_id(workspace_id, "grant", seq).to_string()
}

impl ReadEntry {
    /// The entry as the contract shows it.
    pub(crate) fn into_wire(self, workspace_id: &str) -> wire::Entry {
        let Self { entry, actor, event_id } = self;
        let Texts { conversation_id, conversation_title: title, source, reason } = entry.texts;
        wire::Entry {
            seq: entry.seq,
            id: entry.id.to_string(),
            kind: entry.kind,
            action: entry.action,
            quantity: entry.quantity,
            credits: entry.credits,
            balance_after: entry.balance_after,
            actor: actor.into(),
            conversation: conversation_id.map(|id| wire::Conversation { id, title }),
            source,
            reason,
            event_id: event_id.map(|id| id.to_string()),
            event_seq: entry.takes_back,
            occurred_at: Timestamp::from_millis(entry.occurred_ms),
            recorded_at: Timestamp::from_millis(entry.recorded_ms),
            split: entry
                .split
                .into_iter()
                .map(|share| wire::Split { grant_id: grant_id(workspace_id, share.grant), credits: share.credits })
                .collect(),
            catalog_version: entry.catalog_version,
            hash: hex::encode(entry.hash),
        }
    }
}

impl From<Actor> for wire::Actor {
    fn from(actor: Actor) -> Self {
        Self {
            account_id: actor.account_id.map(|id| id.to_string()),
            token_id: actor.token_id.map(|id| id.to_string()),
            name: actor.name,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_the_ledger_derives_no_client_can_name() {
        let id = derived_id("w", "entry", 7);
        assert_eq!(id.get_version_num(), 8);
        assert_eq!(id, derived_id("w", "entry", 7));
        assert_ne!(id, derived_id("w", "entry", 8));
        assert_ne!(id, derived_id("v", "entry", 7));
    }

    #[test]
    fn a_split_reads_back_equal_and_damage_is_noticed() {
        let split = vec![Share { grant: 1, credits: 300 }, Share { grant: 12, credits: 5 }];
        assert_eq!(parse_split(&split_text(&split)), Some(split));
        assert_eq!(parse_split(""), Some(Vec::new()));
        for damaged in ["[]", "1", "1:x", "x:1", "1:2:3"] {
            assert_eq!(parse_split(damaged), None, "{damaged}");
        }
    }

    proptest! {
        #[test]
        fn a_split_of_any_shares_reads_back_equal(pairs in proptest::collection::vec(any::<(i64, i64)>(), 0..9)) {
            let split: Vec<Share> = pairs.into_iter().map(|(grant, credits)| Share { grant, credits }).collect();
            prop_assert_eq!(parse_split(&split_text(&split)), Some(split));
        }

        #[test]
        fn whatever_stands_in_the_place_of_a_split_is_read_or_said_to_be_damaged(text in "[0-9: x\\-\u{0}é]{0,40}|\\PC*") {
            if let Some(split) = parse_split(&text) {
                prop_assert_eq!(parse_split(&split_text(&split)), Some(split));
            }
        }
    }
}
