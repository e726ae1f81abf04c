//! The Dock of macOS: an app stands there, and among those that Command-Tab leads to, while it has a window. Elsewhere the
//! window itself is what stands in the bar.

use tauri::AppHandle;

#[cfg(target_os = "macos")]
pub(crate) fn stand(app: &AppHandle, has_window: bool) {
    use tauri::ActivationPolicy::{Accessory, Regular};

    if let Err(error) = app.set_activation_policy(if has_window { Regular } else { Accessory }) {
        tracing::warn!(%error, has_window, "the Dock does not follow the window");
    }
}

#[cfg(not(target_os = "macos"))]
pub(crate) fn stand(_app: &AppHandle, _has_window: bool) {}
