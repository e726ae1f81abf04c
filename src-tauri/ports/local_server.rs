//! The Infuse servers inside the app, one for each Local or Sample home that is in use.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use std::time::UNIX_EPOCH;

use async_trait::async_trait;
use infuse_engine::ports::{Backup, LocalClock, LocalServer, LocalServerError, MailServer, Mails, Port, Recovered};
use infuse_server::account::recover::{Given, give_password};
use infuse_server::app::StartError;
use infuse_server::check_mail;
use infuse_server::db::OpenError;
use infuse_server::db::copies::{self, DatabaseCopy};
use infuse_server::settings::{DatabaseSettings, DatabaseUrl, MailSettings, Settings};
use infuse_server::{ServeError, serve};
use listeners::Protocol;
use secrecy::{ExposeSecret, SecretString};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, watch};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use url::Url;

/// How many ports after the first are tried.
const PORTS: u16 = 100;

#[derive(Default)]
pub(crate) struct EmbeddedServer {
    places: std::sync::Mutex<HashMap<PathBuf, Place>>,
}

/// A folder on which a server may run. Whoever starts or stops one there holds it.
type Place = Arc<Mutex<Option<Running>>>;

struct Running {
    url: Url,
    shutdown: CancellationToken,
    /// Cancelled when it has ended, for whatever reason.
    ended: CancellationToken,
    /// Whether its disk has no room for what it is told.
    is_full: watch::Receiver<bool>,
    served: JoinHandle<Result<(), ServeError>>,
}

impl EmbeddedServer {
    fn place(&self, folder: &Path) -> Place {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        places.entry(folder.to_owned()).or_default().clone()
    }
}

#[async_trait]
impl LocalServer for EmbeddedServer {
    async fn start(&self, folder: &Path, port: Port, clock: LocalClock, mail: Mails) -> Result<Url, LocalServerError> {
        let mut place = self.place(folder).lock_owned().await;
        if let Some(server) = &*place
            && !server.ended.is_cancelled()
        {
            return Ok(server.url.clone());
        }
        let folder = folder.to_owned();
        // A task of its own: whoever waits may give up half-way, and what was begun must not be forgotten.
        let started = tokio::spawn(async move {
            let server = Running::start(&folder, port, clock, mail).await?;
            let url = server.url.clone();
            *place = Some(server);
            Ok(url)
        });
        started.await.unwrap_or_else(|error| Err(failed(error)))
    }

    async fn check_mail(&self, mail: MailServer) -> Result<(), LocalServerError> {
        check_mail(&mail_settings(Mails::Sent(mail))?).await.map_err(failed)
    }

    async fn is_full(&self, folder: &Path) -> watch::Receiver<bool> {
        let place = self.place(folder);
        let server = place.lock().await;
        server.as_ref().map_or_else(|| watch::channel(false).1, |server| server.is_full.clone())
    }

    async fn ended(&self, folder: &Path) {
        let ended = self.place(folder).lock().await.as_ref().map(|server| server.ended.clone());
        if let Some(ended) = ended {
            ended.cancelled().await;
        }
    }

    async fn stop(&self, folder: &Path) {
        if let Some(server) = self.place(folder).lock().await.take() {
            server.stop().await;
        }
    }

    async fn backups(&self, folder: &Path) -> Result<Vec<Backup>, LocalServerError> {
        let database = database(folder);
        let copies = tokio::task::spawn_blocking(move || copies::list(&database)).await.map_err(failed)?;
        Ok(copies.map_err(failed)?.into_iter().map(backup_of).collect())
    }

    async fn restore(&self, folder: &Path, backup: &str) -> Result<(), LocalServerError> {
        let place = self.place(folder).lock_owned().await;
        let (database, backup) = (database(folder), backup.to_owned());
        // It is not cut off half-way either.
        let restored = tokio::spawn(async move {
            let _nobody_starts = place;
            copies::restore(&database, &backup).await
        });
        restored.await.map_err(failed)?.map_err(failed)
    }

    async fn give_password(
        &self,
        folder: &Path,
        email: &str,
        domain: &str,
        password: SecretString,
    ) -> Result<Recovered, LocalServerError> {
        let _nobody_starts = self.place(folder).lock_owned().await;
        let password = password.expose_secret().to_owned();
        let given = give_password(&database_settings(folder), email, domain, password).await.map_err(failed)?;
        Ok(match given {
            Given::To(email) => Recovered::Account(email),
            Given::Protected(email) => Recovered::Protected(email),
            Given::Nobody => Recovered::Nobody,
        })
    }
}

