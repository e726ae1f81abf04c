//! A computer for the engine to live on: its keyring, notifications and embedded server are fakes that a story
//! can break and mend; its clock is the machine's.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use crate::wait::until;
use async_trait::async_trait;
use infuse_engine::ports::{
    Clock, LocalClock, LocalServer, LocalServerError, Notifier, NotifierError, Ports, Secrets, SecretsError,
};
use infuse_engine::usage::alerts::Notice;
use infuse_engine::{Config, Engine, Snapshot};
use infuse_server::Settings;
use infuse_server::settings::DatabaseSettings;
use secrecy::SecretString;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use url::Url;

/// What outlives the app: its files and what the system keeps.
pub struct TestDevice {
    folder: TempDir,
    pub keyring: Arc<FakeKeyring>,
    pub desktop: Arc<FakeDesktop>,
    pub server: Arc<EmbeddedServer>,
}

impl Default for TestDevice {
    fn default() -> Self {
        Self::new()
    }
}

impl TestDevice {
    /// A computer on which the app was never started.
    pub fn new() -> Self {
        // Another story of this process may have installed it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = tempfile::tempdir().unwrap();
        Self { folder, keyring: Arc::default(), desktop: Arc::default(), server: Arc::default() }
    }

    /// Starts the app's engine.
    pub async fn start(&self) -> Engine {
        let config = Config {
            folder: self.folder.path().to_owned(),
            device_name: "story".to_owned(),
            platform: "linux".to_owned(),
            app_version: "0.0.0".to_owned(),
        };
        let ports = Ports {
            secrets: self.keyring.clone(),
            notifier: self.desktop.clone(),
            clock: Arc::new(MachineClock),
            local_server: Some(self.server.clone()),
        };
        Engine::start(config, ports).await
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes nonsense over the cache of every home. The app must not run.
    pub fn break_caches(&self) {
        for home in std::fs::read_dir(self.folder()).unwrap() {
            let cache = home.unwrap().path().join("cache.db");
            if cache.exists() {
                std::fs::write(cache, vec![0xDB; 8_192]).unwrap();
            }
        }
    }
}

/// Waits until the engine's snapshot says what a story expects, and answers that.
pub async fn until_shown<T>(engine: &Engine, what: &str, mut look: impl FnMut(&Snapshot) -> Option<T>) -> T {
    let snapshots = engine.snapshot();
    until(what, async || look(&snapshots.borrow())).await
}

#[derive(Default)]
pub struct FakeKeyring {
    secrets: Mutex<HashMap<String, SecretString>>,
    locked: AtomicBool,
}

impl FakeKeyring {
    pub fn lock(&self, locked: bool) {
        self.locked.store(locked, Ordering::SeqCst);
    }

    fn check(&self) -> Result<(), SecretsError> {
        if self.locked.load(Ordering::SeqCst) { Err(SecretsError::Locked) } else { Ok(()) }
    }
}

#[async_trait]
impl Secrets for FakeKeyring {
    async fn get(&self, name: &str) -> Result<Option<SecretString>, SecretsError> {
        self.check()?;
        Ok(self.secrets.lock().unwrap().get(name).cloned())
    }

    async fn set(&self, name: &str, secret: SecretString) -> Result<(), SecretsError> {
        self.check()?;
        self.secrets.lock().unwrap().insert(name.to_owned(), secret);
        Ok(())
    }

    async fn remove(&self, name: &str) -> Result<(), SecretsError> {
        self.check()?;
        self.secrets.lock().unwrap().remove(name);
        Ok(())
    }
}

#[derive(Default)]
pub struct FakeDesktop {
    shown: Mutex<Vec<Notice>>,
    broken: AtomicBool,
}

impl FakeDesktop {
    /// Everything that was ever shown on this device.
    pub fn shown(&self) -> Vec<Notice> {
        self.shown.lock().unwrap().clone()
    }

    pub fn break_down(&self, broken: bool) {
        self.broken.store(broken, Ordering::SeqCst);
    }
}

#[async_trait]
impl Notifier for FakeDesktop {
    async fn show(&self, notice: &Notice) -> Result<(), NotifierError> {
        if self.broken.load(Ordering::SeqCst) {
            return Err(NotifierError("no service".to_owned()));
        }
        self.shown.lock().unwrap().push(notice.clone());
        Ok(())
    }
}

struct MachineClock;

impl Clock for MachineClock {
    fn now_ms(&self) -> i64 {
        jiff::Timestamp::now().as_millisecond()
    }

    fn time_zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::UTC
    }
}

/// A server at its address, and the way to stop it.
type Running = (Url, CancellationToken, JoinHandle<()>);

/// Real Infuse servers, each on a free port that it keeps.
#[derive(Default)]
pub struct EmbeddedServer {
    running: tokio::sync::Mutex<HashMap<PathBuf, Running>>,
    ports: Mutex<HashMap<PathBuf, u16>>,
}

#[async_trait]
impl LocalServer for EmbeddedServer {
    async fn start(&self, folder: &Path, _port: u16, clock: LocalClock) -> Result<Url, LocalServerError> {
        let mut running = self.running.lock().await;
        if let Some((url, _, _)) = running.get(folder) {
            return Ok(url.clone());
        }
        let port = self.ports.lock().unwrap().get(folder).copied().unwrap_or(0);
        let failed = |error: &dyn std::error::Error| LocalServerError(error.to_string());
        let listener = TcpListener::bind(("127.0.0.1", port)).await.map_err(|error| failed(&error))?;
        let address = listener.local_addr().map_err(|error| failed(&error))?;
        self.ports.lock().unwrap().insert(folder.to_owned(), address.port());
        let Ok(database) = format!("sqlite:{}", folder.join("infuse.db").display()).parse();
        let (test_clock, test_clock_behind_days) = match clock {
            LocalClock::Real => (false, 0),
            LocalClock::BehindBy { days } => (true, days),
        };
        let database = DatabaseSettings { url: Some(database) };
        let settings = Settings { database, test_clock, test_clock_behind_days, ..Settings::default() };
        let shutdown = CancellationToken::new();
        let served = infuse_server::serve(settings, listener, shutdown.clone());
        let task = tokio::spawn(async move { served.await.unwrap() });
        let url: Url = format!("http://{address}").parse().map_err(|error: url::ParseError| failed(&error))?;
        running.insert(folder.to_owned(), (url.clone(), shutdown, task));
        Ok(url)
    }

    async fn stop(&self, folder: &Path) {
        if let Some((_, shutdown, task)) = self.running.lock().await.remove(folder) {
            shutdown.cancel();
            task.await.unwrap();
        }
    }
}
