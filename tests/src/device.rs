//! A computer for the engine to live on: its keyring, notifications and embedded server are fakes that a story
//! can break and mend; its clock is the machine's.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use infuse_engine::notice::Notice;
use infuse_engine::ports::{
    Backup, Browser, BrowserError, Clock, LocalClock, LocalServer, LocalServerError, MailServer, Mails, Notifier,
    NotifierError, Playing, Port, Ports, Recovered, Secrets, SecretsError, Speaker, SpeakerError,
};
use infuse_engine::snapshot::Volume;
use infuse_engine::{Config, Engine, Snapshot};
use infuse_server::Settings;
use infuse_server::account::recover::{Given, give_password};
use infuse_server::check_mail;
use infuse_server::db::copies;
use infuse_server::settings::{DatabaseSettings, DatabaseUrl, MailSettings};
use jiff::tz::TimeZone;
use secrecy::{ExposeSecret as _, SecretString};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::network::free_port;
use crate::wait::until;

/// What outlives the app: its files and what the system keeps.
pub struct TestDevice {
    folder: TempDir,
    pub keyring: Arc<FakeKeyring>,
    pub desktop: Arc<FakeDesktop>,
    pub browser: Arc<FakeBrowser>,
    pub speaker: Arc<FakeSpeaker>,
    pub server: Arc<EmbeddedServer>,
    zone: TimeZone,
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
        let (keyring, desktop, browser) = (Arc::default(), Arc::default(), Arc::default());
        let (speaker, server) = (Arc::default(), Arc::default());
        Self { folder, keyring, desktop, browser, speaker, server, zone: zone_of_noon() }
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
            browser: self.browser.clone(),
            speaker: self.speaker.clone(),
            clock: Arc::new(MachineClock(self.zone.clone())),
            local_server: Some(self.server.clone()),
        };
        Engine::start(config, ports).await
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The day that it is for the person.
    pub fn today(&self) -> jiff::civil::Date {
        jiff::Timestamp::now().to_zoned(self.zone.clone()).date()
    }

    /// What the app knows of homes and settings is gone. The app must not run.
    pub fn lose_state(&self) {
        for ending in ["", "-wal", "-shm"] {
            let file = self.folder().join(format!("state.db{ending}"));
            if file.exists() {
                std::fs::remove_file(file).unwrap();
            }
        }
    }

    /// Where the data of the Local home lies.
    pub fn local_data(&self) -> PathBuf {
        self.folder().join("local/server")
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
    /// Whether it answers that there is no such secret, and keeps none: a locked one does that before its first.
    takes_nothing: AtomicBool,
}

impl FakeKeyring {
    pub fn take_nothing(&self, takes_nothing: bool) {
        self.takes_nothing.store(takes_nothing, Ordering::SeqCst);
    }

    pub fn lock(&self, locked: bool) {
        self.locked.store(locked, Ordering::SeqCst);
    }

    /// All secrets are gone, as with a new keyring.
    pub fn lose_all(&self) {
        self.secrets.lock().unwrap().clear();
    }

    pub fn names(&self) -> Vec<String> {
        self.secrets.lock().unwrap().keys().cloned().collect()
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
        if self.takes_nothing.load(Ordering::SeqCst) {
            return Err(SecretsError::Locked);
        }
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
    /// Everything that was ever shown on this device, and not taken back.
    pub fn shown(&self) -> Vec<Notice> {
        self.shown.lock().unwrap().clone()
    }

    pub fn break_down(&self, broken: bool) {
        self.broken.store(broken, Ordering::SeqCst);
    }
}

#[async_trait]
impl Notifier for FakeDesktop {
    async fn reach(&self) -> Result<(), NotifierError> {
        if self.broken.load(Ordering::SeqCst) {
            return Err(NotifierError::Missing("no service".to_owned()));
        }
        Ok(())
    }

    async fn show(&self, notice: &Notice) -> Result<(), NotifierError> {
        self.reach().await?;
        self.shown.lock().unwrap().push(notice.clone());
        Ok(())
    }

