use axum::extract::{FromRef, FromRequestParts};
use http::header::AUTHORIZATION;
use http::request::Parts;
use infuse_protocol::Scope;
use infuse_protocol::workspace::Role;

use super::Authenticator;
use super::credentials::{Credential, Subject};
use super::secret::SecretHash;
use crate::client_address::ClientAddress;
use crate::db::DbError;
use crate::ledger::Actor;
use crate::problem::ApiError;

/// Who sends a request. As an extractor it refuses what is not signed in, with 401.
#[derive(Clone, Debug)]
pub enum Caller {
    Person(Person),
    Token(ApiToken),
}

/// A person with a session.
#[derive(Clone, Debug)]
pub struct Person {
    pub account_id: String,
    pub session_id: String,
    /// The account's name.
    pub name: String,
}

/// An agent or script with an API token.
#[derive(Clone, Debug)]
pub struct ApiToken {
    pub token_id: String,
    /// Who made it.
    pub account_id: String,
    /// What its maker called it.
    pub name: String,
    pub workspace_id: String,
    /// What its maker is in that workspace: a token may never do more than who made it.
    pub makers_role: Role,
    pub scopes: Vec<Scope>,
}

impl Caller {
    /// The person; 403 `forbidden` for a token, which never reaches accounts, sessions and tokens, and changes no
    /// workspace.
    pub fn person(&self) -> Result<&Person, ApiError> {
        match self {
            Self::Person(person) => Ok(person),
            Self::Token(_) => Err(ApiError::Forbidden("An API token can not do this; sign in as a person.")),
        }
    }

    /// The account that is behind it: the person's, or that of the token's maker.
    pub(crate) fn account_id(&self) -> &str {
        match self {
            Self::Person(person) => &person.account_id,
            Self::Token(token) => &token.account_id,
        }
    }

    /// The caller as the one who did what the request asks for.
    pub fn actor(&self) -> Actor {
        let (token_id, name) = match self {
            Self::Person(person) => (None, &person.name),
            Self::Token(token) => (token.token_id.parse().ok(), &token.name),
        };
        Actor { account_id: self.account_id().parse().ok(), token_id, name: name.clone() }
    }

    /// The id of the session or token.
    pub(crate) fn credential_id(&self) -> &str {
        match self {
            Self::Person(person) => &person.session_id,
            Self::Token(token) => &token.token_id,
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller
where
    Authenticator: FromRef<S>,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        Ok(Pass::from_request_parts(parts, state).await?.caller)
    }
}

/// What a long answer, as a stream, goes on being checked by.
#[derive(Clone, Debug)]
pub(crate) struct Pass {
    pub(crate) caller: Caller,
    /// When it ends by itself, if it does.
    pub(crate) ends_ms: Option<i64>,
    hash: SecretHash,
    address: ClientAddress,
}

impl Pass {
    /// The same pass as it stands in the database now; `None` where it has ended.
    pub(crate) async fn renew(&self, authenticator: &Authenticator) -> Result<Option<Self>, DbError> {
        Self::check(authenticator, self.hash.clone(), self.address).await
    }

    async fn check(
        authenticator: &Authenticator,
        hash: SecretHash,
        address: ClientAddress,
    ) -> Result<Option<Self>, DbError> {
        let Some(credential) = authenticator.check(hash.clone(), address).await? else { return Ok(None) };
        let ends_ms = credential.ends_ms;
        Ok(Some(Self { caller: Caller::from(credential), ends_ms, hash, address }))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Pass
where
    Authenticator: FromRef<S>,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let hash = bearer(parts).and_then(SecretHash::of).ok_or(ApiError::Unauthorized)?;
        Self::check(&Authenticator::from_ref(state), hash, ClientAddress::of(parts))
            .await?
            .ok_or(ApiError::Unauthorized)
    }
}

impl From<Credential> for Caller {
    fn from(credential: Credential) -> Self {
        match credential.subject {
            Subject::Person { account_id, name } => {
                Self::Person(Person { account_id, session_id: credential.id, name })
            }
            Subject::Agent { account_id, name, workspace_id, makers_role, scopes } => {
                Self::Token(ApiToken { token_id: credential.id, account_id, name, workspace_id, makers_role, scopes })
            }
        }
    }
}

/// The token of `Authorization: Bearer …` (RFC 6750).
fn bearer(parts: &Parts) -> Option<&str> {
    let (scheme, token) = parts.headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
