//! What has happened to the access of an account: each event is written down in the transaction of what it is, listed
//! as the account's activity, and mailed where the person should know of it though they did not do it.

use infuse_protocol::Timestamp;
use infuse_protocol::account::{SecurityEvent, SecurityEventKind};
use infuse_protocol::session::Device;
use infuse_protocol::stream::Resource;
use sqlx::Row as _;
use uuid::Uuid;

use crate::client_address::{ClientAddress, ClientNetwork};
use crate::db::{Db, DbError, WriteTransaction};
use crate::identity::{NETWORK_KNOWN_FOR_MS, device_from_row};
use crate::mail::{self, Notice};
use crate::names::{named_as_on_the_wire, stored};
use crate::page::PageRange;
use crate::versions;

/// How long an event is kept, in milliseconds: 400 days, as long as an unused session lives.
pub(crate) const KEPT_FOR_MS: i64 = 400 * 86_400_000;

named_as_on_the_wire!(SecurityEventKind);

/// An event that is happening.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Event<'a> {
    pub(crate) kind: SecurityEventKind,
    pub(crate) account_id: &'a str,
    /// The session that did it, or that came of it; its device is written down.
    pub(crate) session_id: Option<&'a str>,
    pub(crate) address: ClientAddress,
    pub(crate) detail: Option<&'a str>,
    pub(crate) at_ms: i64,
}

/// Writes an event down, and the mail that tells of it. The account is new, or locked ([`versions::lock_account`]).
///
/// Once that is committed, the account is to be told as changed on the bus, and the jobs are to be woken.
pub(crate) async fn note(tx: &mut WriteTransaction, event: Event<'_>) -> Result<(), DbError> {
    let id = Uuid::now_v7().to_string();
    sqlx::query(
        "INSERT INTO security_events (id, account_id, kind, happened_ms, address, detail, device_name, device_platform,
                                      device_app_version)
         SELECT $1, $2, $3, $4, $5, $6, s.device_name, s.device_platform, s.device_app_version
         FROM accounts a LEFT JOIN sessions s ON s.id = $7 AND s.account_id = a.id WHERE a.id = $2",
    )
    .bind(id.as_str())
    .bind(event.account_id)
    .bind(event.kind.name())
    .bind(event.at_ms)
    .bind(event.address.to_string())
    .bind(event.detail)
    .bind(event.session_id)
    .execute(&mut **tx)
    .await?;
    versions::bump(tx, event.account_id, Resource::Activity).await?;
    if mail::is_mailed(event.kind) {
        let notice = Notice {
            kind: event.kind,
            account_id: event.account_id,
            event_id: &id,
            session_id: event.session_id,
            may_be_another: may_be_another(event.kind),
            at_ms: event.at_ms,
        };
        mail::enqueue_notice(tx, &notice).await?;
    }
    Ok(())
}

/// Whether the mail of an event has a link by which a person says that it was not them: not where they have just said so.
const fn may_be_another(kind: SecurityEventKind) -> bool {
    !matches!(kind, SecurityEventKind::NotMe | SecurityEventKind::EmailChangeUndone)
}

/// Which event a sign-in is that is about to begin. The device is what it says it is, and could be said by anyone: the
/// network has to be known, too.
pub(crate) async fn kind_of_sign_in(
    tx: &mut WriteTransaction,
    account_id: &str,
    device: Option<&Device>,
    address: ClientAddress,
    now_ms: i64,
) -> Result<SecurityEventKind, DbError> {
    let network = ClientNetwork::from(address).as_text();
    let known = sqlx::query(
        "SELECT 1 FROM known_networks k JOIN security_events e ON e.account_id = k.account_id
         WHERE k.account_id = $1 AND k.network = $2 AND k.last_ms > $3 AND e.happened_ms > $3
         AND e.kind IN ($4, $5, $6) AND COALESCE(e.device_name, '') = $7 AND COALESCE(e.device_platform, '') = $8",
    )
    .bind(account_id)
    .bind(network.unwrap_or_default())
    .bind(now_ms - NETWORK_KNOWN_FOR_MS)
    .bind(SecurityEventKind::SignedUp.name())
    .bind(SecurityEventKind::SignedIn.name())
    .bind(SecurityEventKind::SignedInFromNewDevice.name())
    .bind(device.map(|device| device.name.clone()).unwrap_or_default())
    .bind(device.map(|device| device.platform.clone()).unwrap_or_default())
    .fetch_optional(&mut **tx)
    .await?;
    Ok(if known.is_some() { SecurityEventKind::SignedIn } else { SecurityEventKind::SignedInFromNewDevice })
}

/// Whether there was such an event of the account since then.
pub(crate) async fn has_happened_since(
    tx: &mut WriteTransaction,
    account_id: &str,
    kind: SecurityEventKind,
    since_ms: i64,
) -> Result<bool, DbError> {
    let found =
        sqlx::query("SELECT 1 FROM security_events WHERE account_id = $1 AND kind = $2 AND happened_ms >= $3 LIMIT 1");
    let found = found.bind(account_id).bind(kind.name()).bind(since_ms).fetch_optional(&mut **tx).await?;
    Ok(found.is_some())
}

/// The events of an account, newest first; of one kind where it is given.
pub(crate) async fn of_account(
    db: &Db,
    account_id: &str,
    kind: Option<SecurityEventKind>,
    range: &PageRange,
) -> Result<Vec<SecurityEvent>, DbError> {
    let rows = sqlx::query(
        "SELECT id, kind, happened_ms, address, device_name, device_platform, device_app_version, detail
         FROM security_events WHERE account_id = $1 AND id < $2 AND ($3 = '' OR kind = $3) ORDER BY id DESC LIMIT $4",
    )
    .bind(account_id.to_owned())
    .bind(range.before_id.clone())
    .bind(kind.map_or("", SecurityEventKind::name))
    .bind(range.rows())
    .fetch_all(db.pool())
    .await?;
    let events = rows.iter().map(|row| {
        Ok(SecurityEvent {
            id: row.try_get("id")?,
            // One that only a newer server knows is told as such.
            kind: stored(row, "kind").unwrap_or(SecurityEventKind::Other),
            happened_at: Timestamp::from_millis(row.try_get("happened_ms")?),
            address: row.try_get("address")?,
            device: device_from_row(row)?,
            detail: row.try_get("detail")?,
        })
    });
    Ok(events.collect::<Result<_, sqlx::Error>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_stranger_could_do_in_a_persons_place_is_mailed() {
        let silent: Vec<&str> = SecurityEventKind::NAMES
            .iter()
            .filter(|(kind, _)| !crate::mail::is_mailed(*kind))
            .map(|(_, name)| *name)
            .collect();
        let expected = [
            "signed_up",
            "signed_in",
            "signed_out",
            "email_verified",
            "account_protected",
            "password_reset_asked",
            "email_changed",
        ];
        assert_eq!(silent, expected);
    }
}
