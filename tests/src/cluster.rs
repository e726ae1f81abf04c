//! A PostgreSQL cluster of one story's own, which may be treated as a shared one must not.

use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::disk::Disk;
use crate::network::free_port;
use crate::wait::until;

/// Its processes and its folder. Dropping it ends and removes both.
pub struct Cluster {
    port: u16,
    programs: PathBuf,
    owner: Option<Owner>,
    server: Child,
    // Before the folder that it is mounted in, which can not be removed until it is not.
    disk: Option<Disk>,
    folder: TempDir,
}

/// Who runs it when we are root, which PostgreSQL refuses to be run as.
#[derive(Clone, Copy)]
struct Owner {
    user: u32,
    group: u32,
}

impl Cluster {
    /// Makes and starts one that trusts everyone on this computer.
    pub async fn start() -> Self {
        let (folder, owner) = (folder(), Owner::where_needed());
        Self::start_in(folder, owner, None).await
    }

    /// The same with its data on a disk of its own, of that many MiB. `None` where we may not mount one: that takes
    /// root.
    pub async fn start_on_a_disk_of(mebibytes: u32) -> Option<Self> {
        let (folder, owner) = (folder(), Owner::where_needed()?);
        let disk = Disk::mount(&data(&folder), mebibytes)?;
        std::os::unix::fs::chown(data(&folder), Some(owner.user), Some(owner.group)).unwrap();
        Some(Self::start_in(folder, Some(owner), Some(disk)).await)
    }

    async fn start_in(folder: TempDir, owner: Option<Owner>, disk: Option<Disk>) -> Self {
        let (programs, port) = (programs(), free_port());
        if let Some(owner) = owner {
            std::os::unix::fs::chown(folder.path(), Some(owner.user), Some(owner.group)).unwrap();
        }
        let mut initdb = command(&programs.join("initdb"), owner);
        initdb.args(["--username=infuse", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]);
        assert!(initdb.arg("--pgdata").arg(data(&folder)).status().unwrap().success());
        let server = postgres(&programs, owner, &folder, port).spawn().unwrap();
        let mut cluster = Self { port, programs, owner, server, disk, folder };
        cluster.be_ready().await;
        cluster
    }

    /// Waits until it takes connections; where it has ended, it is started again.
    async fn be_ready(&mut self) {
        until("the cluster is ready", async || {
            use sqlx::Connection as _;
            if self.server.try_wait().unwrap().is_some() {
                self.server = postgres(&self.programs, self.owner, &self.folder, self.port).spawn().unwrap();
            }
            sqlx::PgConnection::connect(&self.url()).await.ok()
        })
        .await;
    }

    /// The URL of its maintenance database.
    pub fn url(&self) -> String {
        format!("postgres://infuse@127.0.0.1:{}/postgres", self.port)
    }

    /// Lets it fall silent: its connections stay, and nothing comes from them any more.
    pub fn stop_all_processes(&self) {
        self.signal(Signal::STOP);
    }

    /// Lets it go on.
    pub fn continue_all_processes(&self) {
        self.signal(Signal::CONT);
    }

    /// Takes all space that its disk has left.
    pub fn fill_disk(&self) {
        self.disk().fill();
    }

    /// Gives it back, and waits until the cluster takes connections: it may have ended for want of it, and is then
    /// started again as an operator would.
    pub async fn free_disk(&mut self) {
        self.disk().free();
        self.be_ready().await;
    }

    fn disk(&self) -> &Disk {
        self.disk.as_ref().expect("it has a disk of its own")
    }

    /// The first one makes the others, and is told first.
    fn signal(&self, signal: Signal) {
        let first = Pid::from_child(&self.server);
        kill_process(first, signal).unwrap();
        for child in children(first) {
            // It may have ended meanwhile.
            let _ = kill_process(child, signal);
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.continue_all_processes();
        // Its immediate shutdown.
        if kill_process(Pid::from_child(&self.server), Signal::QUIT).is_ok() {
            let _ = self.server.wait();
        }
    }
}

impl Owner {
    fn where_needed() -> Option<Self> {
        if !rustix::process::geteuid().is_root() {
            return None;
        }
        ["postgres", "nobody"].into_iter().find_map(|name| Some(Self { user: id("-u", name)?, group: id("-g", name)? }))
    }
}

fn folder() -> TempDir {
    tempfile::Builder::new().prefix("infuse-cluster-").tempdir().unwrap()
}

fn data(folder: &TempDir) -> PathBuf {
    folder.path().join("data")
}

fn postgres(programs: &Path, owner: Option<Owner>, folder: &TempDir, port: u16) -> Command {
    let mut postgres = command(&programs.join("postgres"), owner);
    postgres.arg("-D").arg(data(folder)).args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1"]);
    // Small enough for a small disk.
    postgres.args(["-c", "min_wal_size=32MB", "-c", "max_wal_size=64MB"]);
    postgres.arg("-k").arg(folder.path());
    postgres
}

fn id(what: &str, name: &str) -> Option<u32> {
    String::from_utf8(Command::new("id").args([what, name]).output().ok()?.stdout).ok()?.trim().parse().ok()
}

/// A command that runs as `owner`, in a folder that every user may enter.
fn command(program: &Path, owner: Option<Owner>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(std::env::temp_dir()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Some(owner) = owner {
        command.uid(owner.user).gid(owner.group);
    }
    command
}

/// The folder of PostgreSQL's programs, the newest where there are several.
fn programs() -> PathBuf {
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = debian
        .filter_map(|version| Some((version.file_name().to_str()?.parse::<u32>().ok()?, version.path().join("bin"))))
        .filter(|(_, folder)| folder.join("initdb").exists())
        .max();
    let in_path = || std::env::split_paths(&std::env::var_os("PATH")?).find(|folder| folder.join("initdb").exists());
    newest.map(|(_, folder)| folder).or_else(in_path).expect("PostgreSQL's programs are installed")
}

fn children(parent: Pid) -> Vec<Pid> {
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    let numbers = processes.filter_map(|process| process.file_name().to_str()?.parse::<i32>().ok());
    numbers.filter(|number| parent_of(*number) == Some(parent)).filter_map(Pid::from_raw).collect()
}

/// The second field behind the program's name, which may contain anything.
fn parent_of(process: i32) -> Option<Pid> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let parent = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
    Pid::from_raw(parent)
}
