//! A headless desktop of its own for one test: display, window manager, D-Bus, keyring,
//! notifications, tray. Everything lies in a temporary folder and ends with the session.

mod app;
mod bench;
mod notifications;
mod picture;
mod processes;
mod program;
mod speakers;
mod tray;
mod window;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::sync::{Semaphore, SemaphorePermit};
use zbus::names::BusName;

pub use app::App;
pub use bench::Bench;
pub use notifications::{Notification, Notifications};
pub use picture::Picture;
pub use program::Program;
pub use speakers::{Heard, Recording};
pub use tray::{MenuRow, Tray};
pub use window::AppWindow;

use crate::wait::until;

/// Width and height of the usual screen, in pixels.
const SCREEN: (u32, u32) = (1280, 900);

/// Sessions take turns: two windows that render without a graphics card starve each other.
static TURN: Semaphore = Semaphore::const_new(1);

async fn turn() -> Arc<SemaphorePermit<'static>> {
    Arc::new(TURN.acquire().await.expect("the semaphore is never closed"))
}

/// A part of the desktop that a session may do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Keyring,
    /// The service, and no keyring in it; never started by itself.
    EmptyKeyring,
    NotificationDaemon,
    TrayHost,
}

/// The running desktop. Dropping it ends every program that it started.
pub struct DesktopSession {
    environment: BTreeMap<&'static str, String>,
    bus: zbus::Connection,
    notifications: Notifications,
    // Ended in this order: what was started last goes first.
    programs: Vec<Program>,
    folder: TempDir,
    _turn: Arc<SemaphorePermit<'static>>,
}

impl DesktopSession {
    /// A desktop with all its parts.
    pub async fn start() -> Self {
        Self::start_without(&[]).await
    }

    /// A desktop that lacks `absent`.
    pub async fn start_without(absent: &[Part]) -> Self {
        Self::start_on(SCREEN, absent).await
    }

    /// The same on a screen of that width and height, in pixels.
    pub async fn start_on(screen: (u32, u32), absent: &[Part]) -> Self {
        Self::start_in(turn().await, screen, absent).await
    }

    /// Two at once, each with a home folder of its own.
    pub async fn start_two() -> [Self; 2] {
        let turn = turn().await;
        [Self::start_in(turn.clone(), SCREEN, &[]).await, Self::start_in(turn, SCREEN, &[]).await]
    }

    async fn start_in(turn: Arc<SemaphorePermit<'static>>, screen: (u32, u32), absent: &[Part]) -> Self {
        let folder = tempfile::Builder::new().prefix("infuse-desktop-").tempdir().expect("a temporary folder");
        let mut environment = environment_in(folder.path());
        let mut programs = Vec::new();

        let (display, number) = start_display(screen, folder.path(), &environment).await;
        environment.insert("DISPLAY", number);
        programs.push(display);
        let (daemon, address) = start_bus(folder.path(), &environment).await;
        environment.insert("DBUS_SESSION_BUS_ADDRESS", address.clone());
        // The services of the system are not there; a test may stand in for one.
        environment.insert("DBUS_SYSTEM_BUS_ADDRESS", address.clone());
        programs.push(daemon);

        let bus = connect(&address).await;
        let notifications = Notifications::watch(connect(&address).await).await;
        let mut session = Self { environment, bus, notifications, programs, folder, _turn: turn };
        session.start_window_manager().await;
        for part in [Part::Keyring, Part::NotificationDaemon, Part::TrayHost] {
            if !absent.contains(&part) {
                session.add(part).await;
            }
        }
        session
    }

    /// Starts a part that was absent so far, and waits until it serves.
    pub async fn add(&mut self, part: Part) {
        match part {
            Part::Keyring => self.start_keyring().await,
            Part::EmptyKeyring => {
                self.launch("gnome-keyring-daemon", &["--foreground", "--components=secrets"]);
                self.wait_for_name("org.freedesktop.secrets").await;
            }
            Part::NotificationDaemon => {
                self.prepare_buttons();
                self.launch("dunst", &[]);
                self.wait_for_name("org.freedesktop.Notifications").await;
            }
            Part::TrayHost => {
                self.launch("xfce4-panel", &["--disable-wm-check"]);
                self.wait_for_name("org.kde.StatusNotifierWatcher").await;
            }
        }
    }

