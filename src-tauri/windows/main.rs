//! The main window.

use std::sync::PoisonError;

use tauri::{AppHandle, LogicalSize, Manager, Monitor, WebviewWindow, WindowEvent};
use tauri_specta::Event;

use super::{Windows, builder};
use crate::events::TabRequested;
use crate::link::Target;

pub(crate) const LABEL: &str = "main";

/// The smallest that the window is made, in logical pixels, where the screen has room for it.
const SMALLEST: LogicalSize<f64> = LogicalSize::new(720.0, 520.0);
/// Kept free of a screen's height for the window's frame, in logical pixels.
const FRAME: f64 = 48.0;

/// Shows the window, at its target if one is named: the one that is there, or a new one.
pub(crate) fn open(app: &AppHandle, target: Option<Target>) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window(LABEL) else {
        *app.state::<Windows>().requested.lock().unwrap_or_else(PoisonError::into_inner) = target;
        return make(app);
    };
    window.unminimize()?;
    window.set_focus()?;
    match target {
        Some(target) => TabRequested::from(target).emit_to(app, LABEL),
        None => Ok(()),
    }
}

fn make(app: &AppHandle) -> tauri::Result<()> {
    let smallest = app.primary_monitor()?.map_or(SMALLEST, |screen| smallest_on(&screen));
    let builder = builder(app, LABEL, "index.html")
        .inner_size(1120.0, 780.0)
        .min_inner_size(smallest.width, smallest.height)
        .prevent_overflow();
    follow_the_screen(&super::make(builder)?);
    Ok(())
}

/// A screen of another scale has other room.
fn follow_the_screen(window: &WebviewWindow) {
    let main = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::ScaleFactorChanged { .. } = event
            && let Err(error) = fit(&main)
        {
            tracing::warn!(%error, "the window may be larger than its screen");
        }
    });
}

fn fit(window: &WebviewWindow) -> tauri::Result<()> {
    match window.current_monitor()? {
        Some(screen) => window.set_min_size(Some(smallest_on(&screen))),
        None => Ok(()),
    }
}

fn smallest_on(screen: &Monitor) -> LogicalSize<f64> {
    smallest_within(screen.work_area().size.to_logical(screen.scale_factor()))
}

fn smallest_within(room: LogicalSize<f64>) -> LogicalSize<f64> {
    LogicalSize::new(SMALLEST.width.min(room.width), SMALLEST.height.min(room.height - FRAME))
}

/// The page listens: it is told what the window was opened for.
pub(crate) fn announce_target(app: &AppHandle) -> tauri::Result<()> {
    let target = app.state::<Windows>().requested.lock().unwrap_or_else(PoisonError::into_inner).take();
    match target {
        Some(target) => TabRequested::from(target).emit_to(app, LABEL),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_window_fits_the_screen_that_it_stands_on() {
        assert_eq!(smallest_within(LogicalSize::new(1366.0, 738.0)), SMALLEST);
        // The same screen at a scale of 2.
        assert_eq!(smallest_within(LogicalSize::new(683.0, 369.0)), LogicalSize::new(683.0, 321.0));
    }
}
