use std::error::Error;
use std::time::Duration;

use infuse_protocol::{Code, Problem};
use rustls::CertificateError;
use secrecy::SecretString;
use serde::de::DeserializeOwned;

use crate::error::{AppError, ErrorCode, causes};

/// Why a request has no answer of the wished form.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ApiError {
    /// Nothing answered.
    #[error("{0}")]
    Unreachable(String),
    #[error("the time limit passed: {0}")]
    TimedOut(String),
    #[error("the certificate has expired, or is not yet valid: {0}")]
    CertificateExpired(String),
    #[error("the certificate is not accepted: {0}")]
    CertificateInvalid(String),
    /// The server said no, in the form of the contract.
    #[error("{}: {}", problem.code.name(), problem.detail)]
    Problem { problem: Box<Problem>, retry_after: Option<Duration> },
    /// What came is not of the contract.
    #[error("{0}")]
    Nonsense(String),
}

impl ApiError {
    /// Whether the same request may be answered a little later. Not so one that was waited for in vain: asking for
    /// it again at once would make a person wait several times as long.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable(_) => true,
            Self::Problem { problem, .. } => matches!(problem.code, Code::RateLimited | Code::Unavailable),
            _ => false,
        }
    }

    /// Whether the session is over.
    pub(crate) fn is_unauthorized(&self) -> bool {
        matches!(self, Self::Problem { problem, .. } if problem.code == Code::Unauthorized)
    }

    /// Whether there is no such thing, or none that this caller may know of.
    pub(crate) fn is_not_found(&self) -> bool {
        matches!(self, Self::Problem { problem, .. } if problem.code == Code::NotFound)
    }

    /// Whether the server did answer, in whatever way.
    pub(crate) fn is_an_answer(&self) -> bool {
        matches!(self, Self::Problem { .. } | Self::Nonsense(_))
    }

    /// The resource as it is now, where an edit was based on an older version of it.
    pub(crate) fn current<T: DeserializeOwned>(&self) -> Option<T> {
        match self {
            Self::Problem { problem, .. } if problem.code == Code::VersionConflict => {
                serde_json::from_value(problem.current.clone()?).ok()
            }
            _ => None,
        }
    }

    /// What a second factor is sent with, where the server asks for one.
    pub(crate) fn challenge(&self) -> Option<SecretString> {
        match self {
            Self::Problem { problem, .. } if problem.code == Code::TwoFactorRequired => {
                problem.challenge.clone().map(SecretString::from)
            }
            _ => None,
        }
    }

    pub(crate) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Problem { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    fn code(&self) -> ErrorCode {
        match self {
            Self::Unreachable(_) => ErrorCode::Unreachable,
            Self::TimedOut(_) => ErrorCode::TimedOut,
            Self::CertificateExpired(_) => ErrorCode::CertificateExpired,
            Self::CertificateInvalid(_) => ErrorCode::CertificateInvalid,
            Self::Nonsense(_) => ErrorCode::ServerFault,
            Self::Problem { problem, .. } => match problem.code {
                Code::Unauthorized => ErrorCode::SignedOut,
                Code::InvalidCredentials => ErrorCode::InvalidCredentials,
                Code::InvalidCode => match problem.reason.as_deref() {
                    Some("clock_apart") => ErrorCode::ClockApart,
                    Some("challenge_ended" | "authorization_ended") => ErrorCode::SignInEnded,
                    _ => ErrorCode::InvalidCode,
                },
                Code::EmailTaken => match problem.reason.as_deref() {
                    Some("account_has_password") => ErrorCode::AccountHasPassword,
                    Some("account_email_unverified") => ErrorCode::AccountUnverified,
                    Some("linked_to_another") => ErrorCode::LinkedToAnother,
                    _ => ErrorCode::EmailTaken,
                },
                Code::ValidationFailed | Code::MalformedRequest => ErrorCode::Validation,
                Code::Forbidden => match problem.reason.as_deref() {
                    Some("two_factor_on") => ErrorCode::TwoFactorOn,
                    Some("two_factor_off") => ErrorCode::TwoFactorOff,
                    Some("two_factor_not_begun") => ErrorCode::TwoFactorNotBegun,
                    Some("sign_in_again") => ErrorCode::SignInAgain,
                    Some("not_asked_again") => ErrorCode::NotAskedAgain,
                    Some("email_unverified") => ErrorCode::EmailUnverified,
                    _ => ErrorCode::Forbidden,
                },
                Code::InsufficientScope => ErrorCode::Forbidden,
                Code::TwoFactorRequired => ErrorCode::TwoFactorRequired,
                Code::NotFound => ErrorCode::NotFound,
                Code::RateLimited => ErrorCode::RateLimited,
                Code::LimitReached => ErrorCode::LimitReached,
                Code::AlreadyDecided => ErrorCode::AlreadyDecided,
                Code::SoleOwner => ErrorCode::SoleOwner,
                Code::Unavailable => match problem.reason.as_deref() {
                    Some("identity_provider_away") => ErrorCode::ProviderAway,
                    Some("identity_provider_not_configured" | "identity_provider_invalid") => {
                        ErrorCode::ProviderUnusable
                    }
                    _ => ErrorCode::ServerFault,
                },
                _ => ErrorCode::ServerFault,
            },
        }
    }
}

