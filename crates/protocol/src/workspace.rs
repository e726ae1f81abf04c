//! `/v1/workspaces`: what credits belong to.

use serde::{Deserialize, Serialize};

use crate::open_values::open_enum;

/// A workspace as one of its members sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Workspace {
    pub id: String,
    pub name: String,
    pub kind: WorkspaceKind,
    pub role: Role,
    /// The plan's name in the catalogue.
    pub plan: String,
}

open_enum! {
    /// Whether a workspace has one person or several.
    WorkspaceKind {
        Personal "personal",
        Team "team",
    }
}

open_enum! {
    /// What a member may do.
    Role {
        Owner "owner",
        Admin "admin",
        Member "member",
    }
}

/// `PATCH /v1/workspaces/{w}`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WorkspaceEdit {
    /// 1 to 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::optional_name))]
    pub name: Option<String>,
}
