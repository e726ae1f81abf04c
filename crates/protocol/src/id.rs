//! Ids of requests. Hexadecimal digits mean the same in capitals (RFC 9562, 4).

use serde::{Deserialize, Deserializer};

/// For `#[serde(deserialize_with)]` of an id that the server gave: in lower case, as it was given. What is no id names
/// nothing, in whatever case.
pub(crate) fn plain<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let mut id = String::deserialize(deserializer)?;
    id.make_ascii_lowercase();
    Ok(id)
}
