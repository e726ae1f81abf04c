use serde_json::Value;

use super::kept::{Fields, Kept, Request};
use super::paths::{flat, nested};
use crate::api::{Api, ApiError};

/// A resource as the server has it, by its leaves.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Heard {
    pub(crate) version: i64,
    pub(crate) value: Fields,
}

impl Heard {
    /// Reads what the server said of a resource.
    pub(crate) fn read(value: Value) -> Result<Self, ApiError> {
        let Value::Object(value) = value else { return Err(ApiError::Nonsense("a resource is an object".to_owned())) };
        let version = value.get("version").and_then(Value::as_i64);
        let version = version.ok_or_else(|| ApiError::Nonsense("a resource has a version".to_owned()))?;
        Ok(Self { version, value: flat(value) })
    }

    /// Brings what is kept up to it.
    pub(crate) fn taken_in_by(self, kept: &mut Option<Kept>) {
        match kept {
            Some(kept) => kept.hear(self.version, self.value),
            None => *kept = Some(Kept::new(self.version, self.value)),
        }
    }
}

impl Api {
    pub(crate) async fn resource(&self, path: &str) -> Result<Heard, ApiError> {
        Heard::read(self.get(path).await?)
    }

    /// Changes a resource that stands at the version of the request.
    pub(crate) async fn edit_resource(&self, path: &str, request: &Request) -> Result<Heard, ApiError> {
        Heard::read(self.edit(path, request.version, &nested(request.fields.clone())).await?)
    }
}