impl Running {
    async fn start(folder: &Path, port: Port, clock: LocalClock, mail: Mails) -> Result<Self, LocalServerError> {
        has_its_data(folder)?;
        let listener = bind(port).await?;
        let address = listener.local_addr().map_err(failed)?;
        let url = Url::parse(&format!("http://{address}")).map_err(failed)?;
        let (shutdown, ended) = (CancellationToken::new(), CancellationToken::new());
        let settings = settings(folder, &url, clock, mail_settings(mail)?);
        let is_full = settings.is_full.subscribe();
        let serving = serve(settings, listener, shutdown.clone());
        let end = ended.clone().drop_guard();
        let served = tokio::spawn(async move {
            let _end = end;
            serving.await
        });
        let mut server = Self { url, shutdown, ended, is_full, served };
        tokio::select! {
            ended = &mut server.served => Err(match ended {
                Ok(Ok(())) => failed("it stopped at once"),
                Ok(Err(error)) => why_not(&error),
                Err(error) => failed(error),
            }),
            answered = answers(address) => match answered {
                Ok(()) => Ok(server),
                Err(error) => {
                    server.stop().await;
                    Err(failed(error))
                }
            }
        }
    }

    async fn stop(self) {
        self.shutdown.cancel();
        match self.served.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "the local server ended with an error"),
            Err(error) => tracing::error!(%error, "the local server was cut off"),
        }
    }
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

fn settings(folder: &Path, url: &Url, clock: LocalClock, mail: MailSettings) -> Settings {
    let database = database_settings(folder);
    let settings = Settings { database, public_url: Some(url.clone()), mail, ..Settings::default() };
    match clock {
        LocalClock::Real => Settings { keeps_copies: true, ..settings },
        LocalClock::BehindBy { days } => Settings { test_clock: true, test_clock_behind_days: days, ..settings },
    }
}

fn database(folder: &Path) -> PathBuf {
    folder.join("infuse.db")
}

fn database_settings(folder: &Path) -> DatabaseSettings {
    DatabaseSettings { url: Some(DatabaseUrl::of_file(&database(folder))) }
}

fn backup_of(copy: DatabaseCopy) -> Backup {
    let made_at = copy.made_at.duration_since(UNIX_EPOCH).unwrap_or_default();
    Backup { name: copy.name, made_at_ms: i64::try_from(made_at.as_millis()).unwrap_or(i64::MAX) }
}

/// A server would begin anew in the place of a database that is gone. Where there are backups of one, it must not.
fn has_its_data(folder: &Path) -> Result<(), LocalServerError> {
    let database = database(folder);
    let is_gone = std::fs::metadata(&database)
        .map_or_else(|error| error.kind() == ErrorKind::NotFound, |metadata| metadata.len() == 0);
    if is_gone && !copies::list(&database).map_err(failed)?.is_empty() {
        return Err(LocalServerError::Unreadable(format!("{} is gone", database.display())));
    }
    Ok(())
}

/// Whether a backup may help is for the person to know.
fn why_not(error: &ServeError) -> LocalServerError {
    match error {
        ServeError::Start(StartError::Database(
            OpenError::Corrupt(_)
            | OpenError::NoDatabase(_)
            | OpenError::Foreign(_)
            | OpenError::RestoreCutOff(_)
            | OpenError::ForeignSchema(_)
            | OpenError::NoSchema
            | OpenError::Migration(_),
        )) => LocalServerError::Unreadable(error.to_string()),
        ServeError::Start(StartError::Database(OpenError::Full(_))) => LocalServerError::DiskFull,
        _ => failed(error),
    }
}

async fn bind(port: Port) -> Result<TcpListener, LocalServerError> {
    match port {
        Port::Any => TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(failed),
        Port::From(first) => first_free(first).await,
        Port::Exactly(port) => match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Err(error) if is_taken(&error) => Err(taken(port).await),
            bound => bound.map_err(failed),
        },
    }
}

