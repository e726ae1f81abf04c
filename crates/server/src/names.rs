//! Names that values have in the database and on the wire.

use infuse_protocol::workspace::{Role, WorkspaceKind};
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// A type whose every value has a name.
pub(crate) trait Named: Copy + 'static {
    /// Every value with its name.
    const NAMES: &'static [(Self, &'static str)];

    /// The value of that name; `None` where there is none.
    fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(value, _)| *value)
    }
}

/// Takes the names that the contract gives the values of a type.
macro_rules! named_as_on_the_wire {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::names::Named for $type {
            const NAMES: &'static [(Self, &'static str)] = <$type>::NAMES;
        }
    )+};
}

pub(crate) use named_as_on_the_wire;

named_as_on_the_wire!(Role, WorkspaceKind);

/// The value that a column names.
///
/// # Errors
/// [`sqlx::Error::Decode`] where this version knows none of that name.
pub(crate) fn stored<T: Named>(row: &AnyRow, column: &str) -> Result<T, sqlx::Error> {
    let name: &str = row.try_get(column)?;
    T::from_name(name).ok_or_else(|| sqlx::Error::Decode(format!("`{name}` is no {column}").into()))
}
