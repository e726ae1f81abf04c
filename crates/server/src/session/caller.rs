use axum::extract::FromRequestParts;
use http::header::AUTHORIZATION;
use http::request::Parts;
use infuse_protocol::Scope;

use super::credentials::Subject;
use super::secret::{SecretHash, SecretKind};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::problem::ApiError;
use crate::workspace;

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
}

/// An agent or script with an API token.
#[derive(Clone, Debug)]
pub struct ApiToken {
    pub token_id: String,
    pub workspace_id: String,
    pub scopes: Vec<Scope>,
}

impl Caller {
    /// The person; 403 `forbidden` for a token, which never reaches accounts, sessions and tokens.
    pub fn person(&self) -> Result<&Person, ApiError> {
        match self {
            Self::Person(person) => Ok(person),
            Self::Token(_) => Err(ApiError::Forbidden("An API token can not do this; sign in as a person.")),
        }
    }

    /// Whether the caller may use a workspace with this scope. A person needs to be a member, a token
    /// to be made for it and to carry the scope.
    ///
    /// # Errors
    /// 404 for a workspace that is unknown, malformed or another's; 403 `insufficient_scope`.
    pub async fn workspace(&self, app: &App, workspace_id: &str, scope: Scope) -> Result<(), ApiError> {
        match self {
            Self::Person(person) => workspace::require_member(&app.db, workspace_id, &person.account_id).await,
            Self::Token(token) if token.workspace_id != workspace_id => Err(ApiError::NotFound),
            Self::Token(token) if !token.scopes.contains(&scope) => Err(ApiError::InsufficientScope(scope)),
            Self::Token(_) => Ok(()),
        }
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let secret = bearer(parts).ok_or(ApiError::Unauthorized)?;
        let kind = SecretKind::of(secret).ok_or(ApiError::Unauthorized)?;
        let hash = SecretHash::of(secret);
        let address = ClientAddress::of(parts).to_string();
        let credential = app.authenticator.check(kind, hash, address).await?.ok_or(ApiError::Unauthorized)?;
        Ok(match credential.subject {
            Subject::Account { account_id } => Self::Person(Person { account_id, session_id: credential.id }),
            Subject::Workspace { workspace_id, scopes } => {
                Self::Token(ApiToken { token_id: credential.id, workspace_id, scopes })
            }
        })
    }
}

/// The token of `Authorization: Bearer …` (RFC 6750).
fn bearer(parts: &Parts) -> Option<&str> {
    let (scheme, token) = parts.headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
