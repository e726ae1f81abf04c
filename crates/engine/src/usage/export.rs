//! The filtered journal as a file.
//!
//! CSV (RFC 4180, UTF-8) has these columns: `seq`, `occurred_at` (RFC 3339, UTC), `kind`, `action`,
//! `quantity`, `credits` (signed), `balance_after`, `conversation_id`, `conversation_title`, `source`,
//! `reason`, `id`. JSON is one array of objects with the same names; what is absent is `null`.

use std::borrow::Cow;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use infuse_protocol::csv_cell;
use serde::Serialize;
use tempfile::NamedTempFile;
use tokio::runtime::Handle;

use super::journal::{query_of, rfc3339};
use super::view::{ExportFormat, Filter};
use crate::cache::{Cache, EntryQuery, StoredEntry};
use crate::error::{AppError, ErrorCode};

/// The journal that is on display, to be written when the person has said where to. Another home may be the active one
/// by then, and is not waited for: this has a connection of its own.
pub struct Export {
    cache: Cache,
    workspace_id: Option<String>,
}

impl Export {
    pub(crate) async fn of(cache: &Cache) -> Result<Self, AppError> {
        let workspace_id = cache.workspace_id().await?;
        Ok(Self { cache: cache.reader().await?, workspace_id })
    }

    /// Writes the filtered journal to `path`, whole or not at all; answers how many entries.
    ///
    /// # Errors
    /// When the file can not be written, or somebody else has signed in meanwhile.
    pub async fn write(self, filter: Filter, format: ExportFormat, path: PathBuf) -> Result<u64, AppError> {
        // Disks may be slow, and others need the threads that do not wait.
        let written =
            tokio::task::spawn_blocking(move || Handle::current().block_on(self.write_here(&filter, format, &path)));
        written.await.map_err(|error| AppError::new(ErrorCode::Internal, error.to_string()))?
    }

    async fn write_here(self, filter: &Filter, format: ExportFormat, path: &Path) -> Result<u64, AppError> {
        if self.cache.workspace_id().await? != self.workspace_id {
            return Err(AppError::new(ErrorCode::SignedOut, "the journal is another one by now"));
        }
        export(&self.cache, filter, format, path).await
    }
}

/// Writes the entries, newest first, to a file beside `path` and renames it when it is whole. Answers how many.
async fn export(cache: &Cache, filter: &Filter, format: ExportFormat, path: &Path) -> Result<u64, AppError> {
    let query = query_of(filter)?;
    // The file itself is replaced, not a link to it.
    let path = if path.is_symlink() { Cow::Owned(dunce::canonicalize(path)?) } else { Cow::Borrowed(path) };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    let count = match format {
        ExportFormat::Csv => write_csv(cache, &query, BufWriter::new(file.as_file_mut())).await?,
        ExportFormat::Json => write_json(cache, &query, BufWriter::new(file.as_file_mut())).await?,
    };
    // Whoever could read the file that was there still can, and nobody else.
    #[cfg(unix)]
    if let Ok(replaced) = std::fs::metadata(&path) {
        file.as_file().set_permissions(replaced.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| AppError::from(error.error))?;
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

    async fn cache() -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().unwrap();
        let (cache, _) = Cache::open(&folder.path().join("cache.db"), jiff::tz::TimeZone::UTC).await;
        (folder, cache)
    }

    async fn write(cache: &Cache, path: &Path) -> Result<u64, AppError> {
        Export::of(cache).await.unwrap().write(Filter::default(), ExportFormat::Csv, path.to_owned()).await
    }

    #[tokio::test]
    async fn a_folder_that_is_not_there_is_an_error_and_an_empty_journal_has_a_head() {
        let (folder, cache) = cache().await;
        let refused = write(&cache, &folder.path().join("away/usage.csv")).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::File);
        let path = folder.path().join("usage.csv");
        assert_eq!(write(&cache, &path).await.unwrap(), 0);
        assert_eq!(std::fs::read_to_string(&path).unwrap().trim_end(), COLUMNS.join(","));
    }

    #[tokio::test]
    async fn an_export_outlasts_the_home_that_it_began_in() {
        let (folder, cache) = cache().await;
        let export = Export::of(&cache).await.unwrap();
        cache.close().await;
        let path = folder.path().join("usage.csv");
        assert_eq!(export.write(Filter::default(), ExportFormat::Csv, path).await.unwrap(), 0);
    }

    #[tokio::test]
    async fn an_export_leaves_a_cache_in_memory_open_and_what_it_stands_in_for_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cache.db");
        let pool = crate::sqlite::open(&path, crate::sqlite::Durability::Relaxed, 1).await.unwrap();
        sqlx::raw_sql("CREATE TABLE later (x); PRAGMA user_version = 99").execute(&pool).await.unwrap();
        pool.close().await;
        let before = std::fs::read(&path).unwrap();
        let (cache, _) = Cache::open(&path, jiff::tz::TimeZone::UTC).await;
        assert_eq!(write(&cache, &folder.path().join("usage.csv")).await.unwrap(), 0);
        assert!(cache.is_sound().await);
        cache.rebuild().await;
        assert!(cache.is_sound().await);
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_file_that_is_replaced_keeps_its_mode_and_a_link_to_it_stays_one() {
        use std::os::unix::fs::PermissionsExt as _;

        let (folder, cache) = cache().await;
        let (path, link) = (folder.path().join("usage.csv"), folder.path().join("link.csv"));
        std::fs::write(&path, "before").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write(&cache, &link).await.unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(std::fs::read_to_string(&path).unwrap().trim_end(), COLUMNS.join(","));
    }
}
