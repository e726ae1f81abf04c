//! What is asked of the ledger. Each question is one statement, so that its answer is of one moment.

use std::collections::{HashMap, HashSet};

use infuse_protocol::Timestamp;
use infuse_protocol::stream::Alert;
use infuse_protocol::usage::{Credits, Entry, EntryKind, Grant, MemoryWords, Usage, Workflows};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

use super::grant::{self, sort_by_burn_order};
use super::store::{ALERT_COLUMNS, ENTRY_COLUMNS, read_alert, read_entry};
use super::{Ledger, LedgerError, MOST_AHEAD_MS, cycle, entry};
use crate::db::filled_up;

/// How far a workspace's journal and alerts have come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Progress {
    pub(crate) workspace_id: String,
    pub(crate) entry_seq: i64,
    /// Of the last entry, in hexadecimal.
    pub(crate) hash: String,
    pub(crate) alert_seq: i64,
    pub(crate) plan: String,
    /// Goes up with every change, also of gauges and holds.
    pub(crate) version: i64,
}

/// Which entries are asked for; times are milliseconds since the Unix epoch of the occurrence, `to_ms` excluded.
#[derive(Clone, Debug, Default)]
pub(crate) struct EntryFilter {
    pub(crate) kind: Option<EntryKind>,
    pub(crate) action: Option<String>,
    pub(crate) conversation_id: Option<String>,
    pub(crate) from_ms: Option<i64>,
    pub(crate) to_ms: Option<i64>,
}

/// Which way a journal is read, and the number (excluded) to start behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Ascending { after: i64 },
    Descending { before: i64 },
}

/// Debits of one action in one conversation within one quarter of an hour.
#[derive(Clone, Debug)]
pub(crate) struct Spent {
    /// The quarter's start, in milliseconds since the Unix epoch. No time zone's day begins within one.
    pub(crate) quarter_ms: i64,
    pub(crate) action: String,
    pub(crate) conversation_id: Option<String>,
    pub(crate) credits: i64,
    pub(crate) events: i64,
    pub(crate) quantity: i64,
}

const QUARTER_MS: i64 = 900_000;

impl Ledger {
    /// What a workspace has now.
    pub(crate) async fn usage(&self, workspace_id: &str) -> Result<Usage, LedgerError> {
        let mut rows = self.book_rows(workspace_id).await?;
        let due_ms: i64 = rows.first().ok_or(LedgerError::NoBook)?.try_get("due_ms")?;
        if due_ms <= self.clock.now_ms() {
            self.advance(workspace_id).await?;
            rows = self.book_rows(workspace_id).await?;
        }
        self.usage_from(&rows)
    }

    async fn book_rows(&self, workspace_id: &str) -> Result<Vec<AnyRow>, LedgerError> {
        let rows = sqlx::query(
            "SELECT books.plan, books.seats, books.anchor_ms, books.cycle, books.cycle_ends_ms, books.due_ms, \
             books.seq AS entry_seq, books.balance, books.memory_words, books.active_workflows, \
             CAST((SELECT COALESCE(SUM(holds.credits - holds.captured), 0) FROM holds \
              WHERE holds.workspace_id = books.workspace_id AND holds.state = 'open') AS BIGINT) AS held, \
             grants.id, grants.kind, grants.amount, grants.remaining, grants.starts_ms, grants.ends_ms, grants.seq, grants.live \
             FROM books LEFT JOIN grants ON grants.workspace_id = books.workspace_id AND grants.live = 1 \
             WHERE books.workspace_id = $1",
        )
        .bind(workspace_id.to_owned())
        .fetch_all(self.db.pool())
        .await?;
        Ok(rows)
    }

