//! The filtered journal as a file.
//!
//! CSV (RFC 4180, UTF-8) has these columns: `seq`, `occurred_at` (RFC 3339, UTC), `kind`, `action`,
//! `quantity`, `credits` (signed), `balance_after`, `conversation_id`, `conversation_title`, `source`,
//! `reason`, `id`. JSON is one array of objects with the same names; what is absent is `null`.

use std::borrow::Cow;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use infuse_protocol::csv_cell;
use serde::Serialize;
use tempfile::NamedTempFile;
use tokio::runtime::Handle;

use super::journal::{query_of, rfc3339};
use super::view::{ExportFormat, Filter};
use crate::cache::{Cache, EntryQuery, StoredEntry};
use crate::error::{AppError, ErrorCode};
use crate::job::{Job, Jobs};
use crate::snapshot::JobKind;

/// How long writing may take. Ten million entries are a matter of minutes.
const LIMIT: Duration = Duration::from_secs(60 * 60);

/// How many entries are written before it is said how many.
const STEP: u32 = 1_000;

/// The journal that is on display, to be written when the person has said where to. Another home may be the active one
/// by then, and is not waited for: this has a connection of its own.
pub struct Export {
    cache: Cache,
    workspace_id: Option<String>,
    jobs: Jobs,
}

impl Export {
    pub(crate) async fn of(cache: &Cache, jobs: Jobs) -> Result<Self, AppError> {
        let workspace_id = cache.workspace_id().await?;
        Ok(Self { cache: cache.reader().await?, workspace_id, jobs })
    }

    /// Writes the filtered journal to `path`, whole or not at all; answers how many entries, and nothing where the
    /// person cancelled it.
    ///
    /// # Errors
    /// When the file can not be written, somebody else has signed in meanwhile, or it takes too long.
    pub async fn write(self, filter: Filter, format: ExportFormat, path: PathBuf) -> Result<Option<u64>, AppError> {
        // Disks may be slow, and others need the threads that do not wait.
        let written =
            tokio::task::spawn_blocking(move || Handle::current().block_on(self.write_here(&filter, format, &path)));
        written.await.map_err(|error| AppError::new(ErrorCode::Internal, error.to_string()))?
    }

    async fn write_here(self, filter: &Filter, format: ExportFormat, path: &Path) -> Result<Option<u64>, AppError> {
        if self.cache.workspace_id().await? != self.workspace_id {
            return Err(AppError::new(ErrorCode::SignedOut, "the journal is another one by now"));
        }
        let query = query_of(filter)?;
        let total = u32::try_from(self.cache.count(&query).await?).unwrap_or(u32::MAX);
        let job = self.jobs.begin(JobKind::Export, total, LIMIT);
        match export(&self.cache, &query, format, path, &job).await {
            Ok(count) => Ok(Some(count)),
            Err(Stopped::Cancelled) => Ok(None),
            Err(Stopped::Failed(error)) => Err(error),
        }
    }
}

/// Why a file was not written.
enum Stopped {
    Cancelled,
    Failed(AppError),
}

impl<E: Into<AppError>> From<E> for Stopped {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Writes the entries, newest first, to a file beside `path` and renames it when it is whole. Answers how many.
async fn export(
    cache: &Cache,
    query: &EntryQuery,
    format: ExportFormat,
    path: &Path,
    job: &Job,
) -> Result<u64, Stopped> {
    // The file itself is replaced, not a link to it.
    let path = if path.is_symlink() { Cow::Owned(dunce::canonicalize(path)?) } else { Cow::Borrowed(path) };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    let mut steps = Steps { job, done: 0 };
    match format {
        ExportFormat::Csv => write_csv(cache, query, BufWriter::new(file.as_file_mut()), &mut steps).await?,
        ExportFormat::Json => write_json(cache, query, BufWriter::new(file.as_file_mut()), &mut steps).await?,
    }
    // Whoever could read the file that was there still can, and nobody else.
    #[cfg(unix)]
    if let Ok(replaced) = std::fs::metadata(&path) {
        file.as_file().set_permissions(replaced.permissions())?;
    }
    file.as_file().sync_all()?;
    steps.look()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(u64::from(steps.done))
}

/// Entries that were written.
struct Steps<'a> {
    job: &'a Job,
    done: u32,
}

