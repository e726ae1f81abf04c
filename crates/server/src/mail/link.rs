//! Links of mails that change who gets into an account: each does one thing, once, until it expires. What it does stands
//! in its row; its secret is made for each try to hand the mail over, and kept as a hash.

use std::time::Duration;

use infuse_protocol::account::SecurityEventKind;
use infuse_protocol::stream::Resource;
use serde::{Deserialize, Serialize};
use sqlx::Row as _;
use uuid::Uuid;

use super::compose::{Letter, Link};
use super::verification::is_reachable;
use super::words::Words;
use super::{Mailer, enqueue_mail, mail_id};
use crate::db::{Db, DbError, WriteTransaction, retried};
use crate::identity::{Secret, SecretHash, SecretKind, email_key};
use crate::jobs::{Job, JobError};
use crate::versions;

pub(super) const KIND: &str = "link_mail";

const HOUR_MS: i64 = 3_600_000;
const WEEK_MS: i64 = 7 * 24 * HOUR_MS;

/// Mails of a kind that one address is sent within an hour, whoever asks for them.
const MOST_REQUESTS: i64 = 5;

/// Requests are counted together for each hour.
pub(crate) const REQUESTS_COUNT_FOR_MS: i64 = HOUR_MS;

/// What a link does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkKind {
    /// Gives the account a new password.
    PasswordReset,
    /// Makes an address that of the account.
    EmailChange,
    /// Gives the account back the address that it had.
    EmailUndo,
    /// Says that something was not the person: ends every session, and leads to a new password.
    NotMe,
}

/// Where the link of a mail leads, and the ids of what the mail says.
#[derive(Clone, Copy, Debug)]
struct MailWords {
    path: &'static str,
    subject: &'static str,
    body: &'static str,
    expiry: &'static str,
    label: &'static str,
    why: &'static str,
}

/// What a link that was followed has been about.
#[derive(Debug)]
pub(crate) struct Taken {
    /// The address that it makes that of the account, or that it was mailed to.
    pub(crate) email: Option<String>,
    pub(crate) created_ms: i64,
    /// From when on it undoes what it may undo.
    pub(crate) since_ms: i64,
}

#[derive(Serialize, Deserialize)]
struct Payload {
    account_id: String,
    link_id: String,
}

/// What a mail with a link is about, and whom it goes to. It is not printed.
struct Asked {
    kind: LinkKind,
    /// The address of the account.
    email: String,
    to: String,
    to_key: String,
    /// Whether the account has one; else its person signs in with an identity provider.
    has_password: bool,
    language: String,
    created_ms: i64,
}

impl LinkKind {
    const ALL: [Self; 4] = [Self::PasswordReset, Self::EmailChange, Self::EmailUndo, Self::NotMe];

    const fn name(self) -> &'static str {
        match self {
            Self::PasswordReset => "password_reset",
            Self::EmailChange => "email_change",
            Self::EmailUndo => "email_undo",
            Self::NotMe => "not_me",
        }
    }

    const fn secret(self) -> SecretKind {
        match self {
            Self::PasswordReset => SecretKind::PasswordReset,
            Self::EmailChange => SecretKind::EmailChange,
            Self::EmailUndo => SecretKind::EmailUndo,
            Self::NotMe => SecretKind::NotMe,
        }
    }

    const fn lasts_ms(self) -> i64 {
        match self {
            Self::PasswordReset => HOUR_MS,
            Self::EmailChange => 24 * HOUR_MS,
            Self::EmailUndo | Self::NotMe => WEEK_MS,
        }
    }

    /// What a mail for it alone says; `None` where it stands in the mails of others.
    const fn mail(self) -> Option<MailWords> {
        Some(match self {
            Self::PasswordReset => MailWords {
                path: "/reset-password",
                subject: "mail-reset-subject",
                body: "mail-reset-body",
                expiry: "mail-reset-expiry",
                label: "mail-reset-link",
                why: "mail-why-reset",
            },
            Self::EmailChange => MailWords {
                path: "/confirm-email",
                subject: "mail-change-subject",
                body: "mail-change-body",
                expiry: "mail-change-expiry",
                label: "mail-change-link",
                why: "mail-why-change",
            },
            Self::EmailUndo => MailWords {
                path: "/undo-email",
                subject: "mail-undo-subject",
                body: "mail-undo-body",
                expiry: "mail-undo-expiry",
                label: "mail-undo-link",
                why: "mail-why-undo",
            },
            Self::NotMe => return None,
        })
    }

    /// Whether of several links of an account only the newest is good. Of those to a new password all are, until one is
    /// used: a stranger who asks for another one must not void what a person has just opened.
    const fn is_one(self) -> bool {
        matches!(self, Self::EmailChange)
    }

    /// The hash of what stood in a link of this kind; `None` where it can be none.
    pub(crate) fn hash_of(self, secret: &str) -> Option<SecretHash> {
        SecretHash::of_kind(self.secret(), secret)
    }
}

