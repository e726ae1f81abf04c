//! Checks what a clone needs from the system, and installs what it may.

mod apt;
mod node;
mod python;
mod tauri_driver;

use std::path::PathBuf;

use anyhow::Result;

use crate::process;

/// Which of the optional counterparts of the tests are here.
pub(crate) struct Counterparts {
    /// The folder of PostgreSQL's programs.
    pub(crate) postgres: Option<PathBuf>,
    /// The program `st`, which attacks an HTTP interface by its OpenAPI document.
    pub(crate) schemathesis: Option<PathBuf>,
    /// A Python with aiosmtpd, which takes mails.
    pub(crate) aiosmtpd: Option<PathBuf>,
    /// A Python with pyotp, which makes the codes of an authenticator app.
    pub(crate) pyotp: Option<PathBuf>,
    /// The folder of oidc-provider, an identity provider for Node.
    pub(crate) oidc_provider: Option<PathBuf>,
    /// The WebDriver of Tauri windows; absent too where a part of the desktop to test on is missing.
    pub(crate) tauri_driver: Option<PathBuf>,
}

/// What the app is built with. Cargo itself has checked the version of Rust before this tool ran.
pub(crate) fn for_building() -> Result<()> {
    node::check()?;
    apt::ensure(&apt::BUILD)
}

/// What the tests need beyond it. What this system does not offer is told, and left out.
pub(crate) fn for_testing() -> Result<Counterparts> {
    node::check()?;
    apt::ensure(&[apt::BUILD.as_slice(), apt::TEST.as_slice()].concat())?;
    Ok(Counterparts {
        postgres: crate::postgres::programs(),
        schemathesis: python::SCHEMATHESIS.install()?,
        aiosmtpd: python::AIOSMTPD.install()?,
        pyotp: python::PYOTP.install()?,
        oidc_provider: node::oidc_provider()?,
        tauri_driver: if has_desktop() { Some(tauri_driver::install()?) } else { None },
    })
}

/// What the pictures of the documentation need beyond that.
pub(crate) fn for_pictures() -> Result<()> {
    apt::ensure(&apt::PICTURES)
}

/// Whether a headless desktop can be set up here.
fn has_desktop() -> bool {
    const PARTS: [&str; 8] =
        ["Xvfb", "openbox", "dbus-daemon", "gnome-keyring-daemon", "dunst", "xfce4-panel", "import", "WebKitWebDriver"];
    cfg!(target_os = "linux") && PARTS.iter().all(|part| process::find(part).is_some())
}
