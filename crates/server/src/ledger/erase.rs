//! What the ledger keeps about a person, erased: in workspaces that go on, the journal still verifies.
//!
//! A journal may be long, and a workspace's members write it meanwhile. So the transaction that erases the account only
//! notes what is to be erased of journals ([`erase_account`]); that is then done a page at a time ([`finish`]).

use sqlx::Row as _;
use uuid::Uuid;

use super::LedgerError;
use super::actor::KnownActor;
use super::digest::Seal;
use super::rows::{SELECT_ENTRIES, read_actor, read_entry, select};
use crate::db::{Db, DbError, WriteTransaction};

/// Rows that one transaction deletes, and entries that it looks at: others that write wait for no more than that.
const PAGE: i64 = 250;

/// The actor that stands for all of a book.
const WHOLE_BOOK: i64 = 0;

/// The tables of a book but for the book itself, each with what tells its rows apart within a book.
const TABLES: [(&str, &str); 7] = [
    ("entries", "seq"),
    ("grants", "seq"),
    ("holds", "id"),
    ("alerts", "alert_seq"),
    ("subscription_changes", "id"),
    ("member_spend", "account_id"),
    ("actors", "actor"),
];

/// Something that is to be erased of a journal.
#[derive(Clone, Copy, Debug)]
struct Erasure {
    book: i64,
    actor: i64,
    seq: i64,
}

/// Erases who the person was: the books of `own_workspaces` are nobody's from here on; in all others only a digest tells
/// who it was that did something, with which the journals verify. What is left for [`finish`] is written down.
pub(crate) async fn erase_account(
    tx: &mut WriteTransaction,
    account_id: &str,
    own_workspaces: &[String],
) -> Result<(), LedgerError> {
    for workspace_id in own_workspaces {
        // Whoever writes this journal at the same time is waited for: what it adds is erased with the rest.
        let lock = "UPDATE books SET version = version + 1 WHERE workspace_id = $1 RETURNING CAST(book AS BIGINT)";
        let book: Option<i64> = sqlx::query_scalar(lock).bind(workspace_id.as_str()).fetch_optional(&mut **tx).await?;
        let Some(book) = book else { continue };
        sqlx::query("DELETE FROM books WHERE book = $1").bind(book).execute(&mut **tx).await?;
        note(tx, book, WHOLE_BOOK).await?;
    }
    let Ok(account_id) = account_id.parse::<Uuid>() else { return Ok(()) };
    let account_id = account_id.as_bytes().to_vec();
    let sql = "SELECT book, actor, account_id, token_id, name, seal FROM actors
               WHERE account_id = $1 AND book IN (SELECT book FROM books) ORDER BY book, actor";
    for row in sqlx::query(sql).bind(account_id.clone()).fetch_all(&mut **tx).await? {
        let (book, known): (i64, _) = (row.try_get("book")?, read_actor(&row)?);
        forget_actor(tx, book, &known).await?;
        note(tx, book, known.number).await?;
    }
    sqlx::query("DELETE FROM member_spend WHERE account_id = $1").bind(account_id).execute(&mut **tx).await?;
    Ok(())
}

async fn note(tx: &mut WriteTransaction, book: i64, actor: i64) -> Result<(), DbError> {
    let sql = "INSERT INTO erasures (book, actor, seq) VALUES ($1, $2, 0)";
    sqlx::query(sql).bind(book).bind(actor).execute(&mut **tx).await?;
    Ok(())
}

