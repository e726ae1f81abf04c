//! The main window.

use std::sync::atomic::Ordering;
use std::sync::{MutexGuard, PoisonError};

use tauri::{AppHandle, LogicalSize, Manager, Monitor, WebviewWindow, WindowEvent};
use tauri_specta::Event;

use super::{Windows, builder};
use crate::dock;
use crate::events::TabRequested;
use crate::link::Target;

pub(crate) const LABEL: &str = "main";

/// The smallest that the window is made at a text size of 100 %, in logical pixels, where the screen has room for it.
const SMALLEST: LogicalSize<f64> = LogicalSize::new(720.0, 520.0);
/// Kept free of a screen's height for the window's frame, in logical pixels.
const FRAME: f64 = 48.0;

/// The window's page, as far as tabs are asked for from outside of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// Not there, or not painted yet: what it is to show once it is.
    Coming(Option<Target>),
    Listening,
}

impl Default for Page {
    fn default() -> Self {
        Self::Coming(None)
    }
}

impl Page {
    /// The target to tell the page now. One that does not listen yet is told later; the last one that was named counts.
    fn ask(&mut self, target: Option<Target>) -> Option<Target> {
        match self {
            Self::Coming(waiting) => {
                *waiting = target.or(*waiting);
                None
            }
            Self::Listening => target,
        }
    }

    /// It listens from now on, and is told what waits.
    fn listen(&mut self) -> Option<Target> {
        match std::mem::replace(self, Self::Listening) {
            Self::Coming(waiting) => waiting,
            Self::Listening => None,
        }
    }
}

/// Shows the window, at its target if one is named: the one that is there, or a new one.
pub(crate) fn open(app: &AppHandle, target: Option<Target>) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window(LABEL) else {
        *page(&app.state::<Windows>()) = Page::Coming(target);
        return make(app);
    };
    let target = page(&app.state::<Windows>()).ask(target);
    window.unminimize()?;
    window.set_focus()?;
    tell(app, target)
}

/// The page listens: it is told what the window was opened for.
pub(crate) fn announce_target(app: &AppHandle) -> tauri::Result<()> {
    let target = page(&app.state::<Windows>()).listen();
    tell(app, target)
}

fn page(windows: &Windows) -> MutexGuard<'_, Page> {
    windows.page.lock().unwrap_or_else(PoisonError::into_inner)
}

fn tell(app: &AppHandle, target: Option<Target>) -> tauri::Result<()> {
    match target {
        Some(target) => TabRequested::from(target).emit_to(app, LABEL),
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
    dock::stand(app, true);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Tab;

    #[test]
    fn a_tab_that_is_asked_for_before_the_page_listens_waits_for_it() {
        let [account, usage] = [Tab::Account, Tab::Usage].map(|tab| Some(Target::from(tab)));
        let mut page = Page::Coming(None);
        assert_eq!(page.ask(account), None);
        // As a start beside a link does: it names none.
        assert_eq!(page.ask(None), None);
        assert_eq!(page.listen(), account);
        assert_eq!(page.listen(), None);
        assert_eq!(page.ask(usage), usage);
    }

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