/// Keeps what a link will do, under an id of its own or that of what it is about, and from when on it undoes what it may
/// undo. The account is new, or locked.
async fn keep(
    tx: &mut WriteTransaction,
    id: &str,
    kind: LinkKind,
    account_id: &str,
    email: Option<&str>,
    since_ms: i64,
    now_ms: i64,
) -> Result<(), DbError> {
    if kind.is_one() {
        void(tx, account_id, &[kind]).await?;
    }
    sqlx::query(
        "INSERT INTO account_links (id, account_id, kind, email, email_key, created_ms, since_ms, expires_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id)
    .bind(account_id)
    .bind(kind.name())
    .bind(email)
    .bind(email.map(email_key))
    .bind(now_ms)
    .bind(since_ms)
    .bind(now_ms.saturating_add(kind.lasts_ms()))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Asks for a mail with a link, to be sent after the commit: to `email`, where the link makes that the account's address,
/// else to the address of the account. The account is new, or locked.
pub(crate) async fn enqueue(
    tx: &mut WriteTransaction,
    kind: LinkKind,
    account_id: &str,
    email: Option<&str>,
    now_ms: i64,
) -> Result<(), DbError> {
    let link_id = Uuid::now_v7().to_string();
    keep(tx, &link_id, kind, account_id, email, now_ms, now_ms).await?;
    let payload = Payload { account_id: account_id.to_owned(), link_id: link_id.clone() };
    enqueue_mail(tx, KIND, &link_id, account_id, &payload, now_ms).await
}

/// Keeps that the mail of a security event has a link by which the person says that it was not them. It goes to the
/// address that the account has now, also where somebody changes that before the mail is sent; to none that nobody has
/// confirmed: whoever has that may be a stranger.
///
/// Where a session from a new device did it, the person may not have been that from its start: the link undoes what was set
/// up since then, of the last 7 days.
pub(super) async fn keep_not_me(
    tx: &mut WriteTransaction,
    event_id: &str,
    account_id: &str,
    session_id: Option<&str>,
    now_ms: i64,
) -> Result<(), DbError> {
    let row = sqlx::query(
        "SELECT a.email, (SELECT MIN(s.created_ms) FROM sessions s JOIN security_events e
                          ON e.account_id = s.account_id AND e.happened_ms = s.created_ms AND e.kind = $3
                          WHERE s.id = $2 AND s.account_id = a.id) AS begun_ms
         FROM accounts a WHERE a.id = $1 AND a.email_verified_ms IS NOT NULL",
    )
    .bind(account_id)
    .bind(session_id)
    .bind(SecurityEventKind::SignedInFromNewDevice.name())
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(()) };
    let (email, begun_ms): (Option<String>, Option<i64>) = (row.try_get("email")?, row.try_get("begun_ms")?);
    let Some(email) = email.filter(|email| is_reachable(email)) else { return Ok(()) };
    let since_ms = begun_ms.unwrap_or(now_ms).clamp(now_ms - WEEK_MS, now_ms);
    keep(tx, event_id, LinkKind::NotMe, account_id, Some(&email), since_ms, now_ms).await
}

/// A secret for one try to hand a mail over; `None` where its link is void. Each try has one of its own, of which all are
/// good: the answer to one that was taken may have been lost.
pub(super) async fn secret_for(
    db: &Db,
    kind: LinkKind,
    account_id: &str,
    link_id: &str,
) -> Result<Option<Secret>, DbError> {
    let secret = Secret::issue(kind.secret());
    let hash = secret.hash();
    let kept = retried(|| async {
        let mut tx = db.begin_write().await?;
        versions::lock_account(&mut tx, account_id).await?;
        let is_kept = add_secret(&mut tx, link_id, &hash).await?;
        tx.commit().await?;
        Ok::<_, DbError>(is_kept)
    });
    Ok(kept.await?.then_some(secret))
}

async fn add_secret(tx: &mut WriteTransaction, link_id: &str, hash: &SecretHash) -> Result<bool, DbError> {
    let sql = "INSERT INTO account_link_secrets (secret_hash, link_id) SELECT $1, id FROM account_links WHERE id = $2";
    Ok(sqlx::query(sql).bind(hash.as_str()).bind(link_id).execute(&mut **tx).await?.rows_affected() == 1)
}

/// Whose account a link is about; `None` where it was used, has expired, is void, or there has never been one.
pub(crate) async fn whose(db: &Db, link: &SecretHash, now_ms: i64) -> Result<Option<String>, DbError> {
    let sql = "SELECT l.account_id FROM account_link_secrets s JOIN account_links l ON l.id = s.link_id
               WHERE s.secret_hash = $1 AND l.expires_ms > $2";
    Ok(sqlx::query_scalar(sql).bind(link.as_str()).bind(now_ms).fetch_optional(db.pool()).await?)
}

