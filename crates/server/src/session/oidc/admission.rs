//! Whose account somebody gets whom the identity provider vouches for.

use infuse_protocol::account::{Account, SecurityEventKind};
use infuse_protocol::session::{Device, SignedIn};
use infuse_protocol::{Code, Problem};
use uuid::Uuid;

use super::super::{tell_of_event, two_factor};
use crate::account::identities::{self, Identity, Standing};
use crate::account::{self, MAX_NAME, NewAccount};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::retried;
use crate::identity::NewSession;
use crate::mail::is_reachable;
use crate::problem::ApiError;
use crate::provider::{Provider, Vouched};
use crate::rules::{Faults, label};
use crate::security::{self, Event};
use crate::versions;

/// How often what was looked at may have changed when it is written. Each time somebody else got on.
const MOST_TRIES: usize = 5;

/// Somebody whom the provider vouches for, on their way in.
pub(super) struct Admission {
    identity: Identity,
    name: Option<String>,
    /// When they had shown at the provider who they are, where it says that.
    authenticated_ms: Option<i64>,
    device: Option<Device>,
    address: ClientAddress,
}

/// What became of it.
enum Admitted {
    SignedIn(Box<NewSession>, Account),
    TwoFactor(String),
    /// What was looked at is no longer so.
    Changed,
}

impl Admission {
    pub(super) fn of(vouched: Vouched, device: Option<Device>, address: ClientAddress) -> Self {
        let Vouched { issuer, subject, email, email_verified, name, authenticated_ms } = vouched;
        let email = email.filter(|_| email_verified).and_then(|email| address_of(&email));
        Self { identity: Identity { issuer, subject, email }, name, authenticated_ms, device, address }
    }

    /// Signs the person in.
    ///
    /// # Errors
    /// 401 `two_factor_required` with a challenge; 403 `email_unverified` where the provider has verified no address of
    /// somebody who was not here before; 409 where the account of that address may not be linked.
    pub(super) async fn admit(self, app: &App, provider: &Provider) -> Result<SignedIn, ApiError> {
        for _ in 0..MOST_TRIES {
            match retried(|| self.try_admit(app, provider)).await {
                Ok(Admitted::SignedIn(session, account)) => {
                    tell_of_event(app, &account.id);
                    let (token, session) = session.into_answer();
                    return Ok(SignedIn { token, session, account });
                }
                Ok(Admitted::TwoFactor(challenge)) => return Err(ApiError::two_factor_required(Some(challenge))),
                Ok(Admitted::Changed) => {}
                // Somebody with the same identity or address was faster.
                Err(ApiError::Database(error)) if error.is_taken() => {}
                Err(error) => return Err(error),
            }
        }
        Err(ApiError::Busy)
    }

    async fn try_admit(&self, app: &App, provider: &Provider) -> Result<Admitted, ApiError> {
        if let Some(account_id) = identities::whose(&app.db, &self.identity).await? {
            return self.sign_in(app, provider, &account_id).await;
        }
        let Some(email) = self.identity.email.as_deref() else {
            let detail = "The identity provider has not verified your e-mail address. Have it do so, and begin again.";
            return Err(ApiError::forbidden_as("email_unverified", detail));
        };
        match account::store::by_email(&app.db, email).await? {
            // Whoever signed up with the address of somebody else still knows the password after that one has verified it.
            Some(found) if found.password_hash.is_some() && !provider.links_accounts() => Err(taken(
                "account_has_password",
                "There is an account with this address, which is signed in to with its password.",
            )),
            Some(found) if found.account.email_verified => self.sign_in(app, provider, &found.account.id).await,
            Some(_) => Err(taken(
                "account_email_unverified",
                "There is an account with this address, which nobody has verified. Set a new password by mail.",
            )),
            None => self.sign_up(app, provider, email).await,
        }
    }

