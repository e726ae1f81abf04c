use infuse_protocol::Timestamp;
use infuse_protocol::usage::EntryKind;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use utoipa::IntoParams;

use crate::ledger::EntryFilter;
use crate::rules::Faults;

/// Which entries of the journal.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct FilterQuery {
    #[serde(default, deserialize_with = "known_kind")]
    kind: Option<EntryKind>,
    #[param(max_length = 100)]
    action: Option<String>,
    /// Without a value: entries without a conversation.
    #[param(max_length = 100)]
    conversation_id: Option<String>,
    /// Without a value: entries without a source.
    #[param(max_length = 100)]
    source: Option<String>,
    /// Occurred at or after.
    from: Option<Timestamp>,
    /// Occurred before.
    to: Option<Timestamp>,
}

/// A client that asks for what is not known here is told so, instead of that there is none.
fn known_kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<EntryKind>, D::Error> {
    match Option::deserialize(deserializer)? {
        Some(EntryKind::Other) => Err(D::Error::custom("there is no such kind of entry")),
        kind => Ok(kind),
    }
}

impl FilterQuery {
    /// The filter, once `faults` has been looked at.
    pub(super) fn checked(self, faults: &mut Faults) -> EntryFilter {
        let texts = [("/action", &self.action), ("/conversation_id", &self.conversation_id), ("/source", &self.source)];
        for (pointer, text) in texts {
            faults.text(pointer, text.as_deref().unwrap_or_default(), 0, 100);
        }
        EntryFilter {
            kind: self.kind,
            action: self.action,
            conversation_id: self.conversation_id,
            source: self.source,
            from_ms: self.from.map(Timestamp::as_millis),
            to_ms: self.to.map(Timestamp::as_millis),
        }
    }
}
