//! `/v1/workspaces/{w}/usage`: credits, the journal, and what agents report.

use serde::{Deserialize, Serialize};

use crate::open_values::open_enum;
use crate::stream::AlertKind;
use crate::{Problem, Timestamp, whole};

/// `GET …/usage`: what a workspace has, at one position of its journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Usage {
    pub credits: Credits,
    /// Grants that can still be drawn from, in burn order.
    pub grants: Vec<Grant>,
    pub memory_words: MemoryWords,
    pub workflows: Workflows,
    pub as_of: Timestamp,
    /// The number of the last journal entry that this includes.
    pub entry_seq: i64,
}

/// Credits of a workspace. `available = monthly_remaining + purchased_remaining - held`, and never below 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Credits {
    /// What this cycle granted, with what was kept into it.
    pub monthly_total: i64,
    pub monthly_used: i64,
    /// Ends at `resets_at`.
    pub monthly_remaining: i64,
    /// Kept until used.
    pub purchased_remaining: i64,
    /// Reserved by open holds.
    pub held: i64,
    pub available: i64,
    /// When this billing cycle began.
    pub cycle_started_at: Timestamp,
    /// When the next one begins.
    pub resets_at: Timestamp,
}

/// Credits from one source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Grant {
    pub id: String,
    pub kind: GrantKind,
    pub amount: i64,
    pub remaining: i64,
    /// Absent: kept until used.
    pub ends_at: Option<Timestamp>,
}

open_enum! {
    /// Where the credits of a grant come from.
    GrantKind {
        Plan "plan",
        Pack "pack",
        Adjustment "adjustment",
        Refund "refund",
    }
}

/// Words that the assistant remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemoryWords {
    /// Absent until something reported it: unknown is not 0.
    pub used: Option<i64>,
    pub limit: i64,
}

/// Workflows that run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Workflows {
    /// Absent until something reported it: unknown is not 0.
    pub active: Option<i64>,
    pub limit: i64,
}

/// `POST …/usage/events`: 1 to 500 things that were done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Events {
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 500))]
    pub events: Vec<Event>,
}

/// One thing that was done. Its id makes a repeat return the first answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// A UUID that the client makes.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::client_id))]
    pub id: String,
    /// An action of the catalogue.
    pub action: String,
    /// 1 to 100,000; absent means 1.
    #[serde(default, deserialize_with = "whole::optional", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 100_000))]
    pub quantity: Option<i64>,
    /// At most five minutes ahead and 31 days back; absent means now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation: Option<Conversation>,
    /// What reported it, 1 to 100 characters; a longer one is cut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::source))]
    pub source: Option<String>,
    /// An open hold that the credits are captured from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::hold_id))]
    pub hold_id: Option<String>,
}

/// The conversation that an event belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Conversation {
    /// 1 to 100 characters, the client's own.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::conversation_id))]
    pub id: String,
    /// At most 200 characters. The last one reported names the conversation; it does not tell two events apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::conversation_title))]
    pub title: Option<String>,
}

/// The answer to events: one result each, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventResults {
    pub results: Vec<EventResult>,
    /// Credits that can be spent after them.
    pub available: i64,
}

/// What became of one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventResult {
    pub id: String,
    pub status: EventStatus,
    /// What it took; what it would have taken, when refused.
    pub credits: i64,
    /// Its journal number, when it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Box<Problem>>,
}

open_enum! {
    /// How an event was decided.
    EventStatus {
        Debited "debited",
        /// The same event was debited before; the answer is that one's.
        Duplicate "duplicate",
        /// Credits do not suffice.
        Refused "refused",
        /// The id was used before with other content.
        Conflict "conflict",
    }
}

/// One line of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Entry {
    /// From 1, without gaps, in each workspace.
    pub seq: i64,
    /// Of a debit, the event's; of a refund, the refund's; else the entry's own.
    pub id: String,
    pub kind: EntryKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
    /// Signed: below 0 for what was taken.
    pub credits: i64,
    /// The sum of all entries up to this one.
    pub balance_after: i64,
    /// Who brought it.
    #[serde(default)]
    pub actor: Actor,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation: Option<Conversation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Of a refund, why; of an adjustment or a pack, what for; of what a wrong clock brought, that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Of a refund, the event that it takes back; of a pack's return, the pack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_id: Option<String>,
    /// The number of the entry that it takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_seq: Option<i64>,
    pub occurred_at: Timestamp,
    pub recorded_at: Timestamp,
    /// How the credits spread over grants; their sum is the magnitude of `credits`.
    pub split: Vec<Split>,
    /// The catalogue that priced it.
    pub catalog_version: String,
    /// SHA-256 over this entry and the hash before it, in hexadecimal.
    pub hash: String,
}

