//! Why a request was not carried out: the one error type of all handlers, and its response (RFC 9457).

use std::any::Any;
use std::time::Duration;

use axum::response::{IntoResponse, Response};
use http::header::{ACCEPT_ENCODING, CONNECTION, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};
use infuse_protocol::{Code, FieldError, Problem, Scope};

use crate::db::{DbError, Failure, Outage};
use crate::request_id::RequestId;

/// How long a client leaves a database alone that could not be worked with; it has been waited for already.
const AFTER_OUTAGE: Duration = Duration::from_secs(2);

/// An answer that is not the one asked for. Causes are logged and stay on the server.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    #[error("the request is malformed at {pointer:?}: {message}")]
    Malformed { pointer: String, message: String },
    #[error("no valid credentials")]
    Unauthorized,
    #[error("e-mail or password is wrong")]
    InvalidCredentials,
    #[error("forbidden: {0}")]
    Forbidden(&'static str),
    #[error("the scope {} is missing", .0.name())]
    InsufficientScope(Scope),
    #[error("not found")]
    NotFound,
    #[error("method not allowed")]
    MethodNotAllowed,
    #[error("the e-mail is taken")]
    EmailTaken,
    #[error("the body did not arrive in time")]
    TooSlow,
    #[error("the body is too large")]
    TooLarge,
    #[error("the body is not JSON")]
    UnsupportedMediaType,
    #[error("the body is encoded in a way that is not read")]
    UnsupportedEncoding,
    #[error("{} values are not allowed", .0.len())]
    Validation(Vec<FieldError>),
    #[error("too many requests")]
    RateLimited { retry_after: Duration },
    /// A refusal of one domain, with members of its own.
    #[error("{}", .0.detail)]
    Refused(Box<Problem>),
    #[error("the database failed")]
    Database(#[from] DbError),
    /// What `reason` names is away or not configured.
    #[error("unavailable: {reason}")]
    Unavailable { reason: &'static str },
    /// More callers wait for some costly work than could be served soon.
    #[error("too many wait")]
    Busy,
    /// A fault of the server itself.
    #[error("internal: {0}")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl ApiError {
    /// 422 with each fault: its JSON pointer (RFC 6901), the rule it broke, and a sentence.
    pub fn validation<'a>(faults: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> Self {
        Self::Validation(
            faults.into_iter().map(|(pointer, code, message)| field_error(pointer, code, message)).collect(),
        )
    }

    /// 401 where a second factor is missing, with what it is sent back with where a sign-in waits for it.
    pub(crate) fn two_factor_required(challenge: Option<String>) -> Self {
        let problem =
            Problem::new(Code::TwoFactorRequired, "Send a code of the authenticator app, or a recovery code.");
        Self::Refused(Box::new(Problem { challenge, ..problem }))
    }

    /// 401 for a code that does not fit, or fits no more; `reason` is what the contract says beside it.
    pub(crate) fn invalid_code(reason: Option<&'static str>, detail: &'static str) -> Self {
        let reason = reason.map(str::to_owned);
        Self::Refused(Box::new(Problem { reason, ..Problem::new(Code::InvalidCode, detail) }))
    }

    /// 403 for what does not fit how the account stands, as `reason` names it.
    pub(crate) fn forbidden_as(reason: &'static str, detail: &'static str) -> Self {
        let reason = Some(reason.to_owned());
        Self::Refused(Box::new(Problem { reason, ..Problem::new(Code::Forbidden, detail) }))
    }

    /// 500; the cause is logged.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    fn problem(&self) -> Problem {
        match self {
            Self::Malformed { pointer, message } => Problem {
                errors: vec![field_error(pointer, "malformed", message)],
                ..Problem::new(Code::MalformedRequest, message.as_str())
            },
            Self::Unauthorized => {
                Problem::new(Code::Unauthorized, "Send a valid session or API token as `Authorization: Bearer …`.")
            }
            Self::InvalidCredentials => Problem::new(Code::InvalidCredentials, "Check both and try again."),
            Self::Forbidden(detail) => Problem::new(Code::Forbidden, *detail),
            Self::InsufficientScope(scope) => Problem {
                required_scope: Some(*scope),
                ..Problem::new(Code::InsufficientScope, format!("The token needs the scope {}.", scope.name()))
            },
            Self::NotFound => Problem::new(Code::NotFound, "It does not exist, or you have no access to it."),
            Self::MethodNotAllowed => Problem::new(Code::MethodNotAllowed, "See the Allow header."),
            Self::EmailTaken => Problem::new(Code::EmailTaken, "Sign in instead, or use another e-mail."),
            Self::TooSlow => Problem::new(Code::RequestTimeout, "Send all of the body at once."),
            Self::TooLarge => Problem::new(Code::TooLarge, "A body may have 1 MiB at most."),
            Self::UnsupportedMediaType => Problem::new(Code::UnsupportedMediaType, "The body must be JSON."),
            Self::UnsupportedEncoding => {
                Problem::new(Code::UnsupportedMediaType, "A body may be sent as it is, or as gzip.")
            }
            Self::Validation(errors) => Problem {
                errors: errors.clone(),
                ..Problem::new(Code::ValidationFailed, "See `errors` for each of them.")
            },
            Self::RateLimited { retry_after } => {
                Problem::new(Code::RateLimited, format!("Try again in {} seconds.", whole_seconds(*retry_after)))
            }
            Self::Refused(problem) => (**problem).clone(),
            Self::Database(error) => database_problem(error),
            Self::Unavailable { reason } => unavailable(reason),
            Self::Busy => unavailable("busy"),
            Self::Internal(_) => Problem::new(Code::Internal, "The fault was logged under the request id."),
        }
    }

    /// What belongs to the operator is logged; what the caller did is not.
    fn log(&self) {
        match self {
            Self::Database(error) => tracing::error!(cause = %error, "a query failed"),
            Self::Internal(cause) => tracing::error!(%cause, "a request failed"),
            Self::Unavailable { reason } => tracing::warn!(reason, "unavailable"),
            // A crowd must not fill the log as well; the metrics count it.
            Self::Busy => tracing::debug!(reason = "busy", "unavailable"),
            _ => {}
        }
    }
}

