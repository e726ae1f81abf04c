//! Programs in Python that the tests have as their counterparts, each with what it needs in a folder of its own.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::process;
use crate::workspace;

/// A package of a version that was tried.
pub(super) struct Package {
    name: &'static str,
    version: &'static str,
    /// The program of it that is run.
    program: &'static str,
}

/// It attacks an HTTP interface by its OpenAPI document.
pub(super) const SCHEMATHESIS: Package = Package { name: "schemathesis", version: "4.32.5", program: "st" };

/// It takes mails: a Python that knows it.
pub(super) const AIOSMTPD: Package = Package { name: "aiosmtpd", version: "1.4.6", program: "python" };

/// It makes the codes of an authenticator app: a Python that knows it.
pub(super) const PYOTP: Package = Package { name: "pyotp", version: "2.9.0", program: "python" };

impl Package {
    /// Installs it into this clone's tools, unless this very version is there, and answers where its program lies.
    /// Absent where Python is.
    pub(super) fn install(&self) -> Result<Option<PathBuf>> {
        let Some(python) = process::find("python3") else { return Ok(None) };
        let folder = workspace::tools().join(format!("{}-{}", self.name, self.version));
        let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
        let installed = folder.join("installed");
        if !installed.exists() {
            process::run(Command::new(python).args(["-m", "venv"]).arg(&folder))?;
            process::run(
                Command::new(programs.join("python"))
                    .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
                    .arg(format!("{}=={}", self.name, self.version)),
            )?;
            // Python itself is there before the package is.
            std::fs::write(installed, "")?;
        }
        Ok(Some(programs.join(format!("{}{}", self.program, std::env::consts::EXE_SUFFIX))))
    }
}
