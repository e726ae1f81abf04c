mod connections;
mod lasting;
mod patience;

use std::io;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::app::{App, Lifecycle, StartError};
use crate::db::{Db, copies, room};
use crate::http_service;
use crate::settings::Settings;
use crate::supervisor::supervise;

/// How long requests may still take after the server was told to stop.
const FINISH_REQUESTS: Duration = Duration::from_secs(3);

/// How long background tasks, and then the connections to the database, may take to end; all three
/// together stay below five seconds.
const FINISH_TASKS: Duration = Duration::from_secs(1);
const CLOSE_CONNECTIONS: Duration = Duration::from_millis(500);

/// Why the server did not start, or broke.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(transparent)]
    Start(#[from] StartError),
    #[error("the network failed: {0}")]
    Network(#[from] io::Error),
}

/// Serves until `shutdown` is cancelled, then takes no new work, finishes what it has, closes
/// streams, and returns within five seconds.
///
/// # Errors
/// When settings do not fit the listener's address, or the database can not be opened.
pub async fn serve(settings: Settings, listener: TcpListener, shutdown: CancellationToken) -> Result<(), ServeError> {
    let address = listener.local_addr()?;
    settings.check(address).map_err(StartError::from)?;
    let url = settings.database.url().map_err(StartError::from)?;
    let opened = match settings.keeps_copies {
        true => Db::open_to_serve_and_copy(url.as_str()).await,
        false => Db::open_to_serve(url.as_str()).await,
    };
    let db = opened.map_err(StartError::from)?;
    let lifecycle = Lifecycle::new(shutdown.child_token());
    // However this ends, as a task that is cut off or with an error at the start: nothing goes on without it.
    let _ending = (lifecycle.shutdown.clone().drop_guard(), lifecycle.finished.clone().drop_guard());
    if let Some(file) = db.file().filter(|_| settings.keeps_copies) {
        supervise("copies", &lifecycle.tasks, &lifecycle.finished, move || copies::keep_making(file.clone()));
    }
    let (disk, is_full) = (db.clone(), settings.is_full.clone());
    supervise("room", &lifecycle.tasks, &lifecycle.finished, move || room::keep_telling(disk.clone(), is_full.clone()));
    let app = App::start(settings, address, db.clone(), lifecycle.clone()).await?;
    tracing::info!(%address, "listening");
    serve_requests(&app, listener, &lifecycle).await;
    finish(&lifecycle, &db).await;
    tracing::info!("stopped");
    Ok(())
}

async fn serve_requests(app: &App, listener: TcpListener, lifecycle: &Lifecycle) {
    let router = http_service::router(app.clone());
    let serving = connections::serve(listener, router, app.settings.connections, lifecycle.shutdown.clone());
    let overdue = async {
        lifecycle.shutdown.cancelled().await;
        tokio::time::sleep(FINISH_REQUESTS).await;
    };
    tokio::select! {
        () = serving => {}
        () = overdue => tracing::warn!("some requests took too long to finish and were cut off"),
    }
}

/// A database that does not answer keeps nothing from ending: what was not committed, it forgets by itself.
async fn finish(lifecycle: &Lifecycle, db: &Db) {
    lifecycle.finished.cancel();
    lifecycle.tasks.close();
    if timeout(FINISH_TASKS, lifecycle.tasks.wait()).await.is_err() {
        tracing::warn!("some background tasks took too long to end");
    }
    if timeout(CLOSE_CONNECTIONS, db.close()).await.is_err() {
        tracing::warn!("some connections to the database took too long to close");
    }
}
