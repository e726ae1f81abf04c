//! `cargo xtask photograph`: starts a built app as a person does, and keeps what they see as a picture.

use std::fs;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::process;

/// Nothing tells from outside when a page has painted, and a machine that builds is slow.
const PAINTED_AFTER: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(200);

/// Takes the whole screen, from .NET, which every Windows has.
const WINDOWS_CAMERA: &str = "
    Add-Type -AssemblyName System.Windows.Forms, System.Drawing
    $screen = [System.Windows.Forms.Screen]::PrimaryScreen.Bounds
    $picture = New-Object System.Drawing.Bitmap $screen.Width, $screen.Height
    [System.Drawing.Graphics]::FromImage($picture).CopyFromScreen($screen.Location, [System.Drawing.Point]::Empty, $screen.Size)
    $picture.Save($env:INFUSE_PICTURE)";

/// Starts `program` in a data folder of its own and writes the picture of the screen to `picture`.
///
/// # Errors
/// When the app ends by itself, tells of an error in its log, or can not be photographed.
pub(crate) fn take(program: &Path, picture: &Path) -> Result<()> {
    let folder = tempfile::Builder::new().prefix("infuse-photograph-").tempdir().context("no temporary folder")?;
    let app = Command::new(program).arg("--data-dir").arg(folder.path()).spawn();
    let mut app = App(app.with_context(|| format!("{} could not be started", program.display()))?);
    let begun = Instant::now();
    let mut ended = None;
    while ended.is_none() && begun.elapsed() < PAINTED_AFTER {
        std::thread::sleep(PAUSE);
        ended = app.0.try_wait().context("the app's state could not be read")?;
    }
    // Also of an app that tells in a dialog what keeps it from starting.
    if ended.is_none() {
        process::run(camera().env("INFUSE_PICTURE", picture).arg(picture))?;
    }
    let log = fs::read_to_string(folder.path().join("infuse.log")).unwrap_or_default();
    match ended {
        Some(status) => bail!("the app ended by itself: {status}\n{log}"),
        None if log.contains("ERROR") => bail!("the app tells of an error\n{log}"),
        None => Ok(()),
    }
}

/// What takes a picture of the screen on this system, and is told where to.
fn camera() -> Command {
    let words: &[&str] = if cfg!(windows) {
        // What stands behind the command is no part of it.
        &["powershell", "-NoProfile", "-Command", WINDOWS_CAMERA, "#"]
    } else if cfg!(target_os = "macos") {
        &["screencapture", "-x"]
    } else {
        &["import", "-window", "root"]
    };
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}

/// Ended with the value.
struct App(Child);

impl Drop for App {
    fn drop(&mut self) {
        if let Err(error) = self.0.kill().and_then(|()| self.0.wait()) {
            eprintln!("xtask: the app could not be ended: {error}");
        }
    }
}
