//! Questions about the journal and their answers, as the Usage tab asks and shows them.

use std::fmt;

use infuse_protocol::Withheld;
use serde::{Deserialize, Serialize};

/// Which debits a question is about. Dates are `YYYY-MM-DD` in the person's time zone, both included.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct Filter {
    pub from: Option<String>,
    pub to: Option<String>,
    pub action: Option<String>,
    /// The empty text means: without a conversation.
    pub conversation_id: Option<String>,
}

/// How long a bar of the chart is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Period {
    Day,
    Week,
    Month,
}

/// Everything that the filter changes on the tab, in one answer, so that its parts never disagree.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct Report {
    /// Whether it is known that nothing was ever debited, whatever the filter.
    pub untouched: bool,
    /// First and last date, `YYYY-MM-DD`.
    pub from: String,
    pub to: String,
    /// Credits in all, and per day, rounded.
    pub total: i32,
    pub per_day: i32,
    /// One for each period between `from` and `to`, empty ones too, in order.
    pub bars: Vec<Bar>,
    /// Largest first.
    pub by_action: Vec<ActionTotal>,
    /// Largest first, at most 50.
    pub by_conversation: Vec<ConversationTotal>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct Bar {
    /// The first date of the period.
    pub start: String,
    pub total: i32,
    pub by_action: Vec<ActionTotal>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct ActionTotal {
    pub action: String,
    pub credits: i32,
    pub quantity: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct ConversationTotal {
    /// Empty: without a conversation.
    pub id: String,
    pub title: Option<String>,
    pub credits: i32,
    /// Largest first.
    pub by_action: Vec<ActionTotal>,
}

/// A choice for the conversation filter: the most recent ones first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct ConversationChoice {
    pub id: String,
    pub title: Option<String>,
}

/// One page of the journal, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct JournalPage {
    pub rows: Vec<JournalRow>,
    /// Handed back for the next page; absent on the last.
    pub next: Option<i32>,
}

/// A line of the journal: one entry, or neighbouring debits of one conversation within ten minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct JournalRow {
    /// The newest entry's number.
    pub seq: i32,
    pub kind: RowKind,
    /// When the newest of it occurred, RFC 3339.
    pub occurred_at: String,
    /// Signed: below 0 for what was taken.
    pub credits: i32,
    pub balance_after: i32,
    pub conversation: Option<ConversationChoice>,
    /// Quantities of a debit, largest credits first.
    pub by_action: Vec<ActionTotal>,
    pub reason: Option<String>,
    /// Every entry of it, newest first.
    pub steps: Vec<JournalStep>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    Grant,
    Debit,
    Expiry,
    Refund,
    Adjustment,
    /// Of a newer server.
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct JournalStep {
    pub seq: i32,
    pub id: String,
    pub action: Option<String>,
    pub quantity: Option<i32>,
    pub credits: i32,
    pub balance_after: i32,
    pub source: Option<String>,
    pub occurred_at: String,
}

/// An alert that this device has heard, whether or not it could show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct AlertRow {
    /// Tells rows apart.
    pub key: String,
    pub kind: AlertRowKind,
    /// What an agent, or a server of another workspace, says; empty where the kind says it all.
    pub title: String,
    pub detail: String,
    /// RFC 3339.
    pub raised_at: String,
    pub notification: AlertNotification,
}

/// Whether a notification of this device told of an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum AlertNotification {
    /// It waits: for the end of a pause or of quiet hours, or for a desktop that shows it.
    Waiting,
    Shown,
    /// None does: the person does without such, or it was past before one could.
    LeftOut,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum AlertRowKind {
    CreditsLow,
    CreditsExhausted,
    PlanUpgraded,
    /// A signal of an agent, or what only a newer server knows, in words of its own.
    Signal,
    /// Of another workspace, in the server's words.
    Elsewhere,
}

/// What a warning at some number of credits would have come to in the last days, as far as the journal tells: what
/// holds reserved stands in no journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct ThresholdReplay {
    /// The first date, `YYYY-MM-DD`; the last is today.
    pub from: String,
    pub days: i32,
    /// How many of them lie before the journal begins.
    pub unknown_days: i32,
    /// Whether credits were at the threshold or below it all the time, so that there was nothing new to tell.
    pub always_below: bool,
    /// Credits at the start of the first day, and at the end of each; of today, now. Absent before the journal begins.
    pub balances: Vec<Option<i32>>,
    /// In order.
    pub alerts: Vec<ReplayedAlert>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct ReplayedAlert {
    pub kind: ReplayedKind,
    /// RFC 3339.
    pub raised_at: String,
    /// On which of the days, from 0.
    pub day: i32,
    /// Credits that were left.
    pub balance: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ReplayedKind {
    CreditsLow,
    CreditsExhausted,
}

/// The format of an exported journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    Csv,
    Json,
}

/// A token that was just made for an agent, and the line that reports a first message with it.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct ConnectedAgent {
    /// The secret, shown this once.
    pub token: String,
    /// `POST` here.
    pub events_url: String,
    /// Ready for a terminal.
    pub curl: String,
}

impl fmt::Debug for ConnectedAgent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The line for the terminal holds the secret as well.
        let Self { token: _, events_url, curl: _ } = self;
        let mut printed = f.debug_struct("ConnectedAgent");
        printed.field("token", &Withheld).field("events_url", events_url).field("curl", &Withheld).finish()
    }
}
