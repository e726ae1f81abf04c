//! Credits: the journal, what is asked of it, and agents that report to it.

use infuse_engine::Engine;
use infuse_engine::usage::view::{
    AlertRow, ConnectedAgent, ConversationChoice, ExportFormat, Filter, JournalPage, Period, Report,
};
use tauri::{AppHandle, State, WebviewWindow};

use super::{Answer, choose_file};
use crate::wording::Wordings;

#[tauri::command]
#[specta::specta]
pub(super) async fn refresh(engine: State<'_, Engine>) -> Answer {
    engine.refresh().await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn report(engine: State<'_, Engine>, filter: Filter, period: Period) -> Answer<Report> {
    engine.report(filter, period).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn conversations(engine: State<'_, Engine>) -> Answer<Vec<ConversationChoice>> {
    engine.conversations().await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn journal(
    engine: State<'_, Engine>,
    filter: Filter,
    before: Option<i32>,
    limit: u32,
) -> Answer<JournalPage> {
    engine.journal(filter, before.map(i64::from), limit).await
}

#[tauri::command]
#[specta::specta]
pub(super) async fn alerts(engine: State<'_, Engine>, limit: u32) -> Answer<Vec<AlertRow>> {
    engine.alerts(limit).await
}

/// Asks where to, and writes the journal there. Answers how many entries; nothing when the person cancelled.
#[tauri::command]
#[specta::specta]
pub(super) async fn export_journal(
    app: AppHandle,
    window: WebviewWindow,
    engine: State<'_, Engine>,
    wordings: State<'_, Wordings>,
    filter: Filter,
    format: ExportFormat,
    suggested_name: String,
) -> Answer<Option<i32>> {
    // What is on display now: another home may be the active one when the person has chosen.
    let export = engine.begin_export().await?;
    let (kind, extension) = match format {
        ExportFormat::Csv => ("file-csv", "csv"),
        ExportFormat::Json => ("file-json", "json"),
    };
    let kind = wordings.now().text(kind);
    let Some(path) = choose_file(&app, &window, suggested_name, kind, extension).await? else { return Ok(None) };
    let written = export.write(filter, format, path).await?;
    Ok(written.map(|entries| i32::try_from(entries).unwrap_or(i32::MAX)))
}

/// Cancels what takes long, by the id that the snapshot shows.
#[tauri::command]
#[specta::specta]
pub(super) async fn cancel_job(engine: State<'_, Engine>, id: String) -> Answer {
    engine.cancel_job(&id);
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub(super) async fn connect_agent(engine: State<'_, Engine>, name: String) -> Answer<ConnectedAgent> {
    engine.connect_agent(name).await
}
