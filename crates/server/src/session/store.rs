//! The table `sessions`. An ended session is a deleted row.

use infuse_protocol::Timestamp;
use infuse_protocol::session::Session;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::db::{Db, DbError, WriteTransaction};
use crate::identity::{Person, device_from_row};
use crate::page::PageRange;

/// The sessions of a person, newest first.
pub(super) async fn of_account(db: &Db, person: &Person, range: &PageRange) -> Result<Vec<Session>, DbError> {
    let rows = sqlx::query(
        "SELECT id, device_name, device_platform, device_app_version, address, created_ms, last_seen_ms
         FROM sessions WHERE account_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
    )
    .bind(person.account_id.as_str())
    .bind(range.before_id.as_str())
    .bind(range.rows())
    .fetch_all(db.pool())
    .await?;
    Ok(rows.iter().map(|row| session_from_row(row, person)).collect::<Result<_, sqlx::Error>>()?)
}

/// What the device of a session is called, if it said so; `None` where the account has no such session.
pub(super) async fn device_name(
    tx: &mut WriteTransaction,
    account_id: &str,
    session_id: &str,
) -> Result<Option<Option<String>>, DbError> {
    let sql = "SELECT device_name FROM sessions WHERE id = $1 AND account_id = $2";
    Ok(sqlx::query_scalar(sql).bind(session_id).bind(account_id).fetch_optional(&mut **tx).await?)
}

/// Ends a session.
pub(super) async fn delete(tx: &mut WriteTransaction, session_id: &str) -> Result<(), DbError> {
    sqlx::query("DELETE FROM sessions WHERE id = $1").bind(session_id).execute(&mut **tx).await?;
    Ok(())
}

fn session_from_row(row: &AnyRow, person: &Person) -> Result<Session, sqlx::Error> {
    let id: String = row.try_get("id")?;
    Ok(Session {
        current: id == person.session_id,
        id,
        device: device_from_row(row)?,
        address: row.try_get("address")?,
        created_at: Timestamp::from_millis(row.try_get("created_ms")?),
        last_seen_at: Timestamp::from_millis(row.try_get("last_seen_ms")?),
    })
}