/// Whether the account that a link is about has a password, of which the page speaks that asks whether to follow it. A
/// link that leads nowhere is taken for one of such an account: whoever follows it is told.
pub(crate) async fn has_password(db: &Db, link: Option<SecretHash>, now_ms: i64) -> Result<bool, DbError> {
    let Some(link) = link else { return Ok(true) };
    let sql = "SELECT 1 FROM account_link_secrets s JOIN account_links l ON l.id = s.link_id
               JOIN accounts a ON a.id = l.account_id
               WHERE s.secret_hash = $1 AND l.expires_ms > $2 AND a.password_hash IS NULL";
    Ok(sqlx::query(sql).bind(link.as_str()).bind(now_ms).fetch_optional(db.pool()).await?.is_none())
}

/// Takes what a link does, once, whoever else comes with it at the same time; `None` where there is nothing to take any
/// more: then nothing is to last. The account is locked.
pub(crate) async fn take(
    tx: &mut WriteTransaction,
    kind: LinkKind,
    link: &SecretHash,
    now_ms: i64,
) -> Result<Option<Taken>, DbError> {
    // The row is there for the first one alone.
    let row = sqlx::query(
        "DELETE FROM account_links WHERE kind = $1 AND expires_ms > $2
         AND id = (SELECT link_id FROM account_link_secrets WHERE secret_hash = $3) RETURNING email, created_ms, since_ms",
    )
    .bind(kind.name())
    .bind(now_ms)
    .bind(link.as_str())
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Taken {
        email: row.try_get("email")?,
        created_ms: row.try_get("created_ms")?,
        since_ms: row.try_get("since_ms")?,
    }))
}

/// Voids all links of these kinds. The account is locked.
pub(crate) async fn void(tx: &mut WriteTransaction, account_id: &str, kinds: &[LinkKind]) -> Result<(), DbError> {
    void_since(tx, account_id, kinds, i64::MIN).await
}

/// The same of those that were made since then.
pub(crate) async fn void_since(
    tx: &mut WriteTransaction,
    account_id: &str,
    kinds: &[LinkKind],
    since_ms: i64,
) -> Result<(), DbError> {
    for kind in kinds {
        let sql = "DELETE FROM account_links WHERE account_id = $1 AND kind = $2 AND created_ms >= $3";
        let query = sqlx::query(sql).bind(account_id).bind(kind.name()).bind(since_ms);
        let voided = query.execute(&mut **tx).await?.rows_affected();
        // The account shows which address is waited for.
        if *kind == LinkKind::EmailChange && voided > 0 {
            versions::bump(tx, account_id, Resource::Account).await?;
        }
    }
    Ok(())
}

/// Ends changes of an address that nobody has confirmed in time. Answers whose they were, who are no longer shown to wait.
pub(crate) async fn end_changes(db: &Db, now_ms: i64) -> Result<Vec<String>, DbError> {
    let sql = "SELECT account_id FROM account_links WHERE kind = $1 AND expires_ms <= $2";
    let kind = LinkKind::EmailChange;
    let ended: Vec<String> = sqlx::query_scalar(sql).bind(kind.name()).bind(now_ms).fetch_all(db.pool()).await?;
    for account_id in &ended {
        retried(|| async {
            let mut tx = db.begin_write().await?;
            versions::lock_account(&mut tx, account_id).await?;
            let sql = "DELETE FROM account_links WHERE account_id = $1 AND kind = $2 AND expires_ms <= $3";
            let query = sqlx::query(sql).bind(account_id).bind(kind.name()).bind(now_ms);
            if query.execute(&mut *tx).await?.rows_affected() > 0 {
                versions::bump(&mut tx, account_id, Resource::Account).await?;
            }
            tx.commit().await
        })
        .await?;
    }
    Ok(ended)
}

/// Whether an account had an address that a link was mailed to, has it no longer since a moment, and may still have it back.
/// Whoever followed the link has that mailbox; an earlier one may be dead.
pub(crate) async fn may_have_back(
    tx: &mut WriteTransaction,
    account_id: &str,
    email: &str,
    since_ms: i64,
    now_ms: i64,
) -> Result<bool, DbError> {
    let sql = "SELECT 1 FROM account_links
               WHERE account_id = $1 AND kind = $2 AND email_key = $3 AND created_ms >= $4 AND expires_ms > $5 LIMIT 1";
    let kept = sqlx::query(sql)
        .bind(account_id)
        .bind(LinkKind::EmailUndo.name())
        .bind(email_key(email))
        .bind(since_ms)
        .bind(now_ms)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(kept.is_some())
}

