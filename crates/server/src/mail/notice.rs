//! The mail of a security event: to the address of the account, whatever the person has switched off.
//!
//! Whoever signs up says whose address it is. As long as nobody has confirmed it, a mail to it says nothing that a person
//! wrote, as the name of a token: it may go to a stranger. And a session can make changes as fast as it likes: those
//! beyond [`MOST_AN_HOUR`] are told in one mail.

use infuse_protocol::Timestamp;
use infuse_protocol::account::SecurityEventKind;
use serde::{Deserialize, Serialize};
use sqlx::{AssertSqlSafe, Row as _};

use super::compose::{Letter, Link, one_line};
use super::link::{self, LinkKind};
use super::verification::is_reachable;
use super::words::Words;
use super::{Mailer, enqueue_mail, mail_id};
use crate::db::{Db, DbError, WriteTransaction};
use crate::identity::device_from_row;
use crate::jobs::{Job, JobError};

pub(super) const KIND: &str = "notice_mail";

/// The mail that tells how many more there were.
pub(super) const MORE_KIND: &str = "more_notices_mail";

/// Mails to one account in an hour of changes that need no password, and to an address that may be a stranger's of any.
const MOST_AN_HOUR: i64 = 10;

const HOUR_MS: i64 = 3_600_000;

#[derive(Serialize, Deserialize)]
struct Payload {
    account_id: String,
    event_id: String,
}

#[derive(Serialize, Deserialize)]
struct MorePayload {
    account_id: String,
    /// When the hour begins that it tells of.
    hour_ms: i64,
}

/// An event with the person who is told of it. It is not printed: what it says is theirs.
struct Told {
    name: String,
    email: String,
    email_key: String,
    is_verified: bool,
    /// Whether the account has one; else its person signs in with an identity provider.
    has_password: bool,
    language: String,
    kind: String,
    happened_ms: i64,
    address: String,
    device: Option<String>,
    detail: String,
}

/// An event whose mail is to be written down.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Notice<'a> {
    pub(crate) kind: SecurityEventKind,
    pub(crate) account_id: &'a str,
    pub(crate) event_id: &'a str,
    /// The session that did it, or that came of it.
    pub(crate) session_id: Option<&'a str>,
    /// Whether the mail has a link by which the person says that it was not them.
    pub(crate) may_be_another: bool,
    pub(crate) at_ms: i64,
}

/// Writes the mail of an event down, to be sent after the commit; or, where there were many, the one that counts them.
/// The account is new, or locked.
pub(crate) async fn enqueue(tx: &mut WriteTransaction, notice: &Notice<'_>) -> Result<(), DbError> {
    let Notice { kind, account_id, event_id, session_id, may_be_another, at_ms } = *notice;
    if (is_unproven(kind) || !is_verified(tx, account_id).await?) && !has_room(tx, account_id, at_ms).await? {
        return enqueue_more(tx, account_id, at_ms).await;
    }
    if may_be_another {
        link::keep_not_me(tx, event_id, account_id, session_id, at_ms).await?;
    }
    let payload = Payload { account_id: account_id.to_owned(), event_id: event_id.to_owned() };
    enqueue_mail(tx, KIND, event_id, account_id, &payload, at_ms).await
}

/// Whether somebody has shown that the address is theirs.
async fn is_verified(tx: &mut WriteTransaction, account_id: &str) -> Result<bool, DbError> {
    let sql = "SELECT 1 FROM accounts WHERE id = $1 AND email_verified_ms IS NOT NULL";
    Ok(sqlx::query(sql).bind(account_id).fetch_optional(&mut **tx).await?.is_some())
}

/// Whether a person is told of it by mail: of what others could do in their place, and of nothing that happens every
/// day. Who protects an account is mailed the link that confirms its address. A reset that is asked for is its own mail, and a
/// changed address has one that goes to the old address.
pub(crate) const fn is_mailed(kind: SecurityEventKind) -> bool {
    !matches!(
        kind,
        SecurityEventKind::SignedUp
            | SecurityEventKind::SignedIn
            | SecurityEventKind::SignedOut
            | SecurityEventKind::EmailVerified
            | SecurityEventKind::AccountProtected
            | SecurityEventKind::PasswordResetAsked
            | SecurityEventKind::EmailChanged
            | SecurityEventKind::Other
    )
}

/// Whether a session alone does it, without a password or a code: such an event can be made as often as one likes.
const fn is_unproven(kind: SecurityEventKind) -> bool {
    matches!(
        kind,
        SecurityEventKind::SessionEnded
            | SecurityEventKind::OtherSessionsEnded
            | SecurityEventKind::TokenIssued
            | SecurityEventKind::TokenRotated
            | SecurityEventKind::TokenRevoked
            | SecurityEventKind::ApprovalsLoosened
    )
}

