//! `cargo xtask run`: from a clone to the open app.

use std::process::ExitCode;

use anyhow::Result;

use crate::process::{self, cargo};
use crate::{setup, ui};

/// Sets up, builds and opens the app. `--release` builds it optimised; what stands behind `--` is handed to the app.
pub(crate) fn run(options: &[&str]) -> Result<ExitCode> {
    setup::for_building()?;
    ui::build()?;
    let status = process::status(cargo().args(["run", "--package", "infuse"]).args(options))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
