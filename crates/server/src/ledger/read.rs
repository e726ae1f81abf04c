//! What is asked of the ledger. Each question is one statement, so that its answer is of one moment.

use std::collections::HashMap;

use infuse_protocol::Timestamp;
use infuse_protocol::stream::Alert;
use infuse_protocol::usage::{Credits, Entry, EntryKind, MemoryWords, Usage, Workflows};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::book::is_ahead;
use super::grant::{self, sort_by_burn_order};
use super::rows::{
    ALERT_COLUMNS, SELECT_ENTRIES, read_alert, read_entry, read_grant, read_hash, read_optional_id, select,
};
use super::{Ledger, LedgerError, MOST_AHEAD_MS, cycle};
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct EntryFilter {
    pub(crate) kind: Option<EntryKind>,
    pub(crate) action: Option<String>,
    /// An empty one asks for entries without a conversation.
    pub(crate) conversation_id: Option<String>,
    /// An empty one asks for entries without a source.
    pub(crate) source: Option<String>,
    pub(crate) from_ms: Option<i64>,
    pub(crate) to_ms: Option<i64>,
}

impl EntryFilter {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Which way a journal is read, and the number (excluded) to start behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Ascending { after: i64 },
    Descending { before: i64 },
}

/// What debits are told apart by, beside their action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// By the quarter of an hour in which they occurred: no time zone's day begins within one.
    Quarter,
    Conversation,
    Source,
    Member,
    /// By nothing else.
    Action,
}

/// Debits of one action in one group.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spent {
    /// The quarter's start, in milliseconds since the Unix epoch; 0 in other groups.
    pub(crate) quarter_ms: i64,
    /// The conversation, source or account; empty for none, and in other groups.
    pub(crate) key: String,
    /// The member's name; conversations have theirs by [`Ledger::conversation_titles`].
    pub(crate) title: Option<String>,
    pub(crate) action: String,
    /// Credits that they took, also those that were refunded.
    pub(crate) credits: i64,
    pub(crate) refunded: i64,
    pub(crate) events: i64,
    pub(crate) quantity: i64,
}

const QUARTER_MS: i64 = 900_000;

impl Ledger {
    /// What a workspace has now.
    pub(crate) async fn usage(&self, workspace_id: &str) -> Result<Usage, LedgerError> {
        let mut rows = self.book_rows(workspace_id).await?;
        let book = rows.first().ok_or(LedgerError::NoBook)?;
        let cycle_starts_ms = cycle::start(book.try_get("anchor_ms")?, book.try_get("cycle")?);
        let now_ms = self.clock.now_ms();
        if book.try_get::<i64, _>("due_ms")? <= now_ms || is_ahead(cycle_starts_ms, now_ms) {
            self.advance(workspace_id).await?;
            rows = self.book_rows(workspace_id).await?;
        }
        self.usage_from(workspace_id, &rows)
    }

    async fn book_rows(&self, workspace_id: &str) -> Result<Vec<AnyRow>, LedgerError> {
        let rows = sqlx::query(
            "SELECT b.plan, b.seats, b.anchor_ms, b.cycle, b.cycle_ends_ms, b.due_ms, b.seq AS entry_seq, b.balance, \
             b.held, b.memory_words, b.active_workflows, \
             g.seq, g.kind, g.amount, g.remaining, g.starts_ms, g.ends_ms, g.live \
             FROM books b LEFT JOIN grants g ON g.book = b.book AND g.live = 1 WHERE b.workspace_id = $1",
        )
        .bind(workspace_id.to_owned())
        .fetch_all(self.db.pool())
        .await?;
        Ok(rows)
    }