impl From<ApiError> for AppError {
    fn from(error: ApiError) -> Self {
        Self::from(&error)
    }
}

impl From<&ApiError> for AppError {
    fn from(error: &ApiError) -> Self {
        let field = match error {
            ApiError::Problem { problem, .. } => problem.errors.first().map(|fault| field_of(&fault.pointer)),
            _ => None,
        };
        Self { code: error.code(), detail: error.to_string(), field }
    }
}

/// The field that a JSON pointer (RFC 6901) leads to.
fn field_of(pointer: &str) -> String {
    let last = pointer.rsplit('/').next().unwrap_or_default();
    last.replace("~1", "/").replace("~0", "~")
}

impl From<reqwest::Error> for ApiError {
    fn from(error: reqwest::Error) -> Self {
        let detail = causes(&error);
        match tls_error(&error) {
            Some(rustls::Error::InvalidCertificate(fault)) if is_about_time(fault) => Self::CertificateExpired(detail),
            Some(rustls::Error::InvalidCertificate(_)) => Self::CertificateInvalid(detail),
            // TLS where there is none, or another kind of it.
            Some(_) => Self::Nonsense(detail),
            None if error.is_timeout() => Self::TimedOut(detail),
            None if error.is_builder() || error.is_decode() => Self::Nonsense(detail),
            None => Self::Unreachable(detail),
        }
    }
}

fn is_about_time(fault: &CertificateError) -> bool {
    matches!(
        fault,
        CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. }
    )
}

/// The TLS error somewhere among the causes. An I/O error hides the one that it carries from `source`.
fn tls_error<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<rustls::Error>() {
            return Some(found);
        }
        let carried = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        next = match carried {
            Some(carried) => Some(carried as &(dyn Error + 'static)),
            None => error.source(),
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn a_certificate_fault_is_found_behind_errors_that_hide_it() {
        let fault = || rustls::Error::InvalidCertificate(CertificateError::Expired);
        let hidden = io::Error::other(io::Error::other(fault()));
        assert_eq!(tls_error(&hidden), Some(&fault()));
        assert_eq!(tls_error(&io::Error::other("reset")), None);
        assert!(is_about_time(&CertificateError::NotValidYet) && !is_about_time(&CertificateError::NotValidForName));
    }

    #[test]
    fn a_code_that_is_refused_says_why_where_the_server_does() {
        let refused = |reason: Option<&str>| {
            let mut problem = Problem::new(Code::InvalidCode, "");
            problem.reason = reason.map(str::to_owned);
            ApiError::Problem { problem: Box::new(problem), retry_after: None }.code()
        };
        let told = [None, Some("clock_apart"), Some("challenge_ended"), Some("moon_landed")].map(refused);
        let wrong = ErrorCode::InvalidCode;
        assert_eq!(told, [wrong, ErrorCode::ClockApart, ErrorCode::SignInEnded, wrong]);
    }

    #[test]
    fn a_pointer_leads_to_its_field() {
        assert_eq!(["/name", "/events/0/action", "/a~1b"].map(field_of), ["name", "action", "a/b"]);
    }
}
