//! A compiler that knows Windows and macOS.
//!
//! The standard libraries of other systems come from where the project's own compiler does, which a machine that builds
//! may not reach. Debian carries a compiler with the source of its standard library: unpacked beside the system with the C
//! library that it was made for, it makes of each library what a check needs. Nothing is linked, so that C and
//! resources may be compiled to nothing.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::{PLATFORMS, debian, text};
use crate::{process, workspace};

const PACKAGES: [&str; 3] = ["rustc-web", "rust-web-clippy", "rust-web-src"];

/// What is made here is made anew when this changes, and when the project asks for a newer compiler.
const RECIPE: &str = concat!("1, for Rust ", env!("CARGO_PKG_RUST_VERSION"));

const LIBRARIES: &str = "usr/lib/x86_64-linux-gnu";
const LOADER: &str = "usr/lib64/ld-linux-x86-64.so.2";

/// Takes the place of a compiler of C, and makes what it is told to, empty.
const NOTHING: &str = r#"#!/bin/sh
while [ $# -gt 0 ]; do
    case $1 in
        -o|--output) shift; : > "$1" ;;
        -o*) : > "${1#-o}" ;;
        *.a) : > "$1" ;;
    esac
    shift
done
"#;

/// Whether there is one.
pub(crate) enum Standing {
    Here(Compiler),
    /// It can not be had, for this reason.
    Absent(String),
}

/// It lies below the folder of what cargo builds, with what it has compiled.
pub(crate) struct Compiler {
    folder: PathBuf,
}

impl Compiler {
    /// The one that was made before, or a new one, which takes minutes.
    pub(crate) fn get() -> Result<Standing> {
        let compiler = Self { folder: std::path::absolute(workspace::target())?.join("platforms") };
        let stamp = compiler.folder.join("recipe");
        if fs::read_to_string(&stamp).is_ok_and(|recipe| recipe == RECIPE) {
            return Ok(Standing::Here(compiler));
        }
        if let Some(reason) = debian::why_not() {
            return Ok(Standing::Absent(reason));
        }
        println!(
            "Making a compiler for {} in {}",
            PLATFORMS.map(|platform| platform.name).join(" and "),
            compiler.folder.display()
        );
        for part in ["apt", "root", "bin"] {
            start_anew(&compiler.folder.join(part))?;
        }
        if let Some(reason) = debian::unpack(&PACKAGES, &compiler.folder.join("apt"), &compiler.root())? {
            return Ok(Standing::Absent(reason));
        }
        compiler.write_programs()?;
        compiler.make_standard_libraries()?;
        fs::write(stamp, RECIPE)?;
        Ok(Standing::Here(compiler))
    }

    /// Cargo, told to check and lint with this compiler.
    pub(crate) fn checking(&self) -> Command {
        let mut command = self.cargo();
        command
            .env("RUSTC_WORKSPACE_WRAPPER", self.bin().join("clippy-driver"))
            .env("CARGO_TARGET_DIR", self.folder.join("target"));
        command
    }

    /// Cargo, told to compile with this compiler, and C to nothing.
    fn cargo(&self) -> Command {
        let mut command = process::cargo();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(self.bin()).chain(std::env::split_paths(&path));
        // A path that was split just now can be joined.
        command.env("PATH", std::env::join_paths(folders).unwrap_or(path));
        command.env("RUSTC", self.bin().join("rustc")).env_remove("RUSTFLAGS");
        for platform in PLATFORMS {
            let target = platform.target.replace('-', "_");
            command.env(format!("CC_{target}"), self.bin().join("nothing"));
            command.env(format!("AR_{target}"), self.bin().join("nothing"));
        }
        command
    }

    fn root(&self) -> PathBuf {
        self.folder.join("root")
    }

    fn bin(&self) -> PathBuf {
        self.folder.join("bin")
    }

    fn write_programs(&self) -> Result<()> {
        let root = self.root();
        let (loader, libraries) = (root.join(LOADER), root.join(LIBRARIES));
        for name in ["rustc", "clippy-driver"] {
            let words = [text(&loader)?, "--library-path", text(&libraries)?, text(&root.join("usr/bin").join(name))?]
                .map(|word| format!("'{word}'"));
            self.write_program(name, &format!("#!/bin/sh\nexec {} \"$@\"\n", words.join(" ")))?;
        }
        let tools = ["gcc", "ar", "windres", "dlltool"].map(|tool| format!("x86_64-w64-mingw32-{tool}"));
        for name in tools.iter().map(String::as_str).chain(["nothing"]) {
            self.write_program(name, NOTHING)?;
        }
        Ok(())
    }

    fn write_program(&self, name: &str, script: &str) -> Result<()> {
        let path = self.bin().join(name);
        fs::write(&path, script)?;
        process::run(Command::new("chmod").arg("755").arg(path))
    }

    /// What a check needs to know of each standard library, put where the compiler looks for it.
    fn make_standard_libraries(&self) -> Result<()> {
        let library = self.library()?;
        let manifest = library.join("std/Cargo.toml");
        // As a library of the system it would have to be linked.
        let text =
            fs::read_to_string(&manifest)?.replace(r#"crate-type = ["dylib", "rlib"]"#, r#"crate-type = ["rlib"]"#);
        fs::write(&manifest, text)?;
        let built = self.folder.join("std");
        let mut command = self.cargo();
        command
            .args([
                "check",
                "--quiet",
                "--release",
                "--locked",
                "--features",
                "backtrace,panic-unwind",
                "--manifest-path",
            ])
            .arg(library.join("sysroot/Cargo.toml"))
            .args(PLATFORMS.map(|platform| format!("--target={}", platform.target)))
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", "-Zforce-unstable-if-unmarked")
            .env("CARGO_TARGET_DIR", &built);
        process::run(&mut command)?;
        for platform in PLATFORMS {
            let place = self.root().join("usr/lib/rustlib").join(platform.target).join("lib");
            start_anew(&place)?;
            for file in fs::read_dir(built.join(platform.target).join("release/deps"))? {
                let file = file?.path();
                if let (Some("rmeta"), Some(name)) = (file.extension().and_then(OsStr::to_str), file.file_name()) {
                    fs::copy(&file, place.join(name))?;
                }
            }
        }
        Ok(())
    }

    /// The source of the standard library.
    fn library(&self) -> Result<PathBuf> {
        let sources = self.root().join("usr/src");
        let folders = fs::read_dir(&sources).with_context(|| format!("there is no {}", sources.display()))?;
        let mut libraries = folders.filter_map(|folder| Some(folder.ok()?.path().join("library")));
        libraries.find(|library| library.is_dir()).context("Debian's compiler came without its source")
    }
}

/// An empty folder of that name, in the place of whatever one that was cut off has left.
fn start_anew(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("{} is in the way", folder.display()));
        }
        _ => {}
    }
    Ok(fs::create_dir_all(folder)?)
}
