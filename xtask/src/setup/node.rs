//! Node, which builds and tests the web view, and a counterpart of the tests that is written for it.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::{self, npm};
use crate::workspace;

const OLDEST: (u32, u32) = (20, 19);

/// Fails with what to do where Node is missing or too old.
pub(crate) fn check() -> Result<()> {
    let remedy = format!("install Node {}.{} or newer (https://nodejs.org)", OLDEST.0, OLDEST.1);
    let version = process::output(Command::new("node").arg("--version")).with_context(|| remedy.clone())?;
    match parse(&version) {
        Some(found) if found >= OLDEST => Ok(()),
        _ => bail!("this is Node {}; {remedy}", version.trim()),
    }
}

/// An identity provider, in the last version that runs on the [`OLDEST`] Node.
const OIDC_PROVIDER: &str = "9.13.3";

/// Installs it into this clone's tools, unless this very version is there, and answers the folder of its package. Absent where
/// npm is.
pub(super) fn oidc_provider() -> Result<Option<PathBuf>> {
    if process::find("npm").is_none() && process::find("npm.cmd").is_none() {
        return Ok(None);
    }
    let folder = workspace::tools().join(format!("oidc-provider-{OIDC_PROVIDER}"));
    let installed = folder.join("installed");
    if !installed.exists() {
        std::fs::create_dir_all(&folder)?;
        process::run(
            npm()
                .args(["install", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--prefix"])
                .arg(&folder)
                .arg(format!("oidc-provider@{OIDC_PROVIDER}")),
        )?;
        // npm makes the folder before what is in it is whole.
        std::fs::write(installed, "")?;
    }
    Ok(Some(folder.join("node_modules").join("oidc-provider")))
}

/// Major and minor number of a line like `v20.19.5`.
fn parse(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim().strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert_eq!(parse("v20.20.2\n"), Some((20, 20)));
        assert!(parse("v20.9.0") < Some(OLDEST));
        assert!(parse("v22.1.0") > Some(OLDEST));
        assert_eq!(parse("20"), None);
    }
}
