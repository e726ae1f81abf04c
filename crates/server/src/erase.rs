//! Erasing an account: everything that is kept about a person.

use crate::db::{Db, WriteTransaction};
use crate::identity;
use crate::ledger::{self, LedgerError};
use crate::versions;

/// What `$1` of a statement is.
#[derive(Clone, Copy, Debug)]
enum By {
    /// The account's id.
    Account,
    /// The same, of a statement that deletes a page of what may be much, and is repeated until nothing is left: no
    /// statement may take longer than others wait for it.
    AccountInPages,
    /// What its failed sign-ins and the mails that were asked for by its e-mail are counted under.
    Failures,
    /// The same of its codes, and of its recovery codes.
    CodeFailures,
    RecoveryFailures,
}

/// What is deleted, in order. A new table that holds something about a person gets its line here; a story looks
/// through every table for what is left.
const STATEMENTS: [(By, &str); 29] = [
    (By::Failures, "DELETE FROM sign_in_failures WHERE account_key = $1"),
    (By::Failures, "DELETE FROM mail_requests WHERE account_key = $1"),
    (By::CodeFailures, "DELETE FROM sign_in_failures WHERE account_key = $1"),
    (By::RecoveryFailures, "DELETE FROM sign_in_failures WHERE account_key = $1"),
    (By::Account, "DELETE FROM sign_in_challenges WHERE account_id = $1"),
    (By::Account, "DELETE FROM recovery_codes WHERE account_id = $1"),
    (By::Account, "DELETE FROM two_factor WHERE account_id = $1"),
    (By::Account, "DELETE FROM identities WHERE account_id = $1"),
    (By::Account, "DELETE FROM known_networks WHERE account_id = $1"),
    (
        By::AccountInPages,
        "DELETE FROM deliveries WHERE (book, alert_seq, account_id, channel) IN
     (SELECT book, alert_seq, account_id, channel FROM deliveries WHERE account_id = $1 LIMIT 1000)",
    ),
    (By::Account, "DELETE FROM alert_ways WHERE account_id = $1"),
    (By::Account, "DELETE FROM personal_choices WHERE account_id = $1"),
    (By::Account, "DELETE FROM approval_requests WHERE account_id = $1"),
    (By::Account, "DELETE FROM email_verifications WHERE account_id = $1"),
    (
        By::Account,
        "DELETE FROM account_link_secrets WHERE link_id IN (SELECT id FROM account_links WHERE account_id = $1)",
    ),
    (By::Account, "DELETE FROM account_links WHERE account_id = $1"),
    (By::Account, "DELETE FROM unsubscribe_links WHERE account_id = $1"),
    (
        By::AccountInPages,
        "DELETE FROM security_events WHERE id IN (SELECT id FROM security_events WHERE account_id = $1 LIMIT 1000)",
    ),
    (By::AccountInPages, "DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE account_id = $1 LIMIT 1000)"),
    (By::Account, "DELETE FROM token_secrets WHERE token_id IN (SELECT id FROM tokens WHERE account_id = $1)"),
    (By::Account, "DELETE FROM tokens WHERE account_id = $1"),
    (By::Account, "DELETE FROM sessions WHERE account_id = $1"),
    (By::Account, "DELETE FROM resource_versions WHERE owner = $1"),
    (
        By::Account,
        "DELETE FROM resource_versions WHERE owner IN (SELECT workspace_id FROM members own WHERE account_id = $1
     AND NOT EXISTS (SELECT 1 FROM members m WHERE m.workspace_id = own.workspace_id AND m.account_id <> $1))",
    ),
    (
        By::Account,
        "DELETE FROM workspace_choices WHERE workspace_id IN (SELECT workspace_id FROM members own WHERE account_id = $1
     AND NOT EXISTS (SELECT 1 FROM members m WHERE m.workspace_id = own.workspace_id AND m.account_id <> $1))",
    ),
    // Workspaces with other members go on without the person.
    (
        By::Account,
        "DELETE FROM workspaces WHERE id IN (SELECT workspace_id FROM members WHERE account_id = $1)
     AND NOT EXISTS (SELECT 1 FROM members m WHERE m.workspace_id = workspaces.id AND m.account_id <> $1)",
    ),
    // One that would be left without an owner is its eldest administrator's, or where there is none, its eldest member's.
    (
        By::Account,
        "UPDATE members SET role = 'owner' WHERE account_id <> $1
     AND workspace_id IN (SELECT workspace_id FROM members WHERE account_id = $1 AND role = 'owner')
     AND NOT EXISTS (SELECT 1 FROM members m WHERE m.workspace_id = members.workspace_id AND m.account_id <> $1
                     AND (m.role = 'owner'
                          OR (CASE m.role WHEN 'admin' THEN 0 ELSE 1 END, m.joined_ms, m.account_id)
                           < (CASE members.role WHEN 'admin' THEN 0 ELSE 1 END, members.joined_ms, members.account_id)))",
    ),
    (By::Account, "DELETE FROM members WHERE account_id = $1"),
    (By::Account, "DELETE FROM accounts WHERE id = $1"),
];

/// Erases an account, its sessions and tokens, and the workspaces that nobody else belongs to; of who did something in
/// others, the ledger keeps digests. What journals still hold is noted, for [`finish`].
///
/// Once that is committed, the account is to be told as changed on the bus: sessions and tokens of it have ended, and
/// their streams look then whether they have.
pub async fn erase(tx: &mut WriteTransaction, account_id: &str) -> Result<(), LedgerError> {
    versions::lock_account(tx, account_id).await?;
    let email_key: Option<Option<String>> = sqlx::query_scalar("SELECT email_key FROM accounts WHERE id = $1")
        .bind(account_id)
        .fetch_optional(&mut **tx)
        .await?;
    let own_workspaces: Vec<String> = sqlx::query_scalar(
        "SELECT workspace_id FROM members own WHERE account_id = $1 AND NOT EXISTS
         (SELECT 1 FROM members m WHERE m.workspace_id = own.workspace_id AND m.account_id <> $1)",
    )
    .bind(account_id)
    .fetch_all(&mut **tx)
    .await?;
    let failures_key = email_key.flatten().map(|email_key| identity::account_key(&email_key));
    let [codes_key, recovery_key] = identity::factor_keys(account_id);
    for (by, statement) in STATEMENTS {
        let key = match by {
            By::Account | By::AccountInPages => Some(account_id),
            By::Failures => failures_key.as_deref(),
            By::CodeFailures => Some(codes_key.as_str()),
            By::RecoveryFailures => Some(recovery_key.as_str()),
        };
        let is_repeated = matches!(by, By::AccountInPages);
        while sqlx::query(statement).bind(key).execute(&mut **tx).await?.rows_affected() > 0 && is_repeated {}
    }
    ledger::erase_account(tx, account_id, &own_workspaces).await
}

/// Erases what journals still hold of accounts that were erased, page by page.
///
/// # Errors
/// Where the database does not answer, or a journal can not be read. What is left is still noted then.
pub async fn finish(db: &Db) -> Result<(), LedgerError> {
    ledger::finish_erasures(db).await
}
