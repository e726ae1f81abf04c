//! What the OpenAPI document says about text, beyond that it is text.

use utoipa::openapi::schema::{ArrayBuilder, Object, SchemaFormat, SchemaType, Type};
use utoipa::openapi::{Array, KnownFormat, ObjectBuilder, Ref};

/// Something else than spaces, and no control character.
const LINE: &str = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$";

/// The rule of browsers: <https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address>
const EMAIL: &str = "^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\
                     (\\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$";

/// One line of 1 to 100 characters.
pub(crate) fn name() -> Object {
    line(100)
}

/// One line of 1 to 100 characters, or nothing.
pub(crate) fn optional_name() -> Object {
    let mut name = name();
    name.schema_type = SchemaType::from_iter([Type::String, Type::Null]);
    name
}

/// One line of 1 to 40 characters.
pub(crate) fn word() -> Object {
    line(40)
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

fn line(max_length: usize) -> Object {
    text().pattern(Some(LINE)).min_length(Some(1)).max_length(Some(max_length)).build()
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}
