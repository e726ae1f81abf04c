//! `cargo xtask test-windows`: the programs and their tests as Windows would run them, beside it under Wine.

use std::process::{Command, ExitCode};

use anyhow::{Result, bail};

use super::WINDOWS;
use crate::process::{self, cargo};
use crate::tally::Tally;
use crate::{setup, test, ui, workspace};

const LINKER: &str = "x86_64-w64-mingw32-gcc";
/// Before it Wine lacks what the standard library asks for random numbers.
const OLDEST_WINE: u32 = 10;

/// Parts of the workspace that are built for Windows: all but this tool.
const PARTS: [&str; 3] = ["--workspace", "--exclude", "xtask"];

/// What needs something that Wine does not bring: a PostgreSQL and a desktop for Windows, its Python and its Node.
const LEFT_OUT: [&str; 5] = ["postgres::", "schemathesis::", "aiosmtpd::", "real_window::", "readme::"];

/// Builds all programs and tests for Windows, and runs the tests. What can not be done here is named, and not done.
///
/// # Errors
/// When what can be done here fails.
pub(crate) fn test() -> Result<ExitCode> {
    setup::for_building()?;
    ui::build()?;
    if let Some(reason) = why_not_built()? {
        println!("skipped: building for Windows, and all tests there, because {reason}");
        return Ok(ExitCode::SUCCESS);
    }
    process::run(for_windows("build").args(["--bins", "--lib", "--tests"]))?;
    let wine = match wine()? {
        Ok(program) => program,
        Err(reason) => {
            println!("skipped: all tests on Windows, because {reason}");
            return Ok(ExitCode::SUCCESS);
        }
    };
    let mut tally = Tally::default();
    for part in LEFT_OUT {
        tally.skip(part.trim_end_matches(':'));
    }
    let mut command = for_windows("test");
    command
        .arg("--no-fail-fast")
        .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", wine)
        .env("WINEPREFIX", workspace::target().join("wine"))
        .env("WINEDEBUG", "-all")
        // The web view's loader lies beside the app, and not beside its tests.
        .env("WINEPATH", workspace::target().join(WINDOWS.target).join("debug"))
        .arg("--")
        .args(LEFT_OUT.iter().flat_map(|part| ["--skip", part]));
    let status = process::stream(&mut command, |line| tally.read_rust_line(line))?;
    if !status.success() && tally.is_success() {
        tally.fail();
    }
    test::report(&tally);
    Ok(if tally.is_success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn for_windows(subcommand: &str) -> Command {
    let mut command = cargo();
    command.arg(subcommand).arg("--locked").args(PARTS).args(["--target", WINDOWS.target]);
    command
}

/// Why nothing can be built for Windows here; absent where it can.
fn why_not_built() -> Result<Option<String>> {
    if process::find(LINKER).is_none() {
        return Ok(Some(format!("there is no {LINKER} (Debian has it in gcc-mingw-w64-x86-64-posix)")));
    }
    if process::find("rustup").is_none() {
        return Ok(Some("there is no rustup to bring the standard library for it".to_owned()));
    }
    let added = process::status(Command::new("rustup").args(["target", "add", WINDOWS.target]))?;
    Ok((!added.success()).then(|| "rustup can not bring the standard library for it".to_owned()))
}

/// The Wine that runs tests, or why there is none that could.
fn wine() -> Result<Result<&'static str, String>> {
    if process::find("wine").is_none() {
        return Ok(Err(format!("there is no Wine: version {OLDEST_WINE} or newer runs them")));
    }
    let told = process::output(Command::new("wine").arg("--version"))?;
    match version(&told) {
        Some(version) if version >= OLDEST_WINE => Ok(Ok("wine")),
        Some(version) => Ok(Err(format!("this is Wine {version}: version {OLDEST_WINE} or newer runs them"))),
        None => bail!("Wine does not say its version, but {told:?}"),
    }
}

/// The first number of a line like `wine-10.0 (Debian 10.0~repack-6)`.
fn version(told: &str) -> Option<u32> {
    let number = told.trim().strip_prefix("wine-")?;
    number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_wine_are_compared_as_numbers() {
        assert_eq!(version("wine-10.0 (Debian 10.0~repack-6)\n"), Some(10));
        assert!(version("wine-8.0 (Debian 8.0~repack-4)").is_some_and(|version| version < OLDEST_WINE));
        assert_eq!(version("it is not installed"), None);
    }
}
