//! The web view's package: installed, built and tested by npm, only when something changed.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context, Result};

use crate::process::{self, npm};
use crate::tally::Tally;
use crate::workspace;

/// Installs the packages of the lock file, unless exactly these are installed.
pub(crate) fn install() -> Result<()> {
    let lock = fs::read(workspace::ui().join("package-lock.json")).context("ui/package-lock.json could not be read")?;
    // npm empties node_modules first, so that a stamp inside it never outlives what it speaks of.
    let stamp = workspace::ui().join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    process::run(npm().args(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&stamp, lock).with_context(|| format!("{} could not be written", stamp.display()))
}

/// Builds `ui/dist`, unless it is newer than everything that it is made from.
pub(crate) fn build() -> Result<()> {
    install()?;
    let built = fs::metadata(workspace::ui().join("dist/index.html")).and_then(|page| page.modified()).ok();
    if built.is_some_and(|built| newest_source(&workspace::ui()).is_ok_and(|source| source < built)) {
        return Ok(());
    }
    process::run(npm().args(["run", "build"]))
}

/// Runs the tests of the web view and counts them.
pub(crate) fn test(tally: &mut Tally) -> Result<()> {
    let report = workspace::target().join("vitest.json");
    if report.exists() {
        fs::remove_file(&report).with_context(|| format!("{} is in the way", report.display()))?;
    }
    let status = process::status(
        npm()
            .args(["exec", "--", "vitest", "run", "--reporter=default", "--reporter=json"])
            .arg(format!("--outputFile.json={}", report.display())),
    )?;
    let text = fs::read_to_string(&report).context("vitest wrote no report")?;
    let failed_before = tally.failed();
    tally.read_vitest_report(&text)?;
    if !status.success() && tally.failed() == failed_before {
        tally.fail();
    }
    Ok(())
}

/// When the last of the files below `folder` was changed, what npm and the build write aside.
fn newest_source(folder: &Path) -> std::io::Result<SystemTime> {
    let mut newest = SystemTime::UNIX_EPOCH;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if ["node_modules", "dist"].iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        let changed =
            if entry.file_type()?.is_dir() { newest_source(&entry.path())? } else { entry.metadata()?.modified()? };
        newest = newest.max(changed);
    }
    Ok(newest)
}
