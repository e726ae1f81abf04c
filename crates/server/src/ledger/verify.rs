//! Proves that the journals are whole: numbered without gaps, chained, and equal to the balances.

mod walk;

use std::fmt;

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

pub(super) use self::walk::Walk;
use super::LedgerError;
use super::book::Head;
use super::grant::Grant;
use super::rows::{BOOK_COLUMNS, GRANT_COLUMNS, SELECT_ENTRIES, read_entry, read_grant, read_head};
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
    #[error("the file is damaged: {0}")]
    Damaged(String),
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

/// Walks every journal from its first entry to its head, and compares what is kept beside it.
///
/// # Errors
/// Names the first entry that breaks a journal, or what is wrong with the file.
pub async fn verify(db: &Db) -> Result<VerifyReport, VerifyError> {
    // Pages that do not fit together may still answer each query with something that looks whole.
    if let Some(fault) = db.fault_of_file().await.map_err(LedgerError::from)? {
        return Err(VerifyError::Damaged(fault));
    }
    check_for_lost_books(db).await?;
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
        tx.end().await.map_err(LedgerError::from)?;
        report.workspaces += 1;
        last = head.workspace_id;
    }
}

/// Every workspace has a book, made with it; entries and grants belong to one, or to one that is being erased.
async fn check_for_lost_books(db: &Db) -> Result<(), VerifyError> {
    let lost = [
        ("id", "workspaces", "SELECT 1 FROM books WHERE workspace_id = workspaces.id"),
        ("'number ' || CAST(book AS TEXT)", "entries", "SELECT 1 FROM kept_books k WHERE k.book = entries.book"),
        ("'number ' || CAST(book AS TEXT)", "grants", "SELECT 1 FROM kept_books k WHERE k.book = grants.book"),
    ];
    for (name, table, its_book) in lost {
        let sql = format!(
            "WITH kept_books AS (SELECT book FROM books UNION ALL SELECT book FROM erasures WHERE actor = 0)
             SELECT {name} FROM {table} WHERE NOT EXISTS ({its_book}) LIMIT 1"
        );
        let lost: Option<String> =
            sqlx::query_scalar(AssertSqlSafe(sql)).fetch_optional(db.pool()).await.map_err(LedgerError::from)?;
        if let Some(workspace_id) = lost {
            return Err(VerifyError::Broken(Broken { workspace_id, seq: None, fault: "it has no book".to_owned() }));
        }
    }
    Ok(())
}

async fn verify_book(tx: &mut ReadTransaction, head: &Head) -> Result<u64, VerifyError> {
    let mut walk = Walk::default();
    let broken = |seq: Option<i64>, fault: String| {
        VerifyError::Broken(Broken { workspace_id: head.workspace_id.clone(), seq, fault })
    };
    loop {
        let rows = next_entries(tx, head.book, walk.seq).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let seq: i64 = row.try_get("seq").map_err(LedgerError::from)?;
            if seq > head.seq {
                return Err(broken(
                    Some(seq),
                    format!("it lies behind the journal's end, which is entry {}", head.seq),
                ));
            }
            let read = read_entry(row).map_err(|error| damage(error, |fault| broken(Some(seq), fault)))?;
            walk.step(&read.entry).map_err(|fault| broken(Some(walk.seq + 1), fault))?;
        }
    }
    walk.arrives_at(head).map_err(|fault| broken(None, fault))?;
    let grants = grants(tx, head.book).await.map_err(|error| damage(error, |fault| broken(None, fault)))?;
    walk.agrees_with(grants, head).map_err(|fault| broken(None, fault))?;
    check_holds(tx, head).await?.map_err(|fault| broken(None, fault))?;
    Ok(walk.seq.unsigned_abs())
}

/// A row that makes no sense breaks the journal; that it could not be read does not.
fn damage(error: LedgerError, broken: impl FnOnce(String) -> VerifyError) -> VerifyError {
    match error {
        LedgerError::Damaged(_) => broken(error.to_string()),
        error => VerifyError::Unreadable(error),
    }
}

async fn next_entries(tx: &mut ReadTransaction, book: i64, seq: i64) -> Result<Vec<AnyRow>, LedgerError> {
    let sql = format!("{SELECT_ENTRIES} WHERE e.book = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3");
    let query = sqlx::query(AssertSqlSafe(sql)).bind(book).bind(seq).bind(PAGE);
    Ok(query.fetch_all(&mut **tx).await?)
}

async fn grants(tx: &mut ReadTransaction, book: i64) -> Result<Vec<Grant>, LedgerError> {
    let sql = format!("SELECT {GRANT_COLUMNS} FROM grants WHERE book = $1");
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(book).fetch_all(&mut **tx).await?;
    rows.iter().map(read_grant).collect()
}

/// Whether the head says of open holds what they say themselves.
async fn check_holds(tx: &mut ReadTransaction, head: &Head) -> Result<Result<(), String>, LedgerError> {
    let row = sqlx::query(
        "SELECT COUNT(*) AS open, CAST(COALESCE(SUM(credits - captured), 0) AS BIGINT) AS held FROM holds \
         WHERE book = $1 AND state = 'open'",
    )
    .bind(head.book)
    .fetch_one(&mut **tx)
    .await?;
    let (open, held): (i64, i64) = (row.try_get("open")?, row.try_get("held")?);
    let told = (head.open_holds, head.held);
    Ok(match told == (open, held) {
        true => Ok(()),
        false => Err(format!("{open} open holds reserve {held}, its head says {} and {}", told.0, told.1)),
    })
}
