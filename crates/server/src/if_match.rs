//! Edits that must not overwrite what someone else has changed meanwhile: `ETag` in answers, `If-Match` in requests
//! (RFC 9110, 8.8.3 and 13.1.1).

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::{ETAG, IF_MATCH};
use http::request::Parts;
use infuse_protocol::stream::Resource;
use infuse_protocol::{Code, Problem};
use serde::Serialize;
use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Required, Schema};

use crate::db::{DbError, WriteTransaction};
use crate::extract::Json;
use crate::problem::ApiError;
use crate::versions;

/// `*`, or entity tags in quotes between commas.
const LIST: &str = r#"^(\*|(W/)?"[!#-~]*"(, ?(W/)?"[!#-~]*")*)$"#;

/// The header `If-Match` of a request. One of the wrong form is refused with 400.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IfMatch(Option<Expected>);

/// The versions that an edit may be applied to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    Any,
    OneOf(Vec<i64>),
}

/// A resource with its version, which stands in the answer as `ETag`.
#[derive(Clone, Debug)]
pub(crate) struct Versioned<T> {
    pub(crate) version: i64,
    pub(crate) resource: T,
}

impl IfMatch {
    /// What the edit expects to find.
    ///
    /// # Errors
    /// 428 `precondition_required` without the header.
    pub(crate) fn expected(self) -> Result<Expected, ApiError> {
        let missing =
            || Problem::new(Code::PreconditionRequired, "Send the version that you edit, as its ETag, in If-Match.");
        self.0.ok_or_else(|| ApiError::Refused(Box::new(missing())))
    }

    fn parse(header: &str) -> Option<Expected> {
        if header.trim() == "*" {
            return Some(Expected::Any);
        }
        let (mut rest, mut versions) = (header.trim(), Vec::new());
        loop {
            let (tag, is_weak) = rest.strip_prefix("W/").map_or((rest, false), |tag| (tag, true));
            // A comma may stand within the quotes, too.
            let (text, behind) = tag.strip_prefix('"')?.split_once('"')?;
            // A weak tag never matches, and one that we did not make is of no version there is.
            versions.extend(text.parse::<i64>().ok().filter(|_| !is_weak));
            let behind = behind.trim_start();
            if behind.is_empty() {
                return Some(Expected::OneOf(versions));
            }
            rest = behind.strip_prefix(',')?.trim_start();
        }
    }
}

impl Expected {
    pub(crate) fn includes(&self, version: i64) -> bool {
        match self {
            Self::Any => true,
            Self::OneOf(versions) => versions.contains(&version),
        }
    }

    /// The resource as it is, where that is what was expected.
    ///
    /// # Errors
    /// 412 `version_conflict`.
    pub(crate) fn of<T: Serialize>(&self, current: Versioned<T>) -> Result<Versioned<T>, ApiError> {
        if self.includes(current.version) { Ok(current) } else { Err(version_conflict(&current)) }
    }
}

/// Whether a resource may be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Claimed {
    Done,
    /// It stands at another version than was expected.
    OtherVersion,
    /// Whose it would be is not there.
    NoOwner,
}

/// Raises the version of an account's resource that stands at one which `expected` names. Until the transaction ends,
/// whoever else changes a resource of the account, or erases the account, waits. Where it is not claimed, the transaction
/// is to be rolled back.
pub(crate) async fn claim(
    tx: &mut WriteTransaction,
    account_id: &str,
    resource: Resource,
    expected: &Expected,
) -> Result<Claimed, DbError> {
    if !versions::lock_account(tx, account_id).await? {
        return Ok(Claimed::NoOwner);
    }
    bumped(tx, account_id, resource, expected).await
}

/// The same, of one whose owner is locked already, or is a workspace.
pub(crate) async fn bumped(
    tx: &mut WriteTransaction,
    owner_id: &str,
    resource: Resource,
    expected: &Expected,
) -> Result<Claimed, DbError> {
    let version = versions::bump(tx, owner_id, resource).await?;
    Ok(if expected.includes(version - 1) { Claimed::Done } else { Claimed::OtherVersion })
}

/// 412, with the resource as it is now.
pub(crate) fn version_conflict<T: Serialize>(current: &Versioned<T>) -> ApiError {
    match serde_json::to_value(&current.resource) {
        Ok(current) => ApiError::Refused(Box::new(Problem {
            current: Some(current),
            ..Problem::new(Code::VersionConflict, "`current` is how it stands now; apply the edit to that.")
        })),
        Err(error) => ApiError::internal(error),
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let mut lines = parts.headers.get_all(IF_MATCH).iter().peekable();
        if lines.peek().is_none() {
            return Ok(Self(None));
        }
        // RFC 9110, 5.3: several lines are one list.
        let lines: Option<Vec<&str>> = lines.map(|line| line.to_str().ok()).collect();
        let expected = lines.and_then(|lines| Self::parse(&lines.join(",")));
        expected.map(|expected| Self(Some(expected))).ok_or_else(|| ApiError::Malformed {
            pointer: String::new(),
            message: "If-Match is a list of entity tags in quotes, or *.".to_owned(),
        })
    }
}

impl<T: Serialize> IntoResponse for Versioned<T> {
    fn into_response(self) -> Response {
        let mut response = Json(self.resource).into_response();
        if let Ok(tag) = HeaderValue::from_str(&format!("\"{}\"", self.version)) {
            response.headers_mut().insert(ETAG, tag);
        }
        response
    }
}

impl IntoParams for IfMatch {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let schema = ObjectBuilder::new().schema_type(Type::String).pattern(Some(LIST)).build();
        vec![
            ParameterBuilder::new()
                .name("If-Match")
                .parameter_in(ParameterIn::Header)
                .required(Required::True)
                .description(Some(
                    "The `ETag` of what is edited; without it 428, and 412 where it has changed meanwhile",
                ))
                .schema(Some(RefOr::T(Schema::from(schema))))
                .build(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_tags_is_read_as_http_writes_it() {
        assert_eq!(IfMatch::parse("*"), Some(Expected::Any));
        assert_eq!(IfMatch::parse("\"7\""), Some(Expected::OneOf(vec![7])));
        assert_eq!(IfMatch::parse("\"7\" , \"8\""), Some(Expected::OneOf(vec![7, 8])));
        assert_eq!(IfMatch::parse("\"7,8\",\"9\", W/\"a,b\""), Some(Expected::OneOf(vec![9])));
        for of_no_version in ["W/\"7\"", "\"x\"", "\"\"", "\",\""] {
            assert_eq!(IfMatch::parse(of_no_version), Some(Expected::OneOf(vec![])), "{of_no_version}");
        }
        for malformed in ["7", "", "\"7", "\"7\"\"8\"", "\"7\",", "w/\"7\""] {
            assert_eq!(IfMatch::parse(malformed), None, "{malformed}");
        }
    }
}
