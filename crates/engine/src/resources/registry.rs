//! The list of resources. What is needed for a new one is an entry here, and what the UI does with it.

use infuse_protocol::stream::{Owner, Resource};
use serde::{Deserialize, Serialize};

use super::kept::Kept;
use super::view::Field;
use crate::error::AppError;
use crate::scope::Scope;

/// Makes of a list of resources their names, what each of them looks like to the UI, and where it is asked for.
macro_rules! resources {
    ($(
        $(#[doc = $doc:literal])+
        $resource:ident at $path:literal, seen as $view:ident { $($(#[doc = $field_doc:literal])+ $field:ident: $type:ty,)+ }
    )+) => {
        /// What has an event and a query of its own, and can be edited with or without a connection.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "typescript", derive(specta::Type))]
        #[serde(rename_all = "snake_case")]
        pub enum ResourceName {
            $($(#[doc = $doc])+ $resource,)+
        }

        $(
            $(#[doc = $doc])+
            #[derive(Clone, Debug, PartialEq, Serialize)]
            #[cfg_attr(feature = "typescript", derive(specta::Type))]
            pub struct $view {
                $($(#[doc = $field_doc])+ pub $field: Field<$type>,)+
            }
        )+

        /// A resource as it stands between the person and the server.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[cfg_attr(feature = "typescript", derive(specta::Type))]
        #[serde(tag = "resource", rename_all = "snake_case")]
        pub enum ResourceView {
            $($resource { fields: $view },)+
        }

        impl ResourceName {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$resource,)+];

            /// As the contract calls it.
            pub(crate) const fn wire(self) -> Resource {
                match self {
                    $(Self::$resource => Resource::$resource,)+
                }
            }

            const fn path_template(self) -> &'static str {
                match self {
                    $(Self::$resource => $path,)+
                }
            }
        }

        impl ResourceView {
            /// As the UI sees it; `is_away` when what is unsent waits for the server.
            pub(crate) fn draw(name: ResourceName, kept: &Kept, is_away: bool) -> Result<Self, AppError> {
                Ok(match name {
                    $(ResourceName::$resource => Self::$resource {
                        fields: $view { $($field: Field::draw(kept, stringify!($field), is_away)?,)+ },
                    },)+
                })
            }
        }
    };
}

resources! {
    /// Who the person is.
    Account at "/v1/account", seen as AccountView {
        /// 1 to 100 characters.
        name: String,
    }
}

impl ResourceName {
    /// What `changed` tells of, where that is kept here.
    pub(crate) fn of(resource: Resource) -> Option<Self> {
        Self::ALL.iter().copied().find(|name| name.wire() == resource)
    }

    /// Where it is asked for.
    pub(crate) fn path(self, scope: &Scope) -> String {
        self.path_template().replace("{workspace}", &scope.workspace_id)
    }

    /// Whose it is: what belongs to an account is the same in each of its workspaces.
    pub(crate) fn key(self, scope: &Scope) -> Scope {
        match self.wire().owner() {
            Owner::Account => Scope { workspace_id: String::new(), ..scope.clone() },
            Owner::Workspace => scope.clone(),
        }
    }
}
