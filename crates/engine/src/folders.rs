//! Where files lie.

use std::path::{Path, PathBuf};

use crate::error::AppError;
use crate::snapshot::HomeKind;
use crate::state::HomeRecord;

/// The folder of a server's data, in that of its home.
const SERVER: &str = "server";

/// The app's folder, and what lies where in it. There is one Local and one Sample home, and their folders keep their
/// names, so that a lost `state.db` does not lose sight of them.
#[derive(Clone, Debug)]
pub(crate) struct Folders(PathBuf);

impl Folders {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// Where the files of a home lie.
    pub(crate) fn of(&self, home: &HomeRecord) -> PathBuf {
        match home.kind {
            HomeKind::Local => self.local(),
            HomeKind::Sample => self.sample(),
            HomeKind::Remote => self.0.join(format!("remote-{}", home.id)),
        }
    }

    pub(crate) fn local(&self) -> PathBuf {
        self.0.join("local")
    }

    fn sample(&self) -> PathBuf {
        self.0.join("sample")
    }

    pub(crate) fn cache_file(&self, home: &HomeRecord) -> PathBuf {
        self.of(home).join("cache.db")
    }

    /// What its server let hear of voices.
    pub(crate) fn voices(&self, home: &HomeRecord) -> PathBuf {
        self.of(home).join("voices")
    }

    pub(crate) fn server(&self, home: &HomeRecord) -> PathBuf {
        self.of(home).join(SERVER)
    }

    /// Where the mails of the Local home's server lie that no mail server takes.
    pub(crate) fn local_outbox(&self) -> PathBuf {
        self.local().join(SERVER).join("outbox")
    }

    /// Where servers inside the app may run, whether or not such a home is known.
    pub(crate) fn servers(&self) -> [PathBuf; 2] {
        [self.local(), self.sample()].map(|folder| folder.join(SERVER))
    }
}

/// Removes a folder with all that is in it; one that is not there is fine.
pub(crate) async fn remove(folder: &Path) -> Result<(), AppError> {
    match tokio::fs::remove_dir_all(folder).await {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
