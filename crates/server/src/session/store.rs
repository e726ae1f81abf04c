//! The table `sessions`. An ended session is a deleted row.

use infuse_protocol::Timestamp;
use infuse_protocol::session::{Device, Session};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::db::{Db, DbError};
use crate::identity::Person;
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

/// Ends one session of an account; `false` where there was none.
pub(super) async fn delete(db: &Db, account_id: &str, session_id: &str) -> Result<bool, DbError> {
    let mut tx = db.begin_write().await?;
    let deleted = sqlx::query("DELETE FROM sessions WHERE id = $1 AND account_id = $2")
        .bind(session_id)
        .bind(account_id)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(deleted.rows_affected() == 1)
}

/// Ends all sessions of a person but the present one; answers their ids.
pub(super) async fn delete_others(db: &Db, person: &Person) -> Result<Vec<String>, DbError> {
    let mut tx = db.begin_write().await?;
    let ended = sqlx::query_scalar("DELETE FROM sessions WHERE account_id = $1 AND id <> $2 RETURNING id")
        .bind(person.account_id.as_str())
        .bind(person.session_id.as_str())
        .fetch_all(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(ended)
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

fn device_from_row(row: &AnyRow) -> Result<Option<Device>, sqlx::Error> {
    let (name, platform, app_version): (Option<String>, Option<String>, Option<String>) =
        (row.try_get("device_name")?, row.try_get("device_platform")?, row.try_get("device_app_version")?);
    Ok(match (name, platform, app_version) {
        (Some(name), Some(platform), Some(app_version)) => Some(Device { name, platform, app_version }),
        _ => None,
    })
}
