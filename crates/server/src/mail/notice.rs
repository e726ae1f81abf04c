//! The mail of a security event: to the address of the account, whatever the person has switched off.

use infuse_protocol::Timestamp;
use infuse_protocol::account::SecurityEventKind;
use serde::{Deserialize, Serialize};
use sqlx::Row as _;

use super::compose::{Letter, Link, one_line};
use super::link::{self, LinkKind};
use super::verification::is_reachable;
use super::words::Words;
use super::{Mailer, enqueue_mail, mail_id};
use crate::db::{Db, DbError, WriteTransaction};
use crate::identity::device_from_row;
use crate::jobs::{Job, JobError};

pub(super) const KIND: &str = "notice_mail";

#[derive(Serialize, Deserialize)]
struct Payload {
    account_id: String,
    event_id: String,
}

/// An event with the person who is told of it. It is not printed: what it says is theirs.
struct Told {
    name: String,
    email: String,
    email_key: String,
    language: String,
    kind: String,
    happened_ms: i64,
    address: String,
    device: Option<String>,
    detail: String,
}

/// Writes the mail of an event down, to be sent after the commit; with a link by which the person says that it was not
/// them, where it may not have been.
pub(crate) async fn enqueue(
    tx: &mut WriteTransaction,
    account_id: &str,
    event_id: &str,
    may_be_another: bool,
    now_ms: i64,
) -> Result<(), DbError> {
    if may_be_another {
        link::keep_not_me(tx, event_id, account_id, now_ms).await?;
    }
    let payload = Payload { account_id: account_id.to_owned(), event_id: event_id.to_owned() };
    enqueue_mail(tx, KIND, event_id, account_id, &payload, now_ms).await
}

impl Mailer {
    pub(super) async fn send_notice(&self, job: &Job) -> Result<(), JobError> {
        let payload: Payload = serde_json::from_str(&job.payload)?;
        // An account without an address that takes mails has its list of events.
        let Some(told) = told(&self.0.db, &payload).await?.filter(|told| is_reachable(&told.email)) else {
            return Ok(());
        };
        if !Words::english().has(&subject_of(&told.kind)) {
            return Err("This server has no words for that kind of event.".into());
        }
        let secret = link::secret_for(&self.0.db, LinkKind::NotMe, &payload.account_id, &payload.event_id).await?;
        let not_me = secret.map(|secret| self.link("/not-me", &secret.reveal()));
        self.send(&payload.account_id, &told.email_key, letter(&told, &payload, not_me)).await.map(drop)
    }
}

fn subject_of(kind: &str) -> String {
    format!("mail-security-{kind}-subject")
}

fn letter<'a>(told: &'a Told, payload: &Payload, not_me: Option<String>) -> Letter<'a> {
    let words = Words::of_language(&told.language);
    let explained = not_me.as_ref().map(|_| words.text("mail-not-me-expiry"));
    let day = told.detail.parse().ok().filter(|_| told.kind == SecurityEventKind::DeletionScheduled.name());
    let detail = day.map_or_else(|| told.detail.clone(), |moment| words.day(moment));
    let body = words.text_with(&format!("mail-security-{}-body", told.kind), &[("detail", &detail)]);
    let moment = words.moment(Timestamp::from_millis(told.happened_ms));
    let mut facts = vec![words.text_with("mail-security-when", &[("moment", &moment)])];
    facts.extend(told.device.as_ref().map(|device| words.text_with("mail-security-device", &[("device", device)])));
    facts.push(words.text_with("mail-security-address", &[("address", &told.address)]));
    Letter {
        words,
        id: mail_id(&[KIND, &payload.event_id]),
        at_ms: told.happened_ms,
        to_name: &told.name,
        to: &told.email,
        subject: words.text(&subject_of(&told.kind)),
        paragraphs: vec![words.text_with("mail-greeting", &[("name", &told.name)]), body, facts.join("\n")],
        link: not_me.map(|url| Link { url, label: words.text("mail-not-me-link") }),
        notes: explained.into_iter().chain([words.text("mail-why-security")]).collect(),
        unsubscribe: None,
    }
}

/// What an event tells, and whom; `None` where there is nobody to tell, or their address takes no mails.
async fn told(db: &Db, payload: &Payload) -> Result<Option<Told>, DbError> {
    let row = sqlx::query(
        "SELECT a.name, COALESCE(l.email, a.email) AS email, COALESCE(l.email_key, a.email_key) AS email_key, a.language, e.kind, e.happened_ms, e.address, e.device_name, e.device_platform,
                e.device_app_version, e.detail
         FROM security_events e JOIN accounts a ON a.id = e.account_id LEFT JOIN account_links l ON l.id = e.id
         WHERE e.id = $1 AND a.id = $2 AND a.email IS NOT NULL
         AND (a.email_refused_ms IS NULL OR l.email_key <> a.email_key)",
    )
    .bind(payload.event_id.as_str())
    .bind(payload.account_id.as_str())
    .fetch_optional(db.pool())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let device = device_from_row(&row)?;
    let detail: Option<String> = row.try_get("detail")?;
    Ok(Some(Told {
        name: one_line(row.try_get("name")?),
        email: row.try_get("email")?,
        email_key: row.try_get("email_key")?,
        language: row.try_get("language")?,
        kind: row.try_get("kind")?,
        happened_ms: row.try_get("happened_ms")?,
        address: row.try_get("address")?,
        device: device.map(|device| one_line(&format!("{} ({})", device.name, device.platform))),
        detail: one_line(&detail.unwrap_or_default()),
    }))
}
