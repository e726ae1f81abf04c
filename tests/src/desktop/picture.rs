//! Pictures of what stands on the screen.

use std::path::{Path, PathBuf};

use super::DesktopSession;

/// A PNG file.
#[derive(Clone, Debug)]
pub struct Picture(pub(super) PathBuf);

impl DesktopSession {
    /// Takes a picture of the whole screen.
    pub async fn photograph_screen(&self, path: &Path) -> Picture {
        self.photograph("root", path).await
    }

    /// Takes a picture of one window, by its X11 id.
    pub async fn photograph(&self, window: &str, path: &Path) -> Picture {
        self.run("import", &["-window", window, &path.display().to_string()]).await;
        Picture(path.to_owned())
    }
}

impl Picture {
    /// Whether more than one colour is on it.
    pub async fn shows_something(&self, session: &DesktopSession) -> bool {
        let colours = session.run("identify", &["-format", "%k", &self.0.display().to_string()]).await;
        colours.trim().parse::<u64>().expect("a number of colours") > 1
    }
}