    async fn withdraw(&self, approval_id: &str) {
        let is_over = |notice: &Notice| matches!(notice, Notice::Approval(approval) if approval.id == approval_id);
        self.shown.lock().unwrap().retain(|notice| !is_over(notice));
    }
}

/// It keeps the addresses that it was to open; a story goes there.
#[derive(Default)]
pub struct FakeBrowser {
    opened: Mutex<Vec<Url>>,
    absent: AtomicBool,
}

impl FakeBrowser {
    /// Whether there is none on this computer.
    pub fn be_absent(&self, absent: bool) {
        self.absent.store(absent, Ordering::SeqCst);
    }

    /// What it was to open since this was asked last, once there is something.
    pub async fn wait_for_page(&self) -> Url {
        until("a page is opened", async || self.opened.lock().unwrap().pop()).await
    }
}

#[async_trait]
impl Browser for FakeBrowser {
    async fn open(&self, url: &Url) -> Result<(), BrowserError> {
        if self.absent.load(Ordering::SeqCst) {
            return Err(BrowserError("there is none".to_owned()));
        }
        self.opened.lock().unwrap().push(url.clone());
        Ok(())
    }

    fn landing_page(&self) -> String {
        "<p>Back to the app</p>".to_owned()
    }
}

/// It keeps what it is to play, and a story says when that is over.
#[derive(Default)]
pub struct FakeSpeaker {
    heard: Mutex<Vec<Heard>>,
    trouble: Mutex<Option<SpeakerError>>,
}

/// A clip that is heard until somebody ends it.
pub struct Heard {
    pub ogg: Vec<u8>,
    pub volume: watch::Receiver<Volume>,
    over: oneshot::Sender<Result<(), SpeakerError>>,
    listener: oneshot::Receiver<()>,
}

impl FakeSpeaker {
    /// Why nothing can be heard, from now on.
    pub fn set_trouble(&self, trouble: Option<SpeakerError>) {
        *self.trouble.lock().unwrap() = trouble;
    }

    /// The next clip, once it is heard.
    pub async fn wait_for_clip(&self) -> Heard {
        until("a voice is heard", async || {
            let mut heard = self.heard.lock().unwrap();
            (!heard.is_empty()).then(|| heard.remove(0))
        })
        .await
    }
}

impl Heard {
    /// The clip comes to its end, or to what breaks it off.
    pub fn end(self, how: Result<(), SpeakerError>) {
        drop(self.over.send(how));
    }

    /// Waits until nobody listens to it any more.
    pub async fn silence(&mut self) {
        drop((&mut self.listener).await);
    }
}

#[async_trait]
impl Speaker for FakeSpeaker {
    async fn play(&self, ogg: Vec<u8>, volume: watch::Receiver<Volume>) -> Result<Playing, SpeakerError> {
        if let Some(trouble) = &*self.trouble.lock().unwrap() {
            return Err(trouble.clone());
        }
        let ((over, ended), (listening, listener)) = (oneshot::channel(), oneshot::channel());
        self.heard.lock().unwrap().push(Heard { ogg, volume, over, listener });
        Ok(Playing { length: Duration::from_millis(3_500), ended, listening })
    }
}

/// Where it is about noon now, so that no day of the person ends in the midst of a story.
fn zone_of_noon() -> TimeZone {
    let behind_noon = jiff::Timestamp::now().to_zoned(TimeZone::UTC).hour() - 12;
    // Names of this kind count what a zone is behind.
    TimeZone::get(&format!("Etc/GMT{behind_noon:+}")).expect("each of these hours has a zone")
}

struct MachineClock(TimeZone);

impl Clock for MachineClock {
    fn now_ms(&self) -> i64 {
        jiff::Timestamp::now().as_millisecond()
    }

