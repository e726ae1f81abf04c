//! The quick look: a small window beside the tray that goes when the person looks elsewhere.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tauri::{
    AppHandle, LogicalSize, Manager, PhysicalPosition, PhysicalRect, PhysicalSize, WebviewWindow, WindowEvent,
};

use super::builder;

pub(crate) const LABEL: &str = "quick";

/// What the page needs at a text size of 100 %.
const SIZE: LogicalSize<f64> = LogicalSize::new(336.0, 376.0);
/// Kept free between the window and the edges of the work area, in logical pixels.
const MARGIN: f64 = 8.0;
/// The click on the tray that takes the focus away, and so closes the window, is the same that asks for it.
const SAME_CLICK: Duration = Duration::from_millis(300);

/// When the quick look last closed because the focus left it.
static LEFT: Mutex<Option<Instant>> = Mutex::new(None);

/// Where the quick look was asked for.
static ASKED_AT: Mutex<Option<PhysicalPosition<f64>>> = Mutex::new(None);

/// Opens the quick look near `at`, a point of the screen in physical pixels, or near the pointer; closes it if
/// it is open.
pub(crate) fn toggle(app: &AppHandle, at: Option<PhysicalPosition<f64>>) -> tauri::Result<()> {
    if let Some(window) = app.get_webview_window(LABEL) {
        return window.destroy();
    }
    let left = LEFT.lock().unwrap_or_else(PoisonError::into_inner).take();
    if left.is_some_and(|left| left.elapsed() < SAME_CLICK) {
        return Ok(());
    }
    let builder = builder(app, LABEL, "quick.html")
        .inner_size(SIZE.width, SIZE.height)
        .resizable(false)
        .decorations(false)
        .always_on_top(true)
        .skip_taskbar(true);
    let at = match at {
        Some(at) => at,
        None => app.cursor_position()?,
    };
    *ASKED_AT.lock().unwrap_or_else(PoisonError::into_inner) = Some(at);
    let window = super::make(builder)?;
    // Wherever it stands, it can be left.
    close_on_blur(&window);
    place(app, &window, at, 1.0)
}

/// Makes room for the page's text, before it is shown: text may be larger than the window was made for.
pub(crate) fn fit(app: &AppHandle, window: &WebviewWindow, text_percent: u16) -> tauri::Result<()> {
    let at = *ASKED_AT.lock().unwrap_or_else(PoisonError::into_inner);
    match at {
        Some(at) if text_percent != 100 => place(app, window, at, f64::from(text_percent) / 100.0),
        _ => Ok(()),
    }
}

pub(crate) fn close(app: &AppHandle) -> tauri::Result<()> {
    app.get_webview_window(LABEL).map_or(Ok(()), |window| window.destroy())
}

/// Where the system lets nobody place windows, as Wayland does, it chooses the place itself.
fn place(app: &AppHandle, window: &WebviewWindow, at: PhysicalPosition<f64>, text: f64) -> tauri::Result<()> {
    let Some(monitor) = app.monitor_from_point(at.x, at.y)? else { return Ok(()) };
    let scale = monitor.scale_factor();
    let size = size_of(text, monitor.work_area().size.to_logical(scale));
    if size != SIZE {
        window.set_min_size(Some(size))?;
        window.set_size(size)?;
    }
    let size = size.to_physical::<u32>(scale);
    window.set_position(beside(at, size, monitor.work_area(), (MARGIN * scale) as i32))
}

/// The window's size for text that is so many times as large, within the room that the screen has.
fn size_of(text: f64, room: LogicalSize<f64>) -> LogicalSize<f64> {
    let within = |length: f64, room: f64| (length * text).round().min(room - 2.0 * MARGIN);
    LogicalSize::new(within(SIZE.width, room.width), within(SIZE.height, room.height))
}

/// Centred under `at`, or above it where the work area ends, and never outside of it.
fn beside(
    at: PhysicalPosition<f64>,
    size: PhysicalSize<u32>,
    area: &PhysicalRect<i32, u32>,
    margin: i32,
) -> PhysicalPosition<i32> {
    let (width, height) = (size.width.cast_signed(), size.height.cast_signed());
    let (left, top) = (area.position.x + margin, area.position.y + margin);
    let right = (area.position.x + area.size.width.cast_signed() - margin - width).max(left);
    let bottom = (area.position.y + area.size.height.cast_signed() - margin - height).max(top);
    let (x, y) = (at.x as i32, at.y as i32);
    let below = y + margin;
    let y = if below > bottom { y - margin - height } else { below };
    PhysicalPosition::new((x - width / 2).clamp(left, right), y.clamp(top, bottom))
}

fn close_on_blur(window: &WebviewWindow) {
    let quick = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::Focused(false) = event {
            *LEFT.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
            if let Err(error) = quick.destroy() {
                tracing::error!(%error, "the quick look could not be closed");
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beside_at(x: f64, y: f64) -> (i32, i32) {
        // A screen of 1280 × 800 with a panel of 30 pixels at its top.
        let area = PhysicalRect { position: PhysicalPosition::new(0, 30), size: PhysicalSize::new(1280, 770) };
        let place = beside(PhysicalPosition::new(x, y), PhysicalSize::new(336, 356), &area, 8);
        (place.x, place.y)
    }

    #[test]
    fn it_follows_its_text_as_far_as_the_screen_has_room() {
        let size = |text, width, height| {
            let size = size_of(text, LogicalSize::new(width, height));
            (size.width, size.height)
        };
        assert_eq!(size(1.0, 1280.0, 770.0), (336.0, 376.0));
        assert_eq!(size(0.9, 1280.0, 770.0), (302.0, 338.0));
        assert_eq!(size(1.25, 1280.0, 770.0), (420.0, 470.0));
        assert_eq!(size(2.0, 1280.0, 770.0), (672.0, 752.0));
        assert_eq!(size(2.0, 683.0, 354.0), (667.0, 338.0));
    }

    #[test]
    fn it_hangs_below_a_panel_at_the_top() {
        assert_eq!(beside_at(640.0, 15.0), (472, 38));
    }

    #[test]
    fn it_stands_above_a_panel_at_the_bottom() {
        assert_eq!(beside_at(640.0, 790.0), (472, 426));
    }

    #[test]
    fn it_never_leaves_the_screen() {
        assert_eq!(beside_at(1279.0, 15.0), (936, 38));
        assert_eq!(beside_at(1.0, 15.0), (8, 38));
    }
}
