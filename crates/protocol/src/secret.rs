use std::fmt;

/// Stands for a secret where a value that holds one is printed.
///
/// Types with a password, a token or a code write their own `Debug` with it: what is printed ends up in logs, in
/// reports of crashes and in the output of tests.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Withheld;

impl fmt::Debug for Withheld {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// `Debug` of a struct whose fields are shown, but for those that are secret.
macro_rules! debug_without_secrets {
    ($type:ident { $($shown:ident),* } withholds { $($secret:ident),+ }) => {
        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                // Every field is named, so that one that is added has to be shown or withheld.
                let Self { $($shown,)* $($secret: _,)+ } = self;
                let mut printed = f.debug_struct(stringify!($type));
                $(printed.field(stringify!($shown), $shown);)*
                $(printed.field(stringify!($secret), &$crate::Withheld);)+
                printed.finish()
            }
        }
    };
}

pub(crate) use debug_without_secrets;
