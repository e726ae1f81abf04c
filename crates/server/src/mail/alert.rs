//! The mail of an alert: to each member of its workspace who wants it, and whose address is verified.

use infuse_protocol::Timestamp;
use infuse_protocol::stream::AlertKind;
use serde::{Deserialize, Serialize};
use sqlx::Row as _;
use url::Url;

use super::compose::{Letter, Link, one_line};
use super::words::Words;
use super::{Mailer, enqueue_mail, mail_id};
use crate::db::{Db, DbError, WriteTransaction, retried};
use crate::identity::{Secret, SecretHash, SecretKind};
use crate::jobs::{Job, JobError};
use crate::versions;

pub(super) const KIND: &str = "alert_mail";

/// A mail, as ways of being told are called in tables.
pub(crate) const CHANNEL: &str = "email";

/// Whether a person who chose nothing is mailed.
pub(crate) const WANTED_BY_DEFAULT: bool = true;

/// How long the link in a mail ends mails of its kind, in milliseconds: as long as it is known who was told.
pub(crate) const UNSUBSCRIBE_LINKS_KEPT_FOR_MS: i64 = 90 * 86_400_000;

/// Where whoever looks at the mail gets to in the app.
const OPENS: &str = "infuse://usage";

/// Kinds whose titles and details are the server's own words, and no agent's.
const SAID_BY_THE_SERVER: [&str; 3] =
    [AlertKind::CreditsLow.name(), AlertKind::CreditsExhausted.name(), AlertKind::PlanUpgraded.name()];

/// A delivery, by the columns that it is known by.
#[derive(Serialize, Deserialize)]
struct Payload {
    book: i64,
    alert_seq: i64,
    account_id: String,
}

/// An alert with the person who is told of it. It is not printed: what it says is theirs.
struct Told {
    name: String,
    email: String,
    email_key: String,
    language: String,
    kind: String,
    title: String,
    detail: String,
    raised_ms: i64,
    workspace_id: String,
    workspace_name: String,
    cycle_ends_ms: i64,
}

/// Writes the mail down that a delivery is, to be sent after the commit.
pub(crate) async fn enqueue(
    tx: &mut WriteTransaction,
    book: i64,
    alert_seq: i64,
    account_id: &str,
    now_ms: i64,
) -> Result<(), DbError> {
    let payload = Payload { book, alert_seq, account_id: account_id.to_owned() };
    enqueue_mail(tx, KIND, &format!("{book}:{alert_seq}:{account_id}"), account_id, &payload, now_ms).await
}

impl Mailer {
    pub(super) async fn send_alert(&self, job: &Job) -> Result<(), JobError> {
        let delivery: Payload = serde_json::from_str(&job.payload)?;
        let (db, now_ms) = (&self.0.db, self.0.clock.now_ms());
        // Who wants it no longer, or has left, is sent nothing; nor is it sent again.
        let Some(told) = told(db, &delivery).await? else { return Ok(()) };
        if !Words::english().has(&subject_of(&told.kind)) {
            return Err("This server has no words for that kind of alert.".into());
        }
        let link = Secret::issue(SecretKind::Unsubscribe);
        let hash = link.hash();
        if !retried(|| keep_link(db, &delivery.account_id, &told.kind, &hash, now_ms)).await? {
            return Ok(());
        }
        let unsubscribe = Url::parse(&self.link("/v1/unsubscribe", &link.reveal()))?;
        let email_key = told.email_key.clone();
        let letter = letter(&told, &delivery, unsubscribe);
        if self.send(&delivery.account_id, &email_key, letter).await? {
            retried(|| note_done(db, &delivery, now_ms)).await?;
        }
        Ok(())
    }
}

fn subject_of(kind: &str) -> String {
    format!("mail-{kind}-subject")
}

fn letter<'a>(told: &'a Told, delivery: &Payload, unsubscribe: Url) -> Letter<'a> {
    let words = Words::of_language(&told.language);
    let subject = words.text_with(&subject_of(&told.kind), &[("title", &told.title)]);
    let mut paragraphs = vec![words.text_with("mail-greeting", &[("name", &told.name)])];
    // What the server itself says of an alert is English; the subject says the same in the person's language.
    let is_readable = words.is_english() || !SAID_BY_THE_SERVER.contains(&told.kind.as_str());
    if is_readable {
        paragraphs.push(told.title.clone());
    }
    let body = format!("mail-{}-body", told.kind);
    if words.has(&body) {
        let day = words.day(Timestamp::from_millis(told.cycle_ends_ms));
        paragraphs.push(words.text_with(&body, &[("day", &day)]));
    } else if is_readable && !told.detail.is_empty() {
        paragraphs.push(told.detail.clone());
    }
    // The number may be that of another one after a restore, and the time is not.
    let (alert_seq, raised) = (delivery.alert_seq.to_string(), told.raised_ms.to_string());
    Letter {
        words,
        id: mail_id(&[KIND, &told.workspace_id, &alert_seq, &raised, &delivery.account_id]),
        at_ms: told.raised_ms,
        to_name: &told.name,
        to: &told.email,
        subject,
        paragraphs,
        link: Some(Link { url: OPENS.to_owned(), label: words.text("mail-open-usage") }),
        notes: vec![words.text_with("mail-why-alert", &[("workspace", &told.workspace_name)])],
        unsubscribe: Some(unsubscribe),
    }
}

