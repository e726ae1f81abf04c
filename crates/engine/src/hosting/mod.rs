//! The servers inside the app. That of the Local home belongs to the app, not to the active home: it runs whenever
//! there is a Local home, so that agents always reach it, at the port that they were told.

mod identity;
mod mail;

use std::future::pending;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use infuse_protocol::Timestamp;
use secrecy::SecretString;
use tokio::sync::{Mutex, Notify, watch};
use tokio::time::timeout;
use tracing::{debug, warn};
use url::Url;

use crate::error::{AppError, ErrorCode};
use crate::folders::Folders;
use crate::ports::{LocalClock, LocalServer, LocalServerError, Mails, Port, Recovered};
use crate::private;
use crate::snapshot::{HomeKind, LocalBackup, LocalServerTrouble};
use crate::state::{HomeRecord, NO_PORT, OWN_DOMAIN, State};
use crate::vault::{Secret, Vault};
use crate::view::View;
use identity::Identity;
pub use mail::{LocalMail, MailEncryption};

/// The port of a Local home that has not had one yet.
pub(crate) const FIRST_PORT: u16 = 8787;

/// Pauses between tries to start a server.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

pub(crate) struct Hosting {
    /// Absent in builds without the embedded server.
    server: Option<Arc<dyn LocalServer>>,
    state: Arc<State>,
    view: Arc<View>,
    folders: Folders,
    vault: Vault,
    /// Held while the Local home's server is started, or kept from running.
    starting: Mutex<()>,
    /// Whether its mails wait for the keyring.
    mails_wait: AtomicBool,
    /// There may be a Local home now, or another reason to try again at once.
    changed: Notify,
}

impl Hosting {
    pub(crate) fn new(
        server: Option<Arc<dyn LocalServer>>,
        state: Arc<State>,
        view: Arc<View>,
        folders: Folders,
        vault: Vault,
    ) -> Self {
        Self {
            server,
            state,
            view,
            folders,
            vault,
            starting: Mutex::new(()),
            mails_wait: AtomicBool::new(false),
            changed: Notify::new(),
        }
    }

    /// The home's address. The server of a Local or Sample home is started for it.
    pub(crate) async fn address(&self, home: &mut HomeRecord, clock: LocalClock) -> Result<Url, AppError> {
        match home.kind {
            HomeKind::Remote => {
                Url::parse(&home.url).map_err(|error| AppError::new(ErrorCode::InvalidUrl, error.to_string()))
            }
            HomeKind::Sample => self.start(home, Port::Any, clock).await,
            HomeKind::Local => {
                let _server = self.starting.lock().await;
                self.start_local(home).await
            }
        }
    }

    /// The address of the Local home, whose server is started for it.
    pub(crate) async fn address_of_local_home(&self) -> Result<Url, AppError> {
        self.address(&mut self.known_local_home().await?, LocalClock::Real).await
    }

