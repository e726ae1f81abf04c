//! Names that values have in the database and on the wire.

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