impl Steps<'_> {
    fn next(&mut self) -> Result<(), Stopped> {
        if self.done.is_multiple_of(STEP) {
            self.job.show(self.done);
            self.look()?;
        }
        self.done = self.done.saturating_add(1);
        Ok(())
    }

    fn look(&self) -> Result<(), Stopped> {
        if self.job.goes_on()? { Ok(()) } else { Err(Stopped::Cancelled) }
    }
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

async fn write_csv(cache: &Cache, query: &EntryQuery, file: impl Write, steps: &mut Steps<'_>) -> Result<(), Stopped> {
    let mut writer = csv::Writer::from_writer(file);
    cache
        .each_entry(query, |entry| {
            steps.next()?;
            Ok::<_, Stopped>(writer.serialize(Line::from(entry).inert()).map_err(|error| file_error(&error))?)
        })
        .await?;
    if steps.done == 0 {
        writer.write_record(COLUMNS).map_err(|error| file_error(&error))?;
    }
    Ok(writer.flush()?)
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

async fn write_json(
    cache: &Cache,
    query: &EntryQuery,
    mut file: impl Write,
    steps: &mut Steps<'_>,
) -> Result<(), Stopped> {
    file.write_all(b"[")?;
    cache
        .each_entry(query, |entry| {
            file.write_all(if steps.done == 0 { b"\n" } else { b",\n" })?;
            steps.next()?;
            Ok::<_, Stopped>(serde_json::to_writer(&mut file, &Line::from(entry)).map_err(|error| file_error(&error))?)
        })
        .await?;
    file.write_all(b"\n]\n")?;
    Ok(file.flush()?)
}

fn file_error(error: &dyn std::error::Error) -> AppError {
    AppError::new(ErrorCode::File, error.to_string())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::snapshot::Snapshot;
    use crate::view::View;

    async fn cache() -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().unwrap();
        let (cache, _) = Cache::open(&folder.path().join("cache.db"), jiff::tz::TimeZone::UTC).await;
        (folder, cache)
    }

    fn jobs() -> Jobs {
        Jobs::new(Arc::new(View::new(Snapshot::starting())))
    }

    async fn write(cache: &Cache, path: &Path) -> Result<Option<u64>, AppError> {
        Export::of(cache, jobs()).await.unwrap().write(Filter::default(), ExportFormat::Csv, path.to_owned()).await
    }

    #[tokio::test]
    async fn a_cancelled_export_leaves_no_file_and_the_one_that_was_there() {
        let (folder, cache) = cache().await;
        let jobs = jobs();
        let job = jobs.begin(JobKind::Export, 1, LIMIT);
        jobs.cancel(job.id());
        let target = tempfile::tempdir_in(folder.path()).unwrap();
        let path = target.path().join("usage.csv");
        for expected in [None, Some("before")] {
            if let Some(text) = expected {
                std::fs::write(&path, text).unwrap();
            }
            for format in [ExportFormat::Csv, ExportFormat::Json] {
                let stopped = export(&cache, &EntryQuery::default(), format, &path, &job).await;
                assert!(matches!(stopped, Err(Stopped::Cancelled)));
            }
            assert_eq!(std::fs::read_to_string(&path).ok().as_deref(), expected);
            assert_eq!(std::fs::read_dir(target.path()).unwrap().count(), usize::from(expected.is_some()));
        }
    }

    #[tokio::test]
    async fn a_folder_that_is_not_there_is_an_error_and_an_empty_journal_has_a_head() {
        let (folder, cache) = cache().await;
        let refused = write(&cache, &folder.path().join("away/usage.csv")).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::File);
        let path = folder.path().join("usage.csv");
        assert_eq!(write(&cache, &path).await.unwrap(), Some(0));
        assert_eq!(std::fs::read_to_string(&path).unwrap().trim_end(), COLUMNS.join(","));
    }

    #[tokio::test]
    async fn an_export_outlasts_the_home_that_it_began_in() {
        let (folder, cache) = cache().await;
        let export = Export::of(&cache, jobs()).await.unwrap();
        cache.close().await;
        let path = folder.path().join("usage.csv");
        assert_eq!(export.write(Filter::default(), ExportFormat::Csv, path).await.unwrap(), Some(0));
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
        assert_eq!(write(&cache, &folder.path().join("usage.csv")).await.unwrap(), Some(0));
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
