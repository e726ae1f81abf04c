//! The journal as a person reads it: newest first, with neighbouring debits of one conversation as one row.

use std::collections::HashMap;

use infuse_protocol::Timestamp;
use infuse_protocol::usage::EntryKind;

use super::report::largest_first;
use super::view::{ConversationChoice, Filter, JournalPage, JournalRow, JournalStep, RowKind};
use super::{narrow, range};
use crate::cache::{Cache, EntryQuery, StoredEntry};
use crate::error::AppError;

/// Debits this close together belong to one piece of work.
const NEIGHBOURS_MS: i64 = 10 * 60 * 1_000;

/// A row with more steps than that goes on in the next.
const MOST_STEPS: usize = 200;

/// How many entries are read at once.
const ENTRIES_AT_ONCE: u32 = 250;

const MOST_ROWS: u32 = 500;

pub(crate) async fn journal(
    cache: &Cache,
    filter: &Filter,
    before: Option<i64>,
    limit: u32,
) -> Result<JournalPage, AppError> {
    let limit = usize::try_from(limit.clamp(1, MOST_ROWS)).unwrap_or(1);
    let mut query = query_of(filter)?;
    query.before = before;
    let mut rows: Vec<Vec<StoredEntry>> = Vec::new();
    loop {
        let entries = cache.entries(&query, ENTRIES_AT_ONCE).await?;
        let is_last = entries.len() < usize::try_from(ENTRIES_AT_ONCE).unwrap_or(usize::MAX);
        query.before = entries.last().map(|entry| entry.seq).or(query.before);
        for entry in entries {
            match rows.last_mut() {
                Some(row) if belongs_to(row, &entry) => row.push(entry),
                _ => rows.push(vec![entry]),
            }
        }
        // A row is whole only when the one behind it has begun.
        if is_last || rows.len() > limit {
            break;
        }
    }
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().and_then(|row| row.last()).map(|entry| narrow(entry.seq));
    Ok(JournalPage { rows: rows.into_iter().filter_map(row).collect(), next: last.filter(|_| has_more) })
}

/// A filter as a query of the cache.
pub(super) fn query_of(filter: &Filter) -> Result<EntryQuery, AppError> {
    Ok(EntryQuery {
        days: range::of_list(filter)?,
        action: filter.action.clone(),
        conversation_id: filter.conversation_id.clone(),
        before: None,
    })
}

fn belongs_to(row: &[StoredEntry], entry: &StoredEntry) -> bool {
    row.last().is_some_and(|newer| {
        newer.kind == EntryKind::Debit
            && entry.kind == EntryKind::Debit
            && entry.conversation_id.is_some()
            && newer.conversation_id == entry.conversation_id
            && newer.occurred_at_ms.abs_diff(entry.occurred_at_ms) <= NEIGHBOURS_MS.unsigned_abs()
            && row.len() < MOST_STEPS
    })
}

fn row(entries: Vec<StoredEntry>) -> Option<JournalRow> {
    let newest = entries.first()?;
    let mut by_action: HashMap<String, (i64, i64)> = HashMap::new();
    for entry in &entries {
        if let Some(action) = &entry.action {
            let sum = by_action.entry(action.clone()).or_default();
            sum.0 += entry.credits.abs();
            sum.1 += entry.quantity.unwrap_or(1);
        }
    }
    Some(JournalRow {
        seq: narrow(newest.seq),
        kind: kind(newest.kind),
        occurred_at: rfc3339(newest.occurred_at_ms),
        credits: narrow(entries.iter().map(|entry| entry.credits).sum()),
        balance_after: narrow(newest.balance_after),
        conversation: newest
            .conversation_id
            .clone()
            .map(|id| ConversationChoice { id, title: newest.conversation_title.clone() }),
        by_action: largest_first(by_action),
        reason: newest.reason.clone(),
        steps: entries.iter().map(step).collect(),
    })
}

fn step(entry: &StoredEntry) -> JournalStep {
    JournalStep {
        seq: narrow(entry.seq),
        id: entry.id.clone(),
        action: entry.action.clone(),
        quantity: entry.quantity.map(narrow),
        credits: narrow(entry.credits),
        balance_after: narrow(entry.balance_after),
        source: entry.source.clone(),
        occurred_at: rfc3339(entry.occurred_at_ms),
    }
}

fn kind(kind: EntryKind) -> RowKind {
    match kind {
        EntryKind::Grant => RowKind::Grant,
        EntryKind::Debit => RowKind::Debit,
        EntryKind::Expiry => RowKind::Expiry,
        EntryKind::Refund => RowKind::Refund,
        EntryKind::Adjustment => RowKind::Adjustment,
        EntryKind::Other => RowKind::Other,
    }
}

pub(super) fn rfc3339(millis: i64) -> String {
    Timestamp::from_millis(millis).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE_MS: i64 = 60_000;

    fn debit(seq: i64, minute: i64, conversation: Option<&str>) -> StoredEntry {
        StoredEntry {
            seq,
            id: seq.to_string(),
            kind: EntryKind::Debit,
            action: Some("message".to_owned()),
            quantity: Some(2),
            credits: -2,
            balance_after: 100 - 2 * seq,
            conversation_id: conversation.map(str::to_owned),
            conversation_title: None,
            source: None,
            reason: None,
            occurred_at_ms: minute * MINUTE_MS,
        }
    }

    #[test]
    fn only_neighbouring_debits_of_one_conversation_share_a_row() {
        let newest = debit(9, 60, Some("a"));
        let row = std::slice::from_ref(&newest);
        assert!(belongs_to(row, &debit(8, 50, Some("a"))));
        assert!(!belongs_to(row, &debit(8, 49, Some("a"))));
        assert!(!belongs_to(row, &debit(8, 60, Some("b"))));
        assert!(!belongs_to(row, &debit(8, 60, None)));
        assert!(!belongs_to(&[debit(9, 60, None)], &debit(8, 60, None)));
        assert!(!belongs_to(row, &StoredEntry { kind: EntryKind::Refund, ..debit(8, 60, Some("a")) }));
        assert!(!belongs_to(&vec![newest.clone(); MOST_STEPS], &debit(8, 60, Some("a"))));
    }

    #[test]
    fn a_row_tells_the_newest_of_its_steps_and_the_sum_of_all() {
        let row = row(vec![debit(9, 60, Some("a")), debit(8, 55, Some("a")), debit(7, 50, Some("a"))]).unwrap();
        assert_eq!((row.seq, row.credits, row.balance_after, row.steps.len()), (9, -6, 82, 3));
        assert_eq!((row.by_action[0].credits, row.by_action[0].quantity), (6, 6));
    }
}
