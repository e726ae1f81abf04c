//! What the desktop asks of the app: a click in the tray, a button of a notification, a second start.
//! All of it comes through one channel, so that one task answers it in order.

use infuse_engine::snapshot::Warnings;
use infuse_engine::{AppError, Engine};
use tauri::{AppHandle, Manager, PhysicalPosition};
use tokio::sync::mpsc;

use crate::link::Tab;
use crate::windows;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Request {
    /// Shows the main window, on a tab if one is named.
    OpenWindow(Option<Tab>),
    /// Shows the quick look near a point of the screen, or closes it.
    ToggleQuickLook(Option<PhysicalPosition<f64>>),
    PauseWarnings,
    /// Pauses warnings, or resumes them if they are paused.
    ToggleWarnings,
    Quit,
}

pub(crate) type Requests = mpsc::UnboundedSender<Request>;

/// Answers requests until the app ends.
pub(crate) async fn answer(app: AppHandle, mut requests: mpsc::UnboundedReceiver<Request>) {
    let engine = app.state::<Engine>().inner().clone();
    while let Some(request) = requests.recv().await {
        match request {
            Request::OpenWindow(tab) => log_failure(windows::main::open(&app, tab)),
            Request::ToggleQuickLook(at) => log_failure(windows::quick::toggle(&app, at)),
            Request::PauseWarnings => log_failure(engine.pause_warnings().await),
            Request::ToggleWarnings => log_failure(toggle_warnings(&engine).await),
            Request::Quit => app.exit(0),
        }
    }
}

async fn toggle_warnings(engine: &Engine) -> Result<(), AppError> {
    let paused = matches!(engine.snapshot().borrow().warnings, Warnings::Paused { .. });
    if paused { engine.resume_warnings().await } else { engine.pause_warnings().await }
}

/// Nobody waits for the answer to a request of the desktop, so that its failure goes to the log.
fn log_failure<E: std::fmt::Display>(result: Result<(), E>) {
    if let Err(error) = result {
        tracing::error!(%error, "a request of the desktop failed");
    }
}
