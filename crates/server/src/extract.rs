//! Extractors whose refusals are problems like all others.

mod encoding;
mod objects_only;

use std::error::Error as _;
use std::fmt;

use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, FormRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequest, Request};
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_path_to_error::Segment;

use self::encoding::Encoding;
use self::objects_only::ObjectsOnly;
use crate::problem::ApiError;

/// The largest body that is read, in bytes, as it is sent and as it is meant. The router holds it as axum's body limit.
pub(crate) const MAX_BODY_BYTES: usize = 1024 * 1024;

/// A JSON body, in and out; it may come as gzip. 415 for another media type or encoding, 413 over [`MAX_BODY_BYTES`],
/// 408 where it does not come in time, 400 with a pointer to the place where it is not of type `T`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        if !is_json(request.headers()) {
            return Err(ApiError::UnsupportedMediaType);
        }
        let body = read(request, state).await?;
        parse(&body).map(Self)
    }
}

/// A body that may be left out: `None` where it is empty, or null.
impl<T: DeserializeOwned, S: Send + Sync> OptionalFromRequest<S> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Option<Self>, ApiError> {
        let is_json = is_json(request.headers());
        let body = read(request, state).await?;
        match (body.is_empty(), is_json) {
            (true, _) => Ok(None),
            (false, true) => Ok(parse::<Option<T>>(&body)?.map(Self)),
            (false, false) => Err(ApiError::UnsupportedMediaType),
        }
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// A query string. 400 where it is not of type `T`, with a pointer to the parameter. A handler may take
/// several: each reads its own parameters, and those that none of them has are refused for all routes
/// alike ([`crate::parameters`]).
#[derive(Clone, Copy, Debug, FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(ApiError))]
pub struct Query<T>(pub T);

impl From<QueryRejection> for ApiError {
    fn from(rejection: QueryRejection) -> Self {
        type Located = serde_path_to_error::Error<serde::de::value::Error>;
        let cause = rejection.source().and_then(|cause| cause.source());
        match cause.and_then(|cause| cause.downcast_ref::<Located>()) {
            Some(error) => malformed(error.path(), &error.inner().to_string()),
            None => Self::Malformed { pointer: String::new(), message: rejection.body_text() },
        }
    }
}

/// What the form of a page is sent with. 415 for another media type, 400 where it is not of type `T`; what such a form
/// holds may be a secret, and is told to nobody.
#[derive(Clone, Copy, Debug, FromRequest)]
#[from_request(via(axum::extract::Form), rejection(ApiError))]
pub struct Form<T>(pub T);

impl From<FormRejection> for ApiError {
    fn from(rejection: FormRejection) -> Self {
        match rejection {
            FormRejection::InvalidFormContentType(_) => Self::UnsupportedMediaType,
            FormRejection::BytesRejection(rejection) => rejection.into(),
            _ => Self::Malformed { pointer: String::new(), message: "It is not what the form asks for.".to_owned() },
        }
    }
}

/// Parts of the path. What does not fit names nothing: 404.
#[derive(Clone, Copy, Debug, FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(ApiError))]
pub struct Path<T>(pub T);

impl From<PathRejection> for ApiError {
    fn from(_: PathRejection) -> Self {
        Self::NotFound
    }
}

impl From<BytesRejection> for ApiError {
    fn from(rejection: BytesRejection) -> Self {
        let causes = || std::iter::successors(rejection.source(), |&cause| cause.source());
        match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            _ if causes().any(|cause| cause.is::<BodyTooSlow>()) => Self::TooSlow,
            _ => Self::Malformed { pointer: String::new(), message: rejection.body_text() },
        }
    }
}

/// The body as the client means it.
async fn read<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, ApiError> {
    let encoding = Encoding::of(request.headers())?;
    let body = Bytes::from_request(request, state).await?;
    encoding.decode(body)
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(media_type) = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return false };
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, ApiError> {
    // RFC 8259, 8.1: a reader may ignore a byte order mark.
    let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    match serde_path_to_error::deserialize(ObjectsOnly(&mut deserializer)) {
        Ok(value) => deserializer.end().map(|()| value).map_err(not_json),
        Err(error) => Err(fault(body, &error)),
    }
}

/// What keeps a body from being what it should be. One that is no JSON has no places to point at,
/// wherever reading it stopped.
fn fault(body: &[u8], error: &serde_path_to_error::Error<serde_json::Error>) -> ApiError {
    if let Err(error) = str::from_utf8(body) {
        return not_json(error);
    }
    match serde_json::from_slice::<IgnoredAny>(body) {
        Ok(_) => malformed(error.path(), &error.inner().to_string()),
        Err(error) => not_json(error),
    }
}

/// A value that is not of the type it should be, in the words of serde. What is missing is pointed at, too.
fn malformed(path: &serde_path_to_error::Path, message: &str) -> ApiError {
    let pointer = json_pointer(path);
    let missing = message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    let pointer = missing.map_or(pointer.clone(), |field| format!("{pointer}/{field}"));
    // Which type of ours it becomes is nothing to a client.
    let message = match message.split_once("expected struct ") {
        Some((found, _)) => format!("{found}expected an object"),
        None if message == "invalid digit found in string" => "expected a whole number".to_owned(),
        None => message.to_owned(),
    };
    ApiError::Malformed { pointer, message }
}