async fn forget_actor(tx: &mut WriteTransaction, book: i64, known: &KnownActor) -> Result<(), DbError> {
    // It locks the book, as whoever writes its journal does.
    sqlx::query("UPDATE books SET version = version + 1 WHERE book = $1").bind(book).execute(&mut **tx).await?;
    sqlx::query(
        "UPDATE actors SET account_id = NULL, token_id = NULL, name = NULL, seal = $1 WHERE book = $2 AND actor = $3",
    )
    .bind(Seal::Digest(known.digest()).as_bytes().to_vec())
    .bind(book)
    .bind(known.number)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Erases what was noted: journals of accounts that are gone, a transaction for each page. Who is cut off goes on where
/// the last page ended.
///
/// # Errors
/// Where the database does not answer, or an entry can not be read. What is left is still noted then.
pub(crate) async fn finish(db: &Db) -> Result<(), LedgerError> {
    let mut result = Ok(());
    let all = sqlx::query("SELECT book, actor FROM erasures ORDER BY book, actor").fetch_all(db.pool()).await?;
    for row in all {
        let (book, actor) = (row.try_get("book")?, row.try_get("actor")?);
        // One that can not be erased holds up no other.
        result = result.and(finish_one(db, book, actor).await);
    }
    result
}

async fn finish_one(db: &Db, book: i64, actor: i64) -> Result<(), LedgerError> {
    loop {
        let mut tx = db.begin_write().await?;
        // Two servers that do the same come one after the other.
        let lock = "UPDATE erasures SET seq = seq WHERE book = $1 AND actor = $2 RETURNING seq";
        let seq: Option<i64> = sqlx::query_scalar(lock).bind(book).bind(actor).fetch_optional(&mut *tx).await?;
        let Some(seq) = seq else {
            tx.rollback().await?;
            return Ok(());
        };
        let erasure = Erasure { book, actor, seq };
        let is_done = if actor == WHOLE_BOOK {
            !delete_page(&mut tx, book).await?
        } else {
            forget_page(&mut tx, erasure).await?
        };
        if is_done {
            let sql = "DELETE FROM erasures WHERE book = $1 AND actor = $2";
            sqlx::query(sql).bind(book).bind(actor).execute(&mut *tx).await?;
        }
        tx.commit().await?;
    }
}

/// Deletes some rows of a book; whether there were any.
async fn delete_page(tx: &mut WriteTransaction, book: i64) -> Result<bool, DbError> {
    for (table, key) in TABLES {
        let sql = format!(
            "DELETE FROM {table} WHERE book = $1 AND {key} IN (SELECT {key} FROM {table} WHERE book = $1 LIMIT $2)"
        );
        if select(sql).bind(book).bind(PAGE).execute(&mut **tx).await?.rows_affected() > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Puts digests in the place of texts in the next page of a journal; whether that was the last one.
async fn forget_page(tx: &mut WriteTransaction, erasure: Erasure) -> Result<bool, LedgerError> {
    let Erasure { book, actor, seq } = erasure;
    let lock = "UPDATE books SET version = version + 1 WHERE book = $1 RETURNING seq";
    let end: Option<i64> = sqlx::query_scalar(lock).bind(book).fetch_optional(&mut **tx).await?;
    // The workspace has gone meanwhile, and its book with it.
    let Some(end) = end else { return Ok(true) };
    let until = seq.saturating_add(PAGE).min(end);
    let sql = format!(
        "{SELECT_ENTRIES} WHERE e.book = $1 AND e.seq > $2 AND e.seq <= $3 AND e.actor = $4 AND e.seal IS NOT NULL"
    );
    for row in select(sql).bind(book).bind(seq).bind(until).bind(actor).fetch_all(&mut **tx).await? {
        let entry = read_entry(&row)?.entry;
        let digest = entry.texts_digest();
        sqlx::query(
            "UPDATE entries SET conversation_id = NULL, conversation_title = NULL, source = NULL, reason = NULL, \
             seal = $1 WHERE book = $2 AND seq = $3",
        )
        .bind(digest.map(|digest| digest.to_vec()))
        .bind(book)
        .bind(entry.seq)
        .execute(&mut **tx)
        .await?;
    }
    let sql = "UPDATE erasures SET seq = $1 WHERE book = $2 AND actor = $3";
    sqlx::query(sql).bind(until).bind(book).bind(actor).execute(&mut **tx).await?;
    Ok(until == end)
}
