use infuse_protocol::tokens::{IssuedToken, NewToken};
use infuse_protocol::workspace::{Workspace, WorkspaceKind};
use infuse_protocol::{Page, Scope};
use reqwest::Method;

use crate::api::{Api, ApiError, Repeat};

impl Api {
    /// Those that the account is a member of.
    pub(crate) async fn workspaces(&self) -> Result<Vec<Workspace>, ApiError> {
        self.list("/v1/workspaces").await
    }

    /// The personal workspace, which exists from the start; of a server without one, the first.
    pub(crate) async fn active_workspace(&self) -> Result<Workspace, ApiError> {
        let mut workspaces: Page<Workspace> = self.get("/v1/workspaces").await?;
        let personal = workspaces.items.iter().position(|workspace| workspace.kind == WorkspaceKind::Personal);
        if workspaces.items.is_empty() {
            return Err(ApiError::Nonsense("the account has no workspace".to_owned()));
        }
        Ok(workspaces.items.swap_remove(personal.unwrap_or(0)))
    }

    /// A token that may report usage in one workspace, and nothing else.
    pub(crate) async fn new_agent_token(&self, name: String, workspace_id: String) -> Result<IssuedToken, ApiError> {
        let request = NewToken { name, workspace_id, scopes: vec![Scope::UsageWrite], expires_at: None };
        self.send(Method::POST, "/v1/tokens", &request, Repeat::Never).await
    }
}
