//! The colours that a window has before its page has painted, and around it.

use infuse_engine::snapshot::Theme;
use tauri::WebviewWindow;
use tauri::window::Color;

/// The pages' canvas, as their tokens name it.
const LIGHT: Color = Color(0xf4, 0xf5, 0xf3, 0xff);
const DARK: Color = Color(0x14, 0x17, 0x16, 0xff);

/// The theme that a window is told to have; absent, it follows the system.
pub(super) fn forced(theme: Theme) -> Option<tauri::Theme> {
    match theme {
        Theme::System => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    }
}

pub(super) fn apply(window: &WebviewWindow, theme: Theme) -> tauri::Result<()> {
    window.set_theme(forced(theme))?;
    let dark = window.theme()? == tauri::Theme::Dark;
    window.set_background_color(Some(if dark { DARK } else { LIGHT }))
}
