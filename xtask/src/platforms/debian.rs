//! Packages of Debian, unpacked beside the system and never installed.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::text;
use crate::process;

/// The release whose web browsers bring a compiler that is new enough.
const SUITE: &str = "trixie";
const MIRROR: &str = "http://deb.debian.org/debian";
const KEYS: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// Counts as installed: it links, and nothing is linked with what is unpacked.
const LEFT_OUT: [&str; 3] = ["gcc", "binutils", "libc6-dev"];

/// Why packages can not be had on this system at all; absent where they can.
pub(super) fn why_not() -> Option<String> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Some("the compiler for it is one of Debian's for x86-64".to_owned());
    }
    let missing = ["apt-get", "dpkg"].into_iter().find(|name| process::find(name).is_none());
    match missing {
        Some(name) => Some(format!("there is no {name}")),
        None => (!Path::new(KEYS).exists()).then(|| format!("there is no {KEYS} to know Debian's packages by")),
    }
}

/// Downloads packages with all that they need, into `folder`, and unpacks them below `root`. Apt has lists and a state
/// of its own there, so that those of the system stay as they are, and finds by itself what the packages are called
/// that come along. Answers why that can not be, as without a network.
pub(super) fn unpack(packages: &[&str], folder: &Path, root: &Path) -> Result<Option<String>> {
    for part in ["sources", "state/lists/partial", "cache/archives/partial"] {
        fs::create_dir_all(folder.join(part))?;
    }
    fs::write(folder.join("sources/debian.list"), format!("deb [signed-by={KEYS}] {} {SUITE} main\n", mirror()))?;
    fs::write(folder.join("state/status"), LEFT_OUT.map(as_installed).join("\n"))?;
    fs::write(folder.join("apt.conf"), configuration(text(folder)?))?;
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.env("APT_CONFIG", folder.join("apt.conf")).arg("--quiet=2").args(arguments);
        process::status(&mut command)
    };
    if !apt(&["update"])?.success() {
        return Ok(Some("Debian's lists of packages can not be read".to_owned()));
    }
    let install = ["install", "--yes", "--download-only", "--no-install-recommends"];
    if !apt(&[&install, packages].concat())?.success() {
        return Ok(Some(format!("Debian has no {}, or does not hand it out", packages.join(", "))));
    }
    for file in fs::read_dir(folder.join("cache/archives"))? {
        let file = file?.path();
        if file.extension() == Some(OsStr::new("deb")) {
            process::run(Command::new("dpkg").arg("--extract").arg(&file).arg(root))?;
            fs::remove_file(&file).with_context(|| format!("{} could not be deleted", file.display()))?;
        }
    }
    Ok(None)
}

/// Where this system has Debian's packages from.
fn mirror() -> String {
    let sources = fs::read_to_string("/etc/apt/sources.list.d/debian.sources").unwrap_or_default();
    let uri = sources.lines().find_map(|line| line.strip_prefix("URIs:")?.split_whitespace().next());
    uri.unwrap_or(MIRROR).to_owned()
}

fn as_installed(package: &str) -> String {
    let provides = if package == "libc6-dev" { "Provides: libc-dev\n" } else { "" };
    format!("Package: {package}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 999\n{provides}")
}

fn configuration(folder: &str) -> String {
    format!(
        "Dir::State \"{folder}/state\";\n\
         Dir::State::status \"{folder}/state/status\";\n\
         Dir::Cache \"{folder}/cache\";\n\
         Dir::Etc::sourcelist \"/dev/null\";\n\
         Dir::Etc::sourceparts \"{folder}/sources\";\n\
         Dir::Etc::preferencesparts \"/dev/null\";\n\
         Acquire::Languages \"none\";\n\
         Acquire::http::Timeout \"30\";\n\
         APT::Sandbox::User \"root\";\n\
         APT::Update::Error-Mode \"any\";\n"
    )
}
