//! A computer on which the app runs: its keyring, its desktop and its clock, which outlive the app.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use jiff::tz::TimeZone;
use secrecy::SecretString;
use tokio::sync::watch;
use url::Url;

use super::PATIENCE;
use crate::notice::Notice;
use crate::ports::{
    Browser, BrowserError, Clock, Notifier, NotifierError, Playing, Ports, Secrets, SecretsError, Speaker, SpeakerError,
};
use crate::snapshot::Volume;
use crate::{Config, Engine};

/// A keyring that a test can lock or take away.
#[derive(Default)]
pub(super) struct FakeKeyring {
    pub(super) secrets: Mutex<HashMap<String, SecretString>>,
    pub(super) trouble: Mutex<Option<SecretsError>>,
    /// How often the person may have been asked again.
    pub(super) asked_again: AtomicU32,
}

impl FakeKeyring {
    pub(super) fn set_trouble(&self, trouble: Option<SecretsError>) {
        *self.trouble.lock().unwrap() = trouble;
    }
}

#[async_trait]
impl Secrets for FakeKeyring {
    async fn get(&self, name: &str) -> Result<Option<SecretString>, SecretsError> {
        match &*self.trouble.lock().unwrap() {
            Some(trouble) => Err(trouble.clone()),
            None => Ok(self.secrets.lock().unwrap().get(name).cloned()),
        }
    }

    async fn set(&self, name: &str, secret: SecretString) -> Result<(), SecretsError> {
        self.secrets.lock().unwrap().insert(name.to_owned(), secret);
        Ok(())
    }

    async fn remove(&self, name: &str) -> Result<(), SecretsError> {
        self.secrets.lock().unwrap().remove(name);
        Ok(())
    }

    fn may_ask_again(&self) {
        self.asked_again.fetch_add(1, Ordering::SeqCst);
    }
}

/// Notifications that a test reads, and can break.
#[derive(Default)]
pub(super) struct FakeDesktop {
    pub(super) shown: watch::Sender<Vec<Notice>>,
    pub(super) broken: AtomicBool,
    /// The person has turned it off.
    pub(super) off: AtomicBool,
    /// It takes notices and never answers.
    pub(super) deaf: AtomicBool,
    /// It answers nobody, and has taken nothing.
    pub(super) out_of_reach: AtomicBool,
    /// Whoever wants to reach it waits.
    pub(super) slow: watch::Sender<bool>,
    /// How often somebody tried to reach it.
    reached: watch::Sender<usize>,
}

impl FakeDesktop {
    pub(super) fn shown(&self) -> Vec<Notice> {
        self.shown.borrow().clone()
    }

    /// Waits until somebody has tried so often to reach it.
    pub(super) async fn is_reached(&self, times: usize) {
        let mut reached = self.reached.subscribe();
        let waiting = reached.wait_for(|reached| *reached >= times);
        tokio::time::timeout(PATIENCE, waiting).await.expect("in time").unwrap();
    }

    /// Waits until so many notices were shown, and answers all of them.
    pub(super) async fn shows(&self, notices: usize) -> Vec<Notice> {
        let mut shown = self.shown.subscribe();
        let waiting = shown.wait_for(|shown| shown.len() >= notices);
        tokio::time::timeout(PATIENCE, waiting).await.expect("in time").unwrap().clone()
    }
}

#[async_trait]
impl Notifier for FakeDesktop {
    async fn reach(&self) -> Result<(), NotifierError> {
        self.reached.send_modify(|times| *times += 1);
        if self.out_of_reach.load(Ordering::SeqCst) {
            std::future::pending::<()>().await;
        }
        self.slow.subscribe().wait_for(|slow| !slow).await.unwrap();
        if self.off.load(Ordering::SeqCst) {
            return Err(NotifierError::Off);
        }
        Ok(())
    }

