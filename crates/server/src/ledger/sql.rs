//! Statements over many rows at once.
//!
//! Their number of rows is [`filled_up`]; the rows added for that are NULL and are filtered out.

use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe, Encode, Type};
use uuid::Uuid;

use crate::db::{AnyQuery, Db, DbError, WriteTransaction, filled_up};

/// Values that one statement binds, at most: PostgreSQL takes 65,535 and SQLite 32,766.
const MOST_VALUES: usize = 32_766;

/// Rows that one statement inserts, and ids that one asks for, at most.
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

/// A value of one column; a missing one of any type is a NULL of that type.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    Text(Option<String>),
    Number(Option<i64>),
    Bytes(Option<Vec<u8>>),
}

/// A row to be written: what each column is to hold. All rows of one statement have the same columns in the same order.
pub(super) type Row = Vec<(&'static str, Cell)>;

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

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Number(Some(i64::from(flag)))
    }
}

impl From<&[u8]> for Cell {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(Some(bytes.to_vec()))
    }
}

impl From<Option<&[u8]>> for Cell {
    fn from(bytes: Option<&[u8]>) -> Self {
        Self::Bytes(bytes.map(<[u8]>::to_vec))
    }
}

impl From<Uuid> for Cell {
    fn from(id: Uuid) -> Self {
        Self::Bytes(Some(id.as_bytes().to_vec()))
    }
}

impl From<Option<Uuid>> for Cell {
    fn from(id: Option<Uuid>) -> Self {
        Self::Bytes(id.map(|id| id.as_bytes().to_vec()))
    }
}

impl Cell {
    fn null_alike(&self) -> Self {
        match self {
            Self::Text(_) => Self::Text(None),
            Self::Number(_) => Self::Number(None),
            Self::Bytes(_) => Self::Bytes(None),
        }
    }
}

fn bind(query: AnyQuery<'_>, cell: Cell) -> AnyQuery<'_> {
    match cell {
        Cell::Text(text) => bind_value(query, text),
        Cell::Number(number) => bind_value(query, number),
        Cell::Bytes(bytes) => bind_value(query, bytes),
    }
}

fn bind_value<'q, T>(query: AnyQuery<'q>, value: T) -> AnyQuery<'q>
where
    T: 'q + Encode<'q, Any> + Type<Any>,
{
    query.bind(value)
}

/// Selects with `head … IN (values) tail`, over any number of values; `head` ends before `IN`.
pub(super) async fn select_in<V: Clone + Into<Cell>>(
    many: &mut ManyRows<'_>,
    head: &str,
    values: &[V],
    tail: &str,
) -> Result<Vec<AnyRow>, DbError> {
    let mut rows = Vec::with_capacity(values.len());
    for values in values.chunks(MOST_ROWS) {
        let Some(last) = values.last() else { continue };
        let count = filled_up(values.len());
        let sql = format!("{head} IN {}{tail}", many.db.dialect().placeholders(1, count));
        let filled = values.iter().chain(std::iter::repeat(last)).take(count).cloned().map(V::into);
        let query = filled.fold(sqlx::query(AssertSqlSafe(sql)), bind);
        rows.append(&mut query.fetch_all(&mut **many.tx).await?);
    }
    Ok(rows)
}

/// Inserts rows of `table`; `on_conflict` is the statement's end, or empty. The first column is never NULL.
pub(super) async fn insert(
    many: &mut ManyRows<'_>,
    table: &str,
    rows: Vec<Row>,
    on_conflict: &str,
) -> Result<(), DbError> {
    let mut rows = rows.into_iter().peekable();
    while let Some(first) = rows.peek() {
        let columns: Vec<&str> = first.iter().map(|(column, _)| *column).collect();
        let padding: Row = first.iter().map(|(column, cell)| (*column, cell.null_alike())).collect();
        let most = MOST_ROWS.min(MOST_VALUES / columns.len());
        // The largest number that needs no filling up is the most that is bound at once.
        let count = filled_up(rows.len().min(most)).min(most);
        let sql = format!(
            "INSERT INTO {table} ({}) SELECT * FROM (VALUES {}) AS fresh WHERE fresh.column1 IS NOT NULL {on_conflict}",
            columns.join(", "),
            many.db.dialect().placeholders(count, columns.len()),
        );
        let padded: Vec<Row> = rows.by_ref().chain(std::iter::repeat(padding)).take(count).collect();
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for row in padded {
            debug_assert!(row.iter().map(|(column, _)| *column).eq(columns.iter().copied()), "rows differ in {table}");
            query = row.into_iter().map(|(_, cell)| cell).fold(query, bind);
        }
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
        let ids: Vec<Uuid> = (0..5 * MOST_ROWS / 2).map(|number| Uuid::from_u128(number as u128)).collect();
        let rows = ids.iter().map(|id| {
            let mut row =
                vec![("id", Cell::from(*id)), ("plan", Cell::from("free")), ("begins_ms", Cell::Number(None))];
            row.extend(["book", "seats"].map(|column| (column, Cell::from(1))));
            row
        });
        let mut tx = db.begin_write().await.unwrap();
        let mut many = ManyRows::new(&mut tx, &db);
        insert(&mut many, "subscription_changes", rows.collect(), "").await.unwrap();
        let read = select_in(&mut many, "SELECT id FROM subscription_changes WHERE id", &ids, "").await.unwrap();
        assert_eq!(read.len(), ids.len());
    }
}
