//! What the OpenAPI document says about text, beyond that it is text.

use utoipa::openapi::schema::{ArrayBuilder, Object, SchemaFormat, SchemaType, Type};
use utoipa::openapi::{Array, KnownFormat, ObjectBuilder, Ref};

/// No control character.
const PLAIN: &str = r"^[^\x00-\x1f\x7f-\x9f]*$";

/// A UUID with its hyphens.
const ID: &str = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";

/// Something else than spaces, and no control character.
const LINE: &str = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$";

/// The rule of browsers: <https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address>
const EMAIL: &str = "^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\
                     (\\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$";

/// The usual part of BCP 47: a language, and what says more of it.
const LANGUAGE: &str = "^(auto|[a-zA-Z]{2,3}(-[a-zA-Z]{4})?(-([a-zA-Z]{2}|[0-9]{3}))?)$";

/// One of these texts.
pub(crate) fn one_of(description: &str, names: impl Iterator<Item = &'static str>) -> Object {
    let description = description.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    text().description(Some(description)).enum_values(Some(names)).build()
}

/// One line of 1 to 100 characters.
pub(crate) fn name() -> Object {
    line(100)
}

/// One line of 1 to 100 characters, or nothing.
pub(crate) fn optional_name() -> Object {
    or_nothing(name())
}

/// A language's tag (BCP 47), or `auto`, or nothing.
pub(crate) fn language_or_nothing() -> Object {
    or_nothing(text().pattern(Some(LANGUAGE)).max_length(Some(35)).build())
}

/// One line of 1 to 40 characters.
pub(crate) fn word() -> Object {
    line(40)
}

/// An address of this machine that an app listens at.
pub(crate) fn loopback_uri() -> Object {
    text()
        .pattern(Some(r"^http://(127\.0\.0\.1|\[::1\]):[1-9][0-9]{0,4}/[A-Za-z0-9/_-]*$"))
        .max_length(Some(200))
        .build()
}

/// SHA-256 in Base64url.
pub(crate) fn code_challenge() -> Object {
    text().pattern(Some("^[A-Za-z0-9_-]{43}$")).min_length(Some(43)).max_length(Some(43)).build()
}

/// A secret of the app (RFC 7636, 4.1).
pub(crate) fn code_verifier() -> Object {
    text().pattern(Some("^[A-Za-z0-9._~-]{43,128}$")).min_length(Some(43)).max_length(Some(128)).build()
}

/// What an identity provider gave out.
pub(crate) fn authorization_code() -> Object {
    plain(1, 4_096, "What the provider gave out, as it came there.")
}

/// Scopes, each once.
pub(crate) fn scopes() -> Array {
    let scope = Ref::from_schema_name("Scope");
    ArrayBuilder::new().items(scope).min_items(Some(1)).unique_items(true).build()
}

/// An e-mail address.
pub(crate) fn email() -> Object {
    text().pattern(Some(EMAIL)).max_length(Some(254)).build()
}

/// A password that is to be set.
pub(crate) fn new_password() -> Object {
    let format = SchemaFormat::KnownFormat(KnownFormat::Password);
    text().format(Some(format)).min_length(Some(15)).max_length(Some(256)).build()
}

/// An id that the client makes.
pub(crate) fn client_id() -> Object {
    id("A UUID that the client makes.")
}

/// The id of a debit.
pub(crate) fn event_id() -> Object {
    id("The event whose debit is taken back.")
}

/// The id of a hold, or nothing.
pub(crate) fn hold_id() -> Object {
    or_nothing(id("An open hold that the credits are captured from."))
}

/// What a client calls a conversation by.
pub(crate) fn conversation_id() -> Object {
    plain(1, 100, "The client's own.")
}

/// What people call a conversation by, or nothing.
pub(crate) fn conversation_title() -> Object {
    let description = "The last one reported names the conversation; it does not tell two events apart. White space is \
                       folded; 200 characters are kept.";
    or_nothing(text().description(Some(description)).build())
}

/// What reports, or nothing.
pub(crate) fn source() -> Object {
    or_nothing(text().description(Some("What reported it. White space is folded; 100 characters are kept.")).build())
}

/// Why a debit is taken back.
pub(crate) fn reason() -> Object {
    plain(1, 200, "Why, for people.")
}

/// What happened, in a few words.
pub(crate) fn signal_title() -> Object {
    let description =
        "What happened, in a few words, with something to see. White space is folded; 200 characters are kept.";
    text().min_length(Some(1)).description(Some(description)).build()
}

/// What a person is asked to allow.
pub(crate) fn approval_title() -> Object {
    let description =
        "What is to be done, in a few words, with something to see. White space is folded; 200 characters are kept.";
    text().min_length(Some(1)).description(Some(description)).build()
}

/// More of it, or nothing.
pub(crate) fn signal_detail() -> Object {
    let description = "More of it, in one line or several; 2,000 characters are kept.";
    or_nothing(text().description(Some(description)).build())
}

/// An address of the web, or nothing.
pub(crate) fn signal_link() -> Object {
    let link = text().format(Some(SchemaFormat::Custom("uri".to_owned()))).max_length(Some(2_000));
    or_nothing(link.description(Some("An http or https address to look at.")).build())
}

fn id(description: &str) -> Object {
    let format = SchemaFormat::Custom("uuid".to_owned());
    let id = text().format(Some(format)).pattern(Some(ID)).min_length(Some(36)).max_length(Some(36));
    id.description(Some(description)).build()
}

fn plain(min_length: usize, max_length: usize, description: &str) -> Object {
    let text = text().pattern(Some(PLAIN)).min_length(Some(min_length)).max_length(Some(max_length));
    text.description(Some(description)).build()
}

fn or_nothing(mut schema: Object) -> Object {
    schema.schema_type = SchemaType::from_iter([Type::String, Type::Null]);
    schema
}

fn line(max_length: usize) -> Object {
    text().pattern(Some(LINE)).min_length(Some(1)).max_length(Some(max_length)).build()
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}
