use infuse_protocol::approvals::ApprovalRequest;
use infuse_protocol::personalization as wire;
use serde::{Deserialize, Serialize};

/// What an agent asks the person before it does it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct ApprovalNow {
    /// Workspace and request: an agent may use one id in two of them.
    pub id: String,
    /// What the token of the agent is called.
    pub asked_by: String,
    /// Absent where only a newer server knows it.
    pub category: Option<ApprovalCategory>,
    /// In the words of the agent, as is the detail.
    pub title: String,
    pub detail: Option<String>,
    /// What it would spend, where that is known.
    pub credits: Option<i32>,
    /// RFC 3339. What is unanswered then is denied.
    pub expires_at: String,
}

/// What an assistant does that needs an approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ApprovalCategory {
    SendMessages,
    ChangeCalendar,
    DeleteData,
    RunCommands,
    /// Spends more credits at once than a figure.
    SpendCredits,
}

impl ApprovalCategory {
    /// `None` of one that only a newer server knows.
    const fn of(category: wire::ApprovalCategory) -> Option<Self> {
        Some(match category {
            wire::ApprovalCategory::SendMessages => Self::SendMessages,
            wire::ApprovalCategory::ChangeCalendar => Self::ChangeCalendar,
            wire::ApprovalCategory::DeleteData => Self::DeleteData,
            wire::ApprovalCategory::RunCommands => Self::RunCommands,
            wire::ApprovalCategory::SpendCredits => Self::SpendCredits,
            wire::ApprovalCategory::Other => return None,
        })
    }
}

impl From<ApprovalRequest> for ApprovalNow {
    fn from(request: ApprovalRequest) -> Self {
        Self {
            id: format!("{}/{}", request.workspace_id, request.id),
            asked_by: request.asked_by,
            category: ApprovalCategory::of(request.category),
            title: request.title,
            detail: request.detail,
            credits: request.credits.map(|credits| i32::try_from(credits).unwrap_or(i32::MAX)),
            expires_at: request.expires_at.to_string(),
        }
    }
}