    fn usage_from(&self, workspace_id: &str, rows: &[AnyRow]) -> Result<Usage, LedgerError> {
        let book = rows.first().ok_or(LedgerError::NoBook)?;
        let mut grants = Vec::with_capacity(rows.len());
        for row in rows {
            if row.try_get::<Option<i64>, _>("seq")?.is_some() {
                grants.push(read_grant(row)?);
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
            grants: grants.iter().map(|grant| grant.to_wire(workspace_id)).collect(),
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
        // A book that is damaged is its own workspace's trouble; those beside it hear on.
        let progress = rows.iter().filter_map(|row| {
            let read = read_progress(row);
            read.inspect_err(|error| tracing::error!(%error, "a book can not be read, and its streams hear nothing"))
                .ok()
        });
        Ok(progress.collect())
    }

    /// The hashes, in hexadecimal, of these entries, each a workspace and a number; those that there are not are absent.
    pub(crate) async fn hashes_at(
        &self,
        entries: &[(String, i64)],
    ) -> Result<HashMap<(String, i64), String>, LedgerError> {
        let Some(last) = entries.last() else { return Ok(HashMap::new()) };
        let count = filled_up(entries.len());
        let list = self.db.dialect().placeholders(count, 2);
        let sql = format!(
            "SELECT b.workspace_id, e.seq, e.hash FROM (VALUES {list}) AS asked \
             JOIN books b ON b.workspace_id = asked.column1 JOIN entries e ON e.book = b.book AND e.seq = asked.column2"
        );
        let filled = entries.iter().chain(std::iter::repeat(last)).take(count);
        let query = filled.fold(select(sql), |query, (workspace_id, seq)| query.bind(workspace_id.clone()).bind(*seq));
        let rows = query.fetch_all(self.db.pool()).await?;
        let mut hashes = HashMap::with_capacity(rows.len());
        for row in &rows {
            let entry = (row.try_get("workspace_id")?, row.try_get("seq")?);
            hashes.insert(entry, hex::encode(read_hash(row, "hash")?));
        }
        Ok(hashes)
    }

    /// A stretch of the journal. Where it is filtered, much may be read for little: it counts as a report.
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
            "{SELECT_ENTRIES} WHERE e.book = (SELECT book FROM books WHERE workspace_id = $1) AND e.seq {comparison} $2 \
             AND ($3 IS NULL OR e.kind = $3) AND ($4 IS NULL OR e.action = $4) \
             AND ($5 IS NULL OR COALESCE(e.conversation_id, '') = $5) AND ($6 IS NULL OR COALESCE(e.source, '') = $6) \
             AND ($7 IS NULL OR e.occurred_ms >= $7) AND ($8 IS NULL OR e.occurred_ms < $8) \
             ORDER BY e.seq {direction} LIMIT $9"
        );
        let reads = if filter.is_empty() { self.db.pool() } else { self.db.reports() };
        let rows = select(sql)
            .bind(workspace_id.to_owned())
            .bind(position)
            .bind(filter.kind.map(|kind| kind.name()))
            .bind(filter.action.clone())
            .bind(filter.conversation_id.clone())
            .bind(filter.source.clone())
            .bind(filter.from_ms)
            .bind(filter.to_ms)
            .bind(limit)
            .fetch_all(reads)
            .await?;
        rows.iter().map(|row| Ok(read_entry(row)?.into_wire(workspace_id))).collect()
    }

