use infuse_protocol::Timestamp;
use infuse_protocol::usage::EntryKind;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::ledger::EntryFilter;
use crate::rules::Faults;

/// Which entries of the journal.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct FilterQuery {
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