/// What a delivery tells, and whom; `None` where it was done, or is not to be done any more.
async fn told(db: &Db, delivery: &Payload) -> Result<Option<Told>, DbError> {
    let row = sqlx::query(
        "SELECT a.name, a.email, a.email_key, a.language, l.kind, l.title, l.detail, l.raised_ms, w.id AS workspace_id,
                w.name AS workspace_name, b.cycle_ends_ms
         FROM deliveries d JOIN accounts a ON a.id = d.account_id
         JOIN alerts l ON l.book = d.book AND l.alert_seq = d.alert_seq
         JOIN books b ON b.book = d.book JOIN workspaces w ON w.id = b.workspace_id
         JOIN members m ON m.workspace_id = w.id AND m.account_id = a.id
         LEFT JOIN alert_ways c ON c.account_id = a.id AND c.kind = l.kind AND c.channel = d.channel
         WHERE d.book = $1 AND d.alert_seq = $2 AND d.account_id = $3 AND d.channel = $4 AND d.done_ms IS NULL
         AND a.email_verified_ms IS NOT NULL AND a.email_refused_ms IS NULL AND a.deletion_ms IS NULL
         AND COALESCE(c.wanted, $5) = 1",
    )
    .bind(delivery.book)
    .bind(delivery.alert_seq)
    .bind(delivery.account_id.as_str())
    .bind(CHANNEL)
    .bind(i64::from(WANTED_BY_DEFAULT))
    .fetch_optional(db.pool())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Told {
        name: one_line(row.try_get("name")?),
        email: row.try_get("email")?,
        email_key: row.try_get("email_key")?,
        language: row.try_get("language")?,
        kind: row.try_get("kind")?,
        title: one_line(row.try_get("title")?),
        detail: row.try_get("detail")?,
        raised_ms: row.try_get("raised_ms")?,
        workspace_id: row.try_get("workspace_id")?,
        workspace_name: one_line(row.try_get("workspace_name")?),
        cycle_ends_ms: row.try_get("cycle_ends_ms")?,
    }))
}

/// Keeps a link that ends mails of a kind; `false` where the account is gone.
async fn keep_link(db: &Db, account_id: &str, kind: &str, link: &SecretHash, now_ms: i64) -> Result<bool, DbError> {
    let mut tx = db.begin_write().await?;
    if !versions::lock_account(&mut tx, account_id).await? {
        tx.rollback().await?;
        return Ok(false);
    }
    let sql = "INSERT INTO unsubscribe_links (secret_hash, account_id, kind, created_ms) VALUES ($1, $2, $3, $4)";
    sqlx::query(sql).bind(link.as_str()).bind(account_id).bind(kind).bind(now_ms).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(true)
}

/// Notes that a mail was handed over. From then on nobody sends it again.
async fn note_done(db: &Db, delivery: &Payload, now_ms: i64) -> Result<(), DbError> {
    let mut tx = db.begin_write().await?;
    let sql =
        "UPDATE deliveries SET done_ms = $1 WHERE book = $2 AND alert_seq = $3 AND account_id = $4 AND channel = $5";
    sqlx::query(sql)
        .bind(now_ms)
        .bind(delivery.book)
        .bind(delivery.alert_seq)
        .bind(delivery.account_id.as_str())
        .bind(CHANNEL)
        .execute(&mut *tx)
        .await?;
    tx.commit().await
}

/// Whose mails of which kind a link ends; `None` where there is none.
pub(crate) async fn unsubscribed_by(db: &Db, link: &SecretHash) -> Result<Option<(String, AlertKind)>, DbError> {
    let sql = "SELECT account_id, kind FROM unsubscribe_links WHERE secret_hash = $1";
    let row = sqlx::query(sql).bind(link.as_str()).fetch_optional(db.pool()).await?;
    let Some(row) = row else { return Ok(None) };
    let name: &str = row.try_get("kind")?;
    let kind = AlertKind::NAMES.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind);
    Ok(kind.map(|kind| Ok::<_, sqlx::Error>((row.try_get("account_id")?, kind))).transpose()?)
}
