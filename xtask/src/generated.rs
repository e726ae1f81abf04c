//! `cargo xtask gen`: committed files that are made from the code.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::{self, cargo};
use crate::{setup, ui, workspace};

/// Writes the server's OpenAPI document and the web view's bindings anew.
pub(crate) fn write() -> Result<()> {
    prepare()?;
    fs::write(openapi_file(), openapi()?).context("the OpenAPI document could not be written")?;
    process::run(bindings_test().env("UPDATE_BINDINGS", "1"))
}

/// Fails where a committed file is not what the code says.
pub(crate) fn check() -> Result<()> {
    prepare()?;
    let committed = fs::read_to_string(openapi_file()).context("the OpenAPI document could not be read")?;
    // Git may have checked it out with the line ends of Windows.
    if committed.replace("\r\n", "\n") != openapi()? {
        bail!("{} has drifted: run `cargo xtask gen`", openapi_file().display());
    }
    process::run(&mut bindings_test()).context("ui/src/bindings.ts has drifted: run `cargo xtask gen`")
}

/// The shell embeds the web view, so that it compiles only when that is built.
fn prepare() -> Result<()> {
    setup::for_building()?;
    ui::build()?;
    crate::test::build_programs()
}

fn openapi_file() -> PathBuf {
    workspace::root().join("crates/server/openapi.json")
}

fn openapi() -> Result<String> {
    process::output(Command::new(workspace::debug_program("infuse-server")).arg("openapi"))
}

/// The shell's test that compares the bindings, or writes them when told to.
fn bindings_test() -> Command {
    let mut command = cargo();
    command.args(["test", "--locked", "--quiet", "--workspace", "--lib", "--", "bindings"]);
    command
}
