//! Whether the app starts with the desktop. The desktop decides; the settings keep what it decided.

use std::path::PathBuf;

use auto_launch::{AutoLaunch, AutoLaunchBuilder, WindowsEnableMode};
use infuse_engine::{AppError, Engine, ErrorCode};
use tauri::{AppHandle, Manager};

use crate::place::Place;

/// What the desktop starts.
trait Desktop {
    fn starts_app(&self) -> Result<bool, AppError>;
    /// Has it start the app from where it lies now, or start it no longer.
    fn start_app(&self, on: bool) -> Result<(), AppError>;
}

/// The desktop's entry for this app.
struct Entry {
    app: AppHandle,
    launch: AutoLaunch,
}

impl Entry {
    fn of(app: &AppHandle) -> Result<Self, AppError> {
        let program = program(app).map_err(refused)?;
        let words = app.state::<Place>().autostart_arguments();
        let launch = AutoLaunchBuilder::new()
            // Never for everybody at this computer, also when the app was once started as an administrator.
            .set_windows_enable_mode(WindowsEnableMode::CurrentUser)
            .set_app_name(&app.package_info().name)
            .set_app_path(&quoted(&program.to_string_lossy()))
            .set_args(&words.iter().map(|word| quoted(word)).collect::<Vec<_>>())
            .build()
            .map_err(refused)?;
        Ok(Self { app: app.clone(), launch })
    }
}

impl Desktop for Entry {
    fn starts_app(&self) -> Result<bool, AppError> {
        Ok(self.launch.is_enabled().map_err(refused)? && !is_switched_off(&self.app))
    }

    fn start_app(&self, on: bool) -> Result<(), AppError> {
        let done = if on { self.launch.enable() } else { self.launch.disable() };
        done.map_err(refused)
    }
}

fn refused(error: impl std::fmt::Display) -> AppError {
    AppError { code: ErrorCode::Internal, detail: error.to_string(), field: None }
}

/// What the person has started: the image of an AppImage, and not what it unpacked.
#[cfg(target_os = "linux")]
fn program(app: &AppHandle) -> std::io::Result<PathBuf> {
    app.env().appimage.map_or_else(std::env::current_exe, |image| Ok(image.into()))
}

#[cfg(not(target_os = "linux"))]
fn program(_app: &AppHandle) -> std::io::Result<PathBuf> {
    std::env::current_exe()
}

/// A word of a command line in a desktop entry, where strings have escapes of their own
/// (<https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html>).
#[cfg(target_os = "linux")]
fn quoted(word: &str) -> String {
    let escaped = word.chars().fold(String::new(), |escaped, letter| match letter {
        '"' | '`' | '$' => escaped + r"\\" + letter.encode_utf8(&mut [0; 4]),
        '\\' => escaped + r"\\\\",
        '%' => escaped + "%%",
        _ => escaped + letter.encode_utf8(&mut [0; 4]),
    });
    format!("\"{escaped}\"")
}

/// A word of a command line, in which no path has quotes, and a backslash before one would stand for it
/// (<https://learn.microsoft.com/windows/win32/api/shellapi/nf-shellapi-commandlinetoargvw>).
#[cfg(windows)]
fn quoted(word: &str) -> String {
    let backslashes = word.len() - word.trim_end_matches('\\').len();
    format!("\"{word}{}\"", &word[word.len() - backslashes..])
}

