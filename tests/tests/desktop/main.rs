//! Stories on the real window, on a headless Linux desktop.

#![allow(clippy::unwrap_used, reason = "a story that unwraps fails with the line at fault")]

#[cfg(target_os = "linux")]
mod real_window;
