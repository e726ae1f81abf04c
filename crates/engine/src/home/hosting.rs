//! The servers inside the app. That of the Local home belongs to the app, not to the active home: it runs whenever
//! there is a Local home, so that agents always reach it, at the port that they were told.

use std::sync::Arc;
use std::time::Duration;

use infuse_protocol::Timestamp;
use secrecy::SecretString;
use tokio::sync::{Mutex, Notify};
use tokio::time::timeout;
use tracing::{debug, warn};
use url::Url;

use super::identity::Identity;
use super::local::OWN_DOMAIN;
use crate::context::Context;
use crate::error::{AppError, ErrorCode};
use crate::ports::{LocalClock, LocalServer, LocalServerError, Port};
use crate::private;
use crate::snapshot::{HomeKind, LocalBackup, LocalServerTrouble};
use crate::state::HomeRecord;

/// The port of a Local home that has not had one yet.
pub(crate) const FIRST_PORT: u16 = 8787;

/// A home that has not had a port yet.
pub(crate) const NO_PORT: u16 = 0;

/// Pauses between tries to start a server.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// What those share who need the Local home's server.
#[derive(Default)]
pub(crate) struct Hosting {
    /// Held while the Local home's server is started, or kept from running.
    server: Mutex<()>,
    /// There may be a Local home now, or another reason to try again at once.
    changed: Notify,
}

/// The home's address. The server of a Local or Sample home is started for it.
pub(crate) async fn address(context: &Context, home: &mut HomeRecord, clock: LocalClock) -> Result<Url, AppError> {
    match home.kind {
        HomeKind::Remote => {
            Url::parse(&home.url).map_err(|error| AppError::new(ErrorCode::InvalidUrl, error.to_string()))
        }
        HomeKind::Sample => start(context, home, Port::Any, clock).await,
        HomeKind::Local => {
            let _server = context.hosting.server.lock().await;
            start_local(context, home).await
        }
    }
}

/// The address of the Local home, whose server is started for it.
pub(super) async fn address_of_local_home(context: &Context) -> Result<Url, AppError> {
    address(context, &mut known_local_home(context).await?, LocalClock::Real).await
}

