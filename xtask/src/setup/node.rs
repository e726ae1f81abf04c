//! Node, which builds and tests the web view.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

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