fn not_json(error: impl std::error::Error) -> ApiError {
    ApiError::Malformed { pointer: String::new(), message: format!("It is no JSON: {error}.") }
}

/// RFC 6901
fn json_pointer(path: &serde_path_to_error::Path) -> String {
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(format!("/{index}")),
            Segment::Map { key } => Some(format!("/{}", key.replace('~', "~0").replace('/', "~1"))),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}

/// A body that was not sent in time. It is the cause of the error that reading the body ends with.
#[derive(Debug)]
pub(crate) struct BodyTooSlow;

impl fmt::Display for BodyTooSlow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body did not arrive in time")
    }
}

impl std::error::Error for BodyTooSlow {}

#[cfg(test)]
mod tests {
    use infuse_protocol::Scope;
    use infuse_protocol::account::SignUp;
    use infuse_protocol::usage::{Events, Gauges};

    use super::*;
    use crate::page::PageQuery;

    fn pointer_of_fault<T: DeserializeOwned>(body: &str) -> String {
        match parse::<T>(body.as_bytes()) {
            Err(ApiError::Malformed { pointer, .. }) => pointer,
            _ => panic!("{body} was taken"),
        }
    }

    #[test]
    fn a_fault_is_pointed_at() {
        assert_eq!(pointer_of_fault::<Events>(r#"{"events":[{"id":"a","action":7}]}"#), "/events/0/action");
        assert_eq!(pointer_of_fault::<SignUp>(r#"{"name":"A","email":"b","password":"c","extra":1}"#), "/extra");
        assert_eq!(pointer_of_fault::<SignUp>(r#"{"name":"A","password":"c"}"#), "/email");
        assert_eq!(pointer_of_fault::<Events>(r#"{"events":[{"id":"a"}]}"#), "/events/0/action");
        assert_eq!(pointer_of_fault::<SignUp>("[]"), "");
        assert_eq!(pointer_of_fault::<SignUp>("{"), "");
    }

    #[test]
    fn what_is_no_json_has_no_places() {
        for body in [r#"{"events":[{"id":"a","action":"b"#, r#"{"events":[{"id":7,"#, r#"{"events":[{"id":7}]} x"#] {
            assert_eq!(pointer_of_fault::<Events>(body), "", "{body}");
        }
        let no_utf8 = b"{\"events\":[{\"id\":\"\xff\"}]}";
        assert!(matches!(parse::<Events>(no_utf8), Err(ApiError::Malformed { pointer, .. }) if pointer.is_empty()));
    }

    #[test]
    fn an_array_of_values_is_no_object_at_any_depth() {
        assert_eq!(pointer_of_fault::<Gauges>("[null, null]"), "");
        assert_eq!(pointer_of_fault::<Events>(r#"{"events":[["a","message"]]}"#), "/events/0");
        let conversation = r#"{"events":[{"id":"a","action":"b","conversation":["c","t"]}]}"#;
        assert_eq!(pointer_of_fault::<Events>(conversation), "/events/0/conversation");
        let device = r#"{"name":"A","email":"b","password":"c","device":["a","b","c"]}"#;
        assert_eq!(pointer_of_fault::<SignUp>(device), "/device");
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_json() {
        assert!(parse::<Events>("\u{feff}{\"events\":[]}".as_bytes()).is_ok());
        assert_eq!(pointer_of_fault::<Events>("\u{feff}\u{feff}{}"), "");
        assert_eq!(pointer_of_fault::<Events>("\u{feff}"), "");
    }

    #[test]
    fn every_kind_of_value_is_read() {
        let events = r#"{"events":[{"id":"a\n","action":"b","quantity":2.0,"occurred_at":null,"source":"é",
            "conversation":{"id":"c"}}, {"action":"b","id":"x","quantity":-1,"occurred_at":"2026-12-03T09:30:00Z"}]}"#;
        let plainly: Events = serde_json::from_str(events).unwrap();
        assert_eq!(parse::<Events>(events.as_bytes()).ok(), Some(plainly));
        assert!(parse::<Vec<Scope>>(br#"["usage:read"]"#).is_ok());
        assert!(parse::<serde_json::Value>(br#"[true, null, 1, -1, 1.5, "a", {"b": []}]"#).is_ok());
    }

    #[test]
    fn a_parameter_at_fault_is_pointed_at() {
        let query = axum::extract::Query::<PageQuery>::try_from_uri(&"/?cursor=a&limit=x".parse().unwrap());
        let Err(ApiError::Malformed { pointer, message }) = query.map_err(ApiError::from) else {
            panic!("it was taken")
        };
        assert_eq!((pointer.as_str(), message.as_str()), ("/limit", "expected a whole number"));
    }

    #[test]
    fn no_type_of_the_server_is_named() {
        let Err(error) = parse::<Events>(b"7") else { panic!("it was taken") };
        assert_eq!(
            error.to_string(),
            "the request is malformed at \"\": invalid type: integer `7`, expected an object"
        );
    }

    #[test]
    fn text_behind_the_json_is_refused() {
        assert_eq!(pointer_of_fault::<Events>(r#"{"events":[]} {}"#), "");
    }
}