/// Those kinds of which that is so, as a list in a statement.
fn kinds(is_so: impl Fn(SecurityEventKind) -> bool) -> String {
    let names = SecurityEventKind::NAMES.iter().filter(|(kind, _)| is_so(*kind));
    names.map(|(_, name)| format!("'{name}'")).collect::<Vec<_>>().join(", ")
}

/// Counts a mail of a change, and answers whether it is one of the first of its hour. The account is locked.
async fn has_room(tx: &mut WriteTransaction, account_id: &str, now_ms: i64) -> Result<bool, DbError> {
    let counted: Option<i64> = sqlx::query_scalar(
        "UPDATE accounts SET notices = CASE WHEN notices_hour_ms = $1 THEN notices + 1 ELSE 1 END, notices_hour_ms = $1
         WHERE id = $2 RETURNING notices",
    )
    .bind(hour_of(now_ms))
    .bind(account_id)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(counted.is_some_and(|notices| notices <= MOST_AN_HOUR))
}

/// Writes the mail down that tells at the end of the hour how many more there were; once.
async fn enqueue_more(tx: &mut WriteTransaction, account_id: &str, now_ms: i64) -> Result<(), DbError> {
    let payload = MorePayload { account_id: account_id.to_owned(), hour_ms: hour_of(now_ms) };
    let about = format!("{account_id}:{}", payload.hour_ms);
    enqueue_mail(tx, MORE_KIND, &about, account_id, &payload, payload.hour_ms + HOUR_MS).await
}

fn hour_of(at_ms: i64) -> i64 {
    at_ms - at_ms.rem_euclid(HOUR_MS)
}

impl Mailer {
    pub(super) async fn send_more_notices(&self, job: &Job) -> Result<(), JobError> {
        let payload: MorePayload = serde_json::from_str(&job.payload)?;
        let Some(more) = more(&self.0.db, &payload).await?.filter(|more| is_reachable(&more.email)) else {
            return Ok(());
        };
        self.send(&payload.account_id, &more.email_key, letter_of_more(&more, &payload)).await.map(drop)
    }

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
    let id_for = |id: &str| words.id_for(id, told.has_password);
    let explained = not_me.as_ref().map(|_| words.text(&id_for("mail-not-me-expiry")));
    let day = told.detail.parse().ok().filter(|_| told.kind == SecurityEventKind::DeletionScheduled.name());
    let detail = day.map_or_else(|| told.detail.clone(), |moment| words.day(moment));
    let body = if told.is_verified || !has_written_detail(&told.kind) {
        words.text_with(&id_for(&format!("mail-security-{}-body", told.kind)), &[("detail", &detail)])
    } else {
        words.text("mail-security-unverified-body")
    };
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
        paragraphs: vec![greeting(words, &told.name), body, facts.join("\n")],
        link: not_me.map(|url| Link { url, label: words.text("mail-not-me-link") }),
        notes: explained.into_iter().chain([words.text(&id_for("mail-why-security"))]).collect(),
        unsubscribe: None,
    }
}

/// Whether what an event of that kind happened to is called as a person has called it.
fn has_written_detail(kind: &str) -> bool {
    use SecurityEventKind as Kind;
    let written = [
        Kind::SessionEnded,
        Kind::TokenIssued,
        Kind::TokenRotated,
        Kind::TokenRevoked,
        Kind::EmailChangeAsked,
        Kind::EmailChangeUndone,
    ];
    written.iter().any(|written| written.name() == kind)
}

fn greeting(words: &Words, name: &str) -> String {
    if name.is_empty() {
        return words.text("mail-greeting-unnamed");
    }
    words.text_with("mail-greeting", &[("name", name)])
}

/// Who is told how many events there were beyond those that were mailed each.
struct More {
    /// Empty where the address is not verified.
    name: String,
    email: String,
    email_key: String,
    has_password: bool,
    language: String,
    count: i64,
}

fn letter_of_more<'a>(more: &'a More, payload: &MorePayload) -> Letter<'a> {
    let words = Words::of_language(&more.language);
    let moment = words.moment(Timestamp::from_millis(payload.hour_ms));
    let facts = [("moment", moment.as_str()), ("count", &more.count.to_string())];
    Letter {
        words,
        id: mail_id(&[MORE_KIND, &payload.account_id, &payload.hour_ms.to_string()]),
        at_ms: payload.hour_ms + HOUR_MS,
        to_name: &more.name,
        to: &more.email,
        subject: words.text("mail-security-more-subject"),
        paragraphs: vec![greeting(words, &more.name), words.text_with("mail-security-more-body", &facts)],
        link: None,
        notes: vec![words.text(&words.id_for("mail-why-security", more.has_password))],
        unsubscribe: None,
    }
}

