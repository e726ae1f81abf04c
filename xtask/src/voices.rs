//! `cargo xtask voices`: makes the clips of `crates/server/voices`, as `docs/voices.md` says.

use std::process::Command;

use anyhow::Result;

use crate::{process, workspace};

/// Needs `ffmpeg` and `espeak-ng`, and gets the model from packages. What is made is committed: nothing else needs this.
pub(crate) fn make() -> Result<()> {
    let root = workspace::root();
    let mut recipe = Command::new("python3");
    recipe.arg(root.join("xtask/voices/make.py"));
    recipe.arg("--work").arg(workspace::target().join("voices")).arg("--out").arg(root.join("crates/server/voices"));
    process::run(&mut recipe)
}
