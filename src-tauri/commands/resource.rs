//! What the server keeps for the person: how it stands, and how a conflict ends. Edits stand with their domain.

use infuse_engine::Engine;
use infuse_engine::resources::{ResourceName, ResourceView};
use tauri::State;

use super::Answer;

/// Nothing, while the server has not told it.
#[tauri::command]
#[specta::specta]
pub(super) async fn resource(engine: State<'_, Engine>, name: ResourceName) -> Answer<Option<ResourceView>> {
    engine.resource(name).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn keep_mine(engine: State<'_, Engine>, name: ResourceName, field: String) -> Answer {
    engine.keep_mine(name, field).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn take_theirs(engine: State<'_, Engine>, name: ResourceName, field: String) -> Answer {
    engine.take_theirs(name, field).await
}

/// How many edits a home's server has not confirmed.
#[tauri::command]
#[specta::specta]
pub(super) async fn unsent_edits(engine: State<'_, Engine>, home_id: String) -> Answer<u32> {
    engine.unsent_edits(home_id).await
}