/// The first free port of this computer from `port` on.
async fn first_free(port: u16) -> Result<TcpListener, LocalServerError> {
    let mut refused = failed("no port is free");
    for port in port..=port.saturating_add(PORTS) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if is_taken(&error) => refused = failed(error),
            Err(error) => return Err(failed(error)),
        }
    }
    Err(refused)
}

/// Taken by another program, or reserved by the system: neither says anything of the next port.
fn is_taken(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied)
}

async fn taken(port: u16) -> LocalServerError {
    // It reads what the system knows of all programs.
    let looked = tokio::task::spawn_blocking(move || listeners::get_process_by_port(port, Protocol::TCP).ok()).await;
    let holder = looked.ok().flatten().map(|process| process.name).filter(|name| !name.is_empty());
    let free = first_free(port.saturating_add(1)).await.and_then(|listener| listener.local_addr().map_err(failed));
    LocalServerError::PortTaken { port, holder, free: free.ok().map(|address| address.port()) }
}

/// Waits for the server's first answer: connections queue from the moment that it listens.
async fn answers(address: SocketAddr) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await?;
    stream.read_exact(&mut [0; 12]).await?;
    Ok(())
}

fn failed(error: impl std::fmt::Display) -> LocalServerError {
    LocalServerError::Failed(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn taken_port() -> (TcpListener, u16) {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = taken.local_addr().unwrap().port();
        (taken, port)
    }

    #[tokio::test]
    async fn a_first_port_that_is_taken_leads_to_the_next_one() {
        let (_taken, port) = taken_port().await;
        let next = bind(Port::From(port)).await.unwrap().local_addr().unwrap().port();
        assert!(next > port);
    }

    #[tokio::test]
    async fn a_port_that_agents_know_is_kept_and_it_is_said_who_holds_it() {
        let (_taken, port) = taken_port().await;
        let folder = tempfile::tempdir().unwrap();
        let servers = EmbeddedServer::default();
        let refused =
            servers.start(folder.path(), Port::Exactly(port), LocalClock::Real, Mails::Files).await.unwrap_err();
        let LocalServerError::PortTaken { port: told, holder, free } = refused else { panic!("{refused:?}") };
        assert_eq!(told, port);
        assert!(free.is_some_and(|free| free > port));
        #[cfg(target_os = "linux")]
        assert!(holder.is_some_and(|holder| holder.starts_with("infuse_app")));
        #[cfg(not(target_os = "linux"))]
        drop(holder);
    }

    #[tokio::test]
    async fn a_start_that_nobody_waits_for_any_more_is_known() {
        let folder = tempfile::tempdir().unwrap();
        let servers = EmbeddedServer::default();
        let given_up = servers.start(folder.path(), Port::Any, LocalClock::Real, Mails::Files);
        tokio::select! {
            biased;
            _ = given_up => panic!("it takes a while"),
            () = tokio::task::yield_now() => {}
        }
        // The same one: another would find the file locked.
        let url = servers.start(folder.path(), Port::Any, LocalClock::Real, Mails::Files).await.unwrap();
        assert_eq!(servers.start(folder.path(), Port::Any, LocalClock::Real, Mails::Files).await.unwrap(), url);
        servers.stop(folder.path()).await;
        servers.ended(folder.path()).await;
    }

    #[tokio::test]
    async fn data_that_is_gone_or_broken_is_no_reason_to_begin_anew() {
        let folder = tempfile::tempdir().unwrap();
        let servers = EmbeddedServer::default();
        let database = database(folder.path());
        std::fs::write(&database, vec![0xDB; 8_192]).unwrap();
        let broken = servers.start(folder.path(), Port::Any, LocalClock::Real, Mails::Files).await.unwrap_err();
        assert!(matches!(broken, LocalServerError::Unreadable(_)), "{broken:?}");
        std::fs::create_dir(copies::folder_of(&database)).unwrap();
        std::fs::write(copies::folder_of(&database).join("day-2026-11-01.db"), "").unwrap();
        std::fs::remove_file(&database).unwrap();
        let gone = servers.start(folder.path(), Port::Any, LocalClock::Real, Mails::Files).await.unwrap_err();
        assert!(matches!(gone, LocalServerError::Unreadable(_)), "{gone:?}");
        assert_eq!(servers.backups(folder.path()).await.unwrap().len(), 1);
    }
}