    fn usage_from(&self, rows: &[AnyRow]) -> Result<Usage, LedgerError> {
        let book = rows.first().ok_or(LedgerError::NoBook)?;
        let mut grants = Vec::with_capacity(rows.len());
        for row in rows {
            if row.try_get::<Option<&str>, _>("id")?.is_some() {
                grants.push(super::store::read_grant(row)?);
            }
        }
        sort_by_burn_order(&mut grants);
        let sum = |monthly: bool, of: fn(&grant::Grant) -> i64| -> i64 {
            grants.iter().filter(|grant| grant.ends_ms.is_some() == monthly).map(of).sum()
        };
        let (monthly_total, monthly_remaining) = (sum(true, |grant| grant.amount), sum(true, |grant| grant.remaining));
        let held: i64 = book.try_get("held")?;
        let balance: i64 = book.try_get("balance")?;
        let plan = self.prices().plan(book.try_get("plan")?);
        let seats: i64 = book.try_get("seats")?;
        Ok(Usage {
            credits: Credits {
                monthly_total,
                monthly_used: monthly_total - monthly_remaining,
                monthly_remaining,
                purchased_remaining: sum(false, |grant| grant.remaining),
                held,
                available: (balance - held).max(0),
                cycle_started_at: Timestamp::from_millis(cycle::start(
                    book.try_get("anchor_ms")?,
                    book.try_get("cycle")?,
                )),
                resets_at: Timestamp::from_millis(book.try_get("cycle_ends_ms")?),
            },
            grants: grants.iter().map(Grant::from).collect(),
            memory_words: MemoryWords {
                used: book.try_get("memory_words")?,
                limit: plan.for_seats(plan.memory_words, seats),
            },
            workflows: Workflows {
                active: book.try_get("active_workflows")?,
                limit: plan.for_seats(plan.workflows, seats),
            },
            as_of: self.clock.now(),
            entry_seq: book.try_get("entry_seq")?,
        })
    }

    /// How far the journals of these workspaces have come; unknown ones are absent.
    pub(crate) async fn progress(&self, workspace_ids: &[String]) -> Result<Vec<Progress>, LedgerError> {
        let select = "SELECT workspace_id, seq, hash, alert_seq, plan, version FROM books WHERE workspace_id";
        let workspace_ids: Vec<&str> = workspace_ids.iter().map(String::as_str).collect();
        let rows = self.db.one_of(select, &workspace_ids, "").fetch_all(self.db.pool()).await?;
        rows.iter()
            .map(|row| {
                Ok(Progress {
                    workspace_id: row.try_get("workspace_id")?,
                    entry_seq: row.try_get("seq")?,
                    hash: row.try_get("hash")?,
                    alert_seq: row.try_get("alert_seq")?,
                    plan: row.try_get("plan")?,
                    version: row.try_get("version")?,
                })
            })
            .collect()
    }

    /// The hashes, in hexadecimal, of these entries, each a workspace and a number; those that there are not are absent.
    pub(crate) async fn hashes_at(
        &self,
        entries: &[(String, i64)],
    ) -> Result<HashMap<(String, i64), String>, LedgerError> {
        let Some(last) = entries.last() else { return Ok(HashMap::new()) };
        let count = filled_up(entries.len());
        let list = self.db.dialect().placeholders(count, 2);
        let sql = format!("SELECT workspace_id, seq, hash FROM entries WHERE (workspace_id, seq) IN (VALUES {list})");
        let filled = entries.iter().chain(std::iter::repeat(last)).take(count);
        let query = filled.fold(sqlx::query(AssertSqlSafe(sql)), |query, (workspace_id, seq)| {
            query.bind(workspace_id.clone()).bind(*seq)
        });
        let rows = query.fetch_all(self.db.pool()).await?;
        rows.iter().map(|row| Ok(((row.try_get("workspace_id")?, row.try_get("seq")?), row.try_get("hash")?))).collect()
    }

    /// Which of these ids the journal has.
    pub(crate) async fn known(&self, workspace_id: &str, ids: &[&str]) -> Result<HashSet<String>, LedgerError> {
        let select = "SELECT id, workspace_id FROM entries WHERE id";
        let mut known = HashSet::new();
        if ids.is_empty() {
            return Ok(known);
        }
        for row in self.db.one_of(select, ids, "").fetch_all(self.db.pool()).await? {
            if row.try_get::<&str, _>("workspace_id")? == workspace_id {
                known.insert(row.try_get("id")?);
            }
        }
        Ok(known)
    }

