//! One line of the journal, and the chain that binds it to the line before.

use infuse_protocol::Timestamp;
use infuse_protocol::usage::{self as wire, EntryKind};
use serde_json::json;
use sha2::{Digest, Sha256};

/// The hash that the first entry of a journal is chained to.
pub(crate) const GENESIS: &str = "";

/// A journal entry as it is kept. `credits` is signed; `split` holds magnitudes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) seq: i64,
    pub(crate) id: String,
    pub(crate) kind: EntryKind,
    pub(crate) action: Option<String>,
    pub(crate) quantity: Option<i64>,
    pub(crate) credits: i64,
    pub(crate) balance_after: i64,
    pub(crate) conversation_id: Option<String>,
    pub(crate) conversation_title: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) reason: Option<String>,
    /// Of a refund, the debit that it takes back.
    pub(crate) event_id: Option<String>,
    pub(crate) occurred_ms: i64,
    pub(crate) recorded_ms: i64,
    pub(crate) split: Vec<Share>,
    pub(crate) catalog_version: String,
    /// What the client asked for, condensed: the same id with another fingerprint is a conflict.
    pub(crate) fingerprint: String,
    pub(crate) hash: String,
}

/// The part of an entry that one grant gave or got; `credits` is above 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) grant_id: String,
    pub(crate) credits: i64,
}

impl Entry {
    /// SHA-256, in hexadecimal, over the hash of the entry before and every field of this one.
    pub(crate) fn chained_to(&self, previous_hash: &str) -> String {
        let fields = json!([
            previous_hash,
            self.seq,
            self.id,
            kind_name(self.kind),
            self.action,
            self.quantity,
            self.credits,
            self.balance_after,
            self.conversation_id,
            self.conversation_title,
            self.source,
            self.reason,
            self.event_id,
            self.occurred_ms,
            self.recorded_ms,
            split_text(&self.split),
            self.catalog_version,
            self.fingerprint,
        ]);
        fingerprint(&fields)
    }
}

/// SHA-256, in hexadecimal, over the JSON text of a value.
pub(crate) fn fingerprint(value: &serde_json::Value) -> String {
    hex::encode(Sha256::digest(value.to_string().as_bytes()))
}

/// The split as it is stored: `grant:credits` pairs, joined by spaces.
pub(crate) fn split_text(split: &[Share]) -> String {
    let pairs: Vec<String> = split.iter().map(|share| format!("{}:{}", share.grant_id, share.credits)).collect();
    pairs.join(" ")
}

/// Reads what [`split_text`] wrote; `None` when it is damaged.
pub(crate) fn parse_split(text: &str) -> Option<Vec<Share>> {
    text.split_whitespace()
        .map(|pair| {
            let (grant_id, credits) = pair.rsplit_once(':')?;
            Some(Share { grant_id: grant_id.to_owned(), credits: credits.parse().ok()? })
        })
        .collect()
}

/// The kind's name, in the database and on the wire.
pub(crate) fn kind_name(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Grant => "grant",
        EntryKind::Debit => "debit",
        EntryKind::Expiry => "expiry",
        EntryKind::Refund => "refund",
        EntryKind::Adjustment => "adjustment",
    }
}

/// Reads what [`kind_name`] wrote.
pub(crate) fn parse_kind(name: &str) -> Option<EntryKind> {
    [EntryKind::Grant, EntryKind::Debit, EntryKind::Expiry, EntryKind::Refund, EntryKind::Adjustment]
        .into_iter()
        .find(|kind| kind_name(*kind) == name)
}

impl From<Entry> for wire::Entry {
    fn from(entry: Entry) -> Self {
        let title = entry.conversation_title;
        Self {
            seq: entry.seq,
            id: entry.id,
            kind: entry.kind,
            action: entry.action,
            quantity: entry.quantity,
            credits: entry.credits,
            balance_after: entry.balance_after,
            conversation: entry.conversation_id.map(|id| wire::Conversation { id, title }),
            source: entry.source,
            reason: entry.reason,
            event_id: entry.event_id,
            occurred_at: Timestamp::from_millis(entry.occurred_ms),
            recorded_at: Timestamp::from_millis(entry.recorded_ms),
            split: entry
                .split
                .into_iter()
                .map(|share| wire::Split { grant_id: share.grant_id, credits: share.credits })
                .collect(),
            catalog_version: entry.catalog_version,
            hash: entry.hash,
        }
    }
}
