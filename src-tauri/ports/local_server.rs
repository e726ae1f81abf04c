//! The Infuse server inside the app, one for each Local or Sample home that is in use.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use infuse_engine::ports::{LocalClock, LocalServer, LocalServerError};
use infuse_server::settings::{DatabaseSettings, DatabaseUrl, Settings};
use infuse_server::{ServeError, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use url::Url;

/// How many ports after the first are tried.
const PORTS: u16 = 100;

#[derive(Default)]
pub(crate) struct EmbeddedServer {
    running: Mutex<HashMap<PathBuf, Running>>,
}

struct Running {
    url: Url,
    shutdown: CancellationToken,
    served: JoinHandle<Result<(), ServeError>>,
}

#[async_trait]
impl LocalServer for EmbeddedServer {
    async fn start(&self, folder: &Path, port: u16, clock: LocalClock) -> Result<Url, LocalServerError> {
        let mut running = self.running.lock().await;
        if let Some(server) = running.get(folder)
            && !server.served.is_finished()
        {
            return Ok(server.url.clone());
        }
        let server = Running::start(folder, port, clock).await?;
        let url = server.url.clone();
        running.insert(folder.to_owned(), server);
        Ok(url)
    }

    async fn stop(&self, folder: &Path) {
        let Some(server) = self.running.lock().await.remove(folder) else { return };
        server.shutdown.cancel();
        match server.served.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "the local server ended with an error"),
            Err(error) => tracing::error!(%error, "the local server was cut off"),
        }
    }
}

impl Running {
    async fn start(folder: &Path, port: u16, clock: LocalClock) -> Result<Self, LocalServerError> {
        let listener = bind(port).await?;
        let address = listener.local_addr().map_err(failed)?;
        let url = Url::parse(&format!("http://{address}")).map_err(failed)?;
        let shutdown = CancellationToken::new();
        let mut served = tokio::spawn(serve(settings(folder, &url, clock), listener, shutdown.clone()));
        tokio::select! {
            ended = &mut served => Err(match ended {
                Ok(Ok(())) => failed("it stopped at once"),
                Ok(Err(error)) => failed(error),
                Err(error) => failed(error),
            }),
            answered = answers(address) => {
                answered.map_err(failed)?;
                Ok(Self { url, shutdown, served })
            }
        }
    }
}

fn settings(folder: &Path, url: &Url, clock: LocalClock) -> Settings {
    let database = DatabaseSettings { url: Some(DatabaseUrl::of_file(&folder.join("infuse.db"))) };
    let settings = Settings { database, public_url: Some(url.clone()), ..Settings::default() };
    match clock {
        LocalClock::Real => settings,
        LocalClock::BehindBy { days } => Settings { test_clock: true, test_clock_behind_days: days, ..settings },
    }
}

/// The first free port of this computer from `port` on.
async fn bind(port: u16) -> Result<TcpListener, LocalServerError> {
    let mut refused = failed("no port is free");
    for port in port..=port.saturating_add(PORTS) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Ok(listener) => return Ok(listener),
            // Taken by another program, or reserved by the system: neither says anything of the next.
            Err(error) if matches!(error.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied) => {
                refused = failed(error);
            }
            Err(error) => return Err(failed(error)),
        }
    }
    Err(refused)
}

/// Waits for the server's first answer: connections queue from the moment that it listens.
async fn answers(address: SocketAddr) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await?;
    stream.read_exact(&mut [0; 12]).await?;
    Ok(())
}

fn failed(error: impl std::fmt::Display) -> LocalServerError {
    LocalServerError(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_taken_port_leads_to_the_next_one() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = taken.local_addr().unwrap().port();
        let next = bind(port).await.unwrap().local_addr().unwrap().port();
        assert!(next > port);
    }
}
