//! Names that values have in the database and on the wire.

use infuse_protocol::workspace::{Role, WorkspaceKind};
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// A type whose every value has a name.
pub(crate) trait Named: Copy + 'static {
    /// Every value with its name.
    const NAMES: &'static [(Self, &'static str)];

    /// The value's name.
    fn name(self) -> &'static str;

    /// The value of that name; `None` where there is none.
    fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(value, _)| *value)
    }
}

/// Names the variants of an enum: `names!(Kind: One "one", Other "other")`. A variant that is left out does not compile.
macro_rules! names {
    ($type:ty: $($variant:ident $name:literal),+ $(,)?) => {
        impl $crate::names::Named for $type {
            const NAMES: &'static [(Self, &'static str)] = &[$((Self::$variant, $name)),+];

            fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

pub(crate) use names;

names!(Role: Member "member", Admin "admin", Owner "owner");
names!(WorkspaceKind: Personal "personal", Team "team");

/// The value that a column names.
///
/// # Errors
/// [`sqlx::Error::Decode`] where this version knows none of that name.
pub(crate) fn stored<T: Named>(row: &AnyRow, column: &str) -> Result<T, sqlx::Error> {
    let name: &str = row.try_get(column)?;
    T::from_name(name).ok_or_else(|| sqlx::Error::Decode(format!("`{name}` is no {column}").into()))
}
