use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tracing::{debug, warn};

use crate::error::AppError;

/// What the engine asks of the worker.
pub(crate) enum Ask {
    /// Ask the server now.
    Refresh(oneshot::Sender<Result<(), AppError>>),
    /// Warnings were paused or resumed.
    WarningsChanged,
    /// A notification service has come: what waits may be shown.
    NotificationsBack,
    /// A question found the cache broken.
    CacheBroken,
}

/// Where a worker is asked.
#[derive(Clone)]
pub(crate) struct Asks(pub(super) mpsc::Sender<Ask>);

impl Asks {
    /// Asks the worker; `false` when it has nothing to follow and is gone.
    pub(crate) async fn ask(&self, ask: Ask) -> bool {
        self.0.send(ask).await.is_ok()
    }

    /// The same without waiting; what a worker that is far behind does not take is lost.
    pub(crate) fn ask_soon(&self, ask: Ask) {
        if self.0.try_send(ask).is_err() {
            debug!("a worker did not take a message");
        }
    }
}

/// A worker that runs.
pub(crate) struct WorkerHandle {
    pub(super) asks: Asks,
    pub(super) cancel: CancellationToken,
    pub(super) task: JoinHandle<()>,
}

impl WorkerHandle {
    pub(crate) fn asks(&self) -> Asks {
        self.asks.clone()
    }

    /// Stops it. What it was writing is written whole or not at all.
    pub(crate) async fn stop(self) {
        self.cancel.cancel();
        if let Err(error) = self.task.await {
            warn!(%error, "the worker ended badly");
        }
    }
}
