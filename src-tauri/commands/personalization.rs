//! How InfuseOS answers, by which voice, and what it asks first.

use infuse_engine::Engine;
use infuse_engine::personalization::EffectivePersonalization;
use infuse_engine::snapshot::{Approval, ApprovalCategory, ResponseStyle};
use infuse_engine::voices::VoiceRow;
use tauri::State;

use super::Answer;

/// What holds in the workspace that is shown; nothing while the server has not told what the person chose.
#[tauri::command]
#[specta::specta]
pub(super) async fn effective_personalization(engine: State<'_, Engine>) -> Answer<Option<EffectivePersonalization>> {
    engine.effective_personalization().await
}

/// Without a language, as without what follows, it is inherited.
#[tauri::command]
#[specta::specta]
pub(super) async fn set_response_language(engine: State<'_, Engine>, language: Option<String>) -> Answer {
    engine.set_response_language(language).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn set_response_style(engine: State<'_, Engine>, style: Option<ResponseStyle>) -> Answer {
    engine.set_response_style(style).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn set_voice(engine: State<'_, Engine>, voice_id: Option<String>) -> Answer {
    engine.set_voice(voice_id).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn set_approval(
    engine: State<'_, Engine>,
    category: ApprovalCategory,
    approval: Option<Approval>,
) -> Answer {
    engine.set_approval(category, approval).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn set_spend_over(engine: State<'_, Engine>, credits: Option<i32>) -> Answer {
    engine.set_spend_over(credits).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn voices(engine: State<'_, Engine>) -> Answer<Vec<VoiceRow>> {
    engine.voices().await
}

/// Plays voices one after another; answers as soon as the first one sounds.
#[tauri::command]
#[specta::specta]
pub(super) async fn preview_voices(
    engine: State<'_, Engine>,
    voice_ids: Vec<String>,
    language: Option<String>,
) -> Answer {
    engine.preview_voices(voice_ids, language).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn stop_preview(engine: State<'_, Engine>) -> Answer {
    engine.stop_preview();
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub(super) async fn set_volume(engine: State<'_, Engine>, percent: u8) -> Answer {
    engine.set_volume(percent).await
}