/// A launch agent has a list of words, in XML.
#[cfg(target_os = "macos")]
fn quoted(word: &str) -> String {
    word.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Whether the person has switched the entry off with a tool of the desktop, which leaves it where it is
/// (<https://specifications.freedesktop.org/autostart-spec/latest>; the second line is GNOME's).
#[cfg(target_os = "linux")]
fn is_switched_off(app: &AppHandle) -> bool {
    let Ok(home) = app.path().home_dir() else { return false };
    let entry = home.join(".config/autostart").join(format!("{}.desktop", app.package_info().name));
    let entry = std::fs::read_to_string(entry).unwrap_or_default();
    entry.lines().any(|line| ["Hidden=true", "X-GNOME-Autostart-enabled=false"].contains(&line.trim()))
}

/// Elsewhere the desktop itself has been asked.
#[cfg(not(target_os = "linux"))]
fn is_switched_off(_app: &AppHandle) -> bool {
    false
}

/// Has the desktop start the app, or start it no longer, and keeps it as a setting: both, or neither.
pub(crate) async fn set(app: &AppHandle, engine: &Engine, on: bool) -> Result<(), AppError> {
    set_on(&Entry::of(app)?, on, engine.set_autostart(on)).await
}

async fn set_on(
    desktop: &impl Desktop,
    on: bool,
    keep: impl Future<Output = Result<(), AppError>>,
) -> Result<(), AppError> {
    let before = desktop.starts_app()?;
    desktop.start_app(on)?;
    let kept = keep.await;
    if kept.is_err()
        && let Err(error) = desktop.start_app(before)
    {
        tracing::error!(%error, "the settings do not know whether the desktop starts the app");
    }
    kept
}

/// Takes over what the person has changed on the desktop while the app was away; where nothing has changed, tells the
/// desktop where the app lies now.
pub(crate) async fn learn(app: AppHandle, engine: Engine) {
    let kept = engine.snapshot().borrow().device.autostart;
    match Entry::of(&app).and_then(|entry| learn_from(&entry, kept)) {
        Ok(starts_app) if starts_app != kept => {
            if let Err(error) = engine.set_autostart(starts_app).await {
                tracing::warn!(%error, "whether the desktop starts the app is not kept");
            }
        }
        Ok(_) => {}
        Err(error) => {
            tracing::warn!(%error, "the desktop does not say whether it starts the app, or starts another one")
        }
    }
}

/// Whether the desktop starts the app. An entry that this app has made is made anew: the program may lie elsewhere now, as
/// a file that was moved, or in the folder of another version.
fn learn_from(desktop: &impl Desktop, kept: bool) -> Result<bool, AppError> {
    let starts_app = desktop.starts_app()?;
    if starts_app && kept {
        desktop.start_app(true)?;
    }
    Ok(starts_app)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use infuse_engine::ErrorCode;

    use super::*;

    struct FakeDesktop {
        starts_app: Cell<bool>,
        /// How often it was told to start the app, or not to.
        told: Cell<u32>,
    }

    impl FakeDesktop {
        fn which_starts_app(starts_app: bool) -> Self {
            Self { starts_app: Cell::new(starts_app), told: Cell::new(0) }
        }
    }

    impl Desktop for FakeDesktop {
        fn starts_app(&self) -> Result<bool, AppError> {
            Ok(self.starts_app.get())
        }

        fn start_app(&self, on: bool) -> Result<(), AppError> {
            self.starts_app.set(on);
            self.told.set(self.told.get() + 1);
            Ok(())
        }
    }

    #[test]
    fn the_entry_of_an_app_that_was_moved_is_made_anew_and_no_other() {
        for (starts_app, kept, told) in [(true, true, 1), (true, false, 0), (false, true, 0), (false, false, 0)] {
            let desktop = FakeDesktop::which_starts_app(starts_app);
            assert_eq!(learn_from(&desktop, kept).unwrap(), starts_app);
            assert_eq!(desktop.told.get(), told);
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_path_is_one_word_of_the_entry_whatever_is_in_it() {
        assert_eq!(quoted("/opt/My Apps/infuse"), r#""/opt/My Apps/infuse""#);
        assert_eq!(quoted(r#"/a"b$c`d"#), r#""/a\\"b\\$c\\`d""#);
        assert_eq!(quoted(r"/a\b %U"), r#""/a\\\\b %%U""#);
    }

    #[cfg(windows)]
    #[test]
    fn a_path_is_one_word_of_the_command_line_whatever_is_in_it() {
        assert_eq!(quoted(r"C:\Program Files\Infuse\infuse.exe"), r#""C:\Program Files\Infuse\infuse.exe""#);
        assert_eq!(quoted(r"D:\"), r#""D:\\""#);
    }

    #[tokio::test]
    async fn what_can_not_be_kept_is_undone() {
        let full = || async { Err(AppError { code: ErrorCode::File, detail: "full".to_owned(), field: None }) };
        for before in [true, false] {
            let desktop = FakeDesktop::which_starts_app(before);
            assert!(set_on(&desktop, true, full()).await.is_err());
            assert_eq!(desktop.starts_app.get(), before);
            set_on(&desktop, !before, async { Ok(()) }).await.unwrap();
            assert_eq!(desktop.starts_app.get(), !before);
        }
    }
}