/// Whether an address is kept for an account that had it and may still take it back, other than this one.
pub(crate) async fn is_kept_for_another(
    tx: &mut WriteTransaction,
    email: &str,
    account_id: &str,
    now_ms: i64,
) -> Result<bool, DbError> {
    let sql = "SELECT 1 FROM account_links WHERE email_key = $1 AND kind = $2 AND expires_ms > $3 AND account_id <> $4
               LIMIT 1";
    let kept = sqlx::query(sql)
        .bind(email_key(email))
        .bind(LinkKind::EmailUndo.name())
        .bind(now_ms)
        .bind(account_id)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(kept.is_some())
}

/// Counts that somebody asks for a mail to an address, and answers whether it is to be sent. What no account is for is
/// counted alike.
pub(crate) async fn count_request(tx: &mut WriteTransaction, account_key: &str, now_ms: i64) -> Result<bool, DbError> {
    let requests: i64 = sqlx::query_scalar(
        "INSERT INTO mail_requests (account_key, begins_ms, requests) VALUES ($1, $2, 1)
         ON CONFLICT (account_key, begins_ms) DO UPDATE SET requests = mail_requests.requests + 1 RETURNING requests",
    )
    .bind(account_key)
    .bind(now_ms - now_ms.rem_euclid(REQUESTS_COUNT_FOR_MS))
    .fetch_one(&mut **tx)
    .await?;
    Ok(requests <= MOST_REQUESTS)
}

/// After which pause requests are counted anew.
pub(crate) fn asked_again_in(now_ms: i64) -> Duration {
    let left_ms = REQUESTS_COUNT_FOR_MS - now_ms.rem_euclid(REQUESTS_COUNT_FOR_MS);
    Duration::from_millis(left_ms.unsigned_abs())
}

impl Mailer {
    pub(super) async fn send_link(&self, job: &Job) -> Result<(), JobError> {
        let payload: Payload = serde_json::from_str(&job.payload)?;
        let db = &self.0.db;
        let Some(asked) = asked(db, &payload, self.0.clock.now_ms()).await?.filter(|asked| is_reachable(&asked.to))
        else {
            return Ok(());
        };
        let Some(mail) = asked.kind.mail() else { return Ok(()) };
        let Some(secret) = secret_for(db, asked.kind, &payload.account_id, &payload.link_id).await? else {
            return Ok(());
        };
        // Where that is refused, the account's own address is set aside only if it is that one.
        let letter = self.link_letter(&asked, mail, &payload, secret);
        self.send(&payload.account_id, &asked.to_key, letter).await.map(drop)
    }

    fn link_letter<'a>(&self, asked: &'a Asked, mail: MailWords, payload: &Payload, secret: Secret) -> Letter<'a> {
        let words = Words::of_language(&asked.language);
        let MailWords { path, subject, body, expiry, label, why } = mail;
        let expiry = words.id_for(expiry, asked.has_password);
        Letter {
            words,
            id: mail_id(&[KIND, &payload.link_id]),
            at_ms: asked.created_ms,
            // It may go to a stranger, who need not know what somebody calls themselves.
            to_name: "",
            to: &asked.to,
            subject: words.text(subject),
            paragraphs: vec![words.text_with(body, &[("email", &asked.email)]), words.text(&expiry)],
            link: Some(Link { url: self.link(path, &secret.reveal()), label: words.text(label) }),
            notes: vec![words.text(why)],
            unsubscribe: None,
        }
    }
}

/// What a mail is about that is still wanted; `None` where its link was used, is void, or has expired.
async fn asked(db: &Db, payload: &Payload, now_ms: i64) -> Result<Option<Asked>, DbError> {
    let row = sqlx::query(
        "SELECT l.kind, COALESCE(l.email, a.email) AS recipient, COALESCE(l.email_key, a.email_key) AS recipient_key,
                l.created_ms, a.email, a.language,
                CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END AS has_password
         FROM account_links l JOIN accounts a ON a.id = l.account_id
         WHERE l.id = $1 AND a.id = $2 AND l.expires_ms > $3 AND a.email IS NOT NULL",
    )
    .bind(payload.link_id.as_str())
    .bind(payload.account_id.as_str())
    .bind(now_ms)
    .fetch_optional(db.pool())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let kind: String = row.try_get("kind")?;
    let Some(kind) = LinkKind::ALL.into_iter().find(|known| known.name() == kind) else { return Ok(None) };
    Ok(Some(Asked {
        kind,
        email: row.try_get("email")?,
        to_key: row.try_get("recipient_key")?,
        to: row.try_get("recipient")?,
        has_password: row.try_get::<i64, _>("has_password")? == 1,
        language: row.try_get("language")?,
        created_ms: row.try_get("created_ms")?,
    }))
}
