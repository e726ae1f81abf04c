//! The mail that a person has sent to themselves, to see whether alerts would reach them.

use serde::{Deserialize, Serialize};
use sqlx::Row as _;
use uuid::Uuid;

use super::compose::Letter;
use super::verification::is_reachable;
use super::words::Words;
use super::{Mailer, enqueue_mail, mail_id};
use crate::db::{Db, DbError, WriteTransaction};
use crate::jobs::{Job, JobError};

pub(super) const KIND: &str = "test_mail";

#[derive(Serialize, Deserialize)]
struct Payload {
    account_id: String,
    mail_id: String,
    asked_ms: i64,
}

/// Whether alerts reach a person by mail, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    Ready,
    NoAddress,
    Unverified,
    /// A mail server has refused the address.
    Refused,
}

pub(crate) async fn reach(db: &Db, account_id: &str) -> Result<Reach, DbError> {
    let sql = "SELECT email, email_verified_ms, email_refused_ms FROM accounts WHERE id = $1";
    let Some(row) = sqlx::query(sql).bind(account_id).fetch_optional(db.pool()).await? else {
        return Ok(Reach::NoAddress);
    };
    let (verified_ms, refused_ms): (Option<i64>, Option<i64>) =
        (row.try_get("email_verified_ms")?, row.try_get("email_refused_ms")?);
    Ok(match row.try_get::<Option<String>, _>("email")?.filter(|email| is_reachable(email)) {
        None => Reach::NoAddress,
        Some(_) if verified_ms.is_none() => Reach::Unverified,
        Some(_) if refused_ms.is_some() => Reach::Refused,
        Some(_) => Reach::Ready,
    })
}

/// Asks for one, to be sent after the commit, the way that alerts go. The account is locked.
pub(crate) async fn enqueue(tx: &mut WriteTransaction, account_id: &str, now_ms: i64) -> Result<(), DbError> {
    let mail_id = Uuid::now_v7().to_string();
    let payload = Payload { account_id: account_id.to_owned(), mail_id: mail_id.clone(), asked_ms: now_ms };
    enqueue_mail(tx, KIND, &mail_id, account_id, &payload, now_ms).await
}

impl Mailer {
    pub(super) async fn send_test(&self, job: &Job) -> Result<(), JobError> {
        let payload: Payload = serde_json::from_str(&job.payload)?;
        let sql = "SELECT name, email, email_key, language FROM accounts WHERE id = $1 AND email IS NOT NULL
                   AND email_verified_ms IS NOT NULL AND email_refused_ms IS NULL";
        let asked = sqlx::query(sql).bind(payload.account_id.as_str()).fetch_optional(self.0.db.pool()).await?;
        // No alert would be mailed there either.
        let Some(asked) = asked else { return Ok(()) };
        let (name, email): (String, String) = (asked.try_get("name")?, asked.try_get("email")?);
        let (email_key, language): (String, String) = (asked.try_get("email_key")?, asked.try_get("language")?);
        let words = Words::of_language(&language);
        let letter = Letter {
            words,
            id: mail_id(&[KIND, &payload.mail_id]),
            at_ms: payload.asked_ms,
            to_name: &name,
            to: &email,
            subject: words.text("mail-test-subject"),
            paragraphs: vec![words.text("mail-test-body")],
            link: None,
            notes: vec![words.text("mail-why-test")],
            unsubscribe: None,
        };
        self.send(&payload.account_id, &email_key, letter).await.map(drop)
    }
}
