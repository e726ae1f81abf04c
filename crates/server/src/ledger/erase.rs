//! What the ledger keeps about a person, erased: in workspaces that go on, the journal still verifies.

use sqlx::Row as _;
use uuid::Uuid;

use super::LedgerError;
use super::actor::KnownActor;
use super::digest::Seal;
use super::rows::{SELECT_ENTRIES, read_actor, read_entry, select};
use crate::db::WriteTransaction;

/// Entries that are read at once.
const PAGE: i64 = 500;

/// All tables of a book, the book itself last.
const TABLES: [&str; 8] =
    ["entries", "grants", "holds", "alerts", "subscription_changes", "member_spend", "actors", "books"];

/// Erases a person: the books of `own_workspaces` as a whole; in all others who the person was and what they and
/// their tokens wrote. Of both stay digests, with which the journals verify.
pub(crate) async fn erase_account(
    tx: &mut WriteTransaction,
    account_id: &str,
    own_workspaces: &[String],
) -> Result<(), LedgerError> {
    for workspace_id in own_workspaces {
        // Whoever writes this journal at the same time is waited for: what it adds is seen, and erased with the rest.
        let lock = "UPDATE books SET version = version + 1 WHERE workspace_id = $1";
        sqlx::query(lock).bind(workspace_id.as_str()).execute(&mut **tx).await?;
        for table in TABLES {
            let sql = format!("DELETE FROM {table} WHERE book = (SELECT book FROM books WHERE workspace_id = $1)");
            select(sql).bind(workspace_id.clone()).execute(&mut **tx).await?;
        }
    }
    let Ok(account_id) = account_id.parse::<Uuid>() else { return Ok(()) };
    let account_id = account_id.as_bytes().to_vec();
    let sql =
        "SELECT book, actor, account_id, token_id, name, seal FROM actors WHERE account_id = $1 ORDER BY book, actor";
    for row in sqlx::query(sql).bind(account_id.clone()).fetch_all(&mut **tx).await? {
        erase_actor(tx, row.try_get("book")?, &read_actor(&row)?).await?;
    }
    sqlx::query("DELETE FROM member_spend WHERE account_id = $1").bind(account_id).execute(&mut **tx).await?;
    Ok(())
}

async fn erase_actor(tx: &mut WriteTransaction, book: i64, known: &KnownActor) -> Result<(), LedgerError> {
    // It locks the book, as whoever writes its journal does.
    sqlx::query("UPDATE books SET version = version + 1 WHERE book = $1").bind(book).execute(&mut **tx).await?;
    let mut last_seq = 0;
    loop {
        let sql = format!(
            "{SELECT_ENTRIES} WHERE e.book = $1 AND e.actor = $2 AND e.seq > $3 AND e.seal IS NOT NULL \
             ORDER BY e.seq LIMIT $4"
        );
        let rows = select(sql).bind(book).bind(known.number).bind(last_seq).bind(PAGE).fetch_all(&mut **tx).await?;
        let Some(last) = rows.last() else { break };
        last_seq = last.try_get("seq")?;
        for row in &rows {
            let entry = read_entry(row)?.entry;
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
    }
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