    async fn show(&self, notice: &Notice) -> Result<(), NotifierError> {
        if self.broken.load(Ordering::SeqCst) {
            return Err(NotifierError::Missing("no service".to_owned()));
        }
        if self.deaf.load(Ordering::SeqCst) {
            std::future::pending::<()>().await;
        }
        self.shown.send_modify(|shown| shown.push(notice.clone()));
        Ok(())
    }

    async fn withdraw(&self, approval_id: &str) {
        let is_over = |notice: &Notice| matches!(notice, Notice::Approval(approval) if approval.id == approval_id);
        self.shown.send_modify(|shown| shown.retain(|notice| !is_over(notice)));
    }
}

/// 2026-11-21 at noon, UTC.
pub(super) const NOON_MS: i64 = 1_795_262_400_000;

/// A clock that a test sets. It starts at noon.
pub(super) struct FakeClock {
    pub(super) now_ms: AtomicI64,
    pub(super) wakes: watch::Sender<()>,
    /// Whoever asks next meets a bug.
    pub(super) has_a_bug: AtomicBool,
}

impl FakeClock {
    /// Sets it forward or back, while no time passes.
    pub(super) fn jump(&self, millis: i64) {
        self.now_ms.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for FakeClock {
    fn now_ms(&self) -> i64 {
        assert!(!self.has_a_bug.swap(false, Ordering::SeqCst), "a bug that a test asked for");
        self.now_ms.load(Ordering::SeqCst)
    }

    fn time_zone(&self) -> TimeZone {
        TimeZone::UTC
    }

    fn wakes(&self) -> watch::Receiver<()> {
        self.wakes.subscribe()
    }
}

/// What outlives the app.
pub(super) struct Device {
    pub(super) folder: tempfile::TempDir,
    pub(super) keyring: Arc<FakeKeyring>,
    pub(super) desktop: Arc<FakeDesktop>,
    pub(super) clock: Arc<FakeClock>,
}

impl Device {
    pub(super) fn new() -> Self {
        // Another test of this process may have installed it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let clock = Arc::new(FakeClock {
            now_ms: AtomicI64::new(NOON_MS),
            wakes: watch::Sender::new(()),
            has_a_bug: AtomicBool::new(false),
        });
        Self { folder: tempfile::tempdir().unwrap(), keyring: Arc::default(), desktop: Arc::default(), clock }
    }

    pub(super) fn config(&self) -> Config {
        Config {
            folder: self.folder.path().to_owned(),
            device_name: "test".to_owned(),
            platform: "linux".to_owned(),
            app_version: "0.0.0".to_owned(),
        }
    }

    pub(super) fn ports(&self) -> Ports {
        let (secrets, notifier, clock) = (self.keyring.clone(), self.desktop.clone(), self.clock.clone());
        Ports { secrets, notifier, browser: Arc::new(NoBrowser), clock, speaker: Arc::new(Mute), local_server: None }
    }

    pub(super) async fn start(&self) -> Engine {
        Engine::start(self.config(), self.ports()).await
    }

    /// Lets so much time pass at once.
    pub(super) async fn sleep(&self, time: Duration) {
        self.clock.jump(i64::try_from(time.as_millis()).unwrap());
        Self::run(time).await;
    }

    /// Lets the timers of programs run so far on, while the clock stands. After the clock has jumped they come to where
    /// they would have been when the computer woke and ran for that time.
    pub(super) async fn run(time: Duration) {
        tokio::time::pause();
        tokio::time::advance(time).await;
        tokio::time::resume();
    }
}

/// Nothing is heard here.
struct Mute;

#[async_trait]
impl Speaker for Mute {
    async fn play(&self, _: Vec<u8>, _: watch::Receiver<Volume>) -> Result<Playing, SpeakerError> {
        Err(SpeakerError::NoOutput("there is none".to_owned()))
    }
}

/// Nobody signs in by one here.
struct NoBrowser;

#[async_trait]
impl Browser for NoBrowser {
    async fn open(&self, _: &Url) -> Result<(), BrowserError> {
        Err(BrowserError("there is none".to_owned()))
    }

    fn landing_page(&self) -> String {
        String::new()
    }
}
