//! Values of lists that a newer server may have made longer.

/// Gives a type whose variants have names on the wire, and whose `Other` stands for all that are not known here, its
/// form there. What is not known is read, so that one value of a newer server does not take everything around it away;
/// the OpenAPI document lists the known ones, for a server sends no other.
macro_rules! open_values {
    ($type:ident $description:expr; $($variant:ident $name:expr),+ $(,)?) => {
        impl $type {
            /// Every known value with its name on the wire.
            pub const NAMES: &'static [(Self, &'static str)] = &[$((Self::$variant, $name)),+];

            /// The name on the wire.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                    Self::Other => "other",
                }
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                let known = Self::NAMES.iter().find(|(_, known)| *known == name);
                Ok(known.map_or(Self::Other, |(value, _)| *value))
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $type {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                $crate::schemas::one_of($description, Self::NAMES.iter().map(|(_, name)| *name)).into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $type {
            fn name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
        }
    };
}

/// Makes an enum whose last value stands for those that only a newer server knows.
macro_rules! open_enum {
    ($(#[doc = $doc:literal])+ $type:ident { $($(#[doc = $variant_doc:literal])* $variant:ident $name:expr,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $type {
            $($(#[doc = $variant_doc])* $variant,)+
            /// One that only a newer server knows.
            Other,
        }

        $crate::open_values::open_values!($type concat!($($doc, "\n"),+); $($variant $name),+);
    };
}

pub(crate) use {open_enum, open_values};

#[cfg(test)]
mod tests {
    use crate::stream::AlertKind;
    use crate::usage::EntryKind;
    use crate::workspace::{Role, Workspace};
    use crate::{Code, Page, Problem};

    #[test]
    fn a_value_of_a_newer_server_takes_nothing_away_from_what_is_around_it() {
        let page = serde_json::json!({ "next_cursor": null, "items": [
            { "id": "w", "name": "W", "kind": "personal", "role": "owner", "plan": "free" },
            { "id": "v", "name": "V", "kind": "federation", "role": "auditor", "plan": "free" },
        ]});
        let page: Page<Workspace> = serde_json::from_value(page).expect("a list");
        assert_eq!(page.items.iter().map(|item| item.role).collect::<Vec<_>>(), [Role::Owner, Role::Other]);
        let problem = serde_json::json!({
            "type": "urn:infuse:problem:on_the_moon", "title": "", "status": 418, "detail": "", "code": "on_the_moon",
        });
        assert_eq!(serde_json::from_value::<Problem>(problem).expect("a problem").code, Code::Other);
    }

    #[test]
    fn a_known_value_is_read_as_it_was_written() {
        for (kind, name) in EntryKind::NAMES {
            assert_eq!(serde_json::to_value(kind).expect("plain data"), *name);
            assert_eq!(serde_json::from_value::<EntryKind>((*name).into()).expect("a name"), *kind);
        }
        assert!(serde_json::from_str::<AlertKind>("7").is_err());
    }
}
