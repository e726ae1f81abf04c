use futures_util::TryStreamExt;
use infuse_protocol::usage::{Entry, EntryKind};
use jiff::tz::TimeZone;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};

use super::actions::ANY_ACTION;
use super::conversations::NO_CONVERSATION;
use super::{Cache, actions, balances, conversations, days, sums};

/// How many are written by one statement: thirteen values each stay far below SQLite's 32,766 parameters.
const ROWS_AT_ONCE: usize = 500;

/// An entry of the journal as it is cached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredEntry {
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
    pub(crate) occurred_at_ms: i64,
}

/// Which entries, newest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct EntryQuery {
    /// Days since the epoch, both included.
    pub(crate) days: Option<(i64, i64)>,
    pub(crate) action: Option<String>,
    /// The empty text means: debits without a conversation.
    pub(crate) conversation_id: Option<String>,
    /// Only entries with a lower number.
    pub(crate) before: Option<i64>,
}

impl Cache {
    /// The number of the last entry; 0 when there is none.
    pub(crate) async fn last_seq(&self) -> Result<i64, sqlx::Error> {
        sqlx::query_scalar("SELECT COALESCE(MAX(seq), 0) FROM entries").fetch_one(&self.pool()).await
    }

    /// The number and the hash of the last entry.
    pub(crate) async fn journal_end(&self) -> Result<Option<(i64, String)>, sqlx::Error> {
        sqlx::query_as("SELECT seq, hash FROM journal_end").fetch_optional(&self.pool()).await
    }

    /// Entries that match, newest first, at most `limit`.
    pub(crate) async fn entries(&self, query: &EntryQuery, limit: u32) -> Result<Vec<StoredEntry>, sqlx::Error> {
        let Some(codes) = self.resolve(query).await? else { return Ok(Vec::new()) };
        let mut select = codes.select(query.before, i64::from(limit));
        select.build().fetch_all(&self.pool()).await?.iter().map(read).collect()
    }

    /// How many entries match.
    pub(crate) async fn count(&self, query: &EntryQuery) -> Result<i64, sqlx::Error> {
        let Some(codes) = self.resolve(query).await? else { return Ok(0) };
        let mut select = QueryBuilder::new("SELECT COUNT(*) FROM entries e");
        codes.push_where(&mut select, query.before);
        select.build_query_scalar().fetch_one(&self.pool()).await
    }

    /// Hands every entry that matches to `take`, newest first, without holding them all.
    pub(crate) async fn each_entry<E: From<sqlx::Error>>(
        &self,
        query: &EntryQuery,
        mut take: impl FnMut(StoredEntry) -> Result<(), E>,
    ) -> Result<(), E> {
        const ALL: i64 = -1;
        let Some(codes) = self.resolve(query).await? else { return Ok(()) };
        let mut select = codes.select(query.before, ALL);
        let pool = self.pool();
        let mut rows = select.build().fetch(&pool);
        while let Some(row) = rows.try_next().await? {
            take(read(&row)?)?;
        }
        Ok(())
    }

    /// Looks up the codes that a query speaks of; `None` where nothing cached can match.
    async fn resolve(&self, query: &EntryQuery) -> Result<Option<Codes>, sqlx::Error> {
        let mut codes = Codes::default();
        if let Some(name) = &query.action {
            let Some(code) = self.action_code(name).await? else { return Ok(None) };
            codes.action = Some(code);
        }
        if let Some(id) = &query.conversation_id {
            let Some(code) = self.conversation_code(id).await? else { return Ok(None) };
            codes.conversation = Some(code);
        }
        if let Some((from, to)) = query.days {
            let bounds: (Option<i64>, Option<i64>) =
                sqlx::query_as("SELECT MIN(first_seq), MAX(last_seq) FROM daily_bounds WHERE day BETWEEN $1 AND $2")
                    .bind(from)
                    .bind(to)
                    .fetch_one(&self.pool())
                    .await?;
            let (Some(first_seq), Some(last_seq)) = bounds else { return Ok(None) };
            let zone = self.zone.read().await;
            let end_ms = days::start_of(days::date_of(to + 1), &zone);
            codes.range =
                Some(Range { first_seq, last_seq, start_ms: days::start_of(days::date_of(from), &zone), end_ms });
        }
        Ok(Some(codes))
    }
}

/// A query in the terms of the tables.
#[derive(Default)]
struct Codes {
    action: Option<i64>,
    conversation: Option<i64>,
    range: Option<Range>,
}

/// A range of days: the numbers bound what has to be read, the times decide.
struct Range {
    first_seq: i64,
    last_seq: i64,
    start_ms: i64,
    end_ms: i64,
}

impl Codes {
    fn select(&self, before: Option<i64>, limit: i64) -> QueryBuilder<Sqlite> {
        let mut select = QueryBuilder::new(
            "SELECT e.seq, e.id, e.kind, a.name, e.quantity, e.credits, e.balance_after, c.id, c.title, e.source, \
             e.reason, e.occurred_at FROM entries e LEFT JOIN actions a ON a.code = e.action \
             LEFT JOIN conversations c ON c.code = e.conversation",
        );
        self.push_where(&mut select, before);
        select.push(" ORDER BY e.seq DESC LIMIT ").push_bind(limit);
        select
    }

