//! Mails: what they say, and that each is handed over once, to an SMTP server or to a folder where there is none.
//!
//! A mail is a job that is enqueued in the transaction of what makes it necessary. Its payload holds ids alone: who it
//! goes to, and whether it still should, is looked up when the job is done. What was handed over is noted, and the
//! `Message-ID` comes from what the mail is about, so that a repeat whose note was lost is the same message again.

mod alert;
mod compose;
pub(crate) mod link;
mod no_password;
mod notice;
pub(crate) mod page;
mod test;
mod transport;
mod verification;
mod words;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use infuse_protocol::stream::Resource;
use lettre::message::Mailbox;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use url::Url;

use crate::bus::Bus;
use crate::clock::SharedClock;
use crate::db::{Db, DbError, WriteTransaction, make_private_folder, retried};
use crate::jobs::{self, Job, JobError, Kinds, NewJob};
use crate::settings::{MailSettings, Settings, SettingsError};
use crate::versions;

pub(crate) use alert::{
    CHANNEL, UNSUBSCRIBE_LINKS_KEPT_FOR_MS, WANTED_BY_DEFAULT, enqueue as enqueue_alert, unsubscribed_by,
};
pub(crate) use link::REQUESTS_COUNT_FOR_MS;
pub(crate) use no_password::enqueue as enqueue_no_password;
pub(crate) use notice::{Notice, enqueue as enqueue_notice, is_mailed};
pub(crate) use test::{Reach, enqueue as enqueue_test, reach};
pub(crate) use verification::{confirm, enqueue as enqueue_verification, is_reachable, whose_link};

use compose::Letter;
use transport::{SendError, Transport};

/// Whom mails come from where nobody said it, which takes no server that would ask.
const FROM_NOBODY: &str = "Infuse <infuse@localhost>";

/// A handle to what sends mails; clones share it.
#[derive(Clone)]
pub(crate) struct Mailer(Arc<Parts>);

struct Parts {
    db: Db,
    clock: SharedClock,
    bus: Bus,
    transport: Transport,
    from: Mailbox,
    /// What links begin with.
    base: String,
}

