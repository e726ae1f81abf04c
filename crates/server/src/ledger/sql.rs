//! Statements over many rows at once.
//!
//! Their number of rows is [`filled_up`]; the rows added for that are NULL and are filtered out.

use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe, Encode, Type};

use crate::db::{AnyQuery, Db, DbError, WriteTransaction, filled_up};

/// Rows that one statement inserts, and ids that one asks for, at most. PostgreSQL takes 65,535 values
/// in a statement and SQLite 32,766, and the widest row here, a book's, has 20.
const MOST_ROWS: usize = 1_024;

/// A transaction in which statements over many rows are made.
pub(super) struct ManyRows<'a> {
    tx: &'a mut WriteTransaction,
    db: &'a Db,
}

impl<'a> ManyRows<'a> {
    pub(super) fn new(tx: &'a mut WriteTransaction, db: &'a Db) -> Self {
        Self { tx, db }
    }
}

/// A value of one column; a missing one of either type is a NULL of that type.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    Text(Option<String>),
    Number(Option<i64>),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Self::Text(Some(text.clone()))
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<&Option<String>> for Cell {
    fn from(text: &Option<String>) -> Self {
        Self::Text(text.clone())
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(Some(number))
    }
}

impl From<Option<i64>> for Cell {
    fn from(number: Option<i64>) -> Self {
        Self::Number(number)
    }
}

impl Cell {
    fn null_alike(&self) -> Self {
        match self {
            Self::Text(_) => Self::Text(None),
            Self::Number(_) => Self::Number(None),
        }
    }
}

fn bind(query: AnyQuery<'_>, cell: Cell) -> AnyQuery<'_> {
    match cell {
        Cell::Text(text) => bind_value(query, text),
        Cell::Number(number) => bind_value(query, number),
    }
}

fn bind_value<'q, T>(query: AnyQuery<'q>, value: T) -> AnyQuery<'q>
where
    T: 'q + Encode<'q, Any> + Type<Any>,
{
    query.bind(value)
}

/// Selects with `head … IN (ids) tail`, over any number of ids; `head` ends before `IN`.
pub(super) async fn select_in(
    many: &mut ManyRows<'_>,
    head: &str,
    ids: &[&str],
    tail: &str,
) -> Result<Vec<AnyRow>, DbError> {
    let mut rows = Vec::with_capacity(ids.len());
    for ids in ids.chunks(MOST_ROWS) {
        rows.append(&mut many.db.one_of(head, ids, tail).fetch_all(&mut **many.tx).await?);
    }
    Ok(rows)
}

/// Inserts rows of `table (columns)`; `on_conflict` is the statement's end, or empty. The first column is never NULL.
pub(super) async fn insert(
    many: &mut ManyRows<'_>,
    table: &str,
    columns: &[&str],
    rows: Vec<Vec<Cell>>,
    on_conflict: &str,
) -> Result<(), DbError> {
    let mut rows = rows.into_iter().peekable();
    while let Some(first) = rows.peek() {
        let padding: Vec<Cell> = first.iter().map(Cell::null_alike).collect();
        let count = filled_up(rows.len().min(MOST_ROWS));
        let sql = format!(
            "INSERT INTO {table} ({}) SELECT * FROM (VALUES {}) AS fresh WHERE fresh.column1 IS NOT NULL {on_conflict}",
            columns.join(", "),
            many.db.dialect().placeholders(count, columns.len()),
        );
        let padded = rows.by_ref().chain(std::iter::repeat(padding)).take(count);
        let query = padded.flatten().fold(sqlx::query(AssertSqlSafe(sql)), bind);
        query.execute(&mut **many.tx).await?;
    }
    Ok(())
}

/// `ON CONFLICT (key) DO UPDATE SET …` over the columns that may change.
pub(super) fn upsert(key: &str, changing: &[&str]) -> String {
    let sets: Vec<String> = changing.iter().map(|column| format!("{column} = excluded.{column}")).collect();
    format!("ON CONFLICT ({key}) DO UPDATE SET {}", sets.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn more_rows_than_a_statement_may_bind_are_written_and_read() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite:{}", folder.path().join("infuse.db").display())).await.unwrap();
        let ids: Vec<String> = (0..5 * MOST_ROWS / 2).map(|number| format!("grant-{number}")).collect();
        let columns: Vec<&str> = crate::ledger::store::GRANT_COLUMNS.split(", ").collect();
        let rows = ids.iter().map(|id| {
            let text = Cell::from(id);
            let number = Cell::from(1);
            [vec![text.clone(), text.clone(), text], vec![number; columns.len() - 3]].concat()
        });
        let mut tx = db.begin_write().await.unwrap();
        let mut many = ManyRows::new(&mut tx, &db);
        insert(&mut many, "grants", &columns, rows.collect(), "").await.unwrap();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let read = select_in(&mut many, "SELECT id FROM grants WHERE id", &ids, "").await.unwrap();
        assert_eq!(read.len(), ids.len());
    }
}
