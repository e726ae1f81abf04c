//! The main window.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use tauri::{AppHandle, LogicalSize, Manager, Monitor, WebviewWindow, WindowEvent};
use tauri_specta::Event;

use super::{Windows, builder};
use crate::events::TabRequested;
use crate::link::Tab;

pub(crate) const LABEL: &str = "main";

/// The smallest that the window is made at a text size of 100 %, in logical pixels, where the screen has room for it.
const SMALLEST: LogicalSize<f64> = LogicalSize::new(720.0, 520.0);
/// Kept free of a screen's height for the window's frame, in logical pixels.
const FRAME: f64 = 48.0;

/// Shows the window, on `tab` if one is named: the one that is there, or a new one.
pub(crate) fn open(app: &AppHandle, tab: Option<Tab>) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window(LABEL) else {
        *app.state::<Windows>().requested_tab.lock().unwrap_or_else(PoisonError::into_inner) = tab;
        return make(app);
    };
    window.unminimize()?;
    window.set_focus()?;
    match tab {
        Some(tab) => TabRequested { tab }.emit_to(app, LABEL),
        None => Ok(()),
    }
}

fn make(app: &AppHandle) -> tauri::Result<()> {
    let text_percent = app.state::<Windows>().text_percent.load(Ordering::Relaxed);
    let smallest = app.primary_monitor()?.map_or(SMALLEST, |screen| smallest_on(&screen, text_percent));
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
            && let Err(error) = fit_screen(&main)
        {
            tracing::warn!(%error, "the window may be larger than its screen");
        }
    });
}

/// Text of another size needs another room.
pub(crate) fn fit(window: &WebviewWindow, text_percent: u16) -> tauri::Result<()> {
    window.state::<Windows>().text_percent.store(text_percent, Ordering::Relaxed);
    fit_screen(window)
}

fn fit_screen(window: &WebviewWindow) -> tauri::Result<()> {
    let text_percent = window.state::<Windows>().text_percent.load(Ordering::Relaxed);
    match window.current_monitor()? {
        Some(screen) => window.set_min_size(Some(smallest_on(&screen, text_percent))),
        None => Ok(()),
    }
}

fn smallest_on(screen: &Monitor, text_percent: u16) -> LogicalSize<f64> {
    smallest_within(screen.work_area().size.to_logical(screen.scale_factor()), text_percent)
}

fn smallest_within(room: LogicalSize<f64>, text_percent: u16) -> LogicalSize<f64> {
    let needed = |length: f64| (length * f64::from(text_percent) / 100.0).round();
    LogicalSize::new(needed(SMALLEST.width).min(room.width), needed(SMALLEST.height).min(room.height - FRAME))
}

/// The page listens: it is told the tab that the window was opened for.
pub(crate) fn announce_requested_tab(app: &AppHandle) -> tauri::Result<()> {
    let tab = app.state::<Windows>().requested_tab.lock().unwrap_or_else(PoisonError::into_inner).take();
    match tab {
        Some(tab) => TabRequested { tab }.emit_to(app, LABEL),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_window_fits_the_screen_that_it_stands_on() {
        assert_eq!(smallest_within(LogicalSize::new(1366.0, 738.0), 100), SMALLEST);
        // The same screen at a scale of 2.
        assert_eq!(smallest_within(LogicalSize::new(683.0, 369.0), 100), LogicalSize::new(683.0, 321.0));
    }

    #[test]
    fn the_smallest_window_follows_its_text() {
        let smallest = |text_percent| smallest_within(LogicalSize::new(1920.0, 1040.0), text_percent);
        assert_eq!(smallest(140), LogicalSize::new(1008.0, 728.0));
        assert_eq!(smallest(90), LogicalSize::new(648.0, 468.0));
        assert_eq!(smallest_within(LogicalSize::new(1366.0, 738.0), 140), LogicalSize::new(1008.0, 690.0));
    }
}
