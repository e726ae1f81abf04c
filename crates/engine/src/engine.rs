use std::path::{Path, PathBuf};

use tokio::sync::watch;

use crate::error::AppError;
use crate::ports::Ports;
use crate::snapshot::{Condition, Density, Snapshot, Theme};
use crate::usage::view::{ConnectedAgent, ConversationChoice, ExportFormat, Filter, JournalPage, Period, Report};

/// What is fixed for one run of the app.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where homes, caches and settings are kept.
    pub folder: PathBuf,
    pub device_name: String,
    /// `linux`, `macos` or `windows`.
    pub platform: String,
    pub app_version: String,
}

/// The app's heart. Cloned handles share one engine. Every method may be called at any time, from
/// any task of a tokio runtime.
#[derive(Clone)]
pub struct Engine {
    snapshot: watch::Sender<Snapshot>,
    journal_version: watch::Sender<u64>,
}

fn unfinished() -> AppError {
    AppError { code: crate::ErrorCode::Internal, detail: "not there yet".to_owned(), field: None }
}

#[allow(unused_variables)]
impl Engine {
    /// Opens what is kept on disk and begins to work: starts the active Local home, reads the session
    /// from the keyring, follows the server. Never fails: what is wrong shows in the snapshot.
    pub async fn start(_config: Config, _ports: Ports) -> Self {
        let (snapshot, _) = watch::channel(Snapshot::starting());
        let (journal_version, _) = watch::channel(0);
        Self { snapshot, journal_version }
    }
    /// What is true now, and every change of it.
    pub fn snapshot(&self) -> watch::Receiver<Snapshot> {
        self.snapshot.subscribe()
    }
    /// Goes up whenever the cached journal changed, so that reports are asked for again.
    pub fn journal_version(&self) -> watch::Receiver<u64> {
        self.journal_version.subscribe()
    }
    /// Finishes what is under way and stops the embedded server.
    pub async fn stop(&self) {}

    // Homes and session
    /// Creates the Local home and its account (or opens it again), and makes it active.
    pub async fn use_local(&self, name: String) -> Result<(), AppError> {
        Err(unfinished())
    }
    /// Makes a server a home, signs in there and makes it active.
    pub async fn sign_in(&self, url: String, email: String, password: String) -> Result<(), AppError> {
        Err(unfinished())
    }
    /// The same, with a new account.
    pub async fn sign_up(&self, url: String, name: String, email: String, password: String) -> Result<(), AppError> {
        Err(unfinished())
    }
    /// Makes the Sample home: 90 days through the metering API, by a fixed seed under a moving clock.
    pub async fn use_sample(&self) -> Result<(), AppError> {
        Err(unfinished())
    }
    pub async fn activate_home(&self, id: String) -> Result<(), AppError> {
        Err(unfinished())
    }
    /// Forgets a home with its cache and secret; of a Sample home, the data too. A Local home is never removed.
    pub async fn remove_home(&self, id: String) -> Result<(), AppError> {
        Err(unfinished())
    }
    /// Ends the session on the server and here. A Local home can be entered again without a password.
    pub async fn sign_out(&self) -> Result<(), AppError> {
        Err(unfinished())
    }
    pub async fn rename_account(&self, name: String) -> Result<(), AppError> {
        Err(unfinished())
    }

    // Usage
    /// Asks the server now.
    pub async fn refresh(&self) -> Result<(), AppError> {
        Err(unfinished())
    }
    pub async fn report(&self, filter: Filter, period: Period) -> Result<Report, AppError> {
        Err(unfinished())
    }
    pub async fn conversations(&self) -> Result<Vec<ConversationChoice>, AppError> {
        Err(unfinished())
    }
    pub async fn journal(&self, filter: Filter, before: Option<i64>, limit: u32) -> Result<JournalPage, AppError> {
        Err(unfinished())
    }
    /// Writes the filtered journal to `path`, whole or not at all; answers how many entries.
    pub async fn export(&self, filter: Filter, format: ExportFormat, path: &Path) -> Result<u64, AppError> {
        Err(unfinished())
    }
    /// Makes a `usage:write` token for the active workspace.
    pub async fn connect_agent(&self, name: String) -> Result<ConnectedAgent, AppError> {
        Err(unfinished())
    }

    // Warnings and device
    /// Until the next reset, or until the person resumes.
    pub async fn pause_warnings(&self) -> Result<(), AppError> {
        Err(unfinished())
    }
    pub async fn resume_warnings(&self) -> Result<(), AppError> {
        Err(unfinished())
    }
    pub async fn set_theme(&self, theme: Theme) -> Result<(), AppError> {
        Err(unfinished())
    }
    pub async fn set_density(&self, density: Density) -> Result<(), AppError> {
        Err(unfinished())
    }
    pub async fn set_autostart(&self, on: bool) -> Result<(), AppError> {
        Err(unfinished())
    }
    pub async fn set_quit_on_close(&self, on: bool) -> Result<(), AppError> {
        Err(unfinished())
    }
    /// Told by the shell when the tray or notifications come or go.
    pub fn set_condition(&self, condition: Condition, present: bool) {}
}
