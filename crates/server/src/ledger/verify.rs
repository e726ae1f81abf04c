//! Proves that the journals are whole: numbered without gaps, chained, and equal to the balances.

use std::collections::HashMap;
use std::fmt;

use infuse_protocol::usage::EntryKind;
use sqlx::AssertSqlSafe;

use super::LedgerError;
use super::book::Head;
use super::entry::{Entry, GENESIS};
use super::grant::Grant;
use super::store::{BOOK_COLUMNS, ENTRY_COLUMNS, GRANT_COLUMNS, read_entry, read_grant, read_head};
use crate::db::{Db, ReadTransaction};

/// Entries that are read at once.
const PAGE: i64 = 1_000;

/// What was proved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VerifyReport {
    pub workspaces: u64,
    pub entries: u64,
}

/// The first thing that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub workspace_id: String,
    /// The entry that breaks the journal; `None` when the entries hold and what is kept beside them does not.
    pub seq: Option<i64>,
    pub fault: String,
}

/// The journals could not be proved.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    #[error("{0}")]
    Broken(Broken),
    #[error(transparent)]
    Unreadable(#[from] LedgerError),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "workspace {}", self.workspace_id)?;
        if let Some(seq) = self.seq {
            write!(f, ", entry {seq}")?;
        }
        write!(f, ": {}", self.fault)
    }
}

/// Walks every journal from its first entry to its head.
///
/// # Errors
/// Names the first entry that breaks a journal.
pub async fn verify(db: &Db) -> Result<VerifyReport, VerifyError> {
    let mut report = VerifyReport::default();
    let mut last = String::new();
    loop {
        // A server may go on writing: each book is looked at as it stands at one moment.
        let mut tx = db.begin_read().await.map_err(LedgerError::from)?;
        let sql = format!("SELECT {BOOK_COLUMNS} FROM books WHERE workspace_id > $1 ORDER BY workspace_id LIMIT 1");
        let row =
            sqlx::query(AssertSqlSafe(sql)).bind(last).fetch_optional(&mut *tx).await.map_err(LedgerError::from)?;
        let Some(row) = row else { return Ok(report) };
        let head = read_head(&row)?;
        report.entries += verify_book(&mut tx, &head).await?;
        report.workspaces += 1;
        last = head.workspace_id;
    }
}

async fn verify_book(tx: &mut ReadTransaction, head: &Head) -> Result<u64, VerifyError> {
    let mut walk = Walk::default();
    let broken = |seq: Option<i64>, fault: String| {
        VerifyError::Broken(Broken { workspace_id: head.workspace_id.clone(), seq, fault })
    };
    loop {
        let sql = format!(
            "SELECT {ENTRY_COLUMNS} FROM entries WHERE workspace_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4"
        );
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(head.workspace_id.clone())
            .bind(walk.seq)
            .bind(head.seq)
            .bind(PAGE)
            .fetch_all(&mut **tx)
            .await
            .map_err(LedgerError::from)?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let entry = read_entry(row)?;
            walk.step(&entry).map_err(|fault| broken(Some(walk.seq + 1), fault))?;
        }
    }
    walk.arrives_at(head).map_err(|fault| broken(None, fault))?;
    for grant in grants(tx, &head.workspace_id).await? {
        walk.agrees_with(&grant).map_err(|fault| broken(None, fault))?;
    }
    Ok(walk.seq.unsigned_abs())
}

async fn grants(tx: &mut ReadTransaction, workspace_id: &str) -> Result<Vec<Grant>, LedgerError> {
    let sql = format!("SELECT {GRANT_COLUMNS} FROM grants WHERE workspace_id = $1");
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(workspace_id.to_owned()).fetch_all(&mut **tx).await?;
    rows.iter().map(read_grant).collect()
}

/// What the entries so far add up to.
#[derive(Debug, Default)]
struct Walk {
    seq: i64,
    hash: String,
    balance: i64,
    /// What each grant should have left.
    grants: HashMap<String, i64>,
}

impl Walk {
    fn step(&mut self, entry: &Entry) -> Result<(), String> {
        if entry.seq != self.seq + 1 {
            return Err(format!("the entry is missing; the next one is {}", entry.seq));
        }
        let previous = if self.seq == 0 { GENESIS } else { &self.hash };
        if entry.chained_to(previous) != entry.hash {
            return Err("its hash does not follow from its content and the entry before it".to_owned());
        }
        if entry.balance_after != self.balance + entry.credits {
            return Err(format!("its balance is {}, the sum is {}", entry.balance_after, self.balance + entry.credits));
        }
        let spread: i64 = entry.split.iter().map(|share| share.credits).sum();
        if spread != entry.credits.abs() {
            return Err(format!("its split adds up to {spread}, its credits are {}", entry.credits));
        }
        let sign = if matches!(entry.kind, EntryKind::Debit | EntryKind::Expiry) { -1 } else { 1 };
        for share in &entry.split {
            let left = self.grants.entry(share.grant_id.clone()).or_default();
            *left += sign * share.credits;
            if *left < 0 {
                return Err(format!("it takes more from grant {} than it has", share.grant_id));
            }
        }
        self.seq = entry.seq;
        self.hash.clone_from(&entry.hash);
        self.balance = entry.balance_after;
        Ok(())
    }

    fn arrives_at(&self, head: &Head) -> Result<(), String> {
        if (self.seq, &self.hash) != (head.seq, &head.hash) {
            return Err(format!("the journal ends at entry {}, its head says {}", self.seq, head.seq));
        }
        if self.balance != head.balance {
            return Err(format!("the journal's sum is {}, the balance says {}", self.balance, head.balance));
        }
        Ok(())
    }

    fn agrees_with(&self, grant: &Grant) -> Result<(), String> {
        let left = self.grants.get(&grant.id).copied().unwrap_or_default();
        if left == grant.remaining {
            return Ok(());
        }
        Err(format!("grant {} has {} left, by the journal {left}", grant.id, grant.remaining))
    }
}
