//! Whether the app starts with the desktop. The desktop decides; the settings keep what it decided.

use infuse_engine::{AppError, Engine};
use tauri::AppHandle;
use tauri_plugin_autostart::{AutoLaunchManager, ManagerExt};

use crate::commands::desktop_error;

/// What the desktop starts.
trait Desktop {
    fn starts_app(&self) -> Result<bool, AppError>;
    fn start_app(&self, on: bool) -> Result<(), AppError>;
}

impl Desktop for AutoLaunchManager {
    fn starts_app(&self) -> Result<bool, AppError> {
        self.is_enabled().map_err(desktop_error)
    }

    fn start_app(&self, on: bool) -> Result<(), AppError> {
        let done = if on { self.enable() } else { self.disable() };
        done.map_err(desktop_error)
    }
}

/// Has the desktop start the app, or start it no longer, and keeps it as a setting: both, or neither.
pub(crate) async fn set(app: &AppHandle, engine: &Engine, on: bool) -> Result<(), AppError> {
    set_on(&*app.autolaunch(), on, engine.set_autostart(on)).await
}

async fn set_on(
    desktop: &impl Desktop,
    on: bool,
    keep: impl Future<Output = Result<(), AppError>>,
) -> Result<(), AppError> {
    let before = desktop.starts_app()?;
    desktop.start_app(on)?;
    let kept = keep.await;
    if kept.is_err()
        && let Err(error) = desktop.start_app(before)
    {
        tracing::error!(%error, "the settings do not know whether the desktop starts the app");
    }
    kept
}

/// Takes over what the person has changed on the desktop while the app was away.
pub(crate) async fn learn(app: AppHandle, engine: Engine) {
    let starts_app = match app.autolaunch().starts_app() {
        Ok(starts_app) => starts_app,
        Err(error) => return tracing::warn!(%error, "the desktop does not say whether it starts the app"),
    };
    let is_kept = engine.snapshot().borrow().device.autostart == starts_app;
    if !is_kept && let Err(error) = engine.set_autostart(starts_app).await {
        tracing::warn!(%error, "whether the desktop starts the app is not kept");
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use infuse_engine::ErrorCode;

    use super::*;

    struct FakeDesktop(Cell<bool>);

    impl Desktop for FakeDesktop {
        fn starts_app(&self) -> Result<bool, AppError> {
            Ok(self.0.get())
        }

        fn start_app(&self, on: bool) -> Result<(), AppError> {
            self.0.set(on);
            Ok(())
        }
    }

    #[tokio::test]
    async fn what_can_not_be_kept_is_undone() {
        let full = || async { Err(AppError { code: ErrorCode::File, detail: "full".to_owned(), field: None }) };
        for before in [true, false] {
            let desktop = FakeDesktop(Cell::new(before));
            assert!(set_on(&desktop, true, full()).await.is_err());
            assert_eq!(desktop.0.get(), before);
            set_on(&desktop, !before, async { Ok(()) }).await.unwrap();
            assert_eq!(desktop.0.get(), !before);
        }
    }
}