/// Who brought an entry: a person, or a token (`token_id`) of the person who made it (`account_id`), or, with neither,
/// the server itself. Of an account that was erased nothing is left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Actor {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_id: Option<String>,
    pub name: String,
}

open_enum! {
    /// What moved a balance.
    EntryKind {
        Grant "grant",
        Debit "debit",
        Expiry "expiry",
        Refund "refund",
        Adjustment "adjustment",
    }
}

/// The part of an entry that one grant gave or got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Split {
    pub grant_id: String,
    /// Above 0.
    pub credits: i64,
}

/// `GET …/usage/breakdown`: spent credits by one key, largest first, or by date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Breakdown {
    pub items: Vec<BreakdownItem>,
}

/// One group of debits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BreakdownItem {
    /// A date (`2026-11-21`, the first day of a week or month), an action, a conversation's id, a source, or a
    /// member's account (empty for events without one).
    pub key: String,
    /// Of a conversation or a member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Net: without what was refunded.
    pub credits: i64,
    /// Taken by these events, and given back by refunds since.
    pub refunded: i64,
    pub events: i64,
    pub by_action: Vec<ActionSum>,
}

/// Spent credits of one action, net of refunds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActionSum {
    pub action: String,
    pub credits: i64,
    pub quantity: i64,
}

/// An action and how often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ActionQuantity {
    pub action: String,
    /// 1 to 100,000; absent means 1.
    #[serde(default, deserialize_with = "whole::optional", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 100_000))]
    pub quantity: Option<i64>,
}

/// `POST …/usage/estimate`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EstimateRequest {
    /// 1 to 500.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 500))]
    pub actions: Vec<ActionQuantity>,
}

/// What the actions would cost now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Estimate {
    pub credits: i64,
    pub lines: Vec<EstimateLine>,
    pub available: i64,
    pub affordable: bool,
    /// What would be left; `available` unchanged where not affordable.
    pub available_after: i64,
}

/// One action of an estimate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EstimateLine {
    pub action: String,
    pub quantity: i64,
    pub credits: i64,
}

/// `POST …/usage/holds`: give either `actions` or `credits`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewHold {
    /// A UUID that the client makes.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::client_id))]
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 500))]
    pub actions: Option<Vec<ActionQuantity>>,
    #[serde(default, deserialize_with = "whole::optional", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000_000_000_i64))]
    pub credits: Option<i64>,
    /// 1 to 86,400.
    #[serde(deserialize_with = "whole::number")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 86_400))]
    pub expires_in_seconds: i64,
}

/// `POST …/usage/holds/{id}/capture`: events that are debited from what a hold reserves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Capture {
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 500))]
    pub events: Vec<Event>,
    /// Whether what the events leave of the hold is free again; absent means no.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub close: bool,
}

/// Credits reserved before multi-step work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hold {
    pub id: String,
    pub state: HoldState,
    /// What was reserved at first.
    pub credits: i64,
    /// What was captured so far.
    pub captured: i64,
    pub expires_at: Timestamp,
    pub available: i64,
}

open_enum! {
    /// Where a hold stands.
    HoldState {
        Open "open",
        Captured "captured",
        Released "released",
        Expired "expired",
    }
}

/// `POST …/usage/refunds`: takes one debit back, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRefund {
    /// A UUID that the client makes.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::client_id))]
    pub id: String,
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::event_id))]
    pub event_id: String,
    /// 1 to 200 characters.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::reason))]
    pub reason: String,
}

/// One of the alerts that were raised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RaisedAlert {
    /// From 1, without gaps, in each workspace.
    pub seq: i64,
    pub id: String,
    pub kind: AlertKind,
    pub title: String,
    pub detail: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    pub raised_at: Timestamp,
}

/// `PUT …/usage/gauges`: levels that the assistant reports. What is absent stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Gauges {
    #[serde(default, deserialize_with = "whole::optional", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000_000_000_i64))]
    pub memory_words: Option<i64>,
    #[serde(default, deserialize_with = "whole::optional", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000_000_000_i64))]
    pub active_workflows: Option<i64>,
}
