//! The filtered journal as a file.
//!
//! CSV (RFC 4180, UTF-8) has these columns: `seq`, `occurred_at` (RFC 3339, UTC), `kind`, `action`,
//! `quantity`, `credits` (signed), `balance_after`, `conversation_id`, `conversation_title`, `source`,
//! `reason`, `id`. JSON is one array of objects with the same names; what is absent is `null`.

use std::io::{BufWriter, Write};
use std::path::Path;

use infuse_protocol::csv_cell;
use serde::Serialize;
use tempfile::NamedTempFile;

use super::journal::{query_of, rfc3339};
use super::view::{ExportFormat, Filter};
use crate::cache::{Cache, EntryQuery, StoredEntry};
use crate::error::{AppError, ErrorCode};

/// Writes the entries, newest first, to a file beside `path` and renames it when it is whole. Answers how many.
pub(crate) async fn export(cache: &Cache, filter: &Filter, format: ExportFormat, path: &Path) -> Result<u64, AppError> {
    let query = query_of(filter)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    let count = match format {
        ExportFormat::Csv => write_csv(cache, &query, BufWriter::new(file.as_file_mut())).await?,
        ExportFormat::Json => write_json(cache, &query, BufWriter::new(file.as_file_mut())).await?,
    };
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| AppError::from(error.error))?;
    Ok(count)
}

/// A line of the file.
#[derive(Serialize)]
struct Line {
    seq: i64,
    occurred_at: String,
    kind: infuse_protocol::usage::EntryKind,
    action: Option<String>,
    quantity: Option<i64>,
    credits: i64,
    balance_after: i64,
    conversation_id: Option<String>,
    conversation_title: Option<String>,
    source: Option<String>,
    reason: Option<String>,
    id: String,
}

impl From<StoredEntry> for Line {
    fn from(entry: StoredEntry) -> Self {
        Self {
            seq: entry.seq,
            occurred_at: rfc3339(entry.occurred_at_ms),
            kind: entry.kind,
            action: entry.action,
            quantity: entry.quantity,
            credits: entry.credits,
            balance_after: entry.balance_after,
            conversation_id: entry.conversation_id,
            conversation_title: entry.conversation_title,
            source: entry.source,
            reason: entry.reason,
            id: entry.id,
        }
    }
}

impl Line {
    /// With text that no spreadsheet runs.
    fn inert(self) -> Self {
        let inert = |text: String| csv_cell(&text).into_owned();
        Self {
            action: self.action.map(inert),
            conversation_id: self.conversation_id.map(inert),
            conversation_title: self.conversation_title.map(inert),
            source: self.source.map(inert),
            reason: self.reason.map(inert),
            id: inert(self.id),
            ..self
        }
    }
}

async fn write_csv(cache: &Cache, query: &EntryQuery, file: impl Write) -> Result<u64, AppError> {
    let mut writer = csv::Writer::from_writer(file);
    let mut count = 0;
    cache
        .each_entry(query, |entry| {
            count += 1;
            writer.serialize(Line::from(entry).inert()).map_err(|error| file_error(&error))
        })
        .await?;
    if count == 0 {
        writer.write_record(COLUMNS).map_err(|error| file_error(&error))?;
    }
    writer.flush()?;
    Ok(count)
}

/// Written by themselves only where there is no line to take them from.
const COLUMNS: [&str; 12] = [
    "seq",
    "occurred_at",
    "kind",
    "action",
    "quantity",
    "credits",
    "balance_after",
    "conversation_id",
    "conversation_title",
    "source",
    "reason",
    "id",
];

async fn write_json(cache: &Cache, query: &EntryQuery, mut file: impl Write) -> Result<u64, AppError> {
    let mut count = 0;
    file.write_all(b"[")?;
    cache
        .each_entry(query, |entry| {
            file.write_all(if count == 0 { b"\n" } else { b",\n" })?;
            count += 1;
            serde_json::to_writer(&mut file, &Line::from(entry)).map_err(|error| file_error(&error))
        })
        .await?;
    file.write_all(b"\n]\n")?;
    file.flush()?;
    Ok(count)
}

fn file_error(error: &dyn std::error::Error) -> AppError {
    AppError::new(ErrorCode::File, error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_folder_that_is_not_there_is_an_error_and_an_empty_journal_has_a_head() {
        let folder = tempfile::tempdir().unwrap();
        let (cache, _) = Cache::open(&folder.path().join("cache.db"), jiff::tz::TimeZone::UTC).await;
        let away = folder.path().join("away/usage.csv");
        let refused = export(&cache, &Filter::default(), ExportFormat::Csv, &away).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::File);
        let path = folder.path().join("usage.csv");
        assert_eq!(export(&cache, &Filter::default(), ExportFormat::Csv, &path).await.unwrap(), 0);
        assert_eq!(std::fs::read_to_string(&path).unwrap().trim_end(), COLUMNS.join(","));
    }
}
