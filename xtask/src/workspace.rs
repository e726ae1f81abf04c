//! Where things lie in a clone.

use std::path::PathBuf;

/// The folder of the workspace's `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    let mut folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    folder.pop();
    folder
}

/// Cargo's folder for what it builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Where tools that belong to this clone are installed.
pub(crate) fn tools() -> PathBuf {
    target().join("tools")
}

/// The web view's package.
pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

/// A program that `cargo build` made in the debug profile.
pub(crate) fn debug_program(name: &str) -> PathBuf {
    target().join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