    /// Has the notification daemon, which shows its buttons in a menu, ask a program in its place.
    fn prepare_buttons(&self) {
        let menu = self.folder.path().join("programs/choose-button");
        let script = format!("#!/bin/sh\ngrep -m 1 \"^#$(cat \"$HOME/{BUTTON}\") \"\n");
        fs::write(&menu, script).expect("the temporary folder can be written");
        fs::set_permissions(&menu, fs::Permissions::from_mode(0o755)).expect("it is ours");
        let folder = self.home().join(".config/dunst");
        fs::create_dir_all(&folder).expect("the temporary folder can be written");
        let settings = format!("[global]\n    dmenu = {}\n", menu.display());
        fs::write(folder.join("dunstrc"), settings).expect("the temporary folder can be written");
    }

    /// Clicks a button of the notification that is shown on top.
    pub async fn click_button_of_notification(&self, label: &str) {
        fs::write(self.home().join(BUTTON), label).expect("the home can be written");
        self.run("dunstctl", &["context"]).await;
    }

    /// The home folder of the person at this desktop.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// The name of its display, as in `:1`.
    pub fn display(&self) -> &str {
        &self.environment["DISPLAY"]
    }

    /// The notifications that the daemon of this desktop took.
    pub fn notifications(&self) -> &Notifications {
        &self.notifications
    }

    /// Starts any program here. It is ended with the session.
    pub fn launch(&mut self, name: &str, arguments: &[&str]) {
        let mut command = self.command(name);
        command.args(arguments).stdin(Stdio::null());
        self.programs.insert(0, Program::start(command, name, &self.logs()));
    }

    /// Runs a program here to its end and answers what it wrote; fails the test when it failed.
    pub async fn run(&self, name: &str, arguments: &[&str]) -> String {
        let output = self.command(name).args(arguments).output().await.expect("the program is installed");
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{name} {arguments:?} failed: {complaint}");
        String::from_utf8(output.stdout).expect("programs write UTF-8")
    }

    /// Takes a name on the bus for a service that never answers. It is gone when the connection is dropped.
    pub async fn hold_name(&self, name: &'static str) -> zbus::Connection {
        let bus = connect(&self.environment["DBUS_SESSION_BUS_ADDRESS"]).await;
        bus.request_name(name).await.expect("nobody else has the name");
        bus
    }

    /// Tells the programs here that the computer has slept and has woken, as the login manager does.
    pub async fn wake(&self) {
        let manager = self.hold_name("org.freedesktop.login1").await;
        let (path, interface) = ("/org/freedesktop/login1", "org.freedesktop.login1.Manager");
        for is_about_to_sleep in [true, false] {
            let sent = manager.emit_signal(None::<()>, path, interface, "PrepareForSleep", &is_about_to_sleep);
            sent.await.expect("the bus takes signals");
        }
    }

    /// The same for a service that answers every call with an error, because it has no object.
    pub async fn hold_name_without_objects(&self, name: &'static str) -> zbus::Connection {
        let bus = self.hold_name(name).await;
        let _ = bus.object_server();
        bus
    }

    /// A command with the environment of this desktop and nothing of ours.
    pub(crate) fn command(&self, name: impl AsRef<std::ffi::OsStr>) -> tokio::process::Command {
        command_in(&self.environment, name)
    }

    /// The page of the web that was opened last, once there is one. In place of a browser the desktop has a program that
    /// notes the address: a story goes there itself.
    pub async fn wait_for_page(&self) -> url::Url {
        let pages = self.home().join(PAGES);
        let page = until("a page of the web is opened", async || fs::read_to_string(&pages).ok()).await;
        fs::remove_file(&pages).expect("it was there");
        url::Url::parse(page.trim()).expect("an address")
    }

    pub(crate) fn bus(&self) -> &zbus::Connection {
        &self.bus
    }

    pub(crate) fn logs(&self) -> PathBuf {
        self.folder.path().join("logs")
    }

    /// Ids of the processes of this session whose name begins with `prefix` (15 characters at most).
    pub fn processes_named(&self, prefix: &str) -> Vec<u32> {
        processes::living_in(&self.home(), prefix)
    }

    async fn start_window_manager(&mut self) {
        self.launch("openbox", &[]);
        until("the window manager manages the display", async || {
            let asked = self.command("xdotool").arg("get_num_desktops").output().await.expect("xdotool is installed");
            asked.status.success().then_some(())
        })
        .await;
    }

