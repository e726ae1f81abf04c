//! The app as a person or the autostart starts it.

use std::path::PathBuf;
use std::process::Stdio;

use super::{DesktopSession, Program};
use crate::programs;
use crate::wait::until;

/// The app, running without a driver.
pub struct App {
    program: Program,
}

impl DesktopSession {
    /// Starts the app. It is ended when the value is dropped.
    pub fn start_app(&self, arguments: &[&str]) -> App {
        self.start_program("infuse", arguments)
    }

    /// The same on a desktop that sets a variable, as one does for people who need large text.
    pub fn start_app_with(&self, name: &str, value: &str, arguments: &[&str]) -> App {
        let mut command = self.command(app_path());
        command.args(arguments).env(name, value).stdin(Stdio::null());
        App { program: Program::start(command, "infuse", &self.logs()) }
    }

    /// The same with another program of the profile's folder.
    pub fn start_program(&self, path: &str, arguments: &[&str]) -> App {
        let mut command = self.command(programs::built(path));
        command.args(arguments).stdin(Stdio::null());
        let name = path.rsplit('/').next().unwrap_or(path);
        App { program: Program::start(command, name, &self.logs()) }
    }

    /// X11 ids of the app's windows that are on the screen.
    pub async fn visible_windows(&self) -> Vec<String> {
        let search = ["search", "--onlyvisible", "--class", "infuse"];
        // It fails where it finds none.
        let found = self.command("xdotool").args(search).output().await.expect("xdotool is installed");
        String::from_utf8_lossy(&found.stdout).lines().map(str::to_owned).collect()
    }

    /// The window in which the desktop asks for a password, where it does.
    pub async fn prompt(&self) -> Option<String> {
        let search = ["search", "--onlyvisible", "--class", "gcr-prompter"];
        let found = self.command("xdotool").args(search).output().await.expect("xdotool is installed");
        String::from_utf8_lossy(&found.stdout).lines().next().map(str::to_owned)
    }

    /// Types a new password into that window, twice. It may be gone by then.
    pub async fn answer_prompt(&self, prompt: &str, password: &str) {
        for keys in [
            ["windowfocus", prompt, "key", "ctrl+a", "type", password].as_slice(),
            &["key", "Tab", "ctrl+a", "type", password],
            &["key", "Return"],
        ] {
            // What did not reach it is typed again by whoever still sees it.
            let _ = self.command("xdotool").args(keys).output().await.expect("xdotool is installed");
        }
    }

    /// Width and height of a window, in pixels of the screen.
    pub async fn size_of(&self, window: &str) -> (u32, u32) {
        let lines = self.run("xdotool", &["getwindowgeometry", "--shell", window]).await;
        let value = |name: &str| {
            let value = lines.lines().find_map(|line| line.strip_prefix(name)?.parse().ok());
            value.unwrap_or_else(|| panic!("no {name} in {lines:?}"))
        };
        (value("WIDTH="), value("HEIGHT="))
    }

    /// Waits until exactly `count` windows of the app are on the screen.
    pub async fn wait_for_windows(&self, count: usize) -> Vec<String> {
        until(&format!("{count} windows are on the screen"), async || {
            let windows = self.visible_windows().await;
            (windows.len() == count).then_some(windows)
        })
        .await
    }

    /// Closes a window as its person does, through the window manager. One that has just come up may not have been given the
    /// keyboard yet, so that they press again.
    pub async fn close_window(&self, window: &str) {
        until("the window is closed", async || {
            let press = ["windowfocus", "--sync", window, "key", "alt+F4"];
            // It fails where the window has gone.
            self.command("xdotool").args(press).output().await.expect("xdotool is installed");
            (!self.visible_windows().await.iter().any(|visible| visible == window)).then_some(())
        })
        .await;
    }

    /// Presses a key in a window.
    pub async fn press_in(&self, window: &str, key: &str) {
        self.run("xdotool", &["windowfocus", "--sync", window, "key", key]).await;
    }
}

impl App {
    /// The id of its process.
    pub fn id(&self) -> u32 {
        self.program.id()
    }

    /// Whether it has not ended by itself.
    pub fn is_running(&mut self) -> bool {
        self.program.is_running()
    }

    /// Waits until it has ended by itself.
    pub async fn wait(&mut self) -> std::process::ExitStatus {
        self.program.wait().await
    }

    /// Asks it to end, as a logout does.
    pub fn ask_to_end(&self) {
        self.program.terminate();
    }

    /// The same, and waits until it has.
    pub async fn terminate(mut self) {
        self.ask_to_end();
        self.program.wait().await;
    }
}

pub(crate) fn app_path() -> PathBuf {
    programs::built("infuse")
}
