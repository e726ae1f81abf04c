//! Deletes what has expired and is of no use to anyone any more.

use std::time::Duration;

use crate::db::{Db, DbError};
use crate::deliveries;
use crate::identity::{DEAD_AFTER_MS, FAILURES_COUNT_FOR_MS, NETWORK_KNOWN_FOR_MS, totp};
use crate::ledger::ENDED_HOLDS_KEPT_FOR_MS;
use crate::mail;
use crate::security;

pub(super) const KIND: &str = "delete_expired";

pub(super) const PERIOD: Duration = Duration::from_secs(3_600);

const DAY_MS: i64 = 86_400_000;

/// How long a job that is done is kept. As long it is not done again under the same key.
const KEEP_DONE_JOBS_MS: i64 = 7 * DAY_MS;

/// How long it can be looked up what an agent asked, after its time.
const APPROVAL_REQUESTS_KEPT_FOR_MS: i64 = 30 * DAY_MS;

/// Rows that one transaction deletes: others that write wait for no more than that.
const AT_ONCE: i64 = 500;

/// Each statement deletes up to `$2` rows that ended at `$1` or before; beside it, how long such rows are kept.
const STATEMENTS: [(&str, i64); 17] = [
    // Secrets that a rotation has replaced.
    (
        "DELETE FROM token_secrets WHERE secret_hash IN
         (SELECT secret_hash FROM token_secrets WHERE ends_ms <= $1 LIMIT $2)",
        0,
    ),
    // Secrets of tokens that have expired. The token itself stays in its maker's list.
    (
        "DELETE FROM token_secrets WHERE secret_hash IN
         (SELECT s.secret_hash FROM tokens t JOIN token_secrets s ON s.token_id = t.id WHERE t.expires_ms <= $1 LIMIT $2)",
        0,
    ),
    (
        "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE last_seen_ms <= $1 LIMIT $2)",
        DEAD_AFTER_MS,
    ),
    (
        "DELETE FROM sign_in_failures WHERE (account_key, begins_ms) IN
         (SELECT account_key, begins_ms FROM sign_in_failures WHERE begins_ms <= $1 LIMIT $2)",
        FAILURES_COUNT_FOR_MS,
    ),
    (
        "DELETE FROM known_networks WHERE (account_id, network) IN
         (SELECT account_id, network FROM known_networks WHERE last_ms <= $1 LIMIT $2)",
        NETWORK_KNOWN_FOR_MS,
    ),
    (
        "DELETE FROM email_verifications WHERE secret_hash IN
         (SELECT secret_hash FROM email_verifications WHERE expires_ms <= $1 LIMIT $2)",
        0,
    ),
    (
        "DELETE FROM sign_in_challenges WHERE secret_hash IN
         (SELECT secret_hash FROM sign_in_challenges WHERE expires_ms <= $1 LIMIT $2)",
        0,
    ),
    (
        "DELETE FROM oidc_authorizations WHERE secret_hash IN
         (SELECT secret_hash FROM oidc_authorizations WHERE expires_ms <= $1 LIMIT $2)",
        0,
    ),
    // Second factors that nobody has confirmed.
    (
        "DELETE FROM two_factor WHERE account_id IN
         (SELECT account_id FROM two_factor WHERE begun_ms <= $1 AND enabled_ms IS NULL LIMIT $2) AND enabled_ms IS NULL",
        totp::SET_UP_WITHIN_MS,
    ),
    (
        "DELETE FROM account_links WHERE id IN (SELECT id FROM account_links WHERE expires_ms <= $1 LIMIT $2)",
        0,
    ),
    (
        "DELETE FROM mail_requests WHERE (account_key, begins_ms) IN
         (SELECT account_key, begins_ms FROM mail_requests WHERE begins_ms <= $1 LIMIT $2)",
        mail::REQUESTS_COUNT_FOR_MS,
    ),
    (
        "DELETE FROM unsubscribe_links WHERE secret_hash IN
         (SELECT secret_hash FROM unsubscribe_links WHERE created_ms <= $1 LIMIT $2)",
        mail::UNSUBSCRIBE_LINKS_KEPT_FOR_MS,
    ),
    (
        "DELETE FROM security_events WHERE id IN (SELECT id FROM security_events WHERE happened_ms <= $1 LIMIT $2)",
        security::KEPT_FOR_MS,
    ),
    // Holds that have ended in whatever way. Those whose end nobody has seen yet are the ledger's to end.
    (
        "DELETE FROM holds WHERE (id, book) IN
         (SELECT id, book FROM holds WHERE expires_ms <= $1 AND state <> 'open' LIMIT $2)",
        ENDED_HOLDS_KEPT_FOR_MS,
    ),
    (
        "DELETE FROM deliveries WHERE (book, alert_seq, account_id, channel) IN
         (SELECT book, alert_seq, account_id, channel FROM deliveries WHERE dispatched_ms <= $1 LIMIT $2)",
        deliveries::KEPT_FOR_MS,
    ),
    (
        "DELETE FROM approval_requests WHERE (workspace_id, id) IN
         (SELECT workspace_id, id FROM approval_requests WHERE expires_ms <= $1 LIMIT $2)",
        APPROVAL_REQUESTS_KEPT_FOR_MS,
    ),
    (
        "DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE done_ms <= $1 LIMIT $2)",
        KEEP_DONE_JOBS_MS,
    ),
];

/// Deletes all of it, in small transactions.
pub(super) async fn delete(db: &Db, now_ms: i64) -> Result<(), DbError> {
    for (statement, kept_ms) in STATEMENTS {
        loop {
            let mut tx = db.begin_write().await?;
            let deleted = sqlx::query(statement)
                .bind(now_ms.saturating_sub(kept_ms))
                .bind(AT_ONCE)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            tx.commit().await?;
            if deleted < AT_ONCE as u64 {
                break;
            }
        }
    }
    Ok(())
}
