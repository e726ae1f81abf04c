//! The mail that asks whether an address is a person's own, and the link in it.

use infuse_protocol::stream::Resource;
use serde::{Deserialize, Serialize};
use sqlx::Row as _;
use uuid::Uuid;

use super::compose::{Letter, Link};
use super::words::Words;
use super::{Mailer, enqueue_mail, mail_id};
use crate::db::{Db, DbError, WriteTransaction, retried};
use crate::identity::{Secret, SecretHash, SecretKind};
use crate::jobs::{Job, JobError};
use crate::versions;

pub(super) const KIND: &str = "verification_mail";

/// How long a link verifies the address that it was mailed to.
const LINK_LASTS_MS: i64 = 24 * 3_600_000;

#[derive(Serialize, Deserialize)]
struct Payload {
    account_id: String,
    mail_id: String,
    asked_ms: i64,
}

/// Whom the mail goes to. It is not printed.
struct Asked {
    email: String,
    email_key: String,
    language: String,
}

/// Whether mails reach an address: none is at a domain that can not be (RFC 6761, 6.4), as that of a Local home is.
pub(crate) fn is_reachable(email: &str) -> bool {
    let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain).to_ascii_lowercase();
    domain.rsplit('.').next() != Some("invalid")
}

/// Asks for a mail with a link that verifies the address of an account, to be sent after the commit. Links of earlier
/// ones are void from then on. The account is new, or locked.
pub(crate) async fn enqueue(tx: &mut WriteTransaction, account_id: &str, now_ms: i64) -> Result<(), DbError> {
    let mail_id = Uuid::now_v7().to_string();
    sqlx::query("UPDATE accounts SET verification_mail = $1 WHERE id = $2")
        .bind(mail_id.as_str())
        .bind(account_id)
        .execute(&mut **tx)
        .await?;
    forget_links(tx, account_id).await?;
    let payload = Payload { account_id: account_id.to_owned(), mail_id: mail_id.clone(), asked_ms: now_ms };
    enqueue_mail(tx, KIND, &mail_id, account_id, &payload, now_ms).await
}

impl Mailer {
    pub(super) async fn send_verification(&self, job: &Job) -> Result<(), JobError> {
        let payload: Payload = serde_json::from_str(&job.payload)?;
        let (db, now_ms) = (&self.0.db, self.0.clock.now_ms());
        let Some(asked) = asked(db, &payload).await? else { return Ok(()) };
        // Each try has a link of its own, of which all are good: the answer to one that was taken may have been lost.
        let link = Secret::issue(SecretKind::Verification);
        let hash = link.hash();
        if !retried(|| keep_link(db, &payload, &asked.email_key, &hash, now_ms)).await? {
            return Ok(());
        }
        let words = Words::of_language(&asked.language);
        let letter = Letter {
            words,
            id: mail_id(&[KIND, &payload.mail_id]),
            at_ms: payload.asked_ms,
            // Whoever signed up chose the name, and who reads this may not know them.
            to_name: "",
            to: &asked.email,
            subject: words.text("mail-verify-subject"),
            paragraphs: vec![words.text("mail-verify-body"), words.text("mail-verify-expiry")],
            link: Some(Link { url: self.link("/verify-email", &link.reveal()), label: words.text("mail-verify-link") }),
            notes: vec![words.text("mail-why-verify")],
            unsubscribe: None,
        };
        self.send(&payload.account_id, &asked.email_key, letter).await.map(drop)
    }
}

/// Whom a mail goes to that is still asked for; `None` where another one was asked for since, or nothing is left to ask.
async fn asked(db: &Db, payload: &Payload) -> Result<Option<Asked>, DbError> {
    let sql = "SELECT email, email_key, language FROM accounts
               WHERE id = $1 AND verification_mail = $2 AND email IS NOT NULL
               AND (email_verified_ms IS NULL OR email_refused_ms IS NOT NULL)";
    let row =
        sqlx::query(sql).bind(payload.account_id.as_str()).bind(payload.mail_id.as_str()).fetch_optional(db.pool());
    let Some(row) = row.await? else { return Ok(None) };
    Ok(Some(Asked {
        email: row.try_get("email")?,
        email_key: row.try_get("email_key")?,
        language: row.try_get("language")?,
    }))
}

/// Keeps a link of a mail that is still asked for; `false` where it is not.
async fn keep_link(
    db: &Db,
    payload: &Payload,
    email_key: &str,
    link: &SecretHash,
    now_ms: i64,
) -> Result<bool, DbError> {
    let mut tx = db.begin_write().await?;
    versions::lock_account(&mut tx, &payload.account_id).await?;
    let kept = sqlx::query(
        "INSERT INTO email_verifications (secret_hash, account_id, email_key, expires_ms)
         SELECT $1, id, email_key, $2 FROM accounts WHERE id = $3 AND verification_mail = $4 AND email_key = $5",
    )
    .bind(link.as_str())
    .bind(now_ms.saturating_add(LINK_LASTS_MS))
    .bind(payload.account_id.as_str())
    .bind(payload.mail_id.as_str())
    .bind(email_key)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(kept.rows_affected() == 1)
}

/// Whose address a link would verify; `None` where it was used, has expired, another one was asked for, or there has
/// never been one.
pub(crate) async fn whose_link(db: &Db, link: &SecretHash) -> Result<Option<String>, DbError> {
    let sql = "SELECT account_id FROM email_verifications WHERE secret_hash = $1";
    Ok(sqlx::query_scalar(sql).bind(link.as_str()).fetch_optional(db.pool()).await?)
}

/// Verifies the address that a link was mailed to, once, whoever else comes with the same link at the same time, and
/// answers the address; `None` where it was not done: then nothing is to last. The account is locked.
pub(crate) async fn confirm(
    tx: &mut WriteTransaction,
    account_id: &str,
    link: &SecretHash,
    now_ms: i64,
) -> Result<Option<String>, DbError> {
    // The row is there for the first one alone.
    let sql = "DELETE FROM email_verifications WHERE secret_hash = $1 AND expires_ms > $2 RETURNING email_key";
    let email_key: Option<String> =
        sqlx::query_scalar(sql).bind(link.as_str()).bind(now_ms).fetch_optional(&mut **tx).await?;
    let sql = "UPDATE accounts SET email_verified_ms = $1, email_refused_ms = NULL
               WHERE id = $2 AND email_key = $3 RETURNING email";
    let verified = sqlx::query_scalar(sql).bind(now_ms).bind(account_id).bind(email_key.as_deref());
    let Some(email) = verified.fetch_optional(&mut **tx).await? else { return Ok(None) };
    forget_links(tx, account_id).await?;
    versions::bump(tx, account_id, Resource::Account).await?;
    Ok(Some(email))
}

async fn forget_links(tx: &mut WriteTransaction, account_id: &str) -> Result<(), DbError> {
    let sql = "DELETE FROM email_verifications WHERE account_id = $1";
    sqlx::query(sql).bind(account_id).execute(&mut **tx).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_mailed_to_a_domain_that_can_not_be() {
        for reached in ["ada@example.com", "ada@invalid.example.com", "ada@localhost"] {
            assert!(is_reachable(reached), "{reached}");
        }
        for unreached in ["0197a2b8@local.invalid", "ada@Local.INVALID", "ada@invalid"] {
            assert!(!is_reachable(unreached), "{unreached}");
        }
    }
}
