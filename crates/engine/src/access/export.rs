//! Everything that the server keeps about the person, as a file.

use std::borrow::Cow;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;
use tokio::runtime::Handle;

use crate::api::Api;
use crate::error::{AppError, ErrorCode};
use crate::job::{Job, Jobs};
use crate::snapshot::JobKind;

/// How long it may take. A large journal is a matter of minutes.
const LIMIT: Duration = Duration::from_secs(60 * 60);

const KIB: u64 = 1_024;

/// The data of whoever is signed in, to be fetched when the person has said where to. Another home may be the active one by
/// then.
pub struct AccountExport {
    api: Api,
    jobs: Jobs,
}

impl AccountExport {
    pub(crate) fn of(api: Api, jobs: Jobs) -> Self {
        Self { api, jobs }
    }

    /// Writes the archive to `path`, whole or not at all; answers how many bytes it has, and nothing where the person
    /// cancelled it.
    ///
    /// # Errors
    /// When the server does not give it whole, the file can not be written, or it takes too long.
    pub async fn write(self, path: PathBuf) -> Result<Option<u64>, AppError> {
        // Disks may be slow, and others need the threads that do not wait.
        let written = tokio::task::spawn_blocking(move || Handle::current().block_on(self.write_here(&path)));
        written.await.map_err(|error| AppError::new(ErrorCode::Internal, error.to_string()))?
    }

    async fn write_here(self, path: &Path) -> Result<Option<u64>, AppError> {
        // Nobody knows how much it is before it is there.
        let job = self.jobs.begin(JobKind::AccountExport, u32::MAX, LIMIT);
        job.run(fetch(&self.api, path, &job)).await
    }
}

/// Fetches the archive into a file beside `path`, and renames it when it is whole.
async fn fetch(api: &Api, path: &Path, job: &Job) -> Result<u64, AppError> {
    // The file itself is replaced, not a link to it.
    let path = if path.is_symlink() { Cow::Owned(dunce::canonicalize(path)?) } else { Cow::Borrowed(path) };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    let mut archive = api.account_export().await?;
    let mut length = 0_u64;
    while let Some(piece) = archive.next().await? {
        file.write_all(piece.as_ref())?;
        length += piece.as_ref().len() as u64;
        job.show(u32::try_from(length / KIB).unwrap_or(u32::MAX));
    }
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(length)
}
