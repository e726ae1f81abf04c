//! What all parts of the engine share.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use infuse_protocol::session::Device;
use jiff::civil::Date;
use secrecy::SecretString;
use tokio::sync::{Notify, watch};
use tokio_util::task::TaskTracker;
use tracing::warn;

use crate::cache::days::date_at;
use crate::engine::Config;
use crate::error::AppError;
use crate::home::hosting::{self, Hosting};
use crate::ports::Ports;
use crate::snapshot::{Condition, Home, HomeKind, Snapshot};
use crate::state::{HomeRecord, State};

/// The folder of a server's data, in that of its home.
const SERVER: &str = "server";

pub(crate) struct Context {
    pub(crate) config: Config,
    pub(crate) ports: Ports,
    pub(crate) state: State,
    pub(crate) view: View,
    /// Notices that are being shown: what became of them is still to be noted.
    pub(crate) notices: TaskTracker,
    pub(crate) hosting: Hosting,
    /// A server has to be told that a session is over.
    pub(crate) farewells: Notify,
    /// Whether the settings of this device were read.
    knows_device: AtomicBool,
}

/// What the outside sees. A watcher is woken only by a change.
pub(crate) struct View {
    snapshot: watch::Sender<Snapshot>,
    journal_version: watch::Sender<u64>,
}

impl Context {
    /// Opens what is kept on disk, as far as it can be opened now.
    pub(crate) async fn open(config: Config, ports: Ports) -> Self {
        let mut snapshot = Snapshot::starting();
        let (state, condition) = State::open(&config.folder).await;
        snapshot.conditions.extend(condition);
        // The desktop compares it with what it does before more is known.
        let device = state.device().await;
        let knows_device = AtomicBool::new(device.is_ok());
        match device {
            Ok(device) => snapshot.device = device,
            Err(error) => warn!(%error, "the settings of this device can not be read now"),
        }
        let (view, notices) = (View::new(snapshot), TaskTracker::new());
        let (hosting, farewells) = (Hosting::default(), Notify::new());
        Self { config, ports, state, view, notices, hosting, farewells, knows_device }
    }

    /// Shows the homes as they are kept, and this device's settings where they were not known before: by now they may
    /// have been changed.
    pub(crate) async fn show_kept(&self) -> Result<(), AppError> {
        if !self.knows_device.load(Ordering::Acquire) {
            let device = self.state.device().await?;
            self.view.update(|snapshot| snapshot.device = device);
            self.knows_device.store(true, Ordering::Release);
        }
        if let Err(error) = hosting::find_local_home(self).await {
            warn!(%error, "it is not known whether there is a Local home");
        }
        self.show_homes().await
    }

    /// Today in the person's time zone.
    pub(crate) fn today(&self) -> Date {
        date_at(self.ports.clock.now_ms(), &self.ports.clock.time_zone())
    }

    pub(crate) fn device(&self) -> Device {
        Device {
            name: self.config.device_name.clone(),
            platform: self.config.platform.clone(),
            app_version: self.config.app_version.clone(),
        }
    }

    /// Where the files of a home lie. There is one Local and one Sample home, and their folders keep their
    /// names, so that a lost `state.db` does not lose sight of them.
    pub(crate) fn folder(&self, home: &HomeRecord) -> PathBuf {
        match home.kind {
            HomeKind::Local => self.local_folder(),
            HomeKind::Sample => self.sample_folder(),
            HomeKind::Remote => self.config.folder.join(format!("remote-{}", home.id)),
        }
    }

    pub(crate) fn local_folder(&self) -> PathBuf {
        self.config.folder.join("local")
    }

    fn sample_folder(&self) -> PathBuf {
        self.config.folder.join("sample")
    }

    /// Where servers inside the app may run, whether or not such a home is known.
    pub(crate) fn server_folders(&self) -> [PathBuf; 2] {
        [self.local_folder(), self.sample_folder()].map(|folder| folder.join(SERVER))
    }

    pub(crate) fn cache_file(&self, home: &HomeRecord) -> PathBuf {
        self.folder(home).join("cache.db")
    }

    pub(crate) fn server_folder(&self, home: &HomeRecord) -> PathBuf {
        self.folder(home).join(SERVER)
    }

    /// Makes sure that the keyring keeps what it is given, before anything is made that would be lost without. A locked
    /// one may answer that it has no such secret, and still take none.
    pub(crate) async fn try_keyring(&self) -> Result<(), AppError> {
        let secrets = &self.ports.secrets;
        secrets.set(TRIAL_NAME, SecretString::from("is it kept?")).await?;
        Ok(secrets.remove(TRIAL_NAME).await?)
    }

