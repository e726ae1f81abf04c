//! What has to be done so that the cache holds the server's journal. Pure.

use infuse_protocol::usage::Entry;

/// How the cache gets up to date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Plan {
    UpToDate,
    /// The entries from this index on are the next ones.
    Add {
        from: usize,
    },
    /// Something is missing before them: ask for everything behind what is cached.
    Fetch,
    /// The server's journal is shorter than what is cached: it is another journal.
    StartOver,
}

/// Compares what is cached up to `cached` with entries that came, and with the number that the figures include.
pub(crate) fn plan(cached: i64, came: &[Entry], server_seq: i64) -> Plan {
    if server_seq < cached {
        return Plan::StartOver;
    }
    let from = came.iter().position(|entry| entry.seq > cached);
    let new = from.map_or(&[][..], |from| &came[from..]);
    let is_next = new.iter().zip(cached + 1..).all(|(entry, expected)| entry.seq == expected);
    match (from, new.last()) {
        (Some(from), Some(last)) if is_next && last.seq >= server_seq => Plan::Add { from },
        _ if server_seq > cached || !is_next => Plan::Fetch,
        _ => Plan::UpToDate,
    }
}

#[cfg(test)]
mod tests {
    use infuse_protocol::Timestamp;
    use infuse_protocol::usage::{Actor, EntryKind};
    use proptest::prelude::*;

    use super::*;

    fn entries(numbers: std::ops::RangeInclusive<i64>) -> Vec<Entry> {
        let entry = |seq: i64| Entry {
            seq,
            id: seq.to_string(),
            kind: EntryKind::Debit,
            action: None,
            quantity: None,
            credits: -1,
            balance_after: 0,
            actor: Actor::default(),
            conversation: None,
            source: None,
            reason: None,
            event_id: None,
            event_seq: None,
            occurred_at: Timestamp::from_millis(0),
            recorded_at: Timestamp::from_millis(0),
            split: Vec::new(),
            catalog_version: String::new(),
            hash: String::new(),
        };
        numbers.map(entry).collect()
    }

    #[test]
    fn what_comes_next_is_added_and_what_was_there_is_left_out() {
        assert_eq!(plan(2, &entries(1..=4), 4), Plan::Add { from: 2 });
        assert_eq!(plan(4, &entries(1..=4), 4), Plan::UpToDate);
    }

    #[test]
    fn a_gap_is_asked_for() {
        assert_eq!(plan(2, &entries(4..=5), 5), Plan::Fetch);
        assert_eq!(plan(2, &[], 3), Plan::Fetch);
        assert_eq!(plan(2, &entries(3..=3), 9), Plan::Fetch);
    }

    #[test]
    fn a_shorter_journal_is_another_one() {
        assert_eq!(plan(5, &[], 4), Plan::StartOver);
    }

    proptest! {
        #[test]
        fn adding_never_leaves_a_gap(cached in 0i64..20, first in 1i64..20, count in 0i64..10, ahead in 0i64..3) {
            let came = entries(first..=first + count - 1);
            let server_seq = (first + count - 1).max(0) + ahead;
            if let Plan::Add { from } = plan(cached, &came, server_seq) {
                prop_assert_eq!(came[from].seq, cached + 1);
                prop_assert_eq!(came.last().map(|entry| entry.seq), Some(server_seq));
            }
        }
    }
}
