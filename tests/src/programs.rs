//! Programs of this workspace that tests start.

use std::path::PathBuf;

/// The program `name` that was built into the same profile's folder as the running test.
pub fn built(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a running program has a path");
    let profile = test.parent().and_then(|deps| deps.parent()).expect("tests lie in <profile>/deps");
    let path = profile.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(path.exists(), "{} is not built: `cargo xtask test` does so", path.display());
    path
}