    /// The session of a home, as the keyring knows it.
    pub(crate) async fn session_token(&self, home_id: &str) -> Result<Option<SecretString>, AppError> {
        Ok(self.ports.secrets.get(&session_name(home_id)).await?)
    }

    pub(crate) async fn keep_session_token(&self, home_id: &str, token: SecretString) -> Result<(), AppError> {
        Ok(self.ports.secrets.set(&session_name(home_id), token).await?)
    }

    pub(crate) async fn forget_session_token(&self, home_id: &str) -> Result<(), AppError> {
        Ok(self.ports.secrets.remove(&session_name(home_id)).await?)
    }

    /// The session that is over, and whose server has still to be told.
    pub(crate) async fn ended_token(&self, id: &str) -> Result<Option<SecretString>, AppError> {
        Ok(self.ports.secrets.get(&ended_name(id)).await?)
    }

    pub(crate) async fn keep_ended_token(&self, id: &str, token: SecretString) -> Result<(), AppError> {
        Ok(self.ports.secrets.set(&ended_name(id), token).await?)
    }

    pub(crate) async fn forget_ended_token(&self, id: &str) -> Result<(), AppError> {
        Ok(self.ports.secrets.remove(&ended_name(id)).await?)
    }

    /// The password that the app made for its own account in a Local or Sample home.
    pub(crate) async fn password(&self, home_id: &str) -> Result<Option<SecretString>, AppError> {
        Ok(self.ports.secrets.get(&password_name(home_id)).await?)
    }

    pub(crate) async fn keep_password(&self, home_id: &str, password: SecretString) -> Result<(), AppError> {
        Ok(self.ports.secrets.set(&password_name(home_id), password).await?)
    }

    pub(crate) async fn forget_password(&self, home_id: &str) -> Result<(), AppError> {
        Ok(self.ports.secrets.remove(&password_name(home_id)).await?)
    }

    /// Shows the homes as they are kept.
    pub(crate) async fn show_homes(&self) -> Result<(), AppError> {
        let homes = self.state.homes().await?.iter().map(home_of).collect();
        self.view.update(|snapshot| snapshot.homes = homes);
        Ok(())
    }
}

impl View {
    pub(crate) fn new(first: Snapshot) -> Self {
        Self { snapshot: watch::Sender::new(first), journal_version: watch::Sender::new(0) }
    }

    pub(crate) fn snapshot(&self) -> watch::Receiver<Snapshot> {
        self.snapshot.subscribe()
    }

    pub(crate) fn current(&self) -> Snapshot {
        self.snapshot.borrow().clone()
    }

    pub(crate) fn journal_version(&self) -> watch::Receiver<u64> {
        self.journal_version.subscribe()
    }

    /// Changes the snapshot; nobody is woken when it is the same after it.
    pub(crate) fn update(&self, change: impl FnOnce(&mut Snapshot)) {
        self.snapshot.send_if_modified(|snapshot| {
            let before = snapshot.clone();
            change(snapshot);
            snapshot.conclude();
            *snapshot != before
        });
    }

    pub(crate) fn journal_changed(&self) {
        self.journal_version.send_modify(|version| *version += 1);
    }

    /// Shows what is wrong with a cache, and nothing else of what may be.
    pub(crate) fn show_cache_condition(&self, condition: Option<Condition>) {
        for known in [Condition::CacheRebuilt, Condition::CacheNewer, Condition::CacheLocked] {
            self.set_condition(known, condition == Some(known));
        }
    }

    pub(crate) fn set_condition(&self, condition: Condition, present: bool) {
        self.update(|snapshot| snapshot.set_condition(condition, present));
    }
}

fn home_of(record: &HomeRecord) -> Home {
    let url = match record.kind {
        HomeKind::Remote => record.url.clone(),
        HomeKind::Local | HomeKind::Sample if record.port == hosting::NO_PORT => String::new(),
        HomeKind::Local | HomeKind::Sample => format!("http://127.0.0.1:{}/", record.port),
    };
    let host = url::Url::parse(&record.url).ok().and_then(|url| url.host_str().map(str::to_owned));
    Home { id: record.id.clone(), kind: record.kind, name: host.unwrap_or_default(), url, active: record.active }
}

/// The name of a secret that is none.
const TRIAL_NAME: &str = "trial";

fn session_name(home_id: &str) -> String {
    format!("session:{home_id}")
}

fn ended_name(id: &str) -> String {
    format!("ended:{id}")
}

fn password_name(home_id: &str) -> String {
    format!("password:{home_id}")
}