    /// The entry with that number.
    pub(crate) async fn entry(&self, workspace_id: &str, seq: i64) -> Result<Entry, LedgerError> {
        let found = self.entries_after(workspace_id, seq - 1, 1).await?;
        found.into_iter().find(|entry| entry.seq == seq).ok_or(LedgerError::Damaged("a journal's numbering"))
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
            "SELECT {ALERT_COLUMNS} FROM alerts WHERE book = (SELECT book FROM books WHERE workspace_id = $1) \
             AND alert_seq > $2 ORDER BY alert_seq LIMIT $3"
        );
        let rows =
            select(sql).bind(workspace_id.to_owned()).bind(alert_seq).bind(limit).fetch_all(self.db.pool()).await?;
        let alerts = rows.iter().filter_map(|row| read_alert(row).transpose());
        alerts.map(|alert| alert.map(|alert| (alert.alert_seq, alert.into_wire(workspace_id)))).collect()
    }

    /// Hands over debits between two moments (milliseconds since the Unix epoch, the second excluded), condensed; what
    /// was refunded of them counts where they do. Those of one conversation or source come together. Nothing is kept
    /// here, however much there is.
    ///
    /// Whatever stands before a plan's grant was recorded before that grant, so that the journal is read from
    /// the last grant that is older than all events that may count, as long as no later one stands before it, which a
    /// clock that was ahead has brought.
    pub(crate) async fn spent(
        &self,
        workspace_id: &str,
        group: Group,
        from_ms: i64,
        to_ms: i64,
        mut take: impl FnMut(Spent) + Send,
    ) -> Result<(), LedgerError> {
        let members = if group == Group::Member { Some(self.members(workspace_id).await?) } else { None };
        // Of the debits and, with the opposite sign, of what takes them back.
        let (quarter, key) = match group {
            Group::Quarter => ("e.occurred_ms / 900000", "''"),
            Group::Conversation => ("0", "COALESCE(e.conversation_id, '')"),
            Group::Source => ("0", "COALESCE(e.source, '')"),
            Group::Member => ("0", "CAST(COALESCE(e.actor, 0) AS TEXT)"),
            Group::Action => ("0", "''"),
        };
        let sql = format!(
            "WITH book AS (SELECT book FROM books WHERE workspace_id = $1), \
             bound AS (SELECT COALESCE(MAX(g.seq), 0) AS seq FROM grants g \
              WHERE g.book = (SELECT book FROM book) AND g.kind = 'plan' AND g.starts_ms <= $4 \
              AND NOT EXISTS (SELECT 1 FROM grants later WHERE later.book = g.book AND later.kind = 'plan' \
               AND later.seq < g.seq AND later.starts_ms > $4)) \
             SELECT CAST({quarter} AS BIGINT) AS quarter, {key} AS grouped, e.action, \
             CAST(-SUM(e.credits) AS BIGINT) AS credits, \
             CAST(-SUM(CASE WHEN r.seq IS NULL THEN 0 ELSE e.credits END) AS BIGINT) AS refunded, \
             COUNT(*) AS events, CAST(SUM(e.quantity) AS BIGINT) AS quantity, MAX(e.seq) AS latest \
             FROM entries e LEFT JOIN entries r ON r.book = e.book AND r.takes_back = e.seq \
             WHERE e.book = (SELECT book FROM book) AND e.kind = 'debit' AND e.occurred_ms >= $2 \
             AND e.occurred_ms < $3 AND e.seq > (SELECT seq FROM bound) GROUP BY 1, 2, 3 ORDER BY 2"
        );
        let query = select(sql).bind(workspace_id.to_owned()).bind(from_ms).bind(to_ms).bind(from_ms - MOST_AHEAD_MS);
        let each = |row: AnyRow| {
            let mut spent = Spent {
                quarter_ms: row.try_get::<i64, _>("quarter")? * QUARTER_MS,
                key: row.try_get("grouped")?,
                title: None,
                action: row.try_get("action")?,
                credits: row.try_get("credits")?,
                refunded: row.try_get("refunded")?,
                events: row.try_get("events")?,
                quantity: row.try_get("quantity")?,
            };
            if let Some(members) = &members {
                (spent.key, spent.title) = members.of_actor(&spent.key);
            }
            take(spent);
            Ok(())
        };
        Ok(self.db.reports().each(query, each).await?)
    }

    /// Hands over each conversation that has a title, with the one that was reported last.
    pub(crate) async fn conversation_titles(
        &self,
        workspace_id: &str,
        mut take: impl FnMut(&str, &str) + Send,
    ) -> Result<(), LedgerError> {
        let query = sqlx::query(
            "SELECT e.conversation_id, e.conversation_title FROM entries e JOIN \
             (SELECT MAX(t.seq) AS seq FROM entries t WHERE t.book = (SELECT book FROM books WHERE workspace_id = $1) \
              AND t.conversation_title IS NOT NULL GROUP BY t.conversation_id) AS latest ON latest.seq = e.seq \
             WHERE e.book = (SELECT book FROM books WHERE workspace_id = $1)",
        );
        let each = |row: AnyRow| {
            take(row.try_get("conversation_id")?, row.try_get("conversation_title")?);
            Ok(())
        };
        Ok(self.db.reports().each(query.bind(workspace_id.to_owned()), each).await?)
    }

    async fn members(&self, workspace_id: &str) -> Result<Members, LedgerError> {
        let rows = sqlx::query(
            "SELECT actor, account_id, token_id, name FROM actors \
             WHERE book = (SELECT book FROM books WHERE workspace_id = $1)",
        )
        .bind(workspace_id.to_owned())
        .fetch_all(self.db.reports())
        .await?;
        let mut members = Members::default();
        for row in &rows {
            let Some(account_id) = read_optional_id(row, "account_id")?.map(|id| id.to_string()) else { continue };
            if read_optional_id(row, "token_id")?.is_none() {
                members.names.insert(account_id.clone(), row.try_get::<Option<String>, _>("name")?);
            }
            members.accounts.insert(row.try_get::<i64, _>("actor")?.to_string(), account_id);
        }
        Ok(members)
    }
}

fn read_progress(row: &AnyRow) -> Result<Progress, LedgerError> {
    Ok(Progress {
        workspace_id: row.try_get("workspace_id")?,
        entry_seq: row.try_get("seq")?,
        hash: hex::encode(read_hash(row, "hash")?),
        alert_seq: row.try_get("alert_seq")?,
        plan: row.try_get("plan")?,
        version: row.try_get("version")?,
    })
}

/// The accounts behind a book's actors: a person's own reports and those of the tokens that the person made are one
/// member's.
#[derive(Debug, Default)]
struct Members {
    /// By the actor's number.
    accounts: HashMap<String, String>,
    names: HashMap<String, Option<String>>,
}

impl Members {
    /// The account and the name of the member whom an actor belongs to.
    fn of_actor(&self, actor: &str) -> (String, Option<String>) {
        let account_id = self.accounts.get(actor).cloned().unwrap_or_default();
        let name = self.names.get(&account_id).cloned().flatten();
        (account_id, name)
    }
}
