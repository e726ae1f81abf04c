//! `cargo xtask shots`: the pictures of the documentation, taken from the real window, and of every state of the gallery.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::{process, setup, test, workspace};

/// Runs the stories that take them, and lets them write to `docs/images`, and to `target/gallery` what is to be looked at
/// and not kept.
pub(crate) fn take() -> Result<ExitCode> {
    let counterparts = test::set_up()?;
    setup::for_pictures()?;
    if counterparts.tauri_driver.is_none() {
        bail!("the pictures are taken on a headless Linux desktop, and this system offers none");
    }
    test::build_programs()?;
    let status = process::status(
        test::cargo_test(&counterparts)
            .args(["--test", "desktop", "--", "screenshots", "gallery"])
            .env("INFUSE_TEST_IMAGES", workspace::root().join("docs/images"))
            .env("INFUSE_TEST_GALLERY", workspace::target().join("gallery")),
    )?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