/// Why no mails could be sent by these settings.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error("the certificates that --smtp-url is checked by could not be loaded: {0}")]
    Certificates(#[from] lettre::transport::smtp::Error),
    #[error("the folder of --outbox could not be made: {0}")]
    Outbox(#[from] std::io::Error),
    #[error("mails can come from nobody: {0}")]
    From(#[from] lettre::address::AddressError),
}

/// Why mails can not be sent by a server.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    #[error(transparent)]
    Mail(#[from] MailError),
    #[error("no mail server is named")]
    NoServer,
    /// What the server said, or that it did not.
    #[error("{0}")]
    Refused(String),
}

/// Makes sure that a mail server is there, lets in whom the settings name, and takes mails from them; it is handed none.
///
/// # Errors
/// What keeps mails from being sent.
pub async fn check(mail: &MailSettings) -> Result<(), CheckError> {
    let server = mail.smtp_server().map_err(MailError::from)?.ok_or(CheckError::NoServer)?;
    let from = mail.from.as_ref().ok_or(CheckError::NoServer)?;
    match Transport::smtp(server, from.email.domain()).map_err(MailError::from)? {
        Transport::Smtp(smtp) => smtp.check(&from.email).await.map_err(|error| CheckError::Refused(error.to_string())),
        Transport::Outbox(_) | Transport::Nowhere => Err(CheckError::NoServer),
    }
}

impl Mailer {
    /// What sends mails by the settings of a server that listens on `address`.
    pub(crate) fn new(
        settings: &Settings,
        address: SocketAddr,
        db: &Db,
        clock: SharedClock,
        bus: Bus,
    ) -> Result<Self, MailError> {
        let mail = &settings.mail;
        let from = match &mail.from {
            Some(from) => from.clone(),
            None => FROM_NOBODY.parse()?,
        };
        let transport = match mail.smtp_server()? {
            _ if mail.wait => Transport::Nowhere,
            Some(server) => Transport::smtp(server, from.email.domain())?,
            None => Transport::Outbox(mail.outbox(db.file().as_deref())?),
        };
        // A folder that was asked for is there, or nothing starts; any other is made with the first mail.
        if let (Transport::Outbox(folder), Some(_)) = (&transport, &mail.outbox) {
            make_private_folder(folder)?;
        }
        let base = settings.public_url.as_ref().map_or_else(|| format!("http://{address}"), Url::to_string);
        let base = base.trim_end_matches('/').to_owned();
        Ok(Self(Arc::new(Parts { db: db.clone(), clock, bus, transport, from, base })))
    }

    /// Adds the kinds of jobs that mails are.
    pub(crate) fn add_to(&self, kinds: Kinds) -> Kinds {
        let (alerts, notices, verifications, links) = (self.clone(), self.clone(), self.clone(), self.clone());
        let kinds = kinds.outward(link::KIND, move |job: Job| {
            let mailer = links.clone();
            async move { mailer.send_link(&job).await }
        });
        let kinds = kinds.outward(alert::KIND, move |job: Job| {
            let mailer = alerts.clone();
            async move { mailer.send_alert(&job).await }
        });
        let kinds = kinds.outward(notice::KIND, move |job: Job| {
            let mailer = notices.clone();
            async move { mailer.send_notice(&job).await }
        });
        let more_notices = self.clone();
        let kinds = kinds.outward(notice::MORE_KIND, move |job: Job| {
            let mailer = more_notices.clone();
            async move { mailer.send_more_notices(&job).await }
        });
        let hints = self.clone();
        let kinds = kinds.outward(no_password::KIND, move |job: Job| {
            let mailer = hints.clone();
            async move { mailer.send_no_password(&job).await }
        });
        let tests = self.clone();
        let kinds = kinds.outward(test::KIND, move |job: Job| {
            let mailer = tests.clone();
            async move { mailer.send_test(&job).await }
        });
        kinds.outward(verification::KIND, move |job: Job| {
            let mailer = verifications.clone();
            async move { mailer.send_verification(&job).await }
        })
    }

    /// An address below that of this server, with a secret in its query.
    fn link(&self, path: &str, secret: &str) -> String {
        // A secret has no sign that an address could not have.
        format!("{}{path}?token={secret}", self.0.base)
    }

    /// Hands a letter over, and answers whether it was taken. One that is refused because of its address is not tried
    /// again: the address is set aside.
    async fn send(&self, account_id: &str, email_key: &str, letter: Letter<'_>) -> Result<bool, JobError> {
        // Files are found by the day of what they tell of; the same mail has the same name.
        let day = jiff::Timestamp::from_millisecond(letter.at_ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let name = format!("{}-{}.eml", day.strftime("%Y-%m-%d-%H%M%S"), letter.id);
        let mail = letter.compose(&self.0.from)?;
        match self.0.transport.send(&name, &mail).await {
            Ok(()) => Ok(true),
            Err(SendError::Refused(said)) => {
                tracing::warn!(account_id, said, "an address is set aside");
                self.set_aside(account_id, email_key).await?;
                Ok(false)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Sends nothing more to an address, as long as nobody verifies it anew.
    async fn set_aside(&self, account_id: &str, email_key: &str) -> Result<(), DbError> {
        let now_ms = self.0.clock.now_ms();
        if retried(|| set_aside(&self.0.db, account_id, email_key, now_ms)).await? {
            self.0.bus.publish_account(account_id);
        }
        Ok(())
    }
}

async fn set_aside(db: &Db, account_id: &str, email_key: &str, now_ms: i64) -> Result<bool, DbError> {
    let mut tx = db.begin_write().await?;
    versions::lock_account(&mut tx, account_id).await?;
    let sql = "UPDATE accounts SET email_refused_ms = $1
               WHERE id = $2 AND email_key = $3 AND email_refused_ms IS NULL";
    let is_new =
        sqlx::query(sql).bind(now_ms).bind(account_id).bind(email_key).execute(&mut *tx).await?.rows_affected() == 1;
    if is_new {
        versions::bump(&mut tx, account_id, Resource::Account).await?;
    }
    tx.commit().await?;
    Ok(is_new)
}

/// Writes a mail down, to be sent after the commit. `about` tells it from all others of its kind.
async fn enqueue_mail(
    tx: &mut WriteTransaction,
    kind: &str,
    about: &str,
    account_id: &str,
    payload: &impl Serialize,
    now_ms: i64,
) -> Result<(), DbError> {
    // It is plain data with text keys, which always serialises.
    let payload = serde_json::to_string(payload).unwrap_or_default();
    let job = NewJob {
        kind,
        dedup_key: &format!("{kind}:{about}"),
        payload: &payload,
        account_id: Some(account_id),
        run_at_ms: now_ms,
    };
    jobs::enqueue(tx, &job).await?;
    Ok(())
}

/// The id of a mail, which tells nobody whom it goes to or what it is about.
fn mail_id(of: &[&str]) -> String {
    let digest = Sha256::digest(of.join(":").as_bytes());
    hex::encode(digest.iter().take(16).copied().collect::<Vec<u8>>())
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailer").field("from", &self.0.from).field("base", &self.0.base).finish_non_exhaustive()
    }
}
