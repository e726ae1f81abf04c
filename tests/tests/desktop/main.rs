//! Stories on the real window, on a headless Linux desktop.

#[cfg(target_os = "linux")]
mod real_window;
