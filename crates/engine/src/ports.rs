//! What the engine needs from the outside: the shell fills these in, tests fake them.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use secrecy::SecretString;
use tokio::sync::{oneshot, watch};
use url::Url;

use crate::notice::Notice;
use crate::snapshot::Volume;

/// The system keyring.
#[async_trait]
pub trait Secrets: Send + Sync + 'static {
    /// The secret of that name; `None` only when the keyring answered that there is none.
    async fn get(&self, name: &str) -> Result<Option<SecretString>, SecretsError>;
    async fn set(&self, name: &str, secret: SecretString) -> Result<(), SecretsError>;
    /// Removing what is not there is fine.
    async fn remove(&self, name: &str) -> Result<(), SecretsError>;
    /// The person now does something themselves that needs a secret: they may be asked once more for what they
    /// declined before. A keyring that asks nobody has nothing to do.
    fn may_ask_again(&self) {}
}

/// Why the keyring did not answer. Neither means that a secret does not exist.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretsError {
    #[error("the keyring is locked")]
    Locked,
    /// The service runs, and has no place where a secret could go.
    #[error("the keyring was never set up")]
    Unset,
    #[error("there is no keyring: {0}")]
    Missing(String),
}

/// Native notifications.
#[async_trait]
pub trait Notifier: Send + Sync + 'static {
    /// Makes sure that something would take a notice. Nothing is shown, however often it is asked.
    async fn reach(&self) -> Result<(), NotifierError>;
    /// Hands the notice to the desktop. An error means that it was not shown, and is tried again later.
    async fn show(&self, notice: &Notice) -> Result<(), NotifierError>;
    /// Takes the notice of an approval back, which somebody has answered or nobody can answer any more. Where the system can
    /// not, it stays, and its buttons do nothing.
    async fn withdraw(&self, approval_id: &str);
}

/// Why a notice was not shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotifierError {
    /// The person has turned them off in the settings of the system.
    #[error("notifications are off for this app")]
    Off,
    #[error("notifications are not available: {0}")]
    Missing(String),
}

/// The system's browser.
#[async_trait]
pub trait Browser: Send + Sync + 'static {
    /// Opens a page of the web in it.
    async fn open(&self, url: &Url) -> Result<(), BrowserError>;
    /// The page, in HTML, that ends what a person did in it: it says that the app goes on.
    fn landing_page(&self) -> String;
}

/// No browser could be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no browser: {0}")]
pub struct BrowserError(pub String);

/// The system's audio output.
#[async_trait]
pub trait Speaker: Send + Sync + 'static {
    /// Plays a clip (Ogg Vorbis) on the output that the person has chosen in their system; answers once that takes it.
    async fn play(&self, ogg: Vec<u8>, volume: watch::Receiver<Volume>) -> Result<Playing, SpeakerError>;
}

/// A clip that is heard. It falls silent when this is dropped.
pub struct Playing {
    pub length: Duration,
    /// Answers when the clip is over; where nobody will, it broke off.
    pub ended: oneshot::Receiver<Result<(), SpeakerError>>,
    /// Whoever plays it falls silent when this is dropped.
    pub listening: oneshot::Sender<()>,
}

impl Playing {
    /// Waits until it is over.
    ///
    /// # Errors
    /// Where it broke off.
    pub async fn to_its_end(self) -> Result<(), SpeakerError> {
        let Self { ended, listening, .. } = self;
        let ended = ended.await.unwrap_or_else(|_| Err(SpeakerError::Lost("whoever played it has ended".to_owned())));
        drop(listening);
        ended
    }
}

/// Why nothing is heard.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpeakerError {
    #[error("there is no audio output: {0}")]
    NoOutput(String),
    /// It was there when it began.
    #[error("the audio output is gone: {0}")]
    Lost(String),
    #[error("the clip can not be played: {0}")]
    Broken(String),
}

/// The wall clock and the person's time zone.
pub trait Clock: Send + Sync + 'static {
    /// Milliseconds since the Unix epoch.
    fn now_ms(&self) -> i64;
    fn time_zone(&self) -> jiff::tz::TimeZone;
    /// Changes whenever the computer has woken from sleep, where the system tells so. One that is not told of shows in
    /// the clock, some seconds later.
    fn wakes(&self) -> watch::Receiver<()> {
        watch::channel(()).1
    }
}

