//! A disk of a size of its own, in memory.

use std::io::Write as _;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder where it is mounted. Dropping it unmounts it.
pub struct Disk(PathBuf);

impl Disk {
    /// Mounts one of that many MiB at a folder, which is made where it is missing. `None` where we may not mount one:
    /// that takes root.
    pub fn mount(at: &Path, mebibytes: u32) -> Option<Self> {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(at).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={mebibytes}m,mode=0700"), "infuse-tests"]).arg(at);
        mount.output().is_ok_and(|mount| mount.status.success()).then(|| Self(at.to_owned()))
    }

    /// Takes all space that is left.
    pub fn fill(&self) {
        let mut filler = std::fs::File::create(self.filler()).unwrap();
        let mut piece = &[0_u8; 1 << 16][..];
        while !piece.is_empty() {
            // What is too much for the rest may fit in half.
            if filler.write_all(piece).is_err() {
                piece = &piece[..piece.len() / 2];
            }
        }
    }

    /// Gives it back.
    pub fn free(&self) {
        std::fs::remove_file(self.filler()).unwrap();
    }

    fn filler(&self) -> PathBuf {
        self.0.join("filler")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily: processes that work on it may take a moment to end.
        if !Command::new("umount").arg("--lazy").arg(&self.0).status().is_ok_and(|status| status.success()) {
            eprintln!("a disk was left behind: {}", self.0.display());
        }
    }
}
