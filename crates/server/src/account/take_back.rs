//! Taking an account back from somebody else who got into it: what they may have set up since a moment is undone.

use infuse_protocol::account::{SecurityEventKind, SignInMethod};

use super::{deletion, find, identities, store, two_factor};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::{DbError, WriteTransaction};
use crate::identity::{Secret, SecretKind, end_sessions};
use crate::mail::link::{self, LinkKind};
use crate::personalization;
use crate::problem::ApiError;
use crate::security::{self, Event};

/// The account that is taken back, and by what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim<'a> {
    pub account_id: &'a str,
    pub address: ClientAddress,
    /// From when on things were not the person's doing.
    pub since_ms: i64,
    /// When the link was made that this is done by.
    pub link_ms: i64,
    pub now_ms: i64,
}

/// The hash of a password that nobody knows, for an account that has one at all.
pub(super) async fn unknown_password(app: &App, account_id: &str) -> Result<Option<String>, ApiError> {
    if find(app, account_id).await?.resource.sign_in_method != SignInMethod::Password {
        return Ok(None);
    }
    app.passwords.hash(Secret::issue(SecretKind::PasswordReset).reveal()).await.map(Some)
}

/// Ends every session, voids the password by putting `unknown` in its place and has a link to a new one mailed, revokes the tokens that were made or given a
/// new secret since then, takes the account from the identities of providers that were linked since then, switches off a
/// second factor that was switched on since then, has InfuseOS ask about everything again where more was permitted since, restores an account that was to be erased since then,
/// and gives it the address back that it had. What had been set up before stays. Answers the sessions that ended; `None` where the address can not
/// be given back: then nothing is to last. The account is locked.
pub(super) async fn take_back(
    tx: &mut WriteTransaction,
    claim: Claim<'_>,
    email: Option<&str>,
    unknown: Option<&str>,
) -> Result<Option<Vec<String>>, DbError> {
    let Claim { account_id, address, since_ms, link_ms, now_ms } = claim;
    let event = |kind, detail| Event { kind, account_id, session_id: None, address, detail, at_ms: now_ms };
    if let Some(email) = email {
        // Nobody else can have taken the address: it was kept for this account. Its link came by mail, and proves it.
        if !store::set_email(tx, account_id, email, Some(now_ms), now_ms).await? {
            return Ok(None);
        }
    }
    // What was mailed after the link may have gone to somebody else; it would take the account away again. What was mailed
    // before it went to whoever had the account then, and may be what undoes this.
    link::void_since(tx, account_id, &[LinkKind::EmailUndo, LinkKind::NotMe], link_ms).await?;
    link::void_since(tx, account_id, &[LinkKind::PasswordReset, LinkKind::EmailChange], i64::MIN).await?;
    if let Some(unknown) = unknown {
        store::set_password(tx, account_id, unknown).await?;
    }
    if unknown.is_some() {
        link::enqueue(tx, LinkKind::PasswordReset, account_id, None, now_ms).await?;
    }
    let ended = end_sessions(tx, account_id, None).await?;
    end_tokens(tx, account_id, since_ms).await?;
    if identities::unlink_since(tx, account_id, since_ms).await? {
        security::note(tx, event(SecurityEventKind::IdentityUnlinked, None)).await?;
    }
    if two_factor::end_since(tx, account_id, since_ms).await? {
        security::note(tx, event(SecurityEventKind::TwoFactorDisabled, None)).await?;
    }
    personalization::ask_again(tx, account_id, since_ms).await?;
    if deletion::cancel_since(tx, account_id, since_ms).await? {
        security::note(tx, event(SecurityEventKind::DeletionCancelled, None)).await?;
    }
    if let Some(email) = email {
        security::note(tx, event(SecurityEventKind::EmailChangeUndone, Some(email))).await?;
    }
    Ok(Some(ended))
}

/// Revokes the tokens that were made, or given a new secret, since then. The account is locked.
pub(super) async fn end_tokens(tx: &mut WriteTransaction, account_id: &str, since_ms: i64) -> Result<(), DbError> {
    let sql = "DELETE FROM tokens WHERE account_id = $1 AND (created_ms >= $2 OR EXISTS
               (SELECT 1 FROM token_secrets s WHERE s.token_id = tokens.id AND s.made_ms >= $2))";
    sqlx::query(sql).bind(account_id).bind(since_ms).execute(&mut **tx).await?;
    Ok(())
}