async fn more(db: &Db, payload: &MorePayload) -> Result<Option<More>, DbError> {
    let sql = format!(
        "SELECT a.name, a.email, a.email_key, a.email_verified_ms, a.language, CAST(COUNT(*) AS BIGINT) AS events,
                CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END AS has_password
         FROM accounts a JOIN security_events e ON e.account_id = a.id
         WHERE a.id = $1 AND a.email IS NOT NULL AND a.email_refused_ms IS NULL
         AND e.happened_ms >= $2 AND e.happened_ms < $3 AND (e.kind IN ({}) OR a.email_verified_ms IS NULL AND e.kind IN ({}))
         GROUP BY a.name, a.email, a.email_key, a.email_verified_ms, a.language, a.password_hash",
        kinds(is_unproven),
        kinds(is_mailed)
    );
    // The names of kinds are ours.
    let row = sqlx::query(AssertSqlSafe(sql))
        .bind(payload.account_id.clone())
        .bind(payload.hour_ms)
        .bind(payload.hour_ms + HOUR_MS)
        .fetch_optional(db.pool())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let count = row.try_get::<i64, _>("events")? - MOST_AN_HOUR;
    // The address was verified meanwhile.
    if count <= 0 {
        return Ok(None);
    }
    let is_verified = row.try_get::<Option<i64>, _>("email_verified_ms")?.is_some();
    let name: String = row.try_get("name")?;
    Ok(Some(More {
        name: if is_verified { one_line(&name) } else { String::new() },
        email: row.try_get("email")?,
        email_key: row.try_get("email_key")?,
        has_password: row.try_get::<i64, _>("has_password")? == 1,
        language: row.try_get("language")?,
        count,
    }))
}

/// What an event tells, and whom; `None` where there is nobody to tell, or their address takes no mails.
async fn told(db: &Db, payload: &Payload) -> Result<Option<Told>, DbError> {
    let row = sqlx::query(
        "SELECT a.name, COALESCE(l.email, a.email) AS email, COALESCE(l.email_key, a.email_key) AS email_key,
                CASE WHEN l.email_key <> a.email_key THEN NULL ELSE a.email_verified_ms END AS email_verified_ms,
                CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END AS has_password, a.language, e.kind, e.happened_ms,
                e.address, e.device_name, e.device_platform, e.device_app_version, e.detail
         FROM security_events e JOIN accounts a ON a.id = e.account_id LEFT JOIN account_links l ON l.id = e.id
         WHERE e.id = $1 AND a.id = $2 AND a.email IS NOT NULL
         AND (a.email_refused_ms IS NULL OR l.email_key <> a.email_key)",
    )
    .bind(payload.event_id.as_str())
    .bind(payload.account_id.as_str())
    .fetch_optional(db.pool())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let is_verified = row.try_get::<Option<i64>, _>("email_verified_ms")?.is_some();
    let device = device_from_row(&row)?.filter(|_| is_verified);
    let name: String = if is_verified { row.try_get("name")? } else { String::new() };
    let detail: Option<String> = row.try_get("detail")?;
    Ok(Some(Told {
        name: one_line(&name),
        email: row.try_get("email")?,
        email_key: row.try_get("email_key")?,
        is_verified,
        has_password: row.try_get::<i64, _>("has_password")? == 1,
        language: row.try_get("language")?,
        kind: row.try_get("kind")?,
        happened_ms: row.try_get("happened_ms")?,
        address: row.try_get("address")?,
        device: device.map(|device| one_line(&format!("{} ({})", device.name, device.platform))),
        detail: one_line(&detail.unwrap_or_default()),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(kind: SecurityEventKind, has_password: bool) -> Told {
        Told {
            name: "Ada".to_owned(),
            email: "ada@example.com".to_owned(),
            email_key: "ada@example.com".to_owned(),
            is_verified: true,
            has_password,
            language: "en".to_owned(),
            kind: kind.name().to_owned(),
            happened_ms: 1_764_754_200_000,
            address: "127.0.0.1".to_owned(),
            device: None,
            detail: "Example".to_owned(),
        }
    }

    /// All that the mail of an event says, with a link by which the person says that it was not them.
    fn said(told: &Told) -> String {
        let payload = Payload { account_id: "a".to_owned(), event_id: "e".to_owned() };
        let Letter { subject, paragraphs, notes, .. } = letter(told, &payload, Some("https://example.com".to_owned()));
        [vec![subject], paragraphs, notes].concat().join("\n")
    }

    #[test]
    fn the_mail_of_an_event_speaks_of_a_password_only_to_who_has_one() {
        let of_passwords = [SecurityEventKind::PasswordChanged, SecurityEventKind::PasswordReset];
        let kinds = SecurityEventKind::NAMES.iter().map(|(kind, _)| *kind);
        let kinds = kinds.filter(|kind| Words::english().has(&subject_of(kind.name())) && !of_passwords.contains(kind));
        for kind in kinds {
            let (with, without) = (said(&told(kind, true)), said(&told(kind, false)));
            assert!(with.contains("change your password"), "{with}");
            assert!(!without.to_lowercase().contains("password"), "{without}");
            assert!(without.contains("identity provider"), "{without}");
        }
    }
}