    fn push_where(&self, select: &mut QueryBuilder<Sqlite>, before: Option<i64>) {
        select.push(" WHERE e.seq < ").push_bind(before.unwrap_or(i64::MAX));
        if let Some(conversation) = self.conversation {
            select.push(" AND e.kind = 1 AND e.conversation = ").push_bind(conversation);
        }
        if let Some(action) = self.action {
            // A conversation is the narrower key: the sign keeps SQLite from choosing the other index.
            let column = if self.conversation.is_some() { " AND +e.action = " } else { " AND e.action = " };
            select.push(column).push_bind(action);
        }
        if let Some(range) = &self.range {
            select.push(" AND e.seq BETWEEN ").push_bind(range.first_seq);
            select.push(" AND ").push_bind(range.last_seq);
            select.push(" AND e.occurred_at >= ").push_bind(range.start_ms);
            select.push(" AND e.occurred_at < ").push_bind(range.end_ms);
        }
    }
}

/// Adds entries and everything that is summed from them. They must begin right behind the last one and have no
/// gaps: see [`crate::sync::plan`].
pub(super) async fn add(
    connection: &mut SqliteConnection,
    entries: &[Entry],
    zone: TimeZone,
) -> Result<(), sqlx::Error> {
    let names = entries.iter().filter_map(|entry| entry.action.as_deref());
    let actions = actions::codes(connection, names).await?;
    let conversations = conversations::codes(connection, entries).await?;
    let action_of = |entry: &Entry| entry.action.as_deref().and_then(|name| actions.get(name)).copied();
    let conversation_of = |entry: &Entry| {
        let code = entry.conversation.as_ref().and_then(|known| conversations.get(known.id.as_str()));
        code.copied().unwrap_or(NO_CONVERSATION)
    };
    if let Some(last) = entries.last() {
        sqlx::query(
            "INSERT INTO journal_end (only_row, seq, hash) VALUES (1, $1, $2) \
             ON CONFLICT (only_row) DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
        )
        .bind(last.seq)
        .bind(&last.hash)
        .execute(&mut *connection)
        .await?;
    }
    balances::add(connection, entries).await?;
    let mut sums = sums::Sums::new(zone);
    for some in entries.chunks(ROWS_AT_ONCE) {
        let mut query = QueryBuilder::new(
            "INSERT INTO entries (seq, id, kind, action, quantity, credits, balance_after, conversation, source, \
             reason, takes_back, occurred_at, recorded_at) ",
        );
        query.push_values(some, |mut row, entry| {
            row.push_bind(entry.seq).push_bind(&entry.id).push_bind(code_of_kind(entry.kind));
            row.push_bind(action_of(entry)).push_bind(entry.quantity).push_bind(entry.credits);
            row.push_bind(entry.balance_after).push_bind(conversation_of(entry)).push_bind(entry.source.as_deref());
            row.push_bind(entry.reason.as_deref());
            row.push_bind(entry.event_seq.filter(|_| entry.kind == EntryKind::Refund));
            row.push_bind(entry.occurred_at.as_millis()).push_bind(entry.recorded_at.as_millis());
        });
        query.build().execute(&mut *connection).await?;
    }
    for entry in entries {
        let spent = (entry.kind == EntryKind::Debit).then(|| sums::Spent {
            action: action_of(entry).unwrap_or(ANY_ACTION),
            conversation: conversation_of(entry),
            credits: -entry.credits,
            quantity: entry.quantity.unwrap_or(1),
        });
        sums.add(entry.seq, entry.occurred_at.as_millis(), spent);
    }
    if let Some(first) = entries.first() {
        sums.take_back(connection, first.seq).await?;
    }
    sums.write(connection).await
}

fn read(row: &SqliteRow) -> Result<StoredEntry, sqlx::Error> {
    Ok(StoredEntry {
        seq: row.try_get(0)?,
        id: row.try_get(1)?,
        kind: kind_of_code(row.try_get(2)?),
        action: row.try_get(3)?,
        quantity: row.try_get(4)?,
        credits: row.try_get(5)?,
        balance_after: row.try_get(6)?,
        conversation_id: row.try_get(7)?,
        conversation_title: row.try_get(8)?,
        source: row.try_get(9)?,
        reason: row.try_get(10)?,
        occurred_at_ms: row.try_get(11)?,
    })
}

fn code_of_kind(kind: EntryKind) -> i64 {
    match kind {
        EntryKind::Grant => 0,
        EntryKind::Debit => 1,
        EntryKind::Expiry => 2,
        EntryKind::Refund => 3,
        EntryKind::Adjustment => 4,
        EntryKind::Other => 5,
    }
}

pub(super) fn kind_of_code(code: i64) -> EntryKind {
    match code {
        0 => EntryKind::Grant,
        1 => EntryKind::Debit,
        2 => EntryKind::Expiry,
        3 => EntryKind::Refund,
        4 => EntryKind::Adjustment,
        _ => EntryKind::Other,
    }
}