/// Keeps the Local home's server running, for as long as this is polled.
pub(super) async fn keep_running(context: Arc<Context>) {
    let Some(server) = context.ports.local_server.clone() else { return };
    let mut pause = FIRST_PAUSE;
    loop {
        let changed = context.hosting.changed.notified();
        let started = match local_home(&context).await {
            Ok(Some(mut home)) => address(&context, &mut home, LocalClock::Real).await.map(|_| home),
            Ok(None) => {
                changed.await;
                continue;
            }
            Err(error) => Err(error.into()),
        };
        match started {
            Ok(home) => {
                pause = FIRST_PAUSE;
                server.ended(&context.server_folder(&home)).await;
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
pub(crate) async fn find_local_home(context: &Context) -> Result<(), AppError> {
    let folder = context.local_folder();
    match (local_home(context).await?, Identity::read(&folder)?) {
        (None, Some(identity)) => Ok(context.state.keep_home(&identity.into_home()).await?),
        (Some(home), kept) if kept.as_ref() != Some(&Identity::of(&home)) => Ok(Identity::of(&home).keep(&folder)?),
        _ => Ok(()),
    }
}

/// Moves the Local home's server to a port that the person chose. Agents have to be told.
pub(super) async fn move_to(context: &Context, port: u16) -> Result<(), AppError> {
    let (server, mut home) = (server_of(context)?, known_local_home(context).await?);
    let guard = context.hosting.server.lock().await;
    server.stop(&context.server_folder(&home)).await;
    home.port = port;
    let moved = match start_local(context, &mut home).await {
        Ok(_) => remember_port(context, &home).await,
        Err(error) => Err(error),
    };
    drop(guard);
    context.hosting.changed.notify_waiters();
    moved
}

/// Puts a backup in the place of the Local home's data.
pub(super) async fn restore(context: &Context, backup: &str) -> Result<(), AppError> {
    let (server, mut home) = (server_of(context)?, known_local_home(context).await?);
    let guard = context.hosting.server.lock().await;
    let folder = context.server_folder(&home);
    server.stop(&folder).await;
    let restored = match server.restore(&folder, backup).await {
        Ok(()) => start_local(context, &mut home).await.map(|_| ()),
        Err(error) => Err(error.into()),
    };
    drop(guard);
    context.hosting.changed.notify_waiters();
    restored
}

/// Gives the account that is in the Local home's data a password that this app knows; the home has its e-mail then.
/// Answers whether there is such an account.
pub(super) async fn recover(
    context: &Context,
    home: &mut HomeRecord,
    password: &SecretString,
) -> Result<bool, AppError> {
    let server = server_of(context)?;
    let _server = context.hosting.server.lock().await;
    let folder = context.server_folder(home);
    server.stop(&folder).await;
    let given = server.give_password(&folder, &home.email, OWN_DOMAIN, password.clone()).await;
    // Agents go on, whatever became of it.
    start_local(context, home).await?;
    let email = given?;
    let is_there = email.is_some();
    home.email = email.unwrap_or_else(|| home.email.clone());
    Ok(is_there)
}

/// Keeps the home, and who it is beside its data.
pub(super) async fn keep_local_home(context: &Context, home: &HomeRecord) -> Result<(), AppError> {
    context.state.keep_home(home).await?;
    Identity::of(home).keep(&context.local_folder())?;
    context.hosting.changed.notify_waiters();
    Ok(())
}

async fn remember_port(context: &Context, home: &HomeRecord) -> Result<(), AppError> {
    context.state.set_port(&home.id, home.port).await?;
    if context.state.home(&home.id).await?.is_some() && home.kind == HomeKind::Local {
        Identity::of(home).keep(&context.local_folder())?;
    }
    context.show_homes().await
}

/// Starts the Local home's server where it always was, and shows whether that succeeds. The lock must be held.
async fn start_local(context: &Context, home: &mut HomeRecord) -> Result<Url, AppError> {
    let port = if home.port == NO_PORT { Port::From(FIRST_PORT) } else { Port::Exactly(home.port) };
    start(context, home, port, LocalClock::Real).await
}

async fn start(context: &Context, home: &mut HomeRecord, port: Port, clock: LocalClock) -> Result<Url, AppError> {
    let server = server_of(context)?;
    let folder = context.server_folder(home);
    private::make_folder(&folder)?;
    let started = server.start(&folder, port, clock).await;
    if home.kind == HomeKind::Local {
        let trouble = match &started {
            Ok(_) => None,
            Err(error) => Some(trouble(server.as_ref(), home, context, error).await),
        };
        context.view.update(|snapshot| snapshot.local_server = trouble);
    }
    let url = started?;
    if let Some(port) = url.port().filter(|port| *port != home.port) {
        home.port = port;
        remember_port(context, home).await?;
    }
    Ok(url)
}

async fn trouble(
    server: &dyn LocalServer,
    home: &HomeRecord,
    context: &Context,
    error: &LocalServerError,
) -> LocalServerTrouble {
    match error {
        LocalServerError::PortTaken { port, holder, free } => {
            LocalServerTrouble::PortTaken { port: *port, holder: holder.clone(), free: *free }
        }
        LocalServerError::Unreadable(_) => {
            let backups = server.backups(&context.server_folder(home)).await.unwrap_or_else(|error| {
                warn!(%error, "the backups of the Local home can not be read");
                Vec::new()
            });
            let backups = backups.into_iter().map(|backup| LocalBackup {
                name: backup.name,
                made_at: Timestamp::from_millis(backup.made_at_ms).to_string(),
            });
            LocalServerTrouble::Unreadable { backups: backups.collect() }
        }
        LocalServerError::Failed(detail) => LocalServerTrouble::Failed { detail: detail.clone() },
    }
}

fn server_of(context: &Context) -> Result<Arc<dyn LocalServer>, AppError> {
    let server = context.ports.local_server.clone();
    server.ok_or_else(|| AppError::new(ErrorCode::LocalServer, "this build has no server in it"))
}

/// The Local home that is known, of which there is at most one.
pub(super) async fn local_home(context: &Context) -> Result<Option<HomeRecord>, sqlx::Error> {
    Ok(context.state.homes().await?.into_iter().find(|home| home.kind == HomeKind::Local))
}

async fn known_local_home(context: &Context) -> Result<HomeRecord, AppError> {
    local_home(context).await?.ok_or_else(|| AppError::new(ErrorCode::NotFound, "there is no Local home"))
}