    async fn start_keyring(&mut self) {
        let mut command = self.command("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]).stdin(Stdio::piped());
        let mut program = Program::start(command, "gnome-keyring-daemon", &self.logs());
        let mut stdin = program.take_stdin();
        stdin.write_all(b"correct horse").await.expect("the keyring daemon reads its password");
        drop(stdin);
        self.programs.insert(0, program);
        self.wait_for_name("org.freedesktop.secrets").await;
    }

    async fn wait_for_name(&self, name: &'static str) {
        let bus = zbus::fdo::DBusProxy::new(&self.bus).await.expect("the bus answers");
        let name = BusName::try_from(name).expect("a bus name");
        until(&format!("{name} is served"), async || {
            bus.name_has_owner(name.clone()).await.is_ok_and(|owned| owned).then_some(())
        })
        .await;
    }
}

impl Drop for DesktopSession {
    fn drop(&mut self) {
        if std::thread::panicking() {
            program::print_logs(&self.logs());
        }
        processes::end_all(&self.home());
        self.programs.clear();
    }
}

async fn start_display(
    (width, height): (u32, u32),
    folder: &Path,
    environment: &BTreeMap<&'static str, String>,
) -> (Program, String) {
    let mut command = command_in(environment, "Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", &format!("{width}x{height}x24"), "-nolisten", "tcp", "-noreset"]);
    let mut display = Program::start_heard(command, "Xvfb", &folder.join("logs"));
    let number = first_line(&mut display).await;
    (display, format!(":{number}"))
}

async fn start_bus(folder: &Path, environment: &BTreeMap<&'static str, String>) -> (Program, String) {
    let mut command = command_in(environment, "dbus-daemon");
    command.args(["--session", "--nofork", "--print-address=1"]);
    let mut daemon = Program::start_heard(command, "dbus-daemon", &folder.join("logs"));
    let address = first_line(&mut daemon).await;
    (daemon, address)
}

/// The line that a program writes when it is ready.
async fn first_line(program: &mut Program) -> String {
    let mut lines = BufReader::new(program.take_stdout()).lines();
    let line = tokio::time::timeout(crate::wait::PATIENCE, lines.next_line()).await;
    line.expect("the program becomes ready in time")
        .expect("its output can be read")
        .expect("it does not end before it is ready")
}

async fn connect(address: &str) -> zbus::Connection {
    zbus::connection::Builder::address(address)
        .expect("the daemon printed an address")
        .build()
        .await
        .expect("the bus takes connections")
}

fn command_in(
    environment: &BTreeMap<&'static str, String>,
    name: impl AsRef<std::ffi::OsStr>,
) -> tokio::process::Command {
    let mut command = tokio::process::Command::new(name);
    command.env_clear().envs(environment);
    command
}

/// Which button of a notification is clicked, below the person's home.
const BUTTON: &str = "clicked-button";

/// Where addresses go that would open a browser, below the person's home.
const PAGES: &str = "opened-page";

/// Folders of its own, so that a test meets no setting of whoever runs it and leaves none behind.
fn environment_in(folder: &Path) -> BTreeMap<&'static str, String> {
    let (home, programs) = (folder.join("home"), folder.join("programs"));
    let runtime = folder.join("runtime");
    for new in [&home, &programs, &runtime, &folder.join("logs")] {
        fs::create_dir(new).expect("the temporary folder can be written");
    }
    fs::set_permissions(&runtime, fs::Permissions::from_mode(0o700)).expect("it is ours");
    let opener = programs.join("xdg-open");
    // Under another name first: whoever looks for the file finds all of it.
    let script = format!(
        "#!/bin/sh\nprintf '%s\\n' \"$1\" >\"$HOME/{PAGES}.new\"\nmv \"$HOME/{PAGES}.new\" \"$HOME/{PAGES}\"\n"
    );
    fs::write(&opener, script).expect("the temporary folder can be written");
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).expect("it is ours");
    let search_path = std::env::var("PATH").expect("there is a search path");
    let below_home = |name: &str| home.join(name).display().to_string();
    BTreeMap::from([
        ("PATH", format!("{}:{search_path}", programs.display())),
        ("HOME", home.display().to_string()),
        ("XDG_CONFIG_HOME", below_home(".config")),
        ("XDG_DATA_HOME", below_home(".local/share")),
        ("XDG_STATE_HOME", below_home(".local/state")),
        ("XDG_CACHE_HOME", below_home(".cache")),
        ("XDG_RUNTIME_DIR", runtime.display().to_string()),
        ("XDG_CURRENT_DESKTOP", "XFCE".to_owned()),
        ("LANG", "C.UTF-8".to_owned()),
        ("TZ", "UTC".to_owned()),
        // The panel would ask on its first start whether to use the default layout.
        ("XFCE_PANEL_MIGRATE_DEFAULT", "1".to_owned()),
        ("GTK_USE_PORTAL", "0".to_owned()),
        ("RUST_BACKTRACE", "1".to_owned()),
    ])
}
