//! tauri-driver, the WebDriver of Tauri windows.

use std::path::PathBuf;

use anyhow::Result;

use crate::process::{self, cargo};
use crate::workspace;

/// Installs it into this clone's tools, unless it is there, and answers where.
pub(crate) fn install() -> Result<PathBuf> {
    let program = workspace::tools().join("bin").join(format!("tauri-driver{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        process::run(
            cargo()
                .args(["install", "tauri-driver", "--locked", "--version", "^2", "--root"])
                .arg(workspace::tools())
                .arg("--target-dir")
                .arg(workspace::tools().join("build")),
        )?;
    }
    Ok(program)
}
