//! `GET /v1/stream`: server-sent events about all that the caller may see.
//!
//! Each event's `id` is an opaque position; sent back as `Last-Event-ID`, the stream goes on
//! behind it. The names of the events are `entries`, `alert`, `changed`, `session_ended`, `resync`.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::open_values::open_enum;
use crate::usage::{Entry, Usage};

/// Data of `entries`: new journal entries of a workspace (none when only its gauges, holds or
/// cycle changed), and its usage after them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntriesEvent {
    pub workspace_id: String,
    pub entries: Vec<Entry>,
    pub usage: Usage,
}

/// Data of `alert`: something a person should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Alert {
    pub id: String,
    pub workspace_id: String,
    pub kind: AlertKind,
    pub title: String,
    pub detail: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    pub raised_at: Timestamp,
}

open_enum! {
    /// The kinds of alert.
    AlertKind {
        CreditsLow "credits_low",
        CreditsExhausted "credits_exhausted",
        WorkflowFailed "workflow_failed",
        IntegrationNeedsReconnect "integration_needs_reconnect",
        PlanUpgraded "plan_upgraded",
    }
}

/// Data of `changed`: a resource has a new version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Changed {
    /// As in `account`, `workspace:<id>`: see [`Resource`].
    pub resource: String,
    pub version: i64,
}

macro_rules! resources {
    ($($(#[$doc:meta])* $variant:ident $name:literal $owner:ident;)*) => {
        /// What `changed` tells of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Resource { $($(#[$doc])* $variant,)* }

        impl Resource {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name, without the workspace that it may belong to.
            pub const fn name(self) -> &'static str { match self { $(Self::$variant => $name,)* } }

            /// Whom it belongs to.
            pub const fn owner(self) -> Owner { match self { $(Self::$variant => Owner::$owner,)* } }
        }
    };
}

/// Whom a resource belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Account,
    Workspace,
}

resources! {
    Account "account" Account;
    /// Which workspaces the account belongs to.
    Workspaces "workspaces" Account;
    Preferences "preferences" Account;
    Personalization "personalization" Account;
    /// Name and plan of a workspace.
    Workspace "workspace" Workspace;
    Defaults "defaults" Workspace;
    Channels "channels" Workspace;
    Billing "billing" Workspace;
    Approvals "approvals" Workspace;
    /// What has happened to the access of the account: its sessions, tokens and secrets may be others.
    Activity "activity" Account;
}

impl Resource {
    /// The resource of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|resource| resource.name() == name)
    }

    /// What `changed` tells of by that name, and whose it is where it says so. `None` for what only a newer server knows.
    pub fn at(address: &str) -> Option<(Self, Option<&str>)> {
        let (name, owner_id) = match address.split_once(':') {
            Some((name, owner_id)) => (name, Some(owner_id)),
            None => (address, None),
        };
        Some((Self::named(name)?, owner_id))
    }

    /// As `changed` names it to one of whose account or workspace `owner_id` is: `account`, `workspace:<id>`.
    pub fn address(self, owner_id: &str) -> String {
        match self.owner() {
            Owner::Account => self.name().to_owned(),
            Owner::Workspace => format!("{}:{owner_id}", self.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_is_named_as_the_contract_does() {
        let addresses: Vec<String> = Resource::ALL.iter().map(|resource| resource.address("w")).collect();
        let names = ["account", "workspaces", "preferences", "personalization"];
        let of_workspace = ["workspace:w", "defaults:w", "channels:w", "billing:w", "approvals:w"];
        assert_eq!(addresses, [names.as_slice(), of_workspace.as_slice(), &["activity"]].concat());
        assert!(Resource::ALL.iter().all(|resource| Resource::named(resource.name()) == Some(*resource)));
        for (address, resource) in addresses.iter().zip(Resource::ALL) {
            let owner_id = (resource.owner() == Owner::Workspace).then_some("w");
            assert_eq!(Resource::at(address), Some((*resource, owner_id)));
        }
        assert_eq!(Resource::at("moods:w"), None);
    }
}
