//! A session that begins.

use infuse_protocol::Timestamp;
use infuse_protocol::session::{Device, Session};
use sqlx::Row as _;
use sqlx::any::AnyRow;
use uuid::Uuid;

use super::guessing::remember_network;
use super::secret::{Secret, SecretHash, SecretKind};
use crate::client_address::{ClientAddress, ClientNetwork};
use crate::db::{DbError, WriteTransaction};
use crate::rules::Faults;

/// A session about to begin, and its secret.
#[derive(Debug)]
pub(crate) struct NewSession {
    account_id: String,
    secret: Secret,
    session: Session,
    authenticated_ms: i64,
    network: ClientNetwork,
}

impl NewSession {
    pub(crate) fn new(account_id: &str, device: Option<Device>, address: ClientAddress, now_ms: i64) -> Self {
        let now = Timestamp::from_millis(now_ms);
        let session = Session {
            id: Uuid::now_v7().to_string(),
            current: true,
            device,
            address: address.to_string(),
            created_at: now,
            last_seen_at: now,
        };
        Self {
            account_id: account_id.to_owned(),
            secret: Secret::issue(SecretKind::Session),
            session,
            authenticated_ms: now_ms,
            network: address.into(),
        }
    }

    /// One whose person had shown elsewhere who they are, at that time where it is known. It is no newer than that.
    pub(crate) fn shown_at(mut self, authenticated_ms: Option<i64>) -> Self {
        self.authenticated_ms =
            authenticated_ms.map_or(self.authenticated_ms, |at_ms| at_ms.min(self.authenticated_ms));
        self
    }

    pub(crate) async fn insert(&self, tx: &mut WriteTransaction) -> Result<(), DbError> {
        insert(tx, &self.account_id, &self.secret.hash(), &self.session, self.authenticated_ms).await?;
        remember_network(tx, &self.account_id, self.network, self.session.created_at.as_millis()).await
    }

    pub(crate) fn id(&self) -> &str {
        &self.session.id
    }

    /// The secret, shown this once, and the session.
    pub(crate) fn into_answer(self) -> (String, Session) {
        (self.secret.reveal(), self.session)
    }
}

/// A device with its text trimmed; faults are noted.
pub(crate) fn checked_device(faults: &mut Faults, device: Device) -> Device {
    Device {
        name: faults.line("/device/name", &device.name, 100),
        platform: faults.line("/device/platform", &device.platform, 40),
        app_version: faults.line("/device/app_version", &device.app_version, 40),
    }
}

/// The device of a row, where it said what it is.
pub(crate) fn device_from_row(row: &AnyRow) -> Result<Option<Device>, sqlx::Error> {
    let (name, platform, app_version): (Option<String>, Option<String>, Option<String>) =
        (row.try_get("device_name")?, row.try_get("device_platform")?, row.try_get("device_app_version")?);
    Ok(match (name, platform, app_version) {
        (Some(name), Some(platform), Some(app_version)) => Some(Device { name, platform, app_version }),
        _ => None,
    })
}

async fn insert(
    tx: &mut WriteTransaction,
    account_id: &str,
    secret_hash: &SecretHash,
    session: &Session,
    authenticated_ms: i64,
) -> Result<(), DbError> {
    let device = session.device.as_ref();
    sqlx::query(
        "INSERT INTO sessions (id, account_id, secret_hash, device_name, device_platform, device_app_version,
                               address, created_ms, last_seen_ms, authenticated_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(session.id.as_str())
    .bind(account_id)
    .bind(secret_hash.as_str())
    .bind(device.map(|device| device.name.as_str()))
    .bind(device.map(|device| device.platform.as_str()))
    .bind(device.map(|device| device.app_version.as_str()))
    .bind(session.address.as_str())
    .bind(session.created_at.as_millis())
    .bind(session.last_seen_at.as_millis())
    .bind(authenticated_ms)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
