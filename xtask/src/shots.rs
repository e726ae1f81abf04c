//! `cargo xtask shots`: the pictures of the documentation, taken from the real window.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::{process, setup, test, workspace};

/// Runs the story that takes them, and lets it write to `docs/images`.
pub(crate) fn take() -> Result<ExitCode> {
    let counterparts = test::set_up()?;
    setup::for_pictures()?;
    if counterparts.tauri_driver.is_none() {
        bail!("the pictures are taken on a headless Linux desktop, and this system offers none");
    }
    test::build_programs()?;
    let status = process::status(
        test::cargo_test(&counterparts)
            .args(["--test", "desktop", "--", "screenshots"])
            .env("INFUSE_TEST_IMAGES", workspace::root().join("docs/images")),
    )?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
