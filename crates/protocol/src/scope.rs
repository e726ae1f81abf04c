use serde::{Deserialize, Serialize};

/// What an API token may do in its workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Scope {
    #[serde(rename = "usage:read")]
    UsageRead,
    #[serde(rename = "usage:write")]
    UsageWrite,
    #[serde(rename = "usage:refund")]
    UsageRefund,
    #[serde(rename = "signals:write")]
    SignalsWrite,
    #[serde(rename = "settings:read")]
    SettingsRead,
    #[serde(rename = "approvals:ask")]
    ApprovalsAsk,
    #[serde(rename = "billing:read")]
    BillingRead,
}

/// Reads the scopes that this version knows: those of a newer server take nothing away from what is around them.
pub(crate) fn known<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Scope>, D::Error> {
    let names = Vec::<String>::deserialize(deserializer)?;
    Ok(names.iter().filter_map(|name| Scope::from_name(name)).collect())
}

impl Scope {
    /// Every scope with its name on the wire.
    pub const ALL: [(Self, &str); 7] = [
        (Self::UsageRead, "usage:read"),
        (Self::UsageWrite, "usage:write"),
        (Self::UsageRefund, "usage:refund"),
        (Self::SignalsWrite, "signals:write"),
        (Self::SettingsRead, "settings:read"),
        (Self::ApprovalsAsk, "approvals:ask"),
        (Self::BillingRead, "billing:read"),
    ];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(scope, _)| *scope == self).map_or("", |(_, name)| name)
    }

    /// The scope of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(scope, _)| *scope)
    }
}