impl From<sqlx::Error> for ApiError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error.into())
    }
}

impl Failure for ApiError {
    fn is_retryable(&self) -> bool {
        matches!(self, Self::Database(error) if error.is_retryable())
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        self.log();
        let mut response = problem_response(self.problem());
        match self {
            // RFC 9110, 15.5.2: every 401 names a way to come in.
            Self::Unauthorized | Self::InvalidCredentials => {
                response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            Self::Refused(problem) if problem.status == StatusCode::UNAUTHORIZED.as_u16() => {
                response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            Self::RateLimited { retry_after } => {
                response.headers_mut().insert(RETRY_AFTER, whole_seconds(retry_after).into());
            }
            Self::Busy => {
                response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
            }
            // RFC 9110, 15.5.16: what would have been read.
            Self::UnsupportedEncoding => {
                response.headers_mut().insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
            }
            // RFC 9110, 15.5.9: the rest of the request may still come.
            Self::TooSlow => {
                response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
            }
            Self::Unavailable { .. } => {
                response.headers_mut().insert(RETRY_AFTER, whole_seconds(AFTER_OUTAGE).into());
            }
            Self::Database(error) if error.outage().is_some() => {
                response.headers_mut().insert(RETRY_AFTER, whole_seconds(AFTER_OUTAGE).into());
            }
            _ => {}
        }
        response
    }
}

/// A fault at a JSON pointer (RFC 6901).
pub fn field_error(pointer: &str, code: &str, message: &str) -> FieldError {
    FieldError { pointer: pointer.to_owned(), code: code.to_owned(), message: message.to_owned() }
}

/// Writes the request's id into a problem, which was made where it is not known.
pub(crate) fn name_request(response: &mut Response, id: RequestId) {
    if let Some(mut problem) = response.extensions_mut().remove::<Problem>() {
        problem.request_id = Some(id.to_string());
        *response.body_mut() = json_body(&problem);
    }
}

/// What a panic of a handler is answered with.
pub(crate) fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let message = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without a message");
    ApiError::internal(format!("panicked: {message}")).into_response()
}

pub(crate) async fn unknown_route() -> ApiError {
    ApiError::NotFound
}

pub(crate) async fn unknown_method() -> ApiError {
    ApiError::MethodNotAllowed
}

fn problem_response(problem: Problem) -> Response {
    let mut response = Response::new(json_body(&problem));
    *response.status_mut() = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response.extensions_mut().insert(problem);
    response
}

fn json_body(problem: &Problem) -> axum::body::Body {
    // A problem is plain data with text keys, which always serialises.
    serde_json::to_vec(problem).unwrap_or_default().into()
}

fn database_problem(error: &DbError) -> Problem {
    match error.outage() {
        Some(outage) => unavailable(Outage::reason(outage)),
        None => Problem::new(Code::Internal, "The fault was logged under the request id."),
    }
}

fn unavailable(reason: &str) -> Problem {
    Problem { reason: Some(reason.to_owned()), ..Problem::new(Code::Unavailable, "Try again later.") }
}

/// Rounded up, and at least 1: a client that waits that long will not come too early.
fn whole_seconds(wait: Duration) -> u64 {
    wait.as_millis().div_ceil(1000).max(1) as u64
}
