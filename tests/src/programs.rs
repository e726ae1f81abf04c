//! Programs of this workspace that tests start.

use std::path::{Path, PathBuf};

/// The program `name` that was built into the same profile's folder as the running test.
pub fn built(name: &str) -> PathBuf {
    program_in(&profile(), name)
}

/// The program `name` as the README's command builds it.
pub fn built_by_the_readme(name: &str) -> PathBuf {
    program_in(&profile().with_file_name("readme").join("release"), name)
}

fn profile() -> PathBuf {
    let test = std::env::current_exe().expect("a running program has a path");
    test.parent().and_then(Path::parent).expect("tests lie in <profile>/deps").to_owned()
}

fn program_in(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(path.exists(), "{} is not built: `cargo xtask test` does so", path.display());
    path
}