    /// A stretch of the journal.
    pub(crate) async fn entries(
        &self,
        workspace_id: &str,
        filter: &EntryFilter,
        order: Order,
        limit: i64,
    ) -> Result<Vec<Entry>, LedgerError> {
        let (comparison, direction, position) = match order {
            Order::Ascending { after } => (">", "ASC", after),
            Order::Descending { before } => ("<", "DESC", before),
        };
        let sql = format!(
            "SELECT {ENTRY_COLUMNS} FROM entries WHERE workspace_id = $1 AND seq {comparison} $2 \
             AND ($3 IS NULL OR kind = $3) AND ($4 IS NULL OR action = $4) \
             AND ($5 IS NULL OR conversation_id = $5) \
             AND ($6 IS NULL OR occurred_ms >= $6) AND ($7 IS NULL OR occurred_ms < $7) \
             ORDER BY seq {direction} LIMIT $8"
        );
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(workspace_id.to_owned())
            .bind(position)
            .bind(filter.kind.map(entry::kind_name))
            .bind(filter.action.clone())
            .bind(filter.conversation_id.clone())
            .bind(filter.from_ms)
            .bind(filter.to_ms)
            .bind(limit)
            .fetch_all(self.db.pool())
            .await?;
        rows.iter().map(|row| Ok(read_entry(row)?.into())).collect()
    }

    /// Entries behind a number, ascending.
    pub(crate) async fn entries_after(
        &self,
        workspace_id: &str,
        seq: i64,
        limit: i64,
    ) -> Result<Vec<Entry>, LedgerError> {
        self.entries(workspace_id, &EntryFilter::default(), Order::Ascending { after: seq }, limit).await
    }

    /// Alerts behind a number, ascending, each with its number.
    pub(crate) async fn alerts_after(
        &self,
        workspace_id: &str,
        alert_seq: i64,
        limit: i64,
    ) -> Result<Vec<(i64, Alert)>, LedgerError> {
        let sql = format!(
            "SELECT {ALERT_COLUMNS} FROM alerts WHERE workspace_id = $1 AND alert_seq > $2 ORDER BY alert_seq LIMIT $3"
        );
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(workspace_id.to_owned())
            .bind(alert_seq)
            .bind(limit)
            .fetch_all(self.db.pool())
            .await?;
        rows.iter().map(|row| read_alert(row).map(|alert| (alert.alert_seq, alert.into_wire(workspace_id)))).collect()
    }

    /// Debits between two moments (milliseconds since the Unix epoch, the second excluded), condensed.
    ///
    /// Whatever stands before a plan's grant was recorded before that grant, so that the journal is read from
    /// the last grant that is older than all events that may count.
    pub(crate) async fn spent(&self, workspace_id: &str, from_ms: i64, to_ms: i64) -> Result<Vec<Spent>, LedgerError> {
        let rows = sqlx::query(
            "SELECT occurred_ms / $4 AS quarter, action, conversation_id, CAST(-SUM(credits) AS BIGINT) AS credits, \
             COUNT(*) AS events, CAST(SUM(quantity) AS BIGINT) AS quantity FROM entries \
             WHERE workspace_id = $1 AND kind = 'debit' AND occurred_ms >= $2 AND occurred_ms < $3 \
             AND seq > COALESCE((SELECT MAX(grants.seq) FROM grants \
              WHERE grants.workspace_id = $1 AND grants.kind = 'plan' AND grants.starts_ms <= $5), 0) \
             GROUP BY quarter, action, conversation_id",
        )
        .bind(workspace_id.to_owned())
        .bind(from_ms)
        .bind(to_ms)
        .bind(QUARTER_MS)
        .bind(from_ms - MOST_AHEAD_MS)
        .fetch_all(self.db.pool())
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Spent {
                    quarter_ms: row.try_get::<i64, _>("quarter")? * QUARTER_MS,
                    action: row.try_get("action")?,
                    conversation_id: row.try_get("conversation_id")?,
                    credits: row.try_get("credits")?,
                    events: row.try_get("events")?,
                    quantity: row.try_get("quantity")?,
                })
            })
            .collect()
    }

    /// The last reported title of each conversation.
    pub(crate) async fn conversation_titles(&self, workspace_id: &str) -> Result<HashMap<String, String>, LedgerError> {
        let rows = sqlx::query(
            "SELECT entries.conversation_id, entries.conversation_title FROM entries JOIN \
             (SELECT MAX(seq) AS seq FROM entries WHERE workspace_id = $1 AND conversation_title IS NOT NULL \
              GROUP BY conversation_id) AS latest ON latest.seq = entries.seq WHERE entries.workspace_id = $1",
        )
        .bind(workspace_id.to_owned())
        .fetch_all(self.db.pool())
        .await?;
        rows.iter().map(|row| Ok((row.try_get("conversation_id")?, row.try_get("conversation_title")?))).collect()
    }
}
