//! What is edited here and kept by the server.

use tokio::sync::watch;

use super::Engine;
use crate::error::AppError;
use crate::resources::{ResourceName, ResourceVersions, ResourceView};

impl Engine {
    /// Goes up for each resource that changed, so that it is asked for again.
    pub fn resource_versions(&self) -> watch::Receiver<ResourceVersions> {
        self.homes.resource_changes.versions()
    }

    /// A resource as it stands between the person and the server; `None` while the server has not told it.
    pub async fn resource(&self, name: ResourceName) -> Result<Option<ResourceView>, AppError> {
        self.homes.outbox().await?.view(name).await
    }

    /// Ends a conflict about a field, as the view names it, with what was written here.
    pub async fn keep_mine(&self, name: ResourceName, field: String) -> Result<(), AppError> {
        self.homes.outbox().await?.keep_mine(name, &field).await
    }

    /// Gives up what was written here, whether there is a conflict or a refusal, for what the server has.
    pub async fn take_theirs(&self, name: ResourceName, field: String) -> Result<(), AppError> {
        self.homes.outbox().await?.take_theirs(name, &field).await
    }

    /// How many edits of a home its server has not confirmed. They are lost when it is forgotten, or when another person
    /// signs in there.
    pub async fn unsent_edits(&self, home_id: String) -> Result<u32, AppError> {
        let edits = self.context.state.unsent_edits(&home_id).await?;
        Ok(u32::try_from(edits).unwrap_or(u32::MAX))
    }
}
