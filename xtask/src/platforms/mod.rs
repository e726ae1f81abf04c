//! `cargo xtask check-platforms`: what a compiler can tell on Debian about Windows and macOS.

mod compiler;
mod debian;
mod findings;
pub(crate) mod windows;

use std::path::Path;

use anyhow::{Result, bail};

use crate::{process, setup, ui};
use compiler::{Compiler, Standing};
use findings::Findings;

/// A system that the app runs on and this one does not, by its name and the target that it is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Platform {
    name: &'static str,
    target: &'static str,
}

/// Windows by the target whose linker Debian has, too.
const WINDOWS: Platform = Platform { name: "Windows", target: "x86_64-pc-windows-gnu" };
const MACOS: Platform = Platform { name: "macOS", target: "aarch64-apple-darwin" };
const PLATFORMS: [Platform; 2] = [WINDOWS, MACOS];

/// Types and lints of everything, tests included. Where the compiler for it can not be had, that is said, and nothing
/// is checked.
///
/// # Errors
/// What is an error, or a warning of the compiler itself, on either system.
pub(crate) fn check() -> Result<()> {
    let compiler = match Compiler::get()? {
        Standing::Here(compiler) => compiler,
        Standing::Absent(reason) => {
            println!("skipped: check-platforms, because {reason}");
            return Ok(());
        }
    };
    setup::for_building()?;
    ui::build()?;
    let mut at_fault = Vec::new();
    for platform in PLATFORMS {
        if !is_sound(&compiler, platform)? {
            at_fault.push(platform.name);
        }
    }
    if at_fault.is_empty() { Ok(()) } else { bail!("this is not sound on {}", at_fault.join(" and on ")) }
}

fn is_sound(compiler: &Compiler, platform: Platform) -> Result<bool> {
    let mut findings = Findings::default();
    let mut command = compiler.checking();
    command.args(["check", "--locked", "--workspace", "--all-targets", "--keep-going", "--message-format=json"]);
    // The app's code as it is released: what is left out of debug builds is seen nowhere else.
    command.args(["--config", "profile.dev.package.infuse.debug-assertions=false", "--target", platform.target]);
    let status = process::read_lines(&mut command, |line| findings.read(line))?;
    for found in findings.lints() {
        println!("{}, which a newer compiler says: {found}", platform.name);
    }
    for found in findings.faults() {
        println!("{}: {found}", platform.name);
    }
    println!("{}: {findings}", platform.name);
    if !status.success() && findings.faults().is_empty() {
        bail!("cargo did not come to check {}: {status}", platform.name);
    }
    Ok(findings.faults().is_empty())
}

/// A path as text, which arguments of programs are put together from.
fn text(path: &Path) -> Result<&str> {
    path.to_str().ok_or_else(|| anyhow::anyhow!("{} is no UTF-8", path.display()))
}
