//! The mail to somebody who has asked for a new password, and whose account has none: it says how they sign in.

use serde::{Deserialize, Serialize};
use sqlx::Row as _;
use uuid::Uuid;

use super::compose::{Letter, one_line};
use super::verification::is_reachable;
use super::words::Words;
use super::{Mailer, enqueue_mail, mail_id};
use crate::db::{DbError, WriteTransaction};
use crate::jobs::{Job, JobError};

pub(super) const KIND: &str = "no_password_mail";

#[derive(Serialize, Deserialize)]
struct Payload {
    account_id: String,
    mail_id: String,
    /// What the identity provider is called.
    provider: String,
    asked_ms: i64,
}

/// Asks for one, to be sent after the commit. The account is locked.
pub(crate) async fn enqueue(
    tx: &mut WriteTransaction,
    account_id: &str,
    provider: &str,
    now_ms: i64,
) -> Result<(), DbError> {
    let mail_id = Uuid::now_v7().to_string();
    let (account_id, provider) = (account_id.to_owned(), provider.to_owned());
    let payload = Payload { account_id, mail_id, provider, asked_ms: now_ms };
    enqueue_mail(tx, KIND, &payload.mail_id, &payload.account_id, &payload, now_ms).await
}

impl Mailer {
    pub(super) async fn send_no_password(&self, job: &Job) -> Result<(), JobError> {
        let payload: Payload = serde_json::from_str(&job.payload)?;
        let sql = "SELECT email, email_key, language FROM accounts WHERE id = $1 AND email IS NOT NULL
                   AND email_refused_ms IS NULL";
        let asked = sqlx::query(sql).bind(payload.account_id.as_str()).fetch_optional(self.0.db.pool()).await?;
        let Some(asked) = asked else { return Ok(()) };
        let (email, email_key): (String, String) = (asked.try_get("email")?, asked.try_get("email_key")?);
        if !is_reachable(&email) {
            return Ok(());
        }
        let words = Words::of_language(&asked.try_get::<String, _>("language")?);
        let provider = one_line(&payload.provider);
        let letter = Letter {
            words,
            id: mail_id(&[KIND, &payload.mail_id]),
            at_ms: payload.asked_ms,
            to_name: "",
            to: &email,
            subject: words.text_with("mail-no-password-subject", &[("provider", &provider)]),
            paragraphs: vec![
                words.text_with("mail-no-password-body", &[("email", &email)]),
                words.text_with("mail-no-password-way", &[("provider", &provider)]),
            ],
            link: None,
            notes: vec![words.text("mail-why-no-password")],
            unsubscribe: None,
        };
        self.send(&payload.account_id, &email_key, letter).await.map(drop)
    }
}
