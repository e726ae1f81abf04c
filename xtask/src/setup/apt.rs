//! System packages of Debian and Ubuntu.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::process;

/// What the app is compiled and linked against.
pub(crate) const BUILD: [&str; 9] = [
    "build-essential",
    "pkg-config",
    "curl",
    "libwebkit2gtk-4.1-dev",
    "libayatana-appindicator3-dev",
    "librsvg2-dev",
    "libasound2-dev",
    "libdbus-1-dev",
    "libssl-dev",
];

/// The headless desktop of the tests, and the counterparts that they talk to.
pub(crate) const TEST: [&str; 20] = [
    "webkit2gtk-driver",
    "xvfb",
    "openbox",
    "dbus-x11",
    "gnome-keyring",
    "dunst",
    "libnotify-bin",
    "xfce4-panel",
    "pulseaudio",
    "pulseaudio-utils",
    "libasound2-plugins",
    "sox",
    "xdotool",
    "imagemagick",
    "at-spi2-core",
    "fonts-dejavu-core",
    "uuid-runtime",
    "postgresql",
    "python3",
    "python3-venv",
];

/// The font that the pictures of the documentation are taken in, as most desktops bring it.
pub(crate) const PICTURES: [&str; 1] = ["fonts-noto-core"];

/// Installs those of `packages` that are missing; where it may not, fails with the line that does.
/// On a system without apt nothing is done: the build names what it misses there.
pub(crate) fn ensure(packages: &[&str]) -> Result<()> {
    if process::find("apt-get").is_none() || process::find("dpkg-query").is_none() {
        return Ok(());
    }
    let missing = missing(packages)?;
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    let Some(prefix) = privilege()? else {
        bail!(
            "system packages are missing. Install them, then run this again:\n\n    sudo apt-get install --yes {list}\n"
        );
    };
    println!("Installing system packages: {list}");
    process::run(apt_get(&prefix).arg("update"))?;
    process::run(apt_get(&prefix).args(["install", "--yes", "--no-install-recommends"]).args(&missing))
}

/// Those of `packages` that dpkg does not hold as installed.
fn missing<'a>(packages: &[&'a str]) -> Result<Vec<&'a str>> {
    // It fails when it does not know a name, and still answers for the others.
    let output = Command::new("dpkg-query")
        .args(["--show", "--showformat=${Package} ${db:Status-Status}\n"])
        .args(packages)
        .stderr(Stdio::null())
        .output()
        .context("dpkg-query could not be started")?;
    let installed = String::from_utf8_lossy(&output.stdout);
    Ok(packages
        .iter()
        .copied()
        .filter(|package| !installed.lines().any(|line| line == format!("{package} installed")))
        .collect())
}

/// The words before `apt-get` that let it install: none for root, `sudo` where it asks nothing; absent otherwise.
fn privilege() -> Result<Option<Vec<&'static str>>> {
    if process::output(Command::new("id").arg("-u"))?.trim() == "0" {
        return Ok(Some(Vec::new()));
    }
    let asks_nothing = process::find("sudo").is_some()
        && process::status(Command::new("sudo").args(["-n", "true"]).stderr(Stdio::null()))?.success();
    Ok(asks_nothing.then(|| vec!["sudo", "-n"]))
}

fn apt_get(prefix: &[&str]) -> Command {
    let words = [prefix, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]].concat();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}