    /// Keeps the Local home's server running, for as long as this is polled.
    pub(crate) async fn keep_running(&self) {
        let Some(server) = self.server.clone() else { return };
        let mut pause = FIRST_PAUSE;
        loop {
            let changed = self.changed.notified();
            let started = match self.local_home().await {
                Ok(Some(mut home)) => self.address(&mut home, LocalClock::Real).await.map(|_| home),
                Ok(None) => {
                    changed.await;
                    continue;
                }
                Err(error) => Err(error.into()),
            };
            match started {
                Ok(home) => {
                    pause = FIRST_PAUSE;
                    let folder = self.folders.server(&home);
                    let room = self.show_room(server.is_full(&folder).await);
                    tokio::select! {
                        () = server.ended(&folder) => {}
                        () = room => {}
                    }
                    debug!("the server of the Local home has ended");
                    // One that ends right after each start is not started without a pause.
                    let _ = timeout(FIRST_PAUSE, changed).await;
                }
                Err(error) => {
                    warn!(%error, "the server of the Local home does not run");
                    // Either has the same consequence: it is tried again.
                    let _ = timeout(pause, changed).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    /// Looks for a Local home whose data is there while nothing is known of it, as after `state.db` was lost, and notes who
    /// a known one is beside its data.
    pub(crate) async fn find_local_home(&self) -> Result<(), AppError> {
        let folder = self.folders.local();
        match (self.local_home().await?, Identity::read(&folder)?) {
            (None, Some(identity)) => Ok(self.state.keep_home(&identity.into_home()).await?),
            (Some(home), kept) if kept.as_ref() != Some(&Identity::of(&home)) => Ok(Identity::of(&home).keep(&folder)?),
            _ => Ok(()),
        }
    }

    /// Moves the Local home's server to a port that the person chose. Agents have to be told.
    pub(crate) async fn move_to(&self, port: u16) -> Result<(), AppError> {
        let (server, mut home) = (self.server()?, self.known_local_home().await?);
        let guard = self.starting.lock().await;
        server.stop(&self.folders.server(&home)).await;
        home.port = port;
        let moved = match self.start_local(&mut home).await {
            Ok(_) => self.remember_port(&home).await,
            Err(error) => Err(error),
        };
        drop(guard);
        self.changed.notify_waiters();
        moved
    }

    /// Puts a backup in the place of the Local home's data, where that can not be opened. Data that can be holds what no
    /// backup has: whoever asks may have looked away for long.
    pub(crate) async fn restore(&self, backup: &str) -> Result<(), AppError> {
        let (server, mut home) = (self.server()?, self.known_local_home().await?);
        let guard = self.starting.lock().await;
        let restored = match self.start_local(&mut home).await {
            Err(error) if error.code == ErrorCode::LocalUnreadable => {
                let folder = self.folders.server(&home);
                server.stop(&folder).await;
                match server.restore(&folder, backup).await {
                    Ok(()) => self.start_local(&mut home).await.map(drop),
                    Err(error) => Err(error.into()),
                }
            }
            started => started.map(drop),
        };
        drop(guard);
        self.changed.notify_waiters();
        restored
    }

    /// Who takes the mails of the Local home's server; `None` where they become files.
    pub(crate) fn mail(&self) -> Result<Option<LocalMail>, AppError> {
        Ok(LocalMail::read(&self.folders.local())?)
    }

    /// Has a mail server take the mails of the Local home's server, once it has shown that it does. Without a password it is
    /// the one that is kept.
    pub(crate) async fn set_mail(&self, mail: &LocalMail, password: Option<SecretString>) -> Result<(), AppError> {
        let (server, home) = (self.server()?, self.known_local_home().await?);
        let secret = Secret::MailServer(&home.id);
        let is_new = password.is_some();
        let password = match password {
            Some(password) => Some(password),
            // It is not handed to a server that it was not meant for.
            None if self
                .mail()?
                .is_some_and(|kept| (kept.host, kept.user) == (mail.host.clone(), mail.user.clone())) =>
            {
                self.vault.get(secret).await?
            }
            None => None,
        };
        if !mail.user.is_empty() && password.is_none() {
            return Err(AppError::of_field(ErrorCode::Validation, "password", "the user has none"));
        }
        let checked = server.check_mail(mail.server(password.as_ref())?).await;
        checked.map_err(|error| AppError::new(ErrorCode::MailServer, error.to_string()))?;
        if let Some(password) = password.filter(|_| is_new) {
            self.vault.keep(secret, password).await?;
        }
        mail.keep(&self.folders.local())?;
        self.restart().await
    }

    /// Has mails become files again.
    pub(crate) async fn forget_mail(&self) -> Result<(), AppError> {
        let home = self.known_local_home().await?;
        LocalMail::forget(&self.folders.local())?;
        let forgotten = self.vault.forget(Secret::MailServer(&home.id)).await;
        self.restart().await?;
        forgotten
    }

    async fn restart(&self) -> Result<(), AppError> {
        let guard = self.starting.lock().await;
        let mut home = self.known_local_home().await?;
        self.server()?.stop(&self.folders.server(&home)).await;
        let restarted = self.start_local(&mut home).await;
        drop(guard);
        self.changed.notify_waiters();
        restarted.map(drop)
    }

    /// What becomes of mails. Where the keyring does not give the password of their server, they wait: written as files they
    /// would seem sent, and a server that lets nobody in could say that an address is none.
    async fn mails(&self, home_id: &str) -> Result<Mails, AppError> {
        let Some(mail) = self.mail()? else { return Ok(Mails::Files) };
        if mail.user.is_empty() {
            return mail.server(None).map(Mails::Sent);
        }
        match self.vault.get(Secret::MailServer(home_id)).await {
            Ok(Some(password)) => mail.server(Some(&password)).map(Mails::Sent),
            Ok(None) => Ok(Mails::Wait),
            Err(error) => {
                warn!(%error, "mails of the Local home wait for the keyring");
                Ok(Mails::Wait)
            }
        }
    }

    /// The keyring answers: mails that waited for it are sent.
    pub(crate) async fn keyring_is_open(&self) {
        if !self.mails_wait.load(Ordering::Acquire) {
            return;
        }
        let restarted = match self.known_local_home().await {
            Ok(home) if matches!(self.mails(&home.id).await, Ok(Mails::Sent(_))) => self.restart().await,
            Ok(_) => Ok(()),
            Err(error) => Err(error),
        };
        if let Err(error) = restarted {
            warn!(%error, "mails of the Local home still wait");
        }
    }

    /// Gives the account that is in the Local home's data a password that this app knows, unless its owner has protected it;
    /// the home has its e-mail then.
    pub(crate) async fn recover(&self, home: &mut HomeRecord, password: &SecretString) -> Result<Recovered, AppError> {
        let server = self.server()?;
        let _server = self.starting.lock().await;
        let folder = self.folders.server(home);
        server.stop(&folder).await;
        let given = server.give_password(&folder, &home.email, OWN_DOMAIN, password.clone()).await;
        // Agents go on, whatever became of it.
        self.start_local(home).await?;
        let recovered = given?;
        if let Recovered::Account(email) | Recovered::Protected(email) = &recovered {
            home.email.clone_from(email);
        }
        Ok(recovered)
    }

    /// Keeps the home, and who it is beside its data.
    pub(crate) async fn keep_local_home(&self, home: &HomeRecord) -> Result<(), AppError> {
        self.state.keep_home(home).await?;
        Identity::of(home).keep(&self.folders.local())?;
        self.changed.notify_waiters();
        Ok(())
    }

    async fn remember_port(&self, home: &HomeRecord) -> Result<(), AppError> {
        self.state.set_port(&home.id, home.port).await?;
        if self.state.home(&home.id).await?.is_some() && home.kind == HomeKind::Local {
            Identity::of(home).keep(&self.folders.local())?;
        }
        self.show_homes().await
    }

    /// Starts the Local home's server where it always was, and shows whether that succeeds. The lock must be held.
    async fn start_local(&self, home: &mut HomeRecord) -> Result<Url, AppError> {
        let port = if home.port == NO_PORT { Port::From(FIRST_PORT) } else { Port::Exactly(home.port) };
        self.start(home, port, LocalClock::Real).await
    }

    async fn start(&self, home: &mut HomeRecord, port: Port, clock: LocalClock) -> Result<Url, AppError> {
        let server = self.server()?;
        let folder = self.folders.server(home);
        private::make_folder(&folder)?;
        let mail = if home.kind == HomeKind::Local { self.mails(&home.id).await? } else { Mails::Files };
        let (is_local, waits) = (home.kind == HomeKind::Local, matches!(mail, Mails::Wait));
        let started = server.start(&folder, port, clock, mail).await;
        if is_local {
            self.mails_wait.store(waits && started.is_ok(), Ordering::Release);
            let trouble = match &started {
                Ok(_) => room_trouble(*server.is_full(&folder).await.borrow()),
                Err(error) => Some(trouble(server.as_ref(), &folder, error).await),
            };
            self.show_trouble(trouble);
        }
        let url = started?;
        if let Some(port) = url.port().filter(|port| *port != home.port) {
            home.port = port;
            self.remember_port(home).await?;
        }
        Ok(url)
    }

    /// Shows whether the disk is full, for as long as this is polled.
    async fn show_room(&self, mut is_full: watch::Receiver<bool>) {
        while is_full.changed().await.is_ok() {
            let trouble = room_trouble(*is_full.borrow_and_update());
            self.show_trouble(trouble);
        }
        // Who would tell is gone, and the server is about to end.
        pending().await
    }

    fn show_trouble(&self, trouble: Option<LocalServerTrouble>) {
        self.view.update(|snapshot| snapshot.local_server = trouble);
    }

    /// Stops the server of a home, where there is one inside the app.
    pub(crate) async fn stop(&self, home: &HomeRecord) {
        if let Some(server) = &self.server
            && home.kind != HomeKind::Remote
        {
            server.stop(&self.folders.server(home)).await;
        }
    }

    /// Stops all of them, also that of a Sample home which is not finished, and not known yet.
    pub(crate) async fn stop_all(&self) {
        if let Some(server) = &self.server {
            let [local, sample] = self.folders.servers();
            tokio::join!(server.stop(&local), server.stop(&sample));
        }
    }

    fn server(&self) -> Result<Arc<dyn LocalServer>, AppError> {
        self.server.clone().ok_or_else(|| AppError::new(ErrorCode::LocalServer, "this build has no server in it"))
    }

    async fn show_homes(&self) -> Result<(), AppError> {
        self.view.show_homes(&self.state.homes().await?);
        Ok(())
    }

    /// The Local home that is known, of which there is at most one.
    pub(crate) async fn local_home(&self) -> Result<Option<HomeRecord>, sqlx::Error> {
        Ok(self.state.homes().await?.into_iter().find(|home| home.kind == HomeKind::Local))
    }

    async fn known_local_home(&self) -> Result<HomeRecord, AppError> {
        self.local_home().await?.ok_or_else(|| AppError::new(ErrorCode::NotFound, "there is no Local home"))
    }
}

/// What a server that runs lacks.
fn room_trouble(is_full: bool) -> Option<LocalServerTrouble> {
    is_full.then_some(LocalServerTrouble::DiskFull)
}

async fn trouble(server: &dyn LocalServer, folder: &Path, error: &LocalServerError) -> LocalServerTrouble {
    match error {
        LocalServerError::PortTaken { port, holder, free } => {
            LocalServerTrouble::PortTaken { port: *port, holder: holder.clone(), free: *free }
        }
        LocalServerError::Unreadable(_) => {
            let backups = server.backups(folder).await.unwrap_or_else(|error| {
                warn!(%error, "the backups of the Local home can not be read");
                Vec::new()
            });
            let backups = backups.into_iter().map(|backup| LocalBackup {
                name: backup.name,
                made_at: Timestamp::from_millis(backup.made_at_ms).to_string(),
            });
            LocalServerTrouble::Unreadable { backups: backups.collect() }
        }
        LocalServerError::DiskFull => LocalServerTrouble::DiskFull,
        LocalServerError::Failed(detail) => LocalServerTrouble::Failed { detail: detail.clone() },
    }
}
