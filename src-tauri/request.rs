//! What the desktop asks of the app: a click in the tray, a button of a notification, a second start.

use std::sync::Arc;

use infuse_engine::Engine;
use infuse_engine::snapshot::PauseUntil;
use tauri::{AppHandle, PhysicalPosition};
use tokio::sync::{Mutex, mpsc};

use crate::end::End;
use crate::link::{Part, Tab, Target};
use crate::windows;

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Request {
    Window(WindowRequest),
    Warnings(WarningsRequest),
    Approval(ApprovalAnswer),
    Quit,
}

/// What a person says to what an agent asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApprovalAnswer {
    pub(crate) id: String,
    pub(crate) allow: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum WindowRequest {
    /// Shows the main window, where it is said to.
    Open(Option<Target>),
    /// Shows the quick look near a point of the screen, or closes it.
    ToggleQuickLook(Option<PhysicalPosition<f64>>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WarningsRequest {
    Pause,
    /// Pauses warnings, or resumes them if they are paused.
    Toggle,
}

impl Request {
    pub(crate) const OPEN: Self = Self::Window(WindowRequest::Open(None));
    pub(crate) const OPEN_USAGE: Self = Self::Window(WindowRequest::Open(Some(Target { tab: Tab::Usage, part: None })));
    pub(crate) const OPEN_ACCOUNT: Self =
        Self::Window(WindowRequest::Open(Some(Target { tab: Tab::Account, part: None })));
    pub(crate) const OPEN_ALERTS: Self =
        Self::Window(WindowRequest::Open(Some(Target { tab: Tab::Usage, part: Some(Part::Alerts) })));
}

/// Where requests are left. Each kind is answered in order, and holds up no other: a window waits for no disk, and the
/// end for neither.
#[derive(Clone)]
pub(crate) struct Requests {
    end: End,
    ends: mpsc::UnboundedSender<()>,
    windows: mpsc::UnboundedSender<WindowRequest>,
    warnings: mpsc::UnboundedSender<WarningsRequest>,
    approvals: mpsc::UnboundedSender<ApprovalAnswer>,
}

/// The requests that were left. What waits here is not lost when a task that answers dies.
#[derive(Clone)]
pub(crate) struct Asked {
    ends: Queue<()>,
    windows: Queue<WindowRequest>,
    warnings: Queue<WarningsRequest>,
    approvals: Queue<ApprovalAnswer>,
}

type Queue<T> = Arc<Mutex<mpsc::UnboundedReceiver<T>>>;

/// Where requests are left, and where they are found.
pub(crate) fn requests(end: End) -> (Requests, Asked) {
    let (ends, asked_ends) = queue();
    let (windows, asked_windows) = queue();
    let (warnings, asked_warnings) = queue();
    let (approvals, asked_approvals) = queue();
    (
        Requests { end, ends, windows, warnings, approvals },
        Asked { ends: asked_ends, windows: asked_windows, warnings: asked_warnings, approvals: asked_approvals },
    )
}

fn queue<T>() -> (mpsc::UnboundedSender<T>, Queue<T>) {
    let (sender, receiver) = mpsc::unbounded_channel();
    (sender, Arc::new(Mutex::new(receiver)))
}

impl Requests {
    pub(crate) fn ask(&self, request: Request) {
        let was_left = match request {
            Request::Quit => {
                self.end.begin();
                self.ends.send(()).is_ok()
            }
            Request::Window(request) => self.windows.send(request).is_ok(),
            Request::Warnings(request) => self.warnings.send(request).is_ok(),
            Request::Approval(answer) => self.approvals.send(answer).is_ok(),
        };
        if !was_left {
            tracing::debug!("the app is ending");
        }
    }

    /// Whether the app ends, and answers nothing else.
    pub(crate) fn are_over(&self) -> bool {
        self.end.has_begun()
    }
}

/// Ends the app as soon as that is asked for, also before it has started.
pub(crate) async fn answer_ends(app: AppHandle, asked: Asked) {
    while asked.ends.lock().await.recv().await.is_some() {
        app.exit(0);
    }
}

pub(crate) async fn answer_windows(app: AppHandle, asked: Asked) {
    let mut requests = asked.windows.lock().await;
    while let Some(request) = requests.recv().await {
        match request {
            WindowRequest::Open(target) => log_failure(windows::main::open(&app, target)),
            WindowRequest::ToggleQuickLook(at) => log_failure(windows::quick::toggle(&app, at)),
        }
    }
}

pub(crate) async fn answer_warnings(engine: Engine, asked: Asked) {
    let mut requests = asked.warnings.lock().await;
    while let Some(request) = requests.recv().await {
        match request {
            WarningsRequest::Pause => log_failure(engine.pause_warnings(PauseUntil::Reset).await),
            WarningsRequest::Toggle => log_failure(engine.toggle_warnings().await),
        }
    }
}

/// An answer that is not taken leaves the approval where it is, in tray and window: it can be given there again.
pub(crate) async fn answer_approvals(engine: Engine, asked: Asked) {
    let mut answers = asked.approvals.lock().await;
    while let Some(ApprovalAnswer { id, allow }) = answers.recv().await {
        log_failure(engine.decide_approval(id, allow).await);
    }
}

/// Nobody waits for the answer to a request of the desktop, so that its failure goes to the log.
fn log_failure<E: std::fmt::Display>(result: Result<(), E>) {
    if let Err(error) = result {
        tracing::error!(%error, "a request of the desktop failed");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_end_waits_for_no_other_request() {
        let end = End::default();
        let (requests, asked) = requests(end);
        requests.ask(Request::Warnings(WarningsRequest::Pause));
        requests.ask(Request::OPEN);
        assert_eq!(asked.windows.lock().await.recv().await, Some(WindowRequest::Open(None)));
        // The pause is not answered: the file may be locked. This is left beside it.
        assert!(requests.ends.send(()).is_ok());
        assert_eq!(asked.ends.lock().await.recv().await, Some(()));
    }
}
