use serde::{Deserialize, Serialize};

use crate::open_values::open_values;
use crate::secret::debug_without_secrets;
use crate::{Scope, Timestamp};

/// Why a request was not carried out (RFC 9457, `application/problem+json`).
///
/// `code` is stable and is what a client acts on; `title` and `detail` are for people. The members
/// behind `errors` belong to single codes and are absent elsewhere.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `urn:infuse:problem:<code>`
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    /// The HTTP status, repeated for readers that see only the body.
    pub status: u16,
    pub detail: String,
    pub code: Code,
    /// With `validation_failed` and `malformed_request`: each fault, by JSON pointer (RFC 6901).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// The id under which the server logged the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// With `insufficient_credits`: credits that could be spent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available: Option<i64>,
    /// With `insufficient_credits`: credits that the request would have taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<i64>,
    /// With `insufficient_credits`: when the plan grants anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resets_at: Option<Timestamp>,
    /// With `insufficient_scope`.
    // A client reads it as absent where only a newer server knows the scope.
    #[serde(default, deserialize_with = "known_scope", skip_serializing_if = "Option::is_none")]
    pub required_scope: Option<Scope>,
    /// With `two_factor_required`: what the code is sent back with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<String>,
    /// With `unavailable`: what is away or not configured. With `invalid_code`, where there is more to say: `clock_apart`,
    /// the code belongs to another time, so that the clock of the device that made it, or the server's, is off by up to
    /// ten minutes; `challenge_ended` and `authorization_ended`, the sign-in has to begin anew. With `forbidden` and
    /// `email_taken`, where somebody can do something about it, how the account stands, as in `sign_in_again`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// With `version_conflict` and `already_decided`: the resource as it is now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<serde_json::Value>,
}

fn known_scope<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Scope>, D::Error> {
    let name = Option::<String>::deserialize(deserializer)?;
    Ok(name.as_deref().and_then(Scope::from_name))
}

debug_without_secrets!(Problem {
    kind, title, status, detail, code, errors, request_id, available, required, resets_at, required_scope, reason, current
} withholds { challenge });

/// One fault in a request's body or query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// JSON pointer (RFC 6901) to the value at fault, as in `/events/0/action`.
    pub pointer: String,
    /// What rule it broke, as in `out_of_range`.
    pub code: String,
    pub message: String,
}

macro_rules! codes {
    ($($variant:ident $status:literal $name:literal $title:literal;)*) => {
        /// The stable code of a problem. A code exists because some client acts on it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code {
            $($variant,)*
            /// One that only a newer server knows: its status and detail say what there is to know.
            Other,
        }

        open_values!(Code "The stable code of a problem. A code exists because some client acts on it.";
            $($variant $name),*);

        impl Code {
            /// The HTTP status that carries this code.
            pub const fn status(self) -> u16 {
                match self {
                    $(Self::$variant => $status,)*
                    Self::Other => 500,
                }
            }

            /// A short sentence for people, the same for every occurrence.
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$variant => $title,)*
                    Self::Other => "Something went wrong",
                }
            }
        }
    };
}

codes! {
    MalformedRequest 400 "malformed_request" "The request could not be read";
    Unauthorized 401 "unauthorized" "Sign in first";
    InvalidCredentials 401 "invalid_credentials" "E-mail or password is wrong";
    TwoFactorRequired 401 "two_factor_required" "A second factor is needed";
    InvalidCode 401 "invalid_code" "The code is wrong or was used before";
    InsufficientCredits 402 "insufficient_credits" "Not enough credits";
    Forbidden 403 "forbidden" "Your role does not allow this";
    InsufficientScope 403 "insufficient_scope" "The token lacks a scope";
    NotFound 404 "not_found" "There is no such thing here";
    MethodNotAllowed 405 "method_not_allowed" "This address does not take that method";
    RequestTimeout 408 "request_timeout" "The request took too long to arrive";
    EmailTaken 409 "email_taken" "The e-mail belongs to another account";
    IdempotencyConflict 409 "idempotency_conflict" "The id was used for something else";
    HoldClosed 409 "hold_closed" "The hold is no longer open";
    SoleOwner 409 "sole_owner" "A workspace needs an owner";
    LimitReached 409 "limit_reached" "A limit is reached";
    AlreadyDecided 409 "already_decided" "It is decided already";
    AlreadyConnected 409 "already_connected" "It is connected already";
    VersionConflict 412 "version_conflict" "It was changed meanwhile";
    TooLarge 413 "too_large" "The request is too large";
    UnsupportedMediaType 415 "unsupported_media_type" "Send application/json";
    ValidationFailed 422 "validation_failed" "Some values are not allowed";
    PreconditionRequired 428 "precondition_required" "Send If-Match";
    RateLimited 429 "rate_limited" "Too many requests";
    Internal 500 "internal" "Something went wrong on the server";
    Unavailable 503 "unavailable" "Not available now";
}

impl Problem {
    /// A problem of that code with a sentence about this occurrence, and no further members.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("urn:infuse:problem:{}", code.name()),
            title: code.title().to_owned(),
            status: code.status(),
            detail: detail.into(),
            code,
            errors: Vec::new(),
            request_id: None,
            available: None,
            required: None,
            resets_at: None,
            required_scope: None,
            challenge: None,
            reason: None,
            current: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_carries_its_code_as_urn_and_status_and_no_empty_members() {
        let json = serde_json::to_value(Problem::new(Code::HoldClosed, "It ended.")).expect("plain data");
        assert_eq!(
            json,
            serde_json::json!({
                "type": "urn:infuse:problem:hold_closed",
                "title": "The hold is no longer open",
                "status": 409,
                "detail": "It ended.",
                "code": "hold_closed",
            })
        );
    }
}