    /// Signs in to an account that is there, which is linked by it where it was not yet.
    async fn sign_in(&self, app: &App, provider: &Provider, account_id: &str) -> Result<Admitted, ApiError> {
        let now_ms = app.clock.now_ms();
        let mut tx = app.db.begin_write().await?;
        let is_there = versions::lock_account(&mut tx, account_id).await?;
        let standing = match is_there {
            true => identities::standing(&mut tx, account_id, &self.identity).await?,
            false => Standing::Apart,
        };
        match standing {
            Standing::Linked | Standing::Linkable => {}
            Standing::OfAnother => {
                let detail = "The account with this address is somebody else's at the identity provider.";
                return Err(taken("linked_to_another", detail));
            }
            Standing::Apart => {
                tx.rollback().await?;
                return Ok(Admitted::Changed);
            }
        }
        let device = self.device.clone();
        if account::two_factor::is_on(&mut tx, account_id).await? {
            let hash = account::store::password_hash(&mut tx, account_id).await?;
            let begun = two_factor::Begun {
                password_hash: hash.as_deref(),
                identity: Some(&self.identity),
                authenticated_ms: self.authenticated_ms,
            };
            let challenge = two_factor::challenge(&mut tx, account_id, begun, device, now_ms).await?;
            tx.commit().await?;
            return Ok(Admitted::TwoFactor(challenge));
        }
        let session = NewSession::new(account_id, device, self.address, now_ms).shown_at(self.authenticated_ms);
        let kind = security::kind_of_sign_in(&mut tx, account_id, self.device.as_ref(), self.address, now_ms).await?;
        session.insert(&mut tx).await?;
        let (session_id, detail) = (Some(session.id()), Some(provider.name()));
        let event = |kind| Event { kind, account_id, session_id, address: self.address, detail, at_ms: now_ms };
        security::note(&mut tx, event(kind)).await?;
        if standing == Standing::Linkable {
            identities::link(&mut tx, account_id, &self.identity, now_ms).await?;
            security::note(&mut tx, event(SecurityEventKind::IdentityLinked)).await?;
        }
        // What follows the commit must not fail: the session's secret would be lost.
        let account = account::store::in_transaction(&mut tx, account_id).await?.ok_or(ApiError::Unauthorized)?;
        tx.commit().await?;
        Ok(Admitted::SignedIn(Box::new(session), account))
    }

    /// Makes an account, without a password, whose address the provider has verified.
    async fn sign_up(&self, app: &App, provider: &Provider, email: &str) -> Result<Admitted, ApiError> {
        let now_ms = app.clock.now_ms();
        let account = NewAccount {
            id: Uuid::now_v7().to_string(),
            name: name_of(self.name.as_deref(), email),
            email: email.to_owned(),
            email_verified_ms: Some(now_ms),
            password_hash: None,
            created_ms: now_ms,
        };
        let session = NewSession::new(&account.id, self.device.clone(), self.address, now_ms);
        let session = session.shown_at(self.authenticated_ms);
        let mut tx = app.db.begin_write().await?;
        if account::make(app, &mut tx, &account).await?.is_none() {
            tx.rollback().await?;
            // An account that has come since is found the next time; what is kept for one that may take it back is not.
            let is_there = account::store::by_email(&app.db, email).await?.is_some();
            return if is_there { Ok(Admitted::Changed) } else { Err(ApiError::EmailTaken) };
        }
        identities::link(&mut tx, &account.id, &self.identity, now_ms).await?;
        session.insert(&mut tx).await?;
        let event = Event {
            kind: SecurityEventKind::SignedUp,
            account_id: &account.id,
            session_id: Some(session.id()),
            address: self.address,
            detail: Some(provider.name()),
            at_ms: now_ms,
        };
        security::note(&mut tx, event).await?;
        tx.commit().await?;
        Ok(Admitted::SignedIn(Box::new(session), account.into_answer()))
    }
}

/// 409 with why the account of an address is not given to whom the provider vouches for.
fn taken(reason: &str, detail: &str) -> ApiError {
    let problem = Problem::new(Code::EmailTaken, detail);
    ApiError::Refused(Box::new(Problem { reason: Some(reason.to_owned()), ..problem }))
}

/// An address of the provider's, where it is one that mails reach.
fn address_of(text: &str) -> Option<String> {
    let mut faults = Faults::default();
    let email = faults.email("/email", text);
    faults.into_result().ok().filter(|()| is_reachable(&email)).map(|()| email)
}

/// What a new account is called: as the provider says, or else by its address.
fn name_of(name: Option<&str>, email: &str) -> String {
    let of_address = || email.split('@').next().and_then(|local| label(local, MAX_NAME));
    name.and_then(|name| label(name, MAX_NAME)).or_else(of_address).unwrap_or_else(|| email.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_account_is_called_as_the_provider_says_or_by_its_address() {
        assert_eq!(name_of(Some("Ada\nLovelace "), "ada@example.com"), "Ada Lovelace");
        for nothing in [None, Some(""), Some("\u{200b}")] {
            assert_eq!(name_of(nothing, "ada@example.com"), "ada");
        }
    }

    #[test]
    fn an_address_that_no_mail_reaches_is_none() {
        assert_eq!(address_of("ada@example.com").as_deref(), Some("ada@example.com"));
        for none in ["", "ada", "ada@local.invalid", "a b@example.com"] {
            assert_eq!(address_of(none), None, "{none}");
        }
    }
}
