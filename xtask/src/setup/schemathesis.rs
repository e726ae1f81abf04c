//! schemathesis, which attacks an HTTP interface by its OpenAPI document.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::process;
use crate::workspace;

const VERSION: &str = "4.32.5";

/// Installs it into this clone's tools, unless this very version is there, and answers where `st` lies.
/// Absent where Python is.
pub(crate) fn install() -> Result<Option<PathBuf>> {
    let Some(python) = process::find("python3") else { return Ok(None) };
    let folder = workspace::tools().join(format!("schemathesis-{VERSION}"));
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let program = programs.join(format!("st{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        process::run(Command::new(python).args(["-m", "venv"]).arg(&folder))?;
        process::run(
            Command::new(programs.join("python"))
                .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
                .arg(format!("schemathesis=={VERSION}")),
        )?;
    }
    Ok(Some(program))
}