/// The servers that run inside the app: one for each Local or Sample home. There are never two on one folder.
#[async_trait]
pub trait LocalServer: Send + Sync + 'static {
    /// Starts one on `folder` and answers its URL.
    /// Starting what runs already answers the same URL; to change clock or mail server, stop it first. A start that nobody waits for any more goes on, and its server is known as every other.
    async fn start(&self, folder: &Path, port: Port, clock: LocalClock, mail: Mails) -> Result<Url, LocalServerError>;
    /// Makes sure that a mail server takes mails; it is handed none.
    async fn check_mail(&self, mail: MailServer) -> Result<(), LocalServerError>;
    /// Whether the disk of the server that runs on `folder` has no room for what it is told. That of none is not full.
    async fn is_full(&self, folder: &Path) -> watch::Receiver<bool>;
    /// Waits until none runs on `folder`.
    async fn ended(&self, folder: &Path);
    /// Stops the server that runs on `folder`, or is just starting there, if one does.
    async fn stop(&self, folder: &Path);
    /// The backups that were made of the data in `folder`, newest first.
    async fn backups(&self, folder: &Path) -> Result<Vec<Backup>, LocalServerError>;
    /// Puts a backup in the place of the data in `folder`, on which no server may run.
    async fn restore(&self, folder: &Path, backup: &str) -> Result<(), LocalServerError>;
    /// Gives the account of that e-mail, or else the oldest one, a new password and ends its sessions, where its e-mail is of
    /// `domain`. No server may run on `folder`.
    async fn give_password(
        &self,
        folder: &Path,
        email: &str,
        domain: &str,
        password: SecretString,
    ) -> Result<Recovered, LocalServerError>;
}

/// The server that takes the mails of one inside the app. It is not printed: it holds a password.
#[derive(Clone)]
pub struct MailServer {
    /// `smtp://` (STARTTLS, but on loopback) or `smtps://`, with user and password where it asks for them.
    pub url: SecretString,
    /// Whom mails come from: an address, or a name and one.
    pub from: String,
}

/// What becomes of the mails of a server inside the app.
#[derive(Clone)]
pub enum Mails {
    /// Files beside its data.
    Files,
    Sent(MailServer),
    /// They wait until the server is started anew, with what its mail server asks for.
    Wait,
}

/// What became of the account of a Local home whose password was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recovered {
    /// It has the new one, and this e-mail.
    Account(String),
    /// It was given this e-mail and a password by its owner, and is left alone.
    Protected(String),
    /// There is none.
    Nobody,
}

/// Where a server listens, on loopback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// Anywhere: nobody is told of it.
    Any,
    /// At this one or the first free one behind it: nobody was told yet.
    From(u16),
    /// At this one and no other, for agents know it.
    Exactly(u16),
}

/// A backup of a Local home's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    pub name: String,
    /// Milliseconds since the Unix epoch.
    pub made_at_ms: i64,
}

/// What time it is for the embedded server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalClock {
    Real,
    /// So many days of 24 hours before the present, and from there only moved by `POST /v1/test/clock`
    /// and by the passing of time. Sample data is made under it.
    BehindBy {
        days: u32,
    },
}

/// The embedded server did not start, or its data could not be worked with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LocalServerError {
    #[error("port {port} is in use by {}", holder.as_deref().unwrap_or("another program"))]
    PortTaken {
        port: u16,
        /// The program that listens there, where the system tells.
        holder: Option<String>,
        /// Another one, which is free.
        free: Option<u16>,
    },
    /// Trying again will not help, a backup may.
    #[error("the data can not be opened: {0}")]
    Unreadable(String),
    #[error("the disk is full")]
    DiskFull,
    #[error("the local server did not start: {0}")]
    Failed(String),
}

/// Everything from outside, together.
#[derive(Clone)]
pub struct Ports {
    pub secrets: Arc<dyn Secrets>,
    pub notifier: Arc<dyn Notifier>,
    pub browser: Arc<dyn Browser>,
    pub clock: Arc<dyn Clock>,
    pub speaker: Arc<dyn Speaker>,
    /// Absent in builds without the embedded server.
    pub local_server: Option<Arc<dyn LocalServer>>,
}