    fn time_zone(&self) -> TimeZone {
        self.0.clone()
    }
}

/// A server at its address, and the way to stop it.
struct Running {
    url: Url,
    shutdown: CancellationToken,
    ended: CancellationToken,
    is_full: watch::Receiver<bool>,
    task: JoinHandle<()>,
}

/// Real Infuse servers. A first port is one that nobody else is given, so that stories do not meet, and one that was
/// stopped finds its port free.
#[derive(Default)]
pub struct EmbeddedServer {
    running: tokio::sync::Mutex<HashMap<PathBuf, Running>>,
}

impl EmbeddedServer {
    /// The servers that run, by their folders.
    pub async fn folders(&self) -> Vec<PathBuf> {
        self.running.lock().await.keys().cloned().collect()
    }
}

fn database(folder: &Path) -> PathBuf {
    folder.join("infuse.db")
}

fn mail_settings(mail: Mails) -> Result<MailSettings, LocalServerError> {
    let mail = match mail {
        Mails::Files => return Ok(MailSettings::default()),
        Mails::Wait => return Ok(MailSettings { wait: true, ..MailSettings::default() }),
        Mails::Sent(mail) => mail,
    };
    let from = mail.from.parse().map_err(failed)?;
    Ok(MailSettings { smtp_url: mail.url.expose_secret().parse().ok(), from: Some(from), ..MailSettings::default() })
}

fn database_settings(folder: &Path) -> DatabaseSettings {
    DatabaseSettings { url: Some(DatabaseUrl::of_file(&database(folder))) }
}

fn failed(error: impl std::fmt::Display) -> LocalServerError {
    LocalServerError::Failed(error.to_string())
}

#[async_trait]
impl LocalServer for EmbeddedServer {
    async fn start(&self, folder: &Path, port: Port, clock: LocalClock, mail: Mails) -> Result<Url, LocalServerError> {
        let mut running = self.running.lock().await;
        if let Some(server) = running.get(folder) {
            return Ok(server.url.clone());
        }
        let wished = if let Port::Exactly(port) = port { port } else { free_port() };
        let taken = |_| LocalServerError::PortTaken { port: wished, holder: Some("a story".to_owned()), free: Some(0) };
        let listener = TcpListener::bind(("127.0.0.1", wished)).await.map_err(taken)?;
        if std::fs::read(database(folder)).is_ok_and(|bytes| !bytes.starts_with(b"SQLite")) {
            return Err(LocalServerError::Unreadable("it is no database".to_owned()));
        }
        let address = listener.local_addr().map_err(failed)?;
        let (test_clock, test_clock_behind_days) = match clock {
            LocalClock::Real => (false, 0),
            LocalClock::BehindBy { days } => (true, days),
        };
        let database = database_settings(folder);
        let settings = Settings {
            database,
            test_clock,
            test_clock_behind_days,
            mail: mail_settings(mail)?,
            ..Settings::default()
        };
        let (shutdown, ended) = (CancellationToken::new(), CancellationToken::new());
        let is_full = settings.is_full.subscribe();
        let served = infuse_server::serve(settings, listener, shutdown.clone());
        let end = ended.clone().drop_guard();
        let task = tokio::spawn(async move {
            let _end = end;
            served.await.unwrap();
        });
        let url: Url = format!("http://{address}").parse().map_err(failed)?;
        running.insert(folder.to_owned(), Running { url: url.clone(), shutdown, ended, is_full, task });
        Ok(url)
    }

    async fn check_mail(&self, mail: MailServer) -> Result<(), LocalServerError> {
        check_mail(&mail_settings(Mails::Sent(mail))?).await.map_err(failed)
    }

    async fn is_full(&self, folder: &Path) -> watch::Receiver<bool> {
        let running = self.running.lock().await;
        running.get(folder).map_or_else(|| watch::channel(false).1, |server| server.is_full.clone())
    }

    async fn ended(&self, folder: &Path) {
        let ended = self.running.lock().await.get(folder).map(|server| server.ended.clone());
        if let Some(ended) = ended {
            ended.cancelled().await;
        }
    }

    async fn stop(&self, folder: &Path) {
        if let Some(server) = self.running.lock().await.remove(folder) {
            server.shutdown.cancel();
            server.task.await.unwrap();
        }
    }

    async fn backups(&self, folder: &Path) -> Result<Vec<Backup>, LocalServerError> {
        let copies = copies::list(&database(folder)).map_err(failed)?;
        Ok(copies.into_iter().map(|copy| Backup { name: copy.name, made_at_ms: 0 }).collect())
    }

    async fn restore(&self, folder: &Path, backup: &str) -> Result<(), LocalServerError> {
        copies::restore(&database(folder), backup).await.map_err(failed)
    }

    async fn give_password(
        &self,
        folder: &Path,
        email: &str,
        domain: &str,
        password: SecretString,
    ) -> Result<Recovered, LocalServerError> {
        let password = password.expose_secret().to_owned();
        let given = give_password(&database_settings(folder), email, domain, password).await.map_err(failed)?;
        Ok(match given {
            Given::To(email) => Recovered::Account(email),
            Given::Protected(email) => Recovered::Protected(email),
            Given::Nobody => Recovered::Nobody,
        })
    }
}
